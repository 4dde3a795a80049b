// Package goroutine reads the goroutine profile and says which connections
// its goroutines hold.
//
// The profile is taken in the text form with debug=1: it groups equal stacks,
// carries the pprof labels, and costs a few milliseconds where a dump of all
// stacks stops the program for some hundred.
package goroutine

import (
	"bytes"
	"runtime/pprof"
	"strconv"
	"strings"
)

// A Frame is one call of a stack.
type Frame struct {
	Func string `json:"func"`
	File string `json:"file"`
	Line int    `json:"line"`
}

// A Group is a number of goroutines with the same stack and labels.
type Group struct {
	Count  int
	Labels map[string]string
	Frames []Frame // innermost call first
}

// Has reports whether a frame's function ends in suffix.
func (g Group) Has(suffix string) bool {
	for _, f := range g.Frames {
		if strings.HasSuffix(f.Func, suffix) {
			return true
		}
	}
	return false
}

// Profile returns the goroutines of the process.
func Profile() []Group {
	var b bytes.Buffer
	// Writing to a buffer does not fail, and the profile always exists.
	_ = pprof.Lookup("goroutine").WriteTo(&b, 1)
	return parse(b.String())
}

// parse reads the text of a goroutine profile:
//
//	2 @ 0x43e56e 0x451b4d
//	# labels: {"key":"value"}
//	#	0x6c1b4c	net/http.(*persistConn).readLoop+0xccc	/usr/go/src/net/http/transport.go:2325
func parse(text string) []Group {
	var groups []Group
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		rest, comment := strings.CutPrefix(line, "#")
		if !comment {
			if n, _, ok := strings.Cut(line, " @"); ok {
				count, _ := strconv.Atoi(n)
				groups = append(groups, Group{Count: count})
			}
			continue
		}
		if len(groups) == 0 {
			continue
		}
		g := &groups[len(groups)-1]
		if labels, ok := strings.CutPrefix(rest, " labels: "); ok {
			g.Labels = parseLabels(labels)
		} else if f, ok := parseFrame(rest); ok {
			g.Frames = append(g.Frames, f)
		}
	}
	return groups
}

// parseLabels reads {"key":"value", "key":"value"}, quoted as Go quotes.
func parseLabels(s string) map[string]string {
	labels := make(map[string]string)
	s = strings.TrimPrefix(s, "{")
	for {
		key, rest, ok := quoted(s)
		if !ok {
			return labels
		}
		value, rest, ok := quoted(strings.TrimPrefix(rest, ":"))
		if !ok {
			return labels
		}
		labels[key] = value
		s = strings.TrimLeft(rest, ", ")
	}
}

func quoted(s string) (value, rest string, ok bool) {
	prefix, err := strconv.QuotedPrefix(s)
	if err != nil {
		return "", s, false
	}
	value, err = strconv.Unquote(prefix)
	return value, s[len(prefix):], err == nil
}

func parseFrame(s string) (Frame, bool) {
	f := strings.FieldsFunc(s, func(r rune) bool { return r == '\t' })
	if len(f) != 3 {
		return Frame{}, false
	}
	name := f[1]
	if i := strings.LastIndex(name, "+0x"); i >= 0 {
		name = name[:i]
	}
	i := strings.LastIndexByte(f[2], ':')
	if i < 0 {
		return Frame{}, false
	}
	line, _ := strconv.Atoi(f[2][i+1:])
	return Frame{Func: strings.TrimSpace(name), File: f[2][:i], Line: line}, true
}
