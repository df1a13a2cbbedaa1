package cli

import (
	"strings"

	"symport/internal/casefile"
	"symport/internal/consult"
	"symport/internal/date"
	"symport/internal/growth"
	"symport/internal/record"
	"symport/internal/unit"
)

// tgFromCase shows the course that a record holds up to the end of the as-of day.
func tgFromCase(p *record.Patient, asOf date.Span, breaks []growth.Event, params tgParams) *tgCourse {
	c := &tgCourse{name: p.ID, caseID: p.ID, asOf: dateText(asOf), about: p.About, params: params, events: breaks}
	values, events := consult.MarkerSeries(p, asOf, params.limits())
	for i := range values {
		c.addMarker(&values[i])
	}
	c.leftOut = leftOut(p, asOf, len(values))
	for _, e := range events {
		c.addEvent(e.Event, e.Line)
	}
	for _, v := range consult.AntibodySeries(p, asOf, params.limits()) {
		c.addAntibody(v.Sample, orNoDate(dateText(v.Lab.Span())), antibodyText(v.Lab))
	}
	c.analyse()
	return c
}

// addMarker shows a value of a record beside its sample.
func (c *tgCourse) addMarker(v *consult.MarkerValue) {
	e := tgEntry{Date: dateText(v.Lab.Span()), Tg: markerText(v.Lab), Assay: v.Lab.Assay, Way: v.Way}
	e.Date = orNoDate(e.Date)
	if v.TSH != nil {
		e.TSH = worded(quantityText(v.TSH.Value.V))
	}
	if v.TgAb != nil {
		e.TgAb = antibodyText(v.TgAb)
	}
	c.entries, c.samples = append(c.entries, e), append(c.samples, v.Sample)
	if v.BelowLOQ {
		c.warn("below-loq", e.Date, "%s lies below the limit %s: used as below the limit", v.Lab.Value.V, v.Lab.LOQ.V)
	}
	if v.Disagree {
		c.warn("tsh-state", e.Date, "TSH %s is called %s: which is right?", quantityText(v.TSH.Value.V), v.Lab.TSHState.V)
	}
}

func orNoDate(day string) string {
	if day == "" {
		return "no date"
	}
	return day
}

// markerText is the value in ng/mL, or the way in which it is none.
func markerText(l *record.Lab) string {
	switch {
	case l.NotStated:
		return worded(l.Number)
	case !l.Value.Has() && l.Trend.Has():
		return l.Trend.V
	case !l.Value.Has():
		return "unknown"
	}
	q := l.Value.V
	if q.Unit != "ng/mL" && q.Unit != "ug/L" {
		q.Number = unit.Sig(q.Value, 4)
	}
	return worded(quantityText(q))
}

func quantityText(q unit.Quantity) string { return [...]string{"", "<", ">"}[q.Bound] + q.Number }

func antibodyText(l *record.Lab) string {
	switch {
	case l.Qualitative.Has():
		return l.Qualitative.V
	case l.Value.Has():
		return worded(l.Value.V.String())
	case l.Trend.Has():
		return l.Trend.V
	case l.NotStated:
		return l.Number + ", unit not stated"
	}
	return "unknown"
}

// leftOut says how many values lie after the as-of day, "" if none does.
func leftOut(p *record.Patient, asOf date.Span, used int) string {
	n := -used
	for i := range p.Labs {
		if strings.EqualFold(p.Labs[i].Test, "Tg") {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return plural(n, "value") + " after " + asOf.String() + " left out"
}

func dateText(s date.Span) string {
	if !s.Known {
		return ""
	}
	return s.String()
}

// asOfDay reads --as-of; without it the day of the case holds.
func asOfDay(text string, p *record.Patient) (date.Span, error) {
	if text == "" {
		return p.AsOf, nil
	}
	return date.Parse(text)
}

// readPatient reads a case file that must be free of errors.
func readPatient(name string, data []byte) (*record.Patient, error) {
	p, problems := casefile.Decode(name, data)
	return p, problems.Err()
}
