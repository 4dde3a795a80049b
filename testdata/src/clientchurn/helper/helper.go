// Package helper makes transports in functions of its own.
package helper

import "net/http"

type getter struct{ insecure bool }

func (g *getter) client() *http.Client {
	tr := &http.Transport{} // want `http.Transport is made on each call of getBad`
	return &http.Client{Transport: tr}
}

func (g *getter) getBad(u string) (*http.Response, error) {
	return g.client().Get(u)
}

func (g *getter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	resp, err := g.client().Get("http://backend/") // want `http.Transport is made by client for each request \(HTTP handler\)`
	if err == nil {
		resp.Body.Close()
	}
}

func send(c *http.Client, u string) (*http.Response, error) { return c.Get(u) }

func passedBad(u string) (*http.Response, error) {
	return send(&http.Client{Transport: &http.Transport{}}, u) // want `http.Transport is made on each call of passedBad`
}

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

func interfaceBad(req *http.Request) (*http.Response, error) {
	var d doer = &http.Client{Transport: &http.Transport{}} // want `http.Transport is made on each call of interfaceBad`
	return d.Do(req)
}

func unknownOk(register func(*http.Client), u string) (*http.Response, error) {
	c := &http.Client{Transport: &http.Transport{}}
	register(c)
	return c.Get(u)
}
