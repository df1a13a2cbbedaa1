package consult

import (
	"math"
	"strings"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/growth"
	"symport/internal/record"
	"symport/internal/unit"
)

// markerCourse is thyroglobulin over time, parted where lines may not run on.
type markerCourse struct {
	labs   []*record.Lab // the samples of course
	course growth.Course
	usable bool // the parameters of the kinetics are known
}

func labEntry(x *record.Lab) *record.Entry { return &x.Entry }

// tests are the laboratory values of a test.
func (c *ctx) tests(names ...string) (out []*record.Lab) {
	for i := range c.p.Labs {
		for _, n := range names {
			if strings.EqualFold(c.p.Labs[i].Test, n) {
				out = append(out, &c.p.Labs[i])
			}
		}
	}
	return out
}

// marker fits the course of thyroglobulin once per world.
func (c *ctx) marker() *markerCourse {
	if c.tg == nil {
		c.tg = c.fitMarker()
	}
	return c.tg
}

func (c *ctx) fitMarker() *markerCourse {
	m := &markerCourse{}
	rules, ok := c.markerRules()
	if !ok {
		return m
	}
	m.usable = true
	var samples []growth.Sample
	for _, l := range c.tests("Tg") {
		if l.Value.Has() || l.NotStated {
			m.labs = append(m.labs, l)
			samples = append(samples, c.sample(l))
		}
	}
	if len(samples) > 0 {
		m.course = growth.Analyse(samples, c.breaks(), rules)
	}
	return m
}

func (c *ctx) markerRules() (growth.Rules, bool) {
	least, ok1 := c.param(paramMinValues)
	days, ok2 := c.param(paramMinSpan)
	fast, ok3 := c.param(paramFast)
	slow, ok4 := c.param(paramSlow)
	_, ok5 := c.param(paramCV)
	return growth.Rules{Fit: growth.Options{Confidence: 0.95, SDKnown: true}, MinMeasured: int(least), MinSpanDays: days,
		ClassYears: []float64{fast, slow}}, ok1 && ok2 && ok3 && ok4 && ok5
}

// sample turns a laboratory value into what a line can be fitted to. Its spread is the
// parameter's: ln-normal with the coefficient of variation CV has the sd
// sqrt(ln(1 + CV^2)) of its logarithm.
func (c *ctx) sample(l *record.Lab) growth.Sample {
	cv, _ := c.param(paramCV)
	s := growth.Sample{SD: math.Sqrt(math.Log1p(cv * cv / 1e4)), TSH: c.tshAt(l), TgAb: c.tgabAt(l), Assay: l.Assay}
	if w := l.Span(); w.Known {
		s.DayLow, s.DayHigh = float64(w.Lo), float64(w.Hi)
		s.Day, s.Dated = growth.DayFor(s.DayLow, s.DayHigh)
	}
	switch {
	case !l.Value.Has():
		s.Unusable = whyNoUnit
	case l.Value.V.Value <= 0:
		s.Unusable = "zero"
	default:
		s.Ln = math.Log(l.Value.V.Value)
		s.Censor = map[unit.Bound]growth.Censor{unit.Exact: growth.Exact, unit.Below: growth.Below, unit.Above: growth.Above}[l.Value.V.Bound]
	}
	return s
}

// tshAt is the state of TSH at a sample: as said, else by a TSH of the same day.
func (c *ctx) tshAt(l *record.Lab) growth.TSH {
	if l.TSHState.Has() {
		switch l.TSHState.V {
		case "suppressed":
			return growth.TSHSuppressed
		case "normal":
			return growth.TSHOther
		default:
			return growth.TSHStimulated
		}
	}
	low, ok1 := c.param(paramSuppressed)
	high, ok2 := c.param(paramStimulated)
	for _, t := range c.tests("TSH") {
		if ok1 && ok2 && t.Value.Has() && sameDay(&t.Entry, &l.Entry) {
			switch {
			case t.Value.V.Value >= high:
				return growth.TSHStimulated
			case t.Value.V.Value < low || (t.Value.V.Bound == unit.Below && t.Value.V.Value <= low):
				return growth.TSHSuppressed
			}
			return growth.TSHOther
		}
	}
	return growth.TSHNotRecorded
}

func sameDay(a, b *record.Entry) bool {
	s, t := a.Span(), b.Span()
	return s.Known && t.Known && s.Lo == t.Lo && s.Hi == t.Hi
}

// tgabAt is the state of the antibodies at a sample: of the same day, else the last
// before it.
func (c *ctx) tgabAt(l *record.Lab) growth.TgAb {
	var before []record.Lab
	for _, t := range c.tests("TgAb") {
		if !t.Span().Known || l.Span().SurelyBefore(t.Span()) || antibodies(t) == fact.Maybe {
			continue
		}
		before = append(before, *t)
	}
	newest := latest(before, labEntry, func(*record.Lab) bool { return true })
	state := growth.TgAbNotRecorded
	for i, t := range newest {
		now := growth.TgAbNegative
		if antibodies(t) == fact.Yes {
			now = growth.TgAbFound
		}
		if i > 0 && now != state {
			return growth.TgAbNotRecorded
		}
		state = now
	}
	return state
}

// antibodies reads one TgAb: in words, below its limit, or against its reference.
func antibodies(l *record.Lab) fact.Tri {
	if l.Qualitative.Has() {
		switch l.Qualitative.V {
		case "negative", "normal":
			return fact.No
		case "positive", "raised":
			return fact.Yes
		}
		return fact.Maybe
	}
	if !l.Value.Has() {
		return fact.Maybe
	}
	if l.Value.V.Bound == unit.Below {
		return fact.No
	}
	if _, hi, ok := reference(l); ok {
		return fact.TriOf(l.Value.V.Value > hi)
	}
	return fact.Maybe
}

