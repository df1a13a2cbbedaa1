package consult

import (
	"slices"
	"strings"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/verdict"
)

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
	case "treatment-date": // tracer and therapy need the same preparation
		return a.plannedTriggers("radioiodine", "radioiodine-scan")
	case "therapy-date":
		return a.plannedTriggers("radioiodine")
	}
	if drug, ok := strings.CutPrefix(kind, "operation-on-"); ok && a.onDrug(drug) {
		return a.plannedTriggers("surgery", "dental treatment")
	}
	return nil
}

// onDrug reports whether the drug runs, for all that is known.
func (a *assembly) onDrug(name string) bool {
	return slices.ContainsFunc(a.v.ctx.drugs([]string{name}), func(x *record.Systemic) bool { return a.v.ctx.running(x) != fact.No })
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

// plannedTriggers are what is intended for a day that has not passed.
func (a *assembly) plannedTriggers(what ...string) (out []trigger) {
	for i := range a.v.p.Planned {
		x := &a.v.p.Planned[i]
		if !x.When.Known || x.When.Hi < a.day || !slices.Contains(what, plannedKind(x.What)) {
			continue
		}
		t := trigger{at: x.When, name: x.What + " " + label(x.When), prepares: x.When.String()}
		if x.Preparation.Has() {
			t.preparation = x.Preparation.V
		}
		out = append(out, t)
	}
	return out
}

// plannedKind is the known word that the intention begins with: "radioiodine, second
// course" is radioiodine, "radioiodine-scan" is not.
func plannedKind(what string) string {
	word, _, _ := strings.Cut(what, ",")
	switch {
	case strings.HasPrefix(word, "radioiodine-scan"), strings.HasPrefix(word, "radioiodine scan"):
		return "radioiodine-scan"
	case strings.HasPrefix(word, "radioiodine"):
		return "radioiodine"
	case strings.Contains(word, "surgery"), strings.Contains(word, "operation"):
		return "surgery"
	case strings.HasPrefix(word, "dental"):
		return "dental treatment"
	}
	return word
}

// boneTriggers are the start of the last antiresorptive drug.
func (a *assembly) boneTriggers() []trigger {
	var out []trigger
	for _, x := range latest(a.v.p.BoneAgents, medicineEntry, func(x *record.Medicine) bool { return firstOf(&x.Entry).Known }) {
		out = append(out, trigger{at: firstOf(&x.Entry), name: x.Drug, over: a.v.ctx.taking(x) == fact.No})
	}
	return out
}

// rediffTriggers are the start of each drug given to restore uptake.
func (a *assembly) rediffTriggers() []trigger {
	var out []trigger
	for i := range a.v.p.Systemic {
		x := &a.v.p.Systemic[i]
		if x.Purpose.Has() && x.Purpose.V == "redifferentiation" && firstOf(&x.Entry).Known {
			out = append(out, trigger{at: firstOf(&x.Entry), name: x.Drug, over: a.v.ctx.running(x) == fact.No})
		}
	}
	return out
}
