package consult

import (
	"slices"
	"strings"

	"symport/internal/fact"
	"symport/internal/record"
)

// iodineScan reports whether an examination shows the uptake of radioiodine by the
// tumour as it is: not one on a redifferentiating drug, not another tracer.
func iodineScan(x *record.Imaging) bool {
	t := strings.ToUpper(x.Tracer)
	tracer := strings.HasPrefix(t, "I-1") || ((t == "" || t == "UNKNOWN") && (x.Kind.Has() || x.Modality == "whole-body scan"))
	return tracer && !(x.Preparation.Has() && x.Preparation.V == "on-drug")
}

// shown is what one scan says of the uptake of one lesion.
type shown struct {
	img  *record.Imaging
	t    fact.Tri
	word string // why it is open
}

func (s *shown) entry() *record.Entry { return &s.img.Entry }

func (s *shown) ref() fact.Ref {
	kind := ""
	if s.img.Kind.Has() {
		kind = s.img.Kind.V
	}
	return ref(record.SecImaging, s.img.Entry, s.img.Tracer, kind)
}

// uptakes are the statements on the uptake of a lesion, by lesion or by a verdict on
// the examination as a whole.
func (c *ctx) uptakes(x *record.Lesion) (out []shown) {
	for i := range c.p.Imaging {
		img := &c.p.Imaging[i]
		if !iodineScan(img) {
			continue
		}
		said := false
		for j := range img.Findings {
			if f := &img.Findings[j]; f.Lesion == x.ID && f.Uptake.Has() {
				out, said = append(out, c.read(img, f, f.Uptake.V, x)), true
			}
		}
		if said || !img.Uptake.Has() || firstFound(x, img) {
			continue
		}
		switch img.Uptake.V {
		case "all":
			out = append(out, c.read(img, nil, "yes", x))
		case "none", "remnant-only":
			if !c.mayBeRemoved(x, img) {
				out = append(out, c.read(img, nil, "no", x))
			}
		}
	}
	return out
}

// mayBeRemoved reports whether the lesion was operated on and not surely after the
// examination: that nothing takes up may then be because the lesion is gone.
func (c *ctx) mayBeRemoved(x *record.Lesion, img *record.Imaging) bool {
	return slices.ContainsFunc(c.p.Surgery, func(s record.Surgery) bool {
		return slices.Contains(s.Lesions, x.ID) && !after(&s.Entry, &img.Entry)
	})
}

// firstFound reports whether the lesion was found after the examination.
func firstFound(x *record.Lesion, img *record.Imaging) bool {
	return img.Span().SurelyBefore(x.Found)
}

// read weighs one statement: uptake is uptake on any scan, no uptake counts only on an
// adequate one of a lesion that it can show.
func (c *ctx) read(img *record.Imaging, f *record.LesionFinding, word string, x *record.Lesion) shown {
	s := shown{img: img}
	switch {
	case word == "yes":
		s.t = fact.Yes
	case word != "no":
		s.word = whyIndetermined
	default:
		if s.word = c.inadequate(img, f, x); s.word == "" {
			s.t = fact.No
		}
	}
	return s
}

// inadequate says why a scan without uptake proves nothing, "" if it does: it must be
// a scan after therapy or of 124I, not called inadequate, without a known iodine load
// or low TSH, and the lesion must not be too small for it.
func (c *ctx) inadequate(img *record.Imaging, f *record.LesionFinding, x *record.Lesion) string {
	post := img.Kind.Has() && img.Kind.V == "post-therapy"
	small := smallOrMicronodular(c, x)
	switch {
	case !post && strings.ToUpper(img.Tracer) != "I-124":
		return whyDiagnostic
	case img.Quality.Has() && img.Quality.V == "inadequate", c.lowTSH(img), c.loaded(img), c.glandTakesAll(img):
		return whyInadequate
	case f != nil && f.Above.Has():
		if !f.Above.V {
			return whySmall
		}
	case tri(small) == fact.Yes:
		return whySmall
	}
	return ""
}

// glandTakesAll reports whether much of the thyroid is left and only that took up: the
// metastases had no share then.
func (c *ctx) glandTakesAll(img *record.Imaging) bool {
	rest := c.p.Tumour.Remnant
	return rest.Has() && (rest.V == "large" || rest.V == "lobe" || rest.V == "whole") && img.Uptake.Has() && img.Uptake.V == "remnant-only"
}

// lowTSH reports whether TSH at the scan was below what uptake needs.
func (c *ctx) lowTSH(img *record.Imaging) bool {
	limit, ok := c.param(paramStimulated)
	return ok && img.TSH.Has() && img.TSH.V.Value < limit
}

// loaded reports whether iodinated contrast is recorded so shortly before the scan that
// it blocks uptake.
func (c *ctx) loaded(img *record.Imaging) bool {
	limit, ok := c.param(paramContrast)
	if !ok || !img.Span().Known {
		return false
	}
	sure, _ := c.loads()
	for _, l := range sure {
		if s := l.e.Span(); s.SurelyBefore(img.Span()) {
			if _, most := s.MonthsTo(img.Span()); most < limit {
				return true
			}
		}
	}
	return false
}

