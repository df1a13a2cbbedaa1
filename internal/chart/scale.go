package chart

import (
	"math"
	"strconv"

	"symport/internal/date"
)

// scale maps days to the horizontal axis.
type scale struct{ lo, hi date.Day }

func (s scale) x(d date.Day) float64 {
	d = min(max(d, s.lo), s.hi)
	return plotLeft + float64(d-s.lo)/float64(s.hi-s.lo)*(plotRight-plotLeft)
}

type tick struct {
	x     float64
	label string
}

// years returns a tick at the first of January of each year, or of every 2nd, 5th or
// 10th, so that labels keep apart.
func (s scale) years() []tick {
	first, _, _ := s.lo.Date()
	last, _, _ := s.hi.Date()
	var ticks []tick
	for y, step := first, yearStep(last-first); y <= last+1; y++ {
		d := date.Of(y, 1, 1)
		if d < s.lo || d > s.hi || y%step != 0 {
			continue
		}
		x, label := s.x(d), strconv.Itoa(y)
		if x+4+Width(label, labelSize) <= chartWidth {
			ticks = append(ticks, tick{x, label})
		}
	}
	return ticks
}

func yearStep(years int) int {
	for _, step := range []int{1, 2, 5} {
		if years/step <= 16 {
			return step
		}
	}
	return 10
}

// logScale maps values to the height of a row, one decade at least.
type logScale struct{ lo, hi float64 }

func newLogScale(marks []Mark) logScale {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, m := range marks {
		if m.Shape == Level && m.Value > 0 {
			lo, hi = min(lo, math.Log10(m.Value)), max(hi, math.Log10(m.Value))
		}
	}
	if lo > hi {
		return logScale{}
	}
	lo, hi = math.Floor(lo), math.Ceil(hi)
	if hi == lo {
		hi++
	}
	return logScale{lo, hi}
}

func (l logScale) y(value, top, height float64) float64 {
	if l.hi == l.lo || value <= 0 {
		return top + height/2
	}
	return top + height - (math.Log10(value)-l.lo)/(l.hi-l.lo)*height
}

func (l logScale) decades() []float64 {
	var out []float64
	step := 1 + math.Floor((l.hi-l.lo)/5)
	for e := l.lo; e <= l.hi && l.hi > l.lo; e += step {
		out = append(out, math.Pow(10, e))
	}
	return out
}
