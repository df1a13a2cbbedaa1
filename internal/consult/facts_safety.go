package consult

import (
	"math"

	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/unit"
)

// lab is the last value of a test in the unit of the vocabulary.
func lab(unitName string, names ...string) func(*ctx) fact.Value {
	return func(c *ctx) fact.Value {
		var all []record.Lab
		for _, l := range c.tests(names...) {
			all = append(all, *l)
		}
		newest := latest(all, labEntry, func(l *record.Lab) bool { return l.Value.Has() && l.Value.V.Kind == kindOf(unitName) })
		var vs []fact.Value
		for _, l := range newest {
			vs = append(vs, boundedIn(l.Value, unitName, ref(record.SecLaboratory, l.Entry, l.Test+" "+l.Value.V.String())))
		}
		for _, l := range latest(all, labEntry, func(*record.Lab) bool { return len(vs) == 0 }) {
			if !l.Value.Has() {
				vs = append(vs, as(l.Value, ref(record.SecLaboratory, l.Entry, l.Test)))
			}
		}
		return hull(vs...)
	}
}

func kindOf(unitName string) unit.Kind {
	switch unitName {
	case "g/d":
		return unit.Excretion
	case "mL/min":
		return unit.Clearance
	}
	return ""
}

// tested is whether a value of one of the tests is on record.
func tested(names ...string) func(*ctx) fact.Value {
	return func(c *ctx) fact.Value {
		var refs []fact.Ref
		for _, l := range c.tests(names...) {
			if l.Value.Has() || l.NotStated || l.Qualitative.Has() {
				refs = append(refs, ref(record.SecLaboratory, l.Entry, l.Test))
			}
		}
		if len(refs) > 0 {
			return fact.True(sortRefs(refs)...)
		}
		return c.noneRecorded(record.SecLaboratory)
	}
}

// calciumLow: the last calcium against its printed reference, or the condition.
func calciumLow(c *ctx) fact.Value {
	var all []record.Lab
	for _, l := range c.tests("corrected calcium", "calcium", "ionised calcium") {
		if _, _, ok := reference(l); ok || l.Qualitative.Has() {
			all = append(all, *l)
		}
	}
	var vs []fact.Value
	for _, l := range latest(all, labEntry, func(*record.Lab) bool { return true }) {
		r := ref(record.SecLaboratory, l.Entry, l.Test)
		if l.Qualitative.Has() {
			vs = append(vs, fact.Is(l.Qualitative.V == "low", r))
			continue
		}
		lo, _, _ := reference(l)
		vs = append(vs, fact.Is(l.Value.V.Value < lo, r))
	}
	if len(vs) > 0 {
		return hull(vs...)
	}
	return c.condition("calcium.low")
}

// pressure is one of the two blood pressures at the last measurement of it.
func pressure(of func(*record.Vitals) *record.Quantity) func(*ctx) fact.Value {
	return func(c *ctx) fact.Value {
		entry := func(x *record.Vitals) *record.Entry { return &x.Entry }
		var vs []fact.Value
		for _, x := range latest(c.p.Vitals, entry, func(x *record.Vitals) bool { return of(x).Has() }) {
			vs = append(vs, bounded(*of(x), ref(record.SecVitals, x.Entry, "blood pressure")))
		}
		return hull(vs...)
	}
}

// heartValue is a measurement of the heart.
func heartValue(of func(*record.Heart) *record.Quantity) func(*ctx) fact.Value {
	return func(c *ctx) fact.Value {
		var vs []fact.Value
		for _, x := range latest(c.p.Heart, heartEntry, func(x *record.Heart) bool { return of(x).Has() }) {
			vs = append(vs, bounded(*of(x), ref(record.SecHeart, x.Entry)))
		}
		return hull(vs...)
	}
}

func heartEntry(x *record.Heart) *record.Entry { return &x.Entry }

