package conntest_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/connlint/connlint/conntest"
)

// child names, in the environment, what a copy of the test binary is to do.
const child = "CONNTEST_CHILD"

func TestMain(m *testing.M) {
	switch os.Getenv(child) {
	case "":
		os.Exit(m.Run())
	default:
		conntest.Main(m, brief)
	}
}

// TestChildParallel waits, watched, while TestChild runs. It is clean.
func TestChildParallel(t *testing.T) {
	if os.Getenv(child) == "" {
		t.Skip("runs in a process of its own")
	}
	conntest.Check(t, brief)
	conntest.Check(t, brief) // a helper may have called it already
	t.Parallel()
}

// TestChild is run by TestMainReports in a process of its own.
func TestChild(t *testing.T) {
	what := os.Getenv(child)
	if what == "" {
		t.Skip("runs in a process of its own")
	}
	if strings.HasPrefix(what, "check ") {
		conntest.Check(t, brief)
	}
	url := server(t)
	client := http.DefaultClient
	if strings.HasSuffix(what, "own") {
		client = &http.Client{Transport: &http.Transport{}}
	}
	resp, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(what, "clean") {
		resp.Body.Close()
	}
}

func TestMainReports(t *testing.T) {
	for _, tt := range []struct {
		what  string
		leak  bool
		place bool // where is known
		test  string
	}{
		{"clean", false, false, ""},
		{"clean own", false, false, ""},
		{"leak", true, true, ""},
		{"leak own", true, false, ""},
		{"ancestors leak own", true, true, ""},
		{"check clean", false, false, ""},
		{"check leak", true, true, "TestChild"},
		{"check leak own", true, false, "TestChild"},
	} {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "leaks.json")
			cmd := exec.Command(os.Args[0], "-test.run=^TestChild")
			cmd.Env = append(os.Environ(), child+"="+tt.what, "CONNTEST_JSON="+file)
			if strings.HasPrefix(tt.what, "ancestors") {
				cmd.Env = append(cmd.Env, "GODEBUG=tracebackancestors=10")
			}
			out, err := cmd.CombinedOutput()
			if (err != nil) != tt.leak {
				t.Errorf("exit status: %v\n%s", err, out)
			}
			leaks := readLeaks(t, file)
			if !tt.leak {
				if len(leaks) > 0 {
					t.Errorf("reported: %+v", leaks)
				}
				return
			}
			if len(leaks) != 1 {
				t.Fatalf("%d leaks, want 1\n%s", len(leaks), out)
			}
			l := leaks[0]
			if l.Rule != "bodyleak" || l.Count != 1 || l.Test != tt.test || l.FirstSeen.IsZero() {
				t.Errorf("leak = %+v", l)
			}
			if !strings.Contains(string(out), "[bodyleak]") {
				t.Errorf("output lacks the rule:\n%s", out)
			}
			if known := filepath.Base(l.File) == "main_test.go" && l.Line > 0 && strings.HasSuffix(l.Function, "conntest_test.TestChild"); known != tt.place {
				t.Errorf("place known = %v, want %v: %+v\n%s", known, tt.place, l, out)
			}
		})
	}
}

// readLeaks reads the reports in a file, as connlint does.
func readLeaks(t *testing.T, name string) []conntest.Leak {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var leaks []conntest.Leak
	for d := json.NewDecoder(f); ; {
		var r conntest.Report
		if err := d.Decode(&r); errors.Is(err, io.EOF) {
			return leaks
		} else if err != nil {
			t.Fatal(err)
		}
		if r.Version != 1 || r.Tool != "conntest" || r.Leaks == nil {
			t.Errorf("report = %+v", r)
		}
		leaks = append(leaks, r.Leaks...)
	}
}
