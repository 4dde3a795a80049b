// Package chi stands in for the real one in fixtures.
package chi

import "net/http"

type Router interface {
	http.Handler
	Get(pattern string, h http.HandlerFunc)
	Use(middlewares ...func(http.Handler) http.Handler)
}

type Mux struct{}

func NewRouter() *Mux { return &Mux{} }

func (mx *Mux) ServeHTTP(w http.ResponseWriter, r *http.Request)   {}
func (mx *Mux) Get(pattern string, h http.HandlerFunc)             {}
func (mx *Mux) Method(method, pattern string, h http.Handler)      {}
func (mx *Mux) Use(middlewares ...func(http.Handler) http.Handler) {}
