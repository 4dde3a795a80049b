// Package transitapp imports package transit alone.
package transitapp

import (
	"io"

	"facts/transit"
)

func fetchBad(u string) ([]byte, error) {
	resp, err := transit.Fetch(u) // want `response body from transit\.Fetch is never closed`
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

func fetchOk(u string) error {
	resp, err := transit.Fetch(u)
	if err != nil {
		return err
	}
	return transit.Finish(resp)
}

func sourceBad(u string) ([]byte, error) {
	rc, err := transit.Source(u) // want `response body from transit\.Source is never closed`
	if err != nil {
		return nil, err
	}
	return io.ReadAll(rc)
}

func sessionBad(u string) (string, error) {
	s, err := transit.NewSession(u) // want `from transit\.NewSession is never closed`
	if err != nil {
		return "", err
	}
	return s.First()
}

func sessionOk(u string) (string, error) {
	s, err := transit.NewSession(u)
	if err != nil {
		return "", err
	}
	defer s.Close()
	return s.First()
}
