package growth

import "math"

// Change is the difference of two slopes, later less earlier.
type Change struct {
	Earlier, Later int // stretches, from 1
	Slope          Interval
	Shown          bool // the interval does not hold "no change"
}

// changes compares each stretch with a number with the one before it.
func changes(stretches []Stretch) []Change {
	var out []Change
	last := -1
	for i, s := range stretches {
		if s.Refusal != nil {
			continue
		}
		if last >= 0 {
			out = append(out, change(last, i, stretches[last].Fit, s.Fit))
		}
		last = i
	}
	return out
}

// change is the difference of two independent slopes. Its limits are recovered from
// those of the slopes:
//
//	low  = d - sqrt((b2 - low2)^2 + (high1 - b1)^2)
//	high = d + sqrt((high2 - b2)^2 + (b1 - low1)^2),   d = b2 - b1
//
// b1, b2 slopes per year. Source: Zou and Donner, Stat Med 2008;27:1693 (variance
// estimates recovery). Left out: that both stretches share an assay.
func change(i, j int, earlier, later Fit) Change {
	a, b := earlier.Slope, later.Slope
	d := b.Value - a.Value
	out := Change{Earlier: i + 1, Later: j + 1, Slope: Interval{Value: d}}
	if !a.Known || !b.Known {
		return out
	}
	out.Slope = Interval{
		Value: d, Known: true,
		Low:  d - math.Hypot(b.Value-b.Low, a.High-a.Value),
		High: d + math.Hypot(b.High-b.Value, a.Value-a.Low),
	}
	out.Shown = out.Slope.Low > 0 || out.Slope.High < 0
	return out
}
