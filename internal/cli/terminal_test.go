package cli

import (
	"os"
	"testing"
)

// TestNull checks that what is thrown away is no terminal: a run that nobody
// watches must not count packages for its progress.
func TestNull(t *testing.T) {
	f, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if isTerminal(f) {
		t.Errorf("%s counts as a terminal", os.DevNull)
	}
}
