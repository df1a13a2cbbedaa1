package consult

import (
	"math"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/recist"
	"symport/internal/record"
)

// lesionDoubling is the volume doubling time in months through the sizes since the last
// treatment: the 95 % interval as a range, so that a rule is decided only if all of it
// lies on one side. A lesion that does not grow never doubles.
func lesionDoubling(c *ctx, x *record.Lesion) fact.Value {
	return once(c.doublingOf, x.ID, func() fact.Value { return c.readDoubling(x) })
}

func (c *ctx) readDoubling(x *record.Lesion) fact.Value {
	g := c.volumeGrowth(x)
	refs := c.sizeRefs(x)
	switch {
	case g.Refusal != nil && len(refs) == 0:
		return fact.Missing(whyNoScan)
	case g.Refusal != nil:
		return fact.Missing(whyFewValues, refs...)
	case !g.Fit.Slope.Known:
		return fact.Missing(whyNoParameter, refs...)
	}
	return span(months(g.Fit.Slope.High), months(g.Fit.Slope.Low), refs...)
}

// sizeRefs are the examinations that measured a lesion.
func (c *ctx) sizeRefs(x *record.Lesion) (refs []fact.Ref) {
	for _, f := range c.seen[x.ID] {
		if (f.f.Longest.Has() || f.f.Volume.Has()) && f.img.Span().Known {
			refs = append(refs, ref(record.SecImaging, f.img.Entry, f.img.Modality))
		}
	}
	return sortRefs(refs)
}

// fastestDoubling is the shortest volume doubling time among the lesions that have one.
func fastestDoubling(c *ctx) fact.Value {
	lo, hi := math.Inf(1), math.Inf(1)
	var refs []fact.Ref
	for _, x := range c.lesions {
		if v := lesionDoubling(c, x); v.Status == fact.Known {
			lo, hi = math.Min(lo, v.Lo), math.Min(hi, v.Hi)
			refs = append(refs, v.From...)
		}
	}
	if len(refs) == 0 {
		return fact.Missing(whyFewValues)
	}
	return span(lo, hi, sortRefs(refs)...)
}

// isFast and isSlow judge a doubling time by its whole interval.
func (c *ctx) isFast(v fact.Value) bool {
	limit, ok := c.param(paramVolumeFast)
	return ok && v.Status == fact.Known && v.Hi < limit
}

func (c *ctx) isSlow(v fact.Value) bool {
	limit, ok := c.param(paramVolumeSlow)
	return ok && v.Status == fact.Known && v.Lo >= limit
}

// judged is a fact that a physician judges: the judgement holds unless the values that
// tell otherwise are newer; without one what the values tell.
func judged(id string) func(*ctx) fact.Value {
	return func(c *ctx) fact.Value { return c.judgedOf(id, "", computedFacts[id](c)) }
}

func judgedLesion(id string) func(*ctx, *record.Lesion) fact.Value {
	return func(c *ctx, x *record.Lesion) fact.Value { return c.judgedOf(id, x.ID, computedLesionFacts[id](c, x)) }
}

func (c *ctx) judgedOf(id, lesion string, computed fact.Value) fact.Value {
	said, ok := c.answer(id, lesion)
	if t := c.terms.Term(id); ok && t != nil {
		said = c.fresh(t, said)
	}
	if ok && said.Status == fact.Known && !newestDay(said).SurelyBefore(newestDay(computed)) {
		return said
	}
	if computed.Status == fact.Known || !ok {
		return computed
	}
	return said
}

// computedFacts are what the values tell of facts that a physician may judge.
var computedFacts map[string]func(*ctx) fact.Value

var computedLesionFacts map[string]func(*ctx, *record.Lesion) fact.Value

func init() { // the facts read each other through the table of all facts
	computedFacts = map[string]func(*ctx) fact.Value{
		"progression.significant_volume": significantVolume, "progression.judged_slow": slowBySizes, "progression.local_only": growsAtOnePlace,
		"tki.generalised": generalisedOnTKI, "tki.localised": localisedOnTKI, "tki.slow_after_response": slowAfterResponse,
	}
	computedLesionFacts = map[string]func(*ctx, *record.Lesion) fact.Value{"lesion.rapid": pacemaker}
}

// significantVolume: some lesion surely doubles its volume within the limit. Slower growth
// is left to the physician, who may find it significant.
func significantVolume(c *ctx) fact.Value {
	v := fastestDoubling(c)
	if c.isFast(v) {
		return fact.True(v.From...)
	}
	return fact.Missing(whyNotRecorded, v.From...)
}

// slowBySizes: every lesion is measured and surely doubles no sooner than the limit, or
// the disease is stable by RECIST under the last treatment; not if some lesion is fast.
func slowBySizes(c *ctx) fact.Value {
	fastest := fastestDoubling(c)
	if c.isFast(fastest) {
		return fact.False(fastest.From...)
	}
	all := c.fold(true, func(x *record.Lesion) fact.Value {
		v := lesionDoubling(c, x)
		return of(triYes(c.isSlow(v)), v.Why, v.From...)
	})
	if tri(all) == fact.Yes {
		return all
	}
	if v := recistProgression(c); tri(v) == fact.No {
		if line, why := c.recistLine(); why == "" && line.Kind == recist.InTime {
			return fact.True(v.From...)
		}
	}
	return fact.Missing(whyNotRecorded, fastest.From...)
}

