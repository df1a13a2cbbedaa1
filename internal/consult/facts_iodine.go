package consult

import (
	"strings"

	"symport/internal/fact"
	"symport/internal/record"
)

// load is one exposure to much iodine.
type load struct {
	e   *record.Entry
	ref fact.Ref
}

// loads are the exposures to iodinated contrast: as such, or as part of a CT.
func (c *ctx) loads() (out []load) {
	for i := range c.p.IodineLoad {
		x := &c.p.IodineLoad[i]
		if strings.HasPrefix(x.What, "contrast") && (!x.Present.Written || x.Present.Has() && x.Present.V) {
			out = append(out, load{&x.Entry, ref(record.SecIodineLoad, x.Entry, x.What)})
		}
	}
	for i := range c.p.Imaging {
		x := &c.p.Imaging[i]
		if x.Contrast.Has() && x.Contrast.V && !strings.HasPrefix(x.Modality, "MR") {
			out = append(out, load{&x.Entry, ref(record.SecImaging, x.Entry, x.Modality)})
		}
	}
	return out
}

// monthsSinceContrast: none is known of only if the load section is closed or contrast
// was denied, and no CT leaves it open.
func monthsSinceContrast(c *ctx) fact.Value {
	all := c.loads()
	newest := latest(all, func(l *load) *record.Entry { return l.e }, func(*load) bool { return true })
	if len(newest) == 0 {
		return c.noContrast()
	}
	var vs []fact.Value
	for _, l := range newest {
		vs = append(vs, c.monthsSince(l.e, l.ref))
	}
	return c.open(hull(vs...), record.SecIodineLoad)
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
		if x := &c.p.IodineLoad[i]; x.What == "amiodarone" {
			one := fact.Yes
			if x.Present.Has() && !x.Present.V {
				return fact.False(ref(record.SecIodineLoad, x.Entry, "no amiodarone"))
			}
			t, refs = t.Or(one), append(refs, ref(record.SecIodineLoad, x.Entry, x.What))
		}
	}
	if len(refs) == 0 {
		if v := c.noneRecorded(record.SecMedication); v.Status == fact.Known {
			return v
		}
		return c.noneRecorded(record.SecIodineLoad)
	}
	return of(t, whyNotRecorded, sortRefs(refs)...)
}
