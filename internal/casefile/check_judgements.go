package casefile

import (
	"slices"
	"strings"

	"symport/internal/fact"
	"symport/internal/fault"
	"symport/internal/record"
	"symport/internal/unit"
)

// Vocabulary gives the facts of an edition, against which answers are held: none where no
// edition is at hand. It is asked only if the file has answers.
type Vocabulary func() []fact.Term

// checkJudgements finds answers to what is no fact, of the wrong scope, or of a type that
// the fact does not have.
func (w *walker) checkJudgements(p *record.Patient) {
	if w.vocabulary == nil || len(p.Judgements) == 0 {
		return
	}
	terms := w.vocabulary()
	if len(terms) == 0 {
		return
	}
	for i := range p.Judgements {
		j := &p.Judgements[i]
		k := slices.IndexFunc(terms, func(t fact.Term) bool { return t.ID == j.Fact })
		switch {
		case j.Fact == "":
		case k < 0:
			w.fail(w.node(&j.Fact), "unknown-fact", likeFact(j.Fact, terms), "no fact is called %q", shorten(j.Fact))
		default:
			w.checkScope(j, &terms[k])
			w.checkAnswer(j, &terms[k])
		}
	}
}

func (w *walker) checkScope(j *record.Judgement, t *fact.Term) {
	switch {
	case t.Scope == fact.OfLesion && j.Lesion == "":
		w.fail(w.node(&j.Fact), "missing-key", "add lesion: and its id", "%s is a fact of a lesion", t.ID)
	case t.Scope == fact.OfPatient && j.Lesion != "":
		w.fail(w.node(&j.Lesion), "wrong-scope", "leave lesion out", "%s is a fact of the patient, not of a lesion", t.ID)
	case t.Scope == fact.OfActivity:
		w.fail(w.node(&j.Fact), "wrong-scope", "", "%s is computed for each planned activity, not answered", t.ID)
	}
}

func (w *walker) checkAnswer(j *record.Judgement, t *fact.Term) {
	var hint string
	fits := !j.Quantity.Has()
	switch t.Type {
	case fact.Truth:
		hint = "write yes, no or unknown"
		fits = fits && (!j.Answer.Has() || j.Answer.V == "yes" || j.Answer.V == "no")
	case fact.Enum:
		hint = "one of " + strings.Join(t.Members, ", ")
		if best := fault.Nearest(j.Answer.V, t.Members); best != "" {
			hint = "did you mean " + best + "?"
		}
		fits = fits && (!j.Answer.Has() || t.Bit(strings.ReplaceAll(j.Answer.V, "-", "_")) != 0)
	case fact.Quantity:
		hint = "a quantity in " + t.Unit
		if t.Unit == unit.Fraction.Base() {
			hint = "a number without a unit"
		}
		fits = !j.Answer.Has() && (!j.Quantity.Has() || slices.Contains(j.Quantity.V.Kind.Units(), t.Unit))
	}
	if !fits {
		said, at := j.Answer.V, any(&j.Answer)
		if j.Quantity.Has() {
			said, at = j.Quantity.V.Written, &j.Quantity
		}
		w.fail(w.node(at), "wrong-answer", hint, "%q is no answer to %s", shorten(said), t.ID)
	}
}

// likeFact names the fact that was most likely meant: a like id, else the shortest that
// holds all its words.
func likeFact(id string, terms []fact.Term) string {
	ids := make([]string, len(terms))
	for i := range terms {
		ids[i] = terms[i].ID
	}
	best := fault.Nearest(id, ids)
	if best == "" {
		best = shortestHolding(factWords(id), ids)
	}
	if best == "" {
		return "the ids are those of findings in symport consult example:cantemist-945 --format json"
	}
	return "did you mean " + best + "?"
}

func shortestHolding(words, ids []string) string {
	best := ""
	for _, id := range ids {
		held := factWords(id)
		lacks := slices.ContainsFunc(words, func(word string) bool { return !slices.Contains(held, word) })
		if !lacks && (best == "" || len(id) < len(best)) {
			best = id
		}
	}
	return best
}

func factWords(id string) []string {
	return strings.FieldsFunc(id, func(r rune) bool { return r == '.' || r == '_' || r == '-' })
}
