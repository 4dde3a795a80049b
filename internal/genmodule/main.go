// Genmodule writes a Go module of many packages in layers, to measure how the
// cost of an analysis grows with a code base and what an edit costs:
//
//	go run ./internal/genmodule -packages 2000 -layers 5 DIR
//
// A package imports some of the layer below, and its functions hand responses,
// rows and connections up and down between them, so that what is known of a
// function travels through all layers. The same flags write the same module,
// which needs the standard library alone. Every tenth package leaks one response
// body; how many there are is printed.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	var m generated
	flag.IntVar(&m.packages, "packages", 2000, "number of packages")
	flag.IntVar(&m.layers, "layers", 5, "layers that import one another")
	flag.IntVar(&m.imports, "imports", 3, "packages of the layer below that a package imports")
	flag.IntVar(&m.functions, "functions", 8, "groups of functions in a package")
	flag.Parse()
	if flag.NArg() != 1 || m.packages < m.layers || m.layers < 1 || m.imports < 1 {
		fmt.Fprintln(os.Stderr, "usage: genmodule [-packages n] [-layers n] [-imports n] [-functions n] DIR")
		os.Exit(2)
	}
	leaks, err := m.write(flag.Arg(0))
	if err != nil {
		fmt.Fprintln(os.Stderr, "genmodule:", err)
		os.Exit(1)
	}
	fmt.Printf("%d packages in %d layers, %d leaks\n", m.packages, m.layers, leaks)
}
