package consult

import (
	"symport/internal/fact"
	"symport/internal/record"
)

func bloodDosimetry(c *ctx) fact.Value {
	return c.anyDosimetry(func(d *record.Dosimetry) bool { return d.BloodPerGBq.Has() || d.MaxSafe.Has() || d.MarrowPerGBq.Has() })
}

func lesionDosimetry(c *ctx) fact.Value {
	return c.anyDosimetry(func(d *record.Dosimetry) bool { return len(d.Lesions) > 0 })
}

func (c *ctx) anyDosimetry(is func(*record.Dosimetry) bool) fact.Value {
	var refs []fact.Ref
	for i := range c.p.Dosimetry {
		if d := &c.p.Dosimetry[i]; is(d) {
			refs = append(refs, ref(record.SecDosimetry, d.Entry, d.Nuclide))
		}
	}
	if len(refs) > 0 {
		return fact.True(sortRefs(refs)...)
	}
	return fact.Missing(whyNotRecorded)
}

// ceiling is the activity at which the blood dose reaches its limit, by the last study.
func ceiling(c *ctx) fact.Value {
	newest := latest(c.p.Dosimetry, func(d *record.Dosimetry) *record.Entry { return &d.Entry },
		func(d *record.Dosimetry) bool { return d.MaxSafe.Has() })
	var vs []fact.Value
	for _, d := range newest {
		vs = append(vs, interval(d.MaxSafe, d.MaxSafeLow, d.MaxSafeHigh, "GBq", ref(record.SecDosimetry, d.Entry, d.Nuclide)))
	}
	return hull(vs...)
}
