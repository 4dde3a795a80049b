package main

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/connlint/connlint/internal/leakgen/grammar"
	"github.com/connlint/connlint/internal/leakgen/judge"
	"github.com/connlint/connlint/internal/leakgen/program"
)

func main() {
	var c campaign
	flag.Uint64Var(&c.seed, "seed", 1, "`seed` of the first program; the others follow")
	flag.IntVar(&c.n, "n", 1000, "`number` of programs")
	flag.IntVar(&c.batch, "batch", 1000, "programs per build")
	flag.StringVar(&c.options.Kind, "kind", "", "`kind` of the resources: "+strings.Join(grammar.Kinds(), ", ")+" (default all)")
	flag.BoolVar(&c.options.Correlated, "correlated", false, "let decisions of a program depend on each other")
	flag.IntVar(&c.shrink, "shrink", 20, "`number` of disagreements to shrink and print")
	flag.BoolVar(&c.noWitness, "nowitness", false, "compare verdicts only, not the paths that findings show")
	without := flag.String("without", "", "leave out programs whose text matches the `regexp`")
	print := flag.Bool("print", false, "print the programs instead of judging them")
	flag.Parse()
	if *without != "" {
		re, err := regexp.Compile(*without)
		if err != nil {
			fmt.Fprintln(os.Stderr, "leakgen: -without:", err)
			os.Exit(2)
		}
		c.without = re
	}
	if *print {
		for i := range c.n {
			fmt.Println(text(grammar.New(c.seed+uint64(i), c.options), "f"))
		}
		return
	}
	if err := c.run(); err != nil {
		fmt.Fprintln(os.Stderr, "leakgen:", err)
		os.Exit(2)
	}
	if len(c.wrong) > 0 {
		os.Exit(1)
	}
}

// A campaign judges many programs.
type campaign struct {
	seed      uint64
	n, batch  int
	shrink    int
	noWitness bool
	options   grammar.Options
	without   *regexp.Regexp

	total judge.Outcome
	count map[string]int // of disagreements, by what is wrong
	wrong []judge.Disagreement
}

func (c *campaign) run() error {
	static, err := judge.NewStatic(suite()...)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "leakgen")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	j := &judge.Judge{Static: static, Dir: dir, SkipWitness: c.noWitness}
	c.count = make(map[string]int)
	start := time.Now()
	for done := 0; done < c.n; {
		size := min(c.batch, c.n-done)
		var programs []*program.Program
		for i := range size {
			p := grammar.New(c.seed+uint64(done+i), c.options)
			if c.without == nil || !c.without.MatchString(text(p, "f")) {
				programs = append(programs, p)
			}
		}
		out, err := j.Run(programs)
		if err != nil {
			return err
		}
		c.add(out)
		done += size
		fmt.Fprintf(os.Stderr, "%d programs, %v, %d disagreements\n", done, time.Since(start).Round(time.Second), len(c.wrong))
	}
	c.summary(time.Since(start))
	return c.printSmall(j)
}

func (c *campaign) add(out *judge.Outcome) {
	t := &c.total
	t.Units += out.Units
	t.Cut += out.Cut
	t.Open += out.Open
	t.Build += out.Build
	t.Run += out.Run
	t.Analysis += out.Analysis
	t.Crashed += out.Crashed
	t.Leaky += out.Leaky
	t.Undrained += out.Undrained
	t.Paths += out.Paths
	t.Right += out.Right
	t.Silent += out.Silent
	t.Ill = append(t.Ill, out.Ill...)
	for _, d := range out.Disagreements {
		c.count[d.What]++
		c.wrong = append(c.wrong, d)
	}
}

func (c *campaign) summary(took time.Duration) {
	t := &c.total
	fmt.Printf("programs   %d in %v, %d paths\n", t.Units, took.Round(time.Second), t.Paths)
	fmt.Printf("time       %v to build, %v to run, %v to analyse\n", t.Build.Round(time.Second), t.Run.Round(time.Second), t.Analysis.Round(time.Second))
	fmt.Printf("ill-typed  %d, left out\n", len(t.Ill))
	fmt.Printf("leaky      %d\n", t.Leaky)
	fmt.Printf("cut off    %d programs have paths that were not run; %d have paths that crashed\n", t.Cut, t.Crashed)
	fmt.Printf("open       %d findings that no path confirms, of these programs: neither right nor wrong\n", t.Open)
	fmt.Printf("silent     %d leaks by policy\n", t.Silent)
	found, missed, wrong := t.Right, c.count[judge.Missed], c.count[judge.False]
	fmt.Printf("precision  %.4f (%d of %d findings)\n", ratio(found, found+wrong), found, found+wrong)
	fmt.Printf("recall     %.4f (%d of %d leaks)\n", ratio(found, found+missed), found, found+missed)
	fmt.Printf("witness    %d findings show a path that does not leak\n", c.count[judge.Witness])
	for i, m := range t.Ill {
		if i == 3 {
			break
		}
		fmt.Println("ill-typed: " + strings.SplitN(m, "\n", 2)[0])
	}
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

// printSmall shrinks some disagreements and prints those that differ, smallest
// first.
func (c *campaign) printSmall(j *judge.Judge) error {
	var some []judge.Disagreement
	per := make(map[string]int)
	for _, d := range c.wrong {
		if per[d.What]++; per[d.What] <= c.shrink {
			some = append(some, d)
		}
	}
	small, err := j.Shrink(some)
	if err != nil {
		return err
	}
	slices.SortStableFunc(small, func(a, b judge.Small) int { return a.Program.Lines() - b.Program.Lines() })
	seen := make(map[string]bool)
	for _, s := range small {
		t := shape(s.Unit.Text)
		if seen[s.What+t] {
			continue
		}
		seen[s.What+t] = true
		fmt.Printf("\n--- %s\n%s", s.Disagreement, numbered(s.Unit.Text))
	}
	return nil
}
