package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files")

// service is the source that the sample's findings are about. The name holds
// what formats have to escape, and line 6 characters of several bytes.
const (
	serviceFile = "a, b/100%.go"
	service     = `package service

import "net/http"

func (s *Server) fetch(url string) error {
	_ = "héllo 世界"; resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode != 200 {
		return errBad
	}
	return resp.Body.Close()
}
`
)

var noon = time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)

// sample returns a report with everything that a report can have.
func sample(t *testing.T) *Report {
	dir := t.TempDir()
	file := filepath.Join(dir, filepath.FromSlash(serviceFile))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(service), 0o666); err != nil {
		t.Fatal(err)
	}
	at := func(line, column int) Position { return Position{file, line, column} }
	insert := strings.Index(service, "\tif resp")
	r := &Report{
		Dir:     dir,
		Version: "v1.2.3",
		Rules: []Rule{
			{
				Name: "bodyleak", Summary: "response body not closed", Severity: "error", Category: "leak", URL: "https://example.com/bodyleak.md",
				Doc: "response body not closed\n\n# bodyleak: response body not closed\n\n# What it reports\n\nA [net/http.Response] that stays <open>.\n\n# Bad\n\n\tleak()\n",
			},
			{Name: "unusedignore", Summary: "needless comment", Severity: "note", Category: "upkeep", URL: "https://example.com/unusedignore.md", Doc: "needless comment\n\n# unusedignore: needless comment\n"},
			{Name: "sqlleak", Summary: "rows not closed", Severity: "error", Category: "leak", URL: "https://example.com/sqlleak.md", Doc: "rows not closed\n\n# sqlleak: rows not closed\n"},
		},
		Findings: []Finding{
			{
				Rule: "bodyleak", Severity: "error", Package: "example.com/service",
				Message: "response body from http.Get is not closed when resp.StatusCode != 200 && \"x\" < 'y' (line 10)",
				Pos:     at(6, 42), End: at(6, 55),
				Path:     []Step{{at(6, 42), "acquired here"}, {at(11, 3), "left here: 100%, open"}},
				Observed: &Observation{Count: 3, FirstSeen: noon, Tests: []string{"TestFetch", "TestList"}, Example: "GET http://a.example/<x> -> 200 HTTP/1.1"},
				Fix:      &Fix{"close the body", []Edit{{file, insert, insert, "\tdefer resp.Body.Close()\n"}}},
			},
			{
				Rule: "unusedignore", Severity: "note", Package: "example.com/service", Message: "nolint comment\nsuppresses nothing",
				Pos: at(13, 0),
			},
		},
		Unfound: []Unfound{
			{
				Rule: "bodydrain", Pos: at(13, 0), Function: "example.com/service.(*Server).fetch", Message: "body is closed <early>",
				Why: "no rule bodydrain was checked", Observation: Observation{Count: 1, FirstSeen: noon},
			},
			{Rule: "bodyleak", Message: "response body is never closed", Why: "its place is not known", Observation: Observation{Count: 2, FirstSeen: noon}},
		},
		Packages:   7,
		Incomplete: []Finding{{Rule: "bodyleak", Message: "gave up on function f", Pos: at(5, 1)}},
	}
	r.Identify()
	return r
}

// TestFormats compares each format's output with a golden file (-update writes
// them), for a run that went well and for one that did not.
func TestFormats(t *testing.T) {
	for _, f := range Formats {
		t.Run(f.Name, func(t *testing.T) {
			r := sample(t)
			golden(t, f, r, f.Name)
			if f.Fails {
				r.Findings = nil
				r.Failures = []string{"package example.com/broken could not be analysed"}
				golden(t, f, r, f.Name+"-failed")
			}
		})
	}
}

func golden(t *testing.T, f Format, r *Report, name string) {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b, r, Style{}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), r.Dir) {
		t.Errorf("the output names a directory of this machine:\n%s", &b)
	}
	// What the page carries with it is not repeated in its golden file.
	got := strings.NewReplacer(htmlStyle, "STYLE", htmlScript, "SCRIPT", strings.ReplaceAll(policyHash(htmlStyle), "+", "&#43;"), "HASH", strings.ReplaceAll(policyHash(htmlScript), "+", "&#43;"), "HASH").Replace(b.String())
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs from what is printed:\n%s", file, got)
	}
}

func TestColor(t *testing.T) {
	r := sample(t)
	var b bytes.Buffer
	if err := Text(&b, r, Style{Color: true}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "\x1b[31;1merror\x1b[0m: response body") {
		t.Errorf("no red in %q", &b)
	}
}

func TestSARIFValid(t *testing.T) {
	r := sample(t)
	if err := r.sarif().Validate(); err != nil {
		t.Error(err)
	}
	r.Findings, r.Failures = nil, []string{"broken"}
	if err := r.sarif().Validate(); err != nil {
		t.Errorf("after a failure: %v", err)
	}
}

func TestSort(t *testing.T) {
	at := func(file string, line int, rule string) Finding {
		return Finding{Rule: rule, Pos: Position{File: file, Line: line}}
	}
	var order []string
	for _, f := range Sort([]Finding{at("b", 1, "x"), at("a", 10, "x"), at("a", 9, "y"), at("a", 9, "x"), at("b", 1, "x")}) {
		order = append(order, f.Pos.File+f.Rule)
	}
	if got := strings.Join(order, " "); got != "ax ay ax bx" {
		t.Errorf("order %q", got)
	}
}

func TestRel(t *testing.T) {
	r := &Report{Dir: filepath.FromSlash("/home/me/project/cmd")}
	for file, want := range map[string]string{
		"/home/me/project/cmd/a.go": "a.go",
		"/home/me/project/b.go":     "../b.go",
		"/c.go":                     "/c.go",
	} {
		if got := r.Slash(filepath.FromSlash(file)); got != want {
			t.Errorf("Slash(%s) = %s, want %s", file, got, want)
		}
	}
}
