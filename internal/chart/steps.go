package chart

import (
	"math"

	"symport/internal/date"
)

// barHeight is that of a bar at the full share.
const barHeight = 20.0

// drawSteps draws a bar whose height follows the drug dose: a pause is a gap over a thin
// line, what is not known is hatched.
func (m Mark) drawSteps(c *canvas, p place, y float64) {
	bottom := y + barHeight/2
	c.line(p.x0, bottom, p.x1, bottom, "floor")
	for i, h := range m.Steps {
		x0, x1 := m.stepSpan(i, p)
		if x1 <= x0 {
			continue
		}
		least, most := barHeight*min(h.Share, 1), barHeight*min(max(h.Share, h.Most), 1)
		if most > least {
			c.rect(x0, bottom-most, x1-x0, most-least, 0, "hatch "+m.Class)
		}
		if least > 0 {
			c.rect(x0, bottom-least, x1-x0, least, 0, m.Class)
		}
	}
	if m.Open {
		c.path("M"+num(p.x1)+" "+num(bottom-barHeight)+" l7 10 l-7 10 z", m.Class+" fade")
	}
}

// stepSpan is the part of the bar in which a step holds.
func (m Mark) stepSpan(i int, p place) (x0, x1 float64) {
	at := func(d date.Day) float64 {
		if m.Hi <= m.Lo {
			return p.x0
		}
		share := float64(d-m.Lo) / float64(m.Hi-m.Lo)
		return p.x0 + min(max(share, 0), 1)*(p.x1-p.x0)
	}
	x0, x1 = at(m.Steps[i].From), p.x1
	if i == 0 {
		x0 = p.x0
	}
	if i+1 < len(m.Steps) {
		x1 = at(m.Steps[i+1].From)
	}
	return x0, x1
}

// onRow is the height of a fitted line within its row, held inside the scale.
func (r *laidRow) onRow(axis logScale, ln float64) float64 {
	height := r.scaleRoom()
	return min(max(axis.y(math.Exp(ln), scaleTop, height), scaleTop), scaleTop+height)
}

// along is the room that a fitted line takes, in pieces.
func (r *laidRow) along(s scale, axis logScale, f FitLine) (out []box) {
	const pieces = 24
	x0, x1 := s.x(f.From), s.x(f.To)
	for i := range pieces {
		a, b := float64(i)/pieces, float64(i+1)/pieces
		y0, y1 := r.onRow(axis, f.AtFrom+a*(f.AtTo-f.AtFrom)), r.onRow(axis, f.AtFrom+b*(f.AtTo-f.AtFrom))
		out = append(out, box{x0 + a*(x1-x0), min(y0, y1) - 1.5, x0 + b*(x1-x0), max(y0, y1) + 1.5})
	}
	return out
}

// labelFit finds a place for the label of a fitted line, along it, above or below.
func (r *laidRow) labelFit(s scale, axis logScale, f FitLine, taken []box) (fitLabel, box, bool) {
	w := Width(f.Label, labelSize) * boldFactor
	if f.Label == "" {
		return fitLabel{}, box{}, false
	}
	x0, x1, now := s.x(f.From), s.x(f.To), s.now()
	at := func(x, y float64) (fitLabel, box, bool) {
		b := box{x - w/2, y - 7, x + w/2, y + 7}
		ok := b.y0 >= 1 && b.y1 <= r.height-1 && b.x0 >= plotLeft && b.x1 <= plotRight && !(span{b.x0, b.x1}).hits(now) && !anyHits(taken, b)
		return fitLabel{x, y, f.Label}, b, ok
	}
	for _, away := range []float64{-12, 12, -24, 24} {
		for _, share := range []float64{0.5, 0.35, 0.65, 0.2, 0.8} {
			if l, b, ok := at(x0+share*(x1-x0), r.onRow(axis, f.AtFrom+share*(f.AtTo-f.AtFrom))+away); ok {
				return l, b, true
			}
		}
	}
	mid := r.onRow(axis, (f.AtFrom+f.AtTo)/2)
	for _, away := range []float64{0, -15, 15, -30, 30} {
		for _, x := range []float64{x0 - w/2 - gap, x1 + w/2 + gap} {
			if l, b, ok := at(x, mid+away); ok {
				return l, b, true
			}
		}
	}
	return fitLabel{}, box{}, false
}

func anyHits(all []box, b box) bool {
	for _, a := range all {
		if a.hits(b) {
			return true
		}
	}
	return false
}

// drawFit draws the fitted line of a stretch with its band on the scale of the row.
func (r laidRow) drawFit(c *canvas, s scale, axis logScale, f FitLine) {
	at := func(d date.Day, ln float64) string { return num(s.x(d)) + " " + num(r.top+r.onRow(axis, ln)) }
	f.drawBand(c, at)
	class := "ft"
	if !f.Reliable {
		class += " d1"
	}
	c.path("M"+at(f.From, f.AtFrom)+" L"+at(f.To, f.AtTo), class)
}
