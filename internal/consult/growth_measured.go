package consult

import (
	"slices"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/unit"
)

// Growth of a single lesion by its measured diameters follows RECIST 1.1 for a sum of
// diameters: at least 20 % above the smallest earlier value and at least 5 mm
// (Eisenhauer et al. 2009, doi 10.1016/j.ejca.2008.10.026, section 4.3.1). Less is no
// statement on a lesion.
const (
	recistGrowth   = 1.20
	recistGrowthMM = 5
)

// measured is one exact diameter of a lesion.
type measured struct {
	at at
	mm float64
}

// measuredGrowth compares each measured diameter with the smallest that surely came
// before it; that examination is the baseline.
func (c *ctx) measuredGrowth() (out []growthEvent) {
	for _, x := range c.lesions {
		sizes := c.diameters(x)
		for i := range sizes {
			m := &sizes[i]
			base := smallestBefore(sizes, m)
			if base == nil || !grown(base.mm, m.mm) {
				continue
			}
			img := m.at.img
			out = append(out, growthEvent{img.Span(), &img.Entry, ref(record.SecImaging, img.Entry, img.Modality), fact.Yes, base.at.img.Span(), x.ID})
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
		base := smallestBefore(sizes, &sizes[at])
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
			out = append(out, measured{a, a.f.Longest.V.Value})
		}
	}
	return out
}

func smallestBefore(sizes []measured, m *measured) *measured {
	earlier := slices.DeleteFunc(slices.Clone(sizes), func(y measured) bool { return !after(m.at.entry(), y.at.entry()) })
	if len(earlier) == 0 {
		return nil
	}
	least := slices.MinFunc(earlier, func(a, b measured) int {
		if a.mm != b.mm {
			if a.mm < b.mm {
				return -1
			}
			return 1
		}
		return newer(a.at.img.Span(), b.at.img.Span())
	})
	return &least
}
