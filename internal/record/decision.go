package record

import (
	"slices"
	"strings"

	"symport/internal/fact"
)

// RefractoryQuestion is the question whose answer declares radioiodine-refractory disease.
const RefractoryQuestion = "refractory to radioiodine"

// The answers to a question of yes or no that are understood.
var (
	RefractoryYes = []string{"yes", "declared", "refractory", RefractoryQuestion}
	RefractoryNo  = []string{"no", "not declared", "not refractory", "not " + RefractoryQuestion}
	AgreedYes     = []string{"yes", "given", "done", "agreed"}
	AgreedNo      = []string{"no", "not given", "not done", "refused", "declined"}
)

// OnRefractory reports whether the decision answers RefractoryQuestion.
func (d *Decision) OnRefractory() bool { return plainWords(d.Question) == RefractoryQuestion }

// Refractory reads the answer to RefractoryQuestion; Maybe is one that is not known or
// not understood.
func (d *Decision) Refractory() fact.Tri { return d.Answered(RefractoryYes, RefractoryNo) }

// Answered reads the decision by two closed lists of words; nothing else is a yes or a no.
func (d *Decision) Answered(yes, no []string) fact.Tri {
	said := plainWords(d.Decision.V)
	switch {
	case !d.Decision.Has():
	case slices.Contains(yes, said):
		return fact.Yes
	case slices.Contains(no, said):
		return fact.No
	}
	return fact.Maybe
}

// plainWords are the words of a text in lower case, without a full stop at its end.
func plainWords(text string) string {
	return strings.Join(strings.Fields(strings.ToLower(strings.TrimSuffix(strings.TrimSpace(text), "."))), " ")
}
