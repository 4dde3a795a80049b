// Package harmless breaks the contract of Body at no cost: the connection is
// reused, or closed by something else.
package harmless

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
)

func readAllBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed, though it is read to the end$`
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// A connection whose read failed is closed by the transport.
func readFailedBad(u string) (string, error) {
	resp, err := http.Get(u) // want `is never closed, though it is read to the end$`
	if err != nil {
		return "", err
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	return string(b), nil
}

func intoMemoryBad(u string) (string, error) {
	resp, err := http.Get(u) // want `is never closed, though it is read to the end$`
	if err != nil {
		return "", err
	}
	var buf bytes.Buffer
	if _, err := io.Copy(&buf, resp.Body); err != nil {
		return "", err
	}
	return buf.String(), nil
}

// It may be the file that fails.
func intoFileBad(u string, f *os.File) error {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed$`
	if err != nil {
		return err
	}
	_, err = io.Copy(f, resp.Body)
	return err
}

func readOnOnePathBad(u string, quick bool) ([]byte, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed$`
	if err != nil {
		return nil, err
	}
	if quick {
		return nil, nil
	}
	return io.ReadAll(resp.Body)
}

func cancelledBad(ctx context.Context, u string) (int, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "GET", u, nil)
	if err != nil {
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req) // want `is never closed, though its request is cancelled in the end$`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// In some cases only.
func perhapsCancelledBad(ctx context.Context, u string, quick bool) (int, error) {
	ctx, cancel := context.WithCancel(ctx)
	if quick {
		defer cancel()
	}
	req, err := http.NewRequestWithContext(ctx, "GET", u, nil)
	if err != nil {
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req) // want `is never closed$`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// Another request's.
func otherCancelledBad(ctx context.Context, u string) (int, error) {
	_, cancel := context.WithCancel(ctx)
	defer cancel()
	resp, err := http.Get(u) // want `is never closed$`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func failedReadBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `is not closed when err != nil \(line \d+\), though its connection is gone where reading fails$`
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return data, resp.Body.Close()
}

func noContentBad(u string) error {
	resp, err := http.Get(u) // want `is not closed when resp\.StatusCode == http\.StatusNoContent \(line \d+\), though its response has no body$`
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusNoContent {
		return nil
	}
	return resp.Body.Close()
}

// What else is open is worse, and is what the finding says.
func noContentOrFailedBad(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `is not closed when err != nil \(line \d+\), though its connection is gone where reading fails$`
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusNoContent {
		return nil, nil
	}
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return data, resp.Body.Close()
}
