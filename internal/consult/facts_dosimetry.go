package consult

import (
	"symport/internal/dose"
	"symport/internal/fact"
	"symport/internal/record"
)

func bloodDosimetry(c *ctx) fact.Value {
	return c.anyDosimetry(func(d *record.Dosimetry) bool { return d.BloodPerGBq.Has() || d.MaxSafe.Has() || d.MarrowPerGBq.Has() },
		func(d *record.Dosimetry) bool {
			return d.BloodPerGBq.Written || d.MaxSafe.Written || d.MarrowPerGBq.Written
		})
}

func lesionDosimetry(c *ctx) fact.Value {
	return c.anyDosimetry(func(d *record.Dosimetry) bool { return len(d.Lesions) > 0 }, func(*record.Dosimetry) bool { return false })
}

func (c *ctx) anyDosimetry(is, may func(*record.Dosimetry) bool) fact.Value {
	var refs, open []fact.Ref
	for i := range c.p.Dosimetry {
		d := &c.p.Dosimetry[i]
		switch at := ref(record.SecDosimetry, d.Entry, d.Nuclide); {
		case is(d):
			refs = append(refs, at)
		case may(d):
			open = append(open, at)
		}
	}
	if len(refs) > 0 {
		return fact.True(sortRefs(refs)...)
	}
	return noneOrOpen(open)
}

// ceiling is the activity above which a limit that was computed is passed: the lowest of
// the lower bounds of blood (or marrow in its place), retention and lung. Where a limit
// that applies, or may, is not computed, only an upper end is known.
func ceiling(c *ctx) fact.Value {
	if c.ceiling == nil {
		v := c.readCeiling()
		c.ceiling = &v
	}
	return *c.ceiling
}

func (c *ctx) readCeiling() fact.Value {
	limits, err := dose.LimitsFrom(c.param)
	if err != nil {
		return fact.Missing(whyNoParameter)
	}
	plan := dose.CasePlan{Studies: dose.StudiesOf(c.p.Dosimetry, limits.BloodGy), Limits: limits, Assumed: dose.AssumedFrom(c.param),
		Facts: dose.CaseFacts{DiffuseLung: triOf(lungDiffuseAvid(c)), BoneMetastases: triOf(bone(c))}, Person: dosePerson(c)}
	plan.TakePlanned(c.p.Planned, c.on.Lo)
	top := plan.Ceiling()
	if top.GBq == nil {
		return fact.Missing(whyNotRecorded)
	}
	var from []fact.Ref
	for i := range c.p.Dosimetry {
		d := &c.p.Dosimetry[i]
		from = append(from, ref(record.SecDosimetry, d.Entry, d.Nuclide))
	}
	if top.UpperBound {
		return fact.Within(0, *top.GBq, sortRefs(from)...)
	}
	return fact.Exactly(*top.GBq, sortRefs(from)...)
}

// dosePerson gives the age by its lower end: the limits of the young are the lower ones.
func dosePerson(c *ctx) dose.Person {
	var p dose.Person
	if a := age(c); a.Status == fact.Known {
		p.AgeYears, p.HasAge = a.Lo, true
	}
	switch triOf(female(c)) {
	case dose.Yes:
		p.Sex = "f"
	case dose.No:
		p.Sex = "m"
	}
	return p
}

func triOf(v fact.Value) dose.Tri {
	switch {
	case v.Status == fact.NotApplicable:
		return dose.No
	case v.Status != fact.Known:
		return dose.Unknown
	case v.Truth:
		return dose.Yes
	}
	return dose.No
}
