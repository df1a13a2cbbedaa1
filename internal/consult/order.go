package consult

import (
	"math"
	"slices"
	"strings"

	"symport/internal/record"
)

// relatedBefore reports whether an entry surely lies before another by what is said of
// their order, whatever their days: one before and one after the same anchor, one after
// the other, or both at distances from one anchor that do not overlap.
func relatedBefore(a, b *record.Entry) bool {
	switch {
	case b.Rel != nil && !b.Rel.Before && a.ID != "" && b.Rel.To == a.ID, a.Rel != nil && a.Rel.Before && b.ID != "" && a.Rel.To == b.ID:
		return true
	case a.Rel == nil || b.Rel == nil || a.Rel.To != b.Rel.To || perhapsPeriod(a.Rel.To):
		return false
	case a.Rel.Before != b.Rel.Before:
		return a.Rel.Before
	case a.Rel.Before:
		return a.Rel.Least > b.Rel.Most
	}
	return a.Rel.Most < b.Rel.Least
}

// perhapsPeriod reports whether an anchor is a drug of which any day may be meant.
func perhapsPeriod(to string) bool {
	return contains(tyrosineKinaseInhibitors, strings.ToLower(to)) || contains([]string{"systemic", "levothyroxine"}, to)
}

// notSucceeded leaves out entries that another surely follows by what is said of their
// order.
func notSucceeded[T any](xs []*T, entry func(*T) *record.Entry) []*T {
	if len(xs) < 2 || !slices.ContainsFunc(xs, func(x *T) bool { return entry(x).Rel != nil }) {
		return xs
	}
	var out []*T
	for _, x := range xs {
		if !slices.ContainsFunc(xs, func(y *T) bool { return y != x && relatedBefore(entry(x), entry(y)) }) {
			out = append(out, x)
		}
	}
	if len(out) == 0 { // a circle of statements says nothing
		return xs
	}
	return out
}

// afterCompared says of an examination without any word on its day that it came after the
// one that it was compared with.
func afterCompared(xs []record.Imaging) []record.Imaging {
	undated := func(x record.Imaging) bool { return x.ComparedWith != "" && x.Rel == nil && !x.Span().Known }
	if !slices.ContainsFunc(xs, undated) {
		return xs
	}
	xs = slices.Clone(xs)
	for i := range xs {
		if undated(xs[i]) {
			xs[i].Rel = &record.Relative{To: xs[i].ComparedWith, Most: math.Inf(1)}
		}
	}
	return xs
}

// scansInOrder puts examinations in the order that is known of them; what is not known
// keeps the order of the list.
func scansInOrder(xs []*record.Imaging) []*record.Imaging {
	left, out := slices.Clone(xs), make([]*record.Imaging, 0, len(xs))
	for len(left) > 0 {
		first := slices.IndexFunc(left, func(x *record.Imaging) bool {
			return !slices.ContainsFunc(left, func(y *record.Imaging) bool { return y != x && sooner(y, x) })
		})
		first = max(first, 0) // a circle of statements keeps the order of the list
		out = append(out, left[first])
		left = slices.Delete(left, first, first+1)
	}
	return out
}

func sooner(a, b *record.Imaging) bool {
	return after(&b.Entry, &a.Entry) || (b.ComparedWith != "" && b.ComparedWith == a.ID)
}
