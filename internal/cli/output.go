package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/connlint/connlint/internal/report"
)

// An output is a report in one format, written to one place.
type output struct {
	format report.Format
	file   string // "" for standard output
}

// parseOutputs parses the -format flag, such as "sarif=out.sarif,github".
func parseOutputs(list string) ([]output, error) {
	var outputs []output
	var names []string
	for _, f := range report.Formats {
		names = append(names, f.Name)
	}
	for item := range strings.SplitSeq(list, ",") {
		name, file, hasFile := strings.Cut(strings.TrimSpace(item), "=")
		i := slices.Index(names, name)
		if i < 0 {
			return nil, usagef("unknown format %q%s", name, didYouMean(name, names))
		}
		if hasFile && file == "" {
			return nil, usagef("-format=%s: the name of the file is missing", item)
		}
		if file == "-" {
			file = ""
		}
		outputs = append(outputs, output{report.Formats[i], file})
	}
	return outputs, checkOutputs(outputs)
}

// checkOutputs makes sure that no two outputs spoil each other.
func checkOutputs(outputs []output) error {
	for i, a := range outputs {
		for _, b := range outputs[:i] {
			switch {
			case filepath.Clean(a.file) != filepath.Clean(b.file):
			case a.file != "":
				return usagef("-format: %s and %s cannot both go to %s", b.format.Name, a.format.Name, a.file)
			case a.format.Name == b.format.Name:
				return usagef("-format: %s twice", a.format.Name)
			case !a.format.Lines || !b.format.Lines:
				return usagef("-format: %s and %s cannot both go to standard output; name a file: %s=FILE", b.format.Name, a.format.Name, a.format.Name)
			}
		}
		if a.file == "" {
			continue
		}
		if err := checkTarget(a.file); err != nil {
			return usagef("-format: %w", err)
		}
	}
	return nil
}

// checkTarget finds out before the work begins whether a file can be written at
// all.
func checkTarget(name string) error {
	if info, err := os.Stat(filepath.Dir(name)); err != nil || !info.IsDir() {
		return fmt.Errorf("there is no directory %s for %s", filepath.Dir(name), name)
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a directory", name)
	}
	return nil
}

// write writes the report to all outputs. After a failure, a format that could
// not show it is left out, and so is its file from an earlier run.
func (e *env) write(outputs []output, r *report.Report) error {
	// GitHub's annotations come with the lines of text.
	github := slices.ContainsFunc(outputs, func(o output) bool { return o.format.Name == "github" && o.file == "" })
	for _, o := range outputs {
		if o.format.Name == "text" && o.file == "" && github {
			continue
		}
		if len(r.Failures) > 0 && !o.format.Fails {
			if o.file != "" {
				if err := os.Remove(o.file); err != nil && !errors.Is(err, os.ErrNotExist) {
					return err
				}
			}
			fmt.Fprintf(e.stderr, "connlint: nothing is written as %s, which would look complete\n", o.format.Name)
			continue
		}
		if err := e.writeOne(o, r); err != nil {
			return fmt.Errorf("writing %s: %w", o.format.Name, err)
		}
	}
	return nil
}

func (e *env) writeOne(o output, r *report.Report) error {
	if o.file == "" {
		return o.format.Write(e.stdout, r, e.terminal.style())
	}
	return writeFile(o.file, func(w io.Writer) error { return o.format.Write(w, r, report.Style{}) })
}

// writeFile writes a file as a whole or not at all. What is not a regular file,
// such as /dev/stderr, is written to as it is.
func writeFile(name string, write func(io.Writer) error) (err error) {
	target := name
	if info, err := os.Stat(name); err != nil || info.Mode().IsRegular() {
		target = fmt.Sprintf("%s.%d.tmp", name, os.Getpid())
	}
	f, err := os.Create(target)
	if err != nil {
		return err
	}
	if target != name {
		defer func() {
			if err == nil {
				err = os.Rename(target, name)
			}
			if err != nil {
				os.Remove(target)
			}
		}()
	}
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
