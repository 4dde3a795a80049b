// Package conversions gives the body other types and other places.
package conversions

import (
	"io"
	"net/http"
)

type reply http.Response

func (r *reply) finish() error { return r.Body.Close() }

func definedTypeOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	return (*reply)(resp).finish()
}

func definedTypeFieldOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	r := (*reply)(resp)
	defer r.Body.Close()
	return nil
}

func definedTypeBad(u string) (int, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return 0, err
	}
	return (*reply)(resp).StatusCode, nil
}

type closer = io.Closer

func aliasOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	var c closer = resp.Body
	return c.Close()
}

type readCloser interface {
	Read([]byte) (int, error)
	Close() error
}

func ownInterfaceOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	var rc readCloser = resp.Body
	defer rc.Close()
	return nil
}

func arrayOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	var a [1]io.Closer
	a[0] = resp.Body
	return a[0].Close()
}

func mapOfClosersOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	for _, c := range map[string]io.Closer{"body": resp.Body} {
		c.Close()
	}
	return nil
}

func typeSwitchOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	switch v := any(resp.Body).(type) {
	case io.Closer:
		return v.Close()
	}
	return nil
}

type box[T any] struct{ v T }

func (b box[T]) get() T { return b.v }

func boxedOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	b := box[io.Closer]{resp.Body}
	return b.get().Close()
}

func genericResponseOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	b := box[*http.Response]{v: resp}
	defer b.v.Body.Close()
	return nil
}

func closeThrough(v any) error {
	if c, ok := v.(io.Closer); ok {
		return c.Close()
	}
	return nil
}

func anyArgumentOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	return closeThrough(resp.Body)
}

type visitor interface{ visit(*http.Response) }

type closing struct{}

func (closing) visit(r *http.Response) { r.Body.Close() }

type counting struct{ n int }

func (c *counting) visit(r *http.Response) { c.n++ }

// Which visitor it is decides; one of them closes.
func visitedOk(v visitor, u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	v.visit(resp)
	return nil
}

func concreteVisitorBad(u string) (int, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return 0, err
	}
	c := &counting{}
	c.visit(resp)
	return c.n, nil
}