// breaks are the treatments after which an old line no longer holds.
func (c *ctx) breaks() (out []growth.Event) {
	surgery, _ := c.param(paramAfterSurgery)
	rai, _ := c.param(paramAfterRadiation)
	add := func(e *record.Entry, label string, days float64) {
		if s := e.Span(); s.Known {
			out = append(out, growth.Event{DayLow: float64(s.Lo), DayHigh: float64(s.Hi), Label: label, ReleaseDays: days})
		}
	}
	for i := range c.p.Radioiodine {
		add(&c.p.Radioiodine[i].Entry, "radioiodine", rai)
	}
	for i := range c.p.Surgery {
		add(&c.p.Surgery[i].Entry, c.p.Surgery[i].What, surgery)
	}
	for i := range c.p.Systemic {
		s := &c.p.Systemic[i]
		for _, end := range []date.Span{s.From, s.To} {
			if end.Known && end.Lo <= c.day {
				add(&record.Entry{When: end}, s.Drug, 0)
			}
		}
	}
	for i := range c.p.Events {
		if holds(c.p.Events[i].What, "delivery", "pregnancy") {
			add(&c.p.Events[i].Entry, c.p.Events[i].What, 0)
		}
	}
	return out
}

// lastStretch is the line that reaches the last usable value.
func (m *markerCourse) lastStretch() *growth.Stretch {
	if n := len(m.course.Stretches); n > 0 {
		return &m.course.Stretches[n-1]
	}
	return nil
}

func (m *markerCourse) refs(s *growth.Stretch) []fact.Ref {
	var refs []fact.Ref
	for _, i := range s.Samples {
		refs = append(refs, ref(record.SecLaboratory, m.labs[i].Entry, "Tg "+m.labs[i].Value.V.String()))
	}
	return sortRefs(refs)
}

// tgDoubling is the doubling time in months of the last line, with its 95 % interval.
// It is unknown unless the line is reliable (enough values over enough time, nothing
// unrecorded that would part it); with fewer values it is shown only. Under antibodies
// it is not applicable. A marker that does not rise never doubles.
func tgDoubling(c *ctx) fact.Value {
	m := c.marker()
	switch {
	case tri(tgabPositive(c)) == fact.Yes:
		return fact.Value{Status: fact.NotApplicable, Why: whyTgAb, From: tgabPositive(c).From}
	case !m.usable:
		return fact.Missing(whyNoParameter)
	}
	s := m.lastStretch()
	if s == nil {
		return needing(fact.Missing(whyNotRecorded), "tg.usable_values")
	}
	v := fact.Missing(whyFewValues, m.refs(s)...)
	v.Needs = []string{"tg.usable_values"}
	if s.Refusal != nil {
		v.Why = string(s.Refusal.Code)
		return v
	}
	v.Est, v.Soft = months(s.Fit.Slope.Value), true
	if !s.Reliable {
		v.Why = string(s.Reasons[0].Code)
		return v
	}
	lo, hi := months(s.Fit.Slope.High), months(s.Fit.Slope.Low)
	v = fact.Estimated(v.Est, lo, hi, v.From...)
	return v
}

// months turns a slope of ln Tg per year into a doubling time in months, infinite for
// one that does not rise.
func months(slope float64) float64 {
	if slope <= 0 {
		return math.Inf(1)
	}
	return 12 * math.Ln2 / slope
}

func tgUsable(c *ctx) fact.Value {
	m := c.marker()
	if !m.usable {
		return fact.Missing(whyNoParameter)
	}
	s := m.lastStretch()
	switch {
	case tri(tgabPositive(c)) == fact.Yes:
		return fact.Exactly(0, tgabPositive(c).From...)
	case s == nil && c.complete(record.SecLaboratory):
		return fact.Exactly(0, c.closed(record.SecLaboratory))
	case s == nil:
		return c.noneRecorded(record.SecLaboratory)
	}
	n := 0
	for _, i := range s.Samples {
		if m.labs[i].Value.V.Bound == unit.Exact {
			n++
		}
	}
	return fact.Exactly(float64(n), m.refs(s)...)
}

// tgFalling: the last line falls, or a course without values was stated as falling.
// From two values on the direction shows; it meets no criterion of speed.
func tgFalling(c *ctx) fact.Value { return c.falling(date.Span{}) }

// tgFell is the same for the time since the last radioiodine.
func (c *ctx) tgFell() fact.Value {
	on := c.lastCourseOn()
	if !on.Known {
		return fact.Missing(whyUndated)
	}
	return c.falling(on)
}

// falling compares the last value with the highest before it, in one state of TSH and
// assay, since a day.
func (c *ctx) falling(since date.Span) fact.Value {
	if v := tgabPositive(c); tri(v) == fact.Yes {
		return fact.Value{Why: whyTgAb, From: v.From}
	}
	trend := latest(c.p.Labs, labEntry, func(l *record.Lab) bool {
		return l.Test == "Tg" && l.Trend.Has() && (!since.Known || since.SurelyBefore(l.Span()))
	})
	values := c.unstimulated(since)
	if n := len(values); n >= 2 {
		last := values[n-1]
		if len(trend) == 0 || !after(&trend[0].Entry, &last.Entry) {
			return c.direction(values)
		}
	}
	var vs []fact.Value
	for _, l := range trend {
		vs = append(vs, fact.Is(l.Trend.V == "falling", ref(record.SecLaboratory, l.Entry, "Tg "+l.Trend.V)))
	}
	if len(vs) == 0 {
		return needing(fact.Missing(whyFewValues), "tg.usable_values")
	}
	return hull(vs...)
}
