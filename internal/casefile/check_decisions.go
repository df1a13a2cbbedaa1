package casefile

import (
	"slices"
	"strings"

	"symport/internal/fact"
	"symport/internal/fault"
	"symport/internal/record"
)

// checkRefractory looks at the declaration of radioiodine-refractory disease: a question
// that is not quite its own, words that are no answer, and no radioiodine ever given.
func (w *walker) checkRefractory(p *record.Patient) {
	given := slices.ContainsFunc(p.Radioiodine, func(r record.Radioiodine) bool { return r.Intent.V != "diagnostic" })
	for i := range p.Decisions {
		d := &p.Decisions[i]
		answer := d.Refractory()
		switch {
		case !d.OnRefractory():
			if nearRefractory(d.Question) {
				w.warn(w.node(&d.Question), "unknown-question", "did you mean "+record.RefractoryQuestion+"? kept as written",
					"no rule reads a decision on %q", shorten(d.Question))
			}
		case d.Decision.Has() && answer == fact.Maybe:
			w.warn(w.node(&d.Decision), "unknown-answer", "write "+strings.Join(record.RefractoryYes[:2], " or ")+"; "+strings.Join(record.RefractoryNo[:2], " or ")+"; unknown or pending while it is open",
				"%q is no answer to %q: counts as unknown", shorten(d.Decision.V), record.RefractoryQuestion)
		case answer == fact.Yes && !given:
			w.warn(w.node(&d.Decision), "contradiction", "add the courses, or the reason", "declared refractory to radioiodine, but no radioiodine is listed")
		}
	}
}

// iodineWords are how people write radioiodine.
var iodineWords = []string{"radioiodine", "iodine", "rai", "131i", "i131", "radioactive"}

// nearRefractory reports a question that was most likely meant to be that of the
// declaration. A slip of one or two letters is named where the word is read.
func nearRefractory(question string) bool {
	words := strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(question, "-131", "131")), func(r rune) bool {
		return strings.ContainsRune(" -_/,.?:()", r)
	})
	iodine := slices.ContainsFunc(words, func(word string) bool { return slices.Contains(iodineWords, word) })
	refractory := slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, "refractor") })
	switch {
	case slices.ContainsFunc(words, func(word string) bool { return word == "rair" || word == "rairdtc" }):
		return true
	case refractory && (iodine || len(words) == 1):
		return fault.Edits(strings.ToLower(question), record.RefractoryQuestion) > 2
	}
	return false
}
