package report

import (
	"math"
	"strings"

	"symport/internal/date"
	"symport/internal/verdict"
)

// findingChanges are the findings that differ, without those that a reader would not call
// a change: what was not known and is not, what follows from the passage of time alone,
// and the bare absence of anything in a new lesion. Findings that became too old are told
// by name.
func findingChanges(a, b *verdict.Assessment) []Change {
	days := float64(b.AsOf - a.AsOf)
	l := newLabels(b)
	before := map[string]*verdict.Finding{}
	for i := range a.Findings {
		f := &a.Findings[i]
		before[key(f.ID, f.Lesion)] = f
	}
	var out []Change
	for i := range b.Findings {
		f := &b.Findings[i]
		old := before[key(f.ID, f.Lesion)]
		delete(before, key(f.ID, f.Lesion))
		if from, to := findingState(old), findingState(f); from != to && !quiet(old, f, days) {
			out = append(out, Change{key(f.ID, f.Lesion), l.nameOf(f), from, to})
		}
	}
	l = newLabels(a)
	for i := range a.Findings {
		f := &a.Findings[i]
		if from := findingState(f); before[key(f.ID, f.Lesion)] != nil && !silent(from) {
			out = append(out, Change{key(f.ID, f.Lesion), l.nameOf(f), from, ""})
		}
	}
	return out
}

// nameOf is the name of a finding, with its lesion.
func (l labels) nameOf(f *verdict.Finding) string {
	var lesion *string
	if f.Lesion != "" {
		lesion = &f.Lesion
	}
	return l.fact(f.ID, lesion)
}

func findingState(f *verdict.Finding) string {
	if f == nil {
		return ""
	}
	if state := rangeOf(f); state != "" {
		return state
	}
	if state := statusWords[f.Status]; state != "" {
		return state
	}
	return f.Status
}

// silent is a state that tells nothing of the patient.
func silent(state string) bool {
	return state == "" || state == wUnknown || state == statusWords["not-applicable"] || state == "known"
}

func quiet(old, now *verdict.Finding, days float64) bool {
	from, to := findingState(old), findingState(now)
	switch {
	case now.ID == "patient.age", silent(to) && (silent(from) || old.Status == "stale"), now.Status == "stale", aged(old, now, days):
		return true
	}
	return old == nil && now.Lesion != "" && (now.Value == false || now.Status != "known")
}

// timeUnits are days in one.
var timeUnits = map[string]float64{"d": 1, "mo": 365.25 / 12, "y": 365.25}

// agedSlack is how far, of the time between the days, calendar months move a number.
const agedSlack = 0.05

// aged reports whether a time moved by as much as passed between the two days: its upper
// end did, and its lower end too or not at all.
func aged(old, now *verdict.Finding, days float64) bool {
	if old == nil || old.Status != "known" || now.Status != "known" || timeUnits[now.Unit] == 0 {
		return false
	}
	moved := func(a, b *float64) bool {
		if a == nil || b == nil {
			return a == b
		}
		return math.Abs((*b-*a)*timeUnits[now.Unit]-days) <= math.Max(agedSlack*days, 2)
	}
	lo1, hi1 := ends(old)
	lo2, hi2 := ends(now)
	return days > 0 && moved(hi1, hi2) && (moved(lo1, lo2) || lo1 != nil && lo2 != nil && *lo1 == *lo2)
}

func ends(f *verdict.Finding) (lo, hi *float64) {
	if x, ok := f.Value.(float64); ok && f.Low == nil && f.High == nil {
		return &x, &x
	}
	return f.Low, f.High
}

// monthSlack is how many days calendar months differ from each other.
const monthSlack = 3

// movedWithTheDay reports whether a date lies as far from the day on both sides: it is
// counted from the day of the question and nothing else.
func movedWithTheDay(c Change, days date.Day) bool {
	from, err1 := date.Parse(c.From)
	to, err2 := date.Parse(c.To)
	if err1 != nil || err2 != nil || !from.Exact() || !to.Exact() {
		return false
	}
	off := to.Lo - from.Lo - days
	return -monthSlack <= off && off <= monthSlack
}

// staleFindings are those that were known on the earlier day and no longer count.
func staleFindings(a, b *verdict.Assessment) []string {
	known := map[string]bool{}
	for i := range a.Findings {
		known[key(a.Findings[i].ID, a.Findings[i].Lesion)] = a.Findings[i].Status == "known"
	}
	l := newLabels(b)
	out := []string{}
	for i := range b.Findings {
		if f := &b.Findings[i]; f.Status == "stale" && known[key(f.ID, f.Lesion)] {
			out = appendNew(out, l.nameOf(f))
		}
	}
	return out
}

// newLesions are listed on the later day only.
func newLesions(a, b *verdict.Assessment) []string {
	before := map[string]bool{}
	for _, x := range a.Lesions {
		before[x.ID] = true
	}
	out := []string{}
	for _, x := range b.Lesions {
		if !before[x.ID] {
			out = append(out, x.Label)
		}
	}
	return out
}

// folded joins changes of one thing to several targets that go the same way: "surgery: C6"
// and "surgery: T8" are one line, so are the activities of one option.
func folded(changes []Change) []Change {
	var out []Change
	for _, c := range changes {
		if n := len(out); n > 0 && out[n-1].From == c.From && out[n-1].To == c.To {
			if what, ok := together(out[n-1].What, c.What); ok {
				out[n-1].What = what
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

// together joins two names that differ in what stands after the colon, or in an activity.
func together(a, b string) (string, bool) {
	const unit = " GBq"
	if head, of, ok := strings.Cut(a, ": "); ok {
		if head2, of2, ok2 := strings.Cut(b, ": "); ok2 && head2 == head {
			return head + ": " + of + "; " + of2, true
		}
		return "", false
	}
	if i := strings.LastIndexByte(strings.TrimSuffix(b, unit), ' '); i > 0 && strings.HasSuffix(a, unit) && strings.HasSuffix(b, unit) && strings.HasPrefix(a, b[:i+1]) {
		return strings.TrimSuffix(a, unit) + "," + b[i:], true
	}
	return "", false
}
