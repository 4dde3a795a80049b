package configfile

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xeipuuv/gojsonschema"
	"go.yaml.in/yaml/v3"
)

var rules = []string{"bodyleak", "keepaliveoff", "unusedignore"}

// load loads a file with the given text.
func load(t *testing.T, text string) (*File, error) {
	name := filepath.Join(t.TempDir(), Name)
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return Load(name, rules)
}

func TestLoad(t *testing.T) {
	f, err := load(t, `
version: 1
rules:
  bodyleak: off
  keepaliveoff: note
exclude:
  - path: legacy/**
    rules: [keepaliveoff]
    reason: soon gone
  - rules: [unusedignore]
    reason: not yet
models:
  - example.com/x.Dial acquire=r0 kind=conn  # comment
tests: true
min-go: 1.20
tags: [a, b]
fail-on: none
`)
	if err != nil {
		t.Fatal(err)
	}
	if !f.Rules["bodyleak"].Off || f.Rules["keepaliveoff"].Severity != "note" {
		t.Errorf("rules %+v", f.Rules)
	}
	if !*f.Tests || *f.MinGo != "1.20" || *f.Tags != "a,b" || *f.FailOn != "none" || f.Drain != nil {
		t.Errorf("got %+v", f)
	}
	if !strings.HasPrefix(f.Models, "example.com/x.Dial ") {
		t.Errorf("models %q", f.Models)
	}
	if f.Lines["rules.keepaliveoff"] != 5 {
		t.Errorf("lines %v", f.Lines)
	}
	for _, test := range []struct {
		rule, file string
		index      int
		want       bool
	}{
		{"keepaliveoff", "legacy/a/b.go", 0, true},
		{"bodyleak", "legacy/a/b.go", 0, false},
		{"unusedignore", "main.go", 1, true},
		{"keepaliveoff", "main.go", 0, false},
	} {
		index, got := f.Excluded(test.rule, filepath.Join(filepath.Dir(f.Path), test.file))
		if got != test.want || got && index != test.index {
			t.Errorf("%s in %s: excluded %v by %d", test.rule, test.file, got, index)
		}
	}
}

func TestSeverity(t *testing.T) {
	f, err := load(t, "rules: {bodyleak: warning, unusedignore: error}\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ rule, own, gravest, want string }{
		{"bodyleak", "error", "error", "warning"},
		{"bodyleak", "warning", "error", "warning"},
		{"bodyleak", "note", "error", "note"},
		{"unusedignore", "note", "note", "error"},
		{"keepaliveoff", "warning", "warning", "warning"},
	} {
		if got := f.SeverityOf(test.rule, test.own, test.gravest); got != test.want {
			t.Errorf("%s, %s: got %s, want %s", test.rule, test.own, got, test.want)
		}
	}
}

