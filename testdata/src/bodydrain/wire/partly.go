package wire

import (
	"bufio"
	"errors"
	"io"
	"net/http"
)

func ClosedUnread(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

func ClosedUnreadOnStatus(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	_, err = io.ReadAll(resp.Body)
	return err
}

func ScannedFirstLine(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	if !lines.Scan() {
		return lines.Err()
	}
	return nil
}

func ReadOnce(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if _, err := resp.Body.Read(make([]byte, 512)); err != nil && err != io.EOF {
		return err
	}
	return nil
}

func LimitedBelowSize(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.ReadAll(io.LimitReader(resp.Body, 1<<10))
	return err
}

func LimitedAboveSize(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.ReadAll(io.LimitReader(resp.Body, 4<<20))
	return err
}

// After a failure half-way there is nothing to keep.
func ReadingFailed(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if _, err := io.ReadAll(resp.Body); err != nil {
		return nil
	}
	return nil
}

func UnreadInRetry(c *http.Client, url string) error {
	for range 2 {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		if resp.StatusCode >= 500 {
			resp.Body.Close()
			continue
		}
		_, err = io.ReadAll(resp.Body)
		resp.Body.Close()
		return err
	}
	return nil
}

func TooLarge(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.ContentLength > 512<<10 {
		return errors.New("too large")
	}
	_, err = io.ReadAll(resp.Body)
	return err
}

func FirstEvent(c *http.Client, url string) error {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Accept", "text/event-stream")
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	if !lines.Scan() {
		return lines.Err()
	}
	return nil
}
