// Package vettool is the side of the command that the go command runs: once to
// ask for its flags, once to identify it for the cache, and then once per
// package.
package vettool

import (
	"encoding/gob"
	"fmt"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// ProgressEnv names the file to which each run on a package appends one byte,
// if it is set, so that whoever started the go command can tell how far it is.
// It has no influence on results.
const ProgressEnv = "CONNLINT_PROGRESS"

// Asked reports whether the arguments are those of the go command.
func Asked(args []string) bool {
	if len(args) == 0 {
		return false
	}
	last := args[len(args)-1]
	return strings.HasSuffix(last, ".cfg") || len(args) == 1 && (last == "-V=full" || last == "-flags")
}

// Main answers the go command and exits.
//
// Packages are analysed here if their findings are wanted as JSON, as the go
// command always wants them. What else there is to the protocol is left to
// x/tools: to describe the tool, to apply fixes, to print diagnostics as text. All
// packages of one run have the same flags, so the two never read one another's
// facts files.
func Main(suite []*analysis.Analyzer) {
	last := os.Args[len(os.Args)-1]
	if last == "-V=full" && identify() {
		os.Exit(0)
	}
	if !strings.HasSuffix(last, ".cfg") {
		unitchecker.Main(suite...)
	}
	tick()
	delayCollection()
	file, selected, ok := parse(os.Args[1:], suite)
	if !ok {
		unitchecker.Main(suite...)
	}
	for _, f := range factTypes(suite) {
		gob.Register(f)
	}
	if err := run(file, selected); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func tick() {
	name := os.Getenv(ProgressEnv)
	if name == "" {
		return
	}
	if f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0); err == nil {
		f.Write([]byte{'.'})
		f.Close()
	}
}
