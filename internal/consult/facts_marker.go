package consult

import (
	"cmp"
	"regexp"
	"slices"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/growth"
	"symport/internal/record"
	"symport/internal/unit"
)

// unstimulated are the usable values of thyroglobulin since a day, in time. Values of
// which the order is not clear are left out.
func (c *ctx) unstimulated(since date.Span) (out []*record.Lab) {
	for _, l := range c.tests("Tg") {
		s := l.Span()
		if l.Value.Has() && s.Known && (!since.Known || since.SurelyBefore(s)) && c.tshAt(l) != growth.TSHStimulated {
			out = append(out, l)
		}
	}
	slices.SortFunc(out, func(a, b *record.Lab) int {
		return cmp.Or(cmp.Compare(a.Span().Lo, b.Span().Lo), cmp.Compare(a.Span().Hi, b.Span().Hi), cmp.Compare(a.Value.V.Value, b.Value.V.Value))
	})
	return slices.CompactFunc(out, func(a, b *record.Lab) bool {
		return !a.Span().SurelyBefore(b.Span()) && !b.Span().SurelyBefore(a.Span()) && !sameDay(&a.Entry, &b.Entry)
	})
}

// direction is whether the last value lies below the one before it, and the first.
func (c *ctx) direction(values []*record.Lab) fact.Value {
	last, prev, first := values[len(values)-1], values[len(values)-2], values[0]
	var refs []fact.Ref
	for _, l := range values {
		refs = append(refs, ref(record.SecLaboratory, l.Entry, "Tg "+l.Value.V.String()))
	}
	refs = sortRefs(refs)
	if c.tshAt(last) != c.tshAt(prev) || (last.Assay != prev.Assay && last.Assay != "" && prev.Assay != "") {
		return fact.Missing(whyStimulated, refs...)
	}
	return of(below(last, prev).And(below(last, first)), whyIndetermined, refs...)
}

// below compares two values with their limits.
func below(a, b *record.Lab) fact.Tri {
	x, y := bounded(a.Value), bounded(b.Value)
	switch {
	case x.Hi < y.Lo, x.Hi == y.Lo && x.HiOpen:
		return fact.Yes
	case x.Lo >= y.Hi:
		return fact.No
	}
	return fact.Maybe
}

func tgDetectable(c *ctx) fact.Value {
	values := c.unstimulated(date.Span{})
	if len(values) == 0 {
		return fact.Missing(whyNotRecorded)
	}
	last := values[len(values)-1]
	r := ref(record.SecLaboratory, last.Entry, "Tg "+last.Value.V.String())
	if last.Value.V.Bound == unit.Below {
		return fact.False(r)
	}
	return fact.Is(last.Value.V.Value > 0, r)
}

// tgUnreliable: under antibodies, or not detectable beside visible tumour.
func tgUnreliable(c *ctx) fact.Value {
	ab, tg, seen := tgabPositive(c), tgDetectable(c), structural(c)
	refs := sortRefs(append(slices.Clone(ab.From), tg.From...))
	return of(tri(ab).Or(tri(tg).Not().And(tri(seen))), whyNotRecorded, refs...)
}

func tgabPositive(c *ctx) fact.Value {
	var all []record.Lab
	for _, l := range c.tests("TgAb") {
		all = append(all, *l)
	}
	var vs []fact.Value
	for _, l := range latest(all, labEntry, resulted) {
		vs = append(vs, of(antibodies(l), whyIndetermined, ref(record.SecLaboratory, l.Entry, "TgAb")))
	}
	if len(vs) > 0 {
		return hull(vs...)
	}
	v := fact.Missing(whyNotRecorded)
	for i := range all {
		v.Why, v.From = whyIndetermined, append(v.From, ref(record.SecLaboratory, all[i].Entry, "TgAb"))
	}
	v.From = sortRefs(v.From)
	return v
}

// interval of reference as printed: "2.20-2.65", "2.2 - 2.65 mmol/L", "<4".
var refInterval = regexp.MustCompile(`^\s*(?:([0-9.]+)\s*(?:-|–|\.\.|to)\s*|[<≤]\s*)([0-9.]+)\s*([^0-9]*)$`)

// reference reads the printed interval in the base unit of the value's kind.
func reference(l *record.Lab) (lo, hi float64, ok bool) {
	m := refInterval.FindStringSubmatch(l.Reference)
	if m == nil || !l.Value.Has() {
		return 0, 0, false
	}
	name := m[3]
	if name == "" {
		name = l.Value.V.Unit
	}
	at := func(digits string) (float64, bool) {
		q, err := unit.Of(digits, name, l.Value.V.Kind)
		return q.Value, err == nil
	}
	if hi, ok = at(m[2]); !ok {
		return 0, 0, false
	}
	if m[1] != "" {
		lo, ok = at(m[1])
	}
	return lo, hi, ok
}

