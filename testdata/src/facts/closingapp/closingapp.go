// Package closingapp uses the helpers of package closing.
package closingapp

import (
	"io"
	"net/http"

	"facts/closing"
)

func quietlyOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer closing.Quietly(resp.Body)
	return nil
}

func anyOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	return closing.Any(resp.Body)
}

func drainOk(u string) error {
	resp, err := http.Get(u)
	defer closing.Drain(resp)
	return err
}

func checkOk(u string) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	if err := closing.Check(resp); err != nil {
		return nil, err
	}
	return resp, nil
}

func checkThenDeferOk(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	if err := closing.Check(resp); err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func checkBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is (never|not) closed`
	if err != nil {
		return err
	}
	return closing.Check(resp)
}

func checkThenReadBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is (never|not) closed`
	if err != nil {
		return nil, err
	}
	if err := closing.Check(resp); err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

func inspectBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when err != nil`
	if err != nil {
		return nil, err
	}
	if err := closing.Inspect(resp); err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func decodeOk(u string, v any) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	return closing.Decode(resp, v)
}

func intoBad(u string, w io.Writer) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	_, err = closing.Into(w, resp)
	return err
}

func headersOk(u string) (string, error) {
	resp, err := closing.Headers(u)
	if err != nil {
		return "", err
	}
	return resp.Header.Get("Etag"), nil
}

func headOk(u string) (int, error) {
	resp, err := closing.Head(u)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func bufferedOk(u string) (int, error) {
	resp, b, err := closing.Buffered(u)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode + len(b), nil
}

func predicateOk(u string) error {
	resp, err := http.Get(u)
	if closing.Refused(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func loopingPredicateOk(u string) error {
	resp, err := http.Get(u)
	if closing.Unauthorized(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func retriedOnPredicateOk(u, v string) error {
	resp, err := closing.Get(u)
	if closing.Unauthorized(err) {
		resp, err = closing.Get(v)
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A code other than 0 comes from an error.
func codeOk(u string) error {
	resp, err := http.Get(u)
	switch closing.Code(err) {
	case 401, 403:
		return nil
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func mustOk(u string) {
	resp, err := http.Get(u)
	closing.Must(err)
	closing.Quietly(resp.Body)
}

func getOk(u string) error {
	resp, err := closing.Get(u)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func getBad(u string) (int, error) {
	resp, err := closing.Get(u) // want `response body from closing\.Get is never closed`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func getDiscardedBad(u string) error {
	_, err := closing.Get(u) // want `response body from closing\.Get is discarded`
	return err
}
