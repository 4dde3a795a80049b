package report

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"testing"
)

// TestProblemMatcher holds the problem matcher for GitHub against the text.
func TestProblemMatcher(t *testing.T) {
	text, err := os.ReadFile("../../.github/connlint-matcher.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		ProblemMatcher []struct {
			Pattern []struct{ Regexp string }
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	matcher := regexp.MustCompile(file.ProblemMatcher[0].Pattern[0].Regexp)
	for line, want := range map[string][]string{
		"a/b c.go:6:42: error: response body from (*http.Client).Do is not closed when x != 200 (line 10) (bodyleak)": {
			"a/b c.go", "6", "42", "error", "response body from (*http.Client).Do is not closed when x != 200 (line 10)", "bodyleak",
		},
		"\ta.go:6:42: response body is acquired here": nil,
		"a.go:6:42: note: no annotation (idlelimit)":  nil,
		"connlint: 1 finding (1 error) in 1 package":  nil,
	} {
		var got []string
		if m := matcher.FindStringSubmatch(line); m != nil {
			got = m[1:]
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\ngot  %q\nwant %q", line, got, want)
		}
	}
}
