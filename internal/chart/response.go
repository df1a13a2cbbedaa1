package chart

import (
	"fmt"
	"math"
	"strconv"
)

// Response is the course of lesions by RECIST: the sum with its limits above, the lesions
// one by one below.
type Response struct {
	ID, Title, Description string
	Visits                 []string // labels, in time
	Days                   []float64
	Sum                    []Amount // mm
	Smallest               []Amount // smallest sum before the visit
	Category               []string // "" at baseline
	FallPercent            float64  // of partial response
	RisePercent, RiseLeast float64  // of progression: per cent of the smallest, and mm
	Lesions                []Spider
}

// Amount is a number that may be missing.
type Amount struct {
	V     float64
	Known bool
}

// Spider is one lesion over the visits.
type Spider struct {
	Name  string
	MM    []Amount
	Words []string // instead of a size: "gone", "treated"
}

const (
	sumTop, sumBottom       = 40.0, 190.0
	spiderTop, spiderBottom = 256.0, 424.0
	responseHeight          = 452.0
	spiderCap               = 200.0 // %, above which a line leaves the drawing at the top
)

// SVG draws the response. Visits without days stand at equal distances.
func (r Response) SVG() string {
	c := &canvas{}
	c.open("pl", r.ID, r.Title, r.Description, plotWidth, responseHeight)
	p := &placer{c: c, frame: box{0, 0, plotWidth, responseHeight}}
	x := r.across()
	r.drawSum(p, x)
	r.drawSpider(p, x)
	return c.close()
}

func (r Response) across() ruler {
	a := ruler{lo: 0, hi: float64(max(len(r.Visits)-1, 1)), from: plotX0 + 26, to: plotX1}
	if len(r.Days) == len(r.Visits) && len(r.Days) > 0 {
		a.lo, a.hi = r.Days[0], r.Days[len(r.Days)-1]
		if a.hi == a.lo {
			a.lo, a.hi = a.lo-1, a.hi+1
		}
	}
	return a
}

func (r Response) x(a ruler, i int) float64 {
	if len(r.Days) == len(r.Visits) {
		return a.at(r.Days[i])
	}
	return a.at(float64(i))
}

func (r Response) drawSum(p *placer, x ruler) {
	top := 0.0
	for i, s := range r.Sum {
		if s.Known {
			top = max(top, s.V)
		}
		if limit, ok := r.rise(i); ok {
			top = max(top, limit)
		}
	}
	y := linear(0, max(top, 1), sumBottom, sumTop, 5)
	p.ruled(y, ruler{from: plotX0, to: plotX1}, "sum of target lesions, mm")
	p.c.line(plotX0, sumBottom, plotX1, sumBottom, "ab")
	whole := p.frame
	p.frame = box{plotX0, sumTop - 12, plotX1, sumBottom}
	r.drawLimits(p, x, y)
	path, nadir := "", r.nadir()
	for i, s := range r.Sum {
		if !s.Known {
			continue
		}
		path += step(path) + num(r.x(x, i)) + " " + num(y.at(s.V))
		p.take(around(r.x(x, i), y.at(s.V), 4))
	}
	if path != "" {
		p.c.path(path, "ln c5")
	}
	for i, s := range r.Sum {
		if !s.Known {
			p.put(r.x(x, i), sumBottom-8, 2, "ms", "?")
			continue
		}
		p.c.circle(r.x(x, i), y.at(s.V), 4, map[bool]string{true: "op", false: "pt"}[i == nadir])
	}
	for i, s := range r.Sum {
		text := strconv.FormatFloat(s.V, 'f', -1, 64)
		if i == nadir && i > 0 {
			text += " smallest"
		}
		if s.Known {
			p.put(r.x(x, i), y.at(s.V), 6, "bd", text)
		}
	}
	p.frame = whole
	r.drawVisits(p, x)
}

// drawVisits writes date and category under each visit, those that have room.
func (r Response) drawVisits(p *placer, x ruler) {
	for i, label := range r.Visits {
		at := r.x(x, i)
		p.c.line(at, sumBottom, at, sumBottom+4, "ab")
		category := "baseline"
		if i > 0 {
			category = r.Category[i]
		}
		for k, text := range []string{label, category} {
			w := Width(text, smallSize) * boldFactor
			mid := min(max(at, w/2), plotWidth-w/2)
			y := sumBottom + 19 + float64(k)*lineHeight
			if b := (box{mid - w/2 - 3, y - 11, mid + w/2 + 3, y + 3}); text != "" && p.free(b) {
				p.take(b)
				p.c.text(mid, y, [2]string{"ax", "bd"}[k], fromMid, text)
			}
		}
	}
}

