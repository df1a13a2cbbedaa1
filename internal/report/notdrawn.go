package report

import (
	"fmt"
	"slices"
	"strings"

	"symport/internal/verdict"
)

// missed is what the drawing of the course leaves out of one row, and why.
type missed struct{ Row, Why, Text string }

// notDrawn lists what stands on record and not in the drawing, so that nothing is lost.
func (d *Document) notDrawn() []missed {
	var out []missed
	for _, r := range drawnRows {
		var texts []string
		for _, e := range d.A.Summary.Course {
			if _, ok := days(e.When); !ok && r.has(&e) {
				texts = append(texts, scanLabel(&e))
			}
		}
		if len(texts) > 0 {
			out = append(out, missed{r.name, wNoDate, strings.Join(withoutRepeats(counted(texts)), "; ")})
		}
	}
	for i := range d.A.Drugs {
		x := &d.A.Drugs[i]
		for _, p := range x.Pauses {
			if _, ok := days(p.From); !ok {
				out = append(out, missed{wRowDrug, wNoDate, fmt.Sprintf(wPauseUndated, x.Drug) + prefixed(", ", p.Reason)})
			}
		}
	}
	if n := len(d.A.Lesions) - screenLesions; n > 0 {
		out = append(out, missed{wRowLesions, "", fmt.Sprintf(wLesionsMore, n)})
	}
	return out
}

// drawnRows name the rows by the sections of their events.
var drawnRows = []struct {
	name string
	has  func(*verdict.Event) bool
}{
	{wRowLocal, of(localSections...)}, {wRowRadioiodine, of("radioiodine")}, {wRowDrug, of("systemic")}, {wRowMarkers, func(e *verdict.Event) bool { return e.Test != "" }},
	{wRowScans, of("imaging")}, {wRowResponses, of("responses")}, {wRowAdverse, of("adverse-events")}, {wRowDecisions, of("decisions")}, {wRowOther, of(otherSections...)},
}

func of(sections ...string) func(*verdict.Event) bool {
	return func(e *verdict.Event) bool { return slices.Contains(sections, e.Section) }
}

// counted says how often a text stands in a list instead of repeating it.
func counted(texts []string) (out []string) {
	for i, t := range texts {
		if slices.Contains(texts[:i], t) {
			continue
		}
		n := 0
		for _, o := range texts {
			if o == t {
				n++
			}
		}
		if n > 1 {
			t = fmt.Sprintf(wTimes, t, n)
		}
		out = append(out, t)
	}
	return out
}
