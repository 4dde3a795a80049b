package fix

import (
	"errors"
	"io"
	"net/http"
)

// A fix in one of these would close too much, too late, or not compile. There
// is no golden file, so that a fix offered here fails the test.

func returnedOnePathBad(u string) (*http.Response, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode != 200`
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		return nil, errors.New(resp.Status)
	}
	return resp, nil
}

func inLoopBad(us []string) {
	for _, u := range us {
		resp, err := http.Get(u) // want `response body from http\.Get is (never closed|not closed before)`
		if err != nil {
			continue
		}
		println(resp.Status)
	}
}

func discardedBad(u string) error {
	_, err := http.Get(u) // want `response body from http\.Get is discarded`
	return err
}

func overwrittenBad(u, v string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is (overwritten|never closed)`
	if err != nil {
		return err
	}
	println(resp.Status)
	resp, err = http.Get(v)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The check is about more than the error, so what follows it is too late.
func combinedCheckBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode != 200`
	if err != nil || resp.StatusCode != 200 {
		return errors.New("no answer")
	}
	defer resp.Body.Close()
	return nil
}

func ifScopeBad(u string) {
	if resp, err := http.Get(u); err == nil { // want `response body from http\.Get is never closed`
		println(resp.Status)
	}
}

func errorGoesOnBad(u string) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		println(err.Error())
	}
	if resp != nil {
		println(resp.Status)
	}
}

func storedBad(u string, keep *io.ReadCloser) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode == 204`
	if err != nil {
		return err
	}
	if resp.StatusCode == 204 {
		return nil
	}
	*keep = resp.Body
	return nil
}

func channelBad(u string, out chan<- *http.Response) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode == 204`
	if err != nil {
		return err
	}
	if resp.StatusCode == 204 {
		return nil
	}
	out <- resp
	return nil
}

func switchedBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed`
	switch {
	case err != nil:
		return err
	case resp.StatusCode == 200:
		return resp.Body.Close()
	}
	return errors.New(resp.Status)
}
