package rule

import (
	"strings"

	"symport/internal/fault"
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

// didYouMean is the hint for an unknown name.
func didYouMean(name string, candidates []string) string {
	if near := fault.Nearest(name, candidates); near != "" {
		return "did you mean " + near + "?"
	}
	return ""
}
