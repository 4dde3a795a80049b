// Package generic has type parameters between the body and its Close.
package generic

import (
	"encoding/json"
	"io"
	"net/http"
)

func closeQuietly[T io.Closer](c T) { _ = c.Close() }

func keep[T any](v T) T { return v }

func closeQuietlyOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer closeQuietly(resp.Body)
	return nil
}

func passedThroughBad(u string) (int, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return 0, err
	}
	return keep(resp).StatusCode, nil
}

func passedThroughOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	return keep(resp).Body.Close()
}

func decode[T any](resp *http.Response) (v T, err error) {
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v, err
}

func peek[T any](resp *http.Response) (v T, err error) {
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v, err
}

func decodeOk(u string) (string, error) {
	resp, err := http.Get(u)
	if err != nil {
		return "", err
	}
	return decode[string](resp)
}

func peekBad(u string) (string, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return "", err
	}
	return peek[string](resp)
}

// The leak is in the generic function, once, however often it is instantiated.
func fetchBad[T any](u string) (v T, err error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return v, err
	}
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v, err
}

var (
	_ = fetchBad[int]
	_ = fetchBad[string]
)

// Pool holds values of any type; whether one has to be given back is its own
// affair.
type Pool[T any] struct{ free []T }

func (p *Pool[T]) Get() (v T, err error) {
	if len(p.free) == 0 {
		return v, io.EOF
	}
	v, p.free = p.free[0], p.free[1:]
	return v, nil
}

func (p *Pool[T]) Put(v T) { p.free = append(p.free, v) }

func pooledOk(p *Pool[*http.Response]) (int, error) {
	resp, err := p.Get()
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func putOk(p *Pool[*http.Response], u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	p.Put(resp)
	return nil
}

type result[T any] struct {
	value T
	err   error
}

func resultOk(u string) result[*http.Response] {
	resp, err := http.Get(u)
	return result[*http.Response]{resp, err}
}

type client[T any] struct{ http *http.Client }

func (c client[T]) getBad(u string) (v T, err error) {
	resp, err := c.http.Get(u) // want `response body from .*Get is not closed when resp\.StatusCode != 200`
	if err != nil {
		return v, err
	}
	if resp.StatusCode != 200 {
		return v, io.EOF
	}
	return decode[T](resp)
}
