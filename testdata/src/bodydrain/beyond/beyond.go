// Package beyond drops bodies of which the source says that no release of the
// standard library reads the rest.
package beyond

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"strings"
)

const maxSize = 10 << 20

// Its length is known, and is too much.
func tooLargeNoteBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread, though it is too large for Close to read, when resp\.ContentLength > maxSize`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.ContentLength > maxSize {
		return nil, errors.New("too large")
	}
	return io.ReadAll(resp.Body)
}

func skippedBad(u string) (string, error) {
	resp, err := http.Get(u) // want `is closed unread, though it is too large for Close to read, when maxSize <= resp\.ContentLength`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if maxSize <= resp.ContentLength {
		return "", nil
	}
	b, err := io.ReadAll(resp.Body)
	return string(b), err
}

func otherSideBad(u string) (string, error) {
	resp, err := http.Get(u) // want `is closed before its end is read, though it is too large for Close to read, when resp\.ContentLength >= maxSize`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	head := make([]byte, 512)
	if _, err := resp.Body.Read(head); err != nil {
		return "", err
	}
	if resp.ContentLength < maxSize {
		rest, err := io.ReadAll(resp.Body)
		return string(head) + string(rest), err
	}
	return string(head), nil
}

// The reader leaves when it has seen enough. Whether the server ended the stream
// there, nobody knows.
func eventsNoteBad(c *http.Client, u string) (string, error) {
	req, err := http.NewRequest("GET", u, nil)
	if err != nil {
		return "", err
	}
	req.Header.Set("Accept", "text/event-stream")
	resp, err := c.Do(req) // want `response body from \(\*http\.Client\)\.Do is a stream of events and closed before its end`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	for lines.Scan() {
		if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			return data, nil
		}
	}
	return "", lines.Err()
}

func eventsToEndOk(c *http.Client, u string, each func(string)) error {
	req, err := http.NewRequest("GET", u, nil)
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
	for lines.Scan() {
		each(lines.Text())
	}
	return lines.Err()
}
