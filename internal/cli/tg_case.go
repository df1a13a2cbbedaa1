package cli

import (
	"strings"

	"symport/internal/casefile"
	"symport/internal/date"
	"symport/internal/growth"
	"symport/internal/record"
	"symport/internal/table"
	"symport/internal/unit"
)

// tgFromCase turns the laboratory, the treatments and the events of a patient into a
// course, as far as they lie before the end of the as-of day.
func tgFromCase(p *record.Patient, asOf date.Span, breaks []growth.Event, params tgParams) *tgCourse {
	c := &tgCourse{name: p.ID, caseID: p.ID, asOf: dateText(asOf), about: p.About, params: params, events: breaks}
	v := tgView{p: p, asOf: asOf}
	for _, l := range v.labs("Tg") {
		c.addValue(v.row(l))
	}
	c.leftOut = v.later("Tg")
	for _, e := range v.events() {
		c.addEvent(e)
	}
	c.analyse()
	return c
}

// tgView reads a patient's record for the course of thyroglobulin.
type tgView struct {
	p    *record.Patient
	asOf date.Span
}

// within reports whether an entry can lie on or before the as-of day; unsure, whether
// it may lie after it.
func (v tgView) within(e record.Entry) (in, unsure bool) {
	s := e.Span()
	if !v.asOf.Known || !s.Known {
		return true, false
	}
	return s.Lo <= v.asOf.Hi, s.Hi > v.asOf.Hi
}

func (v tgView) labs(test string) (out []record.Lab) {
	for _, l := range v.p.Labs {
		if in, _ := v.within(l.Entry); in && strings.EqualFold(l.Test, test) {
			out = append(out, l)
		}
	}
	return out
}

// later says how many values of a test lie after the as-of day, "" if none does.
func (v tgView) later(test string) string {
	n := -len(v.labs(test))
	for _, l := range v.p.Labs {
		if strings.EqualFold(l.Test, test) {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return plural(n, "value") + " after " + v.asOf.String() + " left out"
}

// row is a thyroglobulin value with TSH and TgAb of the same day.
func (v tgView) row(l record.Lab) table.TgRow {
	span := l.Span()
	r := table.TgRow{Line: l.Line, Date: span, DateText: dateText(span), HasValue: true, Assay: l.Assay}
	r.State, r.StateText = stateOf(l.TSHState)
	r.TSH, r.TSHText = v.tshOf(l)
	r.TgAb = v.antibodyAt(l)
	if l.LOQ.Has() {
		r.LOQ = l.LOQ.V
	}
	_, unsure := v.within(l.Entry)
	switch {
	case l.NotStated:
		r.ValueText, r.Unusable = l.Number, "unit not stated"
	case !l.Value.Has() && l.Trend.Has():
		r.ValueText, r.Unusable = l.Trend.V, "a direction, no value"
	case !l.Value.Has():
		r.ValueText, r.Unusable = "unknown", "no value"
	case !(l.Value.V.Value > 0):
		r.ValueText, r.Unusable = l.Value.V.String(), "not above 0"
	default:
		r.Value, r.ValueText = l.Value.V, l.Value.V.String()
		if unsure {
			r.Unusable = "perhaps after the as-of day"
		}
	}
	return r
}

func dateText(s date.Span) string {
	if !s.Known {
		return ""
	}
	return s.String()
}

// stateOf reads the word for the TSH state; the way of stimulation is kept.
func stateOf(state record.Text) (word, way string) {
	if !state.Has() {
		return "", ""
	}
	switch state.V {
	case "suppressed":
		return "suppressed", ""
	case "normal":
		return "not-suppressed", ""
	case "rhTSH", "withdrawal":
		return "stimulated", state.V
	}
	return "stimulated", ""
}

// tshOf is the TSH of the same day and, where both say one, the same state.
func (v tgView) tshOf(l record.Lab) (table.Range, string) {
	for _, t := range v.labs("TSH") {
		if !t.Value.Has() || !sameDays(t.Entry, l.Entry) {
			continue
		}
		mine, way := stateOf(l.TSHState)
		theirs, other := stateOf(t.TSHState)
		if (theirs == "" && mine != "stimulated") || (theirs == mine && way == other) || theirs == "" && v.onlyTSH(l) {
			q := t.Value.V
			return table.RangeOf(q), tshText(q)
		}
	}
	return table.Range{}, ""
}

// onlyTSH reports whether one TSH alone lies on the days of the value.
func (v tgView) onlyTSH(l record.Lab) bool {
	n := 0
	for _, t := range v.labs("TSH") {
		if sameDays(t.Entry, l.Entry) {
			n++
		}
	}
	return n == 1
}

func tshText(q unit.Quantity) string {
	return [...]string{"", "<", ">"}[q.Bound] + q.Number
}

func sameDays(a, b record.Entry) bool {
	s, t := a.Span(), b.Span()
	return s.Known && t.Known && s.Lo == t.Lo && s.Hi == t.Hi
}

// antibodyAt is TgAb of the same day; an older one says nothing of today.
func (v tgView) antibodyAt(l record.Lab) table.Antibody {
	for _, t := range v.labs("TgAb") {
		if !sameDays(t.Entry, l.Entry) {
			continue
		}
		switch {
		case t.Qualitative.Has():
			return table.Antibody{State: t.Qualitative.V, Text: t.Qualitative.V}
		case t.Value.Has():
			a := table.Antibody{Text: t.Value.V.String(), Value: t.Value.V}
			if t.Value.V.Bound == unit.Below {
				a.State = "negative"
			}
			return a
		}
	}
	return table.Antibody{}
}

// events are the treatments, pregnancies and deliveries that part the course.
func (v tgView) events() (out []table.TgRow) {
	add := func(e record.Entry, when date.Span, kind, label string) {
		if in, _ := v.within(e); in {
			out = append(out, table.TgRow{Line: e.Line, Date: when, DateText: dateText(when), Event: table.TgEvent{Kind: kind, Label: label}})
		}
	}
	for _, r := range v.p.Radioiodine {
		label := "radioiodine"
		if r.Activity.Has() {
			label += " " + r.Activity.V.String()
		}
		add(r.Entry, r.Span(), "radioiodine", label)
	}
	for _, s := range v.p.Surgery {
		add(s.Entry, s.Span(), "surgery", s.What)
	}
	for _, b := range v.p.ExternalBeam {
		add(b.Entry, b.Span(), "external-beam", "external beam")
	}
	for _, l := range v.p.Local {
		add(l.Entry, l.Span(), "local", l.What)
	}
	for _, s := range v.p.Systemic {
		add(s.Entry, firstKnown(s.From, s.When), "drug", s.Drug)
		if s.To.Known {
			add(s.Entry, s.To, "drug", s.Drug+" stopped")
		}
	}
	for _, e := range v.p.Events {
		if e.What == "pregnancy" || e.What == "delivery" {
			add(e.Entry, firstKnown(e.From, e.When), e.What, e.What)
		}
	}
	return out
}

func firstKnown(a, b date.Span) date.Span {
	if a.Known {
		return a
	}
	return b
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
