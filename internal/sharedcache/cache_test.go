package sharedcache

import (
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// TestSharedCache analyses a module on two machines, each with an empty cache of
// its own, and a server between them: GOCACHEPROG is what the go command asks
// for what it has built, and that asks the server. The second machine runs the
// analysis for no package and prints the same findings.
func TestSharedCache(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and analyses programs, the standard library with them")
	}
	bin := t.TempDir()
	build(t, bin, "../..", "./cmd/connlint")
	build(t, bin, ".", "github.com/bradfitz/go-tool-cache/cmd/go-cacher", "github.com/bradfitz/go-tool-cache/cmd/go-cacher-server")
	server := serve(t, filepath.Join(bin, "go-cacher-server"))

	first := newMachine(t, bin, server)
	cold := first.analyse(t)
	if cold.runs == 0 || cold.findings == "" {
		t.Fatalf("the first machine ran the analysis %d times and printed %q", cold.runs, cold.findings)
	}
	second := newMachine(t, bin, server)
	warm := second.analyse(t)
	if warm.runs != 0 {
		t.Errorf("the second machine ran the analysis %d times", warm.runs)
	}
	if warm.findings != cold.findings {
		t.Errorf("first:\n%s\nsecond:\n%s", cold.findings, warm.findings)
	}
	t.Logf("first machine: %d runs, %v; second: %d runs, %v", cold.runs, cold.took.Round(time.Millisecond), warm.runs, warm.took.Round(time.Millisecond))
}

func build(t *testing.T, bin, dir string, packages ...string) {
	t.Helper()
	cmd := exec.Command("go", append([]string{"build", "-o", bin + string(filepath.Separator)}, packages...)...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build %v: %v\n%s", packages, err, out)
	}
}

// serve starts a cache server and returns its address.
func serve(t *testing.T, program string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	l.Close()
	cmd := exec.Command(program, "-listen="+addr, "-cache-dir="+t.TempDir())
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	for deadline := time.Now().Add(30 * time.Second); ; {
		resp, err := http.Get("http://" + addr)
		if err == nil {
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
			return "http://" + addr
		}
		if time.Now().After(deadline) {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// A machine has no cache but what it gets from the server.
type machine struct {
	connlint string
	env      []string
	progress string // a file with a byte for each run of the analysis on a package
}

type outcome struct {
	findings string
	runs     int
	took     time.Duration
}

func newMachine(t *testing.T, bin, server string) *machine {
	own := t.TempDir()
	progress := filepath.Join(own, "progress")
	if err := os.WriteFile(progress, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	return &machine{
		connlint: filepath.Join(bin, "connlint"),
		progress: progress,
		env: append(os.Environ(),
			"GOWORK=off", "GOFLAGS=",
			"GOCACHE="+filepath.Join(own, "go-build"),
			"GOCACHEPROG="+filepath.Join(bin, "go-cacher")+" -cache-dir="+filepath.Join(own, "cacher")+" -cache-server="+server,
			"CONNLINT_PROGRESS="+progress),
	}
}

func (m *machine) analyse(t *testing.T) outcome {
	t.Helper()
	start := time.Now()
	cmd := exec.Command(m.connlint, "-C", "../../testdata/demo", "./...")
	cmd.Env = m.env
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 1 {
		t.Fatalf("connlint: %v, not exit status 1", err)
	}
	ticks, err := os.ReadFile(m.progress)
	if err != nil {
		t.Fatal(err)
	}
	return outcome{string(out), len(ticks), time.Since(start)}
}
