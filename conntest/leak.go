package conntest

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// A Leak is what the package reports: one place in the source and how many
// connections it lost or wasted.
type Leak struct {
	Rule      string    `json:"rule"`           // the rule of connlint that names this fault
	File      string    `json:"file,omitempty"` // where it was acquired; empty where that is not known
	Line      int       `json:"line,omitempty"`
	Function  string    `json:"function,omitempty"` // full name, with the package's path
	Message   string    `json:"message"`
	Count     int       `json:"count"`
	FirstSeen time.Time `json:"firstSeen"`
	Test      string    `json:"test,omitempty"`
	Example   string    `json:"example,omitempty"` // one of the requests: method, scheme, host and path only
	Stack     []Frame   `json:"stack,omitempty"`   // innermost call first
}

// A Frame is one call of a stack.
type Frame struct {
	Func string `json:"func"`
	File string `json:"file"`
	Line int    `json:"line"`
}

// The rules, as connlint names them.
const (
	bodyleak     = "bodyleak"
	bodydrain    = "bodydrain"
	connleak     = "connleak"
	sqlleak      = "sqlleak"
	clientleak   = "clientleak"
	clientchurn  = "clientchurn"
	keepaliveoff = "keepaliveoff"
	idlelimit    = "idlelimit"
)

// String formats the leak for a test's log: the position first, so that
// editors link it, then the requests, then the calls that led there.
func (l Leak) String() string {
	var b strings.Builder
	if l.File != "" {
		fmt.Fprintf(&b, "%s:%d: ", relative(l.File), l.Line)
	}
	fmt.Fprintf(&b, "%s [%s]", l.Message, l.Rule)
	switch age := time.Since(l.FirstSeen).Round(time.Millisecond); {
	case l.Example != "":
		fmt.Fprintf(&b, "\n    %d of %s, first %v ago", l.Count, l.Example, age)
	case l.Count > 1:
		fmt.Fprintf(&b, "\n    %d of them", l.Count)
	}
	for _, f := range l.Stack {
		fmt.Fprintf(&b, "\n        %s\n            %s:%d", f.Func, relative(f.File), f.Line)
	}
	return b.String()
}

// relative shortens a path below the working directory, which is the
// package's folder in a test.
func relative(path string) string {
	wd, err := os.Getwd()
	if err != nil {
		return path
	}
	if rel, err := filepath.Rel(wd, path); err == nil && !strings.HasPrefix(rel, "..") {
		return rel
	}
	return path
}

// merge makes one leak of those with the same rule, site and test, in a stable
// order: the most frequent first.
func merge(leaks []Leak) []Leak {
	type key struct {
		rule, file    string
		line          int
		message, test string
	}
	index := make(map[key]int)
	var merged []Leak
	for _, l := range leaks {
		k := key{l.Rule, l.File, l.Line, l.Message, l.Test}
		i, ok := index[k]
		if !ok {
			index[k] = len(merged)
			merged = append(merged, l)
			continue
		}
		m := &merged[i]
		m.Count += l.Count
		if l.FirstSeen.Before(m.FirstSeen) {
			m.FirstSeen, m.Example = l.FirstSeen, l.Example
		}
	}
	slices.SortStableFunc(merged, func(a, b Leak) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return merged
}

// maxFrames bounds the stacks that are kept.
const maxFrames = 24

// frames resolves callers: without the frames of this package and of the HTTP
// client on top, and without what is below a test function.
func frames(callers *stack) []Frame {
	if callers[0] == 0 {
		return nil
	}
	var all, user []Frame
	for it := runtime.CallersFrames(callers[:]); ; {
		f, more := it.Next()
		if f.Function == "" || f.Function == "testing.tRunner" || f.Function == "runtime.goexit" {
			break
		}
		if !hasPrefix(f.Function, self) || len(user) > 0 {
			all = append(all, Frame{f.Function, f.File, f.Line})
			if len(user) > 0 || !hasPrefix(f.Function, plumbing...) {
				user = append(user, all[len(all)-1])
			}
		}
		if !more {
			break
		}
	}
	if len(user) == 0 { // a reverse proxy, say: nobody but the library asked
		return all
	}
	return user
}

// plumbing lies between the call that acquires a connection and the stack's top.
var plumbing = []string{"net/http.", "net/http/", "runtime.", "runtime/", "database/sql.", "internal/", "net.", "bufio.", "io.", "crypto/tls."}

func hasPrefix(s string, prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}

// self is the prefix of this package's functions.
var self = func() string {
	pc, _, _, _ := runtime.Caller(0)
	name := runtime.FuncForPC(pc).Name()
	return name[:strings.LastIndexByte(name, '/')+1] + "conntest."
}()
