package chart

import (
	"fmt"
	"math"
)

// draw puts a laid row on the canvas: axis and lines, then the spans of days, then the
// marks, then the words.
func (r laidRow) draw(c *canvas, s scale, t Timeline) {
	if len(r.Marks) == 0 {
		if r.Empty != "" {
			r.drawEmpty(c, s, t)
		}
		return
	}
	if len(r.Bands) > 0 {
		r.drawBands(c)
	}
	axis := logScale{}
	if r.scaled {
		axis = newLogScale(r.Marks)
		r.drawAxis(c, axis)
		for _, f := range r.Fits {
			r.drawFit(c, s, axis, f)
		}
	}
	for i, m := range r.Marks {
		if m.blurred(s, r.Thin) {
			class := "whisk"
			if r.Thin {
				class = "lead"
			}
			c.line(s.x(m.Lo), r.middle(i, axis), s.x(m.Hi), r.middle(i, axis), class)
		}
	}
	for i := range r.Marks {
		r.drawMark(c, s, i, axis)
	}
	r.drawLabels(c, axis)
}

func (r laidRow) drawMark(c *canvas, s scale, i int, axis logScale) {
	m, p := r.Marks[i], r.places[i]
	if m.Note != "" {
		c.group(m.Note)
		defer c.end()
	}
	if m.Shape == Cut {
		c.line((p.x0+p.x1)/2, r.top+2, (p.x0+p.x1)/2, r.top+r.height-2, "bk")
		return
	}
	m.small = len(r.Marks) > crowd
	m.draw(c, s, p, r.middle(i, axis), r.Thin)
}

// offScaleName names the strip of values without a place on the scale.
const offScaleName = "off the scale"

// labelDown is how far the baseline of a label lies below its middle.
const labelDown = 4

func (r laidRow) drawLabels(c *canvas, axis logScale) {
	for _, l := range r.fitLabels {
		c.text(l.x, r.top+l.y+labelDown, "t b halo", fromMid, l.text)
	}
	for i, p := range r.places {
		y := r.middle(i, axis) + labelDown
		if r.Thin {
			y = r.top + labelSize
		}
		if p.anchor == fromMid && p.label != "" {
			w := Width(p.label, labelSize)*boldFactor + 6
			c.rect(p.lx-w/2, y-10, w, 12, 3, "pill")
		}
		if p.far {
			from, to := p.lx+gap/2, p.x0-1
			if p.anchor == fromLeft {
				from, to = p.x1+1, p.lx-gap/2
			}
			c.line(from, y-labelDown, to, y-labelDown, "lead")
		}
		c.text(p.lx, y, labelClass(p), p.anchor, p.label)
	}
}

func labelClass(p place) string {
	if p.anchor == fromMid {
		return "t b"
	}
	return "t halo"
}

// middle is the height of the i-th mark.
func (r laidRow) middle(i int, axis logScale) float64 {
	switch {
	case r.scaled:
		return r.top + r.levelHeight(r.Marks[i], axis)
	case r.worded:
		return r.top + r.height - 9
	case r.Thin:
		return r.top + r.height/2
	case len(r.Bands) > 0:
		return r.bandMiddle(r.places[i].lane)
	}
	lane := r.laneHeight()
	return r.top + rowPad/2 + (float64(r.places[i].lane)+0.5)*lane
}

func (r laidRow) bandMiddle(band int) float64 {
	return r.top + rowPad/2 + (float64(band)+0.5)*bandHeight
}

// name writes the name of the row left of it.
func (r laidRow) name(c *canvas) {
	y := r.top + labelLine
	if r.Thin && len(r.names) == 1 {
		y = r.top + r.height/2 + labelDown
	}
	for i, line := range r.names {
		c.text(0, y+float64(i)*labelLine, "lab halo", fromLeft, line)
	}
}

// drawBands draws the bands with their names right of the name of the row.
func (r laidRow) drawBands(c *canvas) {
	for i, name := range r.Bands {
		y := r.bandMiddle(i)
		c.line(plotLeft, y, plotRight, y, "axis")
		c.text(plotLeft-6, y+labelDown, "ax", fromRight, name)
	}
}

func (r laidRow) drawEmpty(c *canvas, s scale, t Timeline) {
	x0, x1 := s.x(t.From), s.x(t.Today)
	mid, w := r.top+r.height/2, Width(r.Empty, labelSize)
	c.line(x0, mid, max(x1, x0+4), mid, "none")
	switch {
	case x1-x0 > w+12:
		c.rect((x0+x1-w)/2-4, mid-7, w+8, 14, 3, "pill")
		c.text((x0+x1)/2, mid+labelDown, "t m", fromMid, r.Empty)
	case x1+gap+w < plotRight:
		c.text(x1+gap, mid+labelDown, "t m", fromLeft, r.Empty)
	}
}

