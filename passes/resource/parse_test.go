package resource

import (
	"reflect"
	"strings"
	"testing"
)

// parseOne parses one line that must be right.
func parseOne(t *testing.T, line string) *Model {
	t.Helper()
	ms, err := ParseModels("test.txt", line)
	if err != nil {
		t.Fatal(err)
	}
	if len(ms) != 1 {
		t.Fatalf("%q: got %d models, want 1", line, len(ms))
	}
	return ms[0]
}

func TestParseAcquire(t *testing.T) {
	acquire := func(change func(*Acquire)) *Acquire {
		a := &Acquire{Kind: "conn", Release: []string{"Close"}, OnErr: "absent", Wraps: -1, Scope: "stream"}
		change(a)
		return a
	}
	for _, test := range []struct {
		line string
		want *Acquire
	}{
		{"net.Dial acquire=r0 kind=conn", acquire(func(a *Acquire) {})},
		{"net.Dial kind=conn acquire=r0 # in any order", acquire(func(a *Acquire) {})},
		{"x.F acquire=r1.Out.Body kind=body", acquire(func(a *Acquire) { a.Result, a.Path, a.Kind = 1, []string{"Out", "Body"}, "body" })},
		{"x.F acquire=r0 kind=tx", acquire(func(a *Acquire) { a.Kind, a.Release = "tx", []string{"Commit", "Rollback"} })},
		{"x.F acquire=r0 kind=conn release=Close|fn:Free|call:1|ctx:0|via:DB.Close|recv:Unlock|transfer:Use",
			acquire(func(a *Acquire) {
				a.Release = []string{"Close", "fn:Free", "call:1", "ctx:0", "via:DB.Close", "recv:Unlock", "transfer:Use"}
			})},
		{"x.F acquire=r0 kind=conn release=none churn", acquire(func(a *Acquire) { a.Release, a.Churn = []string{"none"}, true })},
		{"x.F acquire=r0 kind=conn all=A|B", acquire(func(a *Acquire) { a.Release, a.All = nil, []string{"A", "B"} })},
		{"x.F acquire=r0 kind=rows done=Next parent onerr=maybe", acquire(func(a *Acquire) {
			a.Kind, a.Done, a.Parent, a.OnErr = "rows", []string{"Next"}, true, "maybe"
		})},
		{"x.F acquire=r0 kind=conn activate=Start|Run until=Run scope=pool leaks=socket,goroutine", acquire(func(a *Acquire) {
			a.Until = []string{"Run"}
			a.Activate, a.Scope, a.Leaks = []string{"Start", "Run"}, "pool", []string{"socket", "goroutine"}
		})},
		{"x.F acquire=r0 kind=conn wraps=p1", acquire(func(a *Acquire) { a.Wraps = 1 })},
		{"x.T{} kind=conn", acquire(func(a *Acquire) {})},
	} {
		if got := parseOne(t, test.line).Acquire; !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s\n got %+v\nwant %+v", test.line, got, test.want)
		}
	}
}