func TestEmpty(t *testing.T) {
	for _, text := range []string{"", "# nothing\n"} {
		if _, err := load(t, text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// malformed are files that are refused, with the end of the message. Those that
// a JSON schema can judge are refused by ours too.
var malformed = []struct {
	name, text, want string
	beyondSchema     bool
}{
	{"not YAML", "rules: [", ":1: not YAML: did not find expected node content", true},
	{"tab", "rules:\n\tbodyleak: off\n", ":2: not YAML: found character that cannot start any token", true},
	{"list at the top", "- rules\n", ":1:1: should be keys with values, not a list", false},
	{"text at the top", "rules\n", `:1:1: should be keys with values, not "rules"`, false},
	{"two documents", "tests: true\n---\ntests: true\n", ": there should be one YAML document, not several", true},
	{"unknown key", "rulez:\n", `:1:1: unknown key "rulez"; did you mean "rules"?`, false},
	{"unknown key far from any", "\n\nfrobnicate: 1\n", `:3:1: unknown key "frobnicate"; the keys here are baseline, drain, errcheck, exclude, fail-on, min-go, models, rules, severity, tags, tests, version`, false},
	{"merge key", "<<: {tests: true}\n", `:1:1: unknown key "<<"`, true},
	{"key twice", "tests: true\ntests: false\n", `:2:1: key "tests" is there twice`, true},
	{"newer version", "version: 2\n", ":1:10: version 2 of the configuration is not known to this connlint, which reads version 1", false},
	{"unknown rule", "rules:\n  bodyleek: off\n", `:2:3: unknown key "bodyleek"; did you mean "bodyleak"?`, false},
	{"rules as a list", "rules: [bodyleak]\n", ":1:8: should be keys with values, not a list", false},
	{"rule value", "rules:\n  bodyleak: disabled\n", `:2:13: not "disabled"; should be one of on, off, note, warning, error`, false},
	{"rule value mistyped", "rules:\n  bodyleak: eror\n", `:2:13: not "eror"; did you mean "error"?`, false},
	{"rule without value", "rules:\n  bodyleak:\n", ":2:12: not nothing; should be one of on, off, note, warning, error", false},
	{"rule with keys", "rules:\n  bodyleak: {severity: note}\n", ":2:13: not keys with values; should be one of on, off, note, warning, error", false},
	{"baseline", "baseline: [a]\n", ":1:11: should be text, not a list", false},
	{"tests", "tests: yes\n", `:1:8: should be true or false, not "yes"`, false},
	{"errcheck", "errcheck: 1\n", `:1:11: should be true or false, not "1"`, false},
	{"drain", "drain: allways\n", `:1:8: not "allways"; did you mean "always"?`, false},
	{"min-go", "min-go: go1.24\n", `:1:9: should be a Go release such as 1.24, not "go1.24"`, false},
	{"min-go patch", "min-go: 1.24.1\n", `:1:9: should be a Go release such as 1.24, not "1.24.1"`, false},
	{"tags", "tags: a,b\n", `:1:7: should be a list, not "a,b"`, false},
	{"tag", "tags: [1]\n", `:1:8: should be text, not "1"`, false},
	{"two tags in one", "tags: ['a,b']\n", `:1:8: "a,b" is not one word`, true},
	{"severity", "severity: info\n", `:1:11: not "info"; should be one of note, warning, error`, false},
	{"fail-on", "fail-on: never\n", `:1:10: not "never"; should be one of note, warning, error, none`, false},
	{"exclude", "exclude: legacy\n", `:1:10: should be a list, not "legacy"`, false},
	{"exclude item", "exclude: [legacy]\n", `:1:11: should be keys with values, not "legacy"`, false},
	{"exclude without reason", "exclude:\n  - path: legacy\n", ":2:5: an exclusion needs a reason", false},
	{"exclude with empty reason", "exclude:\n  - path: legacy\n    reason: ' '\n", ":2:5: an exclusion needs a reason", false},
	{"exclude everything", "exclude:\n  - reason: no time\n", ":2:5: an exclusion needs a path or rules", false},
	{"exclude key", "exclude:\n  - file: legacy\n", `:2:5: unknown key "file"; the keys here are path, reason, rules`, false},
	{"exclude rule", "exclude:\n  - rules: [bodyleek]\n    reason: x\n", `:2:13: not "bodyleek"; did you mean "bodyleak"?`, false},
	{"exclude path", "exclude:\n  - path: [a]\n    reason: x\n", ":2:11: should be text, not a list", false},
	{"models", "models: x\n", `:1:9: should be a list, not "x"`, false},
	{"model", "models:\n  - 'Dial acquire=r0 kind=conn'\n", ":2:5: Dial: not a qualified name such as net.Dial or (*net/http.Client).Do", true},
	{"two models", "models:\n  - 'a.D exempt'\n  - 'a.D acquire=r0 kind=conn'\n", ":3:5: a.D: already on line 2", true},
	{"models in one", "models:\n  - |\n    a.D exempt\n    a.E exempt\n", ":2:5: there should be one model an item", true},
	{"model kind", "models:\n  - 'a.D acquire=r0 kind=con'\n", `:2:5: a.D: unknown kind "con"`, true},
}

func TestMalformed(t *testing.T) {
	for _, test := range malformed {
		t.Run(test.name, func(t *testing.T) {
			_, err := load(t, test.text)
			if err == nil {
				t.Fatal("no error")
			}
			_, message, _ := strings.Cut(err.Error(), Name)
			if !strings.HasPrefix(message, test.want) {
				t.Errorf("got  %s\nwant %s", message, test.want)
			}
			if strings.Contains(message, "\n") {
				t.Errorf("more than a line: %q", message)
			}
			if !test.beyondSchema && len(schemaErrors(t, test.text)) == 0 {
				t.Error("docs/config.schema.json accepts it")
			}
		})
	}
}

// TestDocumented loads the example of docs/config.md, and holds it against the
// schema.
func TestDocumented(t *testing.T) {
	text, err := os.ReadFile("../../docs/config.md")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindSubmatch(text)
	if m == nil {
		t.Fatal("no example")
	}
	if _, err := load(t, string(m[1])); err != nil {
		t.Error(err)
	}
	for _, e := range schemaErrors(t, string(m[1])) {
		t.Error(e)
	}
}

// schemaErrors says what our schema finds wrong with a file.
func schemaErrors(t *testing.T, text string) []gojsonschema.ResultError {
	schema, err := os.ReadFile("../../docs/config.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	// The tests' rules are not all those of the suite.
	schema = regexp.MustCompile(`"rule": \{"enum": \[.*?\]\}`).ReplaceAll(schema, []byte(`"rule": {"enum": ["bodyleak", "keepaliveoff", "unusedignore"]}`))
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	doc, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	res, err := gojsonschema.Validate(gojsonschema.NewBytesLoader(bytes.TrimSpace(schema)), gojsonschema.NewBytesLoader(doc))
	if err != nil {
		t.Fatal(err)
	}
	return res.Errors()
}

func TestFind(t *testing.T) {
	top := t.TempDir()
	deep := filepath.Join(top, "repo", "a", "b")
	for _, dir := range []string{deep, filepath.Join(top, "repo", ".git")} {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	touch := func(name string) {
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	touch(filepath.Join(top, Name)) // outside of the repository
	if got := Find(deep); got != "" {
		t.Errorf("found %s", got)
	}
	want := filepath.Join(top, "repo", Name)
	touch(want)
	if got := Find(deep); got != want {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestGlob(t *testing.T) {
	for _, test := range []struct {
		pattern, path string
		want          bool
	}{
		{"legacy", "legacy/a.go", true},
		{"legacy/", "legacy/a/b.go", true},
		{"./legacy", "legacy/a.go", true},
		{"legacy", "legacy2/a.go", false},
		{"legacy", "x/legacy/a.go", false},
		{"**/legacy", "x/y/legacy/a.go", true},
		{"**/legacy", "legacy/a.go", true},
		{"**/*_gen.go", "a/b_gen.go", true},
		{"*.go", "a/b.go", false},
		{"a/*/c.go", "a/b/c.go", true},
		{"a/*/c.go", "a/b/b/c.go", false},
		{"a/**", "a/b/c.go", true},
		{"a?.go", "ab.go", true},
		{"é.go", "é.go", true},
		{"a.go", "aXgo", false},
	} {
		if got := glob(test.pattern)(test.path); got != test.want {
			t.Errorf("%s matches %s: %v", test.pattern, test.path, got)
		}
	}
}
