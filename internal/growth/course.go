package growth

import (
	"cmp"
	"slices"
	"strings"
)

// Rules are the limits that a course is judged by; every number is the caller's.
type Rules struct {
	Fit         Options
	MinMeasured int       // measured values that a reliable rate asks for
	MinSpanDays float64   // time that a reliable rate asks for
	ClassYears  []float64 // doubling times that part the classes, ascending; the first is the one whose probability is given
	// Surrogate: the marker is TgAb itself, or a volume. Assay is that of the marker; TSH
	// and TgAb neither part the line nor make it unreliable.
	Surrogate bool
}

// Placed is a sample with what became of it.
type Placed struct {
	Index   int    // in the samples given
	Stretch int    // from 1; 0 if it was not used
	Why     string // why it was not used
}

// Break is where one line ends.
type Break struct {
	Before int // position in Course.Placed of the sample that follows; len if none
	Causes []string
	Event  bool // a treatment or another event, not a change of the samples
	Kind   EventKind
	Mark   bool // shown only: the line runs on
	// DayLow and DayHigh are the days of an event.
	DayLow, DayHigh float64
}

// Stretch is the course between two breaks.
type Stretch struct {
	Samples  []int // in time, indices in the samples given
	Fit      Fit
	Refusal  *Reason
	Fast     float64  // probability of a doubling time below the first limit
	Class    string   // "" if there is no number
	Reasons  []Reason // why the number is not reliable
	Reliable bool
	Months   bool     // some date is known to the month only
	Opened   []string // causes of the break before it
}

// Course is a marker over time.
type Course struct {
	Placed    []Placed
	Breaks    []Break
	Stretches []Stretch
	Changes   []Change
}

// Analyse parts a course at every change of assay, TSH state and TgAb and at every
// event, and fits each stretch. Stimulated values, values in the release window of a
// treatment and values without a day are shown and not used. A property that is not
// recorded neither parts nor joins: such a value belongs to its stretch, which it makes
// unreliable, and is set aside where it lies next to a change of that property. An event
// without a date may lie anywhere and makes every stretch unreliable.
func Analyse(samples []Sample, events []Event, rules Rules) Course {
	w := walk{samples: samples, rules: rules}
	for _, e := range events {
		switch {
		case !e.Undated:
			w.events = append(w.events, e)
		case !e.Mark:
			w.undated = append(w.undated, e)
		}
	}
	slices.SortStableFunc(w.events, func(a, b Event) int { return cmp.Compare(a.DayLow, b.DayLow) })
	for _, i := range inTime(samples) {
		w.take(i)
	}
	w.passEvents(len(w.course.Placed), nil)
	w.close()
	w.course.Changes = changes(w.course.Stretches)
	return w.course
}

// walk goes through the samples in time.
type walk struct {
	samples []Sample
	events  []Event // to come
	past    []Event
	undated []Event
	rules   Rules
	course  Course
	run     []int    // positions in Placed of the open stretch
	opened  []string // why it was opened
	trimmed string   // property for want of which it lost its last samples
}

// take places one sample.
func (w *walk) take(i int) {
	s, pos := w.samples[i], len(w.course.Placed)
	if s.Dated {
		w.passEvents(pos, &s)
	} else {
		w.passEvents(pos, nil)
	}
	w.course.Placed = append(w.course.Placed, Placed{Index: i, Why: w.setAside(s)})
	if w.course.Placed[pos].Why != "" {
		return
	}
	if causes := w.differs(s); len(causes) > 0 {
		w.trim(s)
		w.addBreak(Break{Before: pos, Causes: causes})
	}
	w.run = append(w.run, pos)
}

// passEvents breaks the line at the events that lie before the sample; all that are
// left if there is none.
func (w *walk) passEvents(pos int, s *Sample) {
	rest := w.events[:0:0]
	for _, e := range w.events {
		if s != nil && slices.Contains([]placing{before, during, unordered}, s.against(e)) {
			rest = append(rest, e)
			continue
		}
		w.passed(e, pos)
	}
	w.events = rest
}

func (w *walk) passed(e Event, pos int) {
	w.addBreak(Break{Before: pos, Causes: []string{e.Label}, Event: true, Kind: e.Kind, Mark: e.Mark, DayLow: e.DayLow, DayHigh: e.DayHigh})
	w.past = append(w.past, e)
}

