package main

import (
	"fmt"
	"go/format"
	"regexp"
	"strings"

	"github.com/connlint/connlint/internal/leakgen/program"
)

// text formats a program as it would stand in a file of its own.
func text(p *program.Program, name string) string {
	src := program.Print(p, "", 1, false).Text
	if name != "f" {
		src = strings.Replace(src, "func f(", "func "+name+"(", 1)
	}
	out, err := format.Source([]byte(src))
	if err != nil {
		return src
	}
	return string(out)
}

var (
	acquiring = regexp.MustCompile(`(http|net|sql|\(&http|\(&net|client\w*|dialer\w*|db\w*)\.?\S*\.(Get|Post|Head|Do|Dial|DialTimeout|DialContext|Query|QueryContext|Open)\(.*\)|sql.Open\(.*\)|http.Get\(.*\)`)
	leaving   = regexp.MustCompile(`return .*`)
	number    = regexp.MustCompile(`_?\d+`)
	variable  = regexp.MustCompile(`\b(resp|conn|rows|db|box)\b`)
	types     = regexp.MustCompile(`\*http\.Response|net\.Conn|\*sql\.Rows|\*sql\.DB`)
)

// shape is what programs have in common that differ in the kind of resource, in
// names, and in what they return.
func shape(src string) string {
	for line := range strings.Lines(src) {
		if strings.HasPrefix(line, "import ") || strings.HasPrefix(line, "var ") {
			src = strings.Replace(src, line, "", 1)
		}
	}
	src = acquiring.ReplaceAllString(src, "acquire()")
	src = leaving.ReplaceAllString(src, "return")
	src = number.ReplaceAllString(src, "")
	src = types.ReplaceAllString(src, "T")
	src = variable.ReplaceAllString(src, "v")
	return strings.ReplaceAll(src, "v.Body", "v")
}

// numbered puts line numbers before the lines of a unit, indented by blocks.
func numbered(src string) string {
	var b strings.Builder
	depth := 0
	for i, line := range strings.Split(strings.TrimRight(src, "\n"), "\n") {
		line = strings.TrimSpace(line)
		d := depth
		if strings.HasPrefix(line, "}") || strings.HasPrefix(line, "case ") || line == "default:" {
			d--
		}
		depth += strings.Count(line, "{") - strings.Count(line, "}")
		if line != "" && !strings.HasPrefix(line, "package ") && !strings.HasPrefix(line, "import ") {
			fmt.Fprintf(&b, "%4d  %s%s\n", i+1, strings.Repeat("\t", max(d, 0)), line)
		}
	}
	return b.String()
}
