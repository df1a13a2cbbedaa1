package report

import (
	"fmt"
	"slices"
	"strings"

	"symport/internal/verdict"
)

// News is what happened between two days under one edition.
type News struct {
	Data   []string `json:"newData"` // entries of the record that were not there or not used
	Lesion []string `json:"newLesions"`
	Stale  []string `json:"tooOld"`    // findings that no longer count
	Missed []string `json:"missed"`    // whose time passed, or whose reason ended, without an entry
	Open   []string `json:"stillOpen"` // asked on both days
}

// newsBetween is empty unless only time passed.
func newsBetween(a, b *verdict.Assessment) News {
	n := News{Data: []string{}, Lesion: []string{}, Stale: []string{}, Missed: []string{}, Open: []string{}}
	if a.AsOf >= b.AsOf || a.Edition != b.Edition {
		return n
	}
	n.Data, n.Lesion, n.Stale = newEvents(a, b), newLesions(a, b), staleFindings(a, b)
	n.Missed = missedActions(a, b)
	n.Open = openQuestions(a, b)
	return n
}

// newEvents are the entries of the later day that were not there, or not used, on the
// earlier; of a drug already begun only what changed of it.
func newEvents(a, b *verdict.Assessment) []string {
	before := map[string]bool{}
	for _, e := range a.Summary.Course {
		before[eventKey(&e)] = e.Used
	}
	out := []string{}
	for _, e := range b.Summary.Course {
		if used, ok := before[eventKey(&e)]; !ok || !used && e.Used {
			out = appendNew(out, e.Text+", "+whenWords(e.When, e.Period))
		}
	}
	for i := range b.Drugs {
		for k := range a.Drugs {
			if a.Drugs[k].At == b.Drugs[i].At {
				out = append(out, drugNews(&a.Drugs[k], &b.Drugs[i])...)
			}
		}
	}
	return out
}

// eventKey tells an entry from others; that a period went on, or the course of a drug, is
// no new entry.
func eventKey(e *verdict.Event) string {
	if e.Section == "systemic" {
		from, _, _ := strings.Cut(e.When, "..")
		drug, _, _ := strings.Cut(e.Text, " ")
		return e.Section + "|" + from + "|" + strings.TrimSuffix(drug, ";")
	}
	return e.Section + "|" + e.When + "|" + e.Text
}

// drugNews are the changes of drug dose, the pauses and the end of a drug that was there
// on the earlier day, each with its reason.
func drugNews(a, b *verdict.Drug) []string {
	out := []string{}
	for _, s := range b.Steps {
		if !slices.ContainsFunc(a.Steps, func(o verdict.DrugStep) bool { return o.From == s.From && o.DrugDose == s.DrugDose }) {
			out = append(out, fmt.Sprintf(wNewDrugDose, b.Drug, s.DrugDose, whenWords(s.From, true))+prefixed(", ", s.Reason))
		}
	}
	for _, p := range b.Pauses {
		was := slices.IndexFunc(a.Pauses, func(o verdict.DrugPause) bool { return o.From == p.From })
		switch {
		case was < 0:
			pause := fmt.Sprintf(wNewPause, b.Drug, whenWords(p.From, true))
			if _, ended := days(p.To); ended {
				pause += wTo + whenWords(p.To, true)
			}
			out = append(out, pause+prefixed(", ", p.Reason))
		case a.Pauses[was].To != p.To:
			out = append(out, fmt.Sprintf(wPauseOver, b.Drug, whenWords(p.To, true)))
		}
	}
	if b.State == "stopped" && a.State != "stopped" {
		out = append(out, fmt.Sprintf(wDrugStopped, b.Drug)+prefixed(", ", whenWords(b.When, true))+prefixed(": ", b.Stopped))
	}
	return out
}

// missedActions are overdue on the later day and were to come on the earlier, or lapsed
// in between.
func missedActions(a, b *verdict.Assessment) []string {
	before := map[string]string{}
	for _, x := range a.Actions {
		before[x.ID+x.Label] = x.State
	}
	out := []string{}
	for _, x := range b.Actions {
		switch {
		case x.State == "overdue" && x.Overdue > a.AsOf.String():
			out = appendNew(out, fmt.Sprintf(wBy, x.Label, x.Overdue))
		case x.State == "lapsed" && before[x.ID+x.Label] != "lapsed":
			out = appendNew(out, x.Label+" ("+x.Because+")")
		}
	}
	return out
}

// openQuestions are asked on both days, in the order of the later; red flags come first.
func openQuestions(a, b *verdict.Assessment) []string {
	out := []string{}
	for _, r := range b.RedFlags {
		was := slices.ContainsFunc(a.RedFlags, func(x verdict.RedFlag) bool { return x.ID == r.ID && x.Status == "unknown" })
		if r.Status == "unknown" && was {
			out = appendNew(out, r.Ask)
		}
	}
	for _, m := range b.Missing {
		if len(m.Changes) > 0 && slices.ContainsFunc(a.Missing, func(x verdict.Missing) bool { return slices.Equal(x.Facts, m.Facts) || x.Ask == m.Ask }) {
			out = appendNew(out, m.Ask)
		}
	}
	return out
}

// How many items of each kind a reader gets.
const (
	newsShown  = 8
	eventsLook = 24 // of what is listed one by one
	openShown  = 3
)

// NewsLine is one kind of news as a reader gets it.
type NewsLine struct {
	Head   string
	Items  []string
	Listed bool // one line each
}

// Text is the items in one sentence.
func (l NewsLine) Text() string { return strings.Join(l.Items, "; ") }

// Lines are the kinds that have something to say.
func (n News) Lines() []NewsLine {
	var out []NewsLine
	for _, k := range []struct {
		head   string
		items  []string
		shown  int
		listed bool
	}{{wNewData, n.Data, eventsLook, true}, {wNewLesion, n.Lesion, newsShown, false}, {wTooOld, n.Stale, newsShown, false},
		{wMissed, n.Missed, newsShown, false}, {wStillOpen, n.Open, openShown, false}} {
		if len(k.items) == 0 {
			continue
		}
		items := slices.Clone(k.items[:min(len(k.items), k.shown)])
		if more := len(k.items) - k.shown; more > 0 {
			items = append(items, fmt.Sprintf(wMoreNews, more))
		}
		out = append(out, NewsLine{k.head, items, k.listed})
	}
	return out
}