// tshUsable are the TSH values that tell of the treatment with levothyroxine: not
// stimulated, and not within the time that a change of dose or radioiodine needs.
func (c *ctx) tshUsable() (usable []record.Lab, set []fact.Ref) {
	limit, _ := c.param(paramStimulated)
	for _, l := range c.tests("TSH") {
		switch {
		case !l.Value.Has():
		case l.TSHState.Has() && l.TSHState.V != "suppressed" && l.TSHState.V != "normal",
			!l.TSHState.Has() && limit > 0 && l.Value.V.Value >= limit,
			!c.settled(l):
			set = append(set, ref(record.SecLaboratory, l.Entry, "TSH "+l.Value.V.String()))
		default:
			usable = append(usable, *l)
		}
	}
	return usable, set
}

// settled reports whether no change of levothyroxine, no radioiodine and no start of a
// drug surely or possibly lies within the time before the value.
func (c *ctx) settled(l *record.Lab) bool {
	days, ok := c.param(paramStable)
	s := l.Span()
	if !ok || !s.Known {
		return !ok || c.day >= c.lens.last
	}
	near := func(t date.Span) bool {
		return t.Known && t.Lo <= s.Hi && float64(s.Lo-t.Hi) < days
	}
	for i := range c.p.Radioiodine {
		if near(lastOf(&c.p.Radioiodine[i].Entry)) {
			return false
		}
	}
	for i := range c.p.Levothyrox {
		m := &c.p.Levothyrox[i]
		if near(m.From) || near(m.To) {
			return false
		}
		for j := range m.Changes {
			if near(firstOf(&m.Changes[j].Entry)) {
				return false
			}
		}
	}
	return true
}

// tshValue is the last TSH under stable levothyroxine.
func tshValue(c *ctx) fact.Value {
	usable, set := c.tshUsable()
	if len(usable) == 0 {
		v := fact.Missing(whyNotRecorded)
		if len(set) > 0 {
			v = fact.Missing(whyStimulated, sortRefs(set)...)
		}
		return v
	}
	var vs []fact.Value
	for _, l := range latest(usable, labEntry, func(*record.Lab) bool { return true }) {
		vs = append(vs, bounded(l.Value, ref(record.SecLaboratory, l.Entry, "TSH "+l.Value.V.String())))
	}
	return hull(vs...)
}

func tshMeasured(c *ctx) fact.Value {
	usable, _ := c.tshUsable()
	if len(usable) == 0 {
		return c.noneRecorded(record.SecLaboratory)
	}
	var refs []fact.Ref
	for i := range usable {
		refs = append(refs, ref(record.SecLaboratory, usable[i].Entry, "TSH"))
	}
	return fact.True(sortRefs(refs)...)
}

func tshBelowAssay(c *ctx) fact.Value {
	usable, _ := c.tshUsable()
	var vs []fact.Value
	for _, l := range latest(usable, labEntry, func(*record.Lab) bool { return true }) {
		r := ref(record.SecLaboratory, l.Entry, "TSH "+l.Value.V.String())
		under := l.Value.V.Bound == unit.Below || (l.LOQ.Has() && l.Value.V.Value < l.LOQ.V.Value)
		vs = append(vs, fact.Is(under, r))
	}
	return hull(vs...)
}

func tshTargetSet(c *ctx) fact.Value {
	for i := range c.p.Levothyrox {
		if m := &c.p.Levothyrox[i]; m.Target.Has() {
			return fact.True(ref(record.SecLevothyroxine, m.Entry, "target"))
		}
	}
	for i := range c.p.Decisions {
		if d := &c.p.Decisions[i]; holds(d.Question, "tsh target", "tsh suppression") {
			return fact.True(ref(record.SecDecisions, d.Entry, d.Question))
		}
	}
	return c.noneRecorded(record.SecLevothyroxine)
}

// thyroidRemoved: a total or completion thyroidectomy, and no remnant of a lobe said.
func thyroidRemoved(c *ctx) fact.Value {
	rest := c.p.Tumour.Remnant
	if rest.Has() && (rest.V == "lobe" || rest.V == "large") {
		return fact.False(lasting(secTumour, "remnant"))
	}
	var yes, open []fact.Ref
	for i := range c.p.Surgery {
		s := &c.p.Surgery[i]
		if holds(s.What, "thyroidectomy") && !holds(s.What, "hemi", "partial", "subtotal", "total", "completion") { // of what extent is not said
			open = append(open, ref(record.SecSurgery, s.Entry, s.What))
		}
		if holds(s.What, "total thyroidectomy", "near-total thyroidectomy", "completion thyroidectomy") && !holds(s.What, "subtotal") {
			yes = append(yes, fact.Ref{At: ref(record.SecSurgery, s.Entry, s.What).At, When: s.Span()})
		}
	}
	switch {
	case len(yes) > 0:
		return fact.True(sortRefs(yes)...)
	case rest.Has() && rest.V == "none":
		return fact.True(lasting(secTumour, "remnant"))
	case len(open) > 0:
		return fact.Missing(whyIndetermined, sortRefs(open)...)
	}
	return c.noneRecorded(record.SecSurgery)
}
