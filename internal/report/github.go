package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// githubLevels are the commands that make annotations.
var githubLevels = map[string]string{"error": "error", "warning": "warning", "note": "notice"}

// GitHub writes workflow commands that annotate a pull request. The log shows of
// a command only its message, so the lines of text follow, in which a reader
// finds the place and the path.
func GitHub(w io.Writer, r *Report, s Style) error {
	b := bufio.NewWriter(w)
	for _, f := range r.Findings {
		fmt.Fprintf(b, "::%s file=%s,line=%d", githubLevels[f.Severity], githubProperty(r.Slash(f.Pos.File)), f.Pos.Line)
		if f.Pos.Column > 0 {
			fmt.Fprintf(b, ",col=%d", f.Pos.Column)
		}
		fmt.Fprintf(b, ",title=%s::%s\n", githubProperty("connlint "+f.Rule), githubText(f.Message+r.githubPath(f)))
	}
	for _, f := range r.Failures {
		fmt.Fprintf(b, "::error title=connlint::%s\n", githubText(f))
	}
	if err := b.Flush(); err != nil {
		return err
	}
	return Text(w, r, s)
}

// githubPath is the path as it reads in an annotation.
func (r *Report) githubPath(f Finding) string {
	var b strings.Builder
	for _, s := range f.Path {
		fmt.Fprintf(&b, "\n%s: %s", r.Place(s.Pos), s.Message)
	}
	return b.String()
}

var githubEscapes = []string{"%", "%25", "\r", "%0D", "\n", "%0A"}

func githubText(s string) string { return strings.NewReplacer(githubEscapes...).Replace(s) }

func githubProperty(s string) string {
	return strings.NewReplacer(append(githubEscapes, ":", "%3A", ",", "%2C")...).Replace(s)
}
