// Package main has what runs once, whoever calls it.
package main

import (
	"net/http"
	"sync"

	"github.com/google/wire"
	"github.com/spf13/cobra"
	"go.uber.org/fx"
)

var lazy = sync.OnceValue(func() *http.Client { return newClient() }) // want `func literal runs once`

func newClient() *http.Client { return &http.Client{} } // want `newClient runs once`

var once sync.Once

func handler(w http.ResponseWriter, r *http.Request) { // want `per request: HTTP handler`
	once.Do(func() { setUp() }) // want `func literal runs once`
	once.Do(initialize)
}

func setUp() {} // want `setUp runs once`

func initialize() {} // want `initialize runs once`

func main() { // want `main runs once`
	run()
	for range 3 {
		again()
	}
	fx.Provide(provide)
	wire.Build(provider)
	http.HandleFunc("/", handler)
}

func run() {} // want `run runs once`

func again() {}

func provide() {} // want `provide runs once`

func provider() {} // want `provider runs once`

var cmd = &cobra.Command{RunE: command}

func command(cmd *cobra.Command, args []string) error { return nil } // want `command runs once`

var inline = cobra.Command{Run: func(*cobra.Command, []string) {}} // want `func literal runs once`

func init() { // want `init runs once`
	cmd.Run = func(*cobra.Command, []string) {} // want `func literal runs once`
}
