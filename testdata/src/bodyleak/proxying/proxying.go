// Package proxying answers one request with the answer to another.
package proxying

import (
	"io"
	"log"
	"maps"
	"net"
	"net/http"
)

type proxy struct {
	transport http.RoundTripper
	backends  []string
}

func (p *proxy) serveOk(w http.ResponseWriter, r *http.Request) {
	resp, err := p.transport.RoundTrip(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	maps.Copy(w.Header(), resp.Header)
	w.WriteHeader(resp.StatusCode)
	io.Copy(w, resp.Body)
}

func (p *proxy) serveBad(w http.ResponseWriter, r *http.Request) {
	resp, err := p.transport.RoundTrip(r) // want `response body from .*RoundTrip is not closed when err != nil`
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	maps.Copy(w.Header(), resp.Header)
	w.WriteHeader(resp.StatusCode)
	if _, err := io.Copy(w, resp.Body); err != nil {
		log.Print(err)
		return
	}
	resp.Body.Close()
}

// The first backend that answers is the one that is copied.
func (p *proxy) firstOk(w http.ResponseWriter, r *http.Request) {
	for _, b := range p.backends {
		r.URL.Host = b
		resp, err := p.transport.RoundTrip(r)
		if err != nil {
			continue
		}
		copyAndClose(w, resp)
		return
	}
	http.Error(w, "no backend", http.StatusBadGateway)
}

func (p *proxy) firstGoodBad(w http.ResponseWriter, r *http.Request) {
	for _, b := range p.backends {
		r.URL.Host = b
		resp, err := p.transport.RoundTrip(r) // want `response body from .*RoundTrip is not closed`
		if err != nil || resp.StatusCode >= 500 {
			continue
		}
		copyAndClose(w, resp)
		return
	}
	http.Error(w, "no backend", http.StatusBadGateway)
}

func (p *proxy) firstGoodOk(w http.ResponseWriter, r *http.Request) {
	var last *http.Response
	for _, b := range p.backends {
		r.URL.Host = b
		resp, err := p.transport.RoundTrip(r)
		if err != nil {
			continue
		}
		if last != nil {
			last.Body.Close()
		}
		last = resp
		if resp.StatusCode < 500 {
			break
		}
	}
	if last == nil {
		http.Error(w, "no backend", http.StatusBadGateway)
		return
	}
	copyAndClose(w, last)
}

func copyAndClose(w http.ResponseWriter, resp *http.Response) {
	defer resp.Body.Close()
	maps.Copy(w.Header(), resp.Header)
	w.WriteHeader(resp.StatusCode)
	io.Copy(w, resp.Body)
}

// The tunnel of an upgraded connection runs in two goroutines.
func (p *proxy) upgradeOk(w http.ResponseWriter, r *http.Request) {
	resp, err := p.transport.RoundTrip(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	if resp.StatusCode != http.StatusSwitchingProtocols {
		copyAndClose(w, resp)
		return
	}
	back, ok := resp.Body.(io.ReadWriteCloser)
	if !ok {
		resp.Body.Close()
		return
	}
	defer back.Close()
	front, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer front.Close()
	done := make(chan struct{}, 2)
	go func() { io.Copy(back, front); done <- struct{}{} }()
	go func() { io.Copy(front, back); done <- struct{}{} }()
	<-done
}

func (p *proxy) connectOk(w http.ResponseWriter, r *http.Request, c net.Conn) error {
	resp, err := p.transport.RoundTrip(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return resp.Write(c)
}

// Shadow traffic: nobody looks at the answer.
func (p *proxy) mirrorBad(r *http.Request) {
	go func() {
		if _, err := p.transport.RoundTrip(r); err != nil { // want `response body from .*RoundTrip is discarded`
			log.Print(err)
		}
	}()
}
