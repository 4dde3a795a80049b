// Package accuracy makes the tables of docs/accuracy.md from what was measured.
//
// A file testdata/corpus/results/NAME.tsv is the table NAME: a header line, and
// tab-separated columns. Its lines that begin with # are the commands that
// measured it. A cell a/b is a proportion and gets its percentage; with ± before
// it, the 95 % Wilson interval too. A row whose first cell is *text* is a sum.
//
// Two tables are counted: judged, from the judgements in testdata/corpus/judged,
// and limits, from the fixtures that record a wrong answer.
package accuracy

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Tables returns the Markdown of each table by its name. root is the root of the
// repository.
func Tables(root fs.FS) (map[string]string, error) {
	tables := make(map[string]string)
	files, err := fs.Glob(root, "testdata/corpus/results/*.tsv")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		text, err := fs.ReadFile(root, file)
		if err != nil {
			return nil, err
		}
		t, err := table(string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %v", file, err)
		}
		tables[strings.TrimSuffix(path.Base(file), ".tsv")] = t
	}
	if tables["judged"], err = judged(root); err != nil {
		return nil, err
	}
	tables["limits"], err = limits(root)
	return tables, err
}

// table turns a file of results into Markdown.
func table(text string) (string, error) {
	var commands, rows strings.Builder
	width := 0
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if command, ok := strings.CutPrefix(line, "# "); ok {
			commands.WriteString("    " + command + "\n")
			continue
		}
		cells := strings.Split(line, "\t")
		if width == 0 {
			width = len(cells)
			row(&rows, cells)
			row(&rows, strings.Split(strings.Repeat("---\t", width-1)+"---", "\t"))
			continue
		}
		if len(cells) != width {
			return "", fmt.Errorf("%d columns, want %d: %s", len(cells), width, line)
		}
		for i, c := range cells {
			if i > 0 {
				cells[i] = proportion(c)
			}
		}
		row(&rows, cells)
	}
	if commands.Len() > 0 {
		commands.WriteString("\n")
	}
	return "\n" + commands.String() + rows.String() + "\n", nil
}

func row(b *strings.Builder, cells []string) {
	fmt.Fprintf(b, "| %s |\n", strings.Join(cells, " | "))
}

// proportion words a/b.
func proportion(cell string) string {
	plain, interval := strings.CutPrefix(cell, "±")
	var a, n int
	if _, err := fmt.Sscanf(plain, "%d/%d", &a, &n); err != nil || fmt.Sprintf("%d/%d", a, n) != plain {
		return cell
	}
	if n == 0 {
		return "none"
	}
	s := fmt.Sprintf("%d of %d (%s %%", a, n, percent(a, n))
	if interval {
		low, high := Wilson(a, n)
		s += fmt.Sprintf("; %.1f to %.1f", 100*low, 100*high)
	}
	return s + ")"
}

// percent never rounds up to 100.
func percent(a, n int) string {
	for digits := range 4 {
		s := fmt.Sprintf("%.*f", digits, 100*float64(a)/float64(n))
		if a == n || !strings.HasPrefix(s, "100") {
			return s
		}
	}
	return "under 100"
}
