package wire

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

func NeverReadNorClosed(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	_ = resp.Status
	return nil
}

func ReadNeverClosed(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	_, _ = io.ReadAll(resp.Body)
	return nil
}

func UnclosedOnStatus(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	defer resp.Body.Close()
	_, err = io.ReadAll(resp.Body)
	return err
}

func DecodedNeverClosed(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	var v any
	return json.NewDecoder(resp.Body).Decode(&v)
}

func UnclosedButCancelled(c *http.Client, url string) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	_ = resp.Status
	return nil
}

func HeadNeverClosed(c *http.Client, url string) error {
	resp, err := c.Head(url)
	if err != nil {
		return err
	}
	_ = resp.Status
	return nil
}
