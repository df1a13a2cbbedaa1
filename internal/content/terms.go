package content

import (
	"slices"
	"strconv"

	"symport/internal/fact"
)

var (
	termTypes  = []string{string(fact.Truth), string(fact.Quantity), string(fact.Enum)}
	termScopes = []string{string(fact.OfPatient), string(fact.OfLesion), string(fact.OfActivity)}
	burdens    = []string{"record", "ask", "test-simple", "test-imaging", "test-invasive"}
	moves      = []string{"rise", "fall", "any", "never"}
)

// params returns the parameters, with what a threshold cannot do without checked.
func (it *items) params() []placed[Param] {
	for _, p := range it.paramList {
		if p.item.Safer != "" && p.item.Safer != "lower" && p.item.Safer != "higher" {
			it.failAt(p.file, p.node, "safer", "safer is "+p.item.Safer, "lower or higher")
		}
		if child(p.node, "value") == nil || p.item.Unit == "" {
			it.failAt(p.file, p.node, "id", "parameter "+p.item.ID+" lacks its value or unit", "")
		}
		if !p.item.Verified.Valid() && child(p.node, "verified") == nil {
			it.failAt(p.file, p.node, "id", "parameter "+p.item.ID+" does not say how far it was verified", "verified: source, secondary or unverified")
		}
	}
	return it.paramList
}

// terms returns the vocabulary; a parameter with fresh-of sets how long facts count.
func (it *items) terms(params []placed[Param]) []fact.Term {
	terms := unique(it, it.termList, "term", func(t fact.Term) string { return t.ID })
	it.checkTerms()
	for _, p := range params {
		for i, id := range p.item.FreshOf {
			t := slices.IndexFunc(terms, func(t fact.Term) bool { return t.ID == id })
			switch {
			case t < 0:
				at := child(p.node, "fresh-of").Content[i]
				it.fail(placeOf(p.file, at), "fact-unknown", "unknown fact "+strconv.Quote(id), didYouMean(id, termIDs(terms)))
			case p.item.Unit != "d":
				it.failAt(p.file, p.node, "unit", "a freshness is in days", "write unit: d")
			case p.item.Value < 1:
				it.failAt(p.file, p.node, "value", "a freshness of less than a day would mean that "+id+" never ages", "")
			default:
				terms[t].FreshDays = int(p.item.Value)
			}
		}
	}
	return terms
}

func termIDs(terms []fact.Term) []string {
	ids := make([]string, len(terms))
	for i, t := range terms {
		ids[i] = t.ID
	}
	return ids
}

func (it *items) checkTerms() {
	for _, p := range it.termList {
		t := p.item
		it.checkWord(p, "type", string(t.Type), termTypes, true)
		it.checkWord(p, "scope", string(t.Scope), termScopes, true)
		it.checkWord(p, "burden", t.Burden, burdens, false)
		it.checkWord(p, "moves", t.Moves, moves, false)
		switch {
		case t.Type == fact.Quantity && (t.Kind == "" || t.Unit == ""):
			it.failAt(p.file, p.node, "id", "quantity "+t.ID+" lacks kind or unit", "")
		case t.Type == fact.Enum && (len(t.Members) == 0 || len(t.Members) > 64):
			it.failAt(p.file, p.node, "id", "enumeration "+t.ID+" needs 1 to 64 members", "")
		}
	}
}

func (it *items) checkWord(p placed[fact.Term], key, word string, known []string, required bool) {
	if word == "" && !required || slices.Contains(known, word) {
		return
	}
	it.failAt(p.file, p.node, key, key+" of "+p.item.ID+" is "+strconv.Quote(word), didYouMean(word, known))
}
