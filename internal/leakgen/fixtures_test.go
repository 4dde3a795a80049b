package main

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"
)

// TestFixtures runs the rules on what random programs have taught, each shrunk
// to the least that shows it. Running them has shown the verdict of each.
func TestFixtures(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range suite() {
		t.Run(a.Name, func(t *testing.T) {
			for _, concept := range concepts[a.Name] {
				analysistest.Run(t, dir, a, "leakgen/"+concept)
			}
		})
	}
}

// concepts are the packages of testdata/src/leakgen, by the rule they are about.
var concepts = map[string][]string{
	"bodyleak": {"workers", "yields"},
	"connleak": {"halves", "iterations", "passthrough", "yielddefers"},
	"sqlleak":  {"contexts"},
}
