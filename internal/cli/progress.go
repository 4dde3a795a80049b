package cli

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"time"

	"github.com/connlint/connlint/internal/vettool"
)

// progress shows on the status line how far a run is. The go command reports a
// package of the user's only when it is done with all of its dependencies, which
// on a first run takes most of the time, so they are counted as well.
type progress struct {
	status *status
	file   string       // grows by a byte with each run of the tool
	done   atomic.Int64 // packages that were asked for
	total  atomic.Int64 // 0 as long as it is not known
	stop   chan struct{}
}

// startProgress returns nil, on which all methods work, if nobody would see it.
func startProgress(s *status, o *options) *progress {
	if !s.shown {
		return nil
	}
	f, err := os.CreateTemp("", "connlint-progress-")
	if err != nil {
		return nil
	}
	f.Close()
	p := &progress{status: s, file: f.Name(), stop: make(chan struct{})}
	go p.count(o)
	go p.show()
	return p
}

func (p *progress) env() []string {
	if p == nil {
		return nil
	}
	return []string{vettool.ProgressEnv + "=" + p.file}
}

func (p *progress) packages(n int) {
	if p != nil {
		p.done.Store(int64(n))
	}
}

func (p *progress) end() {
	if p != nil {
		close(p.stop)
		os.Remove(p.file)
		p.status.clear()
	}
}

// count asks the go command how many packages there are. An external test
// package counts, as it does when it is done.
func (p *progress) count(o *options) {
	const marks = `{{if or .GoFiles .CgoFiles .TestGoFiles}}x{{end}}{{if .XTestGoFiles}}x{{end}}`
	args := append([]string{"list", "-e", "-tags=" + o.tags, "-f", marks, "--"}, o.patterns...)
	if out, err := exec.Command("go", args...).Output(); err == nil {
		p.total.Store(int64(strings.Count(string(out), "x")))
	}
}

func (p *progress) show() {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	began := time.Now()
	for {
		select {
		case <-p.stop:
			return
		case <-tick.C:
			if time.Since(began) > time.Second { // runs from the cache are over by then
				p.status.set("%s", p.line())
			}
		}
	}
}

func (p *progress) line() string {
	done, total := p.done.Load(), p.total.Load()
	s := fmt.Sprintf("connlint: %d packages", done)
	if total > 0 {
		s = fmt.Sprintf("connlint: %d of %d packages", done, total)
	}
	if info, err := os.Stat(p.file); err == nil && info.Size() > done {
		s += fmt.Sprintf(", %d dependencies", info.Size()-done)
	}
	return s
}
