// Package locals keeps the response in fields, elements and pointers of local
// variables.
package locals

import (
	"errors"
	"io"
	"net/http"
)

type state struct {
	resp *http.Response
	body io.ReadCloser
	code int
}

func fieldOk(u string) (err error) {
	var st state
	st.resp, err = http.Get(u)
	if err != nil {
		return err
	}
	defer st.resp.Body.Close()
	return nil
}

func fieldBad(u string) (code int, err error) {
	var st state
	st.resp, err = http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return 0, err
	}
	st.code = st.resp.StatusCode
	return st.code, nil
}

func literalOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	st := state{resp: resp, body: resp.Body, code: resp.StatusCode}
	defer st.body.Close()
	return nil
}

func pointerOk(u string) error {
	st := new(state)
	var err error
	if st.resp, err = http.Get(u); err != nil {
		return err
	}
	return st.resp.Body.Close()
}

func finish(st *state) error {
	if st.resp == nil {
		return nil
	}
	return st.resp.Body.Close()
}

func pointerToHelperOk(u string) error {
	st := &state{}
	var err error
	if st.resp, err = http.Get(u); err != nil {
		return err
	}
	return finish(st)
}

func fill(u string, st *state) (err error) {
	st.resp, err = http.Get(u)
	return err
}

func filledByHelperOk(u string) error {
	var st state
	if err := fill(u, &st); err != nil {
		return err
	}
	return st.resp.Body.Close()
}

// Whose response it is depends on the caller, and this one forgets it.
func FN_filledByHelper(u string) (int, error) {
	var st state
	if err := fill(u, &st); err != nil {
		return 0, err
	}
	return st.resp.StatusCode, nil
}

func addressOk(u string) (err error) {
	var resp *http.Response
	p := &resp
	if *p, err = http.Get(u); err != nil {
		return err
	}
	return resp.Body.Close()
}

func closeAndClear(p **http.Response) {
	if *p != nil {
		(*p).Body.Close()
		*p = nil
	}
}

func addressToHelperOk(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer closeAndClear(&resp)
	return nil
}

func valueReturnedOk(u string) (state, error) {
	resp, err := http.Get(u)
	if err != nil {
		return state{}, err
	}
	return state{resp: resp}, nil
}

func valueReturnedOnePathBad(u string) (state, error) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed when resp\.StatusCode != 200`
	if err != nil {
		return state{}, err
	}
	st := state{resp: resp}
	if resp.StatusCode != 200 {
		return state{code: resp.StatusCode}, errors.New(resp.Status)
	}
	return st, nil
}

func sliceLiteralOk(u, v string) error {
	a, err := http.Get(u)
	if err != nil {
		return err
	}
	b, err := http.Get(v)
	if err != nil {
		a.Body.Close()
		return err
	}
	for _, r := range []*http.Response{a, b} {
		r.Body.Close()
	}
	return nil
}

func nestedOk(u string) error {
	type outer struct{ inner state }
	var o outer
	var err error
	if o.inner.resp, err = http.Get(u); err != nil {
		return err
	}
	return o.inner.resp.Body.Close()
}
