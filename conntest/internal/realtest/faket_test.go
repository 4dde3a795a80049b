package realtest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// fakeT is a test whose failure is a result.
type fakeT struct {
	name     string
	mu       sync.Mutex
	errors   []string
	broken   []string // what kept the pattern from running
	cleanups []func()
}

func (f *fakeT) Helper()                           {}
func (f *fakeT) Name() string                      { return f.name }
func (f *fakeT) Cleanup(c func())                  { f.cleanups = append(f.cleanups, c) }
func (f *fakeT) Logf(format string, args ...any)   {}
func (f *fakeT) Fatalf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }

func (f *fakeT) Errorf(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.errors = append(f.errors, fmt.Sprintf(format, args...))
}

func (f *fakeT) must(err error) {
	if err != nil {
		f.broken = append(f.broken, err.Error())
	}
}

var rule = regexp.MustCompile(`\[([a-z]+)\]\n`)

// finish ends the test and returns the rules that it reported: of all reports,
// or of those that contain one of the texts.
func (f *fakeT) finish(texts ...string) []string {
	for len(f.cleanups) > 0 {
		last := len(f.cleanups) - 1
		c := f.cleanups[last]
		f.cleanups = f.cleanups[:last]
		c()
	}
	var rules []string
	for _, e := range f.errors {
		if len(texts) > 0 && !slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(e, s) }) {
			continue
		}
		for _, m := range rule.FindAllStringSubmatch(e+"\n", -1) {
			rules = append(rules, m[1])
		}
	}
	return rules
}
