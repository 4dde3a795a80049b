// Package pkgvar has function literals in package-level variables, and values
// that live as long as the process.
package pkgvar

import (
	"io"
	"net/http"

	"github.com/spf13/cobra"
)

var handlerBad = func(u string) int {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	if err != nil {
		return 0
	}
	return resp.StatusCode
}

var handlerOk = func(u string) int {
	resp, err := http.Get(u)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	return resp.StatusCode
}

var commandBad = &cobra.Command{
	Use: "ping",
	RunE: func(cmd *cobra.Command, args []string) error {
		resp, err := http.Get(args[0]) // want `response body from http\.Get is not closed when resp\.StatusCode != 200`
		if err != nil {
			return err
		}
		if resp.StatusCode != 200 {
			return io.EOF
		}
		return resp.Body.Close()
	},
}

var tableBad = map[string]func(string) error{
	"head": func(u string) error {
		_, err := http.Head(u) // want `response body from http\.Head is discarded`
		return err
	},
	"get": func(u string) error {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	},
}

var nestedBad = func() func(string) {
	return func(u string) {
		http.Get(u) // want `response body from http\.Get is discarded`
	}
}()

// Acquired once, for the life of the process.
var motd, _ = http.Get("http://localhost/motd")

var banner io.ReadCloser

func init() {
	resp, err := http.Get("http://localhost/banner")
	if err != nil {
		return
	}
	banner = resp.Body
}

// What init drops happens once per process.
func init() {
	resp, err := http.Get("http://localhost/warmup")
	if err != nil {
		return
	}
	io.Copy(io.Discard, resp.Body)
}
