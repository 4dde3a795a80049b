package closures

import (
	"io"
	"net/http"
)

// Literals that call each other by their variables: looking for the response in
// what they capture has to come to an end.
func mutualBad(url string, n int) {
	var even, odd func(int)
	even = func(n int) {
		if n > 0 {
			odd(n - 1)
		}
	}
	odd = func(n int) {
		if n > 0 {
			even(n - 1)
		}
	}
	resp, err := http.Get(url) // want "response body from http.Get is never closed"
	if err != nil {
		return
	}
	io.Copy(io.Discard, resp.Body)
	even(n)
}

func mutualOk(url string, n int) {
	resp, err := http.Get(url)
	if err != nil {
		return
	}
	var even, odd func(int)
	even = func(n int) { odd(n - 1) }
	odd = func(n int) {
		if n > 0 {
			even(n - 1)
			return
		}
		resp.Body.Close()
	}
	even(n)
}

// With n below one, the literals do nothing.
func mutualForgottenBad(url string, n int) {
	resp, err := http.Get(url) // want "response body from http.Get is not closed when n <= 0"
	if err != nil {
		return
	}
	var even, odd func(int)
	even = func(n int) {
		if n > 0 {
			odd(n - 1)
		}
	}
	odd = func(n int) {
		if n > 0 {
			even(n - 1)
			return
		}
		resp.Body.Close()
	}
	even(n)
}
