package chart

import (
	"slices"
)

// Thermometer is one upright scale with limits, what has been reached and what a next
// step would reach. Known false draws it hatched: not measured.
type Thermometer struct {
	ID, Title, Description string
	Top                    float64 // value at the upper end
	Level                  float64
	Known                  bool
	LevelLabel             string
	Marks                  []Limit
}

// Limit is a line across a thermometer.
type Limit struct {
	Value float64
	Label string
	Hard  bool // a limit that is passed at harm; else a level to come
	Next  bool // where a next step would lead
}

const (
	thermWidth, thermHeight = 230.0, 188.0
	tubeTop, tubeHeight     = 14.0, 154.0
	tubeLeft, tubeWidth     = 26.0, 22.0
	labelStep               = 15.0
)

// SVG draws the thermometer; labels are spread so that none touch.
func (t Thermometer) SVG() string {
	c := &canvas{}
	c.open("th", t.ID, t.Title, t.Description, thermWidth, thermHeight)
	c.rect(tubeLeft, tubeTop, tubeWidth, tubeHeight, 11, "tube")
	labels := t.labels()
	if t.Known {
		y := t.y(t.Level)
		c.rect(tubeLeft, y, tubeWidth, tubeTop+tubeHeight-y, min(11, (tubeTop+tubeHeight-y)/2), "merc")
	} else {
		c.rect(tubeLeft, tubeTop, tubeWidth, tubeHeight, 11, "hatch")
	}
	for _, l := range labels {
		l.draw(c)
	}
	return c.close()
}

func (t Thermometer) y(v float64) float64 {
	if t.Top <= 0 {
		return tubeTop + tubeHeight
	}
	return tubeTop + tubeHeight*(1-min(max(v/t.Top, 0), 1))
}

type thermLabel struct {
	y, ly       float64
	text, class string
	line        string // class of the line across, empty for none
}

// labels sorts the marks from top to bottom and keeps labelStep between them.
func (t Thermometer) labels() []thermLabel {
	out := []thermLabel{{y: t.y(t.Level), text: t.LevelLabel, class: "t b"}}
	if !t.Known {
		out[0].y = tubeTop + tubeHeight*0.7
	}
	for _, m := range t.Marks {
		l := thermLabel{y: t.y(m.Value), text: m.Label, class: "t", line: "nx"}
		if !m.Next {
			l.line = "lim"
		}
		if m.Hard {
			l.line, l.class = "lim hi", "t hi"
		}
		out = append(out, l)
	}
	slices.SortStableFunc(out, func(a, b thermLabel) int { return sign(a.y - b.y) })
	spread(out)
	return out
}

// spread moves labels down to keep their distance, then up again from the bottom.
func spread(ls []thermLabel) {
	last := tubeTop - labelStep
	for i := range ls {
		ls[i].ly = max(ls[i].y, last+labelStep)
		last = ls[i].ly
	}
	last = thermHeight - 6 + labelStep
	for i := len(ls) - 1; i >= 0; i-- {
		ls[i].ly = min(ls[i].ly, last-labelStep)
		last = ls[i].ly
	}
}

func (l thermLabel) draw(c *canvas) {
	const right = tubeLeft + tubeWidth + 4
	if l.line != "" {
		c.line(tubeLeft-6, l.y, right, l.y, l.line)
	}
	c.path("M"+num(right)+" "+num(l.y)+" L"+num(right+10)+" "+num(l.ly), "lead")
	c.text(right+14, l.ly+4, l.class, fromLeft, Clip(l.text, labelSize, (thermWidth-right-14)/boldFactor))
}

func sign(x float64) int {
	switch {
	case x < 0:
		return -1
	case x > 0:
		return 1
	}
	return 0
}

// Share draws a percentage as a bar, for a table cell that also holds the number.
func Share(percent float64) string {
	c := &canvas{}
	c.b.WriteString(`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">`)
	c.rect(0, 0, 100, 10, 0, "pbg")
	c.rect(0, 0, min(max(percent, 0), 100), 10, 0, "pb")
	return c.close()
}
