// Command shop is a small service with a few connection leaks, for connlint to
// find. What is right stands beside what is wrong.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"time"

	"example.com/shop/api"
	"example.com/shop/notify"
	"example.com/shop/rates"
	"example.com/shop/stock"
)

func main() {
	client := &api.Client{
		HTTP: &http.Client{Timeout: 5 * time.Second},
		Base: "http://backend.internal",
	}
	s := &service{
		stock:  &stock.Store{API: client},
		rates:  &rates.Source{API: client},
		notify: notify.New("http://hooks.internal/orders"),
	}
	http.HandleFunc("GET /items/{id}", s.item)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

type service struct {
	stock  *stock.Store
	rates  *rates.Source
	notify *notify.Hook
}

func (s *service) item(w http.ResponseWriter, r *http.Request) {
	item, err := s.stock.Find(r.Context(), r.PathValue("id"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	rate, err := s.rates.Get(r.Context(), "EUR")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	item.Price *= rate
	if item.Left == 0 {
		go s.notify.SoldOut(item.ID)
	}
	json.NewEncoder(w).Encode(item)
}
