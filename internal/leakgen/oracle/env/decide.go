package env

import (
	"errors"
	"io"
	"iter"
)

// Bool is a condition that the program cannot know.
func Bool() bool { return w.choose(2) == 1 }

// Int is a number below n.
func Int(n int) int { return w.choose(n) }

// More is the condition of a loop. All loops of a path together make a bounded
// number of rounds.
func More() bool {
	if w.rounds >= w.bounds.rounds || w.choose(2) == 0 {
		return false
	}
	w.rounds++
	return true
}

// Stop is the condition that ends an endless loop.
func Stop() bool { return !More() }

// Items is a slice of unknown length.
func Items() []int {
	var items []int
	for More() {
		items = append(items, len(items))
	}
	return items
}

// Count is an unknown number of rounds.
func Count() int { return len(Items()) }

// Seq is a sequence of unknown length.
func Seq() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; More(); i++ {
			if !yield(i) {
				return
			}
		}
	}
}

var (
	errDial  = dialError{}
	errRead  = errors.New("read failed")
	errClose = errors.New("close failed")
)

// dialError is whatever error it is compared with, or not.
type dialError struct{}

func (dialError) Error() string { return "dial failed" }
func (dialError) Is(error) bool { return w.choose(2) == 1 }

// Err is an error or nil.
func Err() error {
	if w.choose(2) == 1 {
		return io.ErrUnexpectedEOF
	}
	return nil
}

// IsTimeout reports true for some errors.
func IsTimeout(err error) bool { return err != nil && w.choose(2) == 1 }

// Ready is a channel that can be received from, or not.
func Ready() <-chan int {
	c := make(chan int, 1)
	if w.choose(2) == 1 {
		c <- 1
	}
	return c
}

// Either returns two channels, one of which can be received from.
func Either() (<-chan int, <-chan int) {
	a, b := make(chan int, 1), make(chan int, 1)
	if w.choose(2) == 0 {
		a <- 1
	} else {
		b <- 1
	}
	return a, b
}

// Fault is the value of an explicit panic.
func Fault() string {
	w.faulted = true
	return "fault"
}

// Failure is the value of an explicit panic about an error.
func Failure(err error) error {
	w.faulted = true
	return err
}

// Branch and Exit mark the way through the program. They are in the executed
// text only, and decide nothing.
func Branch(line int, side bool) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.marks = append(w.marks, Mark{line, side})
	return side
}

// Exit marks a return; see Branch.
func Exit(line int) { w.exit = line }
