package vettool

import (
	"errors"
	"flag"
	"io"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// parse reads the arguments with which the go command starts the tool for a
// package: its flags, and the file that describes the package.
//
// ok is false if the arguments ask for more than findings in JSON and facts, as
// when fixes are to be applied.
func parse(args []string, suite []*analysis.Analyzer) (file string, selected []*analysis.Analyzer, ok bool) {
	if len(args) < 2 || !strings.HasSuffix(args[len(args)-1], ".cfg") {
		return "", nil, false
	}
	selected, err := Select(args[:len(args)-1], suite)
	return args[len(args)-1], selected, err == nil
}

// Select sets the analyzers' options by flags as the go command passes them on,
// and selects analyzers as unitchecker does: those that are switched on by name;
// or, if there are none, all that are not switched off. That findings are wanted
// as JSON has to be among the flags.
func Select(args []string, suite []*analysis.Analyzer) (selected []*analysis.Analyzer, err error) {
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	asJSON := flags.Bool("json", false, "")
	switches := make(map[*analysis.Analyzer]*switched)
	for _, a := range suite {
		switches[a] = new(switched)
		flags.Var(switches[a], a.Name, "")
		a.Flags.VisitAll(func(f *flag.Flag) { flags.Var(f.Value, a.Name+"."+f.Name, "") })
	}
	switch err := flags.Parse(args); {
	case err != nil:
		return nil, err
	case !*asJSON || flags.NArg() > 0:
		return nil, errors.New("not the flags of a run that prints JSON")
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
	return selected, nil
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
