// Package percall switches keep-alives off on transports that are made for
// one request, where the message names the other half of the fault.
package percall

import "net/http"

func literalBad(u string) (*http.Response, error) {
	client := &http.Client{Transport: &http.Transport{
		DisableKeepAlives: true, // want `switched off by DisableKeepAlives: .*; the transport is made on each call, share one`
	}}
	return client.Get(u)
}

func assignedBad(u string) (*http.Response, error) {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.DisableKeepAlives = true // want `share one and leave its keep-alives on`
	client := http.Client{Transport: t}
	return client.Get(u)
}

func constructorBad() *http.Client {
	return &http.Client{Transport: &http.Transport{
		DisableKeepAlives: true, // want `switched off by DisableKeepAlives: .*\(16,384 / 240 s\)$`
	}}
}

func main() {
	client := &http.Client{Transport: &http.Transport{
		DisableKeepAlives: true, // want `\(16,384 / 240 s\)$`
	}}
	client.Get("http://localhost/")
}
