// Package notmodified has answers that are said to have no body: they have to
// be closed like the others.
package notmodified

import (
	"encoding/json"
	"io"
	"net/http"
	"time"
)

type cache struct {
	client *http.Client
	etag   string
	body   []byte
}

func (c *cache) refreshBad(req *http.Request) error {
	req.Header.Set("If-None-Match", c.etag)
	resp, err := c.client.Do(req) // want `response body from .*Do is not closed when resp\.StatusCode == http\.StatusNotModified`
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusNotModified {
		return nil
	}
	defer resp.Body.Close()
	c.etag = resp.Header.Get("Etag")
	c.body, err = io.ReadAll(resp.Body)
	return err
}

func (c *cache) refreshOk(req *http.Request) error {
	req.Header.Set("If-None-Match", c.etag)
	resp, err := c.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotModified {
		return nil
	}
	c.etag = resp.Header.Get("Etag")
	c.body, err = io.ReadAll(resp.Body)
	return err
}

// token is fetched again when it is old.
type token struct {
	value   string
	expires time.Time
}

func (t *token) getOk(u string) (string, error) {
	if time.Now().Before(t.expires) {
		return t.value, nil
	}
	resp, err := http.PostForm(u, nil)
	if err != nil {
		return "", err
	}
	err = json.NewDecoder(resp.Body).Decode(&t.value)
	resp.Body.Close()
	if err != nil {
		return "", err
	}
	t.expires = time.Now().Add(time.Hour)
	return t.value, nil
}

func (t *token) getBad(u string) (string, error) {
	if time.Now().Before(t.expires) {
		return t.value, nil
	}
	resp, err := http.PostForm(u, nil) // want `response body from http\.PostForm is not closed`
	if err != nil {
		return "", err
	}
	if resp.ContentLength == 0 {
		return "", io.ErrUnexpectedEOF
	}
	if err := json.NewDecoder(resp.Body).Decode(&t.value); err != nil {
		return "", err
	}
	return t.value, resp.Body.Close()
}

func existsBad(c *http.Client, u string) (bool, error) {
	resp, err := c.Head(u) // want `response body from .*Head is never closed`
	if err != nil {
		return false, err
	}
	switch resp.StatusCode {
	case http.StatusOK:
		return true, nil
	case http.StatusNotFound:
		return false, nil
	}
	return false, io.ErrNoProgress
}
