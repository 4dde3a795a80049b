package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/connlint/connlint/analyzers"
	"github.com/connlint/connlint/internal/configfile"
	"github.com/connlint/connlint/internal/observed"
	"github.com/connlint/connlint/internal/report"
	"github.com/connlint/connlint/internal/spell"
	"github.com/connlint/connlint/passes/config"
)

// options are what the flags of a check set.
type options struct {
	dir      string
	rules    string
	severity string
	failOn   string
	format   string
	tags     string
	verbose  bool
	unused   bool
	file     string // the -config flag
	models   string // file
	baseline string
	newFrom  string
	observed string // file
	fix      bool
	diff     bool
	config   config.Config

	set  map[string]bool  // flags given on the command line
	conf *configfile.File // nil if there is none
	seen observed.Leaks   // of the file that -observed names

	excluded map[int]int // findings that an exclusion of conf took out, by its index

	patterns []string
	outputs  []output
}

// flagSet declares the flags. Their usage strings are what the help prints.
func flagSet(o *options) *flag.FlagSet {
	*o = options{config: config.Default(), excluded: make(map[int]int)}
	o.config.Incomplete = true // the report says where the analysis gave up
	fs := flag.NewFlagSet("connlint", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&o.dir, "C", "", "change to `dir` before doing anything else")
	fs.StringVar(&o.file, "config", "", "read this configuration `file`, not the .connlint.yaml here or in a directory above;\nnone for none")
	fs.StringVar(&o.rules, "rules", "", "check only these `rules`, comma-separated; a rule after a minus sign is left out")
	fs.StringVar(&o.severity, "severity", "note", "show findings of this `severity` and above: note, warning or error")
	fs.StringVar(&o.failOn, "fail-on", "warning", "exit with status 1 for findings of this `severity` and above, or none")
	fs.StringVar(&o.format, "format", "text", "write the findings in these `formats`, comma-separated, each to a file if one is named:\nsarif=out.sarif,github; the formats are\n"+formatNames())
	fs.StringVar(&o.baseline, "baseline", "", "leave out what is in this `file`, which connlint baseline -write makes")
	fs.StringVar(&o.newFrom, "new-from", "", "report only findings on whose paths a line has changed since the branch left this git\n`revision`, committed or not")
	fs.StringVar(&o.models, "models", "", "read what your own APIs open and release from this `file`, one a line, see docs/models.md")
	fs.StringVar(&o.observed, "observed", "", "mark the findings that conntest has seen at run time, according to this `file`, and list\nthe leaks that no finding explains, see docs/conntest.md")
	fs.BoolVar(&o.fix, "fix", false, "apply the fixes, and report what is left")
	fs.BoolVar(&o.diff, "diff", false, "print what -fix would change, and exit with status 1 if that is anything")
	fs.StringVar(&o.tags, "tags", "", "build `tags`, comma-separated")
	fs.BoolVar(&o.config.Tests, "tests", false, "report findings in test files too")
	fs.StringVar(&o.config.Drain, "drain", "auto", "does Close drain a body, so that reading it to the end is not needed: `auto` (as the\nGo release does that builds the program), always or never report")
	fs.StringVar(&o.config.MinGo, "min-go", "", "oldest Go `release`, such as 1.24, that the code must serve well")
	fs.BoolVar(&o.config.Errcheck, "errcheck", false, "write fixes so that errcheck has nothing to say about them")
	fs.BoolVar(&o.unused, "unused-suppressions", false, "list only the suppression comments that suppress nothing, those for bodyclose and\nsqlclosecheck too")
	fs.BoolVar(&o.verbose, "v", false, "say what is run, and where an analysis gave up")
	return fs
}

// parse parses the command line with the flags that flagSet has declared, and
// perhaps more.
func (o *options) parse(fs *flag.FlagSet, args []string) error {
	if err := fs.Parse(args); err != nil {
		return flagError(fs, err)
	}
	o.set = make(map[string]bool)
	fs.Visit(func(f *flag.Flag) { o.set[f.Name] = true })
	o.patterns = fs.Args()
	for _, p := range o.patterns {
		if strings.HasPrefix(p, "-") {
			return usagef("the flag %s must come before the packages", p)
		}
	}
	if len(o.patterns) == 0 {
		o.patterns = []string{"."}
	}
	return o.validate()
}

