// Package decoders takes one value, or all, from a body.
package decoders

import (
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
)

func jsonNoteBad(u string, v any) error {
	resp, err := http.Get(u) // want `response body from http\.Get is closed after a value is decoded from it, which need not be its end`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

func strictNoteBad(u string, v any) error {
	resp, err := http.Get(u) // want `is closed after a value is decoded from it`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	d := json.NewDecoder(resp.Body)
	d.DisallowUnknownFields()
	d.UseNumber()
	if err := d.Decode(v); err != nil {
		return err
	}
	return nil
}

func xmlNoteBad(u string, v any) error {
	resp, err := http.Get(u) // want `is closed after a value is decoded from it`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return xml.NewDecoder(resp.Body).Decode(v)
}

func gobNoteBad(u string, v any) error {
	resp, err := http.Get(u) // want `is closed after a value is decoded from it`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return gob.NewDecoder(resp.Body).Decode(v)
}

func restOk(u string, v any) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(v)
	io.Copy(io.Discard, resp.Body)
	return err
}

func secondOk(u string, v any) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	d := json.NewDecoder(resp.Body)
	if err := d.Decode(v); err != nil {
		return err
	}
	if err := d.Decode(&struct{}{}); err != io.EOF {
		return errors.New("more than one value")
	}
	return nil
}

func streamOk(u string, each func(any)) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	d := json.NewDecoder(resp.Body)
	for {
		var v any
		if err := d.Decode(&v); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		each(v)
	}
}

func moreOk(u string, each func(any)) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	for d := json.NewDecoder(resp.Body); d.More(); {
		var v any
		if err := d.Decode(&v); err != nil {
			return err
		}
		each(v)
	}
	return nil
}

func unmarshalOk(u string, v any) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, v)
}

// Neither path is more than a note, and so are both.
func errorOrValueNoteBad(u string, v any) error {
	resp, err := http.Get(u) // want `response body from http\.Get is closed unread when resp\.StatusCode != 200`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return errors.New(resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(v)
}
