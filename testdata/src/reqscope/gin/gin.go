// Package gin has gin's handlers.
package gin

import "github.com/gin-gonic/gin"

type api struct{}

func (a *api) listBad(c *gin.Context) {} // want `per request: gin handler \(certain\)`

func authOk() gin.HandlerFunc {
	return func(c *gin.Context) {} // want `per request: gin handler`
}

func routesOk(e *gin.Engine, a *api) {
	e.Use(authOk())
	e.GET("/", a.listBad)
	e.POST("/", func(c *gin.Context) {}) // want `per request: gin handler`
}
