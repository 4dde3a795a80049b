package reqscope

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed handlers/*.txt
var handlers embed.FS

// A Row is one line of the embedded table, with the alternatives of its symbol
// written out.
type Row struct {
	Kind     string // functype, iface, reg, …
	Symbol   string // as in types.Func.FullName, or pkg.Type[.Field]
	Param    int    // for reg and once: the first argument
	Rest     bool   // … and all that follow
	Per      string // request, message, tick, …
	What     string // HTTP handler, …
	Sure     Confidence
	Verified string // module version that it was checked against
	File     string
	Line     int
}

// Pkg is the import path in the row's symbol.
func (r *Row) Pkg() string {
	pkg, _ := r.split()
	return pkg
}

// Path is the symbol after the import path: the type, and the method or the
// field if it names one; or the function.
func (r *Row) Path() []string {
	_, path := r.split()
	return path
}

// split takes names off the end, because import paths have dots too.
func (r *Row) split() (pkg string, path []string) {
	pkg = r.Symbol
	names := 1
	if rest, ok := strings.CutPrefix(pkg, "("); ok {
		recv, method, _ := strings.Cut(rest, ").")
		pkg, path = strings.TrimPrefix(recv, "*"), []string{method}
	} else if r.Kind == "field" {
		names = 2
	}
	for range names {
		dot := strings.LastIndexByte(pkg, '.')
		pkg, path = pkg[:dot], append([]string{pkg[dot+1:]}, path...)
	}
	return pkg, path
}

// Rows returns the embedded table.
func Rows() []*Row { return table().rows }

type index struct {
	rows  []*Row
	calls map[string]*Row   // reg, loop and once, by symbol
	types []*Row            // functype, iface, base and param
	field map[string][]*Row // field, by field name
	word  map[string]*Row   // shape, by symbol
}

// table parses the embedded rows, once. They are tested, so that an error is a
// fault of the build.
var table = sync.OnceValue(func() *index {
	t := &index{calls: make(map[string]*Row), field: make(map[string][]*Row), word: make(map[string]*Row)}
	files, err := handlers.ReadDir("handlers")
	if err != nil {
		panic(err)
	}
	for _, f := range files {
		text, err := handlers.ReadFile("handlers/" + f.Name())
		if err != nil {
			panic(err)
		}
		rows, err := parse(f.Name(), string(text))
		if err != nil {
			panic(err)
		}
		t.rows = append(t.rows, rows...)
	}
	for _, r := range t.rows {
		switch r.Kind {
		case "reg", "loop", "once":
			t.calls[r.Symbol] = r
		case "field":
			name := r.Path()[1]
			t.field[name] = append(t.field[name], r)
		case "shape":
			t.word[r.Symbol] = r
		default:
			t.types = append(t.types, r)
		}
	}
	return t
})

func parse(file, text string) ([]*Row, error) {
	var rows []*Row
	n := 0
	for line := range strings.Lines(text) {
		n++
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		r, err := parseRow(line)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		r.File, r.Line = file, n
		for _, symbol := range alternatives(r.Symbol) {
			each := *r
			each.Symbol = symbol
			rows = append(rows, &each)
		}
	}
	return rows, nil
}

var kinds = []string{"functype", "iface", "reg", "field", "loop", "base", "param", "shape", "once"}

func parseRow(line string) (*Row, error) {
	head, what, ok := strings.Cut(line, " : ")
	fields := strings.Fields(head)
	if !ok || len(fields) < 2 {
		return nil, fmt.Errorf("%q should be KIND SYMBOL ATTRIBUTES : what runs", line)
	}
	r := &Row{Kind: fields[0], Symbol: fields[1], Param: -1, Per: "request", What: strings.TrimSpace(what)}
	if !slices.Contains(kinds, r.Kind) {
		return nil, fmt.Errorf("%s: unknown kind; one of %s", r.Kind, strings.Join(kinds, ", "))
	}
	for _, f := range fields[2:] {
		if err := r.set(f); err != nil {
			return nil, fmt.Errorf("%s: %w", r.Symbol, err)
		}
	}
	if (r.Kind == "reg" || r.Kind == "once") != (r.Param >= 0) {
		return nil, fmt.Errorf("%s: reg and once have an argument such as p1, others have none", r.Symbol)
	}
	if r.Sure == 0 {
		r.Sure = usual(r.Kind, r.Per)
	}
	return r, nil
}

func (r *Row) set(attribute string) (err error) {
	key, val, ok := strings.Cut(attribute, "=")
	switch {
	case !ok && key[0] == 'p':
		key, r.Rest = strings.CutSuffix(key, "...")
		r.Param, err = strconv.Atoi(key[1:])
		return err
	case key == "per":
		r.Per = val
	case key == "verified":
		r.Verified = val
	case key == "sure":
		r.Sure, err = confidence(val)
	default:
		return fmt.Errorf("unknown attribute %q", attribute)
	}
	return err
}

// usual is the confidence of a row that states none: what lives as long as a
// connection may well own one.
func usual(kind, per string) Confidence {
	switch {
	case per == "connection" || per == "stream" || per == "session":
		return Low
	case kind == "loop":
		return Medium
	case kind == "base" || kind == "param" || kind == "shape":
		return High
	}
	return Certain
}

// alternatives writes out the braces of a symbol.
func alternatives(symbol string) []string {
	before, rest, ok := strings.Cut(symbol, "{")
	if !ok {
		return []string{symbol}
	}
	in, after, _ := strings.Cut(rest, "}")
	var all []string
	for _, tail := range alternatives(after) {
		for each := range strings.SplitSeq(in, ",") {
			all = append(all, before+each+tail)
		}
	}
	return all
}
