// Package bothreturned returns a response together with an error.
package bothreturned

import (
	"errors"
	"io"
	"net/http"
)

// checked returns the response even when its status is an error.
func checked(u string) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		return resp, errors.New(resp.Status)
	}
	return resp, nil
}

func closedEitherWayOk(u string) error {
	resp, err := checked(u)
	if resp != nil {
		defer resp.Body.Close()
	}
	return err
}

// The caller cannot know that there is a body to close with the error.
func FN_errorPath(u string) error {
	resp, err := checked(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

func neverClosedBad(u string) (int, error) {
	resp, err := checked(u) // want `response body from .*checked is never closed`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func passedOnOk(u string) (*http.Response, error) {
	resp, err := checked(u)
	if err != nil {
		return resp, err
	}
	return resp, nil
}

func messageOk(u string) (string, error) {
	resp, err := checked(u)
	if err != nil {
		if resp == nil {
			return "", err
		}
		defer resp.Body.Close()
		b, _ := io.ReadAll(resp.Body)
		return string(b), err
	}
	return "", resp.Body.Close()
}

// The response is closed and returned for its status.
func summary(u string) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return resp, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return resp, errors.New(resp.Status)
	}
	return resp, nil
}

func summaryOk(u string) (int, error) {
	resp, err := summary(u)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
