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

// MarkerLimits are the limits by which a record is read as a course of thyroglobulin.
type MarkerLimits struct {
	Suppressed, Stimulated      float64 // TSH in mU/L: suppressed below the first, stimulated above the second
	TotalCV                     float64 // total coefficient of variation of an assay, %
	AfterSurgery, AfterRadiated float64 // d in which values tell of the treatment
	TgAbDays                    int     // so long a TgAb result holds if no other follows; 0: without end
}

// MarkerValue is one thyroglobulin value with what must stay equal along a line.
type MarkerValue struct {
	Lab       *record.Lab
	Sample    growth.Sample
	TSH, TgAb *record.Lab // nil: none that holds
	Way       string      // of stimulation: rhTSH, withdrawal
	BelowLOQ  bool        // used as below its limit of quantification
	Disagree  bool        // TSH and the word for its state contradict each other
}

// MarkerEvent is something after which an old line no longer holds.
type MarkerEvent struct {
	growth.Event
	Dated bool
	Line  int
}

// MarkerSeries is the one way from a record to thyroglobulin kinetics: the values in the
// order of the record, and the events that part a line. asOf leaves out what is later;
// unknown: nothing.
//
// TSH of a value is that of the same day, or its stated state; where both are given and
// contradict each other the value is shown only. A TgAb result holds for all values from
// its own day until the next result, no longer than TgAbDays; where the order is not sure
// and results differ, it is not recorded. A value below its stated limit of quantification
// counts as below that limit.
func MarkerSeries(p *record.Patient, asOf date.Span, limits MarkerLimits) ([]MarkerValue, []MarkerEvent) {
	r := markerReader{p, asOf, limits}
	var values []MarkerValue
	for _, l := range r.labs("Tg") {
		values = append(values, r.value(l))
	}
	return values, r.events()
}

// AntibodySeries is TgAb itself as a course of numbers: the surrogate marker.
func AntibodySeries(p *record.Patient, asOf date.Span) (out []growth.Sample) {
	r := markerReader{p, asOf, MarkerLimits{}}
	for _, l := range r.labs("TgAb") {
		if !l.Value.Has() || !(l.Value.V.Value > 0) {
			continue
		}
		s := growth.Sample{Assay: l.Assay, Ln: math.Log(l.Value.V.Value), Censor: censored(l.Value.V.Bound), SD: 1}
		placeSample(&s, l.Span())
		out = append(out, s)
	}
	return out
}

type markerReader struct {
	p      *record.Patient
	asOf   date.Span
	limits MarkerLimits
}

// within reports whether an entry can lie on or before the day; unsure, whether it may
// lie after it.
func (r markerReader) within(s date.Span) (in, unsure bool) {
	if !r.asOf.Known || !s.Known {
		return true, false
	}
	return s.Lo <= r.asOf.Hi, s.Hi > r.asOf.Hi
}

func (r markerReader) labs(test string) (out []*record.Lab) {
	for i := range r.p.Labs {
		l := &r.p.Labs[i]
		if in, _ := r.within(l.Span()); in && strings.EqualFold(l.Test, test) {
			out = append(out, l)
		}
	}
	return out
}

func (r markerReader) value(l *record.Lab) MarkerValue {
	v := MarkerValue{Lab: l, TSH: r.tshOf(l), TgAb: r.tgabOf(l)}
	_, v.Way = tshWord(l.TSHState)
	s := &v.Sample
	s.Assay, s.SD = l.Assay, sdOf(r.limits.TotalCV)
	if v.TgAb != nil {
		s.TgAb = map[fact.Tri]growth.TgAb{fact.Yes: growth.TgAbFound, fact.No: growth.TgAbNegative}[antibodies(v.TgAb)]
	}
	s.Unusable = unusable(l)
	if _, unsure := r.within(l.Span()); unsure && s.Unusable == "" {
		s.Unusable = "perhaps after the as-of day"
	}
	if s.TSH, v.Disagree = r.limits.tshState(l, v.TSH); v.Disagree {
		s.Unusable = "TSH and state disagree"
	}
	placeSample(s, l.Span())
	if l.Value.Has() && l.Value.V.Value > 0 {
		s.Ln, s.Censor = math.Log(l.Value.V.Value), censored(l.Value.V.Bound)
		if l.LOQ.Has() && s.Censor == growth.Exact && l.Value.V.Value < l.LOQ.V.Value {
			s.Ln, s.Censor, v.BelowLOQ = math.Log(l.LOQ.V.Value), growth.Below, true
		}
	}
	return v
}

// unusable says why a value can only be shown.
func unusable(l *record.Lab) string {
	switch {
	case l.NotStated:
		return "unit not stated"
	case !l.Value.Has() && l.Trend.Has():
		return "a direction, no value"
	case !l.Value.Has():
		return "no value"
	case !(l.Value.V.Value > 0):
		return "not above 0"
	}
	return ""
}

// placeSample dates a sample; a span longer than a month is shown only.
func placeSample(s *growth.Sample, d date.Span) {
	if !d.Known {
		return
	}
	s.DayLow, s.DayHigh = float64(d.Lo), float64(d.Hi)
	if s.Day, s.Dated = growth.DayFor(s.DayLow, s.DayHigh); !s.Dated {
		s.Day, s.Dated = (s.DayLow+s.DayHigh)/2, true
		if s.Unusable == "" {
			s.Unusable = "date not known to the month"
		}
	}
}

