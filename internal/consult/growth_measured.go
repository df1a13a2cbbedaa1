package consult

import (
	"cmp"
	"slices"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/recist"
	"symport/internal/record"
	"symport/internal/unit"
)

// Growth of a single lesion by its measured diameters follows RECIST 1.1 for a sum of
// diameters: at least 20 % above the smallest earlier value and at least 5 mm
// (Eisenhauer et al. 2009, doi 10.1016/j.ejca.2008.10.026, section 4.3.1). Less is no
// growth.
const (
	recistGrowth   = 1.20
	recistGrowthMM = 5
)

// measured is one exact diameter of a lesion with the one that it is compared with.
type measured struct {
	at   at
	mm   float64
	base *measured // nil: none surely came before
}

// measuredGrowth says of each measured diameter whether the lesion had grown from the one
// that it is compared with; that examination is the baseline.
func (c *ctx) measuredGrowth() (out []growthEvent) {
	for _, x := range c.lesions {
		sizes := c.diameters(x)
		for i := range sizes {
			m := &sizes[i]
			if m.base == nil {
				continue
			}
			t := fact.TriOf(grown(m.base.mm, m.mm))
			if t == fact.No && orderOpen(sizes, m) {
				continue
			}
			img := m.at.img
			out = append(out, growthEvent{img.Span(), &img.Entry, ref(record.SecImaging, img.Entry, img.Modality), t, m.base.at.img.Span(), x.ID})
		}
	}
	return out
}

func grown(from, to float64) bool { return to >= from*recistGrowth && to-from >= recistGrowthMM }

// measuredStable are the examinations on which every lesion of a closed list was measured
// again and none had grown: together they say of the disease what "stable" in a report
// says. One lesion that was not measured, or an open list, leaves it open. The baseline is
// the latest of those of the lesions: from there on all of them were watched.
func (c *ctx) measuredStable() (out []growthEvent) {
	if c.whole != fact.Yes || len(c.lesions) == 0 {
		return nil
	}
	first := c.diameters(c.lesions[0])
	for i := range first {
		img := first[i].at.img
		if base := c.stableSince(img); base.Known && c.measuredBy(img) {
			out = append(out, growthEvent{img.Span(), &img.Entry, ref(record.SecImaging, img.Entry, img.Modality), fact.No, base, ""})
		}
	}
	return out
}

// measuredBy reports whether every lesion is older than the examination: a later one
// would be growth.
func (c *ctx) measuredBy(img *record.Imaging) bool {
	return !slices.ContainsFunc(c.lesions, func(x *record.Lesion) bool { return !x.Found.Known || !x.Found.SurelyBefore(img.Span()) })
}

// stableSince is the day from which no lesion grew up to the examination; unknown if one
// grew or was not measured on it.
func (c *ctx) stableSince(img *record.Imaging) (since date.Span) {
	for _, x := range c.lesions {
		sizes := c.diameters(x)
		at := slices.IndexFunc(sizes, func(m measured) bool { return m.at.img == img })
		if at < 0 {
			return date.Span{}
		}
		base := sizes[at].base
		if base == nil || grown(base.mm, sizes[at].mm) || orderOpen(sizes, &sizes[at]) {
			return date.Span{}
		}
		if on := base.at.img.Span(); !since.Known || since.Lo < on.Lo {
			since = on
		}
	}
	return since
}

// orderOpen reports whether some size may have come before or after another.
func orderOpen(sizes []measured, m *measured) bool {
	return slices.ContainsFunc(sizes, func(y measured) bool {
		return y.at.img != m.at.img && !after(m.at.entry(), y.at.entry()) && !after(y.at.entry(), m.at.entry())
	})
}

func (c *ctx) diameters(x *record.Lesion) (out []measured) {
	for _, a := range c.seen[x.ID] {
		if a.f.Longest.Has() && a.f.Longest.V.Bound == unit.Exact {
			out = append(out, measured{at: a, mm: a.f.Longest.V.Value})
		}
	}
	if len(out) < 2 {
		return out
	}
	starts := c.startsFor(x)
	for i := range out {
		out[i].base = baseOf(out, &out[i], starts)
	}
	return out
}

// startsFor are the treatments that can have changed the size of a lesion.
func (c *ctx) startsFor(x *record.Lesion) []treatmentLine {
	out := treatmentLines(c.p, date.Span{})
	eachLocal(c.p, x.ID, func(e *record.Entry, what string) {
		out = append(out, treatmentLine{name: what, entry: e, start: firstOf(e)})
	})
	return out
}

// baseOf is the size that another is compared with: the smallest since the baseline of the
// treatment it was measured under. A lesion that is larger than ever since that baseline
// is compared across courses of radioiodine too: slow growth through several of them is
// growth, though under each it may be less than the limit.
func baseOf(sizes []measured, m *measured, starts []treatmentLine) *measured {
	near := comparable(sizes, m, starts)
	base := smallest(near)
	if base == nil || grown(base.mm, m.mm) || slices.ContainsFunc(near, func(y measured) bool { return y.mm >= m.mm }) {
		return base
	}
	across := smallest(comparable(sizes, m, slices.DeleteFunc(slices.Clone(starts), func(t treatmentLine) bool { return t.drug == string(record.SecRadioiodine) })))
	if grown(across.mm, m.mm) {
		return across
	}
	return base
}

// comparable are the sizes that surely came before another, from the last one before the
// start of each treatment that it was measured after.
func comparable(sizes []measured, m *measured, starts []treatmentLine) []measured {
	earlier := slices.DeleteFunc(slices.Clone(sizes), func(y measured) bool { return !after(m.at.entry(), y.at.entry()) })
	for i := range starts {
		t := &starts[i]
		if placeOf(m.at.img, t) != recist.After {
			continue
		}
		before := slices.DeleteFunc(slices.Clone(earlier), func(y measured) bool { return placeOf(y.at.img, t) != recist.Before })
		earlier = slices.DeleteFunc(earlier, func(y measured) bool {
			return placeOf(y.at.img, t) == recist.Before &&
				slices.ContainsFunc(before, func(z measured) bool { return after(z.at.entry(), y.at.entry()) })
		})
	}
	return earlier
}

func smallest(sizes []measured) *measured {
	if len(sizes) == 0 {
		return nil
	}
	least := slices.MinFunc(sizes, func(a, b measured) int {
		return cmp.Or(cmp.Compare(a.mm, b.mm), newer(a.at.img.Span(), b.at.img.Span()))
	})
	return &least
}
