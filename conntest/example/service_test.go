package main

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/connlint/connlint/conntest"
)

func TestMain(m *testing.M) { conntest.Main(m) }

// The good path gives its connection back.
func TestPrice(t *testing.T) {
	conntest.Check(t)
	upstream := httptest.NewServer(http.HandlerFunc(prices))
	defer upstream.Close()
	g := &gateway{upstream.URL, http.DefaultClient}
	if price, err := g.price("tea"); price != 300 || err != nil {
		t.Errorf("price = %d, %v", price, err)
	}
}

// The fault is seen: as a leak of the function that makes it.
func TestFault(t *testing.T) {
	upstream := httptest.NewServer(http.HandlerFunc(prices))
	defer upstream.Close()
	conntest.MustDetect(t, "bodyleak", func(t conntest.TB) {
		g := &gateway{upstream.URL, conntest.Client(t)}
		if _, err := g.price("none"); err == nil {
			t.Fatalf("the upstream knows the price of nothing")
		}
	})
}
