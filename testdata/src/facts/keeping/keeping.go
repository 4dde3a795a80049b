// Package keeping has functions that keep those which they are given, or call
// them at once. Their users stand in another package.
package keeping

// A Log writes to its outputs.
type Log struct{ out []func(line string) }

// AddOutput keeps write.
func (l *Log) AddOutput(write func(line string)) { l.out = append(l.out, write) }

// Twice passes it on to what keeps it.
func Twice(l *Log, write func(line string)) {
	l.AddOutput(func(line string) { write(line + line) })
}

// Lines calls write before it returns.
func Lines(lines []string, write func(line string)) {
	for _, l := range lines {
		write(l)
	}
}
