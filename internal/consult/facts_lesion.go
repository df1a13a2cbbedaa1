package consult

import (
	"regexp"
	"slices"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/record"
)

var vertebra = regexp.MustCompile(`(?i)\b([CTDL]([1-9]|1[0-2])|S1|vertebra\w*|spine|sacr\w+|atlas|axis)\b`)

func isVertebra(x *record.Lesion) bool { return x.Site == "bone" && vertebra.MatchString(x.Detail) }

// bearing are bones that carry the body.
var bearing = regexp.MustCompile(`(?i)\b(femur\w*|femoral|tibia\w*|acetabul\w+|hip|pelvi\w+|ili(ac|um)|ischi\w+|pubi\w+)\b`)

func weightBearing(_ *ctx, x *record.Lesion) fact.Value {
	r := lasting(record.SecLesions, x.ID)
	switch {
	case x.WeightBearing.Has():
		return fact.Is(x.WeightBearing.V, r)
	case x.Site != "bone" && !unsaid(x.Site):
		return fact.False(r)
	case isVertebra(x), bearing.MatchString(x.Detail):
		return fact.True(r)
	}
	return as(x.WeightBearing, r)
}

func inVertebra(_ *ctx, x *record.Lesion) fact.Value {
	r := lasting(record.SecLesions, x.ID)
	if x.Site == "bone" && x.Detail == "" || unsaid(x.Site) {
		return fact.Missing(whyNotRecorded, r)
	}
	return fact.Is(isVertebra(x), r)
}

func lesionSymptomatic(c *ctx, x *record.Lesion) fact.Value {
	if v := lesionPainful(c, x); tri(v) == fact.Yes {
		return v
	}
	return truth(x.Symptomatic, c.saidOf(x))
}

// lesionPainful is what is said of the lesion, or an event of pain that names it where
// nothing is said or the event is later.
func lesionPainful(c *ctx, x *record.Lesion) fact.Value {
	said := c.saidPainful(x)
	newest := latest(c.p.Events, func(e *record.Event) *record.Entry { return &e.Entry }, func(e *record.Event) bool {
		return e.What == wPain && contains(e.Lesions, x.ID) && !(e.To.Known && e.To.SurelyBefore(date.On(c.day)))
	})
	if len(newest) == 0 || said.Status == fact.Known && !c.saidOf(x).When.SurelyBefore(firstOf(&newest[0].Entry)) {
		return said
	}
	vs := make([]fact.Value, len(newest))
	for i, e := range newest {
		vs[i] = fact.Is(!e.Present.Has() || e.Present.V, ref(record.SecEvents, e.Entry, wPain))
	}
	return hull(vs...)
}

const wPain = "pain" // as an event of the case file

func (c *ctx) saidPainful(x *record.Lesion) fact.Value {
	if !x.Painful.Has() && x.Symptomatic.Has() && !x.Symptomatic.V {
		return fact.False(c.saidOf(x))
	}
	return truth(x.Painful, c.saidOf(x))
}

// saidOf refers to a statement about the symptoms of a lesion.
func (c *ctx) saidOf(x *record.Lesion) fact.Ref {
	r := c.standing(record.SecLesions, x.ID)
	if x.SymptomOn.Known {
		r.When = x.SymptomOn
	}
	return r
}

func threatens(c *ctx, x *record.Lesion) fact.Value {
	if !x.Threatens.Has() {
		return as(x.Threatens)
	}
	return fact.Is(x.Threatens.V != "no", c.standing(record.SecLesions, x.ID))
}

