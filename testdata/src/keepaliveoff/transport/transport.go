// Package transport switches keep-alives off on transports.
package transport

import (
	"context"
	"net"
	"net/http"
	"time"
)

const off = true

var sharedBad = &http.Client{Transport: &http.Transport{
	DisableKeepAlives: true, // want `keep-alives are switched off by DisableKeepAlives: .* 470 a second .* 68 on Windows`
}}

var namedConstantBad = &http.Transport{DisableKeepAlives: off} // want `switched off by DisableKeepAlives`

var negativeBad = http.Transport{MaxIdleConnsPerHost: -1} // want `switched off by a negative MaxIdleConnsPerHost`

var keptOk = &http.Transport{DisableKeepAlives: false, MaxIdleConnsPerHost: 50, IdleConnTimeout: 90 * time.Second}

func cloneBad() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.DisableKeepAlives = true // want `switched off by DisableKeepAlives`
	t.MaxIdleConnsPerHost = -1 // want `switched off by a negative MaxIdleConnsPerHost`
	return t
}

func defaultTransportBad() {
	http.DefaultTransport.(*http.Transport).DisableKeepAlives = true // want `switched off by DisableKeepAlives`
}

type wrapped struct{ http.Transport }

func promotedBad(w *wrapped) {
	w.DisableKeepAlives = !false // want `switched off by DisableKeepAlives`
}

func variableOk(disable bool) *http.Transport {
	return &http.Transport{DisableKeepAlives: disable}
}

func probesOk() *net.Dialer { return &net.Dialer{KeepAlive: -1} }

func unixOk() *http.Client {
	return &http.Client{Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", "/run/agent.sock")
		},
	}}
}

type settings struct{ DisableKeepAlives bool }

var ownTypeOk = settings{DisableKeepAlives: true}

// One that dials a Unix socket by a function of its own is not told apart.
func FP_unixByHelper() *http.Transport {
	return &http.Transport{DisableKeepAlives: true, DialContext: dialAgent} // want `switched off by DisableKeepAlives`
}

func dialAgent(ctx context.Context, _, _ string) (net.Conn, error) {
	return new(net.Dialer).DialContext(ctx, "unix", "/run/agent.sock")
}
