// Package once sends requests whose connection ends with them: what is left of
// the body costs nothing.
package once

import (
	"crypto/tls"
	"net/http"
	"time"
)

func noKeepAliveOk(req *http.Request, conf *tls.Config) (int, error) {
	client := http.Client{Transport: &http.Transport{TLSClientConfig: conf, DisableKeepAlives: true}}
	resp, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func setLaterOk(req *http.Request, conf *tls.Config) (int, error) {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DisableKeepAlives = true
	resp, err := (&http.Client{Transport: transport}).Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func closeFieldOk(c *http.Client, u string) (int, error) {
	req, err := http.NewRequest("GET", u, nil)
	if err != nil {
		return 0, err
	}
	req.Close = true
	resp, err := c.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func closeHeaderOk(c *http.Client, u string) (int, error) {
	req, err := http.NewRequest("GET", u, nil)
	if err != nil {
		return 0, err
	}
	req.Header.Set("Connection", "close")
	resp, err := c.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func otherHeaderBad(c *http.Client, u string) (int, error) {
	req, err := http.NewRequest("GET", u, nil)
	if err != nil {
		return 0, err
	}
	req.Header.Set("Connection", "keep-alive")
	resp, err := c.Do(req) // want `closed unread`
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// The transport is thrown away after this request, and with an unread body its
// connection goes as well.
func ownTransportOk(req *http.Request) (int, error) {
	client := http.Client{Transport: &http.Transport{ResponseHeaderTimeout: time.Second}, Timeout: time.Minute}
	resp, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func eachOk(reqs []*http.Request) {
	for _, req := range reqs {
		t := &http.Transport{}
		if resp, err := t.RoundTrip(req); err == nil {
			resp.Body.Close()
		}
	}
}

func transportForAllBad(reqs []*http.Request) {
	client := &http.Client{Transport: &http.Transport{}}
	for _, req := range reqs {
		if resp, err := client.Do(req); err == nil { // want `closed unread`
			resp.Body.Close()
		}
	}
}

func twoRequestsNoteBad(a, b *http.Request) {
	client := &http.Client{Transport: &http.Transport{}}
	if resp, err := client.Do(a); err == nil { // want `closed unread`
		resp.Body.Close()
	}
	if resp, err := client.Do(b); err == nil { // want `closed unread`
		resp.Body.Close()
	}
}

var kept http.RoundTripper

func keptTransportNoteBad(req *http.Request) {
	t := &http.Transport{}
	kept = t
	client := &http.Client{Transport: t}
	if resp, err := client.Do(req); err == nil { // want `closed unread`
		resp.Body.Close()
	}
}

func sharedTransportNoteBad(req *http.Request) {
	client := &http.Client{Timeout: time.Minute}
	if resp, err := client.Do(req); err == nil { // want `closed unread`
		resp.Body.Close()
	}
}

func sometimesBad(c *http.Client, u string, last bool) (int, error) {
	req, err := http.NewRequest("GET", u, nil)
	if err != nil {
		return 0, err
	}
	if last {
		req.Close = true
	}
	resp, err := c.Do(req) // want `closed unread`
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

type service struct {
	client *http.Client
	plain  *http.Transport
}

// What a field keeps will serve other requests.
func (s *service) keptClientBad(u string) error {
	client := &http.Client{Transport: &http.Transport{}}
	s.client = client
	resp, err := client.Get(u) // want `closed unread`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (s *service) keptTransportBad(u string) error {
	t := &http.Transport{}
	s.plain = t
	client := http.Client{Transport: t}
	resp, err := client.Get(u) // want `closed unread`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func sharedClientBad(u string) error {
	t := &http.Transport{}
	http.DefaultClient.Transport = t
	client := http.Client{Transport: t}
	resp, err := client.Get(u) // want `closed unread`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
