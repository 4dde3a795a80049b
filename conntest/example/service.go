// Command example is a small service with a conntest.Watcher: a gateway that
// asks an upstream for prices, with one fault to look at. Run it, open the page
// that it names, and send it some requests:
//
//	go run .
//	curl 'localhost:8080/price?item=tea'    # fine
//	curl 'localhost:8080/price?item=none'   # leaks: the error path does not close the body
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"time"

	"github.com/connlint/connlint/conntest"
)

func main() {
	addr := flag.String("addr", "localhost:8080", "where the service listens")
	debug := flag.String("debug", "localhost:6060", "where the debug page is served; keep it on a loopback address")
	flag.Parse()

	upstream := httptest.NewServer(http.HandlerFunc(prices)) // stands for another machine
	defer upstream.Close()

	watcher := conntest.New(conntest.Settle(30 * time.Second))
	gateway := &gateway{
		upstream: upstream.URL,
		client:   &http.Client{Transport: watcher.RoundTripper(nil)},
	}
	pages := http.NewServeMux()
	pages.Handle("/debug/connections", watcher)
	go func() { log.Fatal(http.ListenAndServe(*debug, pages)) }()

	log.Printf("service on http://%s/price?item=tea, connections on http://%s/debug/connections", *addr, *debug)
	log.Fatal(http.ListenAndServe(*addr, gateway))
}

// prices is the upstream. It knows the price of everything but "none".
func prices(w http.ResponseWriter, r *http.Request) {
	item := r.URL.Query().Get("item")
	if item == "none" {
		http.Error(w, "no such item", http.StatusNotFound)
		return
	}
	json.NewEncoder(w).Encode(map[string]any{"item": item, "price": 100 * len(item)})
}

// A gateway answers with what its upstream says.
type gateway struct {
	upstream string
	client   *http.Client
}

func (g *gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	price, err := g.price(r.URL.Query().Get("item"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	fmt.Fprintln(w, price)
}

func (g *gateway) price(item string) (int, error) {
	resp, err := g.client.Get(g.upstream + "?item=" + url.QueryEscape(item))
	if err != nil {
		return 0, err
	}
	if resp.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("upstream: %s", resp.Status) // the fault: the body stays open
	}
	defer resp.Body.Close()
	var answer struct{ Price int }
	err = json.NewDecoder(resp.Body).Decode(&answer)
	return answer.Price, err
}
