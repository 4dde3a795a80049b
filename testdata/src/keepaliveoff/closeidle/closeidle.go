// Package closeidle drops the idle connections of a pool after each request.
package closeidle

import "net/http"

type api struct {
	client    *http.Client
	transport *http.Transport
}

func (a *api) deferredBad(u string) (*http.Response, error) {
	defer a.client.CloseIdleConnections() // want `idle connections of a.client are closed after each request: every request`
	return a.client.Get(u)
}

func (a *api) afterwardsBad(req *http.Request) error {
	resp, err := a.client.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	a.transport.CloseIdleConnections() // want `idle connections of a.transport are closed`
	return nil
}

func (a *api) closureBad(u string) (*http.Response, error) {
	defer func() {
		a.client.CloseIdleConnections() // want `idle connections of a.client are closed`
	}()
	return a.client.Get(u)
}

func defaultBad(u string) (*http.Response, error) {
	defer http.DefaultClient.CloseIdleConnections() // want `idle connections of http.DefaultClient are closed`
	return http.Get(u)
}

func (a *api) afterErrorOk(u string) (*http.Response, error) {
	resp, err := a.client.Get(u)
	if err != nil {
		a.client.CloseIdleConnections()
	}
	return resp, err
}

func (a *api) Close() { a.client.CloseIdleConnections() }

func ownOk(u string) (*http.Response, error) {
	client := &http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	return client.Get(u)
}

func parameterOk(client *http.Client, u string) (*http.Response, error) {
	defer client.CloseIdleConnections()
	return client.Get(u)
}

func (a *api) otherPoolOk(b *api, u string) (*http.Response, error) {
	defer b.client.CloseIdleConnections()
	return a.client.Get(u)
}

// givenUpOk has returned already where a request went well.
func (a *api) givenUpOk(req *http.Request) (*http.Response, error) {
	var err error
	for range 3 {
		var resp *http.Response
		if resp, err = a.client.Do(req); err == nil {
			return resp, nil
		}
	}
	defer a.client.CloseIdleConnections()
	return nil, err
}
