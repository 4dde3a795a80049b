// Package basic defers a release in every kind of loop.
package basic

import (
	"io"
	"net/http"
)

func rangeBad(us []string) error {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		defer resp.Body.Close() // want `loop`
		io.Copy(io.Discard, resp.Body)
	}
	return nil
}

func threeClauseBad(u string, n int) error {
	for i := 0; i < n; i++ {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		defer resp.Body.Close() // want `loop`
	}
	return nil
}

func conditionBad(next string) error {
	for next != "" {
		resp, err := http.Get(next)
		if err != nil {
			return err
		}
		defer resp.Body.Close() // want `loop`
		next = resp.Header.Get("Next")
	}
	return nil
}

// Until the loop ends, which is never, nothing is closed.
func foreverBad(u string, seen func(int)) {
	for {
		resp, err := http.Get(u)
		if err != nil {
			return
		}
		defer resp.Body.Close() // want `loop`
		seen(resp.StatusCode)
	}
}

func innerLoopBad(rows [][]string) {
	for _, us := range rows {
		for _, u := range us {
			if resp, err := http.Get(u); err == nil {
				defer resp.Body.Close() // want `loop`
			}
		}
	}
}

func integerRangeBad(u string) {
	for range 10 {
		resp, err := http.Get(u)
		if err != nil {
			return
		}
		defer resp.Body.Close() // want `loop`
	}
}

func gotoBad(u string, more func() bool) {
again:
	resp, err := http.Get(u)
	if err != nil {
		return
	}
	defer resp.Body.Close() // want `loop`
	if more() {
		goto again
	}
}

func beforeLoopOk(u string, n int) {
	resp, err := http.Get(u)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	for range n {
		io.CopyN(io.Discard, resp.Body, 1)
	}
}

func afterLoopOk(us []string) error {
	var resp *http.Response
	for _, u := range us {
		var err error
		if resp, err = http.Get(u); err == nil {
			break
		}
	}
	if resp != nil {
		defer resp.Body.Close()
	}
	return nil
}

func explicitOk(us []string) {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		resp.Body.Close()
	}
}
