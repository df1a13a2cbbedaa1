package rule

import (
	"slices"

	"symport/internal/fact"
)

// dependencies say what an assessment has to look at again when one truth changes:
// by vector and slot, the criteria and the options that read it.
type dependencies struct {
	criteria [3][]bitset // index of Set.order, so that walking a set is in order
	options  [3][]bitset
	never    [3][]bitset
	atomsOf  [][]int // by fact
}

// finish lays out the vectors of an assessment and records who reads what.
func (c *compiler) finish() {
	s := c.set
	c.layout()
	for _, crit := range s.Criteria {
		crit.when.leaves(s.locate)
		crit.scope.leaves(s.locate)
	}
	for _, o := range s.Options {
		o.conditions(func(cond *Cond) { cond.leaves(s.locate) })
	}
	for _, k := range s.constraints {
		k.never.leaves(s.locate)
	}
	c.depend()
	s.layCells()
}

// layCells lays out the values worth trying of every fact, by the thresholds in force.
func (s *Set) layCells() {
	s.cells = make([]cells, len(s.Vocabulary.Terms))
	for f := range s.cells {
		if len(s.deps.atomsOf[f]) > 0 { // else no rule reads it
			s.cells[f] = s.cellsOf(f)
		}
	}
}

func (c *compiler) layout() {
	s := c.set
	s.atomVector, s.atomSlot = make([]int, len(s.Atoms)), make([]int, len(s.Atoms))
	s.deps.atomsOf = make([][]int, len(s.Vocabulary.Terms))
	for i, a := range s.Atoms {
		v := vectorOf(s.Vocabulary.Terms[a.Fact].Scope)
		s.atomVector[i], s.atomSlot[i] = v, s.size[v]
		s.size[v]++
		s.deps.atomsOf[a.Fact] = append(s.deps.atomsOf[a.Fact], i)
	}
	for _, crit := range s.Criteria {
		crit.slot = s.size[ofPatient]
		s.size[ofPatient]++
		if crit.ForLesion {
			crit.lesionSlot = s.size[ofLesion]
			s.size[ofLesion]++
		}
	}
}

// locate gives a leaf its place in the vectors.
func (s *Set) locate(leaf *Cond) {
	switch {
	case leaf.Kind == IsAtom:
		leaf.vector, leaf.slot = s.atomVector[leaf.Ref], s.atomSlot[leaf.Ref]
	case leaf.ThisLesion:
		leaf.vector, leaf.slot = ofLesion, s.Criteria[leaf.Ref].lesionSlot
	default:
		leaf.vector, leaf.slot = ofPatient, s.Criteria[leaf.Ref].slot
	}
}

// conditions calls visit for each condition of an option.
func (o *Option) conditions(visit func(*Cond)) {
	visit(o.onlyIf)
	visit(o.continues)
	for _, a := range o.Arguments {
		visit(a.when)
		visit(a.scope)
	}
}

func (c *compiler) depend() {
	s := c.set
	for v := range s.size {
		s.deps.criteria[v] = make([]bitset, s.size[v])
		s.deps.options[v] = make([]bitset, s.size[v])
		s.deps.never[v] = make([]bitset, s.size[v])
	}
	for rank, i := range s.order {
		crit := s.Criteria[i]
		read := reads(&s.deps.criteria, rank)
		crit.when.leaves(read)
		crit.scope.leaves(read)
	}
	for i, o := range s.Options {
		o.conditions(func(cond *Cond) { cond.leaves(reads(&s.deps.options, i)) })
	}
	for i, k := range s.constraints {
		k.never.leaves(reads(&s.deps.never, i))
	}
}

func reads(by *[3][]bitset, who int) func(*Cond) {
	return func(leaf *Cond) { by[leaf.vector][leaf.slot].add(who) }
}

// thresholdsOf lists the thresholds of a fact in order, each once.
func (s *Set) thresholdsOf(f int) []float64 {
	var out []float64
	for _, i := range s.deps.atomsOf[f] {
		if p := s.Atoms[i].Param; p >= 0 {
			out = append(out, s.thresholds[p])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (s *Set) term(f int) *fact.Term { return &s.Vocabulary.Terms[f] }
