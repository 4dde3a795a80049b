package observed

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/connlint/connlint/internal/report"
)

func load(t *testing.T, leaks ...string) Leaks {
	t.Helper()
	name := filepath.Join(t.TempDir(), "seen.json")
	text := ""
	for _, l := range leaks {
		text += `{"version": 1, "tool": "conntest", "go": "go1.26", "leaks": [` + l + "]}\n"
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	all, err := Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// found are the findings of the tests, by name.
var found = map[string]report.Finding{
	"body":   at("bodyleak", "/src/api/client.go", 41, 41, "example.org/api", "Client.Fetch"),
	"lines":  at("bodyleak", "/src/api/client.go", 50, 53, "example.org/api", "Client.List"),
	"caller": at("bodyleak", "/src/web/page.go", 9, 9, "example.org/web", "show"),
	"field":  at("fieldleak", "/src/api/client.go", 70, 70, "example.org/api", "Client.Open"),
	"off":    at("keepaliveoff", "/src/api/client.go", 12, 12, "example.org/api", ""),
	"churn":  at("clientchurn", "/src/web/page.go", 30, 30, "example.org/web", "server.ServeHTTP"),
	"main":   at("bodyleak", "/src/tool/main.go", 5, 5, "example.org/tool", "run"),
	"unused": at("unusedignore", "/src/api/client.go", 90, 90, "example.org/api", ""),
}

func at(rule, file string, line, end int, pkg, function string) report.Finding {
	return report.Finding{
		Rule: rule, Message: rule, Package: pkg, Function: function,
		Pos: report.Position{File: file, Line: line, Column: 2}, End: report.Position{File: file, Line: end, Column: 9},
	}
}

func TestMark(t *testing.T) {
	const fetch = `"function": "example.org/api.(*Client).Fetch", "message": "m", "count": 1`
	for _, test := range []struct {
		name, leak string
		want       string // the finding, or why there is none after a colon
	}{
		{"same line", `{"rule": "bodyleak", "file": "/src/api/client.go", "line": 41, ` + fetch + `}`, "body"},
		{"the line after", `{"rule": "bodyleak", "file": "/src/api/client.go", "line": 42, ` + fetch + `}`, "body"},
		{"two lines after", `{"rule": "bodyleak", "file": "/src/api/client.go", "line": 43, ` + fetch + `}`, ":"},
		{"within a call of several lines", `{"rule": "bodyleak", "file": "/src/api/client.go", "line": 52, ` + fetch + `}`, "lines"},
		{"another rule on the line", `{"rule": "bodyleak", "file": "/src/api/client.go", "line": 70, ` + fetch + `}`, "field"},
		{"a rule about comments on the line", `{"rule": "bodyleak", "file": "/src/api/client.go", "line": 90, ` + fetch + `}`, ":"},
		{"built with -trimpath", `{"rule": "bodyleak", "file": "example.org/api/client.go", "line": 41, ` + fetch + `}`, "body"},
		{"built on Windows", `{"rule": "bodyleak", "file": "C:\\b\\api\\client.go", "line": 41, ` + fetch + `}`, "body"},
		{"another package", `{"rule": "bodyleak", "file": "/src/v2/api/client.go", "line": 41, "function": "example.org/v2/api.Fetch", "message": "m", "count": 1}`, ":its package was not checked"},
		{"of a main package", `{"rule": "bodyleak", "file": "/build/tool/main.go", "line": 5, "function": "main.run", "message": "m", "count": 1}`, "main"},
		{"through a library", `{"rule": "bodyleak", "file": "/mod/lib/lib.go", "line": 5, "function": "lib.dev/lib.Get", "message": "m", "count": 1, "stack": [
			{"func": "lib.dev/lib.Get", "file": "/mod/lib/lib.go", "line": 5},
			{"func": "example.org/web.show", "file": "/src/web/page.go", "line": 9}]}`, "caller"},
		{"a fault of another kind in the caller", `{"rule": "keepaliveoff", "file": "/mod/lib/lib.go", "line": 5, "function": "lib.dev/lib.Get", "message": "m", "count": 1, "stack": [
			{"func": "example.org/web.show", "file": "/src/web/page.go", "line": 9}]}`, ":a finding of keepaliveoff elsewhere may be the cause"},
		{"a pool made in the function", `{"rule": "clientchurn", "file": "/src/web/page.go", "line": 37, "function": "example.org/web.(*server).ServeHTTP.func1", "message": "m", "count": 1, "stack": [
			{"func": "example.org/web.(*server).ServeHTTP.func1", "file": "/src/web/page.go", "line": 37}]}`, "churn"},
		{"no place", `{"rule": "bodyleak", "message": "m", "count": 1}`, ":its place is not known"},
		{"no such rule", `{"rule": "bodydrain", "file": "/src/api/client.go", "line": 99, ` + fetch + `}`, ":no rule bodydrain was checked"},
		{"a test file", `{"rule": "bodyleak", "file": "/src/api/client_test.go", "line": 7, ` + fetch + `}`, ":test files were not checked"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var names []string
			var findings []report.Finding
			for name, f := range found {
				names, findings = append(names, name), append(findings, f)
			}
			unfound := load(t, test.leak).Mark(findings, Scope{
				Rules:    []string{"bodyleak", "keepaliveoff", "clientchurn", "fieldleak"},
				Packages: []string{"example.org/api", "example.org/web", "example.org/tool"},
			})
			got := ""
			for i, f := range findings {
				if f.Observed != nil {
					got += names[i]
				}
			}
			for _, u := range unfound {
				got += ":" + u.Why
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// TestMerge checks that what several reports say of a leak is one observation.
func TestMerge(t *testing.T) {
	const place = `"rule": "bodyleak", "file": "/src/api/client.go", "line": 41, "message": "m"`
	all := load(t,
		`{`+place+`, "count": 2, "firstSeen": "2026-01-02T00:00:00Z", "test": "TestB", "example": "GET http://b"}`,
		``,
		`{`+place+`, "count": 1, "firstSeen": "2026-01-01T00:00:00Z", "test": "TestA"}, {`+place+`, "count": 1, "firstSeen": "2026-01-03T00:00:00Z", "test": "TestB\u001b[31m"}`,
	)
	if len(all) != 1 {
		t.Fatalf("%d leaks", len(all))
	}
	if got := all[0].Observation.String(); got != "4 times, in TestA, TestB, TestB [31m: GET http://b" {
		t.Errorf("got %q", got)
	}
	if !strings.HasPrefix(all[0].Observation.FirstSeen.String(), "2026-01-01") {
		t.Errorf("first seen %v", all[0].Observation.FirstSeen)
	}
}

func TestNames(t *testing.T) {
	for _, test := range []struct{ function, pkg, name string }{
		{"example.org/api.(*Client).Fetch", "example.org/api", "Client.Fetch"},
		{"example.org/api.Client.Fetch-fm", "example.org/api", "Client.Fetch-fm"},
		{"example.org/api.Fetch.func1.2", "example.org/api", "Fetch"},
		{"example.org/api.(*Client).Fetch.func1", "example.org/api", "Client.Fetch"},
		{"gopkg.in/a%2ev2.F", "gopkg.in/a.v2", "F"},
		{"example.org/api.Map[go.shape.struct { example.org/x.T }]", "example.org/api", "Map"},
		{"example.org/api.(*List[...]).Push", "example.org/api", "List.Push"},
		{"main.main", "main", "main"},
	} {
		if pkg, name := pkgOf(test.function), nameOf(test.function); pkg != test.pkg || name != test.name {
			t.Errorf("%s: package %s, name %s", test.function, pkg, name)
		}
	}
}
