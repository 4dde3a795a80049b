package agreement

import (
	"slices"
	"strings"
	"testing"
)

// Test runs each driver on each module.
func Test(t *testing.T) {
	programs := newPrograms(t)
	standard, others := standalone(programs), []driver{vettool(programs), golangci(programs), bazel(programs)}
	for _, m := range modules {
		t.Run(m.name, func(t *testing.T) {
			dir := m.dir(t)
			want := standard.run(t, dir, m.packages)
			t.Logf("%d findings", len(want))
			if len(want) < m.least {
				t.Fatalf("%d findings are too few to compare", len(want))
			}
			for _, d := range others {
				t.Run(d.name, func(t *testing.T) {
					got := d.run(t, dir, m.packages)
					var on []*difference
					for i := range differences {
						if differences[i].module == m.name && differences[i].driver == d.name {
							on = append(on, &differences[i])
						}
					}
					hold(t, on, missing, without(want, got))
					hold(t, on, more, without(got, want))
					for _, d := range on {
						if d.seen == 0 {
							t.Errorf("a difference on record is none: %+v", *d)
						}
					}
				})
			}
		})
	}
}

// hold holds the findings that make a difference against those on record.
func hold(t *testing.T, on []*difference, k kind, found []finding) {
	for _, f := range found {
		i := slices.IndexFunc(on, func(d *difference) bool { return d.kind == k && strings.Contains(f.String(), d.finding) })
		if i < 0 {
			t.Errorf("%s\n\t%s", k, f)
			continue
		}
		on[i].seen++
	}
}

// without returns the findings of a that are not in b, each as often as a has it
// more often.
func without(a, b []finding) (rest []finding) {
	n := make(map[finding]int)
	for _, f := range b {
		n[f]++
	}
	for _, f := range a {
		if n[f]--; n[f] < 0 {
			rest = append(rest, f)
		}
	}
	return rest
}
