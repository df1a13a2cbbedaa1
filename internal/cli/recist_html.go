package cli

import (
	"html/template"
	"io"
	"strings"

	"symport/internal/chart"
	"symport/internal/recist"
)

// responseNote explains the lines of the drawing.
const responseNote = "Dashed: from here on partial response. Dotted: from here on progression, measured from the smallest sum so far. Open circle: the smallest sum."

// writeHTML writes the page of a response.
func (c *recistCourse) writeHTML(w io.Writer) error {
	p := coursePageOf{Title: c.name + ": " + c.result.Criteria.Name, Text: c.text(), Table: chart.Table{Caption: "Response"}}
	if len(c.result.Visits) > 0 {
		r := c.chart()
		p.SVG, p.Table, p.Lead = template.HTML(r.SVG()), r.Table(), []string{c.sentence()}
		p.Notes = []string{responseNote}
	}
	return writeCourseHTML(w, p)
}

// chart draws the response.
func (c *recistCourse) chart() chart.Response {
	r := c.result
	out := chart.Response{ID: "rc", Title: "Response by " + r.Criteria.Name, Description: c.sentence(),
		FallPercent: float64(r.Criteria.PRPercent), RisePercent: float64(r.Criteria.PDPercent), RiseLeast: r.Criteria.PDLeast.MM()}
	dated := true
	for i, v := range r.Visits {
		dated = dated && v.Dated
		p := r.Points[i]
		out.Visits, out.Days = append(out.Visits, v.Label()), append(out.Days, float64(v.First))
		out.Sum = append(out.Sum, amount(p.Sum, c.count(recist.Target) > 0))
		out.Smallest = append(out.Smallest, amount(p.Smallest, i > 0))
		out.Category = append(out.Category, c.overallCell(i))
	}
	if !dated {
		out.Days = nil
	}
	for _, l := range r.Lesions {
		out.Lesions = append(out.Lesions, c.spider(l))
	}
	return out
}

func amount(s recist.Size, is bool) chart.Amount {
	return chart.Amount{V: s.V.MM(), Known: s.Known && is}
}

func (c *recistCourse) spider(l recist.Lesion) chart.Spider {
	s := chart.Spider{Name: l.Site}
	if l.Role == recist.NonTarget {
		s.Name += ", non-target"
	}
	if !strings.HasPrefix(s.Name, l.ID) {
		s.Name = l.ID + " " + s.Name
	}
	for i, o := range l.Seen {
		s.MM = append(s.MM, chart.Amount{V: o.V.MM(), Known: o.Known && o.State != recist.Treated})
		s.Words = append(s.Words, c.cell(l, i))
	}
	return s
}
