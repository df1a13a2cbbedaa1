package rule

import (
	"symport/internal/fact"
)

// truth holds two Kleene truth values side by side: what the estimates say, and what
// remains when every value whose interval crosses a threshold counts as unknown. Each
// takes two bits, "surely" and "possibly": no is 00, unknown 10, yes 11. So and, or
// are the bitwise ones, and one word holds sixteen lanes: an assessment has the same in
// all of them, a trial one value of a fact in each.
type truth uint64

const (
	lanes    = 16
	laneBits = 4

	firstLane truth = 0b11_11
	everyLane truth = 0x1111_1111_1111_1111
	no        truth = 0b00_00
	maybe     truth = 0b10_10 * everyLane
	yes       truth = 0b11_11 * everyLane
	uncertain truth = 0b10_00 * everyLane // hard half of a value decided by its estimate

	estimate truth = 0b00_11 * everyLane
	sureBits truth = 0b01_01 * everyLane
	openBits truth = 0b10_10 * everyLane
)

// not swaps the two bits of each half and turns them over.
func (t truth) not() truth {
	t = ^t
	return t&sureBits<<1 | t&openBits>>1
}

// tri is what the estimates say.
func (t truth) tri() fact.Tri { return half(t & 0b11) }

// in is what they say in one lane.
func (t truth) in(lane int) fact.Tri { return (t >> (laneBits * lane)).tri() }

// put takes the lane from u.
func (t truth) put(lane int, u truth) truth {
	mask := firstLane << (laneBits * lane)
	return t&^mask | u&mask
}

// surely has every bit set of the lanes in which the estimates say yes.
func surely(t truth) truth { return t & (t >> 1) & everyLane * firstLane }

// uncertain reports whether the estimates decide what the intervals leave open.
func (t truth) uncertain() bool { return half(t&0b11) != fact.Maybe && half(t>>2&0b11) == fact.Maybe }

func half(bits truth) fact.Tri {
	switch bits {
	case 0b00:
		return fact.No
	case 0b11:
		return fact.Yes
	}
	return fact.Maybe
}

func truthOf(t fact.Tri) truth {
	switch t {
	case fact.No:
		return no
	case fact.Yes:
		return yes
	}
	return maybe
}

// Op is how an atom looks at its fact.
type Op uint8

// The operators.
const (
	Holds   Op = iota // the truth itself
	Less              // <
	AtMost            // <=
	More              // >
	AtLeast           // >=
	In                // an enumeration is one of a set
)

var opNames = [...]string{"", "<", "<=", ">", ">=", "in"}

func (o Op) String() string { return opNames[o] }

// compare says whether every (yes), no (no) or some (maybe) x in the range satisfies
// "x op p". A range that holds NaN satisfies nothing and refutes nothing.
func compare(op Op, lo, hi float64, loOpen, hiOpen bool, p float64) fact.Tri {
	switch op {
	case Less:
		return decide(hi < p || hi == p && hiOpen, lo >= p)
	case AtMost:
		return decide(hi <= p, lo > p || lo == p && loOpen)
	case More:
		return decide(lo > p || lo == p && loOpen, hi <= p)
	default:
		return decide(lo >= p, hi < p || hi == p && hiOpen)
	}
}

func decide(all, none bool) fact.Tri {
	switch {
	case all == none:
		return fact.Maybe
	case all:
		return fact.Yes
	}
	return fact.No
}

// quantityTruth judges "v op p".
func quantityTruth(op Op, v *fact.Value, p float64) truth {
	hard := truthOf(compare(op, v.Lo, v.Hi, v.LoOpen, v.HiOpen, p))
	if !v.Soft || hard != maybe {
		return hard
	}
	return truthOf(compare(op, v.Est, v.Est, false, false, p))&estimate | uncertain
}

// enumTruth judges whether the members still possible lie in set.
func enumTruth(possible, set uint64) truth {
	return truthOf(decide(possible != 0 && possible&^set == 0, possible != 0 && possible&set == 0))
}
