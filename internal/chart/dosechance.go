package chart

import (
	"fmt"
	"strings"
)

// Chances draws chance against activity, one small panel for each organ and lesion, all
// on the same scales, so that they can be compared.
type Chances struct {
	ID, Title, Description string
	TopGBq                 float64 // right end of the activity scale
	CeilingGBq             float64 // 0: none
	Panels                 []ChancePanel
}

// ChancePanel is one organ or lesion.
type ChancePanel struct {
	Label, Note string
	Lines       []ChanceLine
}

// ChanceLine is a chance against activity.
type ChanceLine struct {
	Class  string // organ, les, les2
	Label  string
	Points []ChancePoint
}

// ChancePoint is a chance from 0 to 1 at an activity.
type ChancePoint struct{ GBq, P float64 }

const (
	panelWidth, panelHeight = 236.0, 158.0
	panelColumns            = 3
	panelLeft, panelRight   = 34.0, 226.0
	panelTop, panelBottom   = 26.0, 126.0
)

// SVG draws the panels in rows of three.
func (p Chances) SVG() string {
	rows := (len(p.Panels) + panelColumns - 1) / panelColumns
	c := &canvas{}
	c.open("ch", p.ID, p.Title, p.Description, panelWidth*panelColumns, panelHeight*float64(max(rows, 1)))
	for i, panel := range p.Panels {
		fmt.Fprintf(&c.b, `<g transform="translate(%s %s)">`, num(panelWidth*float64(i%panelColumns)), num(panelHeight*float64(i/panelColumns)))
		p.panel(c, panel)
		c.end()
	}
	return c.close()
}

func (p Chances) panel(c *canvas, panel ChancePanel) {
	x := axis{hi: max(p.TopGBq, 1), from: panelLeft, to: panelRight}
	y := axis{hi: 1, from: panelBottom, to: panelTop}
	label := Clip(panel.Label, labelSize, (panelRight-panelLeft)*0.55/boldFactor)
	c.text(panelLeft, 16, "b", fromLeft, label)
	room := panelRight - panelLeft - Width(label, labelSize)*boldFactor - 10
	c.text(panelRight, 16, "m", fromRight, Clip(panel.Note, labelSize, room))
	for _, v := range []float64{0, 0.5, 1} {
		c.line(panelLeft, y.at(v), panelRight, y.at(v), "grid")
		c.text(panelLeft-6, y.at(v)+4, "m", fromRight, short(v))
	}
	for _, v := range ticks(x.hi, 4) {
		c.line(x.at(v), panelBottom, x.at(v), panelBottom+4, "zero")
		c.text(x.at(v), panelBottom+17, "m", fromMid, short(v))
	}
	if p.CeilingGBq > 0 && p.CeilingGBq <= x.hi {
		c.line(x.at(p.CeilingGBq), panelTop, x.at(p.CeilingGBq), panelBottom, "ceil")
	}
	for _, l := range panel.Lines {
		l.draw(c, x, y)
	}
	c.rect(panelLeft, panelTop, panelRight-panelLeft, panelBottom-panelTop, 0, "frame")
}

func (l ChanceLine) draw(c *canvas, x, y axis) {
	var path []string
	for _, q := range l.Points {
		path = append(path, num(x.at(q.GBq))+" "+num(y.clamped(q.P)))
	}
	if len(path) < 2 {
		return
	}
	c.group(l.Label)
	c.path("M"+strings.Join(path, " L"), l.Class)
	c.end()
}
