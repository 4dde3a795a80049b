package reqscope

import (
	"slices"
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	for _, test := range []struct {
		kind, symbol, pkg string
		path              []string
	}{
		{"functype", "net/http.HandlerFunc", "net/http", []string{"HandlerFunc"}},
		{"iface", "(net/http.Handler).ServeHTTP", "net/http", []string{"Handler", "ServeHTTP"}},
		{"reg", "(*github.com/nats-io/nats.go.Conn).Subscribe", "github.com/nats-io/nats.go", []string{"Conn", "Subscribe"}},
		{"reg", "time.AfterFunc", "time", []string{"AfterFunc"}},
		{"field", "github.com/spf13/cobra.Command.RunE", "github.com/spf13/cobra", []string{"Command", "RunE"}},
	} {
		r := Row{Kind: test.kind, Symbol: test.symbol}
		if r.Pkg() != test.pkg || !slices.Equal(r.Path(), test.path) {
			t.Errorf("%s: %q %q, want %q %q", test.symbol, r.Pkg(), r.Path(), test.pkg, test.path)
		}
	}
}

func TestParse(t *testing.T) {
	rows, err := parse("x.txt", "# comment\n\nreg (*a/b.T).{Get,Put} p1... per=message sure=low verified=v1 : a thing\n")
	if err != nil {
		t.Fatal(err)
	}
	var symbols []string
	for _, r := range rows {
		symbols = append(symbols, r.Symbol)
		if r.Param != 1 || !r.Rest || r.Per != "message" || r.Sure != Low || r.Verified != "v1" || r.What != "a thing" || r.Line != 3 {
			t.Errorf("row %+v", r)
		}
	}
	if want := []string{"(*a/b.T).Get", "(*a/b.T).Put"}; !slices.Equal(symbols, want) {
		t.Errorf("symbols %q, want %q", symbols, want)
	}
}

func TestParseErrors(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"reg a.F p1", "x.txt:1: "},
		{"reg a.F : x", "have an argument"},
		{"functype a.F p1 : x", "have an argument"},
		{"handler a.F : x", "unknown kind"},
		{"functype a.F colour=red : x", "unknown attribute"},
		{"functype a.F sure=maybe : x", "should be low"},
		{"reg a.F px : x", "invalid syntax"},
	} {
		if _, err := parse("x.txt", test.text); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: error %v, want one with %q", test.text, err, test.want)
		}
	}
}

// Every row says against which version it was checked.
func TestRows(t *testing.T) {
	seen := make(map[string]bool)
	for _, r := range Rows() {
		if r.Verified == "" {
			t.Errorf("%s:%d: %s has no verified=", r.File, r.Line, r.Symbol)
		}
		if key := r.Kind + " " + r.Symbol; seen[key] {
			t.Errorf("%s:%d: %s stands there twice", r.File, r.Line, key)
		} else {
			seen[key] = true
		}
	}
	if len(seen) < 150 {
		t.Errorf("%d rows; the table has more", len(seen))
	}
}
