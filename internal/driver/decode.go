package driver

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/connlint/connlint/internal/report"
	"github.com/connlint/connlint/passes/finding"
)

// The stream that go vet -json writes: objects, one after the other, one per
// package, from package to analyzer to either a list of diagnostics or an error.
type (
	unit       map[string]map[string]json.RawMessage
	diagnostic struct {
		Category       string    `json:"category"`
		Posn           string    `json:"posn"`
		End            string    `json:"end"`
		Message        string    `json:"message"`
		Related        []related `json:"related"`
		SuggestedFixes []struct {
			Message string `json:"message"`
			Edits   []struct {
				Filename string `json:"filename"`
				Start    int    `json:"start"`
				End      int    `json:"end"`
				New      string `json:"new"`
			} `json:"edits"`
		} `json:"suggested_fixes"`
	}
	related struct {
		Posn    string `json:"posn"`
		Message string `json:"message"`
	}
)

// decode reads the stream to its end and adds what it says to the result.
// progress is called after each package.
func (res *Result) decode(r io.Reader, progress func(packages int)) error {
	d := json.NewDecoder(r)
	for {
		var u unit
		if err := d.Decode(&u); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("go vet wrote something that is not the JSON of its diagnostics: %w", err)
		}
		res.Packages++
		progress(res.Packages)
		for pkg, byRule := range u {
			for rule, raw := range byRule {
				if err := res.add(pkg, rule, raw); err != nil {
					return err
				}
			}
		}
	}
}

func (res *Result) add(pkg, rule string, raw json.RawMessage) error {
	var failed struct {
		Err string `json:"error"`
	}
	if json.Unmarshal(raw, &failed) == nil && failed.Err != "" {
		res.fail(pkg, "%s: %s failed: %s", pkg, rule, failed.Err)
		return nil
	}
	var list []diagnostic
	if err := json.Unmarshal(raw, &list); err != nil {
		return fmt.Errorf("diagnostics of %s for package %s: %w", rule, pkg, err)
	}
	for _, d := range list {
		f := d.finding(pkg, rule)
		switch finding.Severity(d.Category) {
		case finding.Internal:
			res.fail(pkg, "%s; please report it at https://github.com/connlint/connlint/issues", d.Message)
		case finding.Incomplete:
			res.Incomplete = append(res.Incomplete, f)
		default:
			res.Findings = append(res.Findings, f)
		}
	}
	return nil
}

func (d *diagnostic) finding(pkg, rule string) report.Finding {
	f := report.Finding{
		Rule:     rule,
		Severity: d.Category,
		Message:  d.Message,
		Package:  pkg,
		Pos:      position(d.Posn),
		End:      position(d.End),
	}
	for _, r := range d.Related {
		f.Path = append(f.Path, report.Step{Pos: position(r.Posn), Message: r.Message})
	}
	if len(d.SuggestedFixes) > 0 {
		fix := d.SuggestedFixes[0]
		f.Fix = &report.Fix{Message: fix.Message}
		for _, e := range fix.Edits {
			f.Fix.Edits = append(f.Fix.Edits, report.Edit{File: e.Filename, Start: e.Start, End: e.End, New: e.New})
		}
	}
	return f
}

// position parses file:line:column. In files under a //line comment there may be
// no column.
func position(s string) report.Position {
	p := report.Position{File: s}
	var nums []int
	for len(nums) < 2 {
		i := strings.LastIndexByte(p.File, ':')
		if i < 0 {
			break
		}
		n, err := strconv.Atoi(p.File[i+1:])
		if err != nil {
			break
		}
		nums = append(nums, n)
		p.File = p.File[:i]
	}
	switch len(nums) {
	case 1:
		p.Line = nums[0]
	case 2:
		p.Line, p.Column = nums[1], nums[0]
	}
	if p.File == "-" {
		p.File = "" // token.Position's way to say that it knows nothing
	}
	return p
}
