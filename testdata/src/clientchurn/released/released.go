// Package released closes the idle connections of what it makes.
package released

import "net/http"

func deferredOk(w http.ResponseWriter, r *http.Request) {
	tr := &http.Transport{}
	defer tr.CloseIdleConnections()
	client := &http.Client{Transport: tr}
	if resp, err := client.Get("http://backend/"); err == nil {
		resp.Body.Close()
	}
}

func byClientOk(u string) (*http.Response, error) {
	client := &http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	return client.Get(u)
}

func byClosureOk(u string) (*http.Response, error) {
	client := &http.Client{Transport: &http.Transport{}}
	defer func() { client.CloseIdleConnections() }()
	return client.Get(u)
}

// Switched off keep-alives leave nothing behind; another rule reports them.
func disabledOk(u string) (*http.Response, error) {
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	return client.Get(u)
}

func configuredOk(u string, reuse bool) (*http.Response, error) {
	tr := http.DefaultTransport.(*http.Transport).Clone()
	tr.DisableKeepAlives = !reuse
	return (&http.Client{Transport: tr}).Get(u)
}

// Not on every path, but somebody thought of it.
func FN_somePath(u string, last bool) (*http.Response, error) {
	client := &http.Client{Transport: &http.Transport{}}
	resp, err := client.Get(u)
	if last {
		client.CloseIdleConnections()
	}
	return resp, err
}
