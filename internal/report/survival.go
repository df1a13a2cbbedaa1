package report

import (
	"html/template"

	"symport/internal/chart"
)

// Survival draws the cohort table that stands beside it; empty without a figure.
func (d *Document) Survival() template.HTML {
	s := chart.Survival{ID: "sv", Title: wSurvivalTitle, Description: wSurvivalDescription}
	some := false
	for _, row := range d.Prognosis.Strata {
		g := chart.Stratum{Name: raised(row.Label), N: row.N, Applies: row.Applies}
		for i, c := range row.Cells {
			g.Years = append(g.Years, float64(d.Prognosis.Years[i]))
			a := chart.Amount{}
			if c.Percent != nil {
				a, some = chart.Amount{V: *c.Percent, Known: true}, true
			}
			g.Percent = append(g.Percent, a)
		}
		s.Strata = append(s.Strata, g)
	}
	if !some {
		return ""
	}
	return template.HTML(s.SVG())
}
