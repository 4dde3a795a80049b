package conntest

import (
	"fmt"
	"strings"
)

// A chart is a part of the time line, drawn into a box of 600 by 150.
type chart struct {
	Title    string
	Series   []series
	Max      string
	From, To string
}

type series struct {
	Class, Name string
	Points      string // of an SVG polyline
	Last        string

	value func(Point) int
}

const chartWidth, chartHeight = 600, 150

// newCharts draws what is the process's and what is the host's apart: the
// latter is often larger by far.
func newCharts(line []Point) []*chart {
	if len(line) < 2 {
		return nil
	}
	process := newChart("Sockets and bodies of this process", line,
		series{Class: "s1", Name: "established", value: func(p Point) int { return p.Established }},
		series{Class: "s2", Name: "CLOSE_WAIT", value: func(p Point) int { return p.CloseWait }},
		series{Class: "s4", Name: "open bodies", value: func(p Point) int { return p.OpenBodies }})
	host := newChart("TIME_WAIT of the whole host", line,
		series{Class: "s3", Name: "TIME_WAIT", value: func(p Point) int { return p.TimeWait }})
	return []*chart{process, host}
}

func newChart(title string, line []Point, all ...series) *chart {
	top := 1
	for _, s := range all {
		for _, p := range line {
			top = max(top, s.value(p))
		}
	}
	first, last := line[0].Time, line[len(line)-1].Time
	for i, s := range all {
		var points strings.Builder
		for _, p := range line {
			x := float64(p.Time.Sub(first)) / float64(last.Sub(first)) * chartWidth
			y := chartHeight - float64(s.value(p))/float64(top)*chartHeight
			fmt.Fprintf(&points, "%.1f,%.1f ", x, y)
		}
		all[i].Points = points.String()
		all[i].Last = thousands(s.value(line[len(line)-1]))
	}
	return &chart{Title: title, Series: all, Max: thousands(top), From: first.Format("15:04:05"), To: last.Format("15:04:05")}
}
