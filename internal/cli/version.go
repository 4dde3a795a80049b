package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// version prints the version, and the Go release that connlint was built with,
// which limits what it can read.
func (e *env) version(args []string) error {
	if len(args) > 0 {
		return usagef("connlint version takes no arguments")
	}
	_, err := fmt.Fprintf(e.stdout, "connlint %s, built with %s\n", version(), runtime.Version())
	return err
}

// version returns the module version that the program was built from.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
