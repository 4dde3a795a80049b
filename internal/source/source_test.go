package source

import (
	"os"
	"path/filepath"
	"testing"
)

const text = `package p

type T[P any] struct{}

func (t *T[P]) Get() { call(1,  /* two */
	2) }

var handler = func() { call() }

func plain() { _ = "é"; call() }
`

func write(t *testing.T) string {
	name := filepath.Join(t.TempDir(), "p.go")
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestFunction(t *testing.T) {
	name := write(t)
	var c Cache
	for _, test := range []struct {
		line, column int
		want         string
	}{
		{5, 24, "T.Get"},
		{6, 2, "T.Get"},
		{8, 24, "handler"},
		{10, 26, "plain"},
		{1, 1, ""},
		{99, 1, ""},
	} {
		if got := c.Function(name, test.line, test.column); got != test.want {
			t.Errorf("Function at %d:%d is %q, want %q", test.line, test.column, got, test.want)
		}
	}
}

func TestCode(t *testing.T) {
	name := write(t)
	var c Cache
	if got, want := c.Code(name, 5, 24, 6, 4), "call(1,2)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := c.Code(name, 8, 1, 0, 0), "var handler=func(){call()}"; got != want {
		t.Errorf("without an end: got %q, want %q", got, want)
	}
	if got := c.Code("missing.go", 8, 1, 8, 9); got != "" {
		t.Errorf("of a missing file: got %q", got)
	}
}

func TestColumns(t *testing.T) {
	name := write(t)
	var c Cache
	// The é before the call takes two bytes.
	if got := c.Column(name, 10, 26); got != 25 {
		t.Errorf("column %d, want 25", got)
	}
	if line, column := c.Place(name, len("package p\n\nty")); line != 3 || column != 3 {
		t.Errorf("place %d:%d, want 3:3", line, column)
	}
	if line, _ := c.Place(name, 1e6); line != 11 {
		t.Errorf("beyond the end: line %d, want 11", line)
	}
}
