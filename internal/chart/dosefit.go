package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// FitPlot is a fitted curve over time with its readings, its band and its residuals.
type FitPlot struct {
	ID, Title, Description string
	Unit                   string // of the values
	Readings               []Reading
	Curve                  []CurvePoint // in order of time
	Other                  []CurvePoint // a second calculation, drawn thin
	LastHours              float64      // beyond it the curve is extrapolated
}

// Reading is one measured value; Z is its residual in standard deviations.
type Reading struct {
	Hours, Value, SD, Z float64
	HasZ                bool
}

// CurvePoint is the curve at a time; Low = High = 0 where no band is known.
type CurvePoint struct{ Hours, Value, Low, High float64 }

const (
	fitWidth, fitHeight = 720.0, 372.0
	fitLeft, fitRight   = 74.0, 706.0
	fitTop, fitBottom   = 16.0, 240.0
	resTop, resBottom   = 272.0, 330.0
	resReach            = 3.0 // standard deviations
)

// SVG draws values on a logarithmic scale above, residuals below.
func (p FitPlot) SVG() string {
	c := &canvas{}
	c.open("fp", p.ID, p.Title, p.Description, fitWidth, fitHeight)
	x, y := p.axes()
	p.frame(c, x, y)
	p.band(c, x, y)
	p.curve(c, x, y)
	p.readings(c, x, y)
	p.residuals(c, x)
	return c.close()
}

// axis maps numbers to a side of the drawing.
type axis struct {
	lo, hi, from, to float64
	log              bool
}

func (a axis) at(v float64) float64 {
	if a.log {
		v = math.Log10(v)
	}
	return a.from + (v-a.lo)/(a.hi-a.lo)*(a.to-a.from)
}

func (a axis) clamped(v float64) float64 {
	lo, hi := min(a.from, a.to), max(a.from, a.to)
	return min(max(a.at(v), lo), hi)
}

func (p FitPlot) axes() (x, y axis) {
	x = axis{hi: 1, from: fitLeft, to: fitRight}
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, r := range p.Readings {
		x.hi = max(x.hi, r.Hours)
		lo, hi = min(lo, r.Value), max(hi, r.Value+r.SD)
	}
	for _, q := range p.Curve {
		x.hi = max(x.hi, q.Hours)
		if q.Value > 0 && q.Value > hi/1e4 {
			lo, hi = min(lo, q.Value), max(hi, q.Value)
		}
	}
	if !(lo > 0) || math.IsInf(hi, 0) {
		lo, hi = 0.1, 1
	}
	return x, axis{lo: math.Log10(lo) - 0.12, hi: math.Log10(hi) + 0.12, from: fitBottom, to: fitTop, log: true}
}

func (p FitPlot) frame(c *canvas, x, y axis) {
	for _, v := range logTicks(y.lo, y.hi) {
		c.line(fitLeft, y.at(v), fitRight, y.at(v), "grid")
		c.text(fitLeft-8, y.at(v)+4, "m", fromRight, short(v))
	}
	for _, t := range ticks(x.hi, 8) {
		c.line(x.at(t), fitTop, x.at(t), fitBottom, "grid")
		c.text(x.at(t), resBottom+16, "m", fromMid, short(t))
	}
	c.rect(fitLeft, fitTop, fitRight-fitLeft, fitBottom-fitTop, 0, "frame")
	c.text(fitLeft, fitTop-4, "m", fromLeft, p.Unit)
	c.text((fitLeft+fitRight)/2, fitHeight-6, "m", fromMid, "hours after administration")
}

func (p FitPlot) band(c *canvas, x, y axis) {
	var up, down []string
	for _, q := range p.Curve {
		if q.Low > 0 && q.High > 0 {
			up = append(up, num(x.at(q.Hours))+" "+num(y.clamped(q.High)))
			down = append([]string{num(x.at(q.Hours)) + " " + num(y.clamped(q.Low))}, down...)
		}
	}
	if len(up) > 1 {
		c.path("M"+strings.Join(append(up, down...), " L")+" Z", "band")
	}
}

