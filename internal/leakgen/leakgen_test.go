package main

import (
	"testing"

	"github.com/connlint/connlint/internal/leakgen/grammar"
	"github.com/connlint/connlint/internal/leakgen/judge"
	"github.com/connlint/connlint/internal/leakgen/program"
)

// TestAgreement judges a fixed set of programs. docs/accuracy.md says how a
// large one comes out.
func TestAgreement(t *testing.T) {
	for _, test := range []struct {
		name              string
		options           grammar.Options
		n                 int
		precision, recall float64
	}{
		{"uncorrelated", grammar.Options{}, 400, 1, 1},
		{"correlated", grammar.Options{Correlated: true}, 200, 0.99, 0.97},
	} {
		t.Run(test.name, func(t *testing.T) {
			if testing.Short() {
				t.Skip("builds and runs a few hundred programs")
			}
			out := judgeSeeds(t, 1, test.n, test.options)
			missed, wrong := 0, 0
			for _, d := range out.Disagreements {
				switch d.What {
				case judge.Missed:
					missed++
				case judge.False:
					wrong++
				}
				t.Logf("%s\n%s", d, numbered(d.Unit.Text))
			}
			if p := ratio(out.Right, out.Right+wrong); p < test.precision {
				t.Errorf("precision %.3f, want %.3f", p, test.precision)
			}
			if r := ratio(out.Right, out.Right+missed); r < test.recall {
				t.Errorf("recall %.3f, want %.3f", r, test.recall)
			}
			if len(out.Ill) > out.Units/50 {
				t.Errorf("%d programs are ill-typed, the first: %s", len(out.Ill), out.Ill[0])
			}
			if out.Right == 0 {
				t.Error("no leak was reported at all")
			}
		})
	}
}

// FuzzAgreement judges programs of random seeds, a few at a time because each
// round builds a module.
func FuzzAgreement(f *testing.F) {
	f.Add(uint64(1), false)
	f.Add(uint64(2), true)
	f.Fuzz(func(t *testing.T, seed uint64, correlated bool) {
		out := judgeSeeds(t, seed, 20, grammar.Options{Correlated: correlated})
		for _, d := range out.Disagreements {
			if correlated && d.What != judge.False {
				continue // paths that depend on each other may hide a leak
			}
			t.Errorf("%s\n%s", d, numbered(d.Unit.Text))
		}
	})
}

func judgeSeeds(t *testing.T, seed uint64, n int, o grammar.Options) *judge.Outcome {
	static, err := judge.NewStatic(suite()...)
	if err != nil {
		t.Fatal(err)
	}
	var programs []*program.Program
	for i := range n {
		programs = append(programs, grammar.New(seed+uint64(i), o))
	}
	out, err := (&judge.Judge{Static: static, Dir: t.TempDir()}).Run(programs)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestDeterministic checks that a seed names a program.
func TestDeterministic(t *testing.T) {
	for seed := range uint64(50) {
		for _, correlated := range []bool{false, true} {
			o := grammar.Options{Correlated: correlated}
			if a, b := text(grammar.New(seed, o), "f"), text(grammar.New(seed, o), "f"); a != b {
				t.Fatalf("seed %d made two programs:\n%s\n%s", seed, a, b)
			}
		}
	}
}
