package chart

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"symport/internal/date"
)

// Marker is a tumour marker over time on a logarithmic axis: each value as it was taken,
// the fitted line of each stretch with its band, and what parts them.
type Marker struct {
	ID, Title, Description string
	Name, Unit             string
	Values                 []Sample
	Fits                   []FitLine
	Breaks                 []Break
}

// Sample is one value. Below and Above mark a limit: the value lies beyond it.
type Sample struct {
	Day          date.Day
	When         string
	V            float64
	Below, Above bool
	State        TSHState
	TgAb         bool   // antibodies found: ringed
	Used         bool   // part of a fitted stretch
	Why          string // why not
	Small        bool   // one of many
}

// TSHState is the state of TSH at a value.
type TSHState uint8

// The states.
const (
	NotRecorded TSHState = iota
	Suppressed
	NotSuppressed
	Stimulated
)

// FitLine is a fitted line from one day to another, ln value at both ends, and the
// confidence interval of the line on days between them (none: no interval).
type FitLine struct {
	From, To     date.Day
	AtFrom, AtTo float64
	Band         []BandDay
	Label        string
	Reliable     bool
}

// BandDay is the confidence interval of a fitted line on one day, ln values.
type BandDay struct {
	Day       date.Day
	Low, High float64
}

// Break is what parts two stretches, or a Mark: an event over which the line runs on.
type Break struct {
	Day    date.Day
	When   string
	Reason string
	Mark   bool
}

const (
	markerTop, markerBottom = 96.0, 380.0
	markerHeight            = 452.0
	breakLanes              = 5
	bandRoom                = 4.0 // so many times beyond the values the axis follows a band
)

// SVG draws the marker.
func (m Marker) SVG() string {
	c := &canvas{}
	c.open("pl", m.ID, m.Title, m.Description, plotWidth, markerHeight)
	p := &placer{c: c, frame: box{plotX0, markerTop - 4, plotWidth, markerBottom}}
	x, y, ok := m.axes()
	if !ok {
		c.text(plotX0, markerTop, "ms", fromLeft, "no value with a day and a unit")
		return c.close()
	}
	p.ruled(y, x, m.Name+", "+m.Unit)
	p.based(x, markerTop, markerBottom)
	m.drawBreaks(p, x)
	for _, f := range m.Fits {
		f.draw(p, x, y)
	}
	for _, v := range m.Values {
		v.Small = len(m.Values) > crowd
		v.draw(c, x.at(float64(v.Day)), y.at(v.V))
		p.take(around(x.at(float64(v.Day)), y.at(v.V), 6))
	}
	m.label(p, x, y)
	m.key(p)
	return c.close()
}

func (m Marker) axes() (x, y ruler, ok bool) {
	lo, hi := math.Inf(1), math.Inf(-1)
	first, last := date.Day(math.MaxInt32), date.Day(math.MinInt32)
	for _, v := range m.Values {
		if v.V > 0 {
			lo, hi = min(lo, v.V), max(hi, v.V)
			first, last = min(first, v.Day), max(last, v.Day)
		}
	}
	if lo > hi {
		return x, y, false
	}
	for _, b := range m.Breaks {
		first, last = min(first, b.Day), max(last, b.Day)
	}
	least, most := lo/bandRoom, hi*bandRoom
	for _, f := range m.Fits {
		for _, b := range f.Band {
			lo, hi = min(lo, max(math.Exp(b.Low), least)), max(hi, min(math.Exp(b.High), most))
		}
	}
	margin := (last - first) / 40
	return days(first-margin-7, last+margin+7, plotX0, plotWidth-14), decades(lo*0.9, hi*1.1, markerBottom, markerTop), true
}

