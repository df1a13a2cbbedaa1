package consult

import (
	"cmp"
	"slices"
	"strings"

	"symport/internal/content"
	"symport/internal/date"
	"symport/internal/due"
	"symport/internal/fact"
	"symport/internal/verdict"
)

// trigger is an entry that starts a follow-up item.
type trigger struct {
	at          date.Span
	over        bool // it surely ended
	name        string
	prepares    string // day of the planned treatment; empty: nothing is planned
	preparation string // withdrawal | rhTSH; empty: not known
}

// redFlagAction is care or questions today; it comes before all else, also where the
// edition says nothing of the patient.
func (a *assembly) redFlagAction() []verdict.Action {
	has := func(status string) bool {
		return slices.ContainsFunc(a.out.RedFlags, func(f verdict.RedFlag) bool { return f.Status == status })
	}
	label := ""
	switch {
	case has("met"):
		label = "red flag on record: see the patient"
	case has("unknown"):
		label = "red flags: ask and examine"
	default:
		return []verdict.Action{}
	}
	today := a.day.String()
	return []verdict.Action{{ID: "red-flags", Label: label, Earliest: today, Recommended: today, Overdue: today,
		State: string(due.Due), Because: "safety floor", Sources: []string{}}}
}

// actions are what is to be done, from the schedule of the edition, by what is overdue,
// due and later.
func (a *assembly) actions() []verdict.Action {
	var rest []verdict.Action
	for i := range a.c.Schedule {
		s := &a.c.Schedule[i]
		if s.When != "" && a.met(s.When) != fact.Yes {
			continue
		}
		for _, t := range a.triggers(s.Trigger) {
			if act, ok := a.action(s, t); ok {
				rest = append(rest, act)
			}
		}
	}
	order := []string{string(due.Overdue), string(due.Due), string(due.Later), string(due.Lapsed), string(due.Done)}
	slices.SortStableFunc(rest, func(x, y verdict.Action) int {
		return cmp.Or(cmp.Compare(slices.Index(order, x.State), slices.Index(order, y.State)), strings.Compare(x.Overdue, y.Overdue))
	})
	return rest
}

// action dates one item from one trigger. What was done since the trigger closes it, or
// starts its repetition; a trigger that ended before, or a window long past, lets it
// lapse.
func (a *assembly) action(s *content.ScheduleItem, t trigger) (verdict.Action, bool) {
	plan, err := due.ParsePlan(due.Words{Earliest: s.Earliest, Recommended: s.Recommended, Overdue: s.Overdue, Lapse: s.Lapses, Repeat: s.Repeat})
	if err != nil || s.Preparation != "" && t.preparation != "" && s.Preparation != t.preparation {
		return verdict.Action{}, false // a test reads the offsets of every item
	}
	act := verdict.Action{ID: s.ID, Label: s.Label, Because: because(s, t), Local: s.Local, Trigger: t.name, For: t.prepares,
		Calendar: s.Calendar, Sources: list(s.Sources), Facts: s.Statements}
	dates := plan.After(t.at)
	done := a.lastDone(s.DoneBy, t.at, dates)
	switch {
	case a.knownTogether(s.DoneWhile):
		act.State = string(due.Done)
	case done.Known && !plan.Repeat.Given:
		act.State = string(due.Done)
	case t.over && !done.Known:
		act.State, act.Because = string(due.Lapsed), "none recorded under "+t.name
	case t.over:
		act.State = string(due.Done)
	default:
		if done.Known {
			dates = plan.Again(done)
		}
		act.State = string(dates.On(a.day))
	}
	if act.State == string(due.Lapsed) && !t.over {
		act.Because = "not recorded after " + t.name
	}
	act.Earliest, act.Recommended, act.Overdue = day(dates.Earliest), day(dates.Recommended), day(dates.Overdue)
	return act, true
}

// knownTogether reports whether all the facts are known from one day, each as long as its
// term lets it count.
func (a *assembly) knownTogether(ids []string) bool {
	if len(ids) == 0 {
		return false
	}
	var on date.Span
	for i, id := range ids {
		v := a.value(id, nil)
		if v.Status != fact.Known || len(v.From) == 0 || !v.From[0].When.Known || i > 0 && v.From[0].When != on {
			return false
		}
		on = v.From[0].When
	}
	return true
}

func because(s *content.ScheduleItem, t trigger) string {
	text := s.Because
	if t.prepares == "" && t.name != "" && !strings.Contains(text, t.name) {
		text = strings.TrimSpace(text + " (" + t.name + ")")
	}
	if s.Local {
		text += ", local"
	}
	return text
}

func day(d *date.Day) string {
	if d == nil {
		return ""
	}
	return d.String()
}