func formatNames() string {
	var names []string
	for _, f := range report.Formats {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// flagError puts the errors of package flag into our words.
func flagError(fs *flag.FlagSet, err error) error {
	if errors.Is(err, flag.ErrHelp) {
		return err
	}
	msg := err.Error()
	if name, ok := strings.CutPrefix(msg, "flag provided but not defined: -"); ok {
		var names []string
		fs.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
		if w := spell.Closest(name, names); w != "" {
			return usagef("unknown flag -%s; did you mean -%s?", name, w)
		}
		return usagef("unknown flag -%s", name)
	}
	return usageError{errors.New(strings.TrimSuffix(msg, ": parse error"))}
}

var tagList = sync.OnceValue(func() *regexp.Regexp { // with its tables too much for each start
	return regexp.MustCompile(`^[\pL\pN_.]+(,[\pL\pN_.]+)*$`)
})

func (o *options) validate() error {
	if !slices.Contains(report.Severities, o.severity) {
		return usagef("-severity=%s: the severities are note, warning and error", o.severity)
	}
	if !slices.Contains(report.Severities, o.failOn) && o.failOn != "none" {
		return usagef("-fail-on=%s: should be note, warning, error or none", o.failOn)
	}
	if !slices.Contains([]string{"auto", "always", "never"}, o.config.Drain) {
		return usagef("-drain=%s: should be auto, always or never", o.config.Drain)
	}
	if o.config.MinGo != "" && !config.IsRelease(o.config.MinGo) {
		return usagef("-min-go=%s: a Go release is written like 1.24", o.config.MinGo)
	}
	if o.tags != "" && !tagList().MatchString(o.tags) {
		return usagef("-tags=%s: build tags are words with commas between them", o.tags)
	}
	if o.newFrom == "" && o.set["new-from"] {
		return usagef("-new-from=: the revision is missing")
	}
	if o.fix && o.diff {
		return usagef("-fix and -diff: choose one, to apply the fixes or to print them")
	}
	if o.diff && o.set["format"] {
		return usagef("-diff prints a diff and no findings; leave out -format")
	}
	if o.unused && o.rules != "" {
		return usagef("-unused-suppressions needs all rules; leave out -rules")
	}
	return nil
}

// selectRules returns the names of the rules that a list such as
// "bodyleak,sqlleak" or "-reconnect" chooses. A rule that the configuration
// switches off has to be named.
func selectRules(list string, suite []analyzers.Rule, conf *configfile.File) ([]string, error) {
	all := ruleNames(suite)
	var chosen []string
	minus := make(map[string]bool)
	for name := range strings.SplitSeq(list, ",") {
		name = strings.TrimSpace(name)
		bare, isMinus := strings.CutPrefix(name, "-")
		switch {
		case name == "":
		case bare == "":
			return nil, usagef("-rules=%s: the name after the minus sign is missing", list)
		case !slices.Contains(all, bare):
			return nil, usagef("unknown rule %q%s", bare, didYouMean(bare, all))
		case isMinus:
			minus[bare] = true
		default:
			chosen = append(chosen, name)
		}
	}
	if chosen == nil {
		chosen = slices.Clone(all)
		if conf != nil {
			chosen = slices.DeleteFunc(chosen, func(name string) bool { return conf.Rules[name].Off })
		}
	}
	chosen = slices.DeleteFunc(chosen, func(name string) bool { return minus[name] })
	if len(chosen) == 0 {
		return nil, usagef("no rule is left to check")
	}
	slices.SortFunc(chosen, func(a, b string) int { return slices.Index(all, a) - slices.Index(all, b) })
	return slices.Compact(chosen), nil
}

func ruleNames(suite []analyzers.Rule) []string {
	var names []string
	for _, r := range suite {
		names = append(names, r.Analyzer.Name)
	}
	return names
}

// flagText prints the flags for the help.
func flagText(w io.Writer) {
	fs := flagSet(new(options))
	fs.VisitAll(func(f *flag.Flag) {
		value, usage := flag.UnquoteUsage(f)
		head := "-" + f.Name
		if value != "" {
			head += " " + value
		}
		fmt.Fprintf(w, "\t%s\n", head)
		fmt.Fprintf(w, "\t\t%s", strings.ReplaceAll(usage, "\n", "\n\t\t"))
		if d := f.DefValue; d != "" && d != "false" {
			fmt.Fprintf(w, " (default %s)", d)
		}
		fmt.Fprintln(w)
	})
}
