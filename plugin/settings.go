package plugin

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/golangci/plugin-module-register/register"

	"github.com/connlint/connlint/analyzers"
	"github.com/connlint/connlint/internal/spell"
	"github.com/connlint/connlint/passes/config"
	"github.com/connlint/connlint/passes/resource"
)

// Settings are what stands under linters.settings.custom.connlint.settings. The
// keys mean what they mean in .connlint.yaml, which golangci-lint does not read:
// its cache would not notice that the file has changed.
type Settings struct {
	// Rules turns rules off, or on again: "on" or "off" (or true or false) by
	// name. A rule that is not named is on.
	Rules map[string]Switch `json:"rules"`

	// Severity is the least severity that is reported: error, warning (the
	// default) or note.
	Severity string `json:"severity"`

	// Tests also reports findings in test files.
	Tests bool `json:"tests"`

	// Errcheck writes fixes that errcheck has nothing to say about.
	Errcheck bool `json:"errcheck"`

	// Drain says whether Close drains a response body: auto (the default),
	// always or never report.
	Drain string `json:"drain"`

	// MinGo is the oldest Go release that the code must serve well, such as 1.24.
	MinGo string `json:"min-go"`

	// Models says what your own APIs open and release, one symbol an entry.
	Models []string `json:"models"`

	// Related also reports each step of a path, as an issue of its own, which is
	// how golangci-lint shows related positions.
	Related bool `json:"related"`
}

// A Switch is on or off.
type Switch bool

// UnmarshalJSON takes the words, and what YAML 1.1 makes of them.
func (s *Switch) UnmarshalJSON(text []byte) error {
	switch strings.ToLower(string(text)) {
	case `true`, `"true"`, `"on"`:
		*s = true
	case `false`, `"false"`, `"off"`:
		*s = false
	default:
		return fmt.Errorf("should be on or off, not %s", text)
	}
	return nil
}

func (s *Settings) on(rule string) bool {
	v, ok := s.Rules[rule]
	return bool(v) || !ok
}

// options returns the settings as options of the analyzers.
func (s *Settings) options() config.Config {
	c := config.Default()
	c.Severity, c.Tests, c.Errcheck, c.Drain, c.MinGo = s.Severity, s.Tests, s.Errcheck, s.Drain, s.MinGo
	c.Models = strings.Join(s.Models, "\n")
	c.Related = s.Related
	c.LeaveNolint = true // golangci-lint applies these, and says which are unused
	return c
}

// decode reads the settings and checks them.
func decode(raw any) (Settings, error) {
	s := Settings{Severity: "warning", Drain: "auto"}
	if raw == nil {
		return s, nil
	}
	if err := checkKeys(raw); err != nil {
		return s, err
	}
	if text, err := json.Marshal(raw); err != nil {
		return s, err
	} else if err := json.Unmarshal(text, &s); err != nil {
		return s, describe(err)
	}
	return s, s.check()
}

func checkKeys(raw any) error {
	given, err := register.DecodeSettings[map[string]any](raw)
	if err != nil {
		return errors.New("should be keys with values")
	}
	var keys []string
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Settings]()) {
		keys = append(keys, f.Tag.Get("json"))
	}
	for _, key := range slices.Sorted(maps.Keys(given)) {
		if !slices.Contains(keys, key) {
			return unknown("key", key, keys)
		}
	}
	return nil
}

// unknown names what is not known, and what was probably meant.
func unknown(what, name string, words []string) error {
	if near := spell.Closest(name, words); near != "" {
		return fmt.Errorf("unknown %s %q: did you mean %q?", what, name, near)
	}
	return fmt.Errorf("unknown %s %q: there are %s", what, name, strings.Join(words, ", "))
}

// describe says in the words of the settings what JSON says of Go's types.
func describe(err error) error {
	var t *json.UnmarshalTypeError
	if !errors.As(err, &t) {
		return err
	}
	want := map[string]string{"bool": "true or false", "string": "a text", "[]string": "a list of texts"}[t.Type.String()]
	if want == "" {
		want = "keys with values"
	}
	return fmt.Errorf("%s should be %s, not a %s", t.Field, want, t.Value)
}

func (s *Settings) check() error {
	if words := []string{"error", "warning", "note"}; !slices.Contains(words, s.Severity) {
		return unknown("severity", s.Severity, words)
	}
	if words := []string{"auto", "always", "never"}; !slices.Contains(words, s.Drain) {
		return unknown("drain", s.Drain, words)
	}
	if s.MinGo != "" && !config.IsRelease(s.MinGo) {
		return fmt.Errorf("min-go should be a release such as \"1.24\", not %q", s.MinGo)
	}
	var rules []string
	for _, r := range analyzers.Suite {
		rules = append(rules, r.Analyzer.Name)
	}
	for _, name := range slices.Sorted(maps.Keys(s.Rules)) {
		if !slices.Contains(rules, name) {
			return unknown("rule", name, rules)
		}
	}
	_, err := resource.ParseModels("models", strings.Join(s.Models, "\n"))
	return err
}
