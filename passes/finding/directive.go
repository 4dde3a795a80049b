package finding

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strings"
)

// A Directive is a comment that suppresses findings:
//
//	//nolint                          every linter
//	//nolint:connlint                 every rule of connlint
//	//nolint:bodyleak,sqlleak // why  some rules
//	//connlint:ignore bodyleak why    the same, in our own form
//
// It holds for the line that it ends, for the declaration, statement or field
// that it stands above, for the function that it documents or that begins on
// its line, and, on or above the package clause, for the file.
type Directive struct {
	Pos, End token.Pos
	Own      bool     // the connlint:ignore form
	Rules    []string // as written, in lower case; none for a bare nolint
	Reason   string   // why, if it says

	from, to int // lines of the file that it holds for
	file     bool
}

// standIns are the names of other linters whose comments are understood, and
// the rule that reports what they report.
var standIns = map[string]string{
	"bodyclose":     "bodyleak",
	"sqlclosecheck": "sqlleak",
	"rowserrcheck":  "sqlleak",
}

// StandsFor returns the rule that a name in a directive means if it is the name
// of another linter that we stand in for, and otherwise "".
func StandsFor(name string) string { return standIns[name] }

// Names reports whether the directive is about the rule.
func (d *Directive) Names(rule string) bool {
	if d.Rules == nil {
		return true
	}
	return slices.ContainsFunc(d.Rules, func(name string) bool {
		return name == rule || name == "connlint" || name == "all" || standIns[name] == rule
	})
}

// forAll reports whether the directive is a nolint comment for all rules, which
// a driver that knows connlint as one linter understands as well.
func (d *Directive) forAll() bool {
	return !d.Own && (d.Rules == nil || slices.Contains(d.Rules, "connlint") || slices.Contains(d.Rules, "all"))
}

// Covers reports whether the directive holds for the place of a finding.
func (d *Directive) Covers(fset *token.FileSet, f Finding) bool {
	if fset.File(d.Pos) != fset.File(f.Pos) {
		return false
	}
	if d.Pos <= f.Pos && f.Pos < d.End {
		return false // a finding about the directive itself
	}
	// A finding that spans lines is also covered by a comment at the end of one
	// of them.
	from := line(fset, f.Pos)
	to := from
	if f.End.IsValid() {
		to = line(fset, f.End)
	}
	return d.file || d.from <= to && from <= d.to
}

// Directives returns the suppression comments of a file.
func Directives(fset *token.FileSet, f *ast.File) []*Directive { return directives(fset, f) }

func directives(fset *token.FileSet, f *ast.File) []*Directive {
	found := []*Directive{}
	for _, group := range f.Comments {
		for _, c := range group.List {
			d := parseDirective(c)
			if d == nil {
				continue
			}
			d.file = group.Pos() < f.Package || line(fset, c.Pos()) == line(fset, f.Package)
			d.from = line(fset, c.Pos())
			d.to = line(fset, group.End())
			found = append(found, d)
		}
	}
	if len(found) > 0 {
		extend(fset, f, found)
	}
	return found
}

// extend makes directives hold for what they stand above: the outermost node
// that begins on the next line, in the same column as the comment. A comment
// that follows code on its line has another column, unless it documents nothing.
func extend(fset *token.FileSet, f *ast.File, found []*Directive) {
	extended := make(map[*Directive]bool)
	ast.Inspect(f, func(n ast.Node) bool {
		if n == nil {
			return false
		}
		start := fset.PositionFor(n.Pos(), false)
		_, isFunc := n.(*ast.FuncDecl)
		for _, d := range found {
			if extended[d] {
				continue
			}
			above := d.to == start.Line-1 && fset.PositionFor(d.Pos, false).Column == start.Column
			onLine := isFunc && d.from == start.Line
			if above || onLine {
				d.to = line(fset, n.End())
				extended[d] = true
			}
		}
		return true
	})
}

func line(fset *token.FileSet, pos token.Pos) int { return fset.PositionFor(pos, false).Line }

var (
	nolint = regexp.MustCompile(`^//\s*nolint(?:$|:|\s)`)
	ignore = regexp.MustCompile(`^//connlint:ignore(?:$|\s)`)
)

func parseDirective(c *ast.Comment) *Directive {
	d := &Directive{Pos: c.Pos(), End: c.End()}
	var names string
	switch {
	case ignore.MatchString(c.Text):
		d.Own = true
		d.Rules = []string{} // without names it is about no rule, not about all
		names, d.Reason, _ = strings.Cut(rest(c, ignore), " ")
	case nolint.MatchString(c.Text):
		head, why, _ := strings.Cut(rest(c, nolint), "//")
		d.Reason = strings.TrimSpace(why)
		if strings.Contains(c.Text, "nolint:") {
			names = head
		}
	default:
		return nil
	}
	d.Reason = strings.TrimSpace(d.Reason)
	for name := range strings.SplitSeq(names, ",") {
		// In “bodyleak because …” the reason lacks its slashes.
		name, why, _ := strings.Cut(strings.TrimSpace(name), " ")
		if name != "" {
			d.Rules = append(d.Rules, strings.ToLower(name))
		}
		if d.Reason == "" {
			d.Reason = strings.TrimSpace(why)
		}
	}
	return d
}

// rest returns what follows the directive's keyword.
func rest(c *ast.Comment, keyword *regexp.Regexp) string {
	return strings.TrimSpace(c.Text[len(keyword.FindString(c.Text)):])
}
