package fix

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
)

// The body is read after the function has returned: a deferred Close would turn
// the leak into a failure.

func decoderReturnedBad(u string) (*json.Decoder, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return nil, err
	}
	return json.NewDecoder(resp.Body), nil
}

type lines struct{ s *bufio.Scanner }

func scannerReturnedBad(u string) (*lines, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return nil, err
	}
	return &lines{bufio.NewScanner(resp.Body)}, nil
}

func (l *lines) storedBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	l.s = bufio.NewScanner(io.LimitReader(resp.Body, 1<<20))
	return nil
}

func literalReturnedBad(u string, w io.Writer) (func() error, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is (never|not) closed`
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		return nil, io.EOF
	}
	return func() error {
		_, err := io.Copy(w, resp.Body)
		return err
	}, nil
}

func goroutineBad(u string, w io.Writer, done chan<- error) error {
	resp, err := http.Get(u) // want `response body from http\.Get`
	if err != nil {
		return err
	}
	go func() {
		_, err := io.Copy(w, resp.Body)
		done <- err
	}()
	return nil
}

func sentBad(u string, out chan<- *bufio.Reader) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	out <- bufio.NewReader(resp.Body)
	return nil
}
