// Package spell guesses what somebody meant to type.
package spell

import "strings"

// Closest returns the word of a list that s was probably meant to be, or "".
func Closest(s string, words []string) string {
	best, at := "", 3
	for _, w := range words {
		if d := distance(strings.ToLower(s), w); d < at && d < len(w)-1 {
			best, at = w, d
		}
	}
	return best
}

// distance is the number of letters to insert, delete or replace to get from a
// to b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