// nearAirway: by the structure threatened, a risk that names the lesion, or its site.
func nearAirway(c *ctx, x *record.Lesion) fact.Value {
	r := lasting(record.SecLesions, x.ID)
	if x.Site == "airway" || x.Site == "oesophagus" {
		return fact.True(r)
	}
	for i := range c.p.Person.Risks {
		k := &c.p.Person.Risks[i]
		if k.Present.Has() && slices.Contains(k.Lesions, x.ID) && c.tells(k.Name, "risk.bleeding_site") {
			return fact.Is(k.Present.V, ref(secRisks, k.Entry, k.Name))
		}
	}
	switch {
	case x.Threatens.Has():
		return fact.Is(holds(x.Threatens.V, "airway", "trachea", "larynx", "bronchus", "oesophagus", "vessel", "carotid", "jugular", "aorta"), r)
	case slices.Contains([]string{"bone", "brain", "liver", "kidney", "skin", "adrenal"}, x.Site) && !isVertebra(x):
		return fact.False(r)
	}
	return as(x.Threatens, r)
}

// localTreatments are the treatments of a lesion by surgery, beam or otherwise.
func (c *ctx) localTreatments(x *record.Lesion, beamOnly bool) (refs []fact.Ref) {
	for i := range c.p.ExternalBeam {
		if t := &c.p.ExternalBeam[i]; slices.Contains(t.Lesions, x.ID) {
			refs = append(refs, ref(record.SecExternalBeam, t.Entry, x.ID))
		}
	}
	if beamOnly {
		return refs
	}
	for i := range c.p.Surgery {
		if t := &c.p.Surgery[i]; slices.Contains(t.Lesions, x.ID) {
			refs = append(refs, ref(record.SecSurgery, t.Entry, t.What))
		}
	}
	for i := range c.p.Local {
		if t := &c.p.Local[i]; slices.Contains(t.Lesions, x.ID) {
			refs = append(refs, ref(record.SecLocal, t.Entry, t.What))
		}
	}
	return refs
}

// regionMay reports whether a beam on a region, not on named lesions, may have met it.
func (c *ctx) regionMay() bool {
	for i := range c.p.ExternalBeam {
		if len(c.p.ExternalBeam[i].Lesions) == 0 {
			return true
		}
	}
	return false
}

func treatedLocally(c *ctx, x *record.Lesion) fact.Value {
	if refs := c.localTreatments(x, false); len(refs) > 0 {
		return fact.True(sortRefs(refs)...)
	}
	if c.regionMay() {
		return fact.Missing(whyIndetermined)
	}
	return c.noneRecorded(record.SecExternalBeam, record.SecSurgery, record.SecLocal)
}

func irradiated(c *ctx, x *record.Lesion) fact.Value {
	if refs := c.localTreatments(x, true); len(refs) > 0 {
		return fact.True(sortRefs(refs)...)
	}
	if c.regionMay() {
		return fact.Missing(whyIndetermined)
	}
	return c.noneRecorded(record.SecExternalBeam)
}

// at is one finding of a lesion with the examination it belongs to.
type at struct {
	img *record.Imaging
	f   *record.LesionFinding
}

func (a *at) entry() *record.Entry { return &a.img.Entry }

// findingsOf are the findings of each lesion, in the order of the file.
func findingsOf(p *record.Patient) map[string][]at {
	out := make(map[string][]at, len(p.Lesions))
	for i := range p.Imaging {
		for j := range p.Imaging[i].Findings {
			f := &p.Imaging[i].Findings[j]
			out[f.Lesion] = append(out[f.Lesion], at{&p.Imaging[i], f})
		}
	}
	return out
}

// size is the largest diameter on the last examination that measured it.
func size(c *ctx, x *record.Lesion) fact.Value {
	newest := latest(c.seen[x.ID], (*at).entry, func(a *at) bool { return a.f.Longest.Has() })
	if len(newest) == 0 {
		if !x.Longest.Has() {
			return as(x.Longest)
		}
		return bounded(x.Longest, lasting(record.SecLesions, x.ID+" size"))
	}
	var vs []fact.Value
	for _, a := range newest {
		vs = append(vs, bounded(a.f.Longest, ref(record.SecImaging, a.img.Entry, a.img.Modality)))
	}
	return hull(vs...)
}

