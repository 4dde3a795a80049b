package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// A repository is a line of a table of repositories: what to analyse there.
type repository struct {
	name, commit string
	dir          string // of the module
	packages     []string
	setup
}

func readRepositories(path string) ([]repository, error) {
	records, err := readTable(path, "repo", "commit")
	if err != nil {
		return nil, err
	}
	var repos []repository
	for _, rec := range records {
		repos = append(repos, repository{
			name:     rec.get("repo"),
			commit:   rec.get("commit"),
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
		fmt.Fprintln(os.Stderr, r.name)
		t, err := s.checkout(r.name, r.commit, r.setup)
		var found []finding
		if err == nil {
			found, err = s.tools[0].run(t, filepath.Join(t.root, r.dir), false, r.packages...)
		}
		if err != nil {
			// Without a complete run nothing can be said about what is gone,
			// but what was found is still worth reading.
			fmt.Fprintf(os.Stderr, "%s: incomplete: %v\n", r.name, err)
			failed++
		}
		var matching []finding
		for _, f := range found {
			if rules.MatchString(f.rule) {
				matching = append(matching, f)
			}
		}
		if err := use(r, t, matching); err != nil {
			return err
		}
	}
	if failed > 0 {
		return fmt.Errorf("%d repositories were not analysed completely", failed)
	}
	return nil
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
