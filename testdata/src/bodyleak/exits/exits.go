// Package exits has paths that do not come back.
package exits

import (
	"errors"
	"net/http"
	"os"
)

// A panic between acquisition and defer unwinds to whoever recovers, or to the
// end of the process.
func explicitPanicOk(u string) {
	resp, err := http.Get(u)
	if err != nil {
		panic(err)
	}
	if resp.StatusCode != 200 {
		panic(resp.Status)
	}
	resp.Body.Close()
}

func implicitPanicOk(u string, f func()) {
	resp, err := http.Get(u)
	if err != nil {
		return
	}
	f()
	resp.Body.Close()
}

func blockedForEverOk(u string) {
	resp, err := http.Get(u)
	if err != nil {
		return
	}
	println(resp.Status)
	select {}
}

func loopForEverOk(u string, f func(string)) {
	resp, err := http.Get(u)
	if err != nil {
		return
	}
	for {
		f(resp.Status)
	}
}

func loopWithExitBad(u string, f func(string) bool) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return
	}
	for {
		if f(resp.Status) {
			return
		}
	}
}

func osExitOk(u string) {
	resp, err := http.Get(u)
	if err != nil {
		os.Exit(1)
	}
	if resp.StatusCode != 200 {
		os.Exit(2)
	}
	resp.Body.Close()
}

func exitOnOnePathBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed`
	if err != nil {
		return err
	}
	switch resp.StatusCode {
	case 200:
		return resp.Body.Close()
	case 500:
		os.Exit(1)
	}
	return errors.New(resp.Status)
}

// The code after an endless loop is dead.
func unreachableOk(u string, f func()) {
	for {
		f()
	}
	http.Get(u)
}
