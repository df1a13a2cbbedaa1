package consult

import (
	"strings"

	"symport/internal/fact"
	"symport/internal/record"
)

// tyrosineKinaseInhibitors are the drugs that count as one.
var tyrosineKinaseInhibitors = []string{
	"sorafenib", "lenvatinib", "vandetanib", "cabozantinib", "sunitinib", "pazopanib", "axitinib", "anlotinib", "apatinib",
	"motesanib", "nintedanib", "donafenib", "surufatinib", "regorafenib", "selpercatinib", "pralsetinib", "larotrectinib",
	"entrectinib", "repotrectinib", "dabrafenib", "dabrafenib-trametinib", "vemurafenib", "encorafenib", "trametinib", "selumetinib",
	unnamedInhibitor,
}

// drugs of a name, given against the tumour.
func (c *ctx) drugs(names []string) (out []*record.Systemic) {
	for i := range c.p.Systemic {
		s := &c.p.Systemic[i]
		if contains(names, strings.ToLower(s.Drug)) && !(s.Purpose.Has() && s.Purpose.V == "redifferentiation") {
			out = append(out, s)
		}
	}
	return out
}

func drugRefs(xs []*record.Systemic) []fact.Ref {
	var refs []fact.Ref
	for _, x := range xs {
		refs = append(refs, ref(record.SecSystemic, x.Entry, x.Drug))
	}
	return sortRefs(refs)
}

func drugEver(names ...string) func(*ctx) fact.Value {
	return func(c *ctx) fact.Value {
		if xs := c.drugs(names); len(xs) > 0 {
			return fact.True(drugRefs(xs)...)
		}
		return c.noneRecorded(record.SecSystemic)
	}
}

// running is whether a drug is being taken on the day.
func (c *ctx) running(x *record.Systemic) fact.Tri {
	switch {
	case x.To.SurelyBy(c.day) || (x.Stopped.Has() && !x.To.Known):
		return fact.No
	case x.To.Known && x.To.Lo > c.day:
		return fact.Yes
	case x.To.Known:
		return fact.Maybe
	case x.Ongoing.Has():
		return fact.TriOf(x.Ongoing.V)
	}
	return fact.Maybe
}

// over combines a statement over the drugs of a name: any of them, and none only if no
// other may have been given.
func (c *ctx) overDrugs(names []string, f func(*record.Systemic) fact.Tri) fact.Value {
	xs := c.drugs(names)
	if len(xs) == 0 {
		return c.noneRecorded(record.SecSystemic)
	}
	t := fact.No
	var yes []fact.Ref
	for _, x := range xs {
		one := f(x)
		t = t.Or(one)
		if one == fact.Yes {
			yes = append(yes, ref(record.SecSystemic, x.Entry, x.Drug))
		}
	}
	switch {
	case t == fact.Yes:
		return fact.True(sortRefs(yes)...)
	case t == fact.No && !c.complete(record.SecSystemic):
		return needing(fact.Missing(whySectionOpen, drugRefs(xs)...), "systemic.complete")
	}
	return of(t, whyNotRecorded, drugRefs(xs)...)
}

func drugOngoing(names ...string) func(*ctx) fact.Value {
	return func(c *ctx) fact.Value {
		v := c.overDrugs(names, c.running)
		if v.Why == whySectionOpen && len(c.drugs(names)) > 0 {
			v.Needs = []string{"systemic.complete"}
		}
		return v
	}
}

// failedUnder: progression ended the drug or was its best response. Growth under a drug
// that goes on is none.
func (c *ctx) failedUnder(x *record.Systemic) fact.Tri {
	switch {
	case x.Stopped.Has() && holds(x.Stopped.V, "progression"), responseWord(x.Best) == "progression":
		return fact.Yes
	case x.Stopped.Has(), c.running(x) == fact.Yes:
		return fact.No
	}
	return fact.Maybe
}

func drugFailed(names ...string) func(*ctx) fact.Value {
	return func(c *ctx) fact.Value { return c.overDrugs(names, c.failedUnder) }
}

// toxic: stopped for toxicity, by its reason or by an adverse event that stopped it.
func (c *ctx) toxic(x *record.Systemic) fact.Tri {
	if x.Stopped.Has() && holds(x.Stopped.V, "toxicity", "intolerance", "adverse") {
		return fact.Yes
	}
	for i := range c.p.Adverse {
		a := &c.p.Adverse[i]
		if (strings.EqualFold(a.During, x.Drug) || strings.EqualFold(a.Attributed, x.Drug)) && holds(a.Action, "stopped", "discontinued", "withdrawn") {
			return fact.Yes
		}
	}
	switch {
	case x.Stopped.Has() && holds(x.Stopped.V, "progression", "patient", "completed"):
		return fact.No
	case c.running(x) == fact.Yes:
		return fact.No
	}
	return fact.Maybe
}

func drugToxic(names ...string) func(*ctx) fact.Value {
	return func(c *ctx) fact.Value { return c.overDrugs(names, c.toxic) }
}

