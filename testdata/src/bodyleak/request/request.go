// Package request feeds one response into the next request, whose sender
// closes it.
package request

import (
	"io"
	"net/http"
)

func forwardedOk(c *http.Client, from, to string) error {
	src, err := c.Get(from)
	if err != nil {
		return err
	}
	req, err := http.NewRequest("PUT", to, src.Body)
	if err != nil {
		src.Body.Close()
		return err
	}
	dst, err := c.Do(req)
	if err != nil {
		return err
	}
	return dst.Body.Close()
}

// Making the request fails, and nobody will send it.
func forwardedBad(c *http.Client, from, to string) error {
	src, err := c.Get(from) // want `response body from .*Get is not closed when err != nil`
	if err != nil {
		return err
	}
	req, err := http.NewRequest("PUT", to, src.Body)
	if err != nil {
		return err
	}
	dst, err := c.Do(req)
	if err != nil {
		return err
	}
	return dst.Body.Close()
}

func postedOk(from, to string) error {
	src, err := http.Get(from)
	if err != nil {
		return err
	}
	dst, err := http.Post(to, src.Header.Get("Content-Type"), src.Body)
	if err != nil {
		return err
	}
	return dst.Body.Close()
}

func assignedOk(c *http.Client, from string, req *http.Request) error {
	src, err := http.Get(from)
	if err != nil {
		return err
	}
	req.Body = src.Body
	dst, err := c.Do(req)
	if err != nil {
		return err
	}
	return dst.Body.Close()
}

// The second response is the one that stays.
func secondBad(from, to string) error {
	src, err := http.Get(from)
	if err != nil {
		return err
	}
	dst, err := http.Post(to, "", src.Body) // want `response body from http\.Post is never closed`
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, dst.Body)
	return err
}

// Without a body of its own a reader around it is sent, and not closed.
func readerBad(from, to string) error {
	src, err := http.Get(from) // want `response body from http\.Get is never closed`
	if err != nil {
		return err
	}
	dst, err := http.Post(to, "", io.LimitReader(src.Body, 100))
	if err != nil {
		return err
	}
	return dst.Body.Close()
}
