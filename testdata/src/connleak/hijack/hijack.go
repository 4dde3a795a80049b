// Package hijack takes connections away from the HTTP server, which will not
// close them any more.
package hijack

import (
	"io"
	"net"
	"net/http"
)

func hijackedBad(w http.ResponseWriter) {
	c, buf, err := w.(http.Hijacker).Hijack() // want `connection from .*Hijack is never closed`
	if err != nil {
		return
	}
	buf.WriteString("HTTP/1.1 200 OK\r\n\r\n")
	buf.Flush()
	_ = c.LocalAddr()
}

func hijackedOk(w http.ResponseWriter) {
	hj, ok := w.(http.Hijacker)
	if !ok {
		http.Error(w, "no hijacking", http.StatusInternalServerError)
		return
	}
	c, _, err := hj.Hijack()
	if err != nil {
		return
	}
	defer c.Close()
	io.WriteString(c, "HTTP/1.1 200 OK\r\n\r\n")
}

func controllerBad(w http.ResponseWriter) error {
	c, _, err := http.NewResponseController(w).Hijack() // want `connection from .*Hijack is not closed when err != nil`
	if err != nil {
		return err
	}
	if _, err := io.WriteString(c, "HTTP/1.1 200 OK\r\n\r\n"); err != nil {
		return err
	}
	return c.Close()
}

func tunnelBad(w http.ResponseWriter, r *http.Request) {
	up, err := net.Dial("tcp", r.Host) // want `connection from net\.Dial is not closed when err != nil`
	if err != nil {
		return
	}
	down, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	go pipe(up, down)
	go pipe(down, up)
}

func tunnelOk(w http.ResponseWriter, r *http.Request) {
	up, err := net.Dial("tcp", r.Host)
	if err != nil {
		return
	}
	down, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		up.Close()
		return
	}
	go pipe(up, down)
	go pipe(down, up)
}

func pipe(dst io.WriteCloser, src io.ReadCloser) {
	defer dst.Close()
	defer src.Close()
	io.Copy(dst, src)
}

// A writer that passes Hijack on hands the connection to its caller.
type writer struct{ http.ResponseWriter }

func (w writer) Hijack() (net.Conn, error) {
	c, _, err := w.ResponseWriter.(http.Hijacker).Hijack()
	return c, err
}