func TestParseEffects(t *testing.T) {
	model := func(change func(*Model)) *Model {
		m := &Model{TrueNonNil: -1, TrueNil: -1, FalseNonNil: -1, NonNil: -1, NilLike: -1}
		change(m)
		return m
	}
	for _, test := range []struct {
		line string
		want *Model
	}{
		{"x.F p0=borrow p1=release", model(func(m *Model) {
			m.Effects = []Effect{{Param: 0, What: "borrow", Result: -1}, {Param: 1, What: "release", Result: -1}}
		})},
		{"(x.T).M recv=transfer p2=drain", model(func(m *Model) {
			m.Effects = []Effect{{Param: Recv, What: "transfer", Result: -1}, {Param: 2, What: "drain", Result: -1}}
		})},
		{"x.F p0=into:r1 p0=release-on-error", model(func(m *Model) {
			m.Effects = []Effect{{Param: 0, What: "into", Result: 1}, {Param: 0, What: "release-on-error", Result: -1}}
		})},
		{"x.F acquire=r1 kind=conn wraps=p0", model(func(m *Model) {
			m.Effects = []Effect{{Param: 0, What: "into", Result: 1}}
		})},
		{"x.F p0=refill", model(func(m *Model) { m.Effects = []Effect{{Param: 0, What: "refill", Result: -1}} })},
		{"x.F p0=refill:p1", model(func(m *Model) { m.Effects = []Effect{{Param: 0, What: "refill", Result: -1, If: 2}} })},
		{"x.F p0=reads:r0", model(func(m *Model) { m.Effects = []Effect{{Param: 0, What: "reads", Result: 0}} })},
		{"x.F noreturn", model(func(m *Model) { m.Returns.Never = true })},
		{"x.F returns-nil=p0", model(func(m *Model) { m.Returns.IfNil = 1 })},
		{"x.F returns-nonnil=p1", model(func(m *Model) { m.Returns.IfNonNil = 2 })},
		{"x.F returns-true=p1", model(func(m *Model) { m.Returns.IfTrue = 2 })},
		{"x.F returns-false=p1", model(func(m *Model) { m.Returns.IfFalse = 2 })},
		{"x.F calls=p2", model(func(m *Model) { m.Returns.Callback = 3 })},
		{"x.F true-nonnil=p0", model(func(m *Model) { m.TrueNonNil = 0 })},
		{"x.F true-nil=p1 false-nonnil=p1", model(func(m *Model) { m.TrueNil, m.FalseNonNil = 1, 1 })},
		{"x.F nil-like=p1", model(func(m *Model) { m.NilLike = 1 })},
		{"x.F nonnil=r1", model(func(m *Model) { m.NonNil = 1 })},
		{"x.F exempt", model(func(m *Model) { m.Exempt = []int{-1} })},
		{"x.F exempt=r1 exempt=r2", model(func(m *Model) { m.Exempt = []int{1, 2} })},
		{"x.F inmemory", model(func(m *Model) { m.Exempt = []int{-1} })},
		{"x.T owns=conn|file release=Stop", model(func(m *Model) {
			m.Owns, m.OwnsRelease = []string{"conn", "file"}, []string{"Stop"}
		})},
	} {
		got := parseOne(t, test.line)
		test.want.Symbol, test.want.Sym, test.want.File, test.want.Line = got.Symbol, got.Sym, "test.txt", 1
		test.want.Text, test.want.Acquire = test.line, got.Acquire
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s\n got %+v\nwant %+v", test.line, got, test.want)
		}
	}
}

