package cli

import (
	"fmt"
	"io"
	"strings"
)

// help prints the manual.
func (e *env) help(args []string) error {
	if len(args) > 0 {
		return e.explain(args) // connlint help bodyleak
	}
	_, err := io.WriteString(e.stdout, Manual())
	return err
}

// Manual returns the text of the command's help, from which its documentation is
// made.
func Manual() string {
	var b strings.Builder
	b.WriteString(`Connlint finds connections that a Go program opens and does not give back.

Usage:

	connlint [flags] [packages]
	connlint command

It checks the packages, by default the one in the current directory; use ./...
for all of a module. Each finding is printed as

	file:line:column: severity: message (rule)

followed by the steps of the path on which it comes about. The exit status is 0
if there is nothing to complain about, 1 if there is, and 2 if something went
wrong: then the absence of findings proves nothing.

A finding is suppressed by a comment on its line, or above its statement or
function:

	//nolint:bodyleak // the caller closes it
	//connlint:ignore bodyleak the caller closes it

Options that hold for a project stand in a file .connlint.yaml, in the current
directory or one above; flags override it. See
https://github.com/connlint/connlint/blob/main/docs/config.md.

The analysis is done by the go command (go vet -vettool=connlint), whose cache
makes the second run fast.

Commands:

`)
	for _, c := range commands() {
		if c.hidden() {
			continue
		}
		fmt.Fprintf(&b, "\t%s\n\t\t%s\n", strings.TrimSpace(c.name+" "+c.args), c.summary)
	}
	b.WriteString("\nFlags:\n\n")
	flagText(&b)
	return b.String()
}
