package consult

import (
	"math"
	"strings"

	"symport/internal/conduct"
	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/recist"
	"symport/internal/record"
)

// currentTKI is the kinase inhibitor that is surely being taken, if it is one; else the
// value that every fact of it has.
func (c *ctx) currentTKI() (*record.Systemic, fact.Value) {
	on := drugOngoing(tyrosineKinaseInhibitors...)(c)
	switch tri(on) {
	case fact.No:
		return nil, fact.Value{Status: fact.NotApplicable, From: on.From}
	case fact.Maybe:
		return nil, needing(fact.Missing(on.Why, on.From...), "tki.ongoing")
	}
	var current *record.Systemic
	for _, x := range c.drugs(tyrosineKinaseInhibitors) {
		if c.running(x) == fact.No {
			continue
		}
		if current != nil || c.running(x) == fact.Maybe {
			return nil, fact.Missing(whyIndetermined, on.From...)
		}
		current = x
	}
	return current, fact.Value{}
}

// ofCurrentTKI makes a fact of the running kinase inhibitor.
func ofCurrentTKI(read func(*ctx, *record.Systemic, fact.Ref) fact.Value) func(*ctx) fact.Value {
	return func(c *ctx) fact.Value {
		x, v := c.currentTKI()
		if x == nil {
			return v
		}
		return read(c, x, ref(record.SecSystemic, x.Entry, x.Drug))
	}
}

// monthsOnTKI is the time since its first day; pauses count.
func monthsOnTKI(c *ctx, x *record.Systemic, r fact.Ref) fact.Value {
	start := firstOf(&x.Entry)
	if !start.Known {
		return fact.Missing(whyUndated, r)
	}
	least, most := start.MonthsTo(c.on)
	return span(math.Max(least, 0), most, r)
}

// startingDose is the label's starting drug dose in mg a day, from the card of the drug.
func (c *ctx) startingDose(drug string) conduct.MGPerDay {
	for i := range c.cards {
		if d := &c.cards[i]; strings.EqualFold(d.ID, drug) {
			mg, ok := d.Start()
			return conduct.MGPerDay{MG: mg, Known: ok}
		}
	}
	return conduct.MGPerDay{}
}

// doseLevel is the drug dose of the day in per cent of the label's starting drug dose.
func doseLevel(c *ctx, x *record.Systemic, r fact.Ref) fact.Value {
	start := c.startingDose(x.Drug)
	if !start.Known {
		return fact.Missing(whyNoParameter, r)
	}
	m, ok := c.drugCourse(x).At(c.on, c.day)
	if !ok || !m.MG.Bounded() {
		return fact.Missing(whyNotRecorded, r)
	}
	return percentOf(conduct.Bounds{Least: m.MG.Least / start.MG, Most: m.MG.Most / start.MG}, r)
}

// doseIntensity is the mean drug dose of a day since the start, pauses counted as 0, in per
// cent of the label's starting drug dose.
func doseIntensity(c *ctx, x *record.Systemic, r fact.Ref) fact.Value {
	start := c.startingDose(x.Drug)
	if !start.Known {
		return fact.Missing(whyNoParameter, r)
	}
	e, ok := c.drugCourse(x).Expose(c.day, start)
	if !ok || !e.Intensity.Bounded() {
		return fact.Missing(whyNotRecorded, r)
	}
	return percentOf(e.Intensity, r)
}

func percentOf(share conduct.Bounds, r fact.Ref) fact.Value {
	return span(100*share.Least, 100*share.Most, r)
}

// tkiPaused is whether the running drug is interrupted on the day.
func tkiPaused(c *ctx, x *record.Systemic, r fact.Ref) fact.Value {
	m, ok := c.drugCourse(x).At(c.on, c.day)
	switch {
	case !ok:
		return fact.Missing(whyUndated, r)
	case !m.Paused:
		return fact.False(r)
	case c.surelyPaused(x):
		return fact.True(r)
	}
	return fact.Missing(whyNotRecorded, r)
}

// surelyPaused reports whether a recorded pause contains the day: it began, and its end is
// recorded as later.
func (c *ctx) surelyPaused(x *record.Systemic) bool {
	for i := range x.Pauses {
		p := &x.Pauses[i]
		if firstOf(&p.Entry).SurelyBy(c.day) && p.To.Known && p.To.Lo > c.day {
			return true
		}
	}
	return false
}

// tkiResponded is a partial or complete response under the running drug, stated or by
// RECIST from the sizes.
func tkiResponded(c *ctx, x *record.Systemic, r fact.Ref) fact.Value {
	stated := fact.Maybe
	switch responseWord(x.Best) {
	case "complete", "partial":
		return fact.True(r)
	case "stable", "progression":
		stated = fact.No
	}
	line, why := c.recistLine()
	if why == "" && line.Kind == recist.InTime && strings.Contains(line.Treatment, x.Drug) {
		for i, p := range line.Result.Points {
			if p.Overall == recist.CR || p.Overall == recist.PR {
				return fact.True(line.ref(i))
			}
		}
		if best := line.Result.Unconfirmed; best == recist.SD || best == recist.PD {
			return fact.False(line.ref(len(line.Result.Visits) - 1))
		}
	}
	return of(stated, whyNotRecorded, r)
}

// drugCourse is a drug in the words of conduct. A drug dose that stands alone without a
// day is the one it was given in; one from the first day on is the first.
func (c *ctx) drugCourse(x *record.Systemic) conduct.Drug {
	d := conduct.Drug{Name: x.Drug, From: firstOf(&x.Entry), To: x.To}
	switch c.running(x) {
	case fact.Yes:
		d.State, d.To = conduct.Running, date.Span{}
	case fact.No:
		d.State = conduct.Stopped
	}
	for i := range x.Doses {
		s := &x.Doses[i]
		on := s.Span()
		first := (len(x.Doses) == 1 && !on.Known) || (on.Known && d.From.Known && on.Lo == d.From.Lo && on.Hi == d.From.Hi)
		d.Steps = append(d.Steps, conduct.Step{On: on, Initial: first && !begunWith(d.Steps), MGPerDay: perDay(s.Dose), Reason: s.Reason})
	}
	for i := range x.Pauses {
		p := &x.Pauses[i]
		d.Pauses = append(d.Pauses, conduct.Pause{From: firstOf(&p.Entry), To: p.To, Reason: p.Reason})
	}
	return d
}
