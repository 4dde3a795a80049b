// Package discard has responses that no name ever holds.
package discard

import (
	"log"
	"net/http"
)

func statementBad(u string) {
	http.Get(u) // want `response body from http\.Get is discarded`
}

func blankBad(u string) error {
	_, err := http.Get(u) // want `response body from http\.Get is discarded`
	if err != nil {
		return err
	}
	return nil
}

func ifInitBad(u string) {
	if _, err := http.Post(u, "", nil); err != nil { // want `response body from http\.Post is discarded`
		log.Print(err)
	}
}

func bothBlankBad(c *http.Client, u string) {
	_, _ = c.Get(u) // want `response body from .*Get is discarded`
}

func goBad(u string) {
	go http.Get(u) // want `response body from http\.Get is discarded`
}

func deferBad(u string) {
	defer http.Get(u) // want `response body from http\.Get is discarded`
}

func reachableBad(c *http.Client, u string) bool {
	_, err := c.Head(u) // want `response body from .*Head is discarded`
	return err == nil
}

// The status is read through a chain, and no name keeps the response.
func chainedBad(u string) string {
	return get(u).Status // want `response body from`
}

func get(u string) *http.Response {
	resp, err := http.Get(u)
	if err != nil {
		panic(err)
	}
	return resp
}

// Without an owner there is nothing to discard.
func closedInPlaceOk(u string) {
	get(u).Body.Close()
}
