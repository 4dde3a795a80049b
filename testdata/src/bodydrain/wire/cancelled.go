package wire

import (
	"context"
	"io"
	"net/http"
)

func CancelledBeforeClose(c *http.Client, url string) error {
	ctx, cancel := context.WithCancel(context.Background())
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		cancel()
		return err
	}
	resp, err := c.Do(req)
	cancel()
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The last deferred call runs first.
func CancelDeferredAfterClose(c *http.Client, url string) error {
	ctx, cancel := context.WithCancel(context.Background())
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		cancel()
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		cancel()
		return err
	}
	defer resp.Body.Close()
	defer cancel()
	return nil
}

func ClosedBeforeCancel(c *http.Client, url string) error {
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
	defer resp.Body.Close()
	return nil
}

func ReadBeforeCancel(c *http.Client, url string) error {
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
	_, err = io.ReadAll(resp.Body)
	cancel()
	resp.Body.Close()
	return err
}
