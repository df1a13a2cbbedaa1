package fault

import "strings"

// Nearest returns the known word that a slip of the pen most likely meant: the one with
// the fewest edits, at most one in three letters (one in a word of two) and whatever the
// case; of several the first in the order of the alphabet. It is "" if none is near.
func Nearest(word string, known []string) string {
	letters := []rune(strings.ToLower(word))
	most := len(letters) / 3
	if len(letters) == 2 {
		most = 1
	}
	best, least := "", most+1
	for _, k := range known {
		if d := edits(letters, []rune(strings.ToLower(k)), least); d < least || d == least && best != "" && k < best {
			best, least = k, d
		}
	}
	return best
}

// Edits counts the letters to put in, take out, change or swap with their neighbour to
// make b of a, whatever the case.
func Edits(a, b string) int {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	return edits(x, y, len(x)+len(y))
}

// edits is the distance of the optimal string alignment; limit+1 when the lengths alone
// say that it is more than limit.
func edits(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var before []int
	last, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			change := 1
			if a[i] == b[j] {
				change = 0
			}
			row[j+1] = min(last[j]+change, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, make([]int, len(b)+1)
	}
	return last[len(b)]
}
