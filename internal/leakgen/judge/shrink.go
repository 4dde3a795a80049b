package judge

import (
	"github.com/connlint/connlint/internal/leakgen/oracle"
	"github.com/connlint/connlint/internal/leakgen/program"
)

// maxTries bounds the programs that one round of shrinking tries per
// disagreement.
const maxTries = 40

// A Small is a disagreement at its smallest.
type Small struct {
	Disagreement
	Program *program.Program
}

// Shrink makes the programs smaller while the analysis stays wrong about them
// in the same way. All are shrunk together, so that each round is one batch.
func (j *Judge) Shrink(ds []Disagreement) ([]Small, error) {
	var small []Small
	for _, d := range ds {
		small = append(small, Small{d, d.Unit.Program})
	}
	active := make([]int, len(small))
	for i := range active {
		active[i] = i
	}
	from := make([]int, len(small)) // where the next round of a program starts
	for len(active) > 0 {
		var batch []*program.Program
		var owner []int
		left := make(map[int]bool)
		for _, i := range active {
			smaller := program.Smaller(small[i].Program)
			if from[i] >= len(smaller) {
				continue
			}
			end := min(from[i]+maxTries, len(smaller))
			for _, p := range smaller[from[i]:end] {
				batch, owner = append(batch, p), append(owner, i)
			}
			from[i] = end
			left[i] = true
		}
		best, err := j.stillWrong(batch, owner, small)
		if err != nil {
			return nil, err
		}
		for i, s := range best {
			small[i] = s
			from[i] = 0
		}
		var next []int
		for _, i := range active {
			if left[i] {
				next = append(next, i)
			}
		}
		active = next
	}
	return small, nil
}

// stillWrong judges the candidates and returns, for each owner, the smallest
// that shows the same kind of disagreement.
func (j *Judge) stillWrong(batch []*program.Program, owner []int, small []Small) (map[int]Small, error) {
	batch, owner, err := j.worthRunning(batch, owner, small)
	if err != nil {
		return nil, err
	}
	const size = 600
	best := make(map[int]Small)
	for start := 0; start < len(batch); start += size {
		end := min(start+size, len(batch))
		out, err := j.Run(batch[start:end])
		if err != nil {
			return nil, err
		}
		of := make(map[*program.Program]int)
		for i, p := range batch[start:end] {
			of[p] = owner[start+i]
		}
		for _, d := range out.Disagreements {
			i := of[d.Unit.Program]
			if d.What != small[i].What {
				continue
			}
			was, ok := best[i]
			if !ok {
				was = small[i]
			}
			if d.Unit.Program.Lines() < was.Program.Lines() || !ok && d.Unit.Program.Lines() == was.Program.Lines() {
				best[i] = Small{d, d.Unit.Program}
			}
		}
	}
	return best, nil
}

// worthRunning leaves out candidates about which the analysis says too little:
// that takes a fraction of the time of running them.
func (j *Judge) worthRunning(batch []*program.Program, owner []int, small []Small) (kept []*program.Program, whose []int, err error) {
	var units []*oracle.Unit
	index := make(map[*oracle.Unit]int)
	for i, p := range batch {
		u := oracle.NewUnit(p, i)
		units = append(units, u)
		index[u] = i
	}
	units, _ = j.Static.WellTyped(units)
	if len(units) == 0 {
		return nil, nil, nil
	}
	found, err := j.Static.Findings(units)
	for _, u := range units {
		i := owner[index[u]]
		if small[i].What == Missed || len(found[u.Name]) > 0 {
			kept, whose = append(kept, u.Program), append(whose, i)
		}
	}
	return kept, whose, err
}
