package rule

import (
	"slices"

	"symport/internal/fact"
)

// Atom is the smallest thing a condition can ask: one fact against one threshold or
// set of members. Atoms are interned: equal ones are one.
type Atom struct {
	Fact  int    // index of the vocabulary
	Op    Op     //
	Param int    // index of the parameters, -1 without
	Set   uint64 // members, for In
}

// CondKind is what a node of a condition is.
type CondKind uint8

// The kinds of nodes.
const (
	IsAtom CondKind = iota
	IsCriterion
	IsNot
	IsAnd
	IsOr
)

// Cond is a condition, immutable. Ref is the index of the atom or criterion of a leaf;
// ThisLesion tells a lesion's own criterion from the same over all lesions.
type Cond struct {
	Kind       CondKind
	Ref        int
	ThisLesion bool
	Args       []*Cond

	vector, slot int // of a leaf: where an assessment keeps its truth
}

// The vectors in which an assessment keeps truths.
const (
	ofPatient = iota
	ofLesion
	ofActivity
)

func vectorOf(s fact.Scope) int {
	switch s {
	case fact.OfLesion:
		return ofLesion
	case fact.OfActivity:
		return ofActivity
	}
	return ofPatient
}

// view is what a condition sees: the truths of the patient, one lesion, one activity.
type view [3][]truth

// eval is strong Kleene logic.
func (c *Cond) eval(v *view) truth {
	switch c.Kind {
	case IsNot:
		return c.Args[0].eval(v).not()
	case IsAnd:
		t := yes
		for _, a := range c.Args {
			if t &= a.eval(v); t == no {
				return no
			}
		}
		return t
	case IsOr:
		t := no
		for _, a := range c.Args {
			if t |= a.eval(v); t == yes {
				return yes
			}
		}
		return t
	}
	return v[c.vector][c.slot]
}

// reads reports whether a leaf lies in the vector.
func (c *Cond) reads(vector int) bool {
	if c == nil {
		return false
	}
	if c.Kind == IsAtom || c.Kind == IsCriterion {
		return c.vector == vector
	}
	return slices.ContainsFunc(c.Args, func(a *Cond) bool { return a.reads(vector) })
}

// leaves calls visit for each leaf in order.
func (c *Cond) leaves(visit func(leaf *Cond)) {
	if c == nil {
		return
	}
	if c.Kind == IsAtom || c.Kind == IsCriterion {
		visit(c)
	}
	for _, a := range c.Args {
		a.leaves(visit)
	}
}
