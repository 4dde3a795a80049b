package resource

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"sync"
	"testing"
)

// std imports the standard library from export data, each package once.
var std = sync.OnceValue(importer.Default)

// directivesOf parses and type-checks a package of one file.
func directivesOf(t *testing.T, src string) ([]*Model, []string) {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", "package p\n"+src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	conf := types.Config{Importer: std()}
	pkg, err := conf.Check("example.com/p", fset, []*ast.File{f}, nil)
	if err != nil {
		t.Fatal(err)
	}
	models, mistakes := Directives(fset, pkg.Path(), pkg, []*ast.File{f})
	var messages []string
	for _, m := range mistakes {
		messages = append(messages, fmt.Sprintf("%s: %s", fset.Position(m.Pos), m.Message))
	}
	return models, messages
}

const declarations = `
import ("context"; "io"; "net")

type Client struct{ conn net.Conn }
func (*Client) Close() error { return nil }
func (*Client) Stop() {}
func (*Client) Start() {}
type Conn = net.Conn
var _ io.Closer
var _ context.Context

`

// TestDirectives compares the models of directives with those of lines that say
// the same.
func TestDirectives(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"//connlint:acquires r0 kind=client release=Stop\nfunc Dial() (*Client, error) { return nil, nil }",
			"example.com/p.Dial acquire=r0 kind=client release=Stop"},
		{"//connlint:acquires kind=client // the only result\nfunc Dial() (*Client, error) { return nil, nil }",
			"example.com/p.Dial acquire=r0 kind=client"},
		{"//connlint:acquires c kind=client churn\nfunc Dial() (n int, c *Client, err error) { return }",
			"example.com/p.Dial acquire=r1 kind=client churn"},
		{"//connlint:acquires r0.conn kind=conn\nfunc Dial() *Client { return nil }",
			"example.com/p.Dial acquire=r0.conn kind=conn"},
		{"//connlint:acquires kind=client activate=Start release=Close|ctx:0\nfunc Dial(ctx context.Context) *Client { return nil }",
			"example.com/p.Dial acquire=r0 kind=client activate=Start release=Close|ctx:0"},
		{"//connlint:releases c\nfunc Quiet(_ int, c io.Closer) {}",
			"example.com/p.Quiet p1=release"},
		{"//connlint:releases p0 b\nfunc Quiet(a, b io.Closer) {}",
			"example.com/p.Quiet p0=release p1=release"},
		{"//connlint:releases c on-error\nfunc Try(c io.Closer) error { return nil }",
			"example.com/p.Try p0=release-on-error"},
		{"//connlint:releases c\nfunc (c *Client) Shutdown() {}",
			"(*example.com/p.Client).Shutdown recv=release"},
		{"//connlint:owns conn\nfunc (c *Client) Use(conn net.Conn) {}",
			"(*example.com/p.Client).Use p0=transfer"},
		{"//connlint:acquires kind=client\n//connlint:owns p0\nfunc New(net.Conn) *Client { return nil }",
			"example.com/p.New acquire=r0 kind=client p0=transfer"},
		{"//connlint:acquires kind=client wraps=p0\nfunc New(net.Conn) *Client { return nil }",
			"example.com/p.New acquire=r0 kind=client wraps=p0"},
		{"type Pool[T io.Closer] struct{}\n//connlint:acquires kind=conn\nfunc (*Pool[T]) Get() net.Conn { return nil }",
			"(*example.com/p.Pool).Get acquire=r0 kind=conn"},
		{"type Hub interface {\n//connlint:acquires kind=conn\nGet() (net.Conn, error)\n}",
			"(example.com/p.Hub).Get acquire=r0 kind=conn"},
		{"type Hub interface {\nPut(c net.Conn) //connlint:owns c\n}",
			"(example.com/p.Hub).Put p0=transfer"},
		{"//connlint:acquires kind=conn\ntype Dialer func() (net.Conn, error)",
			"example.com/p.Dialer() acquire=r0 kind=conn"},
		{"type (\n//connlint:acquires kind=pool\nPool struct{ a int }\n)\nfunc (Pool) Close() {}",
			"example.com/p.Pool{} kind=pool"},
		{"//connlint:owns conn release=Close\ntype Owner struct{ conn net.Conn }\nfunc (Owner) Close() {}",
			"example.com/p.Owner owns=conn release=Close"},
		{"type Owner struct {\nconn net.Conn //connlint:owns\n// the other\n//connlint:owns\na, b net.Conn\n}",
			"example.com/p.Owner owns=conn|a|b"},
		{"type Owner struct {\n*Client //connlint:owns\n}",
			"example.com/p.Owner owns=Client"},
		{"//connlint:ignore bodyleak why\nfunc F() {}", ""},
		{"// connlint:acquires is no directive with a space\nfunc F() {}", ""},
	} {
		got, mistakes := directivesOf(t, declarations+test.src)
		if len(mistakes) > 0 {
			t.Errorf("%s\n%s", test.src, strings.Join(mistakes, "\n"))
			continue
		}
		want, err := ParseModels("", test.want)
		if err != nil {
			t.Fatal(err)
		}
		if g, w := describeModels(got), describeModels(want); g != w {
			t.Errorf("%s\n got %s\nwant %s", test.src, g, w)
		}
		for _, m := range got {
			if m.File != "p.go" || m.Line < 12 {
				t.Errorf("%s: stands at %s:%d", test.src, m.File, m.Line)
			}
		}
	}
}

