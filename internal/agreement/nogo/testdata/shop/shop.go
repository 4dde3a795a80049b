// Package shop has an error, one by a model, and a note that is not asked for.
package shop

import (
	"net/http"

	"example.com/shop/bus"
	"example.com/shop/third_party"
)

func status(url string) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	third_party.Get(url)
	b, err := bus.Dial(url)
	if err != nil {
		return 0, err
	}
	b.Publish() //nolint:bodyleak // there is none
	return resp.StatusCode, nil
}
