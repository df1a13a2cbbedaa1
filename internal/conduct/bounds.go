// Package conduct tells how treatment was carried out: exposure to a drug over time, what
// happened under which drug dose, and the ledger of radioiodine. Dates are spans of days;
// every number comes as least..most over all days that the spans allow, so that a vaguer
// date never makes a number firmer.
package conduct

import "math"

// Bounds is a number that lies from Least to Most. Most is +Inf where nothing bounds it.
type Bounds struct{ Least, Most float64 }

// Anything is the number of which nothing is known but that it is not negative.
var Anything = Bounds{0, math.Inf(1)}

// Exact reports whether only one number is possible.
func (b Bounds) Exact() bool { return b.Least == b.Most }

// Bounded reports whether the number has an upper limit.
func (b Bounds) Bounded() bool { return !math.IsInf(b.Most, 1) }

// Within reports whether every number of b lies within c.
func (b Bounds) Within(c Bounds) bool { return b.Least >= c.Least && b.Most <= c.Most }

func (b Bounds) hull(c Bounds) Bounds {
	return Bounds{math.Min(b.Least, c.Least), math.Max(b.Most, c.Most)}
}
