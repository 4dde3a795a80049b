package wire

import (
	"errors"
	"io"
	"net/http"
)

func HeadClosed(c *http.Client, url string) error {
	resp, err := c.Head(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func NoContentClosed(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNoContent {
		return nil
	}
	_, err = io.ReadAll(resp.Body)
	return err
}

func EmptyClosed(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.ContentLength == 0 {
		return errors.New("empty")
	}
	_, err = io.ReadAll(resp.Body)
	return err
}
