package consult

import (
	"math"
	"strings"

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
		if x := &c.p.Radioiodine[i]; !(x.Intent.Has() && x.Intent.V == "diagnostic") && !(x.Courses.Has() && x.Courses.V == 0) {
			out = append(out, x)
		}
	}
	return out
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
			if v := c.lastSign(c.signs("rai.ever", concept{}), concept{}); v.Status == fact.Known {
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

// responses gives the members of rai.last_response for the words of a file.
var responses = map[string]string{
	"complete": "complete", "partial": "partial", "stable": "stable", "progression": "progression", "biochemical": "biochemical", "none": "none",
}

// responseWord reads a stated response, "" if it is none of the words.
func responseWord(t record.Text) string {
	if !t.Has() {
		return ""
	}
	for word, member := range responses {
		if strings.HasPrefix(strings.ToLower(t.V), word) {
			return member
		}
	}
	return ""
}

// toLast collects what is stated of the response to the last course: beside it, as a
// response to it, and as the verdict of the examinations since.
func (c *ctx) toLast() (words []string, refs []fact.Ref) {
	take := func(w string, r fact.Ref) {
		if w != "" {
			words, refs = append(words, w), append(refs, r)
		}
	}
	last := c.lastCourse()
	for _, x := range last {
		take(responseWord(x.Response), ref(record.SecRadioiodine, x.Entry, "response"))
	}
	for i := range c.p.Responses {
		r := &c.p.Responses[i]
		for _, x := range last {
			if (r.To != "" && r.To == x.ID) || (len(last) == 1 && r.To == string(record.SecRadioiodine) && after(&r.Entry, &x.Entry)) {
				take(responseWord(r.Verdict), ref(record.SecResponses, r.Entry))
			}
		}
	}
	return words, refs
}

func raiLastResponse(c *ctx) fact.Value {
	words, refs := c.toLast()
	if len(words) == 0 {
		if len(c.given()) == 0 && c.complete(record.SecRadioiodine) {
			return fact.Value{Status: fact.NotApplicable, From: []fact.Ref{c.closed(record.SecRadioiodine)}}
		}
		return fact.Missing(whyNotRecorded)
	}
	var mask uint64
	for _, w := range words {
		mask |= c.bit("rai.last_response", w)
	}
	return fact.Members(mask, sortRefs(refs)...)
}

// raiBroughtResponse: any structural or biochemical response to the last course.
func raiBroughtResponse(c *ctx) fact.Value {
	words, refs := c.toLast()
	t := fact.Maybe
	for _, w := range words {
		switch w {
		case "complete", "partial", "biochemical":
			return fact.True(sortRefs(refs)...)
		case "progression", "none":
			t = fact.No
		}
	}
	tg := c.tgFell()
	refs = append(refs, tg.From...)
	if len(words) > 0 && t == fact.Maybe { // stable: no structural response
		t = fact.No
	}
	switch {
	case tri(tg) == fact.Yes:
		return fact.True(sortRefs(refs)...)
	case t == fact.No && len(words) > 0 && (tri(tg) == fact.No || words[0] != "stable"):
		return fact.False(sortRefs(refs)...)
	}
	return fact.Missing(whyNotRecorded, sortRefs(refs)...)
}

// raiStillResponding: thyroglobulin falls, or the last examination since the course
// shows a response.
func raiStillResponding(c *ctx) fact.Value {
	if len(c.given()) == 0 {
		return c.noneRecorded(record.SecRadioiodine)
	}
	tg, scan := c.tgFell(), c.lastVerdict("complete", "partial")
	refs := sortRefs(append(append([]fact.Ref{}, tg.From...), scan.From...))
	return of(tri(tg).Or(tri(scan)), whyNotRecorded, refs...)
}

// lastVerdict is whether the last examination after the last course states one of the
// verdicts.
func (c *ctx) lastVerdict(want ...string) fact.Value {
	since := c.lastCourseOn()
	newest := latest(c.p.Imaging, imagingEntry, func(x *record.Imaging) bool {
		return x.Response.Has() && since.SurelyBefore(x.Span())
	})
	var vs []fact.Value
	for _, x := range newest {
		w := responseWord(x.Response)
		vs = append(vs, fact.Is(contains(want, w), ref(record.SecImaging, x.Entry, x.Modality)))
	}
	return hull(vs...)
}

func contains(words []string, w string) bool {
	for _, x := range words {
		if x == w {
			return true
		}
	}
	return false
}

// raiCompleteResponse: a complete response was stated after some course.
func raiCompleteResponse(c *ctx) fact.Value {
	var yes []fact.Ref
	for i := range c.p.Responses {
		if r := &c.p.Responses[i]; responseWord(r.Verdict) == "complete" && !holds(r.Basis, "thyroglobulin", "symptoms") {
			yes = append(yes, ref(record.SecResponses, r.Entry))
		}
	}
	first := c.firstCourse()
	for i := range c.p.Imaging {
		if x := &c.p.Imaging[i]; responseWord(x.Response) == "complete" && first.SurelyBefore(x.Span()) {
			yes = append(yes, ref(record.SecImaging, x.Entry, x.Modality))
		}
	}
	for _, x := range c.given() {
		if responseWord(x.Response) == "complete" {
			yes = append(yes, ref(record.SecRadioiodine, x.Entry, "response"))
		}
	}
	if len(yes) > 0 {
		return fact.True(sortRefs(yes)...)
	}
	if len(c.given()) == 0 {
		return c.noneRecorded(record.SecRadioiodine)
	}
	if words, refs := c.toLast(); len(words) > 0 && len(c.given()) == 1 {
		return fact.False(sortRefs(refs)...)
	}
	return fact.Missing(whyNotRecorded)
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

// raiResidual: a recorded response that left disease.
func raiResidual(c *ctx) fact.Value {
	words, refs := c.toLast()
	if v := c.lastVerdict("complete"); v.Status == fact.Known {
		return fact.Is(!v.Truth, v.From...)
	}
	if len(words) > 0 {
		return fact.Is(!contains(words, "complete"), sortRefs(refs)...)
	}
	return fact.Missing(whyNotRecorded)
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
	return holds(x.Question, "refractory") && x.Decision.Has() && x.Span().Known
}

// rairDecided is always known: is a decision on record or not.
func rairDecided(c *ctx) fact.Value {
	for i := range c.p.Decisions {
		if x := &c.p.Decisions[i]; refractoryDecision(x) {
			return fact.True(ref(record.SecDecisions, x.Entry, "refractory"))
		}
	}
	return fact.False()
}

// rairDeclared is the last decision on it; unknown while there is none.
func rairDeclared(c *ctx) fact.Value {
	newest := latest(c.p.Decisions, decisionEntry, func(x *record.Decision) bool { return refractoryDecision(x) })
	if len(newest) == 0 {
		return fact.Missing(whyNotRecorded)
	}
	var vs []fact.Value
	for _, x := range newest {
		vs = append(vs, fact.Is(!holds(x.Decision.V, "no", "not"), ref(record.SecDecisions, x.Entry, "refractory")))
	}
	return hull(vs...)
}

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
