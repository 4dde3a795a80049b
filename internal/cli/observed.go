package cli

import (
	"github.com/connlint/connlint/internal/observed"
	"github.com/connlint/connlint/internal/report"
)

// readObserved reads the file of the -observed flag.
func (o *options) readObserved() (err error) {
	if o.observed != "" {
		o.seen, err = observed.Load(o.observed)
	}
	return err
}

// markObserved says of the findings whether they were seen at run time, and
// lists the leaks that were seen and not found.
func (e *env) markObserved(o *options, r *report.Report) error {
	if o.observed == "" {
		return nil
	}
	scope := observed.Scope{Tests: o.config.Tests}
	for _, rule := range r.Rules {
		scope.Rules = append(scope.Rules, rule.Name)
	}
	var err error
	if scope.Packages, err = e.list(o, "{{.ImportPath}}", o.patterns); err != nil {
		return err
	}
	r.Unfound = o.seen.Mark(r.Findings, scope)
	return nil
}