// drawLimits draws where partial response and progression begin.
func (r Response) drawLimits(p *placer, x, y ruler) {
	var ends []endLabel
	if len(r.Sum) > 0 && r.Sum[0].Known && r.Sum[0].V > 0 {
		limit := r.Sum[0].V * (1 - r.FallPercent/100)
		p.c.line(r.x(x, 0), y.at(limit), plotX1, y.at(limit), "lim")
		ends = append(ends, endLabel{y: y.at(limit), text: fmt.Sprintf("PR: -%g %%, %s mm", r.FallPercent, tenth(limit)), mark: -1})
	}
	path, last := "", 0.0
	for i := 1; i < len(r.Visits); i++ {
		limit, ok := r.rise(i)
		if !ok {
			continue
		}
		from, to := r.x(x, i-1), r.x(x, i)
		path += step(path) + num(from) + " " + num(y.at(limit)) + " L" + num(to) + " " + num(y.at(limit))
		last = limit
	}
	if path != "" {
		p.c.path(path, "lim2")
		ends = append(ends, endLabel{y: y.at(last), text: r.riseText(last), mark: -1})
	}
	p.ends(ends, plotX1, sumTop, sumBottom)
}

func (r Response) riseText(limit float64) string {
	if r.RiseLeast > 0 {
		return fmt.Sprintf("PD: +%g %%, +%g mm: %s", r.RisePercent, r.RiseLeast, tenth(limit))
	}
	return fmt.Sprintf("PD: +%g %%, %s mm", r.RisePercent, tenth(limit))
}

func tenth(x float64) string { return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64) }

// rise is the sum from which a visit is progression.
func (r Response) rise(i int) (float64, bool) {
	if i >= len(r.Smallest) || !r.Smallest[i].Known || i == 0 {
		return 0, false
	}
	s := r.Smallest[i].V
	return max(s*(1+r.RisePercent/100), s+r.RiseLeast), true
}

func (r Response) nadir() int {
	at := -1
	for i, s := range r.Sum {
		if s.Known && (at < 0 || s.V < r.Sum[at].V) {
			at = i
		}
	}
	return at
}

// step starts or goes on with a path.
func step(path string) string {
	if path == "" {
		return "M"
	}
	return " L"
}

// drawSpider draws the change of each lesion from its first size.
func (r Response) drawSpider(p *placer, x ruler) {
	hi := 20.0
	for _, l := range r.Lesions {
		for i := range l.MM {
			if v, ok := l.percent(i); ok {
				hi = max(hi, min(v, spiderCap))
			}
		}
	}
	y := linear(-100, hi, spiderBottom, spiderTop, 6)
	p.ruled(y, ruler{from: plotX0, to: plotX1}, "lesions, % of change from the first size")
	p.c.line(plotX0, y.at(0), plotX1, y.at(0), "ab")
	var ends []endLabel
	for n, l := range r.Lesions {
		path, last := "", -1
		for i := range l.MM {
			if v, ok := l.percent(i); ok {
				path += step(path) + num(r.x(x, i)) + " " + num(y.at(y.inside(v)))
				last = i
			}
		}
		if last < 0 {
			continue
		}
		p.c.path(path, lineClass(n))
		for i := range l.MM {
			if v, ok := l.percent(i); ok {
				symbol(p.c, r.x(x, i), y.at(y.inside(v)), n, "c"+strconv.Itoa(n%6))
			}
		}
		v, _ := l.percent(last)
		ends = append(ends, endLabel{y: y.at(y.inside(v)), text: l.Name + " " + signed(v), class: "c" + strconv.Itoa(n%6), mark: n})
	}
	p.ends(ends, plotX1, spiderTop, spiderBottom+10)
}

// percent is the change of a size from the first one.
func (s Spider) percent(i int) (float64, bool) {
	for _, first := range s.MM {
		if !first.Known {
			continue
		}
		if first.V <= 0 || !s.MM[i].Known {
			return 0, false
		}
		return 100 * (s.MM[i].V - first.V) / first.V, true
	}
	return 0, false
}

func signed(v float64) string {
	text := strconv.FormatFloat(math.Round(v), 'f', -1, 64)
	if v >= 0.5 {
		text = "+" + text
	}
	return text + " %"
}

// Table is the drawing in words: lesions down, visits across.
func (r Response) Table() Table {
	t := Table{Caption: r.Title, Head: append([]string{"mm"}, r.Visits...)}
	row := func(name string, cell func(i int) string) {
		line := []string{name}
		for i := range r.Visits {
			line = append(line, cell(i))
		}
		t.Rows = append(t.Rows, line)
	}
	for _, l := range r.Lesions {
		row(l.Name, func(i int) string {
			if l.MM[i].Known {
				return tenth(l.MM[i].V)
			}
			return l.Words[i]
		})
	}
	row("sum", func(i int) string {
		if !r.Sum[i].Known {
			return "unknown"
		}
		return tenth(r.Sum[i].V)
	})
	row("category", func(i int) string {
		if i == 0 {
			return "baseline"
		}
		return r.Category[i]
	})
	return t
}