// draw draws a value: filled when suppressed, a square when not, open when stimulated, a
// diamond when TSH is not recorded; an arrow for a limit; a ring for antibodies.
func (v Sample) draw(c *canvas, x, y float64) {
	if !v.Used {
		c.b.WriteString(`<g class="un">`)
		defer c.end()
	}
	k := 1.0
	if v.Small {
		k = 0.55
	}
	at := func(dx, dy float64) string { return num(x+k*dx) + " " + num(y+k*dy) }
	switch {
	case v.Below:
		c.line(x-5*k, y, x+5*k, y, "ar")
		c.path("M"+at(0, 0)+" L"+at(0, 14)+" M"+at(-4, 9)+" L"+at(0, 14)+" L"+at(4, 9), "ar")
	case v.Above:
		c.line(x-5*k, y, x+5*k, y, "ar")
		c.path("M"+at(0, 0)+" L"+at(0, -14)+" M"+at(-4, -9)+" L"+at(0, -14)+" L"+at(4, -9), "ar")
	case v.State == Suppressed:
		c.circle(x, y, 4*k, "pt")
	case v.State == NotSuppressed:
		c.rect(x-3.6*k, y-3.6*k, 7.2*k, 7.2*k, 0, "pt")
	case v.State == Stimulated:
		c.circle(x, y, 4.2*k, "op")
	default:
		c.path("M"+at(0, -5)+" L"+at(5, 0)+" L"+at(0, 5)+" L"+at(-5, 0)+" z", "op")
	}
	if v.TgAb {
		c.circle(x, y, 7.5*k, "rg")
	}
}

func (f FitLine) draw(p *placer, x, y ruler) {
	at := func(day date.Day, ln float64) string {
		return num(x.at(float64(day))) + " " + num(y.at(y.inside(math.Exp(ln))))
	}
	f.drawBand(p.c, at)
	class := "ft"
	if !f.Reliable {
		class += " d1"
	}
	p.c.path("M"+at(f.From, f.AtFrom)+" L"+at(f.To, f.AtTo), class)
}

// drawBand shades the confidence interval of the line; at places a day and a ln value.
func (f FitLine) drawBand(c *canvas, at func(day date.Day, ln float64) string) {
	if len(f.Band) < 2 {
		return
	}
	var upper, lower []string
	for i := range f.Band {
		upper = append(upper, at(f.Band[i].Day, f.Band[i].High))
		back := f.Band[len(f.Band)-1-i]
		lower = append(lower, at(back.Day, back.Low))
	}
	c.path("M"+strings.Join(append(upper, lower...), " L")+" z", "bn")
}

// drawBreaks writes the reason of each break above it, in the first lane with room.
func (m Marker) drawBreaks(p *placer, x ruler) {
	var lanes [breakLanes]float64
	for i := range lanes {
		lanes[i] = math.Inf(-1)
	}
	for _, b := range m.Breaks {
		at := x.at(float64(b.Day))
		text := Clip(b.Reason, smallSize, 190)
		w := Width(text, smallSize) * boldFactor
		left := min(at, plotWidth-w-2)
		lane := -1
		for i := range lanes {
			if lanes[i]+6 < left {
				lane = i
				break
			}
		}
		class := map[bool]string{true: "gl", false: "bk"}[b.Mark]
		if lane < 0 {
			p.c.line(at, markerTop-8, at, markerBottom, class)
			continue
		}
		lanes[lane] = left + w
		y := 14 + float64(lane)*lineHeight
		p.c.line(at, y+3, at, markerBottom, class)
		p.write(left, y, "ms", fromLeft, text)
	}
}

// label writes the values that find room: the last and first, the ends of the ruler, then
// the others from the newest.
func (m Marker) label(p *placer, x, y ruler) {
	for _, f := range m.Fits {
		mid := (float64(f.From) + float64(f.To)) / 2
		ln := (f.AtFrom + f.AtTo) / 2
		p.put(x.at(mid), y.at(min(max(math.Exp(ln), y.lo), y.hi)), 9, "bd", f.Label)
	}
	for _, i := range m.order() {
		v := m.Values[i]
		text := map[bool]string{true: "<"}[v.Below] + map[bool]string{true: ">"}[v.Above] + Grouped(v.V)
		p.put(x.at(float64(v.Day)), y.at(v.V), 8, "tx", text)
	}
}

func (m Marker) order() []int {
	if len(m.Values) == 0 {
		return nil
	}
	first := []int{len(m.Values) - 1, 0}
	lo, hi := 0, 0
	for i, v := range m.Values {
		if v.V < m.Values[lo].V {
			lo = i
		}
		if v.V > m.Values[hi].V {
			hi = i
		}
	}
	first = append(first, hi, lo)
	seen := map[int]bool{}
	var out []int
	for i := len(m.Values) - 1; i >= 0; i-- {
		first = append(first, i)
	}
	for _, i := range first {
		if !seen[i] {
			seen[i] = true
			out = append(out, i)
		}
	}
	return out
}

