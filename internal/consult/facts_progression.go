package consult

import (
	"math"
	"slices"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/recist"
	"symport/internal/record"
)

// progressing is whether the lesion grew by the last statement on it.
func progressing(c *ctx, x *record.Lesion) fact.Value {
	return once(c.growingOf, x.ID, func() fact.Value {
		return growthOf(c.newestGrowth(func(g *growthEvent) bool { return g.lesion == x.ID }))
	})
}

// progressive is whether the disease grew by the last examination that says so; "not"
// only by a verdict on the disease as a whole.
func progressive(c *ctx) fact.Value {
	v := growthOf(c.newestGrowth(func(g *growthEvent) bool { return g.grew == fact.Yes || g.lesion == "" }))
	if v.Status == fact.Known || v.Why == whyOrder {
		return v
	}
	return needing(v, "progression.any")
}

// sinceLast splits the growth events after the last course.
func (c *ctx) sinceLast() (grew, not []*growthEvent, rai date.Span) {
	rai = c.lastCourseOn()
	if !rai.Known {
		return nil, nil, rai
	}
	for i := range c.growth {
		g := &c.growth[i]
		if !rai.SurelyBefore(g.on) && !c.saidAfter(g) {
			continue
		}
		if g.grew == fact.Yes {
			grew = append(grew, g)
		} else if g.lesion == "" {
			not = append(not, g)
		}
	}
	return grew, not, rai
}

// saidAfter reports whether the entry was dated as after the last course.
func (c *ctx) saidAfter(g *growthEvent) bool {
	return g.e.Rel != nil && !g.e.Rel.Before && c.isLastCourse(g.e.Rel.To)
}

func (c *ctx) isLastCourse(id string) bool {
	last := c.lastCourse()
	return len(last) == 1 && id != "" && last[0].ID == id
}

// afterRai is the time from the last course to an examination, in months.
func (c *ctx) afterRai(g *growthEvent, rai date.Span) (least, most float64) {
	least, most = math.Inf(-1), math.Inf(1)
	if g.on.Known {
		least, most = rai.MonthsTo(g.on)
	}
	if c.saidAfter(g) {
		least, most = math.Max(least, g.e.Rel.Least), math.Min(most, g.e.Rel.Most)
	}
	return math.Max(least, 0), most
}

// timeToProgression is the time from the last course to structural progression. Growth
// happened between the baseline scan and the scan that shows it, so that the time is
// known within bounds only. It is unknown if the baseline is not named or lies long
// before the course: the growth may then be older than the treatment. A scan without
// growth leaves a lower bound.
func timeToProgression(c *ctx) fact.Value {
	grew, not, rai := c.sinceLast()
	switch {
	case len(c.given()) == 0:
		v := c.noneRecorded(record.SecRadioiodine)
		v.Status = fact.Unknown
		return needing(v, "rai.ever")
	case !rai.Known:
		return needing(fact.Missing(whyUndated, c.raiRefs(c.lastCourse())...), "rai.months_since_last")
	case len(grew) == 0 && len(not) == 0:
		return needing(fact.Missing(whyNoScan), "progression.after_rai")
	}
	free, lo := c.freeUntil(not, rai)
	var v fact.Value
	switch {
	case len(grew) > 0:
		v = c.firstGrowth(grew, rai)
		if v.Status != fact.Known {
			return v
		}
		v.Lo = math.Max(v.Lo, math.Min(lo, v.Hi))
	case len(free) == 0:
		return c.unbased(not)
	default:
		v = fact.AtLeast(lo)
		v.LoOpen = true
	}
	for _, g := range free {
		v.From = append(v.From, g.ref)
	}
	v.From = sortRefs(v.From)
	return v
}

// freeUntil is the time up to which examinations show no growth: those compared with
// one from around the course, and those compared with one of them. Stable against
// nothing named, or against last quarter's scan alone, tells nothing of the first months.
func (c *ctx) freeUntil(not []*growthEvent, rai date.Span) (free []*growthEvent, months float64) {
	window, ok := c.param(paramBaseline)
	if !ok {
		return nil, 0
	}
	for range not {
		for _, g := range not {
			if g.baseline.Known && !slices.Contains(free, g) && (aroundCourse(g.baseline, rai, window) || slices.ContainsFunc(free,
				func(f *growthEvent) bool { return f.on.Known && g.baseline.Hi <= f.on.Lo })) {
				least, _ := c.afterRai(g, rai)
				free, months = append(free, g), math.Max(months, least)
			}
		}
	}
	return free, months
}

