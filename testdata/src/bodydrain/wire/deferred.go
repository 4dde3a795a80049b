package wire

import (
	"io"
	"net/http"
)

func DrainedByDefer(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer func() {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}()
	return nil
}

func drain(body io.ReadCloser) {
	io.Copy(io.Discard, body)
	body.Close()
}

func DrainedByHelper(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer drain(resp.Body)
	return nil
}

func quietly(body io.Closer) { _ = body.Close() }

func ClosedByHelper(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer quietly(resp.Body)
	return nil
}

func DrainedUpToBound(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer func() {
		io.CopyN(io.Discard, resp.Body, 64<<10)
		resp.Body.Close()
	}()
	return nil
}

// The last deferred call runs first.
func ClosedThenDrained(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer io.Copy(io.Discard, resp.Body)
	defer resp.Body.Close()
	return nil
}

func DrainedThenClosed(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	defer io.Copy(io.Discard, resp.Body)
	return nil
}
