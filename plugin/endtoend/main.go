// Command endtoend is golangci-lint with the plugin linked in, which is what
// `golangci-lint custom` builds from its own main package.
package main

import (
	"fmt"
	"os"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/connlint/connlint/plugin"
)

// version becomes part of the key of golangci-lint's cache. A custom build has
// the hash of the plugin there.
var version = "v2.15.0-custom"

func main() {
	if err := commands.Execute(commands.BuildInfo{Version: version, GoVersion: "unknown", Commit: "?", Date: "?"}); err != nil {
		fmt.Fprintln(os.Stderr, "golangci-lint:", err)
		os.Exit(exitcodes.Failure)
	}
}
