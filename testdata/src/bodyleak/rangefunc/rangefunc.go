// Package rangefunc acquires in the bodies of loops over functions, which are
// functions of their own in SSA.
package rangefunc

import (
	"errors"
	"io"
	"iter"
	"net/http"
	"slices"
)

func returnBad(us iter.Seq[string]) error {
	for u := range us {
		resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode != 200`
		if err != nil {
			return err
		}
		if resp.StatusCode != 200 {
			return errors.New(resp.Status)
		}
		resp.Body.Close()
	}
	return nil
}

func continueBad(us iter.Seq[string]) {
	for u := range us {
		resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode != 200`
		if err != nil {
			continue
		}
		if resp.StatusCode != 200 {
			continue
		}
		resp.Body.Close()
	}
}

func endOfBodyBad(us []string) (n int) {
	for u := range slices.Values(us) {
		resp, err := http.Get(u) // want `response body from http\.Get is never closed`
		if err != nil {
			continue
		}
		n += resp.StatusCode
	}
	return n
}

func closedOk(us iter.Seq2[int, string]) error {
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, resp.Body); err != nil {
			resp.Body.Close()
			return err
		}
		resp.Body.Close()
	}
	return nil
}

// The deferred call runs when the outer function returns.
func deferredOk(us iter.Seq[string]) error {
	for u := range us {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
	}
	return nil
}

func returnedOk(us iter.Seq[string]) (*http.Response, error) {
	for u := range us {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		return resp, nil
	}
	return nil, io.EOF
}

func returnedFromOuterVarOk(us iter.Seq[string]) *http.Response {
	var found *http.Response
	for u := range us {
		resp, err := http.Get(u)
		if err == nil {
			found = resp
			break
		}
	}
	return found
}

// An iterator that acquires, yields, and closes when the loop is over.
func lines(u string) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		resp, err := http.Get(u)
		if err != nil {
			yield(nil, err)
			return
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		yield(b, err)
	}
}

func pagesBad(u string) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for u != "" {
			resp, err := http.Get(u) // want `response body from http\.Get is not closed`
			if err != nil {
				yield(nil, err)
				return
			}
			u = resp.Header.Get("Next")
			b, err := io.ReadAll(resp.Body)
			if !yield(b, err) {
				return
			}
			resp.Body.Close()
		}
	}
}

func usedOk(u string) error {
	for _, err := range lines(u) {
		if err != nil {
			return err
		}
	}
	return nil
}

// The response is acquired outside and closed inside.
func acquiredOutsideBad(u string, us iter.Seq[string]) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	for v := range us {
		if v == resp.Status {
			return nil
		}
	}
	return nil
}

func acquiredOutsideOk(u string, us iter.Seq[string]) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	for v := range us {
		if v == resp.Status {
			return nil
		}
	}
	return nil
}

type holder struct{ c io.Closer }

func (h *holder) Close() error { return h.c.Close() }

func open(u string) (*holder, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return &holder{c: resp.Body}, nil
}

// A deferred literal in the body of the loop runs when the function returns.
func deferredInBodyOk(u string, seq iter.Seq[string]) error {
	h, err := open(u)
	if err != nil {
		return err
	}
	for range seq {
		defer func() {
			h.Close()
		}()
		return nil
	}
	return h.Close()
}

func deferredDirectlyOk(u string, seq iter.Seq[string]) error {
	h, err := open(u)
	if err != nil {
		return err
	}
	for range seq {
		defer h.Close()
		return nil
	}
	return h.Close()
}

func deferredResponseOk(u string, seq iter.Seq[string]) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	for range seq {
		defer func() { resp.Body.Close() }()
		return nil
	}
	return resp.Body.Close()
}