func arrhythmia(c *ctx) fact.Value {
	v := c.condition("heart.arrhythmia")
	if tri(v) == fact.Yes {
		return v
	}
	var refs []fact.Ref
	for i := range c.p.Heart {
		if x := &c.p.Heart[i]; x.Rhythm.Has() && x.Rhythm.V == "atrial-fibrillation" {
			refs = append(refs, fact.Ref{At: ref(record.SecHeart, x.Entry, "rhythm").At, When: x.Span()})
		}
	}
	if len(refs) > 0 {
		return fact.True(sortRefs(refs)...)
	}
	for _, x := range latest(c.p.Heart, heartEntry, func(x *record.Heart) bool { return x.Rhythm.Has() }) {
		if v.Status != fact.Known && x.Rhythm.V == "sinus" {
			return fact.False(ref(record.SecHeart, x.Entry, "rhythm"))
		}
	}
	return v
}

func heartFailure(c *ctx) fact.Value {
	v := c.condition("heart.failure")
	if tri(v) == fact.Yes {
		return v
	}
	var vs []fact.Value
	for _, x := range latest(c.p.Heart, heartEntry, func(x *record.Heart) bool { return x.Failure.Has() }) {
		vs = append(vs, fact.Is(x.Failure.V, ref(record.SecHeart, x.Entry)))
	}
	if len(vs) > 0 {
		return hull(vs...)
	}
	return v
}

// monthsSinceArterial is the time since the last arterial event that has a date.
func monthsSinceArterial(c *ctx) fact.Value {
	var yes []sign
	for _, s := range c.signs("event.arterial_ever") {
		if s.says == fact.Yes {
			yes = append(yes, s)
		}
	}
	if len(yes) == 0 {
		v := c.condition("event.arterial_ever")
		if tri(v) == fact.No {
			return never(v.From...)
		}
		return needing(v, "event.arterial_ever")
	}
	var vs []fact.Value
	for _, s := range latest(yes, func(s *sign) *record.Entry { return s.e }, func(*sign) bool { return true }) {
		vs = append(vs, c.monthsSince(s.e, s.ref))
	}
	return c.open(hull(vs...), record.SecEvents)
}

// bleedingSite: a risk on record, or a lesion next to airway, oesophagus or a vessel.
func bleedingSite(c *ctx) fact.Value {
	v := c.condition("risk.bleeding_site")
	if tri(v) == fact.Yes {
		return v
	}
	near := c.fold(false, func(x *record.Lesion) fact.Value { return nearAirway(c, x) })
	if tri(near) == fact.Yes {
		return c.only(near, func(x *record.Lesion) fact.Tri { return tri(nearAirway(c, x)) })
	}
	return v
}

// neckTreated: beams on the neck, or salvage surgery there.
func neckTreated(c *ctx) fact.Value {
	var refs, open []fact.Ref
	for i := range c.p.ExternalBeam {
		x := &c.p.ExternalBeam[i]
		switch c.onNeck(x) {
		case fact.Yes:
			refs = append(refs, ref(record.SecExternalBeam, x.Entry, "neck"))
		case fact.Maybe:
			open = append(open, ref(record.SecExternalBeam, x.Entry, "where is not said"))
		}
	}
	for i := range c.p.Surgery {
		if x := &c.p.Surgery[i]; holds(x.What, "salvage") {
			refs = append(refs, ref(record.SecSurgery, x.Entry, x.What))
		}
	}
	if len(refs) > 0 {
		return fact.True(sortRefs(refs)...)
	}
	if v := c.condition("risk.neck_irradiated_or_salvage"); v.Status == fact.Known {
		return v
	}
	if len(open) > 0 {
		return fact.Missing(whyIndetermined, sortRefs(open)...)
	}
	return c.noneRecorded(record.SecExternalBeam, record.SecSurgery)
}

// onNeck is whether a beam was given to the neck, by its lesions or its region.
func (c *ctx) onNeck(x *record.Beam) fact.Tri {
	t := fact.TriOf(holds(x.Region, "neck", "thyroid bed", "mediastinum"))
	if unsaid(x.Region) && len(x.Lesions) == 0 {
		t = fact.Maybe
	}
	for _, id := range x.Lesions {
		switch l := c.p.Lesion(id); {
		case l == nil || unsaid(l.Site):
			t = t.Or(fact.Maybe)
		case contains(local, l.Site):
			t = fact.Yes
		}
	}
	return t
}

