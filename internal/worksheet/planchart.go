package worksheet

import (
	"fmt"
	"math"

	"symport/internal/chart"
	"symport/internal/dose"
)

const (
	chanceSteps  = 80
	chancePanels = 24 // lesions drawn at most
)

// chart draws the chance of passing the limit and of reaching the bands against the
// activity. Without an uncertainty there is no chance and no drawing.
func (v planView) chart() Figure {
	top := v.topActivity()
	c := chart.Chances{ID: "ch", Title: "Chance against activity", TopGBq: top}
	if v.p.Ceiling != nil {
		c.CeilingGBq = *v.p.Ceiling
	}
	in := v.p.Input
	if e := in.Blood; e != nil && hasInterval(e) {
		c.Panels = append(c.Panels, v.organPanel("blood", e, top))
	} else if e := in.Marrow; in.Blood == nil && e != nil && hasInterval(e) {
		c.Panels = append(c.Panels, v.organPanel("marrow", e, top))
	}
	drawn := 0
	for _, l := range v.sorted() {
		for i := range in.Lesions {
			if e := &in.Lesions[i].Dose; in.Lesions[i].ID == l.ID && l.Dose != nil && hasInterval(e) && drawn < chancePanels {
				c.Panels = append(c.Panels, v.lesionPanel(l, e, top))
				drawn++
			}
		}
	}
	if len(c.Panels) == 0 || len(v.p.Activities) == 0 {
		return Figure{}
	}
	c.Description = fmt.Sprintf("%d panels: blood or marrow, then lesions, weakest first. The numbers stand in the tables.", len(c.Panels))
	caption := fmt.Sprintf("Across: GBq. Up: chance. Red: more than %g Gy to %s. Dashed: the lesion gets %g Gy; full: %g Gy. Upright line: the ceiling.",
		v.l.BloodGy, v.organ(), v.l.LesionPartialGy, v.l.LesionGy)
	if n := len(v.p.Lesions) - drawn; n > 0 {
		caption += fmt.Sprintf(" %d lesions are not drawn.", n)
	}
	return Figure{SVG: c.SVG(), Caption: caption}
}

func hasInterval(e *dose.Estimate) bool { return e.Low > 0 && e.High > e.Low }

func (v planView) topActivity() float64 {
	top := 10.0
	for _, a := range v.p.Activities {
		top = max(top, a.Activity*1.25)
	}
	return math.Ceil(top)
}

func (v planView) organPanel(name string, e *dose.Estimate, top float64) chart.ChancePanel {
	return chart.ChancePanel{Label: name, Note: nearSig(e.Value, 2) + " Gy/GBq", Lines: []chart.ChanceLine{
		chanceLine("organ", fmt.Sprintf("more than %g Gy", v.l.BloodGy), e, v.l.BloodGy, top)}}
}

func (v planView) lesionPanel(l dose.LesionLine, e *dose.Estimate, top float64) chart.ChancePanel {
	return chart.ChancePanel{Label: lesionName(l.ID), Note: nearSig(*l.Dose, 2) + " Gy/GBq", Lines: []chart.ChanceLine{
		chanceLine("les2", fmt.Sprintf("%g Gy", v.l.LesionPartialGy), e, v.l.LesionPartialGy, top),
		chanceLine("les", fmt.Sprintf("%g Gy", v.l.LesionGy), e, v.l.LesionGy, top)}}
}

func chanceLine(class, label string, e *dose.Estimate, gy, top float64) chart.ChanceLine {
	line := chart.ChanceLine{Class: class, Label: label}
	for i := range chanceSteps + 1 {
		a := top * float64(i) / chanceSteps
		if a == 0 {
			line.Points = append(line.Points, chart.ChancePoint{})
			continue
		}
		if p, ok := e.Times(a).Above(gy); ok {
			line.Points = append(line.Points, chart.ChancePoint{GBq: a, P: p})
		}
	}
	return line
}
