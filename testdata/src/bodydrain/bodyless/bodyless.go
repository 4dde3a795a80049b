// Package bodyless closes bodies in which there is nothing to read.
package bodyless

import (
	"errors"
	"io"
	"net/http"
)

func headOk(u string) (int64, error) {
	resp, err := http.Head(u)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.ContentLength, nil
}

func headRequestOk(c *http.Client, u string) (string, error) {
	req, err := http.NewRequest(http.MethodHead, u, nil)
	if err != nil {
		return "", err
	}
	resp, err := c.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Header.Get("ETag"), nil
}

func noContentOk(u string) ([]byte, error) {
	resp, err := http.Post(u, "", nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNoContent {
		return nil, nil
	}
	return io.ReadAll(resp.Body)
}

func switchedOk(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusNotModified, http.StatusNoContent:
		return nil, nil
	default:
		return io.ReadAll(resp.Body)
	}
}

func onlyNoContentNoteBad(u string) error {
	resp, err := http.Post(u, "", nil) // want `response body from http\.Post is closed unread when resp\.StatusCode != http\.StatusNoContent`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusNoContent {
		return errors.New(resp.Status)
	}
	return nil
}

func emptyOk(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.ContentLength == 0 {
		return nil, nil
	}
	return io.ReadAll(resp.Body)
}

func lengthOk(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.ContentLength > 0 {
		return io.ReadAll(resp.Body)
	}
	return nil, nil
}

func noBodyOk(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.Body == http.NoBody {
		return nil, nil
	}
	return io.ReadAll(resp.Body)
}

func newHead(u string) (*http.Request, error) {
	req, err := http.NewRequest("HEAD", u, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "text/plain")
	return req, nil
}

func headOfHelperOk(c *http.Client, u string) (string, error) {
	req, err := newHead(u)
	if err != nil {
		return "", err
	}
	resp, err := c.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Header.Get("ETag"), nil
}

func newRequest(u string, head bool) (*http.Request, error) {
	if head {
		return http.NewRequest("HEAD", u, nil)
	}
	return http.NewRequest("GET", u, nil)
}

func eitherNoteBad(c *http.Client, u string, head bool) (string, error) {
	req, err := newRequest(u, head)
	if err != nil {
		return "", err
	}
	resp, err := c.Do(req) // want `closed unread`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Header.Get("ETag"), nil
}
