package consult

import (
	"slices"
	"strings"

	"symport/internal/fact"
	"symport/internal/record"
)

// load is one exposure to much iodine.
type load struct {
	e   *record.Entry
	ref fact.Ref
}

// loads are the exposures to iodinated contrast, as such or as part of a CT, and those
// that may have been one: it is not said whether contrast was given, or what the load was.
func (c *ctx) loads() (sure, open []load) {
	add := func(t fact.Tri, l load) {
		switch t {
		case fact.Yes:
			sure = append(sure, l)
		case fact.Maybe:
			open = append(open, l)
		}
	}
	for i := range c.p.IodineLoad {
		x := &c.p.IodineLoad[i]
		if x.What == amiodaroneDrug || x.Value.Written || strings.HasPrefix(x.What, "urinary") {
			continue // no contrast, and a measurement
		}
		t := given(x.Present)
		if !strings.HasPrefix(x.What, "contrast") {
			t = t.And(fact.Maybe)
		}
		add(t, load{&x.Entry, ref(record.SecIodineLoad, x.Entry, x.What)})
	}
	for i := range c.p.Imaging {
		x := &c.p.Imaging[i]
		if x.Contrast.Written && !strings.HasPrefix(x.Modality, "MR") {
			add(given(x.Contrast), load{&x.Entry, ref(record.SecImaging, x.Entry, x.Modality)})
		}
	}
	return sure, open
}

// given is whether something listed was given: yes unless the entry says otherwise.
func given(present record.Truth) fact.Tri {
	switch {
	case !present.Written:
		return fact.Yes
	case !present.Has():
		return fact.Maybe
	}
	return fact.TriOf(present.V)
}

// monthsSinceContrast: none is known of only if the load section is closed or contrast
// was denied, and no CT leaves it open.
func monthsSinceContrast(c *ctx) fact.Value {
	sure, open := c.loads()
	newest := latest(sure, func(l *load) *record.Entry { return l.e }, func(*load) bool { return true })
	if len(newest) == 0 {
		return c.since(c.noContrast(), open)
	}
	var vs []fact.Value
	for _, l := range newest {
		vs = append(vs, c.monthsSince(l.e, l.ref))
	}
	return c.open(c.since(hull(vs...), open), record.SecIodineLoad)
}

// since takes the loads that may have been one into a time since the last: it may be as
// short as that since any of them.
func (c *ctx) since(v fact.Value, open []load) fact.Value {
	for _, l := range open {
		one := c.monthsSince(l.e, l.ref)
		switch {
		case v.Status != fact.Known:
			return v
		case one.Status != fact.Known:
			return fact.Missing(one.Why, sortRefs(append(slices.Clip(v.From), one.From...))...)
		case one.Lo < v.Lo:
			v.Lo, v.LoOpen, v.Est, v.Soft, v.Why = one.Lo, one.LoOpen, 0, false, ""
			v.From = sortRefs(append(slices.Clip(v.From), one.From...))
		}
	}
	return v
}

func (c *ctx) noContrast() fact.Value {
	for i := range c.p.IodineLoad {
		x := &c.p.IodineLoad[i]
		if strings.HasPrefix(x.What, "contrast") && x.Present.Has() && !x.Present.V {
			return needing(c.monthsBack(&x.Entry, ref(record.SecIodineLoad, x.Entry, "no contrast")), "iodine.months_since_load")
		}
	}
	if v := c.noneRecorded(record.SecIodineLoad); v.Status != fact.Known {
		return v
	}
	return never(c.closed(record.SecIodineLoad))
}

// monthsBack: something did not happen before the entry; since then nothing is known,
// unless the entry is of the day.
func (c *ctx) monthsBack(e *record.Entry, r fact.Ref) fact.Value {
	s := e.Span()
	if s.Known && s.Lo == c.day {
		return never(r)
	}
	return fact.Missing(whyNotRecorded, r)
}

func amiodarone(c *ctx) fact.Value {
	t := fact.No
	var refs []fact.Ref
	for i := range c.p.Person.Medication {
		if m := &c.p.Person.Medication[i]; strings.HasPrefix(strings.ToLower(m.Drug), "amiodarone") {
			one := c.taking(m)
			if one == fact.No {
				one = fact.Maybe // it stays in the body; how long is for the physician to say
			}
			t, refs = t.Or(one), append(refs, ref(record.SecMedication, m.Entry, m.Drug))
		}
	}
	for i := range c.p.IodineLoad {
		if x := &c.p.IodineLoad[i]; x.What == amiodaroneDrug {
			one := given(x.Present)
			if one == fact.No && t == fact.No {
				return fact.False(ref(record.SecIodineLoad, x.Entry, "no amiodarone"))
			}
			t, refs = t.Or(one), append(refs, ref(record.SecIodineLoad, x.Entry, x.What))
		}
	}
	if len(refs) == 0 {
		if v := c.noneRecorded(record.SecMedication); v.Status == fact.Known {
			return v
		}
		if c.unnamed[record.SecMedication] {
			return fact.Missing(whyNotUnderstood)
		}
		return c.noneRecorded(record.SecIodineLoad)
	}
	return of(t, whyNotRecorded, sortRefs(refs)...)
}
