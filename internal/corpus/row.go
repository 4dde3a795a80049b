package main

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// An expectation is what a row asks of a tool.
type expectation int

const (
	mustReport expectation = iota
	mustBeSilent
	notScored
)

// A row is one place in the field.
type row struct {
	repo, commit string
	file         string
	line         int // of the acquiring call
	altLine      int // second place that counts, or 0
	fn           string
	class        string
	expect       expectation
	note         string
}

// pkg is the directory of the row's package.
func (r row) pkg() string { return path.Dir(r.file) }

func (r row) isTest() bool { return strings.HasSuffix(r.file, "_test.go") }

func (r row) String() string {
	c := strings.TrimPrefix(r.commit, "module ")
	return fmt.Sprintf("%s@%.10s %s:%d", r.repo, c, r.file, r.line)
}

// readRows reads the tables of the field command.
func readRows(paths []string) ([]row, error) {
	var rows []row
	for _, p := range paths {
		records, err := readTable(p, "repo", "file", "acquire_line")
		if err != nil {
			return nil, err
		}
		for _, rec := range records {
			r, err := newRow(rec)
			if err != nil {
				return nil, err
			}
			rows = append(rows, r)
		}
	}
	return rows, nil
}

func newRow(rec record) (row, error) {
	r := row{
		repo:   rec.get("repo"),
		commit: rec.get("parent_commit", "commit"),
		file:   rec.get("file"),
		fn:     rec.get("func"),
		class:  rec.get("class"),
		note:   rec.get("note", "pattern", "why_not_a_leak"),
	}
	var err error
	if r.line, err = rec.number("acquire_line"); err != nil {
		return r, err
	}
	if r.altLine, err = rec.number("line"); err != nil {
		return r, err
	}
	if r.repo == "" || r.commit == "" || r.file == "" || r.line == 0 {
		return r, fmt.Errorf("%s: repo, commit, file and acquire_line must not be empty", rec.where)
	}
	switch v := rec.get("verdict"); v {
	case "":
		if r.class == "" {
			r.expect, r.class = mustBeSilent, "silent"
		}
	case "false-positive":
		r.expect, r.class = mustBeSilent, "silent"
	case "true-positive":
		r.class = "suppressed-leak"
	case "unclear":
		r.expect, r.class = notScored, "unclear"
	default:
		return r, fmt.Errorf("%s: unknown verdict %q", rec.where, v)
	}
	if r.isTest() {
		r.class += " (test)"
	}
	return r, nil
}

// coveredBy says which rules of connlint answer for a class.
var coveredBy = map[string][]string{
	"body-never-closed":       {"bodyleak"},
	"body-not-closed-on-path": {"bodyleak"},
	"suppressed-leak":         {"bodyleak"},
	"body-not-drained":        {"bodydrain"},
	"rows-not-closed":         {"sqlleak"},
	"conn-not-closed":         {"connleak", "clientleak", "fieldleak"},
	"client-not-disposed":     {"clientleak", "clientchurn", "fieldleak"},
	"client-per-request":      {"clientleak", "clientchurn"},
	"transport-per-request":   {"clientchurn", "clientleak"},
	"other":                   {"deferloop", "bodyleak", "connleak", "sqlleak", "clientleak"},
	// What is opened there is released: how much is read before is another matter.
	"silent": {"bodyleak", "connleak", "sqlleak", "clientleak", "fieldleak", "deferloop"},
}

// covers reports whether a report of connlint's rule answers a row of the class.
func covers(rule, class string) bool {
	rules, ok := coveredBy[strings.TrimSuffix(class, " (test)")]
	return !ok || slices.Contains(rules, rule)
}
