package consult

import (
	"math"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/unit"
)

func raiEntry(x *record.Radioiodine) *record.Entry { return &x.Entry }

// given are the therapeutic administrations; tracer activities are none.
func (c *ctx) given() []*record.Radioiodine {
	var out []*record.Radioiodine
	for i := range c.p.Radioiodine {
		if x := &c.p.Radioiodine[i]; therapeutic(x) {
			out = append(out, x)
		}
	}
	return out
}

// therapeutic reports whether an entry is of treatment and of one course at least.
func therapeutic(x *record.Radioiodine) bool {
	return !(x.Intent.Has() && x.Intent.V == "diagnostic") && !(x.Courses.Has() && x.Courses.V == 0)
}

// courses are how many administrations an entry stands for.
func courses(x *record.Radioiodine) (least, most float64) {
	switch {
	case x.Courses.Has():
		return float64(x.Courses.V), float64(x.Courses.V)
	case !x.Courses.Written && !(x.From.Known && x.To.Known):
		return 1, 1
	}
	return 1, math.Inf(1)
}

// total is the activity of an entry in whole kBq; known is false if some of it is not.
func total(x *record.Radioiodine) (kBq int64, known bool) {
	least, most := courses(x)
	switch {
	case x.Total.Has():
		return x.Total.V.KBq(), x.Total.V.Bound == unit.Exact
	case x.Each.Has():
		return int64(least) * x.Each.V.KBq(), least == most && x.Each.V.Bound == unit.Exact
	case x.Activity.Has():
		return x.Activity.V.KBq(), least == 1 && most == 1 && x.Activity.V.Bound == unit.Exact
	}
	return 0, false
}

func (c *ctx) raiRefs(xs []*record.Radioiodine) []fact.Ref {
	refs := make([]fact.Ref, len(xs))
	for i, x := range xs {
		refs[i] = ref(record.SecRadioiodine, x.Entry)
	}
	return sortRefs(refs)
}

func raiEver(c *ctx) fact.Value {
	xs := c.given()
	if len(xs) == 0 {
		if c.p.Person.Denied != nil {
			if v := c.lastSign(c.signs("rai.ever"), concept{}); v.Status == fact.Known {
				return v
			}
		}
		return c.noneRecorded(record.SecRadioiodine)
	}
	return fact.True(c.raiRefs(xs)...)
}

func raiHistoryKnown(c *ctx) fact.Value {
	for _, x := range c.given() {
		if _, known := total(x); !known || !x.Span().Known {
			return needing(fact.Missing(whyUndated, ref(record.SecRadioiodine, x.Entry)), "rai.cumulative", "rai.months_since_last")
		}
	}
	if c.complete(record.SecRadioiodine) {
		return fact.True(c.closed(record.SecRadioiodine))
	}
	return needing(fact.Missing(whySectionOpen), "radioiodine.complete")
}

func raiCourses(c *ctx) fact.Value {
	xs := c.given()
	if len(xs) == 0 && !c.complete(record.SecRadioiodine) {
		return c.noneRecorded(record.SecRadioiodine)
	}
	lo, hi := 0.0, 0.0
	for _, x := range xs {
		least, most := courses(x)
		lo, hi = lo+least, hi+most
	}
	return c.atLeast(lo, hi, xs)
}

// atLeast opens a sum upwards if the history is open.
func (c *ctx) atLeast(lo, hi float64, xs []*record.Radioiodine) fact.Value {
	refs := c.raiRefs(xs)
	if !c.complete(record.SecRadioiodine) {
		return needing(fact.AtLeast(lo, refs...), "radioiodine.complete")
	}
	if len(refs) == 0 {
		refs = []fact.Ref{c.closed(record.SecRadioiodine)}
	}
	return span(lo, hi, refs...)
}

// cumulative adds whole kBq; a course of unknown activity makes it a lower bound,
// unless the source prints a total that contains it.
func (c *ctx) cumulative(xs []*record.Radioiodine) fact.Value {
	var sum int64
	all := true
	for _, x := range xs {
		kBq, known := total(x)
		sum, all = sum+kBq, all && known
	}
	lo, hi := unit.GBq(sum), unit.GBq(sum)
	if !all {
		hi = math.Inf(1)
		if stated, ok := c.stated(xs); ok && stated >= lo {
			lo, hi = stated, stated
		}
	}
	return c.atLeast(lo, hi, xs)
}