func triYes(yes bool) fact.Tri {
	if yes {
		return fact.Yes
	}
	return fact.Maybe
}

// spread counts the listed lesions by the last word on each since a day.
type spread struct {
	grow, still, open []*record.Lesion
	refs              []fact.Ref
	whole             bool // the list is complete and holds two or more
}

// all reports whether every lesion there is has a word.
func (s *spread) all() bool { return s.whole && len(s.open) == 0 }

// surely judges the numbers of growing and still lesions, whichever way those without a
// word went.
func (s *spread) surely(judge func(grow, still int) fact.Tri) fact.Tri {
	if !s.whole {
		return fact.Maybe
	}
	g, n := len(s.grow), len(s.still)
	t := judge(g, n+len(s.open))
	for k := range s.open {
		if judge(g+k+1, n+len(s.open)-k-1) != t {
			return fact.Maybe
		}
	}
	return t
}

func (c *ctx) spread(since date.Span) *spread {
	s := &spread{whole: c.whole == fact.Yes && len(c.lesions) > 1}
	for _, x := range c.lesions {
		v := progressing(c, x)
		if since.Known {
			v = c.progressingSince(x, since)
		}
		s.refs = append(s.refs, v.From...)
		switch tri(v) {
		case fact.Yes:
			s.grow = append(s.grow, x)
		case fact.No:
			s.still = append(s.still, x)
		default:
			s.open = append(s.open, x)
		}
	}
	s.refs = sortRefs(s.refs)
	return s
}

// progressingSince is whether the lesion grew under a treatment, by the last word on it
// since its start: against a scan from long before the start it may have grown before.
func (c *ctx) progressingSince(x *record.Lesion, start date.Span) fact.Value {
	newest := c.newestGrowth(func(g *growthEvent) bool { return g.lesion == x.ID && start.SurelyBefore(g.on) })
	v := growthOf(newest)
	window, ok := c.param(paramBaseline)
	for _, g := range newest {
		if !g.baseline.Known || g.grew != fact.Yes {
			continue
		}
		if _, old := g.baseline.MonthsTo(start); !ok || old > window {
			return fact.Missing(whyOldBaseline, v.From...)
		}
	}
	return v
}

// growsAtOnePlace: two that grow at different sites are two places, whatever the others do.
func growsAtOnePlace(c *ctx) fact.Value {
	s := c.spread(date.Span{})
	several := len(s.grow) > 1
	switch {
	case several && !sameSite(s.grow):
		return fact.False(s.refs...)
	case several || !s.all(): // one region or two is for the reader to say
		return fact.Missing(whyNotRecorded, s.refs...)
	}
	return fact.Is(len(s.grow) == 1, s.refs...)
}

func sameSite(xs []*record.Lesion) bool {
	for _, x := range xs {
		if x.Site != xs[0].Site {
			return false
		}
	}
	return true
}

// onTKI asks how many lesions have grown since the running drug began.
func (c *ctx) onTKI(judge func(grow, still int) fact.Tri) fact.Value {
	x, v := c.currentTKI()
	if x == nil {
		return fact.Value{Status: v.Status, Why: v.Why, From: v.From, Needs: v.Needs}
	}
	start := firstOf(&x.Entry)
	if !start.Known {
		return fact.Missing(whyUndated)
	}
	s := c.spread(start)
	return of(s.surely(judge), whyNotRecorded, s.refs...)
}

// generalisedOnTKI: most lesions have grown under the drug; not if one at most has.
func generalisedOnTKI(c *ctx) fact.Value {
	return c.onTKI(func(grow, still int) fact.Tri {
		switch {
		case grow > still && grow > 1:
			return fact.Yes
		case grow == 0 || grow == 1 && still > 0:
			return fact.No
		}
		return fact.Maybe
	})
}

// localisedOnTKI: one lesion has grown under the drug while the others stood still.
func localisedOnTKI(c *ctx) fact.Value {
	return c.onTKI(func(grow, still int) fact.Tri {
		switch {
		case grow == 1 && still > 0:
			return fact.Yes
		case grow == 0 || still == 0:
			return fact.No
		}
		return fact.Maybe
	})
}

// slowAfterResponse: not without a response, and not while nothing grows or some lesion is
// fast; that growth is slow is a judgement, unless every lesion is surely slow.
func slowAfterResponse(c *ctx) fact.Value {
	responded, grows, slow := ofCurrentTKI(tkiResponded)(c), progressive(c), slowBySizes(c)
	if responded.Status == fact.NotApplicable {
		return responded
	}
	if tri(grows) == fact.Yes && tri(slow) == fact.Yes {
		return of(tri(responded), responded.Why, responded.From...)
	}
	for _, v := range []fact.Value{responded, grows, slow} {
		if tri(v) == fact.No {
			return v
		}
	}
	return fact.Missing(whyNotRecorded, responded.From...)
}

// pacemaker: the lesion is fast and all others are known not to grow.
func pacemaker(c *ctx, x *record.Lesion) fact.Value {
	own, v := progressing(c, x), lesionDoubling(c, x)
	if tri(own) == fact.No && !c.isFast(v) { // a small one can be fast and below the limit of growth
		return own
	}
	s := c.spread(date.Span{})
	if c.isFast(v) && s.all() && len(s.grow) == 1 && s.grow[0].ID == x.ID {
		return fact.True(sortRefs(append(s.refs, v.From...))...)
	}
	return fact.Missing(whyNotRecorded, v.From...)
}
