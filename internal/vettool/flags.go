package vettool

import (
	"flag"
	"io"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// parse reads the arguments with which the go command starts the tool for a
// package: its flags, and the file that describes the package. It selects the
// analyzers as unitchecker does: those that are switched on by name; or, if there
// are none, all that are not switched off.
//
// ok is false if the arguments ask for more than findings in JSON and facts, as
// when fixes are to be applied.
func parse(args []string, suite []*analysis.Analyzer) (file string, selected []*analysis.Analyzer, ok bool) {
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	asJSON := flags.Bool("json", false, "")
	switches := make(map[*analysis.Analyzer]*switched)
	for _, a := range suite {
		switches[a] = new(switched)
		flags.Var(switches[a], a.Name, "")
		a.Flags.VisitAll(func(f *flag.Flag) { flags.Var(f.Value, a.Name+"."+f.Name, "") })
	}
	if flags.Parse(args) != nil || !*asJSON || flags.NArg() != 1 || !strings.HasSuffix(flags.Arg(0), ".cfg") {
		return "", nil, false
	}
	any := false
	for _, s := range switches {
		any = any || s.on
	}
	for _, a := range suite {
		if s := switches[a]; s.on || !any && !s.off {
			selected = append(selected, a)
		}
	}
	return flags.Arg(0), selected, true
}

// switched is the flag of an analyzer's name.
type switched struct{ on, off bool }

func (s *switched) String() string   { return "" }
func (s *switched) IsBoolFlag() bool { return true }

func (s *switched) Set(text string) error {
	on, err := strconv.ParseBool(text)
	*s = switched{on: on, off: !on}
	return err
}
