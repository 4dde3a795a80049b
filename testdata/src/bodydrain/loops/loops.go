// Package loops sends requests again and again.
package loops

import (
	"errors"
	"io"
	"net/http"
	"time"
)

// Every attempt but the last costs a connection.
func retryBad(req *http.Request) ([]byte, error) {
	for range 3 {
		resp, err := http.DefaultClient.Do(req) // want `response body from \(\*http\.Client\)\.Do is closed unread when resp\.StatusCode >= 500`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= 500 {
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		return b, err
	}
	return nil, errors.New("no more attempts")
}

func retryOk(req *http.Request) ([]byte, error) {
	for range 3 {
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= 500 {
			io.Copy(io.Discard, io.LimitReader(resp.Body, 4<<10))
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		return b, err
	}
	return nil, errors.New("no more attempts")
}

// Polls until the service is up.
func waitBad(u string) {
	for {
		resp, err := http.Get(u) // want `response body from http\.Get is closed unread`
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode == 200 {
				return
			}
		}
		time.Sleep(time.Second)
	}
}
