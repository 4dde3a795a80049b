// Package plain has one finding and nothing that keeps it from being reported.
package plain

func leak() int { return 0 }

func plainBad() { leak() }
