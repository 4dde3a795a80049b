// Package percall makes a transport, uses it and drops it.
package percall

import (
	"crypto/tls"
	"io"
	"net/http"
	"time"
)

func fetchBad(u string) error {
	client := &http.Client{Transport: &http.Transport{}} // want `^http.Transport is made on each call of fetchBad: a socket and two goroutines stay behind each time, for ever, because it has no IdleConnTimeout$`
	resp, err := client.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

type api struct {
	tls  *tls.Config
	base string
}

func (a *api) listBad(req *http.Request) (*http.Response, error) {
	tr := &http.Transport{ // want `http.Transport is made on each call of listBad: .* until its IdleConnTimeout`
		TLSClientConfig: a.tls,
		IdleConnTimeout: time.Minute,
	}
	client := http.Client{Transport: tr, Timeout: time.Second}
	return client.Do(req)
}

func (a *api) laterBad(req *http.Request) (*http.Response, error) {
	client := &http.Client{}
	if a.tls != nil {
		client.Transport = &http.Transport{TLSClientConfig: a.tls} // want `http.Transport is made on each call of laterBad`
	}
	return client.Do(req)
}

func cloneBad(req *http.Request) (*http.Response, error) {
	tr := http.DefaultTransport.(*http.Transport).Clone() // want `clone of an http.Transport is made on each call of cloneBad: .* until its IdleConnTimeout`
	tr.TLSClientConfig = &tls.Config{}
	return tr.RoundTrip(req)
}

func variableBad(u string) (*http.Response, error) {
	var tr http.Transport // want `http.Transport is made on each call of variableBad`
	c := http.Client{Transport: &tr}
	return c.Get(u)
}

func (a *api) NewClientOk(u string) *http.Client {
	return &http.Client{Transport: &http.Transport{}}
}

// Its name says that it is called once.
func NewAPIOk(u string) (*api, error) {
	client := &http.Client{Transport: &http.Transport{}}
	resp, err := client.Get(u)
	if err != nil {
		return nil, err
	}
	resp.Body.Close()
	return &api{base: u}, nil
}

func neverUsedOk() {
	client := &http.Client{Transport: &http.Transport{}}
	client.Timeout = time.Second
}

func sharedOk(u string) (*http.Response, error) {
	client := &http.Client{Timeout: time.Second}
	return client.Get(u)
}
