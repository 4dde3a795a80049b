package cli

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/connlint/connlint/analyzers"
	"github.com/connlint/connlint/internal/configfile"
	"github.com/connlint/connlint/internal/report"
)

// configure reads the configuration file, if there is one, and takes over what
// the command line leaves open.
func (o *options) configure(rules []string) error {
	name := o.file
	if name == "none" {
		return nil
	}
	if name == "" {
		dir, err := os.Getwd()
		if err != nil {
			return err
		}
		if name = configfile.Find(dir); name == "" {
			return nil
		}
		if rel, err := filepath.Rel(dir, name); err == nil {
			name = rel
		}
	}
	f, err := configfile.Load(name, rules)
	if err != nil {
		return err
	}
	o.conf = f
	o.config.Models = f.Models
	take(o, "baseline", &o.baseline, f.Baseline)
	take(o, "tests", &o.config.Tests, f.Tests)
	take(o, "errcheck", &o.config.Errcheck, f.Errcheck)
	take(o, "drain", &o.config.Drain, f.Drain)
	take(o, "min-go", &o.config.MinGo, f.MinGo)
	take(o, "tags", &o.tags, f.Tags)
	take(o, "severity", &o.severity, f.Severity)
	take(o, "fail-on", &o.failOn, f.FailOn)
	return nil
}

// take sets an option to the file's value, unless its flag was given.
func take[T any](o *options, flag string, option, value *T) {
	if value != nil && !o.set[flag] {
		*option = *value
	}
}

// configured applies the file's severities and exclusions.
func (o *options) configured(findings []report.Finding, suite []analyzers.Rule) []report.Finding {
	gravest := make(map[string]string)
	for _, r := range suite {
		gravest[r.Analyzer.Name] = string(r.Severity)
	}
	if o.conf == nil {
		return findings
	}
	var kept []report.Finding
	for _, f := range findings {
		f.Severity = o.conf.SeverityOf(f.Rule, f.Severity, gravest[f.Rule])
		if i, ok := o.conf.Excluded(f.Rule, f.Pos.File); ok {
			o.excluded[i]++
			continue
		}
		kept = append(kept, f)
	}
	return kept
}

// printExcluded says what each exclusion took out.
func (o *options) printExcluded(w io.Writer) {
	if o.conf == nil {
		return
	}
	for i, x := range o.conf.Exclude {
		fmt.Fprintf(w, "excluded from %s: %s (%s)\n", cmp.Or(x.Path, strings.Join(x.Rules, ",")), count(o.excluded[i], "finding"), x.Reason)
	}
}

// printConfig prints the options in force and where they come from.
func (e *env) printConfig(args []string) error {
	o, err := e.options(args)
	if err != nil {
		return err
	}
	rules, err := selectRules(o.rules, e.suite, o.conf)
	if err != nil {
		return err
	}
	w := e.stdout
	if o.conf == nil {
		fmt.Fprintln(w, "# no configuration file")
	} else {
		fmt.Fprintf(w, "# %s\n", o.conf.Path)
	}
	fmt.Fprintln(w, "rules:")
	for _, r := range e.suite {
		name, value := r.Analyzer.Name, "off"
		if slices.Contains(rules, name) {
			value = string(r.Severity)
			if o.conf != nil && o.conf.Rules[name].Severity != "" {
				value = o.conf.Rules[name].Severity
			}
		}
		o.printValue(w, "  "+name, value, "rules."+name, "rules")
	}
	for _, v := range []struct{ key, value string }{
		{"tests", strconv.FormatBool(o.config.Tests)},
		{"errcheck", strconv.FormatBool(o.config.Errcheck)},
		{"drain", o.config.Drain},
		{"min-go", strconv.Quote(o.config.MinGo)},
		{"tags", "[" + o.tags + "]"},
		{"severity", o.severity},
		{"fail-on", o.failOn},
	} {
		o.printValue(w, v.key, v.value, v.key, v.key)
	}
	if o.conf != nil {
		printLists(w, o.conf)
	}
	return nil
}

// printValue prints a value with its origin: the flag, a line of the file, or
// neither.
func (o *options) printValue(w io.Writer, key, value, fileKey, flag string) {
	origin := "default"
	if o.conf != nil && o.conf.Lines[fileKey] > 0 {
		origin = fmt.Sprintf("line %d", o.conf.Lines[fileKey])
	}
	if o.set[flag] {
		origin = "-" + flag
	}
	fmt.Fprintf(w, "%-30s # %s\n", key+": "+value, origin)
}

func printLists(w io.Writer, f *configfile.File) {
	if f.Models != "" {
		fmt.Fprintln(w, "models:")
		for line := range strings.Lines(f.Models) {
			fmt.Fprintf(w, "  - %s\n", strconv.Quote(strings.TrimSpace(line)))
		}
	}
	if f.Exclude != nil {
		fmt.Fprintln(w, "exclude:")
		for _, x := range f.Exclude {
			fmt.Fprintf(w, "  - path: %s\n    rules: [%s]\n    reason: %s\n", strconv.Quote(x.Path), strings.Join(x.Rules, ", "), strconv.Quote(x.Reason))
		}
	}
}
