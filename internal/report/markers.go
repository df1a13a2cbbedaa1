package report

import (
	"cmp"
	"fmt"
	"strings"

	"symport/internal/date"
	"symport/internal/unit"
	"symport/internal/verdict"
)

// markerTests are the tests of which the last result stands among the first lines.
var markerTests = []string{"Tg", "TSH", "TgAb"}

// markers says the last thyroglobulin, TSH and antibodies with their days, and the
// doubling time or why there is none.
func markers(a *verdict.Assessment, l labels) string {
	var last clauses
	var none []string
	for _, test := range markerTests {
		events, sure := lastOf(a.Summary.Course, test, a.AsOf)
		if len(events) == 0 {
			none = append(none, test)
		}
		for _, e := range events {
			when := whenWords(e.When, e.Period)
			if !sure && when != wUndated {
				when += " (" + wMaybe + ")"
			}
			last.add(when, markerText(e))
		}
	}
	if len(none) == len(markerTests) {
		return wNoMarkers
	}
	parts := last.say("")
	if len(none) > 0 {
		parts = append(parts, fmt.Sprintf(wNotOnRecord, strings.Join(none, ", ")))
	}
	if s := doubling(l.finding("tg.doubling", nil)); s != "" {
		parts = append(parts, s)
	}
	return fmt.Sprintf(wMarkers, strings.Join(parts, "; "))
}

// lastOf are the results of the last day of a test that surely lies by the day; without
// one, the last of those of which the day is not known.
func lastOf(course []verdict.Event, test string, day date.Day) (last []verdict.Event, sure bool) {
	var open []verdict.Event
	var newest date.Span
	for _, e := range course {
		if e.Test != test || e.Text == test+" "+wUnknown {
			continue // that it is unknown is no result
		}
		span, _ := days(e.When)
		switch {
		case !span.SurelyBy(day):
			open = []verdict.Event{e}
		case !newest.Known || span.Hi > newest.Hi:
			newest, last = span, []verdict.Event{e}
		case span == newest:
			last = append(last, e)
		}
	}
	if len(last) == 0 {
		return open, false
	}
	return last, true
}

// markerText is a result; of thyroglobulin with the state of TSH, without which it says
// little.
func markerText(e verdict.Event) string {
	if e.Test != "Tg" {
		return e.Text
	}
	state, ok := tshWords[e.State]
	if !ok {
		state = wTSHUnknown
	}
	return e.Text + " (" + state + ")"
}

// doubling is the doubling time with its interval, or what there is and why it does not
// count.
func doubling(f *verdict.Finding) string {
	if f == nil || f.Status != "known" && (f.Why == "" || f.Why == "not-recorded") {
		return ""
	}
	about, isNumber := f.Value.(float64)
	switch {
	case f.Status == "known" && isNumber && f.Low != nil && f.High != nil:
		return fmt.Sprintf(wDoubling, roughly(about, f.Unit), unit.Sig(*f.Low, 2)+wTo+roughly(*f.High, f.Unit))
	case f.Status == "known" && isNumber:
		return fmt.Sprintf(wDoublingOver, roughly(about, f.Unit), rangeOf(f))
	case f.Status == "known":
		return wNotRising
	}
	why := known(cmp.Or(doublingWords[f.Why], whyWords[f.Why]))
	if isNumber {
		return fmt.Sprintf(wDoublingOnly, roughly(about, f.Unit), why)
	}
	return fmt.Sprintf(wNoDoubling, why)
}

// roughly gives a time of two figures: more the data do not carry.
func roughly(x float64, unitName string) string { return unit.Sig(x, 2) + " " + unitName }

// pregnancy says how it stands where a pregnancy can be.
func pregnancy(l labels) string {
	carrying, nursing := l.finding("patient.pregnant", nil), l.finding("patient.breastfeeding", nil)
	if carrying == nil || carrying.Status == "not-applicable" {
		return ""
	}
	parts := []string{fmt.Sprintf(wPregnant, truthWithDay(carrying))}
	if nursing != nil && nursing.Status != "not-applicable" {
		parts = append(parts, fmt.Sprintf(wBreastfeeding, truthWithDay(nursing)))
	}
	return upperFirst(strings.Join(parts, "; ")) + "."
}

// truthWithDay is a yes or no with its day, one that is too old with that word.
func truthWithDay(f *verdict.Finding) string {
	word := known(statusWords[f.Status])
	if f.Status == "known" || f.Status == "stale" {
		word = value(f.Value, f.Unit)
	}
	if f.Date != "" {
		word += " (" + whenWords(f.Date, false)
		if f.Status == "stale" {
			word += ", " + statusWords["stale"]
		}
		word += ")"
	}
	return word
}
