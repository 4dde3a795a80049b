// Package echo has the handlers of both echos.
package echo

import (
	"github.com/labstack/echo/v4"
	echo5 "github.com/labstack/echo/v5"
)

func fourBad(c echo.Context) error { return nil } // want `per request: echo handler \(certain\)`

func fiveBad(c *echo5.Context) error { return nil } // want `per request: echo handler \(certain\)`

func middlewareOk(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error { return next(c) } // want `per request: echo handler`
}

func routesOk(e *echo.Echo) { e.GET("/", fourBad) }
