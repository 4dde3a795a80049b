package closures

import (
	"errors"
	"net/http"
)

func retry(n int, f func() error) (err error) {
	for range n {
		if err = f(); err == nil {
			return nil
		}
	}
	return err
}

func retriedOk(u string) error {
	var resp *http.Response
	err := retry(3, func() (err error) {
		resp, err = http.Get(u)
		return err
	})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

// A status that is turned into an error leaves the body behind.
func retriedStatusBad(u string) error {
	var resp *http.Response
	err := retry(3, func() (err error) {
		resp, err = http.Get(u)
		return err
	})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return retry(3, func() error {
		again, err := http.Get(u) // want `response body from http\.Get is not closed when again\.StatusCode != 200`
		if err != nil {
			return err
		}
		if again.StatusCode != 200 {
			return errors.New(again.Status)
		}
		return again.Body.Close()
	})
}

func assignedInsideClosedOutsideOk(us []string, each func(string, func(string) error)) {
	var resp *http.Response
	defer func() {
		if resp != nil {
			resp.Body.Close()
		}
	}()
	for _, u := range us {
		each(u, func(u string) (err error) {
			resp, err = http.Get(u)
			return err
		})
	}
}
