// Costs measures what tools cost on a module, against the first of them, which
// is go vet if nothing else is said:
//
//	go build -o /usr/local/bin/connlint ./cmd/connlint
//	go run ./internal/costs -C DIR -edit FILE
//	go run ./internal/costs -C DIR 'go vet ./...' 'connlint ./...' 'staticcheck ./...'
//
// The tools run in turn, round by round, so that a machine that is busy at times
// is so for all of them. Each run is one of
//
//	empty: with an empty GOCACHE (only with -empty): what is compiled counts too
//	cold: with a GOCACHE in which the module and what it needs are compiled, no more
//	warm: again, with nothing changed
//	edit: after one more function in FILE
//
// CPU is user and system time of the command and all that it started; memory is
// that of its largest process. Figures are medians; a ratio is the median of the
// ratios of the rounds. The home of the user's caches is a fresh one as well, for
// tools that have caches of their own.
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

func main() {
	var m measuring
	flag.StringVar(&m.dir, "C", ".", "directory of the module")
	flag.StringVar(&m.edit, "edit", "", "file of a package that nothing else imports, below the module's directory")
	flag.IntVar(&m.rounds, "n", 3, "rounds")
	flag.BoolVar(&m.empty, "empty", false, "measure with an empty GOCACHE too")
	flag.Parse()
	m.tools = flag.Args()
	if len(m.tools) == 0 {
		m.tools = []string{"go vet ./...", "connlint ./..."}
	}
	if err := m.run(); err != nil {
		fmt.Fprintln(os.Stderr, "costs:", err)
		os.Exit(1)
	}
}

type measuring struct {
	dir, edit string
	rounds    int
	empty     bool
	tools     []string
	scratch   string
}

// A cost is what one run took.
type cost struct {
	cpu, wall time.Duration
	memory    int64 // bytes
}

func (m *measuring) run() (err error) {
	if m.scratch, err = os.MkdirTemp("", "costs"); err != nil {
		return err
	}
	defer os.RemoveAll(m.scratch)
	compiled := filepath.Join(m.scratch, "compiled")
	if _, err := m.command(compiled, "go list -export -deps -test ./..."); err != nil {
		return err
	}
	all := make(map[string][][]cost) // by kind of run, then round, then tool
	for range m.rounds {
		round := make(map[string][]cost)
		for _, tool := range m.tools {
			if err := m.runs(compiled, tool, round); err != nil {
				return err
			}
		}
		for kind, costs := range round {
			all[kind] = append(all[kind], costs)
		}
	}
	for _, kind := range []string{"empty", "cold", "warm", "edit"} {
		if all[kind] != nil {
			fmt.Print(table(kind, m.tools, all[kind]))
		}
	}
	return nil
}

// runs takes one round of a tool and adds it to the costs by kind.
func (m *measuring) runs(compiled, tool string, round map[string][]cost) error {
	cache := filepath.Join(m.scratch, "cache")
	run := func(kind string) error {
		c, err := m.command(cache, tool)
		round[kind] = append(round[kind], c)
		return err
	}
	defer os.RemoveAll(cache)
	if m.empty {
		if err := run("empty"); err != nil {
			return err
		}
		if err := os.RemoveAll(cache); err != nil {
			return err
		}
	}
	if err := os.CopyFS(cache, os.DirFS(compiled)); err != nil {
		return err
	}
	if err := run("cold"); err != nil {
		return err
	}
	if err := run("warm"); err != nil {
		return err
	}
	if m.edit == "" {
		return nil
	}
	return edited(filepath.Join(m.dir, m.edit), func() error { return run("edit") })
}

// edited calls do while a file has one more function.
func edited(file string, do func() error) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	more := "\nfunc addedToMeasure(s []string) int { return len(s) }\n"
	if err := os.WriteFile(file, append(slices.Clip(text), more...), 0o666); err != nil {
		return err
	}
	return errors.Join(do(), os.WriteFile(file, text, 0o666))
}

// command runs a command of words without quotes. That a linter finds something,
// and says so by its status, is no error; that it cannot start, is.
func (m *measuring) command(cache, line string) (cost, error) {
	words := strings.Fields(line)
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Dir = m.dir
	cmd.Env = append(os.Environ(), "GOCACHE="+cache, "XDG_CACHE_HOME="+cache+"-home", "GOLANGCI_LINT_CACHE="+filepath.Join(cache, "golangci-lint"))
	start := time.Now()
	_, err := cmd.Output()
	if _, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok {
		return cost{}, err
	}
	c := cost{wall: time.Since(start), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		c.memory = usage.Maxrss << 10
	}
	return c, os.RemoveAll(cache + "-home")
}

// table returns the costs of one kind of run: rounds of one cost for each tool.
func table(kind string, tools []string, rounds [][]cost) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n| %s | CPU | of the first | wall | of the first | memory |\n|---|---|---|---|---|---|\n", kind)
	for i, tool := range tools {
		figure := func(f func(c cost) float64) float64 {
			return median(rounds, func(r []cost) float64 { return f(r[i]) })
		}
		ratio := func(f func(c cost) float64) float64 {
			return median(rounds, func(r []cost) float64 { return f(r[i]) / f(r[0]) })
		}
		cpu := func(c cost) float64 { return c.cpu.Seconds() }
		wall := func(c cost) float64 { return c.wall.Seconds() }
		fmt.Fprintf(&b, "| `%s` | %.2f s | %.2f | %.2f s | %.2f | %.0f MB |\n", tool,
			figure(cpu), ratio(cpu), figure(wall), ratio(wall), figure(func(c cost) float64 { return float64(c.memory) / 1e6 }))
	}
	return b.String()
}

func median(rounds [][]cost, f func([]cost) float64) float64 {
	var all []float64
	for _, r := range rounds {
		all = append(all, f(r))
	}
	slices.SortFunc(all, cmp.Compare[float64])
	return all[len(all)/2]
}
