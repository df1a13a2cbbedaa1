package growth

import "strings"

// EventKind says what happened to the patient.
type EventKind string

// The kinds. After some, values tell of the treatment for a while.
const (
	Radioiodine  EventKind = "radioiodine"
	Radionuclide EventKind = "radionuclide" // another than radioiodine
	Surgery      EventKind = "surgery"
	ExternalBeam EventKind = "external-beam"
	Local        EventKind = "local" // ablation, embolisation
	DrugStart    EventKind = "drug-start"
	DrugDose     EventKind = "drug-dose" // a change of it
	DrugPause    EventKind = "drug-pause"
	DrugRestart  EventKind = "drug-restart"
	DrugStop     EventKind = "drug-stop"
	Pregnancy    EventKind = "pregnancy"
	Delivery     EventKind = "delivery"
	Other        EventKind = "other"
)

// EventKinds are those whose effect on a line is a matter of judgement and so a
// parameter; Other ends a line because somebody says so.
var EventKinds = []EventKind{Radioiodine, Radionuclide, Surgery, ExternalBeam, Local, DrugStart, DrugDose, DrugPause, DrugRestart, DrugStop, Pregnancy, Delivery}

// Event is something after which an old line may no longer hold.
type Event struct {
	Kind            EventKind
	DayLow, DayHigh float64
	Period          bool    // it lasted from DayLow to DayHigh
	Label           string  // "radioiodine 3.7 GBq"
	ReleaseDays     float64 // so long afterwards values tell of the treatment, not of growth
	Mark            bool    // shown only: the line runs on
	Undated         bool    // it may lie anywhere
}

// EventRule is what a kind of event does.
type EventRule struct {
	Ends        bool    // the line before it
	ReleaseDays float64 // values are shown, not fitted, for so long
}

// EventRules are those of all kinds; a kind that is not among them ends a line.
type EventRules map[EventKind]EventRule

// Ruled is the event with what the rules say of its kind.
func (r EventRules) Ruled(e Event) Event {
	rule, ok := r[e.Kind]
	e.Mark, e.ReleaseDays = ok && !rule.Ends, rule.ReleaseDays
	return e
}

// DrugLabel tells an event of a drug: "start of lenvatinib"; a drug dose is its own label.
func DrugLabel(kind EventKind, detail string) string {
	word := strings.TrimPrefix(string(kind), "drug-")
	switch {
	case detail == "" && kind == DrugDose:
		return "change of a drug dose"
	case detail == "":
		return word + " of a drug"
	case kind == DrugDose:
		return detail
	}
	return word + " of " + detail
}
