package cli

import (
	"fmt"
	"go/doc/comment"
	"strings"
	"text/tabwriter"

	"github.com/connlint/connlint/passes/finding"
)

// rules lists the rules.
func (e *env) rules(args []string) error {
	if len(args) > 0 {
		return usagef("connlint rules takes no arguments; to read about a rule: connlint explain %s", args[0])
	}
	w := tabwriter.NewWriter(e.stdout, 0, 8, 2, ' ', 0)
	for _, r := range e.suite {
		summary, _, _ := strings.Cut(r.Analyzer.Doc, "\n")
		fmt.Fprintf(w, "%s\t%s\t%s\n", r.Analyzer.Name, r.Severity, summary)
	}
	return w.Flush()
}

// explain prints the documentation of a rule.
func (e *env) explain(args []string) error {
	if len(args) != 1 {
		return usagef("connlint explain takes the name of a rule")
	}
	var names []string
	for _, r := range e.suite {
		names = append(names, r.Analyzer.Name)
		if r.Analyzer.Name != args[0] {
			continue
		}
		d, err := finding.ParseDoc(r.Analyzer.Doc)
		if err != nil {
			return err
		}
		return e.printDoc(d, string(r.Severity))
	}
	return usagef("unknown rule %q%s", args[0], didYouMean(args[0], names))
}

func (e *env) printDoc(d *finding.RuleDoc, severity string) error {
	style := e.terminal.style()
	printer := &comment.Printer{TextWidth: 80, TextPrefix: "  ", TextCodePrefix: "      "}
	fmt.Fprintf(e.stdout, "%s (%s): %s\n", style.Bold(d.Name), style.Severity(severity), d.Summary)
	for _, s := range d.Sections {
		fmt.Fprintf(e.stdout, "\n%s\n\n", style.Bold(s.Title))
		e.stdout.Write(printer.Text(&comment.Doc{Content: s.Content}))
	}
	_, err := fmt.Fprintf(e.stdout, "\n%s\n", d.URL())
	return err
}
