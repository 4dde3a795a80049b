package conntest

import (
	"fmt"
	"strings"
)

// A chart is the time line, drawn into a box of 600 by 150.
type chart struct {
	Series   []series
	Max      string
	From, To string
}

type series struct {
	Class, Name, Points string
	Last                string
}

const chartWidth, chartHeight = 600, 150

func newChart(line []Point) *chart {
	if len(line) < 2 {
		return nil
	}
	all := []struct {
		class, name string
		value       func(Point) int
	}{
		{"s1", "established", func(p Point) int { return p.Established }},
		{"s2", "CLOSE_WAIT", func(p Point) int { return p.CloseWait }},
		{"s3", "TIME_WAIT (host)", func(p Point) int { return p.TimeWait }},
		{"s4", "open bodies", func(p Point) int { return p.OpenBodies }},
	}
	top := 1
	for _, s := range all {
		for _, p := range line {
			top = max(top, s.value(p))
		}
	}
	first, last := line[0].Time, line[len(line)-1].Time
	c := &chart{Max: thousands(top), From: first.Format("15:04:05"), To: last.Format("15:04:05")}
	for _, s := range all {
		var points strings.Builder
		for _, p := range line {
			x := float64(p.Time.Sub(first)) / float64(last.Sub(first)) * chartWidth
			y := chartHeight - float64(s.value(p))/float64(top)*chartHeight
			fmt.Fprintf(&points, "%.1f,%.1f ", x, y)
		}
		c.Series = append(c.Series, series{s.class, s.name, points.String(), thousands(s.value(line[len(line)-1]))})
	}
	return c
}
