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
	Suppressed, Stimulated float64 // TSH in mU/L: suppressed below the first, stimulated above the second
	TotalCV                float64 // total coefficient of variation of an assay, %
	DateSpan               float64 // a date known to no more days than this has a day that stands for it
	TgAbDays               int     // so long a TgAb result holds if no other follows; 0: without end
	Events                 growth.EventRules
}

// MarkerEventRules reads what each kind of event does from the parameters
// tg.break_KIND (1 ends the line, 0 is shown only) and tg.release_KIND (d); ok is false
// where a kind has no tg.break_KIND.
func MarkerEventRules(param func(id string) (float64, bool)) (rules growth.EventRules, ok bool) {
	rules, ok = growth.EventRules{}, true
	for _, kind := range growth.EventKinds {
		name := strings.ReplaceAll(string(kind), "-", "_")
		ends, known := param(breakParam + name)
		release, _ := param(releaseParam + name)
		rules[kind] = growth.EventRule{Ends: ends != 0, ReleaseDays: release}
		ok = ok && known
	}
	return rules, ok
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

// MarkerEvent is something after which an old line may no longer hold.
type MarkerEvent struct {
	growth.Event
	Line int
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
	r := newMarkerReader(p, asOf, limits)
	var values []MarkerValue
	for _, l := range r.labs("Tg") {
		values = append(values, r.value(l))
	}
	return values, r.events()
}

// AntibodyValue is one result of TgAb.
type AntibodyValue struct {
	Lab    *record.Lab
	Sample growth.Sample // Assay is that of TgAb, with its unit
}

// AntibodySeries is TgAb itself as a course of numbers: the surrogate marker. Results of
// another assay or unit are no part of the same line.
func AntibodySeries(p *record.Patient, asOf date.Span, limits MarkerLimits) (out []AntibodyValue) {
	r := newMarkerReader(p, asOf, limits)
	for _, l := range r.labs("TgAb") {
		v := AntibodyValue{Lab: l}
		v.Sample.Unusable, v.Sample.SD = unusable(l), 1
		if v.Sample.Unusable == "" {
			q := l.Value.V
			v.Sample.Ln, v.Sample.Censor = math.Log(q.Value), censored(q.Bound)
			v.Sample.Assay = strings.TrimSpace(l.Assay + " in " + string(q.Kind.Base()))
		}
		r.place(&v.Sample, l.Span())
		out = append(out, v)
	}
	return out
}

type markerReader struct {
	p      *record.Patient
	asOf   date.Span
	limits MarkerLimits

	byTest map[string][]*record.Lab      // within the day, by the name in lower case
	tshOn  map[[2]date.Day][]*record.Lab // TSH by the days between which it was taken
}

func newMarkerReader(p *record.Patient, asOf date.Span, limits MarkerLimits) markerReader {
	r := markerReader{p: p, asOf: asOf, limits: limits, byTest: map[string][]*record.Lab{}, tshOn: map[[2]date.Day][]*record.Lab{}}
	for i := range p.Labs {
		l := &p.Labs[i]
		if in, _ := r.within(l.Span()); in {
			test := strings.ToLower(l.Test)
			r.byTest[test] = append(r.byTest[test], l)
		}
	}
	for _, l := range r.labs("TSH") {
		if s := l.Span(); s.Known {
			key := [2]date.Day{s.Lo, s.Hi}
			r.tshOn[key] = append(r.tshOn[key], l)
		}
	}
	return r
}

// within reports whether an entry can lie on or before the day; unsure, whether it may
// lie after it.
func (r markerReader) within(s date.Span) (in, unsure bool) {
	if !r.asOf.Known || !s.Known {
		return true, false
	}
	return s.Lo <= r.asOf.Hi, s.Hi > r.asOf.Hi
}

func (r markerReader) labs(test string) []*record.Lab { return r.byTest[strings.ToLower(test)] }

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
	r.place(s, l.Span())
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

func (r markerReader) place(s *growth.Sample, d date.Span) {
	if d.Known {
		s.Place(float64(d.Lo), float64(d.Hi), r.limits.DateSpan)
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
	on := l.Span()
	if !on.Known {
		return nil
	}
	sameDay := r.tshOn[[2]date.Day{on.Lo, on.Hi}]
	mine, way := tshWord(l.TSHState)
	for _, t := range sameDay {
		if !t.Value.Has() {
			continue
		}
		theirs, other := tshWord(t.TSHState)
		if theirs == mine && way == other || theirs == growth.TSHNotRecorded && (mine != growth.TSHStimulated || len(sameDay) == 1) {
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
	var can []*record.Lab
	for _, t := range r.labs("TgAb") {
		s := t.Span()
		if !resulted(t) || !s.Known || !l.Span().Known || l.Span().SurelyBefore(s) {
			continue
		}
		if age := int(l.Span().Hi - s.Lo); r.limits.TgAbDays == 0 || age <= r.limits.TgAbDays {
			can = append(can, t)
		}
	}
	newest := latest(can, func(t **record.Lab) *record.Entry { return &(*t).Entry }, func(**record.Lab) bool { return true })
	for _, t := range newest {
		if antibodies(*t) != antibodies(*newest[0]) {
			return nil
		}
	}
	if len(newest) == 0 {
		return nil
	}
	return *newest[0]
}

// eventList collects the events that can have come by the as-of day.
type eventList struct {
	markerReader
	out []MarkerEvent
}

func (l *eventList) add(kind growth.EventKind, when date.Span, line int, label string) {
	l.addPeriod(kind, when, when, line, label)
}

func (l *eventList) addPeriod(kind growth.EventKind, first, last date.Span, line int, label string) {
	if in, _ := l.within(first); !in {
		return
	}
	if !last.Known {
		last = first
	}
	e := growth.Event{Kind: kind, Label: label, DayLow: float64(first.Lo), DayHigh: float64(last.Hi), Period: first != last, Undated: !first.Known}
	l.out = append(l.out, MarkerEvent{l.limits.Events.Ruled(e), line})
}

// events are the treatments, drugs, pregnancies and deliveries that may part the course.
func (r markerReader) events() []MarkerEvent {
	l := &eventList{markerReader: r}
	for i := range r.p.Radioiodine {
		if x := &r.p.Radioiodine[i]; therapeutic(x) {
			l.addPeriod(growth.Radioiodine, firstOf(&x.Entry), lastOf(&x.Entry), x.Line, joinWords("radioiodine", quantityIf(x.Activity)))
		}
	}
	for i := range r.p.Radionuclide {
		x := &r.p.Radionuclide[i]
		l.addPeriod(growth.Radionuclide, firstOf(&x.Entry), lastOf(&x.Entry), x.Line, joinWords("radionuclide therapy", x.Agent))
	}
	for i := range r.p.Surgery {
		l.add(growth.Surgery, r.p.Surgery[i].Span(), r.p.Surgery[i].Line, r.p.Surgery[i].What)
	}
	for i := range r.p.ExternalBeam {
		x := &r.p.ExternalBeam[i]
		l.addPeriod(growth.ExternalBeam, firstOf(&x.Entry), lastOf(&x.Entry), x.Line, joinWords("external beam", x.Region))
	}
	for i := range r.p.Local {
		x := &r.p.Local[i]
		l.addPeriod(growth.Local, firstOf(&x.Entry), lastOf(&x.Entry), x.Line, x.What)
	}
	for i := range r.p.Systemic {
		l.drug(&r.p.Systemic[i])
	}
	for i := range r.p.Events {
		l.pregnancy(&r.p.Events[i])
	}
	return l.out
}

// drug adds the start, the changes of dose, the pauses and the stop of a drug.
func (l *eventList) drug(x *record.Systemic) {
	start := firstOf(&x.Entry)
	l.add(growth.DrugStart, start, x.Line, growth.DrugLabel(growth.DrugStart, x.Drug))
	for i := range x.Doses {
		d := &x.Doses[i]
		if on := firstOf(&d.Entry); on.Known && on != start && d.Dose.Has() {
			l.add(growth.DrugDose, on, d.Line, growth.DrugLabel(growth.DrugDose, joinWords(x.Drug, d.Dose.V.String())))
		}
	}
	for i := range x.Pauses {
		y := &x.Pauses[i]
		l.add(growth.DrugPause, firstOf(&y.Entry), y.Line, becauseOf(growth.DrugLabel(growth.DrugPause, x.Drug), y.Reason))
		if y.To.Known && y.To != x.To {
			l.add(growth.DrugRestart, y.To, y.Line, growth.DrugLabel(growth.DrugRestart, x.Drug))
		}
	}
	if x.To.Known {
		l.add(growth.DrugStop, x.To, x.Line, becauseOf(growth.DrugLabel(growth.DrugStop, x.Drug), x.Stopped.V))
	}
}

func becauseOf(what, reason string) string {
	if reason == "" {
		return what
	}
	return what + " (" + reason + ")"
}

// pregnancyEnds are the words of an event that ends a pregnancy.
var pregnancyEnds = []string{"delivery", "childbirth", "stillbirth", "miscarriage", "abortion", "end of pregnancy", "termination of pregnancy"}

// pregnancy adds a pregnancy, its end and a delivery.
func (l *eventList) pregnancy(x *record.Event) {
	ended := holds(x.What, pregnancyEnds...)
	if !ended && !holds(x.What, "pregnancy") || holds(x.What, "test") || x.Present.Has() && !x.Present.V {
		return
	}
	kind := growth.Pregnancy
	if ended {
		kind = growth.Delivery
	}
	l.add(kind, firstOf(&x.Entry), x.Line, x.What)
	if x.To.Known && !x.When.Known {
		l.add(growth.Delivery, x.To, x.Line, "end of "+x.What)
	}
}