// uptake of a lesion: the last statement that proves something; a positive scan after
// therapy outweighs a diagnostic one without uptake.
func uptake(c *ctx, x *record.Lesion) fact.Value {
	return once(c.uptakeOf, x.ID, func() fact.Value { return c.readUptake(x) })
}

func (c *ctx) readUptake(x *record.Lesion) fact.Value {
	all := c.uptakes(x)
	newest := latest(all, (*shown).entry, func(s *shown) bool { return s.t != fact.Maybe })
	if len(newest) > 0 {
		var vs []fact.Value
		for _, s := range newest {
			vs = append(vs, fact.Is(s.t == fact.Yes, s.ref()))
		}
		v := hull(vs...)
		if v.Status != fact.Known {
			v.Why = whyOrder
		}
		return v
	}
	v := fact.Missing(whyNotRecorded)
	if len(all) > 0 {
		v.Why = all[0].word
		for i := range all {
			v.Why = min(v.Why, all[i].word)
			v.From = append(v.From, all[i].ref())
		}
		v.From = sortRefs(v.From)
	}
	return v
}

// uptakeAssessed: a scan that can tell is on record for the lesion.
func uptakeAssessed(c *ctx, x *record.Lesion) fact.Value {
	all := c.uptakes(x)
	var yes, no []fact.Ref
	for i := range all {
		if all[i].t != fact.Maybe {
			yes = append(yes, all[i].ref())
		} else {
			no = append(no, all[i].ref())
		}
	}
	switch {
	case len(yes) > 0:
		return fact.True(sortRefs(yes)...)
	case len(no) > 0:
		return fact.False(sortRefs(no)...)
	}
	return c.noneRecorded(record.SecImaging)
}

// stated is a verdict on uptake as a whole by the last scan that gives one.
func (c *ctx) statedUptake() (word string, r fact.Ref, adequate bool) {
	newest := latest(c.p.Imaging, imagingEntry, func(x *record.Imaging) bool { return iodineScan(x) && x.Uptake.Has() })
	if len(newest) != 1 {
		return "", fact.Ref{}, false
	}
	x := newest[0]
	s := shown{img: x}
	return x.Uptake.V, s.ref(), c.inadequate(x, nil, &record.Lesion{}) == ""
}

func uptakeAny(c *ctx) fact.Value {
	v := c.fold(false, func(x *record.Lesion) fact.Value { return uptake(c, x) })
	if v.Status == fact.Known {
		return c.onlyTrue(v)
	}
	word, r, adequate := c.statedUptake()
	switch {
	case word == "all" || word == "some":
		return fact.True(r)
	case (word == "none" || word == "remnant-only") && adequate && c.noneSmall() && len(c.lesions) > 0:
		return fact.False(r)
	}
	return v
}

// noneSmall reports whether no listed lesion is known to be too small for a scan.
func (c *ctx) noneSmall() bool {
	return !slices.ContainsFunc(c.lesions, func(x *record.Lesion) bool { return tri(smallOrMicronodular(c, x)) == fact.Yes })
}

func (c *ctx) onlyTrue(v fact.Value) fact.Value {
	if !v.Truth {
		return v
	}
	v.From = nil
	for _, x := range c.lesions {
		if u := uptake(c, x); tri(u) == fact.Yes {
			v.From = append(v.From, u.From...)
		}
	}
	v.From = sortRefs(v.From)
	return v
}

func uptakeAll(c *ctx) fact.Value {
	v := c.fold(true, func(x *record.Lesion) fact.Value { return uptake(c, x) })
	if v.Status == fact.Known {
		return v
	}
	word, r, adequate := c.statedUptake()
	switch {
	case word == "all":
		return fact.True(r)
	case (word == "some" || word == "none" || word == "remnant-only") && adequate && c.noneSmall() && len(c.lesions) > 0:
		return fact.False(r)
	}
	return v
}

func uptakeNone(c *ctx) fact.Value {
	v := uptakeAny(c)
	if v.Status == fact.Known {
		v.Truth = !v.Truth
		if v.Truth && len(c.lesions) == 0 && c.whole == fact.Yes {
			return fact.Value{Status: fact.NotApplicable, From: v.From} // no lesion to judge
		}
	}
	return v
}

// anyAssessed: a scan after therapy or of 124I with a result is on record.
func anyAssessed(c *ctx) fact.Value {
	var refs, open []fact.Ref
	for i := range c.p.Imaging {
		x := &c.p.Imaging[i]
		if !iodineScan(x) || x.Kind.Has() && x.Kind.V != "post-therapy" && strings.ToUpper(x.Tracer) != "I-124" {
			continue
		}
		said := x.Uptake.Has() || slices.ContainsFunc(x.Findings, func(f record.LesionFinding) bool { return f.Uptake.Has() })
		sure := x.Kind.Has() || strings.ToUpper(x.Tracer) == "I-124"
		switch at := ref(record.SecImaging, x.Entry, x.Tracer); {
		case sure && said:
			refs = append(refs, at)
		case said || x.Uptake.Written || slices.ContainsFunc(x.Findings, func(f record.LesionFinding) bool { return f.Uptake.Written }):
			open = append(open, at) // of a kind that is not said, or with a result that is not known
		}
	}
	if len(refs) > 0 {
		return fact.True(sortRefs(refs)...)
	}
	return noneOrOpen(open)
}
