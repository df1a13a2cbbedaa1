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
	slots []int // by term: its place among those of its scope
	count map[fact.Scope]int
}

// NewVocabulary returns the vocabulary of the terms, sorted by id. Ids are unique.
func NewVocabulary(terms []fact.Term) *Vocabulary {
	terms = slices.Clone(terms)
	slices.SortFunc(terms, func(a, b fact.Term) int { return strings.Compare(a.ID, b.ID) })
	v := &Vocabulary{Terms: terms, index: make(map[string]int, len(terms)), slots: make([]int, len(terms)), count: map[fact.Scope]int{}}
	for i := range terms {
		v.index[terms[i].ID] = i
		v.slots[i] = v.count[terms[i].Scope]
		v.count[terms[i].Scope]++
	}
	return v
}

// Slot returns the place of a term among those of its scope, where a target keeps its
// value.
func (v *Vocabulary) Slot(term int) int { return v.slots[term] }

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
