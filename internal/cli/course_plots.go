package cli

import (
	"fmt"
	"html/template"

	"symport/internal/date"
	"symport/internal/recist"
	"symport/internal/record"
	"symport/internal/report"
)

// coursePlots are the drawings of thyroglobulin and of the response for the page of a
// patient, those that have two values or more.
func coursePlots(p *record.Patient, asOf date.Day, folder string) (out []report.Plot, err error) {
	fsys, err := knowledgeFS(folder)
	if err != nil {
		return nil, err
	}
	params, err := readTgParams(fsys)
	if err != nil {
		return nil, err
	}
	tg := tgFromCase(p, date.On(asOf), nil, params)
	if m := tg.chart(); len(m.Values) > 1 {
		out = append(out, report.Plot{Title: m.Title, Lead: tg.sentences(), SVG: template.HTML(m.SVG()), Notes: tg.drawingNotes(m), Table: m.Table()})
	}
	response := recistFromCase(p, date.On(asOf))
	response.result = recist.Assess(response.rows, recist.V11, recist.VisitWindow)
	if err := response.byTreatment(fsys, recist.V11, recist.VisitWindow); err != nil {
		return nil, err
	}
	return append(out, response.plots()...), nil
}

// plots draw the response under each treatment, or of the whole record where no treatment
// has two scans.
func (c *recistCourse) plots() (out []report.Plot) {
	for i := range c.lines {
		l := &c.lines[i]
		if len(l.Result.Visits) < 2 || l.Kind == recist.LateBaseline && l.Result.ProgressionAt < 0 {
			continue
		}
		line := &recistCourse{result: l.Result}
		under := ""
		if l.Treatment != "" {
			under = ", " + l.Treatment
		}
		out = append(out, line.plot(fmt.Sprintf("rc%d", i), under))
	}
	if len(out) == 0 && len(c.result.Visits) > 1 {
		out = append(out, c.plot("rc", ""))
	}
	return out
}

func (c *recistCourse) plot(id, under string) report.Plot {
	r := c.chart()
	r.ID, r.Title = id, r.Title+under
	return report.Plot{Title: r.Title, Lead: []string{c.sentence()}, SVG: template.HTML(r.SVG()), Notes: []string{responseNote}, Table: r.Table()}
}
