// Package status has the most frequent leak of all: the status check before
// the Close.
package status

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

func returnBeforeDeferBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode != http\.StatusOK`
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %s", resp.Status)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func deferBeforeCheckOk(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %s", resp.Status)
	}
	return io.ReadAll(resp.Body)
}

func combinedCheckBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode != 200`
	if err != nil || resp.StatusCode != 200 {
		return errors.New("no answer")
	}
	defer resp.Body.Close()
	return nil
}

func onlyWhenOkBad(u string) {
	if resp, err := http.Get(u); err == nil && resp.StatusCode == 200 { // want `response body from http\.Get is not closed (unless resp\.StatusCode == 200|when)`
		resp.Body.Close()
	}
}

func elseIfBad(u string) (*http.Response, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode >= 400`
	if err != nil {
		return nil, err
	} else if resp.StatusCode >= 400 {
		return nil, fmt.Errorf("status %d", resp.StatusCode)
	}
	return resp, nil
}

// The error branch reads the body into its message and forgets the Close.
func readIntoErrorBad(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed`
	if err != nil {
		return nil, err
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		msg, _ := io.ReadAll(resp.Body)
		return nil, fmt.Errorf("%s: %s", resp.Status, msg)
	}
	return resp.Body, nil
}

func closedInBranchOk(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode/100 != 2 {
		msg, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		return nil, fmt.Errorf("%s: %s", resp.Status, msg)
	}
	return resp.Body, nil
}

func decodeErrorBad(u string, v any) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when err != nil`
	if err != nil {
		return err
	}
	if err := json.NewDecoder(resp.Body).Decode(v); err != nil {
		return err
	}
	return resp.Body.Close()
}

// Not found is an answer like any other.
func invertedNotFoundBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode == http\.StatusNotFound`
	if err == nil && resp.StatusCode == http.StatusNotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
