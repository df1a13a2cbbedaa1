package consult

import (
	"math"
	"slices"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/growth"
	"symport/internal/record"
	"symport/internal/unit"
	"symport/internal/verdict"
)

// Discordances of a lesion that a reader should see.
const (
	avidButProgressing = "avid-but-progressing"
	notAvidAmongAvid   = "not-avid-among-avid"
)

// lesionCourses is the ledger over time: each metastasis with what every examination
// says of it, its doses and local treatments, its growth, and what does not fit.
func (a *assembly) lesionCourses() ([]verdict.LesionCourse, verdict.Burden) {
	out := []verdict.LesionCourse{}
	var grown []growth.LesionGrowth
	for k := range a.v.facts.Lesions {
		x := a.v.p.Lesion(a.v.facts.Lesions[k].ID)
		if x == nil {
			continue
		}
		g := a.v.ctx.volumeGrowth(x)
		grown = append(grown, g)
		out = append(out, a.lesionCourseOf(k, x, g))
	}
	together := growth.Together(withoutGroups(grown, a.v.p))
	for i := range out {
		out[i].Fastest = out[i].ID == together.Pacemaker
		out[i].Dominant = slices.Contains(together.Dominant, out[i].ID)
	}
	return out, a.burden(together)
}

// withoutGroups leaves out a group where a measured part of it has a rate: one burden
// counts once.
func withoutGroups(grown []growth.LesionGrowth, p *record.Patient) []growth.LesionGrowth {
	groups := map[string]bool{}
	for _, g := range grown {
		if x := p.Lesion(g.Lesion); x != nil && x.PartOf != "" && g.Refusal == nil {
			groups[x.PartOf] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(grown), func(g growth.LesionGrowth) bool { return groups[g.Lesion] })
}

func (a *assembly) burden(g growth.Burden) verdict.Burden {
	b := verdict.Burden{Fastest: g.Pacemaker, Dominant: list(g.Dominant)}
	if g.MeanDoublingDays.Known {
		b.MeanDoublingDays = &g.MeanDoublingDays.Value
	}
	for k := range a.v.facts.Lesions {
		if _, v := a.of(k, "lesion.rapid"); tri(*v) == fact.Yes {
			b.Judged = a.v.facts.Lesions[k].ID
		}
	}
	return b
}

func (a *assembly) lesionCourseOf(k int, x *record.Lesion, g growth.LesionGrowth) verdict.LesionCourse {
	c := verdict.LesionCourse{ID: x.ID, Points: a.lesionPoints(x), Doses: a.lesionDoses(x), Local: []verdict.LocalOn{}, Discordances: a.discordances(k)}
	eachLocal(a.v.p, x.ID, func(e *record.Entry, what string) {
		c.Local = append(c.Local, verdict.LocalOn{When: periodText(e), What: what})
	})
	c.Kinetics, c.Why, c.Measured, c.Assumed = kineticsWord(g), codes(g.Reasons), g.Fit.Measured, g.Assumed && g.Refusal == nil
	if d := g.Fit.DoublingDays(); g.Refusal == nil && !math.IsInf(d.Value, 0) {
		c.DoublingDays, c.HasInterval = &d.Value, d.Known
		c.DoublingLow, c.DoublingHigh = finiteOf(d.Low, d.Known), finiteOf(d.High, d.Known)
	}
	if u, ok := a.v.ctx.param(paramDiameter); ok && c.HasInterval {
		c.DiameterErrorMM = &u
	}
	if g.LastML > 0 {
		c.LargestVolume = &g.LastML
	}
	return c
}

func finiteOf(x float64, known bool) *float64 {
	if !known || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

func kineticsWord(g growth.LesionGrowth) string {
	switch s := g.Fit.Slope.Value; {
	case g.Refusal != nil:
		return "none"
	case s > 0:
		return "grows"
	case s < 0:
		return "shrinks"
	}
	return "unchanged"
}

func codes(reasons []growth.Reason) []string {
	out := []string{}
	for _, r := range reasons {
		out = append(out, string(r.Code))
	}
	return out
}

// lesionPoints are the examinations that speak of a lesion, in time; those that may lie
// after the day are shown as not used.
func (a *assembly) lesionPoints(x *record.Lesion) []verdict.LesionPoint {
	out := []verdict.LesionPoint{}
	var last *at
	for _, f := range inOrderKnown(findingsIn(a.v.all, x.ID)) {
		used := slices.ContainsFunc(a.v.p.Imaging, func(y record.Imaging) bool { return y.Seq == f.img.Seq && y.Modality == f.img.Modality })
		p := verdict.LesionPoint{
			When: whenOrOrder(&f.img.Entry), Modality: joinWords(f.img.Modality, f.img.Tracer), Size: wUnknown, Change: textOf(f.f.Change),
			Uptake: textOf(f.f.Uptake), FDG: fdgText(&f), Used: used, At: ref(record.SecImaging, f.img.Entry, f.img.Modality).At,
		}
		if notSeen(f.f) && !f.f.Change.Has() {
			p.Change = "not seen"
		}
		if q, axis := sizeOf(f.f); q != nil {
			p.Size, p.Axis = q.String(), axis
			if q.Bound == unit.Exact {
				p.SizeMM = &q.Value
				p.Percent = percentFrom(last, &f)
				here := f
				last = &here
			}
		}
		out = append(out, p)
	}
	return out
}

// inOrderKnown puts findings in the order that is known of their examinations.
func inOrderKnown(fs []at) []at {
	of := map[*record.Imaging]at{}
	var scans []*record.Imaging
	for _, f := range fs {
		of[f.img] = f
		scans = append(scans, f.img)
	}
	out := make([]at, 0, len(fs))
	for _, s := range scansInOrder(scans) {
		out = append(out, of[s])
	}
	return out
}

// whenOrOrder is the day of an entry, else what is said of its order.
func whenOrOrder(e *record.Entry) string {
	switch {
	case e.Span().Known || e.Rel == nil:
		return spanText(e.Span())
	case e.Rel.Before:
		return "before " + e.Rel.To
	}
	return "after " + e.Rel.To
}

// sizeOf is the size of a lesion as one examination gives it: the longest diameter, else
// the short axis.
func sizeOf(f *record.LesionFinding) (q *unit.Quantity, axis string) {
	switch {
	case f.Longest.Has():
		return &f.Longest.V, "longest"
	case f.ShortAxis.Has():
		return &f.ShortAxis.V, "short-axis"
	}
	return nil, ""
}

// percentFrom is the change against the size before, if that surely came before.
func percentFrom(last, now *at) *float64 {
	if last == nil || !after(now.entry(), last.entry()) {
		return nil
	}
	was, axis := sizeOf(last.f)
	is, same := sizeOf(now.f)
	if axis != same || !(was.Value > 0) {
		return nil
	}
	p := 100 * (is.Value - was.Value) / was.Value
	return &p
}

func fdgText(f *at) string {
	switch {
	case !fdgScan(f.img):
		return "-"
	case f.f.SUVmax.Has():
		return "SUVmax " + f.f.SUVmax.V.Number
	case f.f.Highly.Has() && f.f.Highly.V:
		return "highly avid"
	case notSeen(f.f):
		return "no"
	case f.f.Seen.Has() && f.f.Seen.V == "yes":
		return "yes"
	}
	return wUnknown
}

// findingsIn are the findings of a lesion in a record, in its order.
func findingsIn(p *record.Patient, id string) (out []at) {
	for i := range p.Imaging {
		for j := range p.Imaging[i].Findings {
			if f := &p.Imaging[i].Findings[j]; f.Lesion == id {
				out = append(out, at{&p.Imaging[i], f})
			}
		}
	}
	return out
}

func (a *assembly) lesionDoses(x *record.Lesion) []verdict.Dosing {
	out := []verdict.Dosing{}
	for i := range a.v.p.Dosimetry {
		for _, d := range dosings(&a.v.p.Dosimetry[i]) {
			if d.Lesion == x.ID {
				out = append(out, d)
			}
		}
	}
	return out
}

// discordances: uptake does not keep the lesion from growing, or it takes up nothing
// while others do. An old finding still shows them: the ledger is of all the years.
func (a *assembly) discordances(k int) []string {
	out := []string{}
	avid := a.held(k, "lesion.uptake")
	if avid == fact.Yes && a.held(k, "lesion.progressing") == fact.Yes {
		out = append(out, avidButProgressing)
	}
	for j := range a.v.facts.Lesions {
		if avid == fact.No && a.held(j, "lesion.uptake") == fact.Yes {
			return append(out, notAvidAmongAvid)
		}
	}
	return out
}

// held is a truth of a lesion, fresh or not.
func (a *assembly) held(k int, id string) fact.Tri {
	_, v := a.of(k, id)
	if v.Status != fact.Known && v.Status != fact.Stale {
		return fact.Maybe
	}
	return fact.TriOf(v.Truth)
}

// volumeGrowth fits the volume of a lesion to its sizes since the last treatment that can
// have changed it: radioiodine, a systemic drug, or a local treatment of the lesion.
func (c *ctx) volumeGrowth(x *record.Lesion) growth.LesionGrowth {
	rules, ok := c.markerRules()
	if !ok {
		return growth.LesionGrowth{Lesion: x.ID, Refusal: &growth.Reason{Code: growth.NoValue}}
	}
	u, _ := c.param(paramDiameter)
	return growth.Grow(x.ID, c.sizesSinceTreatment(x), growth.SizeError{DiameterMM: u}, rules)
}

// sized is a size with the days on which it can have been taken.
type sized struct {
	growth.Size
	on date.Span
}

func (c *ctx) sizesSinceTreatment(x *record.Lesion) (out []growth.Size) {
	var all []sized
	for _, f := range c.seen[x.ID] {
		if s, ok := c.sizeForVolume(&f); ok {
			all = append(all, s)
		}
	}
	for _, t := range c.treatmentsOf(x) {
		if slices.ContainsFunc(all, func(s sized) bool { return !s.before(t) }) {
			all = slices.DeleteFunc(all, func(s sized) bool { return !t.SurelyBefore(s.on) })
		}
	}
	for _, s := range all {
		out = append(out, s.Size)
	}
	return out
}

// before reports whether a size was surely taken before a treatment; on one known day
// the scan comes first.
func (s sized) before(t date.Span) bool {
	return !t.Known || s.on.SurelyBefore(t) || (s.on.Exact() && t.Exact() && s.on.Lo == t.Lo)
}

// treatmentsOf are the days of what can have changed the growth of a lesion.
func (c *ctx) treatmentsOf(x *record.Lesion) (out []date.Span) {
	for _, r := range c.given() {
		out = append(out, firstOf(&r.Entry), lastOf(&r.Entry))
	}
	for i := range c.p.Systemic {
		out = append(out, firstOf(&c.p.Systemic[i].Entry))
		if to := c.p.Systemic[i].To; to.SurelyBy(c.day) {
			out = append(out, to)
		}
	}
	eachLocal(c.p, x.ID, func(e *record.Entry, _ string) { out = append(out, e.Span()) })
	return out
}

// sizeForVolume reads one examination: its diameters, else its volume. ok is false
// without a day that can stand for it, or without a size.
func (c *ctx) sizeForVolume(f *at) (s sized, ok bool) {
	s.on = f.img.Span()
	if !s.on.Known {
		return s, false
	}
	widest, _ := c.param(paramDateSpan)
	if s.Day, ok = growth.DayFor(float64(s.on.Lo), float64(s.on.Hi), widest); !ok {
		return s, false
	}
	switch {
	case f.f.Longest.Has() && f.f.Longest.V.Value > 0 && f.f.Longest.V.Bound != unit.Above:
		s.DiametersMM = []float64{f.f.Longest.V.Value}
		if f.f.Longest.V.Bound == unit.Below {
			s.Censor = growth.Below
			return s, true
		}
		for _, q := range f.f.Other {
			if q.Has() && q.V.Bound == unit.Exact && q.V.Value > 0 && len(s.DiametersMM) < 3 {
				s.DiametersMM = append(s.DiametersMM, q.V.Value)
			}
		}
		return s, true
	case f.f.Volume.Has() && f.f.Volume.V.Bound == unit.Exact && f.f.Volume.V.Value > 0:
		s.VolumeML = f.f.Volume.V.Value
		return s, true
	}
	return s, false
}
