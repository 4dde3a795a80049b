// Package config owns every option of the analyzers.
//
// The go command keys its vet cache by the tool's binary and flags, not by
// environment variables or files, so options reach the analyzers only as
// flags of this one Analyzer: singly (-connlint.tests), or together as one
// canonical JSON object (-connlint.config={"tests":true}), which is what the
// connlint command passes.
//
// The Analyzer also reports what must not be lost: an internal error in a
// package, and an analysis that gave up on a function.
package config

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Config is the set of options. Its JSON form is that of the config flag.
type Config struct {
	// Tests also reports findings in _test.go files.
	Tests bool `json:"tests,omitempty"`

	// Drain says whether the standard library drains a response body on
	// Close: "auto" (decide by the net/http that the package is built
	// against), "always" (report as if it did not), "never" (assume it does).
	Drain string `json:"drain,omitempty"`

	// MinGo is the oldest Go release ("1.24") that the code must serve well;
	// empty means the release of the standard library it is built against.
	MinGo string `json:"min-go,omitempty"`

	// Errcheck makes suggested fixes discard the error of a deferred release
	// explicitly: defer func() { _ = resp.Body.Close() }().
	Errcheck bool `json:"errcheck,omitempty"`

	// Severity is the least severity that is reported ("warning"); empty means
	// all. It is for drivers that know no severities and fail on any finding.
	Severity string `json:"severity,omitempty"`

	// LeaveNolint leaves the comments nolint and nolint:connlint to the driver,
	// which may want to see that they suppress something.
	LeaveNolint bool `json:"leave-nolint,omitempty"`

	// Related attaches the path of a leak as related positions.
	Related bool `json:"related"`

	// RuleInMessage prefixes each message with the name of its rule, for
	// drivers that show neither analyzer names nor categories.
	RuleInMessage bool `json:"rule-in-message,omitempty"`

	// Incomplete also reports where the analysis gave up on a function.
	Incomplete bool `json:"incomplete,omitempty"`

	// Foreign also reports unused suppression comments that name the linters
	// that connlint stands in for.
	Foreign bool `json:"unused-foreign,omitempty"`

	// Models are additional API models, in the form of package resource's
	// embedded catalogue, separated by newlines.
	Models string `json:"models,omitempty"`
}

// Default returns the options that hold when no flag is given.
func Default() Config { return Config{Drain: "auto", Related: true} }

// Analyzer carries the flags; its result is the *Config in force.
var Analyzer = newAnalyzer()

func newAnalyzer() *analysis.Analyzer {
	cfg := Default()
	a := &analysis.Analyzer{
		Name:       "connlint",
		Doc:        "options of the connlint analyzers; reports internal errors and incomplete analyses\n\nThe other analyzers read their options from this one.",
		ResultType: reflect.TypeFor[*Config](),
		Run:        func(*analysis.Pass) (any, error) { return &cfg, nil },
	}
	a.Flags.BoolVar(&cfg.Tests, "tests", cfg.Tests, "report findings in _test.go files too")
	a.Flags.Func("drain", "does Close drain a response body: auto, always or never report (default auto)", cfg.setDrain)
	a.Flags.StringVar(&cfg.MinGo, "min-go", cfg.MinGo, "oldest Go release that the code must serve, such as 1.24")
	a.Flags.Func("severity", "report findings of this severity and above: error, warning or note (default note)", cfg.setSeverity)
	a.Flags.BoolVar(&cfg.LeaveNolint, "leave-nolint", cfg.LeaveNolint, "leave the comments nolint and nolint:connlint to the driver")
	a.Flags.BoolVar(&cfg.Errcheck, "errcheck", cfg.Errcheck, "write fixes that discard the release's error explicitly")
	a.Flags.BoolVar(&cfg.Related, "related", cfg.Related, "attach the path of a leak as related positions")
	a.Flags.BoolVar(&cfg.RuleInMessage, "rule-in-message", cfg.RuleInMessage, "prefix messages with the name of the rule")
	a.Flags.BoolVar(&cfg.Incomplete, "incomplete", cfg.Incomplete, "report where the analysis gave up on a function")
	a.Flags.BoolVar(&cfg.Foreign, "unused-foreign", cfg.Foreign, "report unused suppressions that name other linters, such as bodyclose")
	a.Flags.StringVar(&cfg.Models, "models", cfg.Models, "additional API models, one a line")
	a.Flags.Func("config", "all options as one JSON object", cfg.setJSON)
	return a
}

func (c *Config) setDrain(s string) error {
	switch s {
	case "auto", "always", "never":
		c.Drain = s
		return nil
	}
	return fmt.Errorf("drain must be auto, always or never, not %q", s)
}

func (c *Config) setSeverity(s string) error {
	switch s {
	case "", "note", "warning", "error":
		c.Severity = s
		return nil
	}
	return fmt.Errorf("severity must be error, warning or note, not %q", s)
}

func (c *Config) setJSON(s string) error {
	next := *c
	d := json.NewDecoder(strings.NewReader(s))
	d.DisallowUnknownFields()
	if err := d.Decode(&next); err != nil {
		return err
	}
	if err := next.setDrain(next.Drain); err != nil {
		return err
	}
	if err := next.setSeverity(next.Severity); err != nil {
		return err
	}
	*c = next
	return nil
}

// IsRelease reports whether s names a Go release, as MinGo does: "1.24".
func IsRelease(s string) bool {
	minor, ok := strings.CutPrefix(s, "1.")
	return ok && minor != "" && strings.Trim(minor, "0123456789") == ""
}

// Of returns the options in force for the pass of an analyzer that requires
// Analyzer.
func Of(pass *analysis.Pass) *Config {
	return pass.ResultOf[Analyzer].(*Config)
}