func (r laidRow) drawAxis(c *canvas, axis logScale) {
	last := math.Inf(1)
	for _, v := range axis.marks() {
		y := axis.y(v, r.top+scaleTop, r.scaleRoom())
		c.line(plotLeft, y, plotRight, y, "axis")
		if last-y >= 11 {
			c.text(plotLeft-6, y+labelDown, "ax", fromRight, Grouped(v))
			last = y
		}
	}
	if r.apart {
		y := r.top + r.height - offScale
		c.line(plotLeft, y, plotRight, y, "sep")
		c.text(plotLeft-6, y+offScale/2+labelDown, "ax", fromRight, offScaleName)
	}
}

// blurred reports whether the day of a mark drawn at a point is known so poorly that it
// shows; in a thin row also one that elsewhere is drawn over its span.
func (m Mark) blurred(s scale, thin bool) bool {
	switch m.Shape {
	case Bar, Line, Diamond, Late, Cut:
		return false
	}
	return (thin || !m.wide(s)) && s.x(m.Hi)-s.x(m.Lo) > 13
}

// draw draws one mark with its middle at height y, lower in a thin row.
func (m Mark) draw(c *canvas, s scale, p place, y float64, thin bool) {
	switch {
	case m.Shape == Bar:
		m.drawBar(c, p, y, thin)
	case m.Shape == Line:
		m.drawLine(c, p, y)
	case m.Shape == Diamond || m.Shape == Late:
		m.drawDue(c, s.x(m.Lo), s.x(m.Hi), y)
	case m.wide(s) && !thin:
		class := "hatch "
		if m.Period {
			class = "lasts "
		}
		c.rect(p.x0, y-6, p.x1-p.x0, 12, 6, class+m.Class)
		c.circle((p.x0+p.x1)/2, y, 9, "pill")
		m.drawPoint(c, (p.x0+p.x1)/2, y)
	default:
		m.drawPoint(c, (p.x0+p.x1)/2, y)
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

// drawLine draws a lesion from its finding on.
func (m Mark) drawLine(c *canvas, p place, y float64) {
	class := "les " + m.Class
	if m.Dashed {
		class += " dash"
	}
	c.line(p.x0, y, p.x1, y, class)
}

// drawDue draws the window from the first day to the last, and the diamond at its end
// when overdue, else at its start.
func (m Mark) drawDue(c *canvas, x0, x1, y float64) {
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
	from := func(dx, dy float64) string { return "M" + num(x+dx) + " " + num(y+dy) }
	switch m.Shape {
	case Blade:
		c.path(from(-7, 6)+" L"+num(x+1)+" "+num(y-5)+" q5 -3 5 1 q0 4 -5 6 z", "mk "+m.Class)
	case Beam:
		c.circle(x, y, 3, "mk "+m.Class)
		c.path(from(0, -7)+" v14 "+from(-7, 0)+" h14", "pole")
	case Focal:
		c.circle(x, y, 5.5, "op")
		c.circle(x, y, 2, "mk "+m.Class)
	case Alert:
		c.path(from(0, -7)+" l7 13 h-14 z", "op")
		c.path(from(0, -2.5)+" v4 "+from(0, 3)+" v1.2", "pole")
	case Up:
		c.path(from(-6, 5)+" l6 -11 l6 11 z", "up "+m.Class)
	case Down:
		c.path(from(-6, -5)+" l6 11 l6 -11 z", "up "+m.Class)
	case Seen:
		c.line(x, y-4.5, x, y+4.5, "les thin "+m.Class)
	case Gone:
		c.circle(x, y, 4.2, "op")
	case Cross:
		c.path(from(-4, -4)+" l8 8 "+from(-4, 4)+" l8 -8", "xx")
	case Cut: // the row draws it
	case Lozenge:
		c.path(from(0, -7)+" l9 7 l-9 7 l-9 -7 z", "mk "+m.Class)
	case Level, Beat:
		Sample{State: m.State, Below: m.Below, Above: m.Above, TgAb: m.Ring, Used: true, Small: m.small}.draw(c, x, y)
	case Flag:
		c.line(x-6, y-8, x-6, y+8, "pole")
		c.path(from(-6, -8)+" h13 l-3 4 l3 4 h-13 z", "mk "+m.Class)
	default:
		c.circle(x, y, 5, "scan "+m.Class)
	}
}
