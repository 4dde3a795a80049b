// Package closing has helpers that close, always or on one kind of return.
// Its users stand in another package.
package closing

import (
	"errors"
	"fmt"
	"io"
	"net/http"
)

// Quietly closes and drops the error.
func Quietly(c io.Closer) {
	if c != nil {
		_ = c.Close()
	}
}

// Any closes anything that can be closed.
func Any[T io.Closer](c T) error { return c.Close() }

// Drain reads the rest of the body and closes it.
func Drain(resp *http.Response) {
	if resp == nil || resp.Body == nil {
		return
	}
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}

// Check closes the body only when it returns an error.
func Check(resp *http.Response) error {
	if resp.StatusCode >= 200 && resp.StatusCode < 300 {
		return nil
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return fmt.Errorf("%s: %s", resp.Status, b)
}

// Inspect looks at the status and reads the message, and closes nothing.
func Inspect(resp *http.Response) error {
	if resp.StatusCode >= 200 && resp.StatusCode < 300 {
		return nil
	}
	b, _ := io.ReadAll(resp.Body)
	return errors.New(string(b))
}

// Decode closes on every path.
func Decode(resp *http.Response, v any) (err error) {
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	_, err = fmt.Fscan(resp.Body, v)
	return err
}

// Into copies the body and leaves it open.
func Into(w io.Writer, resp *http.Response) (int64, error) {
	return io.Copy(w, resp.Body)
}

// Headers closes the body and returns the response for its headers.
func Headers(u string) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	resp.Body.Close()
	return resp, nil
}

// Head does the same with a deferred Close.
func Head(u string) (*http.Response, error) {
	resp, err := http.Head(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return resp, errors.New(resp.Status)
	}
	return resp, nil
}

// Buffered returns a response whose body is in memory.
func Buffered(u string) (*http.Response, []byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return resp, b, err
}

// Refused says that there was no answer.
func Refused(err error) bool { return err != nil && err.Error() == "refused" }

// Unauthorized looks through wrapped errors, in a loop.
func Unauthorized(err error) bool { return is[interface{ Unauthorized() }](err) }

func is[T any](err error) bool {
	for {
		switch x := err.(type) {
		case T:
			return true
		case interface{ Unwrap() error }:
			if err = x.Unwrap(); err == nil {
				return false
			}
		case interface{ Unwrap() []error }:
			for _, err := range x.Unwrap() {
				if is[T](err) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
}

// Code takes a number out of an error; nil is 0.
func Code(err error) int {
	var c interface{ Code() int }
	if errors.As(err, &c) {
		return c.Code()
	}
	return 0
}

// Must panics on errors.
func Must(err error) {
	if err != nil {
		panic(err)
	}
}

// Get passes the response on.
func Get(u string) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, fmt.Errorf("get %s: %w", u, err)
	}
	return resp, nil
}
