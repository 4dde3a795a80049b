package driver

import "bytes"

// lines is a writer that passes on what it gets line by line.
type lines struct {
	each func(line string) // without its end
	rest []byte            // an unfinished line
}

// Write implements io.Writer.
func (l *lines) Write(p []byte) (int, error) {
	l.rest = append(l.rest, p...)
	for {
		i := bytes.IndexByte(l.rest, '\n')
		if i < 0 {
			return len(p), nil
		}
		l.each(string(l.rest[:i]))
		l.rest = l.rest[i+1:]
	}
}

func (l *lines) flush() {
	if len(l.rest) > 0 {
		l.each(string(l.rest))
		l.rest = nil
	}
}
