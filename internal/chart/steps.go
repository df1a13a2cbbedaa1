package chart

import (
	"math"

	"symport/internal/date"
)

// barHeight is that of a bar at the full share.
const barHeight = 14.0

// drawSteps draws a bar whose height follows the drug dose; 0 leaves a thin line, an
// unknown one is hatched at full height.
func (m Mark) drawSteps(c *canvas, p place, y float64) {
	bottom := y + barHeight/2
	for i := range m.Steps {
		x0, x1 := m.stepSpan(i, p)
		if x1 <= x0 {
			continue
		}
		h, class := max(barHeight*min(m.Steps[i].Share, 1), 1.5), m.Class
		if m.Steps[i].Unknown {
			h, class = barHeight, "hatch "+m.Class
		}
		c.rect(x0, bottom-h, x1-x0, h, 0, class)
	}
	if m.Open {
		c.path("M"+num(p.x1)+" "+num(y-barHeight/2)+" l7 7 l-7 7 z", m.Class+" fade")
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

// drawFit draws the fitted line of a stretch with its band on the scale of the row.
func (r laidRow) drawFit(c *canvas, s scale, axis logScale, f FitLine) {
	top, height := r.top+6, r.height-12
	at := func(d date.Day, ln float64) string {
		y := min(max(axis.y(math.Exp(ln), top, height), top), top+height)
		return num(s.x(d)) + " " + num(y)
	}
	f.drawBand(c, at)
	class := "ft"
	if !f.Reliable {
		class += " d1"
	}
	c.path("M"+at(f.From, f.AtFrom)+" L"+at(f.To, f.AtTo), class)
}