// stated is the cumulative activity that the source prints beside the last course.
func (c *ctx) stated(xs []*record.Radioiodine) (gbq float64, ok bool) {
	entries := make([]record.Radioiodine, len(xs))
	for i, x := range xs {
		entries[i] = *x
	}
	newest := latest(entries, raiEntry, func(*record.Radioiodine) bool { return true })
	for _, x := range newest {
		if !x.StatedTotal.Has() || (ok && unit.GBq(x.StatedTotal.V.KBq()) != gbq) {
			return 0, false
		}
		gbq, ok = unit.GBq(x.StatedTotal.V.KBq()), true
	}
	return gbq, ok
}

func raiCumulative(c *ctx) fact.Value {
	xs := c.given()
	if len(xs) == 0 && !c.complete(record.SecRadioiodine) {
		return c.noneRecorded(record.SecRadioiodine)
	}
	return c.cumulative(xs)
}

// lastCourse gives the entries that can be the last one.
func (c *ctx) lastCourse() []*record.Radioiodine {
	entries := c.p.Radioiodine
	return latest(entries, raiEntry, func(x *record.Radioiodine) bool {
		return !(x.Intent.Has() && x.Intent.V == "diagnostic")
	})
}

// lastCourseOn is the span in which the last course was given.
func (c *ctx) lastCourseOn() date.Span {
	var out date.Span
	for i, x := range c.lastCourse() {
		s := lastOf(&x.Entry)
		if !s.Known {
			return date.Span{}
		}
		if i == 0 {
			out = s
			continue
		}
		out = date.Between(max(out.Lo, s.Lo), max(out.Hi, s.Hi))
	}
	return out
}

func raiMonthsSinceLast(c *ctx) fact.Value {
	last := c.lastCourse()
	if len(last) == 0 {
		v := c.noneRecorded(record.SecRadioiodine)
		if v.Status == fact.Known {
			return never(v.From...)
		}
		return v
	}
	on := c.lastCourseOn()
	if !on.Known {
		return fact.Missing(whyUndated, c.raiRefs(last)...)
	}
	least, most := on.MonthsTo(c.on)
	return c.open(span(max(least, 0), most, c.raiRefs(last)...), record.SecRadioiodine)
}

func (c *ctx) firstCourse() date.Span {
	var out date.Span
	for _, x := range c.given() {
		if s := firstOf(&x.Entry); s.Known && (!out.Known || s.Lo < out.Lo) {
			out = s
		}
	}
	return out
}

// raiScanAfterLast: a post-therapy scan of the last course is on record.
func raiScanAfterLast(c *ctx) fact.Value {
	last := c.lastCourse()
	if len(last) == 0 {
		return c.noneRecorded(record.SecRadioiodine)
	}
	var vs []fact.Value
	for _, x := range last {
		r := ref(record.SecRadioiodine, x.Entry, "post-therapy-scan")
		switch {
		case x.PostScan.Has():
			vs = append(vs, fact.True(r))
		case x.PostScan.Status == fact.NotDone:
			vs = append(vs, fact.False(r))
		default:
			vs = append(vs, c.postScanOf(x))
		}
	}
	return hull(vs...)
}

func (c *ctx) postScanOf(x *record.Radioiodine) fact.Value {
	for i := range c.p.Imaging {
		s := &c.p.Imaging[i]
		if s.Kind.Has() && s.Kind.V == "post-therapy" && !s.Span().SurelyBefore(lastOf(&x.Entry)) && s.Span().Known {
			return fact.True(ref(record.SecImaging, s.Entry, s.Modality))
		}
	}
	if c.complete(record.SecImaging) {
		return fact.False(c.closed(record.SecImaging))
	}
	return needing(fact.Missing(whyNoScan), "rai.scan_after_last")
}

// refractoryDecision is a dated answer to the question of refractoriness; one without
// a date is shown and used nowhere.
func refractoryDecision(x *record.Decision) bool {
	return x.OnRefractory() && x.Decision.Has() && x.Span().Known
}

// rairDecided is always known: is a decision on record or not, whatever its words.
func rairDecided(c *ctx) fact.Value {
	for i := range c.p.Decisions {
		if x := &c.p.Decisions[i]; refractoryDecision(x) {
			return fact.True(ref(record.SecDecisions, x.Entry, "refractory"))
		}
	}
	return fact.False()
}

// rairDeclared is the last decision on it; unknown while there is none, or if its words
// are no answer.
func rairDeclared(c *ctx) fact.Value {
	newest := latest(c.p.Decisions, decisionEntry, func(x *record.Decision) bool { return refractoryDecision(x) })
	var vs []fact.Value
	for _, x := range newest {
		vs = append(vs, of(x.Refractory(), whyIndetermined, ref(record.SecDecisions, x.Entry, "refractory")))
	}
	return hull(vs...)
}
