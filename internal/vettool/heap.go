package vettool

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
)

// startingHeap is what a process may allocate before its first collection.
// Most packages need less: under go vet each is a process of its own, and a
// quarter of its time went into collecting garbage that its end collects for
// nothing.
const startingHeap = 128 << 20

// delayCollection puts the first garbage collection off until the heap has its
// starting size. From then on the collector runs as usual.
func delayCollection() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return // somebody knows better
	}
	usual := debug.SetGCPercent(-1)
	debug.SetMemoryLimit(startingHeap)
	first := new([16]byte) // collected by the first collection
	runtime.AddCleanup(first, func(int) {
		debug.SetMemoryLimit(math.MaxInt64)
		debug.SetGCPercent(usual)
	}, 0)
}
