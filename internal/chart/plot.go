package chart

import (
	"math"
	"slices"
	"strconv"

	"symport/internal/date"
)

// Geometry of a plot, in its own units.
const (
	plotWidth  = 960.0
	plotX0     = 64.0
	plotX1     = 760.0 // right of it stand the labels of lines
	lineHeight = 14.0
	smallSize  = 11.0
)

// Table is what stands behind a drawing, for those who do not see it.
type Table struct {
	Caption string
	Head    []string
	Rows    [][]string
}

// ruler maps values to a coordinate; Log takes the logarithm first.
type ruler struct {
	lo, hi     float64
	from, to   float64 // coordinates of lo and hi
	log        bool
	ticks      []float64
	tickLabels []string
}

func (a ruler) at(v float64) float64 {
	lo, hi := a.lo, a.hi
	if a.log {
		v, lo, hi = math.Log10(v), math.Log10(lo), math.Log10(hi)
	}
	if hi == lo {
		return (a.from + a.to) / 2
	}
	return a.from + (v-lo)/(hi-lo)*(a.to-a.from)
}

// inside bounds a value by the ruler.
func (a ruler) inside(v float64) float64 { return min(max(v, a.lo), a.hi) }

// linear is a ruler with round ticks that holds lo and hi.
func linear(lo, hi, from, to float64, most int) ruler {
	if !(hi > lo) {
		hi = lo + 1
	}
	step := niceStep((hi - lo) / float64(most))
	a := ruler{lo: math.Floor(lo/step+1e-9) * step, hi: math.Ceil(hi/step-1e-9) * step, from: from, to: to}
	for i := 0; ; i++ {
		v := a.lo + float64(i)*step
		if v > a.hi+step/2 {
			return a
		}
		v = math.Round(v/step) * step
		a.ticks, a.tickLabels = append(a.ticks, v), append(a.tickLabels, strconv.FormatFloat(math.Round(v*1e9)/1e9, 'f', -1, 64))
	}
}

