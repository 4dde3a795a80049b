// Package dialer uses a transport for something else than requests.
package dialer

import (
	"context"
	"net"
	"net/http"
)

func dialOk(ctx context.Context, addr string) (net.Conn, error) {
	tr := http.DefaultTransport.(*http.Transport).Clone()
	return tr.DialContext(ctx, "tcp", addr)
}

func proxyOk(req *http.Request) error {
	tr := &http.Transport{Proxy: http.ProxyFromEnvironment}
	_, err := tr.Proxy(req)
	return err
}
