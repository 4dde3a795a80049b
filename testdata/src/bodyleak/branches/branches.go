// Package branches has control flow between the acquisition and the exits.
package branches

import (
	"errors"
	"io"
	"net/http"
)

var errEmpty = errors.New("empty")

func readErrorBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	resp.Body.Close()
	return b, nil
}

func bothArmsOk(u string, keep bool) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	if keep {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	} else {
		resp.Body.Close()
	}
	return nil
}

func oneCaseBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed`
	if err != nil {
		return err
	}
	switch resp.StatusCode {
	case 200:
		resp.Body.Close()
	case 404:
		return errEmpty
	}
	return nil
}

func everyCaseOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	switch {
	case resp.StatusCode < 300:
		return resp.Body.Close()
	case resp.StatusCode < 400:
		resp.Body.Close()
		return errEmpty
	default:
		return errors.Join(errEmpty, resp.Body.Close())
	}
}

func fallthroughOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	switch resp.StatusCode {
	case 200:
		io.Copy(io.Discard, resp.Body)
		fallthrough
	default:
		resp.Body.Close()
	}
	return nil
}

func gotoPastCloseBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.ContentLength == 0`
	if err != nil {
		return err
	}
	if resp.ContentLength == 0 {
		goto done
	}
	resp.Body.Close()
done:
	return nil
}

func gotoToCloseOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	if resp.ContentLength == 0 {
		goto done
	}
	io.Copy(io.Discard, resp.Body)
done:
	return resp.Body.Close()
}

// The same condition guards the use and the Close.
func sameConditionOk(u string, skip bool) error {
	var resp *http.Response
	var err error
	if !skip {
		resp, err = http.Get(u)
		if err != nil {
			return err
		}
	}
	if !skip {
		resp.Body.Close()
	}
	return nil
}

func oppositeConditionBad(u string, skip bool) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed unless skip`
	if err != nil {
		return err
	}
	if skip {
		resp.Body.Close()
	}
	return nil
}
