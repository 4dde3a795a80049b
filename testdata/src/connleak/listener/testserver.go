package listener

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func testServerBad(t *testing.T, h http.Handler) {
	srv := httptest.NewServer(h) // want `server from httptest\.NewServer is never closed`
	if srv.URL == "" {
		t.Log("no address")
	}
}

func testServerOk(t *testing.T, h http.Handler) string {
	srv := httptest.NewServer(h)
	t.Cleanup(func() { srv.Close() })
	return srv.URL
}
