//go:build go1.27

package release

import (
	"bufio"
	"errors"
	"io"
	"net/http"
)

// Since Go 1.27 it has to be more than what Close reads.
func longerOk(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.ContentLength > 64<<10 {
		return nil, errors.New("too large")
	}
	return io.ReadAll(resp.Body)
}

func firstLineOk(u string) (string, error) {
	resp, err := http.Get(u)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	lines.Scan()
	return lines.Text(), lines.Err()
}