// niceStep is the next larger of 1, 2, 5 times a power of ten.
func niceStep(x float64) float64 {
	if !(x > 0) {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, m := range []float64{1, 2, 5} {
		if m*power >= x*(1-1e-12) {
			return m * power
		}
	}
	return 10 * power
}

// decades is a logarithmic axis from a power of ten to one, with all between as ticks,
// every second or fifth if there are many.
func decades(lo, hi, from, to float64) ruler {
	a := ruler{lo: math.Pow(10, math.Floor(math.Log10(lo))), hi: math.Pow(10, math.Ceil(math.Log10(hi))), from: from, to: to, log: true}
	if a.hi <= a.lo {
		a.hi = a.lo * 10
	}
	first, last := int(math.Round(math.Log10(a.lo))), int(math.Round(math.Log10(a.hi)))
	for e := first; e <= last; e += 1 + (last-first)/7 {
		v := math.Pow(10, float64(e))
		a.ticks, a.tickLabels = append(a.ticks, v), append(a.tickLabels, strconv.FormatFloat(v, 'f', -1, 64))
	}
	return a
}

// days is a ruler of calendar days with the years, or the months of a short time.
func days(lo, hi date.Day, from, to float64) ruler {
	if hi <= lo {
		lo, hi = lo-30, hi+30
	}
	a := ruler{lo: float64(lo), hi: float64(hi), from: from, to: to}
	y0, _, _ := lo.Date()
	y1, _, _ := hi.Date()
	months := date.Months(lo, hi)
	if months < 30 {
		for d := date.Of(y0, 1, 1); d <= hi; d = d.AddMonths(3 * (1 + int(months)/18)) {
			if d >= lo {
				a.ticks, a.tickLabels = append(a.ticks, float64(d)), append(a.tickLabels, d.String()[:7])
			}
		}
		return a
	}
	step := yearStep(y1 - y0)
	for y := y0; y <= y1; y++ {
		if d := date.Of(y, 1, 1); d >= lo && y%step == 0 {
			a.ticks, a.tickLabels = append(a.ticks, float64(d)), append(a.tickLabels, strconv.Itoa(y))
		}
	}
	return a
}

// box is room that something takes.
type box struct{ x0, y0, x1, y1 float64 }

func (a box) hits(b box) bool { return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1 }

func around(x, y, r float64) box { return box{x - r, y - r, x + r, y + r} }

// placer finds room for labels; what has found none is left to the table.
type placer struct {
	c     *canvas
	taken []box
	frame box
	width float64 // of the drawing; 0: that of a plot
}

// right is where the drawing ends.
func (p *placer) right() float64 {
	if p.width > 0 {
		return p.width
	}
	return plotWidth
}

func (p *placer) take(b box) { p.taken = append(p.taken, b) }

func (p *placer) free(b box) bool {
	return b.x0 >= p.frame.x0 && b.x1 <= p.frame.x1 && b.y0 >= p.frame.y0 && b.y1 <= p.frame.y1 &&
		!slices.ContainsFunc(p.taken, b.hits)
}

// put writes text beside a point: above, right, below or left of it, where room is.
func (p *placer) put(x, y, away float64, class, text string) bool {
	w := Width(text, smallSize) * boldFactor
	for _, b := range []box{
		{x - w/2, y - away - lineHeight, x + w/2, y - away}, {x + away, y - lineHeight/2, x + away + w, y + lineHeight/2},
		{x - w/2, y + away, x + w/2, y + away + lineHeight}, {x - away - w, y - lineHeight/2, x - away, y + lineHeight/2},
	} {
		if p.free(b) {
			p.take(b)
			p.c.text((b.x0+b.x1)/2, b.y1-3.5, class, fromMid, text)
			return true
		}
	}
	return false
}

// write writes text that must stand where it stands, and takes the room.
func (p *placer) write(x, y float64, class string, a anchor, text string) {
	w := Width(text, smallSize) * boldFactor
	b := box{x, y - lineHeight + 3, x + w, y + 3}
	switch a {
	case fromMid:
		b.x0, b.x1 = x-w/2, x+w/2
	case fromRight:
		b.x0, b.x1 = x-w, x
	}
	p.take(b)
	p.c.text(x, y, class, a, text)
}

// ruled draws an upright axis with lines across and its title above.
func (p *placer) ruled(y, x ruler, title string) {
	last := math.Inf(1)
	for i, v := range y.ticks {
		at := y.at(v)
		p.c.line(x.from, at, x.to, at, "gl")
		if math.Abs(last-at) >= lineHeight {
			p.write(x.from-6, at+4, "ax", fromRight, y.tickLabels[i])
			last = at
		}
	}
	p.write(x.from-plotX0+6, min(y.from, y.to)-10, "at", fromLeft, title)
}

// based draws a level axis at height y; labels keep apart.
func (p *placer) based(x ruler, top, y float64) {
	p.c.line(x.from, y, x.to, y, "ab")
	last := math.Inf(-1)
	for i, v := range x.ticks {
		at, w := x.at(v), Width(x.tickLabels[i], smallSize)*boldFactor
		if at-w/2 < last+8 || at+w/2 > p.right() {
			continue
		}
		p.c.line(at, top, at, y+4, "gl")
		p.write(at, y+16, "ax", fromMid, x.tickLabels[i])
		last = at + w/2
	}
}

// endLabel is a label right of a line's end.
type endLabel struct {
	y, at float64
	text  string
	class string
	mark  int // style of the line, for its sample; below 0: none
}

// ends writes labels right of where the lines end, spread so that none touch.
func (p *placer) ends(labels []endLabel, right, top, bottom float64) {
	slices.SortStableFunc(labels, func(a, b endLabel) int { return sign(a.y - b.y) })
	last := top - lineHeight
	for i := range labels {
		labels[i].at = max(labels[i].y, last+lineHeight)
		last = labels[i].at
	}
	last = bottom + lineHeight
	for i := len(labels) - 1; i >= 0; i-- {
		labels[i].at = min(labels[i].at, last-lineHeight)
		last = labels[i].at
	}
	for _, l := range labels {
		p.c.path("M"+num(right+4)+" "+num(l.y)+" L"+num(right+14)+" "+num(l.at), "ld")
		x := right + 17
		if l.mark >= 0 {
			symbol(p.c, right+20, l.at, l.mark, l.class)
			x = right + 28
		}
		p.write(x, l.at+4, "tx", fromLeft, Clip(l.text, smallSize, (p.right()-right-30)/boldFactor))
	}
}

// symbol draws one of eight shapes, told apart without colour.
func symbol(c *canvas, x, y float64, n int, class string) {
	class = "sy " + class
	if n%8 >= 4 {
		class += " hollow"
	}
	switch n % 4 {
	case 0:
		c.circle(x, y, 3.6, class)
	case 1:
		c.rect(x-3.4, y-3.4, 6.8, 6.8, 0, class)
	case 2:
		c.path("M"+num(x-4.4)+" "+num(y+3.6)+" l4.4 -8 l4.4 8 z", class)
	case 3:
		c.path("M"+num(x)+" "+num(y-5)+" l5 5 l-5 5 l-5 -5 z", class)
	}
}

// lineClass is colour and dash of the n-th line.
func lineClass(n int) string { return "ln c" + strconv.Itoa(n%6) + " d" + strconv.Itoa(n%4) }

// PlotStyle is the look of the plots, for screen, dark mode and print. Lines differ by
// dash and mark as well as by colour; the colours stay apart in colour blindness (blue,
// vermilion and green after Okabe and Ito; all pairs tested under simulation).
const PlotStyle = `.pl{display:block;width:100%;max-width:960px;height:auto;font-family:inherit;--pk:#17202b;--pm:#566273;--pg:#d8dde4;--pc:#fff;--p0:#0072b2;--p1:#d55e00;--p2:#007a5a;--p3:#b0508f;--p4:#6b5200;--p5:#3f3f3f;--pb:#dbe7f3}
@media (prefers-color-scheme:dark){.pl{--pk:#e7ecf2;--pm:#a3afbd;--pg:#2d3845;--pc:#171e26;--p0:#5db5ea;--p1:#f5a97a;--p2:#2fa37c;--p3:#d873ae;--p4:#e0c24a;--p5:#c8ced6;--pb:#21384c}}
.pl text{fill:var(--pk);font-size:11px;paint-order:stroke;stroke:var(--pc);stroke-width:3px;stroke-linejoin:round}.pl .ax,.pl .ms{fill:var(--pm)}.pl .at{fill:var(--pm);font-weight:600}.pl .bd{font-weight:650}
.pl .gl{stroke:var(--pg)}.pl .ab{stroke:var(--pm)}.pl .ld{stroke:var(--pm);fill:none;stroke-width:.8}
.pl .ln{fill:none;stroke-width:1.8}.pl .lim{stroke:var(--pk);stroke-dasharray:7 4;fill:none;stroke-width:1.3}.pl .lim2{stroke:var(--pk);stroke-dasharray:2 3;fill:none;stroke-width:1.5}
.pl .c0{stroke:var(--p0)}.pl .c1{stroke:var(--p1)}.pl .c2{stroke:var(--p2)}.pl .c3{stroke:var(--p3)}.pl .c4{stroke:var(--p4)}.pl .c5{stroke:var(--p5)}.pl .d1{stroke-dasharray:8 3}.pl .d2{stroke-dasharray:2 3}.pl .d3{stroke-dasharray:9 3 2 3}.pl .sy{stroke-dasharray:none;stroke-width:1.3}
.pl .sy.c0{fill:var(--p0)}.pl .sy.c1{fill:var(--p1)}.pl .sy.c2{fill:var(--p2)}.pl .sy.c3{fill:var(--p3)}.pl .sy.c4{fill:var(--p4)}.pl .sy.c5{fill:var(--p5)}.pl .sy.hollow{fill:var(--pc)}
.pl .ft{fill:none;stroke:var(--p0);stroke-width:2}.pl .bn{fill:var(--pb);stroke:none}.pl .bk{stroke:var(--pk);stroke-dasharray:3 3}.pl .pt{fill:var(--pk);stroke:var(--pk);stroke-width:1.4}.pl .op{fill:var(--pc);stroke:var(--pk);stroke-width:1.6}.pl .qn{fill:var(--pm);stroke:var(--pm)}.pl .rg{fill:none;stroke:var(--p1);stroke-width:1.8}.pl .ar{fill:none;stroke:var(--pk);stroke-width:1.7}.pl .un{opacity:.55}.pl .er{stroke:var(--pk)}
@media print{.pl{--pk:#000;--pm:#333;--pg:#ccc;--pc:#fff;--p0:#000;--p1:#000;--p2:#000;--p3:#000;--p4:#000;--p5:#000;--pb:#e4e4e4}}
@media (forced-colors:active){.pl text{fill:CanvasText;stroke:none}.pl .ln,.pl .lim,.pl .lim2,.pl .ft,.pl .bk,.pl .ar,.pl .er{stroke:CanvasText}}
`

// TimelineStyle is the look of the marks that a timeline shares with the plots.
const TimelineStyle = `.tl{--pk:var(--ink,#17202b);--pc:var(--card,#fff)}.tl .pt{fill:var(--pk);stroke:var(--pk);stroke-width:1.2}.tl .op{fill:var(--pc);stroke:var(--pk);stroke-width:1.6}.tl .rg{fill:none;stroke:#b54800;stroke-width:1.8}.tl .ar{fill:none;stroke:var(--pk);stroke-width:1.6}.tl .un{opacity:.55}.tl .ft{fill:none;stroke:#0072b2;stroke-width:1.8}.tl .ft.d1{stroke-dasharray:6 3}.tl .bn{fill:#0072b2;fill-opacity:.16;stroke:none}.tl .bk{stroke:var(--pk);stroke-dasharray:3 3}
@media (prefers-color-scheme:dark){.tl .ft{stroke:#5db5ea}.tl .bn{fill:#5db5ea}.tl .rg{stroke:#f29a5c}}
@media print{.tl .ft,.tl .rg{stroke:#000}.tl .bn{fill:#000}}
@media (forced-colors:active){.tl .ft,.tl .bk,.tl .ar,.tl .rg{stroke:CanvasText}}
`
