// Package flags asks the same question where it acquires and where it
// releases.
package flags

import (
	"io"
	"net/http"
	"os"
)

func keepOk(u string, keep bool) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	if !keep {
		defer resp.Body.Close()
	}
	if keep {
		return resp, nil
	}
	return nil, nil
}

func keepBad(u string, keep bool) (*http.Response, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed`
	if err != nil {
		return nil, err
	}
	if keep {
		defer resp.Body.Close()
	}
	if keep {
		return resp, nil
	}
	return nil, nil
}

type options struct {
	NoResponse bool
	Local      string
}

func fieldFlagOk(u string, opts options) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	if opts.NoResponse {
		return nil, resp.Body.Close()
	}
	return resp, nil
}

func fieldFlagTwiceOk(u string, opts *options) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	if opts.NoResponse {
		resp.Body.Close()
	}
	if !opts.NoResponse {
		return resp, nil
	}
	return nil, nil
}

func eitherSourceOk(u string, opts options) error {
	var body io.ReadCloser
	if opts.Local != "" {
		f, err := os.Open(opts.Local)
		if err != nil {
			return err
		}
		body = f
	} else {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		body = resp.Body
	}
	defer body.Close()
	_, err := io.Copy(io.Discard, body)
	return err
}

func ownedFlagOk(u string, body io.ReadCloser) error {
	owned := false
	if body == nil {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		body = resp.Body
		owned = true
	}
	_, err := io.Copy(io.Discard, body)
	if owned {
		body.Close()
	}
	return err
}

func ownedFlagBad(u string, body io.ReadCloser) error {
	owned := false
	if body == nil {
		resp, err := http.Get(u) // want `response body from http\.Get is not closed when err != nil`
		if err != nil {
			return err
		}
		body = resp.Body
		owned = true
	}
	if _, err := io.Copy(io.Discard, body); err != nil {
		return err
	}
	if owned {
		body.Close()
	}
	return nil
}

// Whether there was a request is told by the response itself.
func maybeOk(u string, ask bool) error {
	var resp *http.Response
	if ask {
		var err error
		if resp, err = http.Get(u); err != nil {
			return err
		}
	}
	if resp == nil {
		return nil
	}
	return resp.Body.Close()
}

func countedOk(us []string) error {
	var resp *http.Response
	tries := 0
	for _, u := range us {
		var err error
		tries++
		resp, err = http.Get(u)
		if err == nil {
			break
		}
	}
	if tries == 0 || resp == nil {
		return io.EOF
	}
	return resp.Body.Close()
}

func methodOk(method, u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	if method != "HEAD" {
		io.Copy(io.Discard, resp.Body)
	}
	if method == "HEAD" || method == "GET" {
		return resp.Body.Close()
	}
	resp.Body.Close()
	return nil
}
