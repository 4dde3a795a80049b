// Package readers reads bodies through other readers.
package readers

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
)

func gzipOk(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		return nil, err
	}
	defer zr.Close()
	return io.ReadAll(zr)
}

// Only one of the readers is on top of the body, or both.
func encodedOk(u string, w io.Writer) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var r io.Reader = resp.Body
	if resp.Header.Get("Content-Encoding") == "gzip" {
		zr, err := gzip.NewReader(resp.Body)
		if err != nil {
			return err
		}
		r = zr
	}
	_, err = io.Copy(w, r)
	return err
}

func teeOk(u string, w io.Writer) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, io.TeeReader(bufio.NewReader(resp.Body), w))
	return err
}

func multiOk(u string, w io.Writer) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, io.MultiReader(strings.NewReader("head"), resp.Body))
	return err
}

// To stop at a bound is somebody's decision.
func limitedOk(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(io.LimitReader(resp.Body, 1<<20))
}

func countedOk(u string, w io.Writer) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.CopyN(w, resp.Body, 1<<20)
	return err
}

func fullOk(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b := make([]byte, resp.ContentLength)
	_, err = io.ReadFull(resp.Body, b)
	return b, err
}

func scanOk(u string, line func(string)) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	s := bufio.NewScanner(resp.Body)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		line(s.Text())
	}
	return s.Err()
}

func foundBad(u, want string) (bool, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is closed before its end is read when s\.Scan\(\)`
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	s := bufio.NewScanner(resp.Body)
	for s.Scan() {
		if s.Text() == want {
			return true, nil
		}
	}
	return false, s.Err()
}

func firstLineBad(u string) (string, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is closed before its end is read`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return bufio.NewReader(resp.Body).ReadString('\n')
}

func readLoopOk(u string, w io.Writer) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	b := make([]byte, 4096)
	for {
		n, err := resp.Body.Read(b)
		w.Write(b[:n])
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func readOnceBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is closed before its end is read`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b := make([]byte, 512)
	n, err := resp.Body.Read(b)
	return b[:n], err
}

// A tap that nobody opens reads nothing.
func unusedBad(u string) (string, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	s := bufio.NewScanner(resp.Body)
	s.Split(bufio.ScanWords)
	return resp.Status, nil
}

func bufferOk(u string) (*bytes.Buffer, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(resp.Body); err != nil {
		return nil, err
	}
	return &b, nil
}
