// Package loops acquires once per iteration.
package loops

import (
	"errors"
	"io"
	"net/http"
)

func continueBad(us []string) {
	for _, u := range us {
		resp, err := http.Get(u) // want `response body from http\.Get is not closed (when resp\.StatusCode != 200|before)`
		if err != nil {
			continue
		}
		if resp.StatusCode != 200 {
			continue
		}
		resp.Body.Close()
	}
}

func labelledContinueBad(rows [][]string) {
outer:
	for _, us := range rows {
		for _, u := range us {
			resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode == 404`
			if err != nil {
				continue
			}
			if resp.StatusCode == 404 {
				continue outer
			}
			resp.Body.Close()
		}
	}
}

func closedEachTimeOk(us []string) {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
}

func neverClosedInLoopBad(us []string) (n int) {
	for _, u := range us {
		resp, err := http.Get(u) // want `response body from http\.Get is (never closed|not closed before)`
		if err != nil {
			break
		}
		n += int(resp.ContentLength)
	}
	return n
}

// Late, but closed: another rule speaks about that.
func deferredInLoopOk(us []string) error {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
	}
	return nil
}

func deferredInLiteralOk(us []string) error {
	for _, u := range us {
		err := func() error {
			resp, err := http.Get(u)
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			_, err = io.Copy(io.Discard, resp.Body)
			return err
		}()
		if err != nil {
			return err
		}
	}
	return nil
}

func breakWithOpenOk(us []string) error {
	var resp *http.Response
	for _, u := range us {
		var err error
		resp, err = http.Get(u)
		if err != nil {
			return err
		}
		if resp.StatusCode == 200 {
			break
		}
		resp.Body.Close()
		resp = nil
	}
	if resp == nil {
		return errors.New("no mirror answered")
	}
	return resp.Body.Close()
}

func breakWithOpenBad(us []string) error {
	for _, u := range us {
		resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode == 200`
		if err != nil {
			return err
		}
		if resp.StatusCode == 200 {
			break
		}
		resp.Body.Close()
	}
	return nil
}

func pollForeverOk(u string, seen func(int)) {
	for {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		seen(resp.StatusCode)
		resp.Body.Close()
	}
}

// No exit, and still one body more each time round.
func pollForeverBad(u string, seen func(int)) {
	for {
		resp, err := http.Get(u) // want `response body from http\.Get`
		if err != nil {
			continue
		}
		seen(resp.StatusCode)
	}
}

func paginationOk(next string) error {
	for next != "" {
		resp, err := http.Get(next)
		if err != nil {
			return err
		}
		next = resp.Header.Get("Next")
		if _, err := io.Copy(io.Discard, resp.Body); err != nil {
			resp.Body.Close()
			return err
		}
		if err := resp.Body.Close(); err != nil {
			return err
		}
	}
	return nil
}

func paginationBad(next string) error {
	for next != "" {
		resp, err := http.Get(next) // want `response body from http\.Get is not closed when err != nil`
		if err != nil {
			return err
		}
		next = resp.Header.Get("Next")
		if _, err := io.Copy(io.Discard, resp.Body); err != nil {
			return err
		}
		resp.Body.Close()
	}
	return nil
}