// addBreak ends the open stretch, unless it is a mark.
func (w *walk) addBreak(b Break) {
	if !b.Mark {
		w.close()
		w.opened = append(w.opened, b.Causes...)
	}
	w.course.Breaks = append(w.course.Breaks, b)
}

// setAside says why a sample is shown only, "" if it is used.
func (w *walk) setAside(s Sample) string {
	switch {
	case s.Unusable != "":
		return s.Unusable
	case !s.Dated:
		return "no day"
	case !w.rules.Surrogate && s.TSH == TSHStimulated:
		return "stimulated"
	case w.twice(s):
		return "stands twice"
	}
	for _, e := range w.events {
		switch at := s.against(e); {
		case e.Mark:
		case at == unordered:
			return "before or after " + e.Label + "?"
		case at == during:
			return "during " + e.Label
		}
	}
	for _, e := range w.past {
		if s.against(e) == released {
			return "release after " + e.Label
		}
	}
	return ""
}

// twice reports whether the same result of the same day is used already.
func (w *walk) twice(s Sample) bool {
	return slices.ContainsFunc(w.run, func(pos int) bool {
		o := w.at(pos)
		return s.DayLow == s.DayHigh && o.DayLow == o.DayHigh && o.Day == s.Day && o.Ln == s.Ln && o.Censor == s.Censor && o.Assay == s.Assay
	})
}

// property is something that must stay equal along a line. Its text is "" where it is
// not recorded.
type property struct {
	name string
	text func(Sample) string
}

var properties = []property{
	{"assay", func(s Sample) string { return s.Assay }},
	{"TSH", func(s Sample) string { return [...]string{"", "suppressed", "not suppressed", "stimulated"}[s.TSH] }},
	{"TgAb", func(s Sample) string { return [...]string{"", "negative", "positive"}[s.TgAb] }},
}

// properties are those that part the line of this marker.
func (w *walk) properties() []property {
	if w.rules.Surrogate {
		return properties[:1]
	}
	return properties
}

// differs lists what parts a sample from the open stretch: "assay A to B".
func (w *walk) differs(s Sample) []string {
	var causes []string
	for _, p := range w.properties() {
		now := p.text(s)
		was := w.recorded(p)
		if now != "" && was != "" && now != was {
			causes = append(causes, p.name+" "+was+" to "+now)
		}
	}
	return causes
}

// recorded is the property of the open stretch, "" if no sample records it.
func (w *walk) recorded(p property) string {
	for _, pos := range w.run {
		if text := p.text(w.at(pos)); text != "" {
			return text
		}
	}
	return ""
}

func (w *walk) at(pos int) Sample { return w.samples[w.course.Placed[pos].Index] }

// trim sets aside the last samples of the open stretch that do not record what has
// changed by s: they may lie on either side.
func (w *walk) trim(s Sample) {
	for _, p := range w.properties() {
		now, was := p.text(s), w.recorded(p)
		if now == "" || was == "" || now == was {
			continue
		}
		for n := len(w.run) - 1; n >= 0 && p.text(w.at(w.run[n])) == ""; n-- {
			w.course.Placed[w.run[n]].Why = p.name + " not recorded, next to its change"
			w.run, w.trimmed = w.run[:n], p.name
		}
	}
}

// close fits the open stretch.
func (w *walk) close() {
	if len(w.run) == 0 {
		return
	}
	var members []int
	for _, pos := range w.run {
		w.course.Placed[pos].Stretch = len(w.course.Stretches) + 1
		members = append(members, w.course.Placed[pos].Index)
	}
	s := w.rules.stretch(w.samples, members, w.opened)
	if w.trimmed != "" {
		s.doubt(because(SetAside, "a value next to the change was set aside: %s not recorded", w.trimmed))
	}
	for _, e := range w.undated {
		s.doubt(because(EventUndated, "%s has no date and may lie within", e.Label))
	}
	w.course.Stretches = append(w.course.Stretches, s)
	w.run, w.opened, w.trimmed = nil, nil, ""
}

// Cause is the causes of a break in one line of text.
func (b Break) Cause() string { return strings.Join(b.Causes, "; ") }
