// Package helperapp uses helpers of another package.
package helperapp

import (
	"errors"
	"net/http"

	"bodydrain/helpers"
)

func bothOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	return helpers.DrainAndClose(resp.Body)
}

func deferredOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer helpers.DrainAndClose(resp.Body)
	return nil
}

func drainOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		helpers.Drain(resp.Body)
		return errors.New(resp.Status)
	}
	helpers.Drain(resp.Body)
	return nil
}

func closeBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread`
	if err != nil {
		return err
	}
	helpers.Close(resp)
	return nil
}

func deferredCloseBad(u string) (int, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread`
	if err != nil {
		return 0, err
	}
	defer helpers.Close(resp)
	return resp.StatusCode, nil
}

func decodeNoteBad(u string, v any) error {
	resp, err := http.Get(u) // want `response body from http\.Get is closed after a value is decoded`
	if err != nil {
		return err
	}
	return helpers.Decode(resp, v)
}

func bytesOk(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return helpers.Bytes(resp)
}

func valueNoteBad(u string, v any) error {
	resp, err := http.Get(u) // want `response body from http\.Get is closed after a value is decoded`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return helpers.Value(resp.Body, v)
}

// What a helper obtains and hands on.
func get(u string) (*http.Response, error) { return http.Get(u) }

func obtainedBad(u string) (int, error) {
	resp, err := get(u) // want `response body from get is closed unread`
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func headOfOtherOk(c *http.Client, u string) (int, error) {
	resp, err := helpers.Probe(c, u)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func adminOfOtherOk(u string) (int, error) {
	resp, err := helpers.Admin(u)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func eitherOfOtherNoteBad(u string, all bool) (int, error) {
	resp, err := helpers.Either(u, all) // want `closed unread`
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}
