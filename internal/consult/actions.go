package consult

import (
	"cmp"
	"slices"
	"strings"

	"symport/internal/content"
	"symport/internal/date"
	"symport/internal/due"
	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/verdict"
)

// trigger is an entry that starts a follow-up item.
type trigger struct {
	at   date.Span
	over bool // it surely ended
	name string
}

// actions are what is to be done, from the schedule of the edition: the red flags
// first, then by what is overdue, due and later.
func (a *assembly) actions() []verdict.Action {
	out := []verdict.Action{}
	if slices.ContainsFunc(a.out.RedFlags, func(f verdict.RedFlag) bool { return f.Status == "unknown" }) {
		today := a.day.String()
		out = append(out, verdict.Action{ID: "red-flags", Label: "red flags: ask and examine", Earliest: today, Recommended: today, Overdue: today,
			State: string(due.Due), Because: "safety floor", Sources: []string{}})
	}
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
	return append(out, rest...)
}

// action dates one item from one trigger. What was done since the trigger closes it, or
// starts its repetition; a trigger that ended before lets it lapse.
func (a *assembly) action(s *content.ScheduleItem, t trigger) (verdict.Action, bool) {
	plan, err := due.ParsePlan(s.Earliest, s.Recommended, s.Overdue, s.Repeat)
	if err != nil {
		return verdict.Action{}, false // the loader refuses such an item
	}
	act := verdict.Action{ID: s.ID, Label: s.Label, Because: because(s, t), Sources: list(s.Sources), Facts: s.Statements}
	dates := plan.After(t.at)
	done := a.lastDone(s.DoneBy, t.at, dates)
	switch {
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
	act.Earliest, act.Recommended, act.Overdue = day(dates.Earliest), day(dates.Recommended), day(dates.Overdue)
	return act, true
}

func because(s *content.ScheduleItem, t trigger) string {
	text := s.Because
	if t.name != "" && !strings.Contains(text, t.name) {
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

// triggers finds the entries that start an item.
func (a *assembly) triggers(kind string) []trigger {
	now := trigger{at: date.On(a.day)}
	switch kind {
	case "now", "":
		return []trigger{now}
	case "before-tki":
		if a.open("lenvatinib") || a.open("sorafenib") {
			return []trigger{now}
		}
		return nil
	case "radioiodine":
		if on := a.v.ctx.lastCourseOn(); on.Known {
			return []trigger{{at: on, name: "131I " + label(on)}}
		}
		return nil
	case "surgery":
		return newestOf(a.v.p.Surgery, func(x *record.Surgery) (*record.Entry, string) { return &x.Entry, x.What })
	case "tki-start", "tki-dose-change":
		return a.drugTriggers(kind)
	case "antiresorptive":
		return a.boneTriggers()
	case "redifferentiation":
		return a.rediffTriggers()
	case "treatment-date":
		return a.plannedTriggers("radioiodine")
	}
	return a.plannedTriggers(kind)
}

// open reports whether an option may still be chosen.
func (a *assembly) open(id string) bool {
	for i := range a.out.Options {
		if o := &a.out.Options[i]; o.ID == id {
			switch o.Verdict {
			case verdict.Indicated, verdict.Consider, verdict.CheckFirst, verdict.Defer:
				return true
			}
		}
	}
	return false
}

func newestOf[T any](xs []T, of func(*T) (*record.Entry, string)) []trigger {
	entry := func(x *T) *record.Entry { e, _ := of(x); return e }
	newest := latest(xs, entry, func(x *T) bool { return entry(x).Span().Known })
	if len(newest) == 0 {
		return nil
	}
	e, name := of(newest[0])
	return []trigger{{at: firstOf(e), name: name}}
}

// drugTriggers are the start, or the last change of drug dose, of the last inhibitor.
func (a *assembly) drugTriggers(kind string) []trigger {
	var drugs []record.Systemic
	for _, x := range a.v.ctx.drugs(tyrosineKinaseInhibitors) {
		drugs = append(drugs, *x)
	}
	var out []trigger
	for _, x := range latest(drugs, func(x *record.Systemic) *record.Entry { return &x.Entry }, func(x *record.Systemic) bool { return firstOf(&x.Entry).Known }) {
		t := trigger{at: firstOf(&x.Entry), name: x.Drug, over: a.v.ctx.running(x) == fact.No}
		if kind == "tki-dose-change" {
			if len(x.Doses) < 2 {
				continue
			}
			changed := latest(x.Doses, func(d *record.DoseChange) *record.Entry { return &d.Entry }, func(d *record.DoseChange) bool { return d.Entry.Span().Known })
			if len(changed) == 0 {
				continue
			}
			t.at = changed[0].Entry.Span()
		}
		out = append(out, t)
	}
	return out
}

func (a *assembly) plannedTriggers(what string) (out []trigger) {
	for i := range a.v.p.Planned {
		if x := &a.v.p.Planned[i]; strings.HasPrefix(x.What, what) && x.When.Known && x.When.Hi >= a.day {
			out = append(out, trigger{at: x.When, name: x.What + " " + label(x.When)})
		}
	}
	return out
}

// boneTriggers are the start of the last antiresorptive drug.
func (a *assembly) boneTriggers() []trigger {
	var out []trigger
	for _, x := range latest(a.v.p.BoneAgents, medicineEntry, func(x *record.Medicine) bool { return firstOf(&x.Entry).Known }) {
		out = append(out, trigger{at: firstOf(&x.Entry), name: x.Drug, over: a.v.ctx.taking(x) == fact.No})
	}
	return out
}

// rediffTriggers are the start of a drug given to restore uptake, while it runs.
func (a *assembly) rediffTriggers() []trigger {
	var out []trigger
	for i := range a.v.p.Systemic {
		x := &a.v.p.Systemic[i]
		if x.Purpose.Has() && x.Purpose.V == "redifferentiation" && firstOf(&x.Entry).Known && a.v.ctx.running(x) != fact.No {
			out = append(out, trigger{at: firstOf(&x.Entry), name: x.Drug})
		}
	}
	return out
}
