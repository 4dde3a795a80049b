package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
)

// verdict words a tool's answer to a row.
func verdict(r row, f *finding) string {
	switch {
	case r.expect == mustReport && f != nil:
		return "found"
	case r.expect == mustReport:
		return "MISSED"
	case f == nil:
		return "silent"
	case r.expect == mustBeSilent:
		return "FALSE"
	default:
		return "reported"
	}
}

func printRows(w io.Writer, tools []tool, results []result) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	defer tw.Flush()
	for _, t := range tools {
		fmt.Fprint(tw, t.name, "\t")
	}
	fmt.Fprintln(tw, "class\tplace\tmessage or note")
	for _, r := range results {
		said := r.note
		for _, t := range tools {
			switch f := r.answers[t.name]; {
			case r.broken != nil:
				fmt.Fprint(tw, "-\t")
			default:
				fmt.Fprint(tw, verdict(r.row, f), "\t")
				if t.ours && f != nil {
					said = f.rule + ": " + f.message
				}
			}
		}
		if r.broken != nil {
			said = "not measured: " + r.broken.Error()
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\n", r.class, r.row, said)
	}
}

// A tally counts rows of a class.
type tally struct {
	rows, broken int
	reported     map[string]int // by tool
}

func printTotals(w io.Writer, tools []tool, results []result) {
	classes := map[string]*tally{}
	for _, r := range results {
		names := []string{r.class}
		if strings.HasPrefix(r.class, "body-n") && r.class != "body-not-drained" {
			names = append(names, "both body classes")
		}
		for _, name := range names {
			c := classes[name]
			if c == nil {
				c = &tally{reported: map[string]int{}}
				classes[name] = c
			}
			c.add(r)
		}
	}
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	defer tw.Flush()
	fmt.Fprint(tw, "class\trows\tnot measured")
	for _, t := range tools {
		fmt.Fprintf(tw, "\treported by %s", t.name)
	}
	fmt.Fprintln(tw)
	for _, name := range slices.Sorted(maps.Keys(classes)) {
		c := classes[name]
		fmt.Fprintf(tw, "%s\t%d\t%d", name, c.rows, c.broken)
		for _, t := range tools {
			fmt.Fprintf(tw, "\t%s", share(c.reported[t.name], c.rows-c.broken))
		}
		fmt.Fprintln(tw)
	}
}

func (c *tally) add(r result) {
	c.rows++
	if r.broken != nil {
		c.broken++
		return
	}
	for name, f := range r.answers {
		if f != nil {
			c.reported[name]++
		}
	}
}

func share(n, of int) string {
	if of == 0 {
		return "-"
	}
	return fmt.Sprintf("%d of %d (%.0f %%)", n, of, 100*float64(n)/float64(of))
}

// printExtra prints the findings on lines that no row names: each is to be
// judged by hand.
func printExtra(w io.Writer, tools []tool, results []result, seen map[place]map[string][]finding) {
	type line struct {
		place
		file string
		line int
	}
	named := map[line]bool{}
	for _, r := range results {
		at := place{r.repo, r.commit, r.pkg()}
		named[line{at, r.file, r.line}] = true
		named[line{at, r.file, r.altLine}] = true
	}
	for _, t := range tools {
		fmt.Fprintf(w, "%s, besides the rows:\n", t.name)
		for at, found := range seen {
			for _, f := range found[t.name] {
				if !named[line{at, f.file, f.line}] {
					fmt.Fprintf(w, "\t%s@%.10s %s:%d: %s: %s (%s)\n", at.repo, at.commit, f.file, f.line, f.severity, f.message, f.rule)
				}
			}
		}
	}
}