// eventOpen: an adverse event under a running inhibitor that has not resolved.
func eventOpen(c *ctx) fact.Value {
	on := drugOngoing(tyrosineKinaseInhibitors...)(c)
	if tri(on) == fact.No {
		return fact.False(on.From...)
	}
	t := fact.No
	var refs []fact.Ref
	for i := range c.p.Adverse {
		a := &c.p.Adverse[i]
		if !contains(tyrosineKinaseInhibitors, strings.ToLower(a.During)) && !contains(tyrosineKinaseInhibitors, strings.ToLower(a.Attributed)) {
			continue
		}
		one := fact.Maybe
		switch {
		case holds(a.Outcome, "resolved", "recovered"), a.End.SurelyBy(c.day), a.To.SurelyBy(c.day):
			one = fact.No
		case holds(a.Outcome, "ongoing", "improved"):
			one = fact.Yes
		}
		t = t.Or(one)
		refs = append(refs, ref(record.SecAdverse, a.Entry, a.Event))
	}
	if t == fact.No && !c.complete(record.SecAdverse) {
		return needing(fact.Missing(whySectionOpen, sortRefs(refs)...), "adverse-events.complete")
	}
	return of(t.And(tri(on)), whyNotRecorded, sortRefs(refs)...)
}

func localOption(c *ctx, x *record.Lesion) fact.Value {
	if v, ok := c.answer("lesion.local_option_open", x.ID); ok {
		return v
	}
	if !x.LocalOption.Has() {
		return as(x.LocalOption)
	}
	return fact.Is(x.LocalOption.V == "yes", c.standing(record.SecLesions, x.ID))
}

// boardDiscussed: a board decided on systemic treatment or refractoriness.
func boardDiscussed(c *ctx) fact.Value {
	var yes, open []fact.Ref
	for i := range c.p.Decisions {
		d := &c.p.Decisions[i]
		switch r := ref(record.SecDecisions, d.Entry, d.By); {
		case !holds(d.By, "board"):
		case holds(d.Question, "systemic", "tki", "refractory", "treatment", "lenvatinib", "sorafenib"):
			yes = append(yes, r)
		case d.Question == "" || d.Question == "unknown":
			open = append(open, r)
		}
	}
	switch {
	case len(yes) > 0:
		return fact.True(sortRefs(yes)...)
	case len(open) > 0:
		return fact.Missing(whyIndetermined, sortRefs(open)...)
	}
	return c.noneRecorded(record.SecDecisions)
}

func rediffEntry(x *record.Redifferentiation) *record.Entry { return &x.Entry }

func rediffPredicted(c *ctx) fact.Value {
	var vs []fact.Value
	for _, x := range latest(c.p.Rediff, rediffEntry, func(x *record.Redifferentiation) bool { return x.Predicted.Has() }) {
		vs = append(vs, bounded(x.Predicted, ref(record.SecRediff, x.Entry, x.Drug)))
	}
	return hull(vs...)
}

func rediffRestored(c *ctx) fact.Value {
	var vs []fact.Value
	for _, x := range latest(c.p.Rediff, rediffEntry, func(x *record.Redifferentiation) bool { return x.Uptake.Has() }) {
		vs = append(vs, fact.Is(!strings.HasPrefix(x.Uptake.V, "no"), ref(record.SecRediff, x.Entry, x.Drug)))
	}
	return hull(vs...)
}

func antiresorptiveOngoing(c *ctx) fact.Value {
	t := fact.No
	var refs []fact.Ref
	for i := range c.p.BoneAgents {
		m := &c.p.BoneAgents[i]
		t = t.Or(c.taking(m))
		refs = append(refs, ref(record.SecBoneAgents, m.Entry, m.Drug))
	}
	if t == fact.No && !c.complete(record.SecBoneAgents) {
		return c.noneRecorded(record.SecBoneAgents)
	}
	return of(t, whyNotRecorded, sortRefs(refs)...)
}

// taking is whether a medicine is being taken; without any date it is a standing one.
func (c *ctx) taking(m *record.Medicine) fact.Tri {
	switch {
	case m.To.SurelyBy(c.day) || (m.Stopped.Has() && !m.To.Known):
		return fact.No
	case m.To.Known && m.To.Lo <= c.day:
		return fact.Maybe
	case m.Ongoing.Has() && !m.Ongoing.V:
		return fact.No
	}
	return fact.Yes
}

func rediffScan(c *ctx) fact.Value {
	var open []fact.Ref
	for i := range c.p.Imaging {
		if x := &c.p.Imaging[i]; x.Preparation.Has() && x.Preparation.V == "on-drug" {
			return fact.True(ref(record.SecImaging, x.Entry, x.Tracer))
		}
	}
	for i := range c.p.Rediff {
		if x := &c.p.Rediff[i]; x.Scan != "" || x.Uptake.Has() || x.Predicted.Has() {
			return fact.True(ref(record.SecRediff, x.Entry, x.Drug))
		} else if x.Uptake.Written || x.Predicted.Written {
			open = append(open, ref(record.SecRediff, x.Entry, x.Drug))
		}
	}
	return noneOrOpen(open)
}
