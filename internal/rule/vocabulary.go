// Package rule compiles conditions and arguments written as YAML and CEL into a closed
// three-valued form, evaluates them over the facts of one patient, and explains, flips
// and proves what it found. It sees facts, never the record.
package rule

import (
	"slices"
	"strings"

	"symport/internal/fact"
)

// Vocabulary is the closed list of facts a rule may name.
type Vocabulary struct {
	Terms []fact.Term // sorted by id
	index map[string]int
}

// NewVocabulary returns the vocabulary of the terms, sorted by id. Ids are unique.
func NewVocabulary(terms []fact.Term) *Vocabulary {
	terms = slices.Clone(terms)
	slices.SortFunc(terms, func(a, b fact.Term) int { return strings.Compare(a.ID, b.ID) })
	v := &Vocabulary{Terms: terms, index: make(map[string]int, len(terms))}
	for i := range terms {
		v.index[terms[i].ID] = i
	}
	return v
}

// Term returns the entry with the id, nil if there is none.
func (v *Vocabulary) Term(id string) *fact.Term {
	if i, ok := v.index[id]; ok {
		return &v.Terms[i]
	}
	return nil
}

// Index returns the place of the id in Terms, -1 if there is none.
func (v *Vocabulary) Index(id string) int {
	if i, ok := v.index[id]; ok {
		return i
	}
	return -1
}
