package consult

import (
	"math"

	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/unit"
)

// bounded is a quantity in its base unit: "<x" and ">x" are ranges.
func bounded(q record.Quantity, from ...fact.Ref) fact.Value {
	if !q.Has() {
		return as(q, from...)
	}
	return rangeOf(q.V.Value, q.V.Bound, from...)
}

// boundedIn is the same in another unit of the kind.
func boundedIn(q record.Quantity, unitName string, from ...fact.Ref) fact.Value {
	if !q.Has() {
		return as(q, from...)
	}
	return rangeOf(inUnit(q.V, unitName), q.V.Bound, from...)
}

func rangeOf(x float64, bound unit.Bound, from ...fact.Ref) fact.Value {
	switch bound {
	case unit.Below:
		return fact.Value{Status: fact.Known, Lo: 0, Hi: x, HiOpen: true, From: from}
	case unit.Above:
		return fact.Value{Status: fact.Known, Lo: x, Hi: math.Inf(1), LoOpen: true, From: from}
	}
	return fact.Exactly(x, from...)
}

// inUnit is the value in another unit of its kind; the base unit needs no search.
func inUnit(q unit.Quantity, unitName string) float64 {
	if unitName == "GBq" {
		return unit.GBq(q.KBq())
	}
	if q.Unit == unitName && q.Kind == unit.Duration && unitName == "y" {
		return math.Round(q.Value/daysPerYear*1e6) / 1e6
	}
	return q.In(unitName)
}

const daysPerYear = 365.25 // of package unit
