package chart

import (
	"strconv"
)

// Survival is a cohort table drawn: points where the source gives a figure, joined by
// lines that only guide the eye.
type Survival struct {
	ID, Title, Description string
	Strata                 []Stratum
}

// Stratum is one group of patients.
type Stratum struct {
	Name    string
	N       int
	Applies string // to the patient: yes | no | unknown
	Years   []float64
	Percent []Amount
}

const (
	survivalTop, survivalBottom = 30.0, 250.0
	survivalHeight              = 290.0
	survivalWidth               = 780.0
	survivalRight               = 470.0
)

// SVG draws the table. A stratum that does not apply is pale.
func (s Survival) SVG() string {
	c := &canvas{}
	c.open("pl", s.ID, s.Title, s.Description, survivalWidth, survivalHeight)
	p := &placer{c: c, frame: box{plotX0, survivalTop, survivalRight, survivalBottom}, width: survivalWidth}
	last := 1.0
	for _, g := range s.Strata {
		for _, y := range g.Years {
			last = max(last, y)
		}
	}
	x := linear(0, last, plotX0, survivalRight-10, 8)
	y := linear(0, 100, survivalBottom, survivalTop, 5)
	p.ruled(y, ruler{from: plotX0, to: survivalRight}, "alive, % of the cohort")
	p.based(x, survivalTop, survivalBottom)
	c.text(survivalRight, survivalBottom+32, "ax", fromRight, "years")
	var ends []endLabel
	for n, g := range s.Strata {
		if e, ok := g.draw(p, x, y, n); ok {
			ends = append(ends, e)
		}
	}
	p.ends(ends, survivalRight, survivalTop, survivalBottom)
	return c.close()
}

func (g Stratum) draw(p *placer, x, y ruler, n int) (endLabel, bool) {
	path := "M" + num(x.at(0)) + " " + num(y.at(100))
	end := endLabel{text: g.Name, class: "c" + strconv.Itoa(n%6), mark: n}
	if g.N > 0 {
		end.text = "n " + strconv.Itoa(g.N) + ", " + g.Name
	}
	drawn := false
	for i, year := range g.Years {
		if g.Percent[i].Known {
			path += " L" + num(x.at(year)) + " " + num(y.at(g.Percent[i].V))
			end.y, drawn = y.at(g.Percent[i].V), true
		}
	}
	if !drawn {
		return end, false
	}
	if g.Applies == "no" {
		p.c.b.WriteString(`<g class="un">`)
		defer p.c.end()
	}
	p.c.path(path, lineClass(n))
	for i, year := range g.Years {
		if g.Percent[i].Known {
			symbol(p.c, x.at(year), y.at(g.Percent[i].V), n, "c"+strconv.Itoa(n%6))
			p.take(around(x.at(year), y.at(g.Percent[i].V), 5))
		}
	}
	for i, year := range g.Years {
		if g.Percent[i].Known {
			p.put(x.at(year), y.at(g.Percent[i].V), 7, "tx", tenth(g.Percent[i].V))
		}
	}
	return end, true
}

// Table is the drawing in words.
func (s Survival) Table() Table {
	t := Table{Caption: s.Title, Head: []string{"patients", "n", "year", "alive, %", "applies"}}
	for _, g := range s.Strata {
		for i, year := range g.Years {
			value := "not given"
			if g.Percent[i].Known {
				value = tenth(g.Percent[i].V)
			}
			t.Rows = append(t.Rows, []string{g.Name, strconv.Itoa(g.N), tenth(year), value, g.Applies})
		}
	}
	return t
}
