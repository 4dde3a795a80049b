// Package realtest runs leaks for real, against servers of every kind, and
// looks which of conntest's means sees them.
package realtest

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/connlint/connlint/conntest"
)

var update = flag.Bool("update", false, "write the table into the documentation")

// A mechanism runs a pattern under one of conntest's means and returns what it
// reported, as rules.
type mechanism struct {
	name   string
	strict bool // reports what costs connections, where asked to: may report harmless code
	run    func(r *rig, p pattern) []string
}

// brief is long enough for what comes late: a connection that Go 1.27 drains
// goes back to its pool within 50 ms.
var brief = conntest.Settle(150 * time.Millisecond)

func checked(reports string, opts ...conntest.Option) func(*rig, pattern) []string {
	return func(r *rig, p pattern) []string {
		conntest.Check(r, append(opts, brief)...)
		p.run(r)
		return r.finish(reports)
	}
}

func wrapped(opts ...conntest.Option) func(*rig, pattern) []string {
	return func(r *rig, p pattern) []string {
		r.wrap = func(rt http.RoundTripper) http.RoundTripper { return conntest.Wrap(r, rt, append(opts, brief)...) }
		p.run(r)
		return r.finish()
	}
}

var mechanisms = []mechanism{
	{"Check", false, checked("")},
	{"Client, Wrap", false, wrapped()},
	{"CheckDB", false, func(r *rig, p pattern) []string {
		conntest.CheckDB(r, r.longLived, brief)
		p.run(r)
		return r.finish()
	}},
	{"Watcher", false, func(r *rig, p pattern) []string {
		w := conntest.New(conntest.Settle(0))
		r.wrap = w.RoundTripper
		p.run(r)
		var rules []string
		for _, l := range w.Snapshot().Leaks {
			rules = append(rules, l.Rule)
		}
		return rules
	}},
	{"RequireDrained", true, wrapped(conntest.RequireDrained())},
	{"MaxNewConns", true, func(r *rig, p pattern) []string {
		// One wrapper for all the transports of a pattern.
		conntest.Check(r, conntest.MaxNewConns(6), brief)
		r.wrap = func(rt http.RoundTripper) http.RoundTripper { return conntest.Wrap(r, rt, brief) }
		p.run(r)
		return r.finish("new connections")
	}},
	{"MaxIdle", true, checked("left idle", conntest.MaxIdle(6))},
	{"MaxSockets", true, checked("sockets are left", conntest.MaxSockets(2))},
	{"Count", true, func(r *rig, p pattern) []string {
		s := conntest.Count(r, func() { p.run(r) }, conntest.Settle(0))
		if r.finish(); s.Dials >= times {
			return []string{"dials"}
		}
		return nil
	}},
}

// TestTable runs every pattern under every mechanism. What deserves an error
// or a warning must be seen by one; what is harmless, by none that was not
// asked for a limit. The outcome is the table in the documentation.
func TestTable(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("half of the table is of sockets, which are read on Linux only")
	}
	var table strings.Builder
	table.WriteString("| pattern | |")
	for _, m := range mechanisms {
		fmt.Fprintf(&table, " %s |", m.name)
	}
	table.WriteString("\n|---|---|" + strings.Repeat("---|", len(mechanisms)) + "\n")
	for _, p := range slices.Concat(httpPatterns, otherPatterns, clientPatterns) {
		t.Run(p.name, func(t *testing.T) {
			want := p.want
			if p.before != "" && !strings.HasPrefix(runtime.Version(), "go"+p.before) {
				want = "note"
			}
			fmt.Fprintf(&table, "| %s | %s |", p.name, want)
			seen := false
			for _, m := range mechanisms {
				rules := attempt(t, m, p)
				seen = seen || len(rules) > 0
				if want == "none" && !m.strict && len(rules) > 0 {
					t.Errorf("%s reports harmless code: %v", m.name, rules)
				}
				fmt.Fprintf(&table, " %s |", strings.Join(rules, ", "))
			}
			table.WriteString("\n")
			if (want == "error" || want == "warning") && !seen {
				t.Errorf("nothing sees it")
			}
		})
	}
	if !t.Failed() {
		compare(t, table.String())
	}
}

// attempt runs p under m. The kernel's count is the whole machine's, so of
// three tries the quietest one counts.
func attempt(t *testing.T, m mechanism, p pattern) []string {
	var rules []string
	for range 3 {
		f := &fakeT{name: t.Name() + "/" + m.name}
		r, end := newRig(f)
		rules = m.run(r, p)
		end()
		http.DefaultClient.CloseIdleConnections()
		if len(r.broken) > 0 {
			t.Fatalf("%s: the pattern failed: %q", m.name, r.broken)
		}
		if m.name != "Count" || len(rules) == 0 {
			break
		}
	}
	slices.Sort(rules)
	return slices.Compact(rules)
}

const doc = "../../../docs/conntest-patterns.md"

// compare holds the documentation to the table, or writes it there.
func compare(t *testing.T, table string) {
	release := regexp.MustCompile(`go1\.\d+`).FindString(runtime.Version())
	data, err := os.ReadFile(doc)
	if err != nil {
		t.Fatal(err)
	}
	begin, end := fmt.Sprintf("<!-- begin %s -->\n", release), fmt.Sprintf("<!-- end %s -->\n", release)
	before, rest, ok1 := strings.Cut(string(data), begin)
	old, after, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Skipf("%s has no table for %s", doc, release)
	}
	if *update {
		if err := os.WriteFile(doc, []byte(before+begin+table+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	was, is := strings.Split(old, "\n"), strings.Split(table, "\n")
	for i := range max(len(was), len(is)) {
		if i >= len(was) || i >= len(is) || was[i] != is[i] {
			t.Errorf("%s is stale (run with -update), from line %d of its table on:\n%s", doc, i+1, strings.Join(is[min(i, len(is)-1):min(i+1, len(is))], "\n"))
			return
		}
	}
}
