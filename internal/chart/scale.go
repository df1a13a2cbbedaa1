package chart

import (
	"math"
	"strconv"
	"strings"

	"symport/internal/date"
)

// scale maps days to the horizontal axis.
type scale struct{ lo, hi, today date.Day }

func (s scale) x(d date.Day) float64 {
	d = min(max(d, s.lo), s.hi)
	return plotLeft + float64(d-s.lo)/float64(s.hi-s.lo)*(plotRight-plotLeft)
}

// now is the room that the as-of line takes; no label crosses it.
func (s scale) now() span {
	x := s.x(s.today)
	return span{x - 2, x + 2}
}

type tick struct {
	x     float64
	label string
}

// ticks stand at the first of January of each year, or of every 2nd, 5th or 10th, so that
// labels keep apart; of a short course also at the quarters.
func (s scale) ticks() []tick {
	if date.Months(s.lo, s.hi) <= 36 {
		return s.quarters()
	}
	first, _, _ := s.lo.Date()
	last, _, _ := s.hi.Date()
	var ticks []tick
	for y, step := first, yearStep(last-first); y <= last+1; y++ {
		if y%step == 0 {
			ticks = s.tick(ticks, date.Of(y, 1, 1), strconv.Itoa(y))
		}
	}
	return ticks
}

func (s scale) quarters() (ticks []tick) {
	first, _, _ := s.lo.Date()
	for d := date.Of(first, 1, 1); d <= s.hi; d = d.AddMonths(3) {
		ticks = s.tick(ticks, d, strings.TrimSuffix(d.String()[:7], "-01"))
	}
	return ticks
}

func (s scale) tick(ticks []tick, d date.Day, label string) []tick {
	if d < s.lo || d > s.hi {
		return ticks
	}
	if x := s.x(d); x+4+Width(label, labelSize) <= chartWidth {
		return append(ticks, tick{x, label})
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

// logScale maps values to the height of a row, in decimal logarithms.
type logScale struct{ lo, hi float64 }

// leastScale is the least factor from the lower to the upper end.
const leastScale = 5

// newLogScale runs from a round number below the values to one above them.
func newLogScale(marks []Mark) logScale {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, m := range marks {
		if m.Shape == Level && m.Value > 0 {
			lo, hi = min(lo, m.Value), max(hi, m.Value)
		}
	}
	if lo > hi {
		return logScale{}
	}
	lo, hi = roundBelow(lo*0.9), roundAbove(hi*1.1)
	for turn := 0; hi/lo < leastScale*(1-1e-9); turn++ {
		if turn%2 == 0 {
			lo = roundBelow(lo * 0.99)
		} else {
			hi = roundAbove(hi * 1.01)
		}
	}
	return logScale{math.Log10(lo), math.Log10(hi)}
}

// roundAbove is the next 1, 2 or 5 times a power of ten.
func roundAbove(v float64) float64 { return niceStep(v) }

func roundBelow(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)+1e-12))
	for _, head := range []float64{5, 2} {
		if head*power <= v*(1+1e-12) {
			return head * power
		}
	}
	return power
}

func (l logScale) y(value, top, height float64) float64 {
	if l.hi == l.lo || value <= 0 {
		return top + height/2
	}
	return top + height - (math.Log10(value)-l.lo)/(l.hi-l.lo)*height
}

// marks are the ticks: powers of ten, of a short scale also 2 and 5 times them.
func (l logScale) marks() (out []float64) {
	if l.hi == l.lo {
		return nil
	}
	heads := []float64{1}
	if l.hi-l.lo < 2 {
		heads = []float64{1, 2, 5}
	}
	step := 1 + int(l.hi-l.lo)/5
	for e := int(math.Floor(l.lo)); e <= int(math.Ceil(l.hi)); e++ {
		for _, h := range heads {
			v := h * math.Pow(10, float64(e))
			if at := math.Log10(v); at >= l.lo-1e-9 && at <= l.hi+1e-9 && (len(heads) > 1 || (e-int(math.Ceil(l.lo)))%step == 0) {
				out = append(out, v)
			}
		}
	}
	return out
}

// Grouped prints a number with its thousands apart.
func Grouped(v float64) string {
	text := strconv.FormatFloat(v, 'f', -1, 64)
	whole, rest, _ := strings.Cut(text, ".")
	if rest != "" {
		return strconv.FormatFloat(v, 'g', 6, 64)
	}
	for i := len(whole) - 3; i > 0 && len(text) > 4; i -= 3 {
		whole = whole[:i] + "\u202f" + whole[i:]
	}
	return whole
}