// curve draws what was measured full and what was extrapolated dashed.
func (p FitPlot) curve(c *canvas, x, y axis) {
	draw := func(points []CurvePoint, class string, in func(float64) bool) {
		var path []string
		for _, q := range points {
			if v := y.at(q.Value); in(q.Hours) && q.Value > 0 && v <= y.from {
				path = append(path, num(x.at(q.Hours))+" "+num(max(v, y.to)))
			}
		}
		if len(path) > 1 {
			c.path("M"+strings.Join(path, " L"), class)
		}
	}
	all := func(float64) bool { return true }
	draw(p.Other, "fit2", all)
	draw(p.Curve, "fit", func(t float64) bool { return t <= p.LastHours })
	draw(p.Curve, "tail", func(t float64) bool { return t >= p.LastHours })
}

func (p FitPlot) readings(c *canvas, x, y axis) {
	for _, r := range p.Readings {
		c.group(fmt.Sprintf("%s h: %s, sd %s", short(r.Hours), short(r.Value), short(r.SD)))
		if r.SD > 0 && r.SD < r.Value {
			c.line(x.at(r.Hours), y.clamped(r.Value+r.SD), x.at(r.Hours), y.clamped(r.Value-r.SD), "bar")
		}
		c.circle(x.at(r.Hours), y.at(r.Value), 4, "pt")
		c.end()
	}
}

func (p FitPlot) residuals(c *canvas, x axis) {
	z := axis{lo: -resReach, hi: resReach, from: resBottom, to: resTop}
	c.rect(fitLeft, resTop, fitRight-fitLeft, resBottom-resTop, 0, "frame")
	c.text(fitLeft, resTop-5, "m", fromLeft, "residual, in standard deviations")
	for _, v := range []float64{-2, 0, 2} {
		class := "grid"
		if v == 0 {
			class = "zero"
		}
		c.line(fitLeft, z.at(v), fitRight, z.at(v), class)
		c.text(fitLeft-8, z.at(v)+4, "m", fromRight, strconv.FormatFloat(v, 'g', -1, 64))
	}
	for _, r := range p.Readings {
		if r.HasZ {
			c.line(x.at(r.Hours), z.at(0), x.at(r.Hours), z.clamped(r.Z), "bar")
			c.circle(x.at(r.Hours), z.clamped(r.Z), 3, "pt")
		}
	}
}

// short prints a number with three digits at most.
func short(v float64) string {
	if v != 0 && (math.Abs(v) < 1e-3 || math.Abs(v) >= 1e5) {
		mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', -1, 64), "e")
		if m, err := strconv.ParseFloat(mantissa, 64); err == nil {
			mantissa = strconv.FormatFloat(m, 'g', 3, 64)
		}
		n, _ := strconv.Atoi(exponent)
		return mantissa + "e" + strconv.Itoa(n)
	}
	return strconv.FormatFloat(v, 'g', 3, 64)
}

// ticks are about n round numbers from 0 to hi.
func ticks(hi float64, n int) []float64 {
	step := roundStep(hi / float64(n))
	var out []float64
	for i := 0; float64(i)*step <= hi*(1+1e-9); i++ {
		out = append(out, float64(i)*step)
	}
	return out
}

func roundStep(x float64) float64 {
	if !(x > 0) || math.IsInf(x, 0) {
		return 1
	}
	p := math.Pow(10, math.Floor(math.Log10(x)))
	for _, m := range []float64{1, 2, 2.5, 5, 10} {
		if m*p >= x*(1-1e-9) {
			return m * p
		}
	}
	return 10 * p
}

// logTicks are powers of ten between two logarithms, with 2 and 5 where they are few.
func logTicks(lo, hi float64) []float64 {
	factors := []float64{1}
	if hi-lo < 2.5 {
		factors = []float64{1, 2, 5}
	}
	var out []float64
	for e := math.Floor(lo); e <= hi; e++ {
		for _, f := range factors {
			if v := math.Log10(f) + e; v >= lo && v <= hi {
				out = append(out, f*math.Pow(10, e))
			}
		}
	}
	return out
}
