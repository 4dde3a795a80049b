// Package fiber has the handlers of both fibers, whose types are aliases.
package fiber

import (
	"github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
)

func twoBad(c *fiber.Ctx) error { return nil } // want `per request: fiber handler \(certain\)`

func threeBad(c fiber3.Ctx) error { return nil } // want `per request: fiber handler \(certain\)`

func routesOk(a *fiber.App, b *fiber3.App) {
	a.Get("/", twoBad)
	b.Get("/", threeBad)
}
