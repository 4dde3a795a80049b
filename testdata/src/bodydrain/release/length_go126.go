//go:build !go1.27

package release

import (
	"bufio"
	"errors"
	"io"
	"net/http"
)

// Up to Go 1.26 any length will do.
func longerBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `is closed unread when resp\.ContentLength > 64 << 10`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.ContentLength > 64<<10 {
		return nil, errors.New("too large")
	}
	return io.ReadAll(resp.Body)
}

func firstLineBad(u string) (string, error) {
	resp, err := http.Get(u) // want `is closed before its end is read`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	lines.Scan()
	return lines.Text(), lines.Err()
}
