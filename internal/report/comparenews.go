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
	return out
}

// eventKey tells an entry from others; that a period went on is no news.
func eventKey(e *verdict.Event) string {
	return e.Section + "|" + e.When + "|" + e.Text
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
