package consult

import (
	"math"
	"slices"

	"symport/internal/date"
	"symport/internal/record"
	"symport/internal/verdict"
)

// dateExcluders says until when a dated excluder holds: its fact counts the time since
// an entry, so that the day is the entry's, moved by the parameter. Where the entry is
// a span the last day counts.
func (a *assembly) dateExcluders(o *verdict.Option) {
	def := a.c.Rules.Option(o.ID)
	if def == nil {
		return
	}
	for i := range o.Excludes {
		x := &o.Excludes[i]
		if x.Kind != "until" || x.Status != "met" {
			continue
		}
		for _, r := range def.Arguments {
			if r.Rule != x.Rule || r.UntilFact == "" {
				continue
			}
			if day, ok := a.until(r.UntilFact, r.UntilParam, x.Lesion); ok {
				x.Until = day.String()
				o.Until = max(o.Until, x.Until)
			}
		}
	}
}

func (a *assembly) until(id, param string, lesion *string) (date.Day, bool) {
	v, p, t := a.value(id, lesion), a.c.Rules.Param(param), a.c.Vocabulary.Term(id)
	if p == nil || t == nil || len(v.From) == 0 || !v.From[0].When.Known {
		return 0, false
	}
	since := v.From[0].When.Hi
	if t.Unit == "d" {
		return since + date.Day(math.Ceil(p.Value)), true
	}
	whole, rest := math.Modf(p.Value)
	return since.AddMonths(int(whole)) + date.Day(math.Ceil(rest*30)), true
}

// setState adds what the record says of the course of an option beside the rules:
// refused, or done to the lesion.
func (a *assembly) setState(o *verdict.Option) {
	if o.State != "none" {
		return
	}
	wishes := latest(a.v.p.Preferences, func(x *record.Preference) *record.Entry { return &x.Entry },
		func(x *record.Preference) bool { return x.Option == o.ID && x.Wish.Has() })
	if len(wishes) == 1 && wishes[0].Wish.V == "refuses" {
		o.State = "refused"
		return
	}
	if o.Target.Kind == "lesion" && a.doneTo(o.ID, o.Target.ID) {
		o.State = "done"
	}
}

// localOptions are the treatments of the section local that an option stands for.
var localOptions = map[string][]string{
	"ablation":     {"ablation-heat", "ablation-cryo", "ablation-ethanol"},
	"embolisation": {"embolisation"},
}

func (a *assembly) doneTo(option, lesion string) bool {
	switch option {
	case "external-beam":
		return slices.ContainsFunc(a.v.p.ExternalBeam, func(x record.Beam) bool { return slices.Contains(x.Lesions, lesion) })
	case "surgery":
		return slices.ContainsFunc(a.v.p.Surgery, func(x record.Surgery) bool { return slices.Contains(x.Lesions, lesion) })
	}
	return slices.ContainsFunc(a.v.p.Local, func(x record.Local) bool {
		return slices.Contains(localOptions[option], x.What) && slices.Contains(x.Lesions, lesion)
	})
}

// notes are the inconsistencies of a source that belong to the statements shown.
func (a *assembly) notes() []verdict.Note {
	shown := map[string]bool{}
	mark := func(ids []string) {
		for _, id := range ids {
			if !shown[id] && !a.c.Statements[id].Background {
				shown[id] = true
			}
		}
	}
	a.eachShown(mark)
	out := []verdict.Note{}
	for _, n := range a.c.Notes {
		var of []string
		for _, id := range n.Statements {
			if shown[id] {
				of = append(of, id)
			}
		}
		if len(of) > 0 && n.Does != "" && !n.Background {
			out = append(out, verdict.Note{ID: n.ID, Text: n.Text, Printed: n.Printed, Checked: n.Checked, Source: n.Source, Does: n.Does, Facts: of})
		}
	}
	slices.SortFunc(out, func(x, y verdict.Note) int { return naturally(x.ID, y.ID) })
	return out
}

// eachShown visits the statements that an output shows: of what is judged, of what is
// due, of the survival table and of the drug cards.
func (a *assembly) eachShown(mark func([]string)) {
	for i := range a.out.Criteria {
		if a.out.Criteria[i].Status != "not-applicable" {
			mark(a.out.Criteria[i].Facts)
		}
	}
	for i := range a.out.Options {
		o := &a.out.Options[i]
		for _, args := range [][]verdict.Argument{o.For, o.Against, o.Excludes, o.Informs} {
			for j := range args {
				if args[j].Status != "not-met" {
					mark(args[j].Facts)
				}
			}
		}
		for j := range o.Requires {
			mark(o.Requires[j].Facts)
		}
	}
	for i := range a.out.Actions {
		mark(a.out.Actions[i].Facts)
	}
	for i := range a.out.Prognosis {
		mark(a.out.Prognosis[i].Facts)
	}
	for _, d := range a.out.Cards {
		for _, t := range d.Tables {
			for _, r := range t.Rows {
				mark(r.Facts)
			}
		}
	}
}

func naturally(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
