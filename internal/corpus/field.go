package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
)

// fieldMain is the command field.
func fieldMain(args []string) error {
	flags := flag.NewFlagSet("corpus field", flag.ExitOnError)
	var tools []tool
	flags.Var(toolFlag{&tools}, "tool", "`name=path` of a vet tool, repeatable; the one named connlint is scored by its rules, others by any report")
	clones := flags.String("clones", "", "directory of local clones, named owner+name")
	work := flags.String("work", filepath.Join(os.TempDir(), "corpus"), "directory for worktrees")
	setup := flags.String("setup", "testdata/corpus/setup.tsv", "table that says how old commits are built")
	vet := flags.Bool("vet", false, "run the tools by go vet, which compiles all dependencies, instead of on sources")
	tests := flags.Bool("tests", false, "score rows in test files too")
	only := flags.String("run", "", "measure only rows whose place matches this `regexp`")
	extra := flags.Bool("extra", false, "print what the tools report in the measured packages besides the rows")
	flags.Parse(args)
	if len(tools) == 0 || flags.NArg() == 0 {
		return fmt.Errorf("field needs -tool and a table")
	}
	for i := range tools {
		tools[i].source = !*vet
	}
	pattern, err := regexp.Compile(*only)
	if err != nil {
		return err
	}
	rows, err := readRows(flags.Args())
	if err != nil {
		return err
	}
	rows = slices.DeleteFunc(rows, func(r row) bool {
		return !pattern.MatchString(r.String()) || r.isTest() && !*tests
	})
	how, err := readSetups(*setup)
	if err != nil {
		return err
	}
	f := field{scratch: scratch{*clones, *work}, setups: how, tools: tools, tests: *tests}
	results := f.measure(rows)
	printRows(os.Stdout, tools, results)
	fmt.Println()
	printTotals(os.Stdout, tools, results)
	if *extra {
		fmt.Println()
		printExtra(os.Stdout, tools, results, f.seen)
	}
	return nil
}

// A field is a measurement of rows.
type field struct {
	scratch
	setups setups
	tools  []tool
	tests  bool
	seen   map[place]map[string][]finding // all the findings of each package, by tool
}

// A place is a package of a commit.
type place struct{ repo, commit, pkg string }

// A result is what became of a row: an answer per tool, or the reason why the
// row could not be measured.
type result struct {
	row
	broken  error
	answers map[string]*finding // nil if the tool was silent on the row
}

func (f *field) measure(rows []row) []result {
	f.seen = map[place]map[string][]finding{}
	failed := map[place]error{}
	var results []result
	slices.SortStableFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.repo, b.repo), cmp.Compare(a.commit, b.commit))
	})
	for _, r := range rows {
		at := place{r.repo, r.commit, r.pkg()}
		if f.seen[at] == nil && failed[at] == nil {
			f.seen[at], failed[at] = f.run(at)
		}
		res := result{row: r, broken: failed[at], answers: map[string]*finding{}}
		for _, t := range f.tools {
			res.answers[t.name] = answer(t, r, f.seen[at][t.name])
			if res.broken == nil {
				fmt.Fprintf(os.Stderr, "%s: %s %s\n", t.name, verdict(r, res.answers[t.name]), r)
			}
		}
		results = append(results, res)
	}
	return results
}

// run runs every tool on one package.
func (f *field) run(at place) (map[string][]finding, error) {
	how := f.setups.of(at.repo, at.commit)
	if how.skip != "" {
		return nil, fmt.Errorf("%s", how.skip)
	}
	tr, err := f.checkout(at.repo, at.commit, how)
	if err != nil {
		return nil, err
	}
	if err := tr.unsuppress(at.pkg); err != nil {
		return nil, err
	}
	module := tr.module(at.pkg)
	rel, err := filepath.Rel(module, filepath.Join(tr.root, at.pkg))
	if err != nil {
		return nil, err
	}
	found := map[string][]finding{}
	for _, t := range f.tools {
		findings, err := t.run(tr, module, f.tests, "./"+filepath.ToSlash(rel))
		if err != nil {
			return nil, fmt.Errorf("%s: %v", t.name, err)
		}
		found[t.name] = findings
	}
	return found, nil
}

// standsElsewhere are connlint's rules whose findings stand on what is wrong with
// the release, not on the acquisition, which is a step of theirs.
var standsElsewhere = map[string]bool{"deferloop": true, "fieldleak": true}

// answer returns the finding with which a tool answers a row.
func answer(t tool, r row, findings []finding) *finding {
	for i, f := range findings {
		stands := f.line == r.line || f.line == r.altLine || t.ours && standsElsewhere[f.rule] && f.acquired == r.line
		if f.file != r.file || !stands {
			continue
		}
		if !t.ours || covers(f.rule, r.class) {
			return &findings[i]
		}
	}
	return nil
}
