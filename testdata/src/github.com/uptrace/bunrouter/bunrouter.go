// Package bunrouter stands in for the real one in fixtures.
package bunrouter

import "net/http"

type Request struct{ *http.Request }

type HandlerFunc func(w http.ResponseWriter, req Request) error
