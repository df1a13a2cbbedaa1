package consult

import (
	"math"
	"slices"
	"strings"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/growth"
	"symport/internal/record"
	"symport/internal/unit"
)

// Parameters of the kinetics beside those of findingParams.
const (
	paramDateSpan = "tg.date_span"
	paramDiameter = "tg.diameter_error"
	breakParam    = "tg.break_"
	releaseParam  = "tg.release_"
)

// markerCourse is thyroglobulin over time, parted where lines may not run on.
type markerCourse struct {
	labs    []*record.Lab // the samples of course
	samples []growth.Sample
	states  map[*record.Lab]growth.TSH // of every value
	course  growth.Course
	usable  bool // the parameters of the kinetics are known
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
	m := &markerCourse{states: map[*record.Lab]growth.TSH{}}
	rules, ok := c.markerRules()
	if !ok {
		return m
	}
	m.usable = true
	values, events := MarkerSeries(c.p, date.Span{}, c.markerLimits())
	var samples []growth.Sample
	for _, v := range values {
		m.states[v.Lab] = v.Sample.TSH
		if v.Lab.Value.Has() || v.Lab.NotStated {
			m.labs, samples = append(m.labs, v.Lab), append(samples, v.Sample)
		}
	}
	if len(samples) > 0 {
		m.samples = samples
		m.course = growth.Analyse(samples, c.past(events), rules)
	}
	return m
}

// past are the events that have come by the day, or may have.
func (c *ctx) past(events []MarkerEvent) (out []growth.Event) {
	for _, e := range events {
		if e.Undated || e.DayLow <= float64(c.day) {
			out = append(out, e.Event)
		}
	}
	return out
}

// markerLimits are those of the knowledge; a TgAb result holds as long as the vocabulary
// lets it.
func (c *ctx) markerLimits() MarkerLimits {
	if c.limits == nil {
		m := c.readMarkerLimits()
		c.limits = &m
	}
	return *c.limits
}

func (c *ctx) readMarkerLimits() MarkerLimits {
	var m MarkerLimits
	m.TotalCV, _ = c.param(paramCV)
	m.Suppressed, _ = c.param(paramSuppressed)
	m.Stimulated, _ = c.param(paramStimulated)
	m.DateSpan, _ = c.param(paramDateSpan)
	m.Events, _ = MarkerEventRules(c.param)
	if t := c.terms.Term("tgab.positive"); t != nil {
		m.TgAbDays = t.FreshDays
	}
	return m
}

// markerRules are the rules of a fit; ok is false where a parameter is lacking.
func (c *ctx) markerRules() (growth.Rules, bool) {
	if c.rules == nil {
		rules, ok := c.readMarkerRules()
		c.rules = &markerRules{rules, ok}
	}
	return c.rules.fit, c.rules.ok
}

type markerRules struct {
	fit growth.Rules
	ok  bool
}

func (c *ctx) readMarkerRules() (growth.Rules, bool) {
	least, ok1 := c.param(paramMinValues)
	days, ok2 := c.param(paramMinSpan)
	fast, ok3 := c.param(paramFast)
	slow, ok4 := c.param(paramSlow)
	_, ok5 := c.param(paramCV)
	_, ok6 := MarkerEventRules(c.param)
	return growth.Rules{Fit: growth.Options{Confidence: 0.95, SDKnown: true}, MinMeasured: int(least), MinSpanDays: days,
		ClassYears: []float64{fast, slow}}, ok1 && ok2 && ok3 && ok4 && ok5 && ok6
}

// tshAt is the state of TSH at a value.
func (c *ctx) tshAt(l *record.Lab) growth.TSH { return c.marker().states[l] }

func sameDay(a, b *record.Entry) bool {
	s, t := a.Span(), b.Span()
	return s.Known && t.Known && s.Lo == t.Lo && s.Hi == t.Hi
}

// resulted reports whether a test gave any result, readable or not: one that cannot be
// read stands in the way of an older one.
func resulted(l *record.Lab) bool { return l.Value.Has() || l.Qualitative.Has() || l.NotStated }

// antibodiesMayHaveCome: the last TgAb cannot be read, and an older one was negative.
func (c *ctx) antibodiesMayHaveCome() (fact.Value, bool) {
	v := tgabPositive(c)
	if v.Status == fact.Known || v.Why != whyIndetermined {
		return v, false
	}
	return fact.Missing(whyTgAb, v.From...), slices.ContainsFunc(c.tests("TgAb"), func(l *record.Lab) bool { return antibodies(l) == fact.No })
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
	open, turned := c.antibodiesMayHaveCome()
	switch {
	case tri(tgabPositive(c)) == fact.Yes:
		return fact.Exactly(0, tgabPositive(c).From...)
	case turned:
		return open
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
	if v, turned := c.antibodiesMayHaveCome(); turned {
		return v
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
