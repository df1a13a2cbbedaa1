package consult

import (
	"math"
	"slices"
	"strings"

	"symport/internal/conduct"
	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/unit"
	"symport/internal/verdict"
)

const (
	lackBegun    = "whether it had begun"
	wOngoing     = "ongoing"
	wStoppedDrug = "stopped"
	wLabel       = "label" // to which the intensity relates: the label's starting drug dose
	wFirst       = "first" // else that of this patient
)

// drugLog is one entry per systemic drug, in time. A drug that may have begun after the
// day is listed without numbers.
func (a *assembly) drugLog() []verdict.Drug {
	out := []verdict.Drug{}
	for i := range a.v.all.Systemic {
		x := &a.v.all.Systemic[i]
		sure := slices.IndexFunc(a.v.p.Systemic, func(y record.Systemic) bool { return y.Seq == x.Seq && y.Drug == x.Drug })
		if sure < 0 {
			d := a.describeDrug(x)
			d.State, d.Unknown = fact.Unknown.String(), []string{lackBegun}
			out = append(out, d)
			continue
		}
		y := a.v.p.Systemic[sure]
		y.Doses, y.Pauses = x.Doses, x.Pauses // a change that may lie after the day may hold
		out = append(out, a.drugEntry(&y))
	}
	return out
}

// describeDrug is what the record says, without arithmetic.
func (a *assembly) describeDrug(x *record.Systemic) verdict.Drug {
	d := verdict.Drug{
		Drug: x.Drug, When: periodText(&x.Entry), Purpose: textIf(x.Purpose), Best: textIf(x.Best), Stopped: textIf(x.Stopped),
		Steps: []verdict.DrugStep{}, Pauses: []verdict.DrugPause{}, Adverse: []verdict.Adverse{}, Unknown: []string{},
		At: ref(record.SecSystemic, x.Entry, x.Drug).At,
	}
	for i := range x.Doses {
		s := &x.Doses[i]
		step := verdict.DrugStep{From: wUnknown, DrugDose: textOfDose(s.Dose), Reason: s.Reason}
		if s.Span().Known {
			step.From = label(s.Span())
		}
		if mg := perDay(s.Dose); mg.Known {
			step.MGPerDay = &mg.MG
		}
		d.Steps = append(d.Steps, step)
	}
	for i := range x.Pauses {
		p := &x.Pauses[i]
		d.Pauses = append(d.Pauses, verdict.DrugPause{From: spanText(firstOf(&p.Entry)), To: spanText(p.To), Reason: p.Reason})
	}
	return d
}

// drugEntry adds the exposure and the events.
func (a *assembly) drugEntry(x *record.Systemic) verdict.Drug {
	d := a.describeDrug(x)
	d.State = map[fact.Tri]string{fact.Yes: wOngoing, fact.No: wStoppedDrug, fact.Maybe: fact.Unknown.String()}[a.v.ctx.running(x)]
	drug := a.v.ctx.drugCourse(x)
	reference, of := a.v.ctx.startingDose(x.Drug), wLabel
	if !reference.Known {
		reference, of = drug.First(), wFirst
	}
	if reference.Known {
		d.Reference, d.ReferenceOf = &reference.MG, of
	}
	e, ok := drug.Expose(a.day, reference)
	d.Unknown = append(d.Unknown, e.Unknown...)
	if ok {
		d.Days, d.OnDrug, d.Paused = ranged(e.Course), ranged(e.OnDrug), ranged(e.Paused)
		d.TotalMG, d.Intensity = ranged(e.TotalMG), ranged(e.Intensity)
		d.FirstReduction, d.Reductions = ranged(e.FirstReduction), ranged(e.Reductions)
	}
	for i := range a.v.p.Adverse {
		if y := &a.v.p.Adverse[i]; strings.EqualFold(y.During, x.Drug) || strings.EqualFold(y.Attributed, x.Drug) {
			d.Adverse = append(d.Adverse, a.adverseOn(y, drug))
		}
	}
	return d
}

func begunWith(steps []conduct.Step) bool {
	return slices.ContainsFunc(steps, func(s conduct.Step) bool { return s.Initial })
}

// perDay is a drug dose in mg a day; an amount without a rhythm is none.
func perDay(q record.Quantity) conduct.MGPerDay {
	if !q.Has() || q.V.Kind != unit.DrugDose || q.V.Bound != unit.Exact {
		return conduct.MGPerDay{}
	}
	return conduct.MGPerDay{MG: q.V.Value, Known: true}
}

func textOfDose(q record.Quantity) string {
	if !q.Has() {
		return q.Status.String()
	}
	return q.V.String()
}

// adverseOn places an event on the axis of the drug.
func (a *assembly) adverseOn(y *record.AdverseEvent, drug conduct.Drug) verdict.Adverse {
	out := verdict.Adverse{
		When: periodText(&y.Entry), Event: joinWords(y.Event, prefixed(", ", y.Detail)), Grade: wUnknown, CTCAE: textOf(y.CTCAE), Place: "unclear",
		Action: y.Action, Outcome: y.Outcome, At: ref(record.SecAdverse, y.Entry, y.Event).At,
	}
	if y.Grade.Has() {
		out.Grade = itoa(y.Grade.V)
	}
	on := y.Onset
	if !on.Known {
		on = firstOf(&y.Entry)
	}
	m, ok := drug.At(on, a.day)
	if !ok {
		return out
	}
	out.SinceStart = ranged(m.SinceStart)
	if m.MG.Bounded() {
		out.DrugDose = ranged(m.MG)
	}
	out.Place = place1(m)
	return out
}

// place1 is a word for a moment; unclear if it may be several.
func place1(m conduct.Moment) string {
	switch {
	case m.Before && m.SinceStart.Most < 0:
		return "before"
	case m.After && !m.Before && m.MG.Most == 0:
		return "after"
	case m.Before || m.After:
		return "unclear"
	case m.Paused && m.MG.Most == 0:
		return "paused"
	case m.Paused:
		return "unclear"
	}
	return "on-drug"
}

// ranged is nil where nothing is known.
func ranged(b conduct.Bounds) *verdict.Range {
	if b == conduct.Anything || math.IsInf(b.Least, 1) {
		return nil
	}
	r := &verdict.Range{Least: b.Least}
	if b.Bounded() {
		r.Most = &b.Most
	}
	return r
}

func textIf(t record.Text) string {
	if t.Has() {
		return t.V
	}
	return ""
}

func spanText(s date.Span) string {
	if !s.Known {
		return wUnknown
	}
	return label(s)
}

// periodText is a day or "from to".
func periodText(e *record.Entry) string {
	switch {
	case e.When.Known:
		return label(e.When)
	case e.From.Known && e.To.Known:
		return label(e.From) + " to " + label(e.To)
	case e.From.Known:
		return "from " + label(e.From)
	case e.To.Known:
		return "to " + label(e.To)
	}
	return wUnknown
}