// describeModels prints models without the places where they stand.
func describeModels(models []*Model) string {
	var b strings.Builder
	for _, m := range models {
		c := *m
		c.File, c.Line, c.Declared, c.Acquire = "", 0, false, nil
		fmt.Fprintf(&b, "%+v", c)
		if m.Acquire != nil {
			fmt.Fprintf(&b, " acquires %+v", *m.Acquire)
		}
	}
	return b.String()
}

func TestDirectiveMistakes(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"//connlint:acquires\nfunc F() *Client { return nil }", "connlint:acquires: of which kind?"},
		{"//connlint:acquires kind=connection\nfunc F() *Client { return nil }", `connlint:acquires: unknown kind "connection"`},
		{"//connlint:acquires kind=conn\nfunc F() {}", "there is no result"},
		{"//connlint:acquires kind=conn\nfunc F() error { return nil }", "there is no result"},
		{"//connlint:acquires kind=conn\nfunc F() (a, b net.Conn) { return }", "which result?"},
		{"//connlint:acquires r1 kind=conn\nfunc F() net.Conn { return nil }", "there is no result r1"},
		{"//connlint:acquires conn kind=conn\nfunc F() net.Conn { return nil }", "no result is called conn"},
		{"//connlint:acquires r0 kind=client release=Quit\nfunc F() *Client { return nil }", "release Quit: *example.com/p.Client has no method Quit"},
		{"//connlint:acquires r0.body kind=client\nfunc F() *Client { return nil }", "has no field body"},
		{"//connlint:acquires r0 kind=client closes\nfunc F() *Client { return nil }", "closes: unknown attribute"},
		{"//connlint:acquires kind=conn parent\nfunc F() net.Conn { return nil }", "parent: there is no receiver"},
		{"//connlint:releases\nfunc F(c io.Closer) {}", "connlint:releases: which parameter?"},
		{"//connlint:releases d\nfunc F(c io.Closer) {}", "no parameter is called d"},
		{"//connlint:releases p1\nfunc F(c io.Closer) {}", "there is no parameter p1"},
		{"//connlint:releases _\nfunc F(_ io.Closer) {}", "say p0, p1, …"},
		{"//connlint:releases n\nfunc F(n int) {}", "release: parameter 0 is a int"},
		{"//connlint:releases c on-error\nfunc F(c io.Closer) {}", "release-on-error: there is no error"},
		{"//connlint:releases recv\nfunc F(c io.Closer) {}", "only a method has a receiver"},
		{"//connlint:owns c on-error\nfunc F(c io.Closer) error { return nil }", "only releases can be on-error"},
		{"//connlint:owns c c\nfunc F(c io.Closer) {}", "p0 is given twice"},
		{"//connlint:release c\nfunc F(c io.Closer) {}", "it is written connlint:releases"},
		{"//connlint:aquires c\nfunc F(c io.Closer) {}", "connlint:aquires: no such directive"},
		{"func F(c io.Closer) {\n//connlint:closes c\n}", "connlint:closes: no such directive"},
		{"//connlint:releases c\nvar x int", "stands on no function, method, type or field"},
		{"func F(c io.Closer) {\n//connlint:releases c\n_ = c\n}", "stands on no function, method, type or field"},
		{"//connlint:releases conn\ntype T struct{ conn net.Conn }", "say it of its method"},
		{"type T struct {\nconn net.Conn //connlint:releases\n}", "a field can only be owned"},
		{"//connlint:owns b\ntype T struct{ a net.Conn }", "has no field b"},
		{"//connlint:owns a release=Stop\ntype T struct{ a net.Conn }", "has no method Stop"},
		{"//connlint:acquires kind=conn\ntype T int", "has to be a struct, an interface or a function"},
		{"//connlint:acquires kind=conn\ntype T interface{ Get() net.Conn }", "say it of a method"},
		{"type T interface {\nio.Closer //connlint:releases recv\n}", "where the method is declared"},
	} {
		models, mistakes := directivesOf(t, declarations+test.src)
		if len(mistakes) != 1 || !strings.Contains(mistakes[0], test.want) {
			t.Errorf("%s\n got %q\nwant %q", test.src, mistakes, test.want)
			continue
		}
		if !strings.HasPrefix(mistakes[0], "p.go:") {
			t.Errorf("%s: names no place", mistakes[0])
		}
		if len(models) > 0 {
			t.Errorf("%s\nis wrong, but makes a model: %s", test.src, describeModels(models))
		}
	}
}

// TestDirectivesOrder says that mistakes and models come in the order of the
// source.
func TestDirectivesOrder(t *testing.T) {
	models, mistakes := directivesOf(t, declarations+`
//connlint:acquires kind=conn
func A() net.Conn { return nil }

//connlint:releases x
func B(c io.Closer) {}

func C() {
	//connlint:owns y
}

//connlint:owns z
func D(c io.Closer) {}

//connlint:owns c
func E(c io.Closer) {}
`)
	var got []string
	for _, m := range models {
		got = append(got, m.Symbol)
	}
	if want := []string{"example.com/p.A", "example.com/p.E"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(mistakes) != 3 || !slices.IsSorted(mistakes) {
		t.Errorf("got %q, want three in order", mistakes)
	}
}
