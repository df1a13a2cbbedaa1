package consult

import (
	"slices"

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
			if base == nil || m.mm < base.mm*recistGrowth || m.mm-base.mm < recistGrowthMM {
				continue
			}
			img := m.at.img
			out = append(out, growthEvent{img.Span(), &img.Entry, ref(record.SecImaging, img.Entry, img.Modality), fact.Yes, base.at.img.Span(), x.ID})
		}
	}
	return out
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