// aroundCourse: within the window before the course, or as shortly after it.
func aroundCourse(baseline, rai date.Span, window float64) bool {
	_, old := baseline.MonthsTo(rai)
	_, late := rai.MonthsTo(baseline)
	return old <= window && late <= window
}

// unbased is the unknown of examinations without growth that name no usable baseline.
func (c *ctx) unbased(events []*growthEvent) fact.Value {
	v := needing(fact.Missing(whyNotSince), "progression.time_after_rai")
	for _, g := range events {
		v.From = append(v.From, g.ref)
	}
	v.From = sortRefs(v.From)
	return v
}

// firstGrowth is the narrowest that the growing examinations say together: no later
// than each that has a baseline from around the course or later. Growth since a later
// baseline need not be the first, so that it gives no earliest time.
func (c *ctx) firstGrowth(grew []*growthEvent, rai date.Span) fact.Value {
	window, ok := c.param(paramBaseline)
	v := fact.Missing(whyNoBaseline)
	v.Needs = []string{"progression.time_after_rai"}
	for _, g := range grew {
		v.From = append(v.From, g.ref)
	}
	v.From = sortRefs(v.From)
	if !ok {
		v.Why = whyNoParameter
		return v
	}
	found := fact.Within(0, math.Inf(1))
	for _, g := range grew {
		if !g.baseline.Known {
			continue
		}
		if _, old := g.baseline.MonthsTo(rai); old > window {
			v.Why = whyOldBaseline
			continue
		}
		_, most := c.afterRai(g, rai)
		found.Hi = math.Min(found.Hi, most)
		found.From = append(found.From, g.ref)
	}
	if len(found.From) == 0 {
		return v
	}
	return found
}

// progressionAfterRai: growth after some course, against a baseline from around it or
// later.
func progressionAfterRai(c *ctx) fact.Value {
	if len(c.given()) == 0 {
		return c.noneRecorded(record.SecRadioiodine)
	}
	if g := c.growthAfterAny(); g != nil {
		return fact.True(g.ref)
	}
	grew, not, _ := c.sinceLast()
	t := timeToProgression(c)
	switch {
	case len(grew) > 0 && t.Status == fact.Known:
		return fact.True(t.From...)
	case len(grew) == 0 && len(not) > 0 && t.Status == fact.Known && len(c.given()) == 1:
		return fact.False(t.From...)
	case t.Status == fact.Known:
		return needing(fact.Missing(whyNoScan, t.From...), "progression.after_rai")
	}
	return t
}

// growthAfterAny is the last growth that surely followed a course and was compared with
// a scan from around it or later.
func (c *ctx) growthAfterAny() *growthEvent {
	window, ok := c.param(paramBaseline)
	if !ok {
		return nil
	}
	var found []growthEvent
	for i := range c.growth {
		g := &c.growth[i]
		if g.grew != fact.Yes || !g.baseline.Known {
			continue
		}
		for _, x := range c.given() {
			course := lastOf(&x.Entry)
			if !course.SurelyBefore(g.on) {
				continue
			}
			if _, old := g.baseline.MonthsTo(course); old <= window {
				found = append(found, *g)
				break
			}
		}
	}
	newest := latest(found, func(g *growthEvent) *record.Entry { return g.e }, func(*growthEvent) bool { return true })
	if len(newest) == 0 {
		return nil
	}
	return newest[0]
}

// cumulativeBeforeProgression is the activity given before the disease last grew; where
// that is not known, at most all that was given. Growth that was compared with nothing
// named may have followed any course.
func cumulativeBeforeProgression(c *ctx) fact.Value {
	all := raiCumulative(c)
	if all.Status != fact.Known {
		return all
	}
	if g := c.growthAfterAny(); g != nil {
		var before []*record.Radioiodine
		for _, x := range c.given() {
			if lastOf(&x.Entry).SurelyBefore(g.on) {
				before = append(before, x)
			}
		}
		if len(before) == len(c.given()) {
			return all
		}
		v := c.cumulative(before)
		v.Hi, v.Est = math.Max(v.Hi, v.Lo), v.Lo
		if c.mayGrowAfter(g) {
			v.Hi = math.Max(v.Hi, all.Hi)
		}
		return v
	}
	all.Lo, all.Est, all.LoOpen = 0, 0, false
	return all
}

