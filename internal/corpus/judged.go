package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/connlint/connlint/internal/accuracy"
)

// A judgement is what a reader decided about a finding.
type judgement struct {
	file     string
	line     int
	rule     string
	function string
	message  string
	verdict  string // true or false
	reason   string
}

// key says which rule reported a line of a pinned commit.
func (j judgement) key() string { return fmt.Sprintf("%s:%d %s", j.file, j.line, j.rule) }

// Ordinals tell findings of one rule on one line apart, by their order.
type ordinals map[string]int

func (o ordinals) key(j judgement) string {
	key := j.key()
	if o[key]++; o[key] > 1 {
		return fmt.Sprintf("%s, no. %d", key, o[key])
	}
	return key
}

// storeColumns are the columns of a store, in the order they are written.
var storeColumns = []string{"repo", "commit", "file", "line", "rule", "function", "message", "verdict", "reason"}

// readStore reads the judgements on a repository at a commit. Judgements on
// another commit do not count.
func readStore(dir string, r repository) (map[string]judgement, error) {
	path := storePath(dir, r)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	records, err := readTable(path, storeColumns...)
	if err != nil {
		return nil, err
	}
	store, seen := map[string]judgement{}, ordinals{}
	for _, rec := range records {
		if rec.get("repo") != r.name || rec.get("commit") != r.commit {
			continue
		}
		j := judgement{
			file: rec.get("file"), rule: rec.get("rule"), function: rec.get("function"),
			message: rec.get("message"), verdict: rec.get("verdict"), reason: rec.get("reason"),
		}
		if j.line, err = rec.number("line"); err != nil {
			return nil, err
		}
		if j.verdict != "true" && j.verdict != "false" || j.reason == "" {
			return nil, fmt.Errorf("%s: a judgement is true or false, and has a reason", rec.where)
		}
		store[seen.key(j)] = j
	}
	return store, nil
}

func storePath(dir string, r repository) string {
	return filepath.Join(dir, strings.ReplaceAll(r.name, "/", "+")+".tsv")
}

// compareMain is the command compare.
func compareMain(args []string) error {
	var s survey
	var store string
	err := s.parse("compare", args, func(f *flag.FlagSet) {
		f.StringVar(&store, "store", "testdata/corpus/judged", "directory of judged findings")
	})
	if err != nil {
		return err
	}
	total := comparison{trueByRule: map[string]int{}, falseByRule: map[string]int{}}
	err = s.each(func(r repository, t tree, found []finding) error {
		judged, err := readStore(store, r)
		if err != nil {
			return err
		}
		total.add(os.Stdout, r, judged, judgeable(t, found))
		return nil
	})
	total.print(os.Stdout)
	if err == nil && total.differences > 0 {
		err = fmt.Errorf("%d differences from the store", total.differences)
	}
	return err
}

// judgeable turns findings into judgements that nobody has made yet.
func judgeable(t tree, found []finding) []judgement {
	var all []judgement
	for _, f := range found {
		all = append(all, judgement{
			file: f.file, line: f.line, rule: f.rule, message: f.message,
			function: newSource(filepath.Join(t.root, f.file)).function(f.line),
		})
	}
	return all
}

// A comparison counts the judgements on what the tool reports, and what differs
// from the store.
type comparison struct {
	trueByRule, falseByRule map[string]int
	differences             int
}

// add compares the findings on one repository with the store. What is new is
// printed as a line of the store that lacks its last two columns.
func (c *comparison) add(w io.Writer, r repository, judged map[string]judgement, found []judgement) {
	still, seen := map[string]bool{}, ordinals{}
	for _, f := range found {
		key := seen.key(f)
		j, ok := judged[key]
		still[key] = true
		switch {
		case !ok:
			c.differences++
			fmt.Fprintf(w, "new\t%s\t%s\t%s\t%d\t%s\t%s\t%s\n", r.name, r.commit, f.file, f.line, f.rule, f.function, f.message)
			continue
		case j.message != f.message:
			c.differences++
			fmt.Fprintf(w, "changed\t%s\t%s:%d\t%s\tnow: %s\n", r.name, f.file, f.line, j.message, f.message)
		}
		if j.verdict == "true" {
			c.trueByRule[j.rule]++
		} else {
			c.falseByRule[j.rule]++
		}
	}
	for _, key := range slices.Sorted(maps.Keys(judged)) {
		if j := judged[key]; !still[key] {
			c.differences++
			fmt.Fprintf(w, "gone\t%s\t%s:%d\t%s\twas %s: %s\n", r.name, j.file, j.line, j.message, j.verdict, j.reason)
		}
	}
}

func (c *comparison) print(w io.Writer) {
	rules := map[string]bool{}
	for rule := range c.trueByRule {
		rules[rule] = true
	}
	for rule := range c.falseByRule {
		rules[rule] = true
	}
	for _, rule := range slices.Sorted(maps.Keys(rules)) {
		good := c.trueByRule[rule]
		n := good + c.falseByRule[rule]
		low, high := accuracy.Wilson(good, n)
		fmt.Fprintf(w, "%s: %d of %d judged findings true, precision %.3f (95 %% interval %.3f to %.3f)\n",
			rule, good, n, float64(good)/float64(n), low, high)
	}
}
