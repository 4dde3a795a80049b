package bodydrain_test

import (
	"fmt"
	"go/types"
	"net/http"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/connlint/connlint/analyzers/bodydrain"
	"github.com/connlint/connlint/analyzers/bodyleak"
	"github.com/connlint/connlint/testdata/src/bodydrain/wire"
)

// A fate is what becomes of the connection of a response.
type fate string

const (
	kept    fate = "kept"    // it carries the next request
	dropped fate = "dropped" // it is closed
	lost    fate = "lost"    // it stays open, and nobody can use it
	depends fate = "depends" // on the server: kept or dropped
)

// A wireCase is a pattern against a server. Where the wire differs from what the
// rules say, there is a reason why they cannot know, or would rather not say.
type wireCase struct {
	pattern func(c *http.Client, url string) error
	server  wireServer

	old  string // the reason up to Go 1.26
	now  string // the reason since Go 1.27
	both string // the reason under every release
}

const (
	tooLarge    = "no source says how large a body is; Close reads 256 KiB and no more"
	endless     = "no source says that a body has no end; Close reads for 50 ms and no longer"
	bounded     = "a bounded read is a decision, and is not reported"
	luck        = "the reader happened to see the end with the last byte, which a Content-Length announces"
	multiplexed = "the source does not say that HTTP/2 is spoken, whose connection is shared"
	failed      = "where reading failed there is no connection to keep"
	readAhead   = "all that there is fits the first read"
)

var wireCases = []wireCase{
	{pattern: wire.ReadAndClosed, server: text(512)},
	{pattern: wire.ReadAndClosed, server: text(1 << 20)},
	{pattern: wire.ReadAndClosed, server: chunked(1 << 20)},
	{pattern: wire.ReadAndClosed, server: zipped(64 << 10)},
	{pattern: wire.CopiedAndClosed, server: text(64 << 10)},
	{pattern: wire.CopiedByBuffer, server: chunked(64 << 10)},
	{pattern: wire.FilledBuffer, server: text(64 << 10)},
	{pattern: wire.ScannedToEnd, server: chunked(64 << 10)},
	{pattern: wire.ReadInLoop, server: text(64 << 10)},
	{pattern: wire.TeedToEnd, server: chunked(64 << 10)},
	{pattern: wire.BehindPrefix, server: text(64 << 10)},
	{pattern: wire.Unzipped, server: zipped(64 << 10)},

	{pattern: wire.ClosedUnread, server: text(512)},
	{pattern: wire.ClosedUnread, server: text(64 << 10)},
	{pattern: wire.ClosedUnread, server: chunked(64 << 10)},
	{pattern: wire.ClosedUnread, server: zipped(64 << 10)},
	{pattern: wire.ClosedUnread, server: text(1 << 20), now: tooLarge},
	{pattern: wire.ClosedUnread, server: events(), now: endless},
	{pattern: wire.ClosedUnread, server: http2(512), old: multiplexed},
	{pattern: wire.ClosedUnreadOnStatus, server: status(http.StatusInternalServerError)},
	{pattern: wire.ScannedFirstLine, server: chunked(64 << 10)},
	{pattern: wire.ScannedFirstLine, server: text(512), old: readAhead},
	{pattern: wire.ReadOnce, server: text(64 << 10)},
	{pattern: wire.LimitedBelowSize, server: text(64 << 10), old: bounded},
	{pattern: wire.LimitedAboveSize, server: text(64 << 10)},
	{pattern: wire.ReadingFailed, server: aborted(), both: failed},
	{pattern: wire.UnreadInRetry, server: alternating(http.StatusServiceUnavailable, http.StatusOK)},
	{pattern: wire.TooLarge, server: text(1 << 20)},
	{pattern: wire.FirstEvent, server: events()},

	{pattern: wire.NeverReadNorClosed, server: text(512)},
	{pattern: wire.NeverReadNorClosed, server: chunked(64 << 10)},
	{pattern: wire.ReadNeverClosed, server: text(512)},
	{pattern: wire.ReadNeverClosed, server: chunked(64 << 10)},
	{pattern: wire.UnclosedOnStatus, server: status(http.StatusInternalServerError)},
	{pattern: wire.DecodedNeverClosed, server: json(512), both: luck},
	{pattern: wire.DecodedNeverClosed, server: jsonTail()},
	{pattern: wire.UnclosedButCancelled, server: text(512)},
	{pattern: wire.HeadNeverClosed, server: text(512)},

	{pattern: wire.DecodedAndClosed, server: json(512)},
	{pattern: wire.DecodedAndClosed, server: jsonTail()},
	{pattern: wire.DecodedXML, server: xml(64 << 10)},
	{pattern: wire.DecodedXML, server: xml(0)},
	{pattern: wire.DecodedThenDrained, server: jsonTail()},
	{pattern: wire.DecodedToEnd, server: jsonTail()},
	{pattern: wire.Unmarshalled, server: jsonTail()},

	{pattern: wire.DrainedByDefer, server: text(1 << 20)},
	{pattern: wire.DrainedByHelper, server: chunked(64 << 10)},
	{pattern: wire.ClosedByHelper, server: text(512)},
	{pattern: wire.DrainedUpToBound, server: text(512)},
	{pattern: wire.DrainedUpToBound, server: text(1 << 20), both: bounded},
	{pattern: wire.ClosedThenDrained, server: text(512)},
	{pattern: wire.DrainedThenClosed, server: text(512)},

	{pattern: wire.CancelledBeforeClose, server: text(64 << 10)},
	{pattern: wire.CancelDeferredAfterClose, server: text(64 << 10)},
	{pattern: wire.ClosedBeforeCancel, server: text(64 << 10)},
	{pattern: wire.ReadBeforeCancel, server: text(64 << 10)},

	{pattern: wire.HeadClosed, server: text(512)},
	{pattern: wire.NoContentClosed, server: status(http.StatusNoContent)},
	{pattern: wire.EmptyClosed, server: text(0)},
}