func censored(b unit.Bound) growth.Censor {
	return map[unit.Bound]growth.Censor{unit.Below: growth.Below, unit.Above: growth.Above}[b]
}

// sdOf turns a coefficient of variation in per cent into the sd of the logarithm of a
// value: ln-normal with CV has sqrt(ln(1 + CV^2)).
func sdOf(cvPercent float64) float64 {
	cv := cvPercent / 100
	return math.Sqrt(math.Log1p(cv * cv))
}

// tshOf is the TSH of the same day; where both name a state, of the same state.
func (r markerReader) tshOf(l *record.Lab) *record.Lab {
	all := r.labs("TSH")
	n := 0
	for _, t := range all {
		if sameDay(&t.Entry, &l.Entry) {
			n++
		}
	}
	mine, way := tshWord(l.TSHState)
	for _, t := range all {
		if !t.Value.Has() || !sameDay(&t.Entry, &l.Entry) {
			continue
		}
		theirs, other := tshWord(t.TSHState)
		if theirs == mine && way == other || theirs == growth.TSHNotRecorded && (mine != growth.TSHStimulated || n == 1) {
			return t
		}
	}
	return nil
}

// tshWord reads the word for the TSH state; the way of stimulation is kept.
func tshWord(state record.Text) (s growth.TSH, way string) {
	if !state.Has() {
		return growth.TSHNotRecorded, ""
	}
	switch state.V {
	case "suppressed":
		return growth.TSHSuppressed, ""
	case "normal":
		return growth.TSHOther, ""
	case "rhTSH", "withdrawal":
		return growth.TSHStimulated, state.V
	}
	return growth.TSHStimulated, ""
}

// tshState joins the TSH value and the word for the state.
func (m MarkerLimits) tshState(l, tsh *record.Lab) (s growth.TSH, disagree bool) {
	byWord, _ := tshWord(l.TSHState)
	byValue := growth.TSHNotRecorded
	if tsh != nil {
		byValue = m.tshBy(tsh.Value.V)
	}
	switch {
	case byWord == growth.TSHNotRecorded:
		return byValue, false
	case byValue == growth.TSHNotRecorded, byValue == byWord, byValue != growth.TSHSuppressed && byWord != growth.TSHSuppressed:
		return byWord, false
	}
	return growth.TSHNotRecorded, true
}

// tshBy is the state by the value alone, not recorded where a bound leaves it open.
func (m MarkerLimits) tshBy(q unit.Quantity) growth.TSH {
	x := q.Value
	switch {
	case q.Bound == unit.Below && x <= m.Suppressed, q.Bound == unit.Exact && x < m.Suppressed:
		return growth.TSHSuppressed
	case q.Bound == unit.Above && x >= m.Stimulated, q.Bound == unit.Exact && x > m.Stimulated:
		return growth.TSHStimulated
	case q.Bound == unit.Exact:
		return growth.TSHOther
	}
	return growth.TSHNotRecorded
}

// tgabOf is the TgAb result that holds on the day of a value: the last one on or before
// it, if it is recent enough.
func (r markerReader) tgabOf(l *record.Lab) *record.Lab {
	var can []record.Lab
	for _, t := range r.labs("TgAb") {
		s := t.Span()
		if antibodies(t) == fact.Maybe || !s.Known || !l.Span().Known || l.Span().SurelyBefore(s) {
			continue
		}
		if age := int(l.Span().Hi - s.Lo); r.limits.TgAbDays == 0 || age <= r.limits.TgAbDays {
			can = append(can, *t)
		}
	}
	newest := latest(can, labEntry, func(*record.Lab) bool { return true })
	for _, t := range newest {
		if antibodies(t) != antibodies(newest[0]) {
			return nil
		}
	}
	if len(newest) == 0 {
		return nil
	}
	return newest[0]
}

// events are the treatments, pregnancies and deliveries that part the course.
func (r markerReader) events() (out []MarkerEvent) {
	add := func(when date.Span, line int, label string, release float64) {
		if in, _ := r.within(when); in {
			out = append(out, MarkerEvent{growth.Event{DayLow: float64(when.Lo), DayHigh: float64(when.Hi), Label: label, ReleaseDays: release}, when.Known, line})
		}
	}
	for i := range r.p.Radioiodine {
		x := &r.p.Radioiodine[i]
		add(x.Span(), x.Line, joinWords("radioiodine", quantityIf(x.Activity)), r.limits.AfterRadiated)
	}
	for i := range r.p.Surgery {
		add(r.p.Surgery[i].Span(), r.p.Surgery[i].Line, r.p.Surgery[i].What, r.limits.AfterSurgery)
	}
	for i := range r.p.ExternalBeam {
		add(r.p.ExternalBeam[i].Span(), r.p.ExternalBeam[i].Line, "external beam", 0)
	}
	for i := range r.p.Local {
		add(r.p.Local[i].Span(), r.p.Local[i].Line, r.p.Local[i].What, 0)
	}
	for i := range r.p.Systemic {
		x := &r.p.Systemic[i]
		add(firstOf(&x.Entry), x.Line, x.Drug, 0)
		if x.To.Known {
			add(x.To, x.Line, x.Drug+" stopped", 0)
		}
	}
	for i := range r.p.Events {
		if x := &r.p.Events[i]; holds(x.What, "delivery", "pregnancy") {
			add(firstOf(&x.Entry), x.Line, x.What, 0)
		}
	}
	return out
}