// mayGrowAfter reports whether further growth is on record that may be later.
func (c *ctx) mayGrowAfter(g *growthEvent) bool {
	return slices.ContainsFunc(c.growth, func(x growthEvent) bool {
		return x.grew == fact.Yes && x.e != g.e && !x.on.SurelyBefore(g.on)
	})
}

// relapseNewLesion: a lesion found after a complete response.
func relapseNewLesion(c *ctx) fact.Value {
	cr := raiCompleteResponse(c)
	if cr.Status != fact.Known || !cr.Truth {
		return cr
	}
	when := date.Span{}
	for _, r := range cr.From {
		if r.When.Known && (!when.Known || r.When.Hi < when.Hi) {
			when = r.When
		}
	}
	var refs []fact.Ref
	for _, x := range c.lesions {
		if when.SurelyBefore(x.Found) {
			refs = append(refs, fact.Ref{At: "lesions " + x.ID, When: x.Found})
		}
	}
	if len(refs) > 0 {
		return fact.True(sortRefs(refs)...)
	}
	return fact.Missing(whyNotRecorded, cr.From...)
}

// recistProgression is computed from the lesions measured under the last treatment; a
// verdict stated by RECIST since its start counts where nothing can be computed, or where
// it is newer.
func recistProgression(c *ctx) fact.Value {
	computed, stated := c.recistComputed(), c.recistStated()
	switch {
	case computed.Status != fact.Known && stated.Status == fact.Known:
		return stated
	case stated.Status == fact.Known && newestDay(computed).SurelyBefore(newestDay(stated)):
		return stated
	}
	return computed
}

func newestDay(v fact.Value) date.Span {
	if len(v.From) == 0 {
		return date.Span{}
	}
	return v.From[0].When
}

func (c *ctx) recistStated() fact.Value {
	var start date.Span
	if line, _ := c.recistLine(); line != nil {
		start = line.Start
	}
	newest := latest(c.p.Responses, func(x *record.Response) *record.Entry { return &x.Entry }, func(x *record.Response) bool {
		return x.Verdict.Has() && byRecist(x) && !x.Span().SurelyBefore(start)
	})
	var vs []fact.Value
	for _, x := range newest {
		r := ref(record.SecResponses, x.Entry)
		if scan := c.scanOf(x); scan != nil {
			r.When = scan.Span()
		}
		vs = append(vs, fact.Is(responseWord(x.Verdict) == "progression", r))
	}
	if len(vs) == 0 {
		return fact.Missing(whyNoScan)
	}
	return hull(vs...)
}

// scanOf is the examination with sizes that a stated response tells of: the newest by its
// day, no older than one assessment may last. nil if there is none, or a newer one without
// sizes.
func (c *ctx) scanOf(x *record.Response) (scan *record.Imaging) {
	on := x.Span()
	if !on.Exact() {
		return nil
	}
	for i := range c.p.Imaging {
		y := &c.p.Imaging[i]
		day := y.Span()
		if iodineScan(y) || !day.Exact() || day.Lo > on.Lo || int(on.Lo-day.Lo) > recist.VisitWindow {
			continue
		}
		if scan == nil || scan.Span().Lo < day.Lo {
			scan = y
		}
	}
	if scan == nil || !slices.ContainsFunc(scan.Findings, func(f record.LesionFinding) bool { return tellsSize(&f) }) {
		return nil
	}
	return scan
}

func byRecist(x *record.Response) bool {
	return holds(x.What, "recist") || holds(x.Basis, "recist") || holds(x.Printed, "recist")
}

// stableOrSlow is a judgement; a stated stable course on the last examination is one, and
// what the sizes tell where no examination says it.
func stableOrSlow(c *ctx) fact.Value {
	sizes := slowBySizes(c)
	if v, ok := c.answer("progression.judged_slow", ""); ok && v.Status == fact.Known {
		return c.judgedOf("progression.judged_slow", "", sizes)
	}
	newest := latest(c.p.Imaging, imagingEntry, func(x *record.Imaging) bool { return grewBy(responseWord(x.Response)) != fact.Maybe })
	var vs []fact.Value
	for _, x := range newest {
		r := ref(record.SecImaging, x.Entry, x.Modality)
		if responseWord(x.Response) == "progression" {
			vs = append(vs, fact.Missing(whyNotRecorded, r)) // how fast is for the physician to say
		} else {
			vs = append(vs, fact.True(r))
		}
	}
	stated := hull(vs...)
	if tri(sizes) == fact.No || stated.Status != fact.Known && sizes.Status == fact.Known {
		return sizes
	}
	return stated
}
