// Package httptreemux stands in for the real one in fixtures.
package httptreemux

import "net/http"

type HandlerFunc func(http.ResponseWriter, *http.Request, map[string]string)
