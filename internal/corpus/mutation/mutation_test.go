package mutation

import (
	"bytes"
	"fmt"
	"go/ast"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

const text = `package m

import (
	"database/sql"
	"io"
	"net"
	"net/http"
)

func early(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close() // leaks drop, leaks move
	if resp.StatusCode != 200 {
		return io.EOF
	}
	return nil
}

func check(u string) error {
	resp, err := http.Get(u)
	defer resp.Body.Close() // leaks drop, equal move
	if err != nil {
		return err
	}
	return nil
}

func branch(a string) (net.Conn, error) {
	c, err := net.Dial("tcp", a)
	if err != nil {
		return nil, err
	}
	if _, err := c.Write(nil); err != nil {
		c.Close() // leaks drop
		return nil, err
	}
	return c, nil
}

func twice(a string) error {
	c, err := net.Dial("tcp", a)
	if err != nil {
		return err
	}
	defer c.Close() // equal drop
	return c.Close() // equal drop
}

func iterated(db *sql.DB) error {
	rows, err := db.Query("q")
	if err != nil {
		return err
	}
	for rows.Next() {
		println("row")
	}
	return rows.Close() // equal drop
}

func kept(a string, to *struct{ c net.Conn }) {
	c, err := net.Dial("tcp", a)
	if err != nil {
		return
	}
	to.c = c
	c.Close() // equal drop
}

func helped(a string) {
	c, err := net.Dial("tcp", a)
	if err != nil {
		return
	}
	greet(c)
	keep(c)
	c.Close() // equal drop
}

func greeted(a string) {
	c, err := net.Dial("tcp", a)
	if err != nil {
		return
	}
	greet(c)
	c.Close() // leaks drop
}

func asked(a string, f interface{ ask(net.Conn) }) {
	c, err := net.Dial("tcp", a)
	if err != nil {
		return
	}
	f.ask(c)
	c.Close() // unsure drop
}

func greet(c net.Conn) { c.Write(nil) }

func keep(c net.Conn) { all = append(all, c) }

var all []net.Conn
`

// blind reports nothing, and eager every call of Dial, so that what a tool
// reports without a mutant does not count.
func blind(*analysis.Pass) (any, error) { return nil, nil }

func eager(pass *analysis.Pass) (any, error) {
	for _, f := range pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Dial" {
					pass.Reportf(call.Pos(), "dialled")
				}
			}
			return true
		})
	}
	return nil, nil
}

// TestEffects checks what is known of each mutant against the comment on its
// line.
func TestEffects(t *testing.T) {
	dir := t.TempDir()
	for name, s := range map[string]string{"go.mod": "module example.com/m\n\ngo 1.26\n", "m.go": text} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(s), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	measure := func(run func(*analysis.Pass) (any, error)) []*Mutant {
		var log bytes.Buffer
		r := Run{Analyzers: []*analysis.Analyzer{{Name: "test", Doc: "test", Run: run}}, Root: dir, Dir: dir, Max: 100, Log: &log}
		all, err := r.Measure("./...")
		if err != nil || log.Len() > 0 {
			t.Fatalf("error %v, log %s", err, &log)
		}
		return all
	}
	got := make(map[int][]string)
	for _, m := range measure(blind) {
		op := m.Op
		if op == Undef {
			op = Drop
		}
		got[m.Line] = append(got[m.Line], m.Effect+" "+op)
		if m.Found {
			t.Errorf("line %d: found by a tool that reports nothing", m.Line)
		}
	}
	for i, line := range strings.Split(text, "\n") {
		_, want, _ := strings.Cut(line, " // ")
		if have := strings.Join(got[i+1], ", "); have != want {
			t.Errorf("line %d: got %q, want %q: %s", i+1, have, want, line)
		}
	}
	for _, m := range measure(eager) {
		if m.Rule != "bodyleak" && m.Rule != "sqlleak" {
			t.Errorf("line %d is a mutant, though its original is reported", m.Line)
		}
	}
}

// TestEdits checks that a mutant keeps the lines of its file.
func TestEdits(t *testing.T) {
	src := "a\nfoo(\n1)\nb\nend\n"
	m := &Mutant{File: "f", edits: []edit{{2, 9, "_ = x\n"}, {11, 11, "; foo(1)"}}}
	want := "a\n_ = x\n\nb; foo(1)\nend\n"
	if got := string(apply([]byte(src), "f", []*Mutant{m})); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := string(apply([]byte("x() //nolint:all\n"), "f", nil)); got != "x() //no-int:all\n" {
		t.Errorf("got %q", got)
	}
	if fmt.Sprint(thin([]*Mutant{m, m, m}, 2)) != fmt.Sprint([]*Mutant{m, m}) {
		t.Error("thin does not leave two")
	}
}