// TestWire runs patterns against a server on loopback, counts the connections, and
// compares them with what the rules say about the source of the pattern under the
// Go release that runs the test.
func TestWire(t *testing.T) {
	said, patterns := staticFates(t)
	seen := make(map[string]map[fate]bool)
	for _, c := range wireCases {
		name := patternName(c.pattern)
		if seen[name] == nil {
			seen[name] = make(map[fate]bool)
		}
		t.Run(name+"/"+c.server.name, func(t *testing.T) {
			opened, is := run(t, c)
			seen[name][is] = true
			t.Logf("%d calls, %d connections, said %s, are %s", calls, opened, said[name], is)
			differs := said[name] != is && !(said[name] == depends && is != lost)
			switch why := c.reason(); {
			case differs && why == "":
				t.Errorf("the rules say %s; %d calls opened %d connections: %s", said[name], calls, opened, is)
			case !differs && why != "":
				t.Errorf("the wire agrees with the rules (%s), yet there is a reason why it does not: %s", is, why)
			}
		})
	}
	for _, name := range patterns {
		if seen[name] == nil {
			t.Errorf("pattern %s is not run", name)
		}
		if said[name] == depends && !(seen[name][kept] && seen[name][dropped]) {
			t.Errorf("the rules say that %s depends on the server; run were %v", name, seen[name])
		}
	}
}

func (c wireCase) reason() string {
	if c.both != "" {
		return c.both
	}
	if closeReads() {
		return c.now
	}
	return c.old
}

func patternName(pattern func(*http.Client, string) error) string {
	name := runtime.FuncForPC(reflect.ValueOf(pattern).Pointer()).Name()
	return name[strings.LastIndex(name, ".")+1:]
}

// staticFates returns what the rules say of each pattern, and the patterns.
func staticFates(t *testing.T) (map[string]fate, []string) {
	said := make(map[string]fate)
	var patterns []string
	for _, rule := range []*analysis.Analyzer{bodydrain.Analyzer, bodyleak.Analyzer} {
		r := analyse(t, rule, "bodydrain/wire")
		patterns = nil
		for _, name := range r.Pass.Pkg.Scope().Names() {
			if fn, ok := r.Pass.Pkg.Scope().Lookup(name).(*types.Func); ok && fn.Exported() {
				patterns = append(patterns, name)
				if said[name] == "" {
					said[name] = kept
				}
			}
		}
		for _, d := range r.Diagnostics {
			name := function(r.Pass.Files, d.Pos)
			if said[name] != kept {
				t.Errorf("%s: reported twice: %s", name, d.Message)
			}
			said[name] = fateOf(rule, d)
		}
	}
	return said, patterns
}

func fateOf(rule *analysis.Analyzer, d analysis.Diagnostic) fate {
	switch {
	case rule == bodydrain.Analyzer && strings.Contains(d.Message, "after a value is decoded"):
		return depends
	case rule == bodydrain.Analyzer:
		return dropped
	case d.Category == "error":
		return lost
	case strings.Contains(d.Message, "is cancelled"):
		return dropped
	}
	return kept // not closed, but read to its end, or without a body
}

// analyse runs a rule on a package that says nothing of what to expect.
func analyse(t *testing.T, rule *analysis.Analyzer, pkg string) *analysistest.Result {
	results := analysistest.Run(findingsIgnored{t}, testdata(t), rule, pkg)
	if len(results) != 1 || results[0].Err != nil {
		t.Fatalf("%s on %s: %v", rule.Name, pkg, results)
	}
	return results[0]
}

// findingsIgnored passes on all complaints but those about findings, expected or
// not.
type findingsIgnored struct{ t *testing.T }

func (i findingsIgnored) Errorf(format string, args ...any) {
	if text := fmt.Sprintf(format, args...); !strings.Contains(text, "unexpected diagnostic") && !strings.Contains(text, "no diagnostic was reported") {
		i.t.Error(text)
	}
}
