package cli

import (
	"fmt"
	"html/template"
	"io"
	"math"
	"strings"

	"symport/internal/chart"
	"symport/internal/date"
	"symport/internal/growth"
)

// writeHTML writes the page of a thyroglobulin course.
func (c *tgCourse) writeHTML(w io.Writer) error {
	m := c.chart()
	return writeCourseHTML(w, coursePageOf{Title: titleOf(c.name) + ": thyroglobulin", Lead: c.sentences(), Notes: c.drawingNotes(m),
		SVG: template.HTML(m.SVG()), Table: m.Table(), Text: c.text()})
}

// drawingNotes explain the drawing and list what it leaves out.
func (c *tgCourse) drawingNotes(m chart.Marker) []string {
	notes := []string{}
	if len(m.Fits) > 0 {
		notes = append(notes, "Shaded: 95 % confidence band of the fitted line, day by day. It says where the line lies, not where the next value will. Dashed line: not reliable.")
	}
	for _, v := range c.course.Placed {
		if s := c.samples[v.Index]; !s.Dated || math.IsInf(s.Ln, 0) || s.Ln == 0 && s.Unusable != "" {
			notes = append(notes, "Not drawn: "+c.entries[v.Index].Tg+" ("+c.entries[v.Index].Date+"), "+v.Why+".")
		}
	}
	return notes
}

// chart draws the course.
func (c *tgCourse) chart() chart.Marker {
	m := chart.Marker{ID: "tg", Title: "Thyroglobulin", Description: "Values over time on a logarithmic axis, with the fitted line of each stretch", Name: "Tg", Unit: "ng/mL"}
	for _, p := range c.course.Placed {
		s := c.samples[p.Index]
		if !s.Dated || s.Ln == 0 && s.Unusable != "" {
			continue
		}
		m.Values = append(m.Values, chart.Sample{
			Day: date.Day(math.Round(s.Day)), When: c.entries[p.Index].Date, V: math.Exp(s.Ln), Below: s.Censor == growth.Below, Above: s.Censor == growth.Above,
			State: [...]chart.TSHState{chart.NotRecorded, chart.Suppressed, chart.NotSuppressed, chart.Stimulated}[s.TSH],
			TgAb:  s.TgAb == growth.TgAbFound, Used: p.Stretch > 0, Why: p.Why,
		})
	}
	for _, b := range c.course.Breaks {
		m.Breaks = append(m.Breaks, c.breakOf(b))
	}
	for i, s := range c.course.Stretches {
		if s.Refusal == nil {
			m.Fits = append(m.Fits, fitLine(i, s))
		}
	}
	return m
}

// breakOf is an event on its day, or a change half way between the values.
func (c *tgCourse) breakOf(b growth.Break) chart.Break {
	if b.Event {
		return chart.Break{Mark: b.Mark, Day: date.Day(math.Round((b.DayLow + b.DayHigh) / 2)), When: eventWhen(b), Reason: b.Cause()}
	}
	next := c.samples[c.course.Placed[b.Before].Index].Day
	day := next
	for i := b.Before - 1; i >= 0; i-- {
		if p := c.course.Placed[i]; p.Stretch > 0 {
			day = (c.samples[p.Index].Day + next) / 2
			break
		}
	}
	return chart.Break{Day: date.Day(math.Round(day)), When: "before " + c.entries[c.course.Placed[b.Before].Index].Date, Reason: b.Cause()}
}

// eventWhen is a day, a month or a year, or the first and the last day.
func eventWhen(b growth.Break) string {
	low, high := date.Day(b.DayLow), date.Day(b.DayHigh)
	if text := date.Between(low, high).String(); !strings.Contains(text, "..") {
		return text
	}
	return low.String() + ".." + high.String()
}

func fitLine(i int, s growth.Stretch) chart.FitLine {
	f := s.Fit
	out := chart.FitLine{From: date.Day(math.Round(f.FromDay)), To: date.Day(math.Round(f.ToDay)), AtFrom: f.At(f.FromDay), AtTo: f.At(f.ToDay),
		Reliable: s.Reliable, Label: fmt.Sprintf("%d: %s doublings a year", i+1, fixed(f.PerYear().Value, rateDigits(f.PerYear())))}
	if !s.Reliable {
		out.Label += ", not reliable"
	}
	for _, l := range f.BandOver() {
		out.Band = append(out.Band, chart.BandDay{Day: date.Day(l.Day), Low: l.Low, High: l.High})
	}
	return out
}
