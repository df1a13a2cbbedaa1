package recist

import (
	"slices"

	"symport/internal/date"
)

// Place is where a scan lies against the start of a treatment.
type Place uint8

// The places. A scan on the day of the start comes before it.
const (
	PlaceUnknown Place = iota
	Before
	After
)

// Scan is one examination with sizes.
type Scan struct {
	On      date.Span
	Lesions []string // of which it tells a size, or that they are gone
}

// Window bounds what counts as a baseline, in days around the start of a treatment.
type Window struct{ Before, After int }

// Baseline tells how good the baseline of a segment is.
type Baseline uint8

// The kinds of baseline. An old one may differ from how the disease was at the start; one
// that came late misses what happened since.
const (
	NoBaseline Baseline = iota
	InTime
	OldBaseline
	UndatedBaseline // how long before the start is not known
	LateBaseline
)

// Segment is the course under one treatment, up to the next.
type Segment struct {
	Treatment   int   // in the order given; -1: before the first, or without any
	Scans       []int // baseline first; nil without one
	Kind        Baseline
	Days        date.Span // days of the baseline
	OtherRegion []int     // scans passed over: they measure no lesion measured later
	Unplaced    []int     // scans whose place against the start is not known
}

// Segments parts scans, given in time, by the starts of treatments, given in time. The
// baseline of a treatment is the last scan before its start that measures a lesion which a
// later scan, before the next treatment, measures again; scans up to join days from it
// belong to it. Without one it is the first scan after the start. A scan of
// other lesions is of another region: it is no baseline.
//
// place tells where a scan lies against the start of a treatment; apart is the largest
// number of days that can lie between them, unknown if negative.
func Segments(scans []Scan, treatments int, place func(scan, treatment int) Place, apart func(scan, treatment int) int, w Window, join int) []Segment {
	c := cutter{scans: scans, n: treatments, place: place, apart: apart, w: w, join: join}
	var out []Segment
	if first := c.before(0); len(first) > 0 {
		s := Segment{Treatment: -1}
		c.baseline(&s, nil, first)
		if s.Kind == LateBaseline {
			s.Kind = InTime // of no treatment nothing is late
		}
		if treatments == 0 || len(s.Scans) > 1 {
			out = append(out, s)
		}
	}
	for t := range treatments {
		s := Segment{Treatment: t}
		for i := range scans {
			if place(i, t) == PlaceUnknown {
				s.Unplaced = append(s.Unplaced, i)
			}
		}
		c.baseline(&s, c.before(t), c.during(t))
		out = append(out, s)
	}
	return out
}

type cutter struct {
	scans []Scan
	n     int
	place func(scan, treatment int) Place
	apart func(scan, treatment int) int
	w     Window
	join  int
}

// before are the scans before a treatment; all, if there is none.
func (c *cutter) before(t int) (out []int) {
	for i := range c.scans {
		if t >= c.n || c.place(i, t) == Before {
			out = append(out, i)
		}
	}
	return out
}

// during are the scans after the start of a treatment and before the next.
func (c *cutter) during(t int) (out []int) {
	for i := range c.scans {
		if c.place(i, t) == After && (t+1 >= c.n || c.place(i, t+1) == Before) {
			out = append(out, i)
		}
	}
	return out
}

// baseline chooses among the scans before the start, the last first, then among those
// after it.
func (c *cutter) baseline(s *Segment, before, after []int) {
	for k := len(before) - 1; k >= 0; k-- {
		b := before[k]
		if len(after) > 0 && !c.shares(b, after) {
			s.OtherRegion = append(s.OtherRegion, b)
			continue
		}
		first := b
		for _, i := range slices.Backward(before[:k]) {
			if !c.together(i, b) {
				break
			}
			first = i
		}
		s.Scans, s.Kind = append(before[slices.Index(before, first):k+1:k+1], after...), InTime
		switch days := c.apart(b, s.Treatment); {
		case days < 0:
			s.Kind = UndatedBaseline
		case days > c.w.Before:
			s.Kind = OldBaseline
		}
		s.Days = c.scans[b].On
		return
	}
	for k, b := range after {
		if rest := after[k+1:]; len(rest) > 0 && !c.shares(b, rest) {
			s.OtherRegion = append(s.OtherRegion, b)
			continue
		}
		s.Scans, s.Kind, s.Days = after[k:], LateBaseline, c.scans[b].On
		if s.Treatment >= 0 {
			if days := c.apart(b, s.Treatment); days >= 0 && days <= c.w.After {
				s.Kind = InTime
			}
		}
		return
	}
}

// together reports whether two scans are one assessment.
func (c *cutter) together(i, j int) bool {
	a, b := c.scans[i].On, c.scans[j].On
	return a.Exact() && b.Exact() && int(b.Lo-a.Lo) <= c.join
}

func (c *cutter) shares(scan int, with []int) bool {
	return slices.ContainsFunc(with, func(i int) bool {
		return slices.ContainsFunc(c.scans[scan].Lesions, func(id string) bool { return slices.Contains(c.scans[i].Lesions, id) })
	})
}
