package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strconv"
)

// Text writes findings for people: a line each, as compilers do, and below it
// the steps of its path, indented by a tab.
func Text(w io.Writer, r *Report, style Style) error {
	b := bufio.NewWriter(w)
	for _, f := range r.Findings {
		fmt.Fprintf(b, "%s: %s: %s %s\n",
			style.Bold(r.Place(f.Pos)), style.Severity(f.Severity), f.Message, style.Dim("("+f.Rule+")"))
		for _, s := range f.Path {
			fmt.Fprintf(b, "\t%s %s\n", style.Dim(r.Place(s.Pos)+":"), s.Message)
		}
		if f.Observed != nil {
			fmt.Fprintf(b, "\tseen at run time %s\n", f.Observed)
		}
	}
	for _, u := range r.Unfound {
		fmt.Fprintf(b, "%s: %s %s\n", style.Bold(cmp.Or(r.Place(u.Pos), "somewhere")), u.text(), style.Dim("("+u.Rule+")"))
	}
	return b.Flush()
}

// Place formats a position as editors and terminals recognise it.
func (r *Report) Place(p Position) string {
	s := r.Rel(p.File)
	for _, n := range []int{p.Line, p.Column} {
		if n == 0 {
			break
		}
		s += ":" + strconv.Itoa(n)
	}
	return s
}

// A Style decorates text. The zero Style leaves it plain.
type Style struct{ Color bool }

// Bold returns s in bold.
func (s Style) Bold(text string) string { return s.wrap("1", text) }

// Dim returns s so that it stands back.
func (s Style) Dim(text string) string { return s.wrap("2", text) }

// Severity returns a severity in its colour.
func (s Style) Severity(severity string) string {
	switch severity {
	case "error":
		return s.wrap("31;1", severity)
	case "warning":
		return s.wrap("33;1", severity)
	}
	return s.wrap("36;1", severity)
}

func (s Style) wrap(code, text string) string {
	if !s.Color {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}
