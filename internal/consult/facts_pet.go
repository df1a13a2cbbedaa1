package consult

import (
	"slices"
	"strings"

	"symport/internal/fact"
	"symport/internal/record"
)

// fdgScan reports whether an examination is a PET with FDG.
func fdgScan(x *record.Imaging) bool {
	return strings.Contains(x.Modality, "PET") && strings.Contains(strings.ToUpper(x.Tracer), "FDG")
}

// fdg: the reader saw uptake of FDG in the lesion.
func fdg(c *ctx, x *record.Lesion) fact.Value {
	newest := latest(c.seen[x.ID], (*at).entry, func(a *at) bool { return fdgScan(a.img) && fdgWord(a.f) != fact.Maybe })
	var vs []fact.Value
	for _, a := range newest {
		vs = append(vs, fact.Is(fdgWord(a.f) == fact.Yes, ref(record.SecImaging, a.img.Entry, a.img.Modality)))
	}
	return hull(vs...)
}

// fdgWord reads what the reader says of uptake. A figure alone is not uptake: no source
// gives the SUV from which a lesion is avid.
func fdgWord(f *record.LesionFinding) fact.Tri {
	switch {
	case f.Highly.Has() && f.Highly.V:
		return fact.Yes
	case f.Uptake.Has() && f.Uptake.V != "indeterminate":
		return fact.TriOf(f.Uptake.V == "yes")
	case f.Seen.Has() && f.Seen.V != "indeterminate":
		return fact.TriOf(f.Seen.V != "no")
	}
	return fact.Maybe
}

// fdgHighly is the reader's judgement, of the scan or of the lesion.
func fdgHighly(c *ctx, x *record.Lesion) fact.Value {
	newest := latest(c.seen[x.ID], (*at).entry, func(a *at) bool { return a.f.Highly.Has() })
	var vs []fact.Value
	for _, a := range newest {
		vs = append(vs, fact.Is(a.f.Highly.V, ref(record.SecImaging, a.img.Entry, a.img.Modality)))
	}
	if len(vs) > 0 {
		return hull(vs...)
	}
	if x.Highly.Has() {
		return fact.Is(x.Highly.V, c.standing(record.SecLesions, x.ID))
	}
	if v := fdg(c, x); v.Status == fact.Known && !v.Truth {
		return v
	}
	return as(x.Highly)
}

// fdgOnRecord: some report says whether a lesion takes up FDG.
func fdgOnRecord(c *ctx) fact.Value {
	for _, x := range c.lesions {
		if v := fdg(c, x); v.Status == fact.Known {
			return fact.True(v.From...)
		}
		if v := fdgHighly(c, x); v.Status == fact.Known {
			return fact.True(v.From...)
		}
	}
	return noneOrOpen(c.fdgOpen())
}

// fdgOpen are the examinations that may say whether a lesion takes up FDG: a PET whose
// tracer is not known and that names a lesion, or one with FDG whose result is not known.
func (c *ctx) fdgOpen() (open []fact.Ref) {
	for i := range c.p.Imaging {
		x := &c.p.Imaging[i]
		unknown := slices.ContainsFunc(x.Findings, func(f record.LesionFinding) bool {
			return f.Uptake.Written && !f.Uptake.Has() || f.SUVmax.Written && !f.SUVmax.Has() || f.Highly.Written && !f.Highly.Has()
		})
		if fdgScan(x) && unknown || mayBeFDG(x) && len(x.Findings) > 0 {
			open = append(open, ref(record.SecImaging, x.Entry, x.Modality))
		}
	}
	return open
}

func mayBeFDG(x *record.Imaging) bool {
	return strings.Contains(x.Modality, "PET") && (x.Tracer == "" || x.Tracer == "unknown")
}

// fdgDone: a PET with FDG; one whose tracer is not known leaves it open.
func fdgDone(c *ctx) fact.Value {
	return c.examined(fdgScan, mayBeFDG)
}

// wholeBody: PET/CT, or CT or MRI of the whole body.
func wholeBody(c *ctx) fact.Value {
	return c.examined(func(x *record.Imaging) bool {
		whole := slices.ContainsFunc(x.Regions, func(r string) bool { return holds(r, "whole body", "whole-body") })
		return strings.HasPrefix(x.Modality, "PET/") || (whole && (x.Modality == "CT" || x.Modality == "MRI"))
	}, func(*record.Imaging) bool { return false })
}

func (c *ctx) examined(is, may func(*record.Imaging) bool) fact.Value {
	var yes, open []fact.Ref
	for i := range c.p.Imaging {
		x := &c.p.Imaging[i]
		switch {
		case is(x):
			yes = append(yes, ref(record.SecImaging, x.Entry, x.Modality))
		case may(x):
			open = append(open, ref(record.SecImaging, x.Entry, x.Modality))
		}
	}
	switch {
	case len(yes) > 0:
		return fact.True(sortRefs(yes)...)
	case len(open) > 0:
		return fact.Missing(whyIndetermined, sortRefs(open)...)
	}
	return c.noneRecorded(record.SecImaging)
}

// receptor is expression on PET with one of the tracers.
func receptor(tracers ...string) func(*ctx) fact.Value {
	return func(c *ctx) fact.Value {
		newest := latest(c.p.Imaging, imagingEntry, func(x *record.Imaging) bool {
			return slices.ContainsFunc(tracers, func(t string) bool { return strings.Contains(strings.ToUpper(x.Tracer), t) })
		})
		var vs []fact.Value
		for _, x := range newest {
			vs = append(vs, receptorOn(x))
		}
		if len(vs) == 0 {
			return fact.Missing(whyNoScan)
		}
		return hull(vs...)
	}
}

func receptorOn(x *record.Imaging) fact.Value {
	r := ref(record.SecImaging, x.Entry, x.Tracer)
	t := fact.Maybe
	for i := range x.Findings {
		switch fdgWord(&x.Findings[i]) {
		case fact.Yes:
			return fact.True(r)
		case fact.No:
			t = fact.No
		}
	}
	if len(x.Sites) > 0 {
		t = fact.Yes
	}
	return of(t, whyIndetermined, r)
}
