package baseline

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/connlint/connlint/internal/report"
)

func at(rule, function, code string, line int) report.Finding {
	return report.Finding{
		Rule: rule, Package: "example.com/p", Function: function, Code: code,
		Pos: report.Position{File: "/src/p.go", Line: line},
	}
}

var found = []report.Finding{
	at("bodyleak", "Get", "http.Get(url)", 5),
	at("bodyleak", "Get", "http.Get(url)", 9),
	at("bodyleak", "T.Post", "c.Do(req)", 20),
	at("sqlleak", "T.Post", "db.Query(q)", 22),
}

// reload writes a baseline and reads it back.
func reload(t *testing.T, b *Baseline) *Baseline {
	t.Helper()
	var text bytes.Buffer
	if err := b.Write(&text); err != nil {
		t.Fatal(err)
	}
	again, err := load(t, text.String())
	if err != nil {
		t.Fatal(err)
	}
	return again
}

func load(t *testing.T, text string) (*Baseline, error) {
	name := filepath.Join(t.TempDir(), "b.json")
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return Load(name)
}

func TestSplit(t *testing.T) {
	b := reload(t, New(found))
	if b.Len() != 4 || len(b.Entries()) != 3 {
		t.Fatalf("%d findings in %d entries", b.Len(), len(b.Entries()))
	}
	// The lines have moved, a file has another name, one leak was mended, and
	// there are two new ones, one of which looks like an old one.
	now := []report.Finding{
		at("bodyleak", "Get", "http.Get(url)", 105),
		at("bodyleak", "Get", "http.Get(url)", 109),
		at("bodyleak", "Get", "http.Get(url)", 113),
		at("bodyleak", "T.Post", "c.Do(other)", 120),
		at("sqlleak", "T.Post", "db.Query(q)", 122),
	}
	now[4].Pos.File = "/src/renamed.go"
	fresh, rest := b.Split(now)
	if len(fresh) != 2 || fresh[0].Pos.Line != 113 || fresh[1].Pos.Line != 120 {
		t.Errorf("fresh: %+v", fresh)
	}
	if e := rest.Entries(); len(e) != 1 || e[0].String() != "bodyleak in example.com/p.T.Post: c.Do(req)" {
		t.Errorf("rest: %v", e)
	}
	b.Remove(rest)
	if fresh, rest := b.Split(now); len(fresh) != 2 || rest.Len() != 0 {
		t.Errorf("after removing what is gone: %d fresh, %d left", len(fresh), rest.Len())
	}
}

func TestOrder(t *testing.T) {
	var first, second bytes.Buffer
	New(found).Write(&first)
	New([]report.Finding{found[3], found[1], found[2], found[0]}).Write(&second)
	if first.String() != second.String() {
		t.Errorf("the order of findings shows:\n%s%s", &first, &second)
	}
}

func TestDamaged(t *testing.T) {
	const entry = `{"rule": "a", "package": "p", "code": "c", "count": 1}`
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", "is not a baseline: it is empty"},
		{"cut off", `{"version": 1, "findings": [`, "is not a baseline: it ends too early"},
		{"text", "findings", "is not a baseline: line 1: invalid character"},
		{"list", "[]", "is not a baseline: line 1: it is an array, not an object"},
		{"conflict", "{\n<<<<<<< HEAD\n}", "is not a baseline: line 2: invalid character '<'"},
		{"no version", `{"findings": []}`, "it has no version"},
		{"other JSON", `{"name": "x"}`, "it has no version"},
		{"newer", `{"version": 2, "entries": {}}`, "has version 2, and this connlint reads version 1"},
		{"older", `{"version": 0}`, "has version 0, and this connlint reads version 1"},
		{"version as text", `{"version": "1"}`, "is not a baseline: line 1: version is a string, not a whole number"},
		{"unknown field", `{"version": 1, "findings": [], "x": 1}`, `is damaged: unknown field "x"`},
		{"findings as text", `{"version": 1, "findings": "none"}`, "is damaged: line 1: findings is a string, not an array"},
		{"no rule", `{"version": 1, "findings": [{"package": "p", "code": "c", "count": 1}]}`, "is damaged: finding 1 needs a rule, a package and a count"},
		{"no count", `{"version": 1, "findings": [` + entry + `, {"rule": "a", "package": "p", "code": "c"}]}`, "is damaged: finding 2 needs"},
		{"negative count", `{"version": 1, "findings": [{"rule": "a", "package": "p", "code": "c", "count": -1}]}`, "is damaged: finding 1 needs"},
		{"twice", `{"version": 1, "findings": [` + entry + `, ` + entry + `]}`, "is damaged: finding 2 is there twice"},
		{"two objects", `{"version": 1, "findings": []} {}`, "is not a baseline: line 1: invalid character '{' after top-level value"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := load(t, test.text)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v\nwant one with %s", err, test.want)
			}
		})
	}
	if _, err := Load(filepath.Join(t.TempDir(), "missing.json")); !os.IsNotExist(err) {
		t.Errorf("missing file: %v", err)
	}
}

func TestTestFiles(t *testing.T) {
	inTest := at("bodyleak", "Get", "http.Get(url)", 5)
	inTest.Pos.File = "/src/p_test.go"
	fresh, rest := New([]report.Finding{inTest}).Split([]report.Finding{found[0]})
	if len(fresh) != 1 || rest.Len() != 1 || !rest.Entries()[0].Test {
		t.Error("a finding in a test file stands for one outside")
	}
}
