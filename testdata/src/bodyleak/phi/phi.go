// Package phi has responses that reach one place along several edges.
package phi

import (
	"io"
	"net/http"
)

func jointCheckOk(c *http.Client, u string, post bool) error {
	var resp *http.Response
	var err error
	if post {
		resp, err = c.Post(u, "", nil)
	} else {
		resp, err = c.Get(u)
	}
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

func jointCheckBad(c *http.Client, u string, post bool) error {
	var resp *http.Response
	var err error
	if post {
		resp, err = c.Post(u, "", nil) // want `response body from .*Post is not closed when resp\.StatusCode != 200`
	} else {
		resp, err = c.Get(u) // want `response body from .*Get is not closed when resp\.StatusCode != 200`
	}
	if err != nil {
		return err
	}
	if resp.StatusCode != 200 {
		return io.EOF
	}
	defer resp.Body.Close()
	return nil
}

func onlyOneClosedBad(u, v string, mirror bool) error {
	a, err := http.Get(u) // want `response body from http\.Get is not closed when`
	if err != nil {
		return err
	}
	b := a
	if mirror {
		b, err = http.Get(v)
		if err != nil {
			a.Body.Close()
			return err
		}
	}
	defer b.Body.Close()
	return nil
}

func fallbackOk(u, v string) error {
	resp, err := http.Get(u)
	if err != nil {
		resp, err = http.Get(v)
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The first answer is replaced when it is not good enough.
func fallbackOnStatusBad(u, v string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is overwritten|not closed`
	if err != nil || resp.StatusCode != 200 {
		resp, err = http.Get(v)
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func optionalOk(u string, want bool) error {
	var body io.ReadCloser
	if want {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		body = resp.Body
	}
	if body != nil {
		return body.Close()
	}
	return nil
}

func defaultBodyOk(u string, local io.ReadCloser) error {
	r := local
	switch {
	case u != "":
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		r = resp.Body
	}
	defer r.Close()
	_, err := io.Copy(io.Discard, r)
	return err
}