// smallOrMicronodular: by its pattern, else by its size.
func smallOrMicronodular(c *ctx, x *record.Lesion) fact.Value {
	if x.Pattern.Has() {
		switch x.Pattern.V {
		case "micronodular", "miliary":
			return fact.True(lasting(record.SecLesions, x.ID+" pattern"))
		case "macronodular":
			return fact.False(lasting(record.SecLesions, x.ID+" pattern"))
		}
	}
	limit, ok := c.param(paramSmallLesion)
	v := size(c, x)
	switch {
	case v.Status != fact.Known:
		return v
	case !ok:
		return fact.Missing(whyNoParameter, v.From...)
	case v.Hi < limit:
		return fact.True(v.From...)
	case v.Lo >= limit:
		return fact.False(v.From...)
	}
	return fact.Missing(whyIndetermined, v.From...)
}

func histologyProven(c *ctx, x *record.Lesion) fact.Value {
	for i := range c.p.Biopsies {
		if b := &c.p.Biopsies[i]; slices.Contains(b.Lesions, x.ID) && (b.Histology != "" || b.Result != "") {
			return fact.True(ref(record.SecBiopsies, b.Entry, x.ID))
		}
	}
	r := lasting(record.SecLesions, x.ID)
	switch {
	case x.Histology != "":
		return fact.True(r)
	case x.Nature.Has():
		return fact.Is(x.Nature.V == "proven", r)
	}
	return as(x.Nature, r)
}

func otherTumour(_ *ctx, x *record.Lesion) fact.Value {
	return fact.Is(!isMetastasis(x) && x.Kind != "primary", lasting(record.SecLesions, x.ID))
}

// lesionDose is the absorbed dose that the last course delivered, as dosimetry says.
func lesionDose(c *ctx, x *record.Lesion) fact.Value {
	return c.doses(x, func(d *record.Dosimetry, l *record.LesionDose, r fact.Ref) (fact.Value, bool) {
		if !l.Dose.Has() || d.Planned.Has() {
			return fact.Value{}, false
		}
		return interval(l.Dose, l.DoseLow, l.DoseHigh, "Gy", r), true
	})
}

func dosePerActivity(c *ctx, x *record.Lesion) fact.Value {
	return c.doses(x, func(_ *record.Dosimetry, l *record.LesionDose, r fact.Ref) (fact.Value, bool) {
		if !l.PerGBq.Has() {
			return fact.Value{}, false
		}
		return interval(l.PerGBq, l.Low, l.High, "Gy/GBq", r), true
	})
}

type dosed struct {
	d *record.Dosimetry
	v fact.Value
}

func (c *ctx) doses(x *record.Lesion, read func(*record.Dosimetry, *record.LesionDose, fact.Ref) (fact.Value, bool)) fact.Value {
	var all []dosed
	for i := range c.p.Dosimetry {
		d := &c.p.Dosimetry[i]
		for j := range d.Lesions {
			if l := &d.Lesions[j]; l.Lesion == x.ID {
				if v, ok := read(d, l, ref(record.SecDosimetry, d.Entry, d.Nuclide)); ok {
					all = append(all, dosed{d, v})
				}
			}
		}
	}
	var vs []fact.Value
	for _, d := range latest(all, func(d *dosed) *record.Entry { return &d.d.Entry }, func(*dosed) bool { return true }) {
		vs = append(vs, d.v)
	}
	return hull(vs...)
}

// interval is an estimate with the bounds that are recorded; without both it is exact
// as recorded.
func interval(q, lo, hi record.Quantity, unitName string, r fact.Ref) fact.Value {
	if lo.Has() && hi.Has() {
		return fact.Estimated(inUnit(q.V, unitName), inUnit(lo.V, unitName), inUnit(hi.V, unitName), r)
	}
	return boundedIn(q, unitName, r)
}
