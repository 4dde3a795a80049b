package main

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/connlint/connlint/analyzers"
	"github.com/connlint/connlint/internal/corpus/mutation"
)

// mutateMain is the command mutate.
func mutateMain(args []string) error {
	flags := flag.NewFlagSet("corpus mutate", flag.ExitOnError)
	var s scratch
	flags.StringVar(&s.clones, "clones", "", "directory of local clones, named owner+name")
	flags.StringVar(&s.dir, "work", filepath.Join(os.TempDir(), "corpus"), "directory for worktrees")
	only := flags.String("run", "", "only repositories whose name matches this `regexp`")
	most := flags.Int("max", 60, "mutants per line of the table")
	flags.Parse(args)
	if flags.NArg() != 1 {
		return fmt.Errorf("mutate needs one table of repositories")
	}
	pattern, err := regexp.Compile(*only)
	if err != nil {
		return err
	}
	repos, err := readRepositories(flags.Arg(0))
	if err != nil {
		return err
	}
	var total tallies
	for _, r := range repos {
		if !pattern.MatchString(r.name) {
			continue
		}
		for _, p := range r.parts {
			t, err := s.checkout(r.name, r.commit, p.setup)
			if err != nil {
				fmt.Fprintln(os.Stderr, r.name, err)
				continue
			}
			dir := filepath.Join(t.root, p.dir)
			run := mutation.Run{Analyzers: leakAnalyzers(), Root: t.root, Dir: dir, Env: t.environ(dir), Max: *most, Log: os.Stderr}
			ms, err := run.Measure(p.packages...)
			if err != nil {
				fmt.Fprintln(os.Stderr, r.name, err)
				continue
			}
			for _, m := range ms {
				total.add(r.name, m)
				file, _ := filepath.Rel(t.root, m.File)
				fmt.Printf("%s\t%s\t%s\t%s\t%s:%d\t%s\t%s\tacquired at line %d\n",
					m.Effect, map[bool]string{true: "found", false: "MISSED"}[m.Found], m.Rule, r.name, file, m.Line, m.Func, m.Op, m.Lines[0])
			}
		}
	}
	total.print(os.Stdout)
	return nil
}

// leakAnalyzers are the rules that a mutant must wake.
func leakAnalyzers() (all []*analysis.Analyzer) {
	for _, r := range analyzers.Suite {
		if mutation.Covers(r.Analyzer.Name) {
			all = append(all, r.Analyzer)
		}
	}
	return all
}

// tallies count mutants by rule and operator.
type tallies struct {
	found, leaks map[[2]string]int
	unsure       map[[2]string]int
	other        map[string]int
	repos        map[string]bool
}

func (t *tallies) add(repo string, m *mutation.Mutant) {
	if t.found == nil {
		*t = tallies{map[[2]string]int{}, map[[2]string]int{}, map[[2]string]int{}, map[string]int{}, map[string]bool{}}
	}
	t.other[m.Effect]++
	switch key := [2]string{m.Rule, m.Op}; m.Effect {
	case mutation.Leaks:
		t.repos[repo] = true
		t.leaks[key]++
		if m.Found {
			t.found[key]++
		}
	case mutation.Unsure:
		t.unsure[key]++
	case mutation.Equal:
		if m.Found {
			t.other["equal, yet reported"]++
		}
	}
}

// print writes the table of results, in the form of testdata/corpus/results.
func (t *tallies) print(w io.Writer) {
	operators := []string{mutation.Drop, mutation.Undef, mutation.Move}
	fmt.Fprintf(w, "\nrule\t%s\tall\n", strings.Join(operators, "\t"))
	rules := map[string]bool{}
	for key := range t.leaks {
		rules[key[0]] = true
	}
	for _, rule := range slices.SortedFunc(maps.Keys(rules), cmp.Compare) {
		fmt.Fprint(w, rule)
		found, all := 0, 0
		for _, op := range operators {
			key := [2]string{rule, op}
			fmt.Fprintf(w, "\t%d/%d", t.found[key], t.leaks[key])
			found, all = found+t.found[key], all+t.leaks[key]
		}
		fmt.Fprintf(w, "\t±%d/%d\n", found, all)
	}
	fmt.Fprintln(w)
	for _, effect := range slices.Sorted(maps.Keys(t.other)) {
		fmt.Fprintf(w, "%s: %d\n", effect, t.other[effect])
	}
	fmt.Fprintf(w, "repositories with a mutant that leaks: %d\n", len(t.repos))
}
