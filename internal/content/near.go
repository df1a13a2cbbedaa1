package content

import (
	"slices"
	"strings"

	"symport/internal/fault"
)

// didYouMean is the hint that names the nearest known word.
func didYouMean(word string, known []string) string {
	if n := fault.Nearest(word, known); n != "" {
		return "did you mean " + n + "?"
	}
	if len(known) == 0 || len(known) > 12 {
		return ""
	}
	known = slices.Clone(known)
	slices.Sort(known)
	return "known: " + strings.Join(known, ", ")
}
