package rule

import (
	"slices"
	"sync"

	"symport/internal/fact"
	"symport/internal/verdict"
)

// The eight values to which the arguments of one option and target come.
const (
	AbsoluteExcluder = iota // any absolute excluder is met
	OpenExcluder            // any correctable or dated excluder is met
	StrongFor               // any strong "for" is met
	OtherFor                // any other "for" is met
	StrongAgainst           // any strong "against" is met
	FailedBefore            // this treatment failed or was stopped for toxicity
	InScope                 // the edition speaks of such a patient
	Required                // every requirement is met
	values
)

// State is what the arguments come to.
type State [values]fact.Tri

// states is 3 to the number of values.
const states = 6561

// index numbers the states: base 3, no 0, yes 1, unknown 2, so that every state that an
// answer leads to has a smaller number.
func (s State) index() int {
	n := 0
	for _, t := range s {
		digit := 2
		switch t {
		case fact.No:
			digit = 0
		case fact.Yes:
			digit = 1
		}
		n = n*3 + digit
	}
	return n
}

func stateAt(n int) State {
	var s State
	for i := len(s) - 1; i >= 0; i-- {
		s[i] = [...]fact.Tri{fact.No, fact.Yes, fact.Maybe}[n%3]
		n /= 3
	}
	return s
}

// Verdict is the first row of the clinical logic that fits the state.
func (s State) Verdict() verdict.Verdict {
	switch {
	case s[AbsoluteExcluder] == fact.Yes:
		return verdict.Contraindicated
	case s[InScope] == fact.No:
		return verdict.NotAddressed
	case s[Required] == fact.No:
		return verdict.NotEligible
	case s[StrongFor] == fact.No && s[OtherFor] == fact.No:
		return verdict.NotIndicated
	case s[OpenExcluder] == fact.Yes:
		return verdict.Defer
	case s[StrongAgainst] == fact.Yes && s[StrongFor] != fact.Yes, s[FailedBefore] == fact.Yes:
		return verdict.Discouraged
	case s[StrongFor] != fact.Yes && s[OtherFor] != fact.Yes:
		return verdict.NeedsData
	case s.open():
		return verdict.CheckFirst
	case s[StrongFor] == fact.Yes && s[StrongAgainst] != fact.Yes:
		return verdict.Indicated
	}
	return verdict.Consider
}

// open reports whether anything is unknown that nothing positive may leave open.
func (s State) open() bool {
	for _, v := range [...]int{AbsoluteExcluder, OpenExcluder, FailedBefore, InScope, Required} {
		if s[v] == fact.Maybe {
			return true
		}
	}
	return false
}

// bestFirst orders the verdicts by how much they let a patient have.
var bestFirst = [...]verdict.Verdict{
	verdict.Indicated, verdict.Consider, verdict.CheckFirst, verdict.NeedsData, verdict.Defer,
	verdict.Discouraged, verdict.NotIndicated, verdict.NotEligible, verdict.NotAddressed, verdict.Contraindicated,
}

// verdicts is a set of verdicts: bit i is bestFirst[i].
type verdicts uint16

func maskOf(v verdict.Verdict) verdicts { return 1 << slices.Index(bestFirst[:], v) }

// capped is the set after "at most consider".
func (m verdicts) capped() verdicts {
	indicated, consider := maskOf(verdict.Indicated), maskOf(verdict.Consider)
	if m&indicated != 0 {
		return m&^indicated | consider
	}
	return m
}

// Row is one state with its verdict and the verdicts that answers can still lead to,
// best first. An answer only takes verdicts away; with nothing unknown one is left.
type Row struct {
	State   State
	Verdict verdict.Verdict
	Allows  []verdict.Verdict
}

type table struct {
	verdict [states]uint8 // index of bestFirst
	allows  [states]verdicts
	lists   [1 << len(bestFirst)][]verdict.Verdict
}

// theTable is built once: the verdict of each state, and with it what every answer to
// one of its unknowns allows.
var theTable = sync.OnceValue(func() *table {
	t := &table{}
	for n := range states {
		s := stateAt(n)
		t.verdict[n] = uint8(slices.Index(bestFirst[:], s.Verdict()))
		t.allows[n] = 1 << t.verdict[n]
		for i := range s {
			if s[i] != fact.Maybe {
				continue
			}
			for _, answer := range [...]fact.Tri{fact.No, fact.Yes} {
				filled := s
				filled[i] = answer
				t.allows[n] |= t.allows[filled.index()]
			}
		}
	}
	for m := range t.lists {
		for i, v := range bestFirst {
			if m&(1<<i) != 0 {
				t.lists[m] = append(t.lists[m], v)
			}
		}
	}
	return t
})

// Table returns all 6,561 states.
func Table() []Row {
	t := theTable()
	rows := make([]Row, states)
	for n := range rows {
		rows[n] = Row{stateAt(n), bestFirst[t.verdict[n]], t.lists[t.allows[n]]}
	}
	return rows
}

// outcome is a verdict with what it allows, after the cap.
type outcome struct {
	verdict uint8
	allows  verdicts
}

func (t *table) outcome(n int, capTo fact.Tri) outcome {
	o := outcome{t.verdict[n], t.allows[n]}
	switch capTo {
	case fact.Yes:
		o.allows = o.allows.capped()
		o.verdict = max(o.verdict, 1)
	case fact.Maybe:
		o.allows |= o.allows.capped()
	}
	return o
}
