// Package upgrade has answers that turn the connection into something else.
package upgrade

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
)

// conn is a connection that sends requests itself.
type conn struct {
	net.Conn
	r *bufio.Reader
}

func (c *conn) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Write(c); err != nil {
		return nil, err
	}
	return http.ReadResponse(c.r, req)
}

// After 101 there is no body: the caller has the connection.
func hijackedOk(rt http.RoundTripper, c net.Conn, req *http.Request) (net.Conn, error) {
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusSwitchingProtocols {
		resp.Body.Close()
		return nil, errors.New(resp.Status)
	}
	return c, nil
}

func hijackedBad(rt http.RoundTripper, c net.Conn, req *http.Request) (net.Conn, error) {
	resp, err := rt.RoundTrip(req) // want `response body from .*RoundTrip is (never|not) closed`
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusSwitchingProtocols {
		return nil, errors.New(resp.Status)
	}
	return c, nil
}

func switchedOk(rt http.RoundTripper, c net.Conn, req *http.Request) (net.Conn, error) {
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	switch resp.StatusCode {
	case http.StatusSwitchingProtocols:
		return c, nil
	default:
		return nil, errors.Join(errors.New(resp.Status), resp.Body.Close())
	}
}

func ownConnOk(c *conn, req *http.Request) (net.Conn, error) {
	resp, err := c.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 101 {
		return nil, errors.New(resp.Status)
	}
	return c, nil
}

// The tunnel is the body.
func tunnelOk(c *http.Client, req *http.Request) (io.ReadWriteCloser, error) {
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusSwitchingProtocols {
		if rwc, ok := resp.Body.(io.ReadWriteCloser); ok {
			return rwc, nil
		}
	}
	resp.Body.Close()
	return nil, errors.New(resp.Status)
}
