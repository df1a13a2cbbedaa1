package consult

import (
	"math"

	"symport/internal/fact"
)

func planActivity(_ *ctx, gbq float64) fact.Value { return fact.Exactly(gbq) }

// planOverCeiling holds when the activity lies above the lower bound of the ceiling: it
// is a limit to stay under, not a target.
func planOverCeiling(c *ctx, gbq float64) fact.Value {
	v := ceiling(c)
	if v.Status != fact.Known {
		return needing(v, "dosimetry.ceiling")
	}
	if v.Soft || v.Lo == v.Hi {
		return fact.Is(gbq > v.Lo, v.From...)
	}
	switch {
	case gbq > v.Hi:
		return fact.True(v.From...)
	case gbq <= v.Lo:
		return fact.False(v.From...)
	}
	return fact.Missing(whyIndetermined, v.From...)
}

func planCumulative(c *ctx, gbq float64) fact.Value {
	v := raiCumulative(c)
	if v.Status == fact.Known {
		v.Lo, v.Hi = addKBq(v.Lo, gbq), addKBq(v.Hi, gbq)
		v.Est = v.Lo
	}
	return v
}

// planCrosses holds when the course takes the sum over the limit of the criterion that
// it has not reached yet.
func planCrosses(c *ctx, gbq float64) fact.Value {
	limit, ok := c.param(paramNoComplete)
	before, then := raiCumulative(c), planCumulative(c, gbq)
	switch {
	case !ok:
		return fact.Missing(whyNoParameter)
	case before.Status != fact.Known:
		return needing(before, "rai.cumulative")
	}
	below, above := reach(before, limit).Not(), reach(then, limit)
	return of(below.And(above), whyIndetermined, before.From...)
}

// reach is whether a quantity is at or above a limit.
func reach(v fact.Value, limit float64) fact.Tri {
	switch {
	case v.Lo >= limit:
		return fact.Yes
	case v.Hi < limit || (v.Hi == limit && v.HiOpen):
		return fact.No
	}
	return fact.Maybe
}

// addKBq adds two activities in GBq in whole kBq, so that the sum does not depend on
// the order.
func addKBq(a, b float64) float64 {
	if math.IsInf(a, 0) {
		return a
	}
	return (math.Round(a*1e6) + math.Round(b*1e6)) / 1e6
}
