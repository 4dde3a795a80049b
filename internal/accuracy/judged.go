package accuracy

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// judged counts the stored judgements by rule.
func judged(root fs.FS) (string, error) {
	files, err := fs.Glob(root, "testdata/corpus/judged/*.tsv")
	if err != nil {
		return "", err
	}
	type count struct{ right, all int }
	rules := make(map[string]*count)
	repos := make(map[string]map[string]bool)
	for _, file := range files {
		text, err := fs.ReadFile(root, file)
		if err != nil {
			return "", err
		}
		var column map[string]int
		for line := range strings.Lines(string(text)) {
			line = strings.TrimRight(line, "\n")
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			cells := strings.Split(line, "\t")
			if column == nil {
				column = make(map[string]int)
				for i, name := range cells {
					column[name] = i
				}
				continue
			}
			if len(cells) < len(column) {
				return "", fmt.Errorf("%s: %d columns, want %d: %s", file, len(cells), len(column), line)
			}
			rule := cells[column["rule"]]
			if rules[rule] == nil {
				rules[rule], repos[rule] = new(count), make(map[string]bool)
			}
			repos[rule][cells[column["repo"]]] = true
			rules[rule].all++
			if cells[column["verdict"]] == "true" {
				rules[rule].right++
			}
		}
	}
	text := "rule\trepositories\tfindings that are true (95 % interval)\n"
	for _, rule := range slices.Sorted(maps.Keys(rules)) {
		text += fmt.Sprintf("%s\t%d\t±%d/%d\n", rule, len(repos[rule]), rules[rule].right, rules[rule].all)
	}
	return table(text)
}
