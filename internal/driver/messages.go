package driver

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// messages takes what the go command writes to its standard error, passes it on
// line by line in a form that makes sense to a user of connlint, and remembers
// what it says of packages that were not analysed.
type messages struct {
	w       io.Writer
	verbose bool

	packages  []string // for which errors were printed
	unmatched []string // patterns

	inTrace bool // within the stack trace of a crash
}

func (m *messages) line(s string) {
	if pkg, ok := strings.CutPrefix(s, "# "); ok {
		m.inTrace = false
		m.header(pkg)
		return
	}
	if m.inTrace && !m.verbose {
		return
	}
	if _, rest, ok := strings.Cut(s, `go: warning: "`); ok {
		if pattern, _, ok := strings.Cut(rest, `" matched no packages`); ok {
			m.unmatched = append(m.unmatched, pattern)
			return
		}
	}
	if s == "no packages to vet" {
		return // said again as a failure
	}
	// The tool that failed is not vet.
	s = strings.TrimPrefix(s, "vet: ")
	fmt.Fprintln(m.w, s)
	if strings.HasPrefix(s, "panic: ") || strings.HasPrefix(s, "fatal error: ") {
		m.inTrace = true
		if !m.verbose {
			fmt.Fprintln(m.w, "\t(the stack is shown with -v)")
		}
	}
}

// header handles the line that names the package of the messages that follow;
// for a package with tests it comes twice, once in brackets.
func (m *messages) header(pkg string) {
	if strings.HasPrefix(pkg, "[") {
		return
	}
	pkg, _, _ = strings.Cut(pkg, " ") // of "p [p.test]"
	if !slices.Contains(m.packages, pkg) {
		m.packages = append(m.packages, pkg)
		fmt.Fprintln(m.w, "# "+pkg)
	}
}
