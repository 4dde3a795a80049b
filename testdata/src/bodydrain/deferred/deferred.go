// Package deferred closes by deferred calls, in every order.
package deferred

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

func drainedOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer func() {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}()
	return nil
}

func boundedOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer func() {
		_, _ = io.CopyN(io.Discard, resp.Body, 64<<10)
		_ = resp.Body.Close()
	}()
	if resp.StatusCode != 200 {
		return errors.New(resp.Status)
	}
	return nil
}

func argumentOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer func(b io.ReadCloser) {
		io.Copy(io.Discard, b)
		b.Close()
	}(resp.Body)
	return nil
}

func argumentBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread`
	if err != nil {
		return err
	}
	defer func(b io.ReadCloser) {
		b.Close()
	}(resp.Body)
	return nil
}

// The last deferred call runs first.
func orderOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	defer io.Copy(io.Discard, resp.Body)
	return nil
}

func wrongOrderBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread`
	if err != nil {
		return err
	}
	defer io.Copy(io.Discard, resp.Body)
	defer resp.Body.Close()
	return nil
}

func closedTooEarlyBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread`
	if err != nil {
		return err
	}
	defer func() {
		resp.Body.Close()
		io.Copy(io.Discard, resp.Body)
	}()
	return nil
}

// The literal was deferred before there was a response.
func beforeNoteBad(u string, v any) (err error) {
	var resp *http.Response
	defer func() {
		if resp != nil {
			resp.Body.Close()
		}
	}()
	resp, err = http.Get(u) // want `response body from http\.Get is closed after a value is decoded`
	if err != nil {
		return err
	}
	return json.NewDecoder(resp.Body).Decode(v)
}

// The error of Close is joined.
func namedBad(u string) (err error) {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread when resp\.StatusCode != 200`
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	if resp.StatusCode != 200 {
		return errors.New(resp.Status)
	}
	_, err = io.ReadAll(resp.Body)
	return err
}
