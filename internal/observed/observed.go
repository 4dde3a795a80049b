// Package observed reads what conntest saw at run time, and finds out which
// findings were seen and which leaks no rule has found.
package observed

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/connlint/connlint/internal/jsonfile"
	"github.com/connlint/connlint/internal/report"
)

// version is that of the form of conntest's reports.
const version = 1

type (
	// file is a report of conntest; docs/conntest.md describes it.
	file struct {
		Version *int    `json:"version"`
		Tool    string  `json:"tool"`
		Leaks   *[]leak `json:"leaks"`
	}
	leak struct {
		Rule      string    `json:"rule"`
		File      string    `json:"file"`
		Line      int       `json:"line"`
		Function  string    `json:"function"`
		Message   string    `json:"message"`
		Count     int       `json:"count"`
		FirstSeen time.Time `json:"firstSeen"`
		Test      string    `json:"test"`
		Example   string    `json:"example"`
		Stack     []frame   `json:"stack"`
	}
	frame struct {
		Func string `json:"func"`
		File string `json:"file"`
		Line int    `json:"line"`
	}
)

// Leaks are what was seen at run time, one per rule and place.
type Leaks []*seen

// seen is a leak with the tests that saw it.
type seen struct {
	leak
	report.Observation
}

// Load reads a file of one or more reports.
func Load(name string) (Leaks, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var all Leaks
	d := json.NewDecoder(bytes.NewReader(text))
	for n := 1; ; n++ {
		var raw json.RawMessage
		if err := d.Decode(&raw); errors.Is(err, io.EOF) {
			if n == 1 {
				return nil, fmt.Errorf("%s is no report of conntest: it is empty", name)
			}
			return all, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s is no report of conntest: %w", name, jsonfile.Explain(text, err))
		}
		if all, err = all.add(raw); err != nil {
			return nil, fmt.Errorf("%s is no report of conntest: report %d: %w", name, n, err)
		}
	}
}

// add adds what one report says.
func (all Leaks) add(text []byte) (Leaks, error) {
	var f file
	// The tool and the version first: of another form we know no more.
	var head struct {
		Version any `json:"version"`
		Tool    any `json:"tool"`
	}
	if err := jsonfile.Decode(text, &head); err != nil {
		return nil, err
	}
	switch {
	case head.Tool != "conntest":
		return nil, errors.New(`its tool is not "conntest"`)
	case head.Version != float64(version):
		return nil, fmt.Errorf("it has version %v, and this connlint reads version %d", head.Version, version)
	}
	if err := jsonfile.Decode(text, &f); err != nil {
		return nil, err
	}
	if f.Leaks == nil {
		return nil, errors.New("it has no leaks, not even an empty list")
	}
	for i, l := range *f.Leaks {
		if l.Rule == "" || l.Message == "" || l.Count < 1 {
			return nil, fmt.Errorf("leak %d needs a rule, a message and a count", i+1)
		}
		l.clean()
		all = all.merge(l)
	}
	return all, nil
}

// clean takes control characters out of what will be printed.
func (l *leak) clean() {
	for _, s := range []*string{&l.Rule, &l.File, &l.Function, &l.Message, &l.Test, &l.Example} {
		*s = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) {
				return ' '
			}
			return r
		}, *s)
	}
}

// merge adds a leak to that of the same rule, place and message, if there is one.
func (all Leaks) merge(l leak) Leaks {
	i := slices.IndexFunc(all, func(s *seen) bool {
		return s.Rule == l.Rule && s.File == l.File && s.Line == l.Line && s.Message == l.Message
	})
	if i < 0 {
		i, all = len(all), append(all, &seen{leak: l})
	}
	s := all[i]
	s.Observation.Add(report.Observation{Count: l.Count, FirstSeen: l.FirstSeen, Example: l.Example, Tests: nonEmpty(l.Test)})
	return all
}

func nonEmpty(test string) []string {
	if test == "" {
		return nil
	}
	return []string{test}
}

// unfound returns the leaks that stand for no finding, in order of place. why
// says why that may be; for "" it is the rules' fault.
func (all Leaks) unfound(matched map[*seen]bool, why func(*seen) string) []report.Unfound {
	list := []report.Unfound{}
	for _, s := range all {
		if !matched[s] {
			list = append(list, report.Unfound{
				Rule: s.Rule, Pos: report.Position{File: s.File, Line: s.Line}, Function: s.Function,
				Message: s.Message, Why: why(s), Observation: s.Observation,
			})
		}
	}
	slices.SortStableFunc(list, func(a, b report.Unfound) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Message, b.Message))
	})
	return list
}
