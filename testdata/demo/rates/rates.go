// Package rates converts prices.
package rates

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"

	"example.com/shop/api"
)

// A Source gets exchange rates from the backend.
type Source struct{ API *api.Client }

// Get returns the rate of a currency. While the backend is overloaded it tries
// again, and forgets the response that said so.
func (s *Source) Get(ctx context.Context, currency string) (float64, error) {
	var resp *http.Response
	var err error
	for range 3 {
		resp, err = s.API.Get(ctx, "/rates/"+currency)
		if err != nil {
			return 0, err
		}
		if resp.StatusCode != http.StatusServiceUnavailable {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	defer resp.Body.Close()
	var rate float64
	err = json.NewDecoder(resp.Body).Decode(&rate)
	return rate, err
}

// Table returns all rates, and is right: each failed attempt is finished before the
// next.
func (s *Source) Table(ctx context.Context) (map[string]float64, error) {
	for {
		resp, err := s.API.Get(ctx, "/rates")
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusServiceUnavailable {
			finish(resp.Body)
			time.Sleep(100 * time.Millisecond)
			continue
		}
		defer finish(resp.Body)
		var table map[string]float64
		err = json.NewDecoder(resp.Body).Decode(&table)
		return table, err
	}
}

// finish reads what is left of a body, so that its connection can be used again.
func finish(body io.ReadCloser) {
	io.Copy(io.Discard, io.LimitReader(body, 64<<10))
	body.Close()
}
