package conntest

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// unknownSite reports n bodies that only the profile shows. Where they were
// acquired is known when the test runs with GODEBUG=tracebackancestors: then
// a connection's traceback goes on with the goroutine that dialled. It must be
// set before the program starts. The line is where the call returns to: the
// call's own, or the one after.
func unknownSite(n int, message, test string) []*finding {
	if n <= 0 {
		return nil
	}
	l := Leak{Rule: bodyleak, Message: message, FirstSeen: time.Now()}
	var found []*finding
	if strings.Contains(os.Getenv("GODEBUG"), "tracebackancestors=") {
		for _, stack := range acquired(allStacks(), test) {
			if len(found) == n {
				return found
			}
			one := at(l, stack)
			one.Count = 1
			found = append(found, &finding{leak: one})
		}
	} else {
		name := test[strings.LastIndexByte(test, '.')+1:]
		if !strings.HasPrefix(name, "Test") {
			name = "Test"
		}
		l.Message += "; to see where it was acquired, run GODEBUG=tracebackancestors=10 go test -run " + name
	}
	if l.Count = n - len(found); l.Count > 0 {
		found = append(found, &finding{leak: l})
	}
	return found
}

func allStacks() string {
	for size := 1 << 20; ; size *= 2 {
		buf := make([]byte, size)
		if n := runtime.Stack(buf, true); n < size {
			return string(buf[:n])
		}
	}
}

// acquired returns where the open bodies in a traceback were acquired: the
// user's frames of the goroutine that dialled. If test is given, only those
// below that function.
func acquired(text, test string) [][]Frame {
	var stacks [][]Frame
	for block := range strings.SplitSeq(text, "\n\n") {
		lines := strings.Split(block, "\n")
		if len(lines) < 2 || !strings.Contains(lines[1], "(*persistConn).readLoop") && !strings.Contains(block, "lientStream).doRequest") {
			continue
		}
		var stack []Frame
		below, ancestor := test == "", false
		for i := 1; i+1 < len(lines); i++ {
			if strings.HasPrefix(lines[i], "[originating from") {
				ancestor = true
				continue
			}
			f, ok := parseFrame(lines[i], lines[i+1])
			if !ok || !ancestor {
				continue
			}
			i++
			if f.Func == "testing.tRunner" {
				break
			}
			below = below || f.Func == test
			if len(stack) > 0 || !hasPrefix(f.Func, plumbing...) && !hasPrefix(f.Func, self) {
				stack = append(stack, f)
			}
		}
		if below && len(stack) > 0 {
			stacks = append(stacks, stack)
		}
	}
	return stacks
}

// parseFrame reads two lines of a traceback:
//
//	net/http.(*Client).Get(...)
//		/usr/go/src/net/http/client.go:479 +0x2c
func parseFrame(call, place string) (Frame, bool) {
	i := strings.LastIndexByte(call, '(')
	place, ok := strings.CutPrefix(place, "\t")
	if i <= 0 || !ok || strings.HasPrefix(call, "created by") {
		return Frame{}, false
	}
	place, _, _ = strings.Cut(place, " +0x")
	colon := strings.LastIndexByte(place, ':')
	if colon < 0 {
		return Frame{}, false
	}
	line, err := strconv.Atoi(place[colon+1:])
	return Frame{call[:i], place[:colon], line}, err == nil
}
