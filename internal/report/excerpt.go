package report

import "slices"

// An htmlExcerpt is the part of a file through which a path leads.
type htmlExcerpt struct {
	File  string
	Lines []htmlLine
}

// An htmlLine is a line of source, or a gap between lines.
type htmlLine struct {
	Number                int
	Before, Marked, After string // the text, around what the finding stands on
	OnPath                bool   // between the first and the last step
	Steps                 []htmlStep
	Gap                   int // lines left out
}

type htmlStep struct {
	Number  int
	Message string
}

// around is the number of lines shown around a step; gaps of fewer than
// shortest lines are shown instead.
const (
	around   = 3
	shortest = 4
)

// excerpts returns the source of a finding, one excerpt per file, in the order in
// which the path enters them.
func (r *Report) excerpts(f Finding) []htmlExcerpt {
	steps := f.Path
	if len(steps) == 0 {
		steps = []Step{{Pos: f.Pos}} // the message stands above
	}
	var files []string
	at := make(map[string]map[int][]htmlStep)
	for i, s := range steps {
		if at[s.Pos.File] == nil {
			at[s.Pos.File] = make(map[int][]htmlStep)
			files = append(files, s.Pos.File)
		}
		at[s.Pos.File][s.Pos.Line] = append(at[s.Pos.File][s.Pos.Line], htmlStep{i + 1, s.Message})
	}
	var excerpts []htmlExcerpt
	for _, file := range files {
		excerpts = append(excerpts, htmlExcerpt{r.Rel(file), r.excerpt(f, file, at[file])})
	}
	return excerpts
}

func (r *Report) excerpt(f Finding, file string, steps map[int][]htmlStep) []htmlLine {
	var marked []int
	for n := range steps {
		marked = append(marked, n)
	}
	slices.Sort(marked)
	first, last := marked[0], marked[len(marked)-1]
	var out []htmlLine
	at := max(first-around, 1)
	for _, n := range marked {
		if skip := n - around - at; skip >= shortest {
			out = append(out, htmlLine{Gap: skip, OnPath: first <= at && at <= last})
			at += skip
		}
		for ; at <= n+around && at <= r.Source.Lines(file); at++ {
			line := htmlLine{Number: at, Before: r.Source.Line(file, at), Steps: steps[at], OnPath: first <= at && at <= last}
			if file == f.Pos.File && at == f.Pos.Line {
				line.mark(f)
			}
			out = append(out, line)
		}
	}
	return out
}

// mark splits the line's text around what the finding stands on.
func (l *htmlLine) mark(f Finding) {
	text := l.Before
	from, to := f.Pos.Column-1, len(text)
	if f.End.Line == f.Pos.Line {
		to = min(f.End.Column-1, to)
	}
	if 0 <= from && from < to {
		l.Before, l.Marked, l.After = text[:from], text[from:to], text[to:]
	}
}
