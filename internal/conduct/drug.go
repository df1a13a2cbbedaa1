package conduct

import (
	"cmp"
	"slices"

	"symport/internal/date"
)

// Drug is one drug over time, as the record has it.
type Drug struct {
	Name     string
	From, To date.Span // first day, day of the stop; an unknown To says nothing of the end
	State    State     // beside To
	Steps    []Step
	Pauses   []Pause
}

// State is what is said of the end of a drug.
type State uint8

// The states. A drug that runs has no To.
const (
	NotSaid State = iota
	Running
	Stopped
)

// Step is a drug dose from a day on. An undated step whose place is not known can hold
// from any day; Initial marks the one that the drug was begun with.
type Step struct {
	On      date.Span
	Initial bool
	MGPerDay
	Reason string
}

// MGPerDay is a daily drug dose in mg, of all intakes of the day together.
type MGPerDay struct {
	MG    float64 // >= 0
	Known bool
}

// Pause is an interruption of the drug; an unknown To can be any day up to the end.
type Pause struct {
	From, To date.Span
	Reason   string
}

// Exposure is what a patient has had of a drug by a day.
type Exposure struct {
	Course         Bounds // d, from the first day to the stop or the day of the question
	Paused         Bounds // d
	OnDrug         Bounds // d
	TotalMG        Bounds
	Reference      MGPerDay // to which the intensity relates
	Intensity      Bounds   // mean daily drug dose, pauses counted as 0, over Reference; nothing known: Anything
	FirstReduction Bounds   // d from the first day; Most is +Inf if perhaps none
	Reductions     Bounds   // how many
	Doses          []MGPerDay
	Unknown        []string // what is not recorded and widens the bounds
}

// What an exposure may lack.
const (
	NoFirstDay   = "first day"
	NoEnd        = "whether and when it ended"
	NoDose       = "drug dose"
	NoStepDay    = "day of a change of drug dose"
	NoPauseStart = "begin of a pause"
	NoPauseEnd   = "end of a pause"
)

// period is a drug with all unknown days replaced by the days that they can be.
type period struct {
	from, to date.Span // the first day; the first day without the drug
	steps    []Step    // in time
	pauses   []Pause
	lacks    []string
}

// Expose returns the exposure to a drug by the day asOf, with the intensity relative to a
// reference drug dose in mg a day.
//
//	on drug    = days in [from, to) outside pauses
//	total      = sum over these days of the drug dose of the day
//	intensity  = total / (reference x (to - from))
//
// The day of the stop is not counted; asOf ends what still runs. Each bound is taken over
// all worlds in which every date lies within its span: least counts the days that are
// surely within, at the lowest drug dose that can hold on each, most the days that can be.
// The bounds of the intensity are exact in from and to (a mean over a moving window of a
// step function is monotone between its steps) over courses of a day or more, those of total and days are sums of daily
// bounds. ok is false without a first day.
func (d Drug) Expose(asOf date.Day, reference MGPerDay) (e Exposure, ok bool) {
	p, ok := d.period(asOf)
	e = Exposure{Unknown: p.lacks, Reference: reference, Intensity: Anything, FirstReduction: Anything, TotalMG: Anything}
	if !ok {
		return e, false
	}
	e.Course = gap(p.from, p.to)
	e.Paused, e.OnDrug, e.TotalMG = p.add()
	if reference.Known && reference.MG > 0 {
		e.Intensity = p.intensity(reference.MG)
	}
	e.FirstReduction, e.Reductions = p.reductions()
	for _, s := range p.steps {
		e.Doses = append(e.Doses, s.MGPerDay)
	}
	return e, true
}

// First is the drug dose that the drug was begun with, unknown if that is not recorded.
func (d Drug) First() MGPerDay {
	steps := inTime(d.Steps)
	if len(steps) == 0 || !(steps[0].Initial || steps[0].On.Known) {
		return MGPerDay{}
	}
	if first := steps[0]; len(steps) > 1 && !first.Initial && !first.On.SurelyBefore(steps[1].On) {
		return MGPerDay{}
	}
	return steps[0].MGPerDay
}

// gap is the number of days from a day in a to a day in b, at least 0.
func gap(a, b date.Span) Bounds {
	return Bounds{max(0, float64(b.Lo-a.Hi)), max(0, float64(b.Hi-a.Lo))}
}

// inTime puts steps in order: the first one first, undated ones last.
func inTime(steps []Step) []Step {
	out := slices.Clone(steps)
	slices.SortStableFunc(out, func(a, b Step) int {
		switch {
		case a.Initial != b.Initial:
			return order(a.Initial)
		case a.On.Known != b.On.Known:
			return order(a.On.Known)
		}
		return cmp.Or(cmp.Compare(a.On.Lo, b.On.Lo), cmp.Compare(a.On.Hi, b.On.Hi))
	})
	return out
}

func order(first bool) int {
	if first {
		return -1
	}
	return 1
}
