// Package fix has bodies of which the fix reads the rest.
package fix

import (
	"errors"
	"fmt"
	"net/http"
	"os"
)

func deferredBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("unexpected status %s", resp.Status)
	}
	return nil
}

func explicitBad(u string) (int, error) {
	res, err := http.Get(u) // want `response body from http\.Get is closed unread`
	if err != nil {
		return 0, err
	}
	res.Body.Close() // done
	return res.StatusCode, nil
}

func literalBad(u string) (int, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread`
	if err != nil {
		return 0, err
	}
	defer func() {
		if err := resp.Body.Close(); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}()
	return resp.StatusCode, nil
}

func returnedNoteBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread`
	if err != nil {
		return err
	}
	return errors.Join(errors.New(resp.Status), resp.Body.Close())
}

func closedBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
