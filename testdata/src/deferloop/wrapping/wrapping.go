// Package wrapping has loops whose body can become a function literal, and
// loops whose body cannot.
package wrapping

import (
	"bufio"
	"io"
	"net/http"
)

func continuesBad(us []string) (n int64) {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		defer resp.Body.Close() // want `loop`
		for range 2 {
			if resp.StatusCode != 200 {
				continue
			}
			break
		}
		m, _ := io.Copy(io.Discard, resp.Body)
		n += m
	}
	return n
}

func returnsBad(us []string) error {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		defer resp.Body.Close() // want `loop`
	}
	return nil
}

func keepsBad(us []string) (last *bufio.Reader) {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		defer resp.Body.Close() // want `loop`
		last = bufio.NewReader(resp.Body)
	}
	return last
}
