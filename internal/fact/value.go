// Package fact holds what a rule can see: a value with all that is half known about
// it, and the vocabulary that gives a value its meaning.
package fact

import (
	"math"

	"symport/internal/date"
)

// Status says whether a value is known and, if not, why.
type Status uint8

// The states. Unknown is the zero value: what nobody wrote is unknown.
const (
	Unknown Status = iota
	Known
	NotDone
	Failed
	Pending
	Stale
	NotApplicable
)

var statusNames = [...]string{"unknown", "known", "not-done", "failed", "pending", "stale", "not-applicable"}

func (s Status) String() string { return statusNames[s] }

// MarshalText writes the contract's word.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// ParseStatus reads one of the words that may stand instead of a value.
func ParseStatus(word string) (Status, bool) {
	for i, name := range statusNames {
		if name == word && Status(i) != Known && Status(i) != Stale {
			return Status(i), true
		}
	}
	return Unknown, false
}

// Ref is a place in the record: At names the entry in words that do not depend on
// the order of entries ("radioiodine 2013-02..2015-12"), When is the entry's date.
type Ref struct {
	At   string
	When date.Span
}

// Value is what is known of one fact on one day. Which fields speak depends on the
// fact's type in the vocabulary: Lo, Hi for a quantity, Truth for a truth, OneOf for
// an enumeration. Anything but Known makes every atom over it unknown (the
// vocabulary's `na:` for truths excepted).
type Value struct {
	Status Status
	Lo, Hi float64 // quantity in the vocabulary's unit; Lo == Hi when exact; may be +-Inf
	HiOpen bool    // Hi itself is excluded: "<0.1" is [0, 0.1)
	LoOpen bool    // Lo itself is excluded: ">472" is (472, +Inf)
	Soft   bool    // the range is a 95 % interval around Est, decided by Est
	Est    float64
	Truth  bool
	OneOf  uint64   // members still possible, bit i = i-th member of the vocabulary
	From   []Ref    // where in the record it comes from, newest first
	Why    string   // reason code of an unknown ("scan-baseline-missing"), from the vocabulary
	Needs  []string // fact ids that would make it known, if other than the fact itself
}

// Exactly returns a known quantity.
func Exactly(x float64, from ...Ref) Value {
	return Value{Status: Known, Lo: x, Hi: x, Est: x, From: from}
}

// Within returns a quantity known to lie in [lo, hi].
func Within(lo, hi float64, from ...Ref) Value {
	return Value{Status: Known, Lo: lo, Hi: hi, From: from}
}

// AtLeast returns a quantity of which only a lower bound is known.
func AtLeast(lo float64, from ...Ref) Value { return Within(lo, math.Inf(1), from...) }

// Estimated returns a quantity with a 95 % interval.
func Estimated(est, lo, hi float64, from ...Ref) Value {
	return Value{Status: Known, Lo: lo, Hi: hi, Est: est, Soft: true, From: from}
}

// True returns a known truth.
func True(from ...Ref) Value { return Value{Status: Known, Truth: true, From: from} }

// False returns a known falsehood: something that was looked for and is not so.
func False(from ...Ref) Value { return Value{Status: Known, From: from} }

// Is returns True or False.
func Is(yes bool, from ...Ref) Value { return Value{Status: Known, Truth: yes, From: from} }

// Not known, for the given reason.
func Missing(why string, from ...Ref) Value { return Value{Why: why, From: from} }

// Members returns an enumeration value of which the members of the mask are possible.
func Members(mask uint64, from ...Ref) Value {
	return Value{Status: Known, OneOf: mask, From: from}
}

// Tri is a truth value of strong Kleene logic.
type Tri int8

// The truth values, ordered no < unknown < yes.
const (
	No    Tri = -1
	Maybe Tri = 0
	Yes   Tri = 1
)

// And is the minimum, Or the maximum, Not the negation.
func (t Tri) And(u Tri) Tri { return min(t, u) }

// Or is the maximum.
func (t Tri) Or(u Tri) Tri { return max(t, u) }

// Not is the negation.
func (t Tri) Not() Tri { return -t }

// TriOf turns a bool into a truth value.
func TriOf(b bool) Tri {
	if b {
		return Yes
	}
	return No
}
