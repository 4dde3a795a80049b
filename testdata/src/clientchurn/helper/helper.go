// Package helper makes transports in functions of its own.
package helper

import "net/http"

type getter struct{ insecure bool }

type serverBad struct{ getter }

func (g *getter) clientBad() *http.Client {
	tr := &http.Transport{} // want `http.Transport is made on each call of get:`
	return &http.Client{Transport: tr}
}

func (g *getter) get(u string) (*http.Response, error) {
	return g.clientBad().Get(u)
}

func (s *serverBad) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	resp, err := s.clientBad().Get("http://backend/") // want `http.Transport is made by clientBad for each request \(HTTP handler\)`
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