// key explains the marks that occur, in two lines at most.
func (m Marker) key(p *placer) {
	x, y := plotX0, markerHeight-30
	entry := func(show bool, text string, draw func(x, y float64)) {
		if !show {
			return
		}
		if w := 18 + Width(text, smallSize)*boldFactor; x+w > plotWidth {
			x, y = plotX0, y+lineHeight+2
		}
		draw(x+6, y)
		p.c.text(x+18, y+4, "ms", fromLeft, text)
		x += 18 + Width(text, smallSize) + 16
	}
	has := func(f func(Sample) bool) bool {
		for _, v := range m.Values {
			if f(v) {
				return true
			}
		}
		return false
	}
	mark := func(v Sample) func(x, y float64) {
		v.Used = true
		return func(x, y float64) { v.draw(p.c, x, y) }
	}
	for _, s := range []struct {
		state TSHState
		text  string
	}{{Suppressed, "TSH suppressed"}, {NotSuppressed, "not suppressed"}, {Stimulated, "stimulated"}, {NotRecorded, "TSH not recorded"}} {
		entry(has(func(v Sample) bool { return v.State == s.state && !v.Below && !v.Above }), s.text, mark(Sample{State: s.state}))
	}
	entry(has(func(v Sample) bool { return v.Below }), "below the limit", func(x, y float64) { Sample{Below: true, Used: true}.draw(p.c, x, y-7) })
	entry(has(func(v Sample) bool { return v.TgAb }), "TgAb found", func(x, y float64) { p.c.circle(x, y, 6, "rg") })
	entry(slices.ContainsFunc(m.Fits, func(f FitLine) bool { return len(f.Band) > 1 }), "95 % band of the line", func(x, y float64) {
		p.c.rect(x-6, y-5, 14, 10, 0, "bn")
		p.c.line(x-6, y, x+8, y, "ft")
	})
	entry(has(func(v Sample) bool { return !v.Used }), "pale: shown, not fitted", func(x, y float64) {
		p.c.b.WriteString(`<g class="un">`)
		p.c.circle(x, y, 4, "pt")
		p.c.end()
	})
}

// Table is the drawing in words.
func (m Marker) Table() Table {
	t := Table{Caption: m.Title, Head: []string{"date", m.Name + ", " + m.Unit, "TSH", "TgAb", "fitted"}}
	for _, v := range m.Values {
		used := "yes"
		if !v.Used {
			used = "no: " + v.Why
		}
		value := strconv.FormatFloat(v.V, 'g', 6, 64)
		switch {
		case v.Below:
			value = "below " + value
		case v.Above:
			value = "above " + value
		}
		state := [...]string{"not recorded", "suppressed", "not suppressed", "stimulated"}[v.State]
		t.Rows = append(t.Rows, []string{v.When, value, state, map[bool]string{true: "found", false: "-"}[v.TgAb], used})
	}
	for _, b := range m.Breaks {
		t.Rows = append(t.Rows, []string{b.When, map[bool]string{true: "no break: ", false: "break: "}[b.Mark] + b.Reason, "", "", ""})
	}
	for _, f := range m.Fits {
		t.Rows = append(t.Rows, []string{f.From.String() + " to " + f.To.String(), "line: " + f.Label, "", "", map[bool]string{true: "reliable", false: "not reliable"}[f.Reliable]})
		t.Rows = append(t.Rows, f.bandRows()...)
	}
	return t
}

// bandRows tell the band on the first, the middle and the last day of the line.
func (f FitLine) bandRows() (rows [][]string) {
	n := len(f.Band)
	if n < 2 {
		return nil
	}
	at := func(ln float64) string { return strconv.FormatFloat(math.Exp(ln), 'g', 3, 64) }
	for _, i := range slices.Compact([]int{0, n / 2, n - 1}) {
		b := f.Band[i]
		line := f.AtFrom
		if f.To > f.From {
			line += (f.AtTo - f.AtFrom) * float64(b.Day-f.From) / float64(f.To-f.From)
		}
		rows = append(rows, []string{b.Day.String(), "line at " + at(line) + ", 95 % confidence band " + at(b.Low) + " to " + at(b.High), "", "", ""})
	}
	return rows
}
