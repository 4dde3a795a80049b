package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"github.com/connlint/connlint/internal/report"
)

// terminal says which of the standard streams a person is looking at.
type terminal struct{ stdout, stderr bool }

func newTerminal() terminal {
	if os.Getenv("TERM") == "dumb" {
		return terminal{}
	}
	return terminal{stdout: isTerminal(os.Stdout), stderr: isTerminal(os.Stderr)}
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull) // a character device as well, and nobody looks at it
	return err != nil || !os.SameFile(info, null)
}

// style is colourful on a terminal, unless the user wants none
// (https://no-color.org).
func (t terminal) style() report.Style {
	return report.Style{Color: t.stdout && os.Getenv("NO_COLOR") == ""}
}

// status is the last line of standard error: it shows how far a run is, and
// gives way to messages. Without a terminal it shows nothing.
type status struct {
	w     io.Writer
	shown bool // on a terminal

	mu   sync.Mutex
	text string
}

// set shows a text in place of the one before.
func (s *status) set(format string, args ...any) {
	if !s.shown {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.erase()
	s.text = fmt.Sprintf(format, args...)
	io.WriteString(s.w, s.text)
}

// clear takes the line away.
func (s *status) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.erase()
}

func (s *status) erase() {
	if s.text != "" {
		io.WriteString(s.w, "\r\x1b[K")
		s.text = ""
	}
}

// Write writes a message above the line.
func (s *status) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text := s.text
	s.erase()
	n, err := s.w.Write(p)
	if text != "" && strings.HasSuffix(string(p), "\n") {
		s.text = text
		io.WriteString(s.w, text)
	}
	return n, err
}
