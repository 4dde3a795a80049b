// Package gin stands in for the real one in fixtures.
package gin

import "net/http"

type Context struct {
	Request *http.Request
	Writer  http.ResponseWriter
}

func (c *Context) JSON(code int, obj any) {}

type HandlerFunc func(*Context)

type IRoutes interface{}

type RouterGroup struct{}

func (g *RouterGroup) GET(path string, handlers ...HandlerFunc) IRoutes            { return g }
func (g *RouterGroup) POST(path string, handlers ...HandlerFunc) IRoutes           { return g }
func (g *RouterGroup) Handle(method, path string, handlers ...HandlerFunc) IRoutes { return g }
func (g *RouterGroup) Use(middleware ...HandlerFunc) IRoutes                       { return g }

type Engine struct{ RouterGroup }

func Default() *Engine { return &Engine{} }
