package configfile

import (
	"regexp"
	"strings"
)

// glob returns the function that tells whether a path, with slashes, matches a
// pattern: ** stands for any number of directories, * and ? stay within one. A
// pattern that names a directory matches what is in it.
func glob(pattern string) func(path string) bool {
	pattern = strings.TrimSuffix(strings.TrimPrefix(pattern, "./"), "/")
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		rest := pattern[i:]
		switch {
		case strings.HasPrefix(rest, "**/"):
			b.WriteString(`(?:.*/)?`)
			i += 2
		case strings.HasPrefix(rest, "**"):
			b.WriteString(`.*`)
			i++
		case rest[0] == '*':
			b.WriteString(`[^/]*`)
		case rest[0] == '?':
			b.WriteString(`[^/]`)
		default:
			b.WriteString(regexp.QuoteMeta(rest[:1]))
		}
	}
	return regexp.MustCompile(`^` + b.String() + `(?:/.*)?$`).MatchString
}
