package conduct

import (
	"math"

	"symport/internal/date"
)

// Activity is an amount of radioiodine in whole kBq. Least is what is surely contained;
// it is exact if All is set.
type Activity struct {
	Least int64
	All   bool
}

// Radioiodine is one entry of the ledger: a course, or a series of which the total is known.
type Radioiodine struct {
	On       date.Span // of a course, or from the first to the last of a series
	Last     date.Span // of a series, its last course; else as On
	Courses  Bounds    // administrations that it stands for
	Activity Activity
}

// Line is an entry with what had come before it.
type Line struct {
	Cumulative Activity // after it; a lower bound if an activity before is unknown
	Courses    Bounds   // so many administrations with it
	Since      Bounds   // months since the one before
	HasSince   bool
	Unordered  bool // some entry may lie before or after it
}

// Ledger adds courses of radioiodine, given in time order (undated ones last).
//
//	cumulative_n = sum of the activities of entries 1..n, in whole kBq (1 mCi = 37 000 kBq)
//	since_n      = calendar months from the last course of entry n-1 to entry n, least..most
//
// The sum is exact in whole numbers. An entry without activity makes every later sum a
// lower bound; where the order of entries is not sure, which is said, only the last sum is.
func Ledger(entries []Radioiodine) []Line {
	out := make([]Line, len(entries))
	sum := Activity{All: true}
	var n Bounds
	for i, x := range entries {
		sum.Least, sum.All = sum.Least+x.Activity.Least, sum.All && x.Activity.All
		n = Bounds{n.Least + x.Courses.Least, n.Most + x.Courses.Most}
		out[i] = Line{Cumulative: sum, Courses: n, Unordered: unordered(entries, i)}
		if i > 0 {
			out[i].Since, out[i].HasSince = interval(entries[i-1].Last, x.On)
		}
	}
	return out
}

func interval(a, b date.Span) (Bounds, bool) {
	if !a.Known || !b.Known {
		return Bounds{}, false
	}
	least, most := a.MonthsTo(b)
	return Bounds{math.Max(least, 0), math.Max(most, 0)}, true
}

func unordered(entries []Radioiodine, i int) bool {
	for j, y := range entries {
		x := entries[i]
		if j != i && !x.Last.SurelyBefore(y.On) && !y.Last.SurelyBefore(x.On) && !(x.On.Exact() && y.On.Exact()) {
			return true
		}
	}
	return false
}
