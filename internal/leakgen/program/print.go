package program

import (
	"fmt"
	"go/scanner"
	"go/token"
	"regexp"
	"slices"
	"strings"
)

// Source is the text of a program, and where its parts are.
type Source struct {
	Text    string
	Imports []string // names of the packages it refers to
}

// Print writes the declarations of the program. Top-level names get the suffix.
// With marks, each branch and each return of the function under test reports
// its line to the environment; without, the text is the same, line for line.
//
// first is the number of the first line.
func Print(p *Program, suffix string, first int, marks bool) Source {
	pr := &printer{suffix: suffix, line: first, marks: marks}
	for _, d := range p.reachable() {
		pr.decl(d)
		pr.write("")
	}
	text := pr.b.String()
	return Source{Text: text, Imports: packages(text)}
}

type printer struct {
	b      strings.Builder
	suffix string
	line   int
	marks  bool
	used   map[string]int // identifiers that are read in the current function
	labels map[string]bool
}

var topLevel = regexp.MustCompile(`\$(\w+)`)

// Rename replaces the marks of top-level names.
func Rename(text, suffix string) string {
	return topLevel.ReplaceAllString(text, "${1}"+suffix)
}

func (pr *printer) write(text string) {
	pr.b.WriteString(Rename(text, pr.suffix))
	pr.b.WriteByte('\n')
	pr.line++
}

func (pr *printer) decl(d *Decl) {
	if !d.Func {
		for line := range strings.Lines(d.Head) {
			pr.write(strings.TrimRight(line, "\n"))
		}
		return
	}
	pr.used, pr.labels = reads(d.Body)
	pr.write(d.Head)
	pr.block(d.Body, d.Name == "f")
	end := "}"
	if pr.marks && d.Name == "f" && !strings.Contains(d.Head, ") error {") && !hasResults(d.Head) {
		end = fmt.Sprintf("env.Exit(%d) }", pr.line)
	}
	pr.write(end)
}

// hasResults reports whether a function head declares results.
func hasResults(head string) bool {
	depth := 0
	for i, c := range head {
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return strings.TrimSpace(head[i+1:]) != "{"
			}
		}
	}
	return false
}

func (pr *printer) block(body []*Node, root bool) {
	for _, n := range body {
		pr.node(n, root)
	}
}

func (pr *printer) node(n *Node, root bool) {
	if n.Label != "" && pr.labels[n.Label] {
		pr.write(n.Label + ":")
	}
	if n.Arms != nil {
		if n.Open != "" {
			pr.write(n.Open)
		}
		for _, a := range n.Arms {
			pr.arm(a, root)
		}
		pr.write(n.Close)
		return
	}
	text := n.Text
	if n.Op != "" {
		text = pr.assignment(n)
	}
	if text == "" && n.Label == "" {
		return
	}
	if n.Exit && pr.marks && root {
		text = fmt.Sprintf("env.Exit(%d); %s", pr.line, text)
	}
	pr.write(text)
}

func (pr *printer) arm(a Arm, root bool) {
	head := a.Head
	if a.Cond != "" {
		cond := a.Cond
		if pr.marks && root {
			cond = fmt.Sprintf("env.Branch(%d, %s)", pr.line, cond)
		}
		head = strings.Replace(head, "%s", cond, 1)
	}
	pr.write(head)
	pr.block(a.Body, root)
}

// assignment leaves out the variables that nobody reads.
func (pr *printer) assignment(n *Node) string {
	if n.Op == "var" {
		if pr.used[n.Vars[0]] == 0 {
			return ""
		}
		return fmt.Sprintf("var %s %s", n.Vars[0], n.Text)
	}
	vars := slices.Clone(n.Vars)
	op, none := n.Op, true
	for i, v := range vars {
		if pr.used[v] == 0 && v != "" {
			vars[i] = "_"
		}
		none = none && vars[i] == "_"
	}
	if none {
		op = "="
	}
	return strings.Join(vars, ", ") + " " + op + " " + n.Text
}

// reads returns the identifiers that occur outside the left sides of
// assignments, and those labels that are jumped to.
func reads(body []*Node) (used map[string]int, labels map[string]bool) {
	used, labels = make(map[string]int), make(map[string]bool)
	walk(body, func(n *Node) {
		if n.Op != "var" {
			count(n.Text, used, labels)
		}
		for _, v := range n.Vars {
			if strings.ContainsAny(v, ".[*") {
				count(v, used, labels)
			}
		}
		count(n.Open, used, labels)
		count(n.Close, used, labels)
		for _, a := range n.Arms {
			count(a.Head, used, labels)
			count(a.Cond, used, labels)
		}
	})
	return used, labels
}

func walk(body []*Node, f func(*Node)) {
	for _, n := range body {
		f(n)
		for _, a := range n.Arms {
			walk(a.Body, f)
		}
	}
}

func count(text string, used map[string]int, labels map[string]bool) {
	var prev token.Token
	eachToken(text, func(tok token.Token, lit string) {
		if tok == token.IDENT && prev != token.PERIOD {
			used[lit]++
			if prev == token.BREAK || prev == token.CONTINUE || prev == token.GOTO {
				labels[lit] = true
			}
		}
		prev = tok
	})
}

func eachToken(text string, f func(tok token.Token, lit string)) {
	if text == "" {
		return
	}
	src := []byte(strings.ReplaceAll(text, "$", ""))
	var s scanner.Scanner
	fset := token.NewFileSet()
	s.Init(fset.AddFile("", -1, len(src)), src, func(token.Position, string) {}, 0)
	for {
		_, tok, lit := s.Scan()
		if tok == token.EOF {
			return
		}
		f(tok, lit)
	}
}

// reachable returns the declarations that the function under test needs, in
// their order.
func (p *Program) reachable() []*Decl {
	need := map[string]bool{p.Decls[0].Name: true}
	for changed := true; changed; {
		changed = false
		for _, d := range p.Decls {
			if !need[d.Name] {
				continue
			}
			for _, m := range topLevel.FindAllStringSubmatch(d.text(), -1) {
				if !need[m[1]] {
					need[m[1]], changed = true, true
				}
			}
		}
	}
	var out []*Decl
	for _, d := range p.Decls {
		if need[d.Name] {
			out = append(out, d)
		}
	}
	return out
}

func (d *Decl) text() string {
	var b strings.Builder
	b.WriteString(d.Head)
	walk(d.Body, func(n *Node) {
		b.WriteString("\n" + n.Text + " " + n.Open + " " + n.Close)
		for _, a := range n.Arms {
			b.WriteString(a.Head + a.Cond)
		}
	})
	return b.String()
}

var known = []string{
	"bufio", "context", "env", "errors", "fmt", "http", "io", "json", "lib", "net", "sql", "sync", "time",
}

// packages returns the known packages that the text refers to.
func packages(text string) []string {
	found := make(map[string]bool)
	var prev string
	eachToken(text, func(tok token.Token, lit string) {
		if tok == token.PERIOD {
			found[prev] = true
		}
		prev = ""
		if tok == token.IDENT {
			prev = lit
		}
	})
	var out []string
	for _, k := range known {
		if found[k] {
			out = append(out, k)
		}
	}
	return out
}

// Lines counts the lines of the program, as its size.
func (p *Program) Lines() int {
	return strings.Count(Print(p, "", 1, false).Text, "\n")
}
