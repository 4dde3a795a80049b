package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A repository is one commit of a repository, and what to analyse there.
type repository struct {
	name, commit string
	parts        []part
}

// A part is a line of a table of repositories: packages of one module.
type part struct {
	dir      string // of the module
	packages []string
	setup
}

// readRepositories reads a table; the lines of one repository follow each other.
func readRepositories(path string) ([]repository, error) {
	records, err := readTable(path, "repo", "commit")
	if err != nil {
		return nil, err
	}
	var repos []repository
	for _, rec := range records {
		name, commit := rec.get("repo"), rec.get("commit")
		if n := len(repos); n == 0 || repos[n-1].name != name || repos[n-1].commit != commit {
			repos = append(repos, repository{name: name, commit: commit})
		}
		r := &repos[len(repos)-1]
		r.parts = append(r.parts, part{
			dir:      cmp.Or(rec.get("dir"), "."),
			packages: strings.Fields(cmp.Or(rec.get("packages"), "./...")),
			setup:    setup{env: strings.Fields(rec.get("env")), flags: strings.Fields(rec.get("flags"))},
		})
	}
	return repos, nil
}

// A survey runs the tool on repositories. Its flags are those that findings and
// compare have in common.
type survey struct {
	scratch
	tools []tool
	vet   bool
	only  string
	rules string
	repos []repository
}

func (s *survey) parse(name string, args []string, more func(*flag.FlagSet)) error {
	flags := flag.NewFlagSet("corpus "+name, flag.ExitOnError)
	flags.Var(toolFlag{&s.tools}, "tool", "`name=path` of the vet tool")
	flags.StringVar(&s.clones, "clones", "", "directory of local clones, named owner+name")
	flags.StringVar(&s.dir, "work", filepath.Join(os.TempDir(), "corpus"), "directory for worktrees")
	flags.BoolVar(&s.vet, "vet", false, "run the tool by go vet, which compiles all dependencies, instead of on sources")
	flags.StringVar(&s.only, "run", "", "only repositories whose name matches this `regexp`")
	flags.StringVar(&s.rules, "rules", "", "only findings of rules that match this `regexp`")
	more(flags)
	flags.Parse(args)
	if len(s.tools) != 1 || flags.NArg() != 1 {
		return fmt.Errorf("%s needs one -tool and one table of repositories", name)
	}
	s.tools[0].source = !s.vet
	repos, err := readRepositories(flags.Arg(0))
	s.repos = repos
	return err
}

// each calls use with the findings on each repository, and goes on after errors.
func (s *survey) each(use func(repository, tree, []finding) error) error {
	only, err := regexp.Compile(s.only)
	if err != nil {
		return err
	}
	rules, err := regexp.Compile(s.rules)
	if err != nil {
		return err
	}
	failed := 0
	for _, r := range s.repos {
		if !only.MatchString(r.name) {
			continue
		}
		t, found, err := s.run(r)
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: incomplete: %v\n", r.name, err)
			failed++
			if t.root == "" {
				continue
			}
		}
		found = slices.DeleteFunc(found, func(f finding) bool { return !rules.MatchString(f.rule) })
		if err := use(r, t, found); err != nil {
			return err
		}
	}
	if failed > 0 {
		return fmt.Errorf("%d repositories were not analysed completely", failed)
	}
	return nil
}

// run runs the tool on every part of a repository. If some part fails it
// returns what the others gave, with the errors.
func (s *survey) run(r repository) (t tree, found []finding, err error) {
	var errs []error
	for _, p := range r.parts {
		fmt.Fprintln(os.Stderr, r.name, p.dir)
		t, err = s.checkout(r.name, r.commit, p.setup)
		if err != nil {
			return tree{}, nil, err
		}
		part, err := s.tools[0].run(t, filepath.Join(t.root, p.dir), false, p.packages...)
		found = append(found, part...)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", p.dir, err))
		}
	}
	return t, found, errors.Join(errs...)
}

// findingsMain is the command findings.
func findingsMain(args []string) error {
	var s survey
	var out string
	var context int
	err := s.parse("findings", args, func(f *flag.FlagSet) {
		f.StringVar(&out, "out", "findings", "directory to write to, one file per repository")
		f.IntVar(&context, "context", 12, "lines of source around a finding")
	})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	return s.each(func(r repository, t tree, found []finding) error {
		var b strings.Builder
		for _, f := range found {
			writeFinding(&b, t, f, context)
		}
		fmt.Printf("%s: %d findings\n", r.name, len(found))
		return os.WriteFile(filepath.Join(out, strings.ReplaceAll(r.name, "/", "+")+".txt"), []byte(b.String()), 0o644)
	})
}

// writeFinding writes a finding with the source around it.
func writeFinding(b *strings.Builder, t tree, f finding, context int) {
	src := newSource(filepath.Join(t.root, f.file))
	fmt.Fprintf(b, "=== %s:%d %s (%s %s)\n    %s\n", f.file, f.line, src.function(f.line), f.severity, f.rule, f.message)
	for _, r := range f.related {
		fmt.Fprintf(b, "    %s\n", r)
	}
	for n := max(1, f.line-context/2); n <= min(len(src.lines), f.line+2*context); n++ {
		mark := ' '
		if n == f.line {
			mark = '>'
		}
		fmt.Fprintf(b, "%c%5d %s\n", mark, n, src.lines[n-1])
	}
	b.WriteByte('\n')
}
