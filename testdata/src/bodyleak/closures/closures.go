// Package closures has function literals that hold or release a response.
package closures

import (
	"context"
	"io"
	"net/http"
	"sync"
	"testing"
)

func cleanupVariableOk(u string) error {
	cleanup := func() {}
	defer func() { cleanup() }()
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	cleanup = func() { resp.Body.Close() }
	return nil
}

// The deferred call was fixed to the empty function.
func cleanupFixedEarlyBad(u string) error {
	cleanup := func() {}
	defer cleanup()
	resp, err := http.Get(u) // want `is never closed`
	if err != nil {
		return err
	}
	cleanup = func() { resp.Body.Close() }
	return nil
}

func cleanupListOk(us []string) error {
	var cleanups []func() error
	defer func() {
		for _, f := range cleanups {
			f()
		}
	}()
	for _, u := range us {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		cleanups = append(cleanups, resp.Body.Close)
	}
	return nil
}

func closerReturnedOk(u string) (*http.Response, func() error, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, nil, err
	}
	return resp, resp.Body.Close, nil
}

func literalReturnedOk(u string) (io.Reader, func(), error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, nil, err
	}
	return resp.Body, func() { resp.Body.Close() }, nil
}

func capturedOk(u string) error {
	var resp *http.Response
	err := func() (err error) {
		resp, err = http.Get(u)
		return err
	}()
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func capturedBad(u string) error {
	var resp *http.Response
	get := func() (err error) {
		resp, err = http.Get(u) // want `response body from http\.Get`
		return err
	}
	if err := get(); err != nil {
		return err
	}
	if resp.StatusCode != 200 {
		return io.EOF
	}
	return nil
}

func calledAtOnceOk(u string) (err error) {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	func() {
		defer resp.Body.Close()
		_, err = io.Copy(io.Discard, resp.Body)
	}()
	return err
}

func calledOnOnePathBad(u string, read bool) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed unless read`
	if err != nil {
		return err
	}
	if read {
		func() {
			defer resp.Body.Close()
			io.Copy(io.Discard, resp.Body)
		}()
	}
	return nil
}

func literalThatOnlyReadsBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	read := func() ([]byte, error) { return io.ReadAll(resp.Body) }
	_, err = read()
	return err
}

func namedLiteralOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	done := func() { resp.Body.Close() }
	if resp.StatusCode != 200 {
		done()
		return io.EOF
	}
	done()
	return nil
}

func namedLiteralBad(u string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode != 200`
	if err != nil {
		return err
	}
	done := func() { resp.Body.Close() }
	if resp.StatusCode != 200 {
		return io.EOF
	}
	done()
	return nil
}

func onceOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	var once sync.Once
	closeBody := func() { once.Do(func() { resp.Body.Close() }) }
	defer closeBody()
	return nil
}

func testCleanupOk(t *testing.T, u string) *http.Response {
	resp, err := http.Get(u)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	return resp
}

// The helper sees to it, the caller need not.
func testHelperCallerOk(t *testing.T, u string) int {
	resp := testCleanupOk(t, u)
	return resp.StatusCode
}

func testCleanupMethodOk(t *testing.T, u string) int {
	resp, err := http.Get(u)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := resp.Body.Close(); err != nil {
			t.Error(err)
		}
	})
	return resp.StatusCode
}

func afterFuncOk(ctx context.Context, u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	context.AfterFunc(ctx, func() { resp.Body.Close() })
	return nil
}

func passedToUnknownOk(u string, run func(func())) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	run(func() { resp.Body.Close() })
	return nil
}
