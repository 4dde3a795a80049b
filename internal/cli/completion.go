package cli

import (
	_ "embed"
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/connlint/connlint/internal/report"
)

//go:embed completion.bash
var bashCompletion string

//go:embed completion.zsh
var zshCompletion string

//go:embed completion.fish
var fishCompletion string

// completion prints the script that makes a shell complete command lines. All of
// them ask the program itself, so that they need no update.
func (e *env) completion(args []string) error {
	scripts := map[string]string{"bash": bashCompletion, "zsh": zshCompletion, "fish": fishCompletion}
	if len(args) != 1 || scripts[args[0]] == "" {
		return usagef("connlint completion takes the name of a shell: bash, zsh or fish")
	}
	_, err := fmt.Fprint(e.stdout, scripts[args[0]])
	return err
}

// complete is the hidden command that the scripts ask. Its arguments are the
// words after connlint, the last of which is being typed; it prints the words
// that this could become, a line each. It prints nothing where only files can
// follow, which shells complete themselves.
func (e *env) complete(args []string) error {
	if len(args) > 0 && args[0] == "--" {
		args = args[1:]
	}
	if len(args) == 0 {
		return nil
	}
	word, before := args[len(args)-1], args[:len(args)-1]
	for _, c := range e.candidates(word, before) {
		if strings.HasPrefix(c, word) {
			fmt.Fprintln(e.stdout, c)
		}
	}
	return nil
}

func (e *env) candidates(word string, before []string) []string {
	if len(before) > 0 {
		switch before[0] {
		case "explain", "help":
			return ruleNames(e.suite)
		case "completion":
			return []string{"bash", "zsh", "fish"}
		case "rules", "version":
			return nil
		}
	}
	if strings.HasPrefix(word, "-") {
		name, _, hasValue := strings.Cut(strings.TrimLeft(word, "-"), "=")
		if !hasValue {
			return flagNames()
		}
		// What follows the last comma of a list is completed.
		head := word[:strings.LastIndexAny(word, "=,")+1]
		var values []string
		for _, v := range e.values(name) {
			values = append(values, head+v)
		}
		return values
	}
	var words []string
	if len(before) == 0 {
		for _, c := range commands() {
			if !c.hidden() {
				words = append(words, c.name)
			}
		}
	}
	return append(words, "./...")
}

func flagNames() []string {
	var names []string
	flagSet(new(options)).VisitAll(func(f *flag.Flag) {
		name := "-" + f.Name
		if b, ok := f.Value.(interface{ IsBoolFlag() bool }); !ok || !b.IsBoolFlag() {
			name += "="
		}
		names = append(names, name)
	})
	return names
}

// values are those that a flag can have, as far as there are few.
func (e *env) values(name string) []string {
	switch name {
	case "rules":
		return ruleNames(e.suite)
	case "severity":
		return report.Severities
	case "fail-on":
		return append(slices.Clone(report.Severities), "none")
	case "drain":
		return []string{"auto", "always", "never"}
	case "format":
		var names []string
		for _, f := range report.Formats {
			names = append(names, f.Name)
		}
		return names
	}
	return nil
}
