package conntest

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
)

// A Report is what "connlint -observed FILE" reads. A file may hold several,
// one after the other; a [Snapshot] is one as well.
type Report struct {
	Version int    `json:"version"` // of this format: 1
	Tool    string `json:"tool"`    // "conntest"
	Go      string `json:"go"`      // the release that built the program
	Leaks   []Leak `json:"leaks"`   // never null
}

func newReport(leaks []Leak) Report {
	if leaks == nil {
		leaks = []Leak{}
	}
	return Report{Version: 1, Tool: "conntest", Go: runtime.Version(), Leaks: leaks}
}

// emit appends a report to the file that CONNTEST_JSON names. One write each,
// so that packages tested at the same time do not mix.
func emit(leaks []Leak) {
	name := os.Getenv("CONNTEST_JSON")
	if name == "" {
		return
	}
	if err := appendReport(name, newReport(leaks)); err != nil {
		fmt.Fprintln(os.Stderr, "conntest: CONNTEST_JSON:", err)
	}
}

func appendReport(name string, r Report) error {
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.Write(append(data, '\n')); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
