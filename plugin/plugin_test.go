package plugin_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/analyzers"
	"github.com/connlint/connlint/passes/config"
	_ "github.com/connlint/connlint/plugin"
)

type settings = map[string]any

func build(t *testing.T, raw any) []string {
	t.Helper()
	newPlugin, err := register.GetPlugin("connlint")
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPlugin(raw)
	if err != nil {
		t.Fatal(err)
	}
	if mode := p.GetLoadMode(); mode != register.LoadModeTypesInfo {
		t.Errorf("load mode %s", mode)
	}
	built, err := p.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	if err := analysis.Validate(built); err != nil {
		t.Error(err)
	}
	t.Cleanup(func() {
		config.Analyzer.Flags.Set("config", `{"drain":"auto","severity":"","related":true,"leave-nolint":false}`)
	})
	var names []string
	for _, a := range built {
		names = append(names, a.Name)
	}
	return names
}

// By default every rule runs whose findings may be a warning or more.
func TestDefault(t *testing.T) {
	got := build(t, nil)
	for _, r := range analyzers.Suite {
		if want := r.Severity != "note"; slices.Contains(got, r.Analyzer.Name) != want {
			t.Errorf("%s is there: %v, want %v", r.Analyzer.Name, !want, want)
		}
	}
	if !slices.Contains(got, config.Analyzer.Name) {
		t.Error("the options' analyzer is missing, and with it internal errors")
	}
}

func TestRules(t *testing.T) {
	got := build(t, settings{"severity": "note", "rules": settings{"keepaliveoff": "off", "deferloop": false, "reconnect": "on"}})
	if slices.Contains(got, "keepaliveoff") || slices.Contains(got, "deferloop") {
		t.Errorf("rules that are off run: %v", got)
	}
	if want := len(analyzers.Suite) + 1 - 2; len(got) != want {
		t.Errorf("%d analyzers, want %d: %v", len(got), want, got)
	}
}

func TestOptions(t *testing.T) {
	build(t, settings{
		"tests": true, "errcheck": true, "drain": "never", "min-go": "1.24", "related": true,
		"models": []any{"example.com/rpc.Dial acquire=r0 kind=conn"},
	})
	got, err := config.Analyzer.Run(nil)
	if err != nil {
		t.Fatal(err)
	}
	want := config.Config{
		Tests: true, Errcheck: true, Drain: "never", MinGo: "1.24", Related: true, Severity: "warning", LeaveNolint: true,
		Models: "example.com/rpc.Dial acquire=r0 kind=conn",
	}
	if *got.(*config.Config) != want {
		t.Errorf("options %+v, want %+v", *got.(*config.Config), want)
	}
}

// What is wrong with the settings is said by name.
func TestWrong(t *testing.T) {
	newPlugin, err := register.GetPlugin("connlint")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		raw  any
		want string
	}{
		{"all", "should be keys with values"},
		{[]any{"rules"}, "should be keys with values"},
		{settings{"rule": "x"}, `unknown key "rule": did you mean "rules"?`},
		{settings{"baseline": "x"}, `unknown key "baseline": there are rules, severity,`},
		{settings{"rules": settings{"bodyleek": "off"}}, `unknown rule "bodyleek": did you mean "bodyleak"?`},
		{settings{"rules": settings{"bodyleak": "perhaps"}}, `should be on or off, not "perhaps"`},
		{settings{"rules": "all"}, "rules should be keys with values, not a string"},
		{settings{"severity": "warn"}, `unknown severity "warn": there are error, warning, note`},
		{settings{"drain": "sometimes"}, `unknown drain "sometimes"`},
		{settings{"min-go": 1.24}, "min-go should be a text, not a number"},
		{settings{"min-go": "go1.24"}, `min-go should be a release such as "1.24", not "go1.24"`},
		{settings{"tests": "yes"}, "tests should be true or false, not a string"},
		{settings{"models": "x"}, "models should be a list of texts, not a string"},
		{settings{"models": []any{"x", "example.com/rpc.Dial acquire=r0 kind=con"}}, "models:"},
	} {
		_, err := newPlugin(test.raw)
		if err == nil {
			t.Errorf("%v: accepted", test.raw)
			continue
		}
		if got := err.Error(); !strings.HasPrefix(got, "settings of connlint: ") || !strings.Contains(got, test.want) {
			t.Errorf("%v:\n\t%s\nlacks\n\t%s", test.raw, got, test.want)
		}
	}
}
