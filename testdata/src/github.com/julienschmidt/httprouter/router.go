// Package httprouter stands in for the real one in fixtures.
package httprouter

import "net/http"

type Param struct{ Key, Value string }

type Params []Param

type Handle func(http.ResponseWriter, *http.Request, Params)

type Router struct{}

func (r *Router) GET(path string, handle Handle) {}
