package main

import (
	"fmt"
	"go/format"
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
