// Package kept gives functions that use a client to code which calls them later.
package kept

import (
	"context"

	"github.com/redis/go-redis/v9"
)

type hooks struct {
	onEvent []func(string)
	jobs    chan func()
	named   map[string]func()
}

func (h *hooks) add(f func(string))             { h.onEvent = append(h.onEvent, f) }
func (h *hooks) submit(f func())                { h.jobs <- f }
func (h *hooks) register(name string, f func()) { h.named[name] = f }
func (h *hooks) now(f func(string))             { f("now") }

func addedOk(h *hooks) {
	c := redis.NewClient(&redis.Options{})
	h.add(func(s string) { c.Ping(context.Background()) })
}

func submittedOk(h *hooks) {
	c := redis.NewClient(&redis.Options{})
	h.submit(func() { c.Ping(context.Background()) })
}

func registeredOk(h *hooks) {
	c := redis.NewClient(&redis.Options{})
	h.register("ping", func() { c.Ping(context.Background()) })
}

func calledBad(h *hooks) {
	c := redis.NewClient(&redis.Options{}) // want `client from redis\.NewClient is never closed`
	h.now(func(s string) { c.Ping(context.Background()) })
}
