// Package fiber stands in for the real one in fixtures.
package fiber

type Ctx interface {
	SendString(body string) error
}

type Handler = func(Ctx) error

type Router interface{}

type App struct{}

func (app *App) Get(path string, handler any, handlers ...any) Router { return app }
