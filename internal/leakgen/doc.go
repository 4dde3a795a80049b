// Command leakgen holds the analysis against programs whose behaviour is known,
// because all their paths were run.
//
//	go run ./internal/leakgen -n 1000 [-seed 1] [-kind response] [-correlated]
//
// It makes random functions (package grammar) that acquire, use, hand over and
// release connections, runs every path of each against fakes (package oracle),
// analyses them, and compares (package judge):
//
//	missed    a resource is left open on some path, and no finding says so
//	false     a finding names a resource that no path leaves open
//	witness   a finding is right, but the path that it shows does not leak
//
// Disagreements are made as small as possible before they are printed.
//
// What a path that panics leaves open does not count, nor do paths that make
// very many choices. A program about which a finding is in doubt is explored
// again, further, and by random paths; a finding that no path confirms, of a
// program that has still more, is neither right nor wrong.
package main