func surgeryPlanned(c *ctx) fact.Value {
	var refs []fact.Ref
	for i := range c.p.Planned {
		x := &c.p.Planned[i]
		if holds(x.What, "surgery", "operation", "metastasectomy", "thyroidectomy") && !x.When.SurelyBefore(c.on) {
			refs = append(refs, fact.Ref{At: ref(record.SecPlanned, x.Entry, x.What).At, When: c.on})
		}
	}
	if len(refs) > 0 {
		return fact.True(sortRefs(refs)...)
	}
	if v := c.condition("surgery.planned"); v.Status == fact.Known {
		return v
	}
	return c.noneRecorded(record.SecPlanned)
}

func daysSinceSurgery(c *ctx) fact.Value {
	entry := func(x *record.Surgery) *record.Entry { return &x.Entry }
	newest := latest(c.p.Surgery, entry, func(*record.Surgery) bool { return true })
	if len(newest) == 0 {
		v := c.noneRecorded(record.SecSurgery)
		if tri(v) == fact.No {
			return never(v.From...)
		}
		return v
	}
	var vs []fact.Value
	for _, x := range newest {
		s, r := lastOf(&x.Entry), ref(record.SecSurgery, x.Entry, x.What)
		if !s.Known {
			vs = append(vs, fact.Missing(whyUndated, r))
			continue
		}
		vs = append(vs, span(math.Max(float64(c.day-s.Hi), 0), float64(c.day-s.Lo), r))
	}
	return c.open(hull(vs...), record.SecSurgery)
}

func dentalChecked(c *ctx) fact.Value {
	var refs []fact.Ref
	for i := range c.p.Events {
		if x := &c.p.Events[i]; holds(x.What, "dental check", "dental examination") {
			refs = append(refs, ref(record.SecEvents, x.Entry, x.What))
		}
	}
	for i := range c.p.Person.Risks {
		if x := &c.p.Person.Risks[i]; c.tells(x.Name, "dental.problem") && x.Present.Has() {
			refs = append(refs, ref(secRisks, x.Entry, x.Name))
		}
	}
	if len(refs) > 0 {
		return fact.True(sortRefs(refs)...)
	}
	return fact.Missing(whyNotRecorded)
}

func haemoptysis(c *ctx) fact.Value {
	v := c.condition("risk.haemoptysis")
	if v.Status == fact.Known {
		return v
	}
	return flag("redflag.bleeding")(c)
}

// recent turns a time since something into the question whether it was lately: no if it
// surely never was. How lately counts is for the rules, which see the time itself.
func recent(since func(*ctx) fact.Value) func(*ctx) fact.Value {
	return func(c *ctx) fact.Value {
		v := since(c)
		switch {
		case v.Status != fact.Known:
			return v
		case math.IsInf(v.Hi, 1) && !math.IsInf(v.Lo, 1): // never, or then
			return fact.Missing(whyIndetermined, v.From...)
		}
		return fact.Is(!math.IsInf(v.Lo, 1), v.From...)
	}
}

// qtRisk: a recorded risk, heart failure among them.
func qtRisk(c *ctx) fact.Value {
	v := c.condition("heart.qt_risk")
	if tri(v) == fact.Yes {
		return v
	}
	if f := heartFailure(c); tri(f) == fact.Yes {
		return f
	}
	return v
}

// qtcOnRecord: a QTc is recorded that still counts.
func qtcOnRecord(c *ctx) fact.Value {
	v := heartValue(func(h *record.Heart) *record.Quantity { return &h.QTc })(c)
	if t := c.terms.Term("heart.qtc"); t != nil {
		v = c.fresh(t, v)
	}
	if v.Status != fact.Known {
		return fact.Missing(whyNotRecorded, v.From...)
	}
	return fact.True(v.From...)
}