func TestParseModule(t *testing.T) {
	ms, err := ParseModels("f", "a.F exempt\nmodule a.org/m v1.2.3\n\n# comment\na.org/m/b.F exempt\nmodule c none not served\nc.F exempt")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range ms {
		got = append(got, m.Module+"@"+m.Verified)
	}
	if want := []string{"@", "a.org/m@v1.2.3", "c@"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if ms[2].Unverified != "not served" {
		t.Errorf("the reason is %q", ms[2].Unverified)
	}
	if ms[1].File != "f" || ms[1].Line != 5 {
		t.Errorf("stands at %s:%d, want f:5", ms[1].File, ms[1].Line)
	}
}

func TestParseErrors(t *testing.T) {
	for line, want := range map[string]string{
		"net.Dial":                                "no attributes",
		"Dial exempt":                             "not a qualified name",
		"net. exempt":                             "not a qualified name",
		"a.b/c exempt":                            "not a qualified name",
		"(*net.Dialer) exempt":                    "a method is written",
		"(*net.Dialer). exempt":                   "a method is written",
		"(*a/b.C[T]).M exempt":                    "type parameters are left out",
		"a.F[T] exempt":                           "type parameters are left out",
		"a.F acquire=0 kind=conn":                 `"0" should be r0`,
		"a.F acquire=r0. kind=conn":               `"" is not a name`,
		"a.F acquire=r0":                          "of which kind?",
		"a.F kind=conn":                           "which result is acquired?",
		"a.F acquire=r0 kind=connection":          `unknown kind "connection"; one of batch,`,
		"a.F acquire=r0 kind=conn release=":       `"" does not name a method`,
		"a.F acquire=r0 kind=conn release=A,B":    `"A,B" does not name a method`,
		"a.F acquire=r0 kind=conn release=fn:":    "does not name a method",
		"a.F acquire=r0 kind=conn release=on:X":   "a release is a method, fn:F",
		"a.F acquire=r0 kind=conn release=call:x": "call: and an index",
		"a.F acquire=r0 kind=conn release=ctx:-1": "ctx: and an index",
		"a.F acquire=r0 kind=conn release=via:.C": "via:Getter.Method",
		"a.F acquire=r0 kind=conn release=via:DB": "does not name a method",
		"a.F acquire=r0 kind=conn done=":          `"" is not a name`,
		"a.F acquire=r0 kind=conn activate=1":     `"1" is not a name`,
		"a.F acquire=r0 kind=conn onerr=nil":      "should be one of absent, owned, maybe",
		"a.F acquire=r0 kind=conn scope=global":   "should be one of stream, conn, pool",
		"a.F acquire=r0 kind=conn leaks=fd":       "should be one of socket",
		"a.F acquire=r0 kind=conn wraps=0":        `"0" should be p0`,
		"a.F acquire=r0 kind=conn exempt":         "but it acquires a resource",
		"a.F acquire=r0 kind=conn exempt=r0":      "but that result is acquired",
		"a.F acquire=r0 kind=conn noreturn":       "there are no results",
		"a.F acquire=r0 kind=conn kind=body":      "kind is given twice",
		"a.F p0=release p0=release":               "p0 is given twice",
		"a.T{} acquire=r0 kind=conn":              "a literal has no results",
		"a.F noreturn=yes":                        "noreturn takes no value",
		"a.F parent":                              "which result is acquired?",
		"a.F p0":                                  "what happens to it?",
		"a.F p0=close":                            "should be one of borrow, release",
		"a.F p0=into":                             `"" should be r0`,
		"a.F p0=release:r0":                       "only into and reads name a result",
		"a.F recv=release":                        "only a method has a receiver",
		"a.F calls":                               "a value is missing",
		"a.F returns-nil=r0":                      `"r0" should be p0`,
		"a.F nonnil=p0":                           `"p0" should be r0`,
		"a.F closes=p0":                           "closes: unknown attribute",
		"a.F closes":                              "closes: unknown attribute",
		"a.F exempt=1":                            `"1" should be r0`,
		"a.T owns=":                               `"" is not a name`,
		"a.T owns=conn noreturn":                  "owns is for a type",
		"(a.T).M owns=conn":                       "owns is for a type",
		"module a":                                "should be: module PATH VERSION",
		"module a v1 v2":                          "should be: module PATH VERSION",
		"module a none":                           "or: module PATH none REASON",
		"a.* exempt":                              "type parameters are left out",
		"a.*{} kind=conn":                         "type parameters are left out",
		"(a.T).* exempt":                          "type parameters are left out",
	} {
		_, err := ParseModels("mine.txt", "# first\n"+line+"\n")
		if err == nil {
			t.Errorf("%q is accepted; want an error with %q", line, want)
			continue
		}
		if msg := err.Error(); !strings.HasPrefix(msg, "mine.txt:2: ") || !strings.Contains(msg, want) {
			t.Errorf("%q: got error %q, want mine.txt:2: … %s", line, msg, want)
		}
	}
}

func TestParseReportsEveryError(t *testing.T) {
	_, err := ParseModels("f", "a.F\nb.F exempt\nb.F exempt\nc.F foo=1")
	want := "f:1: a.F: no attributes; say what the call does, such as acquire=r0 kind=conn\n" +
		"f:3: b.F: already on line 2\n" +
		"f:4: c.F: foo: unknown attribute"
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

func TestSymbol(t *testing.T) {
	for text, want := range map[string]Symbol{
		"net.Dial":                    {Package: "net", Name: "Dial"},
		"gopkg.in/yaml.v3.Unmarshal":  {Package: "gopkg.in/yaml.v3", Name: "Unmarshal"},
		"(*net/http.Client).Do":       {Package: "net/http", Recv: "Client", Pointer: true, Name: "Do", Form: Method},
		"(net.Listener).Accept":       {Package: "net", Recv: "Listener", Name: "Accept", Form: Method},
		"net/http.Transport{}":        {Package: "net/http", Name: "Transport", Form: Literal},
		"(*x.*).Do":                   {Package: "x", Recv: "*", Pointer: true, Name: "Do", Form: Method},
		"(x.*).Do":                    {Package: "x", Recv: "*", Name: "Do", Form: Method},
		"x.*()":                       {Package: "x", Name: "*", Form: FuncType},
		"example.com/x.v2/y.Dialer()": {Package: "example.com/x.v2/y", Name: "Dialer", Form: FuncType},
	} {
		got, err := ParseSymbol(text)
		if err != nil {
			t.Error(err)
		}
		if got != want {
			t.Errorf("%s: got %+v, want %+v", text, got, want)
		}
		if got.String() != text {
			t.Errorf("%s is printed as %s", text, got)
		}
	}
}
