// Package noreturn has calls that end the path, always or when there is an
// error.
package noreturn

import (
	"io"
	"log"
	"net/http"
	"os"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/zap"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func die(format string, args ...any) {
	log.Printf(format, args...)
	os.Exit(1)
}

func mustOk(u string) {
	resp, err := http.Get(u)
	check(err)
	resp.Body.Close()
}

func logFatalOk(u string) {
	resp, err := http.Get(u)
	if err != nil {
		log.Fatal(err)
	}
	resp.Body.Close()
}

// The process ends with the response open, and everything else with it.
func dieOnStatusOk(u string) {
	resp, err := http.Get(u)
	if err != nil {
		die("%v", err)
	}
	if resp.StatusCode != 200 {
		die("%s", resp.Status)
	}
	resp.Body.Close()
}

func zapFatalOk(logger *zap.Logger, u string) {
	resp, err := http.Get(u)
	if err != nil {
		logger.Fatal("get", zap.Error(err))
	}
	resp.Body.Close()
}

func testingTOk(t *testing.T, u string) {
	resp, err := http.Get(u)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
}

func testingTBOk(t testing.TB, u string) {
	resp, err := http.Get(u)
	if err != nil {
		t.Fatalf("get: %v", err)
	}
	defer resp.Body.Close()
}

func requireOk(t *testing.T, u string) {
	resp, err := http.Get(u)
	require.NoError(t, err)
	defer resp.Body.Close()
}

func requireTrueOk(t *testing.T, u string) {
	resp, err := http.Get(u)
	require.NoError(t, err)
	require.True(t, resp.StatusCode == 200)
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}

func requireBad(t *testing.T, u string) {
	resp, err := http.Get(u) // want `response body from http\.Get is never closed`
	require.NoError(t, err)
	require.Equal(t, 200, resp.StatusCode)
}

// The assertion itself closes.
func closeInsideAssertionOk(t *testing.T, u string) {
	resp, err := http.Get(u)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
}

func goexitOk(u string) {
	resp, err := http.Get(u)
	if err != nil || resp.StatusCode != 200 {
		runtime.Goexit()
	}
	resp.Body.Close()
}

func afterExitOk(u string) {
	os.Exit(0)
	http.Get(u)
}

// A method that sometimes returns is not the end.
type reporter struct{ strict bool }

func (r reporter) fail(err error) {
	if r.strict {
		panic(err)
	}
	log.Print(err)
}

func maybeReturnsBad(r reporter, u string) {
	resp, err := http.Get(u) // want `response body from http\.Get is not closed`
	check(err)
	if resp.StatusCode != 200 {
		r.fail(io.EOF)
		return
	}
	resp.Body.Close()
}
