// Package download writes bodies to files, which can fail in many places.
package download

import (
	"crypto/sha256"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
)

func createFailsBad(u, name string) error {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when err != nil`
	if err != nil {
		return err
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	defer resp.Body.Close()
	_, err = io.Copy(f, resp.Body)
	return err
}

func createFirstOk(u, name string) (err error) {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() {
		err = errors.Join(err, f.Close())
		if err != nil {
			os.Remove(name)
		}
	}()
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	_, err = io.Copy(f, resp.Body)
	return err
}

// The variable is the file's or the body's.
func sourceOk(src string) (rc io.ReadCloser, err error) {
	if filepath.IsAbs(src) {
		return os.Open(src)
	}
	resp, err := http.Get(src)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		defer resp.Body.Close()
		return nil, errors.New(resp.Status)
	}
	return resp.Body, nil
}

func verifiedBad(u string, want [32]byte) ([]byte, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed`
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if sha256.Sum256(b) != want {
		return nil, errors.New("checksum")
	}
	return b, resp.Body.Close()
}

type hashing struct {
	io.ReadCloser
	want [32]byte
}

func verifiedLaterOk(u string, want [32]byte) (io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return hashing{resp.Body, want}, nil
}

func resumedBad(u, name string) error {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	resp, err := http.Get(u) // want `response body from http\.Get is not closed`
	if err != nil {
		return err
	}
	switch resp.StatusCode {
	case http.StatusPartialContent:
		defer resp.Body.Close()
		_, err = io.Copy(f, resp.Body)
		return err
	case http.StatusRequestedRangeNotSatisfiable:
		return nil
	}
	resp.Body.Close()
	return errors.New(resp.Status)
}

// Shadowed in the inner block: the outer response is another one.
func mirrorOk(u, mirror string) (io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		resp, err := http.Get(mirror)
		if err != nil {
			return nil, err
		}
		return resp.Body, nil
	}
	return resp.Body, nil
}

func mirrorBad(u, mirror string) (io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		resp, err := http.Get(mirror) // want `response body from http\.Get is never closed`
		if err != nil {
			return nil, err
		}
		println(resp.Status)
		return nil, os.ErrNotExist
	}
	return resp.Body, nil
}
