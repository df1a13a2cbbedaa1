package rule

import (
	"slices"

	"symport/internal/fact"
)

// dependencies say what an assessment has to look at again when one truth changes:
// by vector and slot, the criteria and the options that read it.
type dependencies struct {
	criteria  [3][]bitset // index of Set.order, so that walking a set is in order
	options   [3][]bitset
	arguments [3][]bitset // number of the argument: Option.first and its place
	never     [3][]bitset
	atomsOf   [][]int // by fact
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
	s.numberReasons()
	s.layCells()
}

// numberReasons numbers the distinct conditions of the arguments.
func (s *Set) numberReasons() {
	type reason struct{ when, scope *Cond }
	numbers := map[reason]int{}
	for _, o := range s.Options {
		for _, a := range o.Arguments {
			key := reason{a.when, a.scope}
			if _, ok := numbers[key]; !ok {
				numbers[key] = len(numbers)
			}
			a.reason = numbers[key]
			a.look()
		}
	}
	s.reasons = len(numbers)
}

// look notes which vectors the conditions of an argument read.
func (a *Argument) look() {
	for vector := range a.reads {
		a.reads[vector] = a.when.reads(vector) || a.scope.reads(vector)
	}
}

// layCells lays out the values worth trying of every fact, and what every atom compares
// with, by the thresholds in force.
func (s *Set) layCells() {
	s.cells = make([]cells, len(s.Vocabulary.Terms))
	s.compared = make([]any, len(s.Atoms))
	for i := range s.Atoms {
		s.compared[i] = s.comparedWith(&s.Atoms[i])
	}
	for f := range s.cells {
		if len(s.deps.atomsOf[f]) > 0 { // else no rule reads it
			s.cells[f] = s.cellsOf(f)
		}
	}
}

func (s *Set) comparedWith(a *Atom) any {
	switch a.Op {
	case In:
		return s.term(a.Fact).Names(a.Set)
	case Holds:
		return nil
	}
	return s.thresholds[a.Param]
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
		s.deps.arguments[v] = make([]bitset, s.size[v])
		s.deps.never[v] = make([]bitset, s.size[v])
	}
	for rank, i := range s.order {
		crit := s.Criteria[i]
		read := reads(&s.deps.criteria, rank)
		crit.when.leaves(read)
		crit.scope.leaves(read)
	}
	first := 0
	for i, o := range s.Options {
		o.conditions(func(cond *Cond) { cond.leaves(reads(&s.deps.options, i)) })
		o.first = first
		first += len(o.Arguments)
		s.argumentsRead(o)
	}
	for i, k := range s.constraints {
		k.never.leaves(reads(&s.deps.never, i))
	}
}

// argumentsRead records what each argument of an option reads: its own condition and
// scope and, since they decide together whom the edition speaks of, every scope of the
// option.
func (s *Set) argumentsRead(o *Option) {
	for i, a := range o.Arguments {
		read := reads(&s.deps.arguments, o.first+i)
		a.when.leaves(read)
		a.scope.leaves(read)
		for _, scope := range o.scopes {
			scope.leaves(read)
		}
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
