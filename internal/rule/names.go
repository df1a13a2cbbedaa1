package rule

import (
	"strings"
)

// celName is the name of an id in conditions.
func celName(id string) string { return strings.ReplaceAll(id, "-", "_") }

// reserved are the words that CEL keeps for itself.
var reserved = map[string]bool{
	"as": true, "break": true, "const": true, "continue": true, "else": true, "false": true, "for": true,
	"function": true, "if": true, "import": true, "in": true, "let": true, "loop": true, "namespace": true,
	"null": true, "package": true, "return": true, "true": true, "var": true, "void": true, "while": true,
}

// badName says why an id cannot be named in a condition, "" if it can.
func badName(id string) string {
	for part := range strings.SplitSeq(id, ".") {
		switch {
		case part == "":
			return "has an empty part"
		case part[0] >= '0' && part[0] <= '9':
			return "has a part that begins with a digit"
		case reserved[part]:
			return "has the part " + part + ", a word that conditions keep for themselves"
		case strings.IndexFunc(part, notInName) >= 0:
			return "may hold small letters, digits, - and _ only"
		}
	}
	return ""
}

func notInName(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '_')
}

// nearest returns the candidate with the fewest edits to name, "" if none is near:
// at most one edit in three characters.
func nearest(name string, candidates []string) string {
	best, least := "", len(name)/3+1
	for _, c := range candidates {
		if d := edits(name, c, least); d < least || d == least && best != "" && c < best {
			best, least = c, d
		}
	}
	return best
}

// didYouMean is the hint for an unknown name.
func didYouMean(name string, candidates []string) string {
	if near := nearest(name, candidates); near != "" {
		return "did you mean " + near + "?"
	}
	return ""
}

// edits counts the letters to put in, take out, change or swap with their neighbour to
// make b of a; limit+1 when the lengths alone say that it is more than limit.
func edits(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var before []int
	last, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
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
