// Package web stands in for the real one in fixtures.
package web

import "github.com/beego/beego/v2/server/web/context"

type ControllerInterface interface {
	Init(ct *context.Context, controllerName, actionName string, app any)
	Get()
}

type Controller struct{}

func (c *Controller) Init(ct *context.Context, controllerName, actionName string, app any) {}
func (c *Controller) Get()                                                                 {}

type HandleFunc func(ctx *context.Context)

type HttpServer struct{}

func Router(rootpath string, c ControllerInterface, mappingMethods ...string) *HttpServer { return nil }
func Get(rootpath string, f HandleFunc) *HttpServer                                       { return nil }
