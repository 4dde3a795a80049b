// Package imported drops what another package makes for it.
package imported

import (
	"net/http"

	"churn/factory"
)

func handlerBad(w http.ResponseWriter, r *http.Request) {
	client := factory.New() // want `http.Transport is made by New for each request \(HTTP handler\)`
	resp, err := client.Get("http://backend/")
	if err == nil {
		resp.Body.Close()
	}
}

func wrappedBad(u string) error {
	client, err := factory.Wrapped() // want `http.Transport is made by Wrapped on each call of wrappedBad`
	if err != nil {
		return err
	}
	resp, err := client.Get(u)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func heldBad(u string) (*http.Response, error) {
	client := factory.With(&http.Client{Transport: &http.Transport{}}) // want `http.Transport is made on each call of heldBad`
	return client.Get(u)
}

func fieldBad(u string) (*http.Response, error) {
	h := factory.NewHolder()
	h.Client = &http.Client{Transport: &http.Transport{}} // want `http.Transport is made on each call of fieldBad`
	return h.Get(u)
}

func droppedThereBad(w http.ResponseWriter, r *http.Request) {
	factory.Ping("http://backend/") // want `http.Transport is made by Ping for each request \(HTTP handler\)`
}

func closedOk(u string) error {
	client, err := factory.Wrapped()
	if err != nil {
		return err
	}
	defer client.Close()
	resp, err := client.Get(u)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func cachedOk(u string) (*http.Response, error) { return factory.Cached().Get(u) }

func keptOk(u string) (*http.Response, error) {
	client := &http.Client{Transport: &http.Transport{}}
	factory.Keep(client)
	return client.Get(u)
}
