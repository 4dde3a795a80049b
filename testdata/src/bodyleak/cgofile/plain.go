package cgofile

import "net/http"

func fetchBad(u string) (int, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
