package report

import (
	"fmt"
	"slices"
	"strings"
)

// Summary counts the findings: “3 findings (2 errors, 1 note)”.
func Summary(r *Report) string {
	if len(r.Findings) == 0 {
		return "no findings"
	}
	var parts []string
	for _, s := range slices.Backward(Severities) {
		if n := r.Count(s); n > 0 {
			parts = append(parts, plural(n, s))
		}
	}
	return fmt.Sprintf("%s (%s)", plural(len(r.Findings), "finding"), strings.Join(parts, ", "))
}

func plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
