package chart

import (
	"fmt"
	"math"
	"strconv"
)

// draw puts a laid row on the canvas.
func (r laidRow) draw(c *canvas, s scale, t Timeline) {
	if len(r.Marks) == 0 && r.Empty != "" {
		r.drawEmpty(c, s, t)
		return
	}
	axis := logScale{}
	if r.Log {
		axis = newLogScale(r.Marks)
		r.drawAxis(c, axis)
		for _, f := range r.Fits {
			r.drawFit(c, s, axis, f)
		}
	}
	for i, m := range r.Marks {
		p, mid := r.places[i], r.middle(r.places[i])
		if r.scaled {
			mid = r.top + r.levelHeight(m, axis)
		}
		if m.Note != "" {
			c.group(m.Note)
		}
		if m.Shape == Cut {
			c.line((p.x0+p.x1)/2, r.top+2, (p.x0+p.x1)/2, r.top+r.height-2, "bk")
		}
		m.small = len(r.Marks) > crowd
		m.draw(c, s, p, mid, r.Thin)
		if m.Note != "" {
			c.end()
		}
	}
	for i, m := range r.Marks {
		p, y := r.places[i], r.middle(r.places[i])
		if r.scaled {
			y = r.top + r.levelHeight(m, axis)
		}
		c.text(p.lx, y+4, labelClass(p), p.anchor, p.label)
	}
}

func labelClass(p place) string {
	if p.anchor == fromMid {
		return "t b halo"
	}
	return "t halo"
}

func (r laidRow) middle(p place) float64 {
	if r.Thin || r.scaled {
		return r.top + r.height/2
	}
	return r.top + rowPad/2 + (float64(p.lane)+0.5)*laneHeight
}

func (r laidRow) drawEmpty(c *canvas, s scale, t Timeline) {
	x0, x1 := s.x(t.From), s.x(t.Today)
	c.rect(x0, r.top+5, max(x1-x0, 4), r.height-10, 2, "none")
	w := Width(r.Empty, labelSize)
	if x1-x0 > w+12 {
		c.text((x0+x1)/2, r.top+r.height/2+4, "t m", fromMid, r.Empty)
	} else if x1+gap+w < plotRight {
		c.text(x1+gap, r.top+r.height/2+4, "t m", fromLeft, r.Empty)
	}
}

func (r laidRow) drawAxis(c *canvas, axis logScale) {
	last := math.Inf(1)
	for _, v := range axis.decades() {
		y := axis.y(v, r.top+6, r.height-12)
		c.line(plotLeft, y, plotRight, y, "axis")
		if last-y >= 11 {
			c.text(plotLeft-6, y+4, "ax", fromRight, strconv.FormatFloat(v, 'f', -1, 64))
			last = y
		}
	}
}

// draw draws one mark with its middle at height y, lower in a thin row.
func (m Mark) draw(c *canvas, s scale, p place, y float64, thin bool) {
	x := (p.x0 + p.x1) / 2
	switch {
	case m.Shape == Bar:
		m.drawBar(c, p, y, thin)
	case m.Shape == Line:
		m.drawLine(c, s, p, y)
	case m.Shape == Diamond || m.Shape == Late:
		m.drawDue(c, s, y)
	case m.wide(s):
		c.rect(p.x0, y-6, p.x1-p.x0, 12, 6, "hatch "+m.Class)
	default:
		if s.x(m.Hi)-s.x(m.Lo) > 13 {
			c.line(s.x(m.Lo), y, s.x(m.Hi), y, "whisk")
		}
		m.drawPoint(c, x, y)
	}
}

func (m Mark) drawBar(c *canvas, p place, y float64, thin bool) {
	class, half := m.Class, 7.0
	if len(m.Steps) > 0 && !thin {
		m.drawSteps(c, p, y)
		return
	}
	if thin {
		half = 3
	}
	if m.Hatch {
		class = "hatch " + m.Class
	}
	c.rect(p.x0, y-half, p.x1-p.x0, 2*half, half/2, class)
	if m.Open {
		c.path(fmt.Sprintf("M%s %s l7 7 l-7 7 z", num(p.x1), num(y-7)), m.Class+" fade")
	}
}

// drawLine draws a lesion: hatched while its finding can lie, then a line to today.
func (m Mark) drawLine(c *canvas, s scale, p place, y float64) {
	class := "les " + m.Class
	if m.Dashed {
		class += " dash"
	}
	c.line(p.x0, y, p.x1, y, class)
}

// drawDue draws the window from the first day to the last, and the diamond at its end
// when overdue, else at its start.
func (m Mark) drawDue(c *canvas, s scale, y float64) {
	x0, x1 := s.x(m.Lo), s.x(m.Hi)
	if x1 > x0 {
		c.line(x0, y, x1, y, "whisk")
	}
	if m.Shape == Late {
		c.path(diamond(x1, y), "late")
		return
	}
	c.path(diamond(x0, y), "due")
}

func diamond(x, y float64) string {
	return fmt.Sprintf("M%s %s l6 6 l-6 6 l-6 -6 z", num(x), num(y-6))
}

func (m Mark) drawPoint(c *canvas, x, y float64) {
	switch m.Shape {
	case Triangle:
		c.path(fmt.Sprintf("M%s %s l6 -11 l6 11 z", num(x-6), num(y+5)), "mk "+m.Class)
	case Up:
		c.path(fmt.Sprintf("M%s %s l6 -11 l6 11 z", num(x-6), num(y+5)), "up "+m.Class)
	case UpOpen:
		c.path(fmt.Sprintf("M%s %s l6 -11 l6 11 z", num(x-6), num(y+5)), "up q "+m.Class)
	case Down:
		c.path(fmt.Sprintf("M%s %s l6 11 l6 -11 z", num(x-6), num(y-5)), "up "+m.Class)
	case Cross:
		c.path(fmt.Sprintf("M%s %s l8 8 M%s %s l8 -8", num(x-4), num(y-4), num(x-4), num(y+4)), "xx")
	case Cut: // the row draws it
	case Lozenge:
		c.path(fmt.Sprintf("M%s %s l9 7 l-9 7 l-9 -7 z", num(x), num(y-7)), "mk "+m.Class)
	case Level, Beat:
		Sample{State: m.State, Below: m.Below, Above: m.Above, TgAb: m.Ring, Used: true, Small: m.small}.draw(c, x, y)
	case Flag:
		c.line(x-6, y-8, x-6, y+8, "pole")
		c.path(fmt.Sprintf("M%s %s h13 l-3 4 l3 4 h-13 z", num(x-6), num(y-8)), "mk "+m.Class)
	default:
		c.circle(x, y, 5, "scan "+m.Class)
	}
}
