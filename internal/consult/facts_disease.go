package consult

import (
	"math"
	"slices"
	"strings"

	"symport/internal/fact"
	"symport/internal/record"
)

// sites gives, for each word a file uses for a site, the member of lesion.site.
var sites = map[string]string{
	"lung": "lung", "pleura": "pleura", "mediastinum": "mediastinum", "hilum": "mediastinum", "bone": "bone", "brain": "brain",
	"meninges": "brain", "skull-base": "skull_base", "spinal-canal": "spinal_canal", "neck": "neck", "thyroid-bed": "neck",
	"airway": "neck", "oesophagus": "neck", "neck-node": "node", "node": "node", "liver": "liver", "kidney": "kidney",
	"pancreas": "pancreas", "adrenal": "adrenal", "skin": "skin", "soft-tissue": "soft_tissue", "muscle": "soft_tissue",
	"peritoneum": "peritoneum", "retroperitoneum": "soft_tissue",
}

func siteMember(word string) string {
	if m, ok := sites[word]; ok {
		return m
	}
	return "other"
}

func inSkullBase(x *record.Lesion) bool { return holds(x.Detail, "skull base") }

func lesionSite(c *ctx, x *record.Lesion) fact.Value {
	m := siteMember(x.Site)
	if unsaid(x.Site) {
		return fact.Missing(whyNotRecorded, lasting(record.SecLesions, x.ID))
	}
	if m == "bone" && inSkullBase(x) {
		m = "skull_base"
	}
	return c.member("lesion.site", m, lasting(record.SecLesions, x.ID))
}

// local are sites of the neck; a node is one if its place says so.
var local = []string{"neck", "thyroid-bed", "neck-node", "airway", "oesophagus"}

// openSites are sites that can be regional or distant.
var openSites = []string{"node", "mediastinum", "other"}

func lesionDistant(_ *ctx, x *record.Lesion) fact.Value {
	r := lasting(record.SecLesions, x.ID)
	switch {
	case !isMetastasis(x), slices.Contains(local, x.Site):
		return fact.False(r)
	case slices.Contains(openSites, x.Site) && holds(x.Detail, "cervical", "neck", "level"):
		return fact.False(r)
	case slices.Contains(openSites, x.Site), unsaid(x.Site):
		return fact.Missing(whyIndetermined, r)
	}
	return fact.True(r)
}

// m1 holds with a distant metastasis or a stage M1; M0 is a statement about the day of
// staging and rules out nothing.
func m1(c *ctx) fact.Value {
	v := c.fold(false, func(x *record.Lesion) fact.Value { return lesionDistant(c, x) })
	if tri(v) == fact.Yes {
		return c.only(v, func(x *record.Lesion) fact.Tri { return tri(lesionDistant(c, x)) })
	}
	t := &c.p.Tumour
	if strings.HasPrefix(strings.TrimLeft(strings.ToUpper(t.TNM.M), "CP"), "M1") && !(t.Metastases.Known && !t.Metastases.SurelyBy(c.day)) {
		return fact.True(lasting(secTumour, "tnm "+t.TNM.M))
	}
	if s := c.siteStatements(func(word string) bool { return !slices.Contains(local, word) && !slices.Contains(openSites, word) }); s.Status == fact.Known && s.Truth {
		return s
	}
	return v
}

// only keeps the references of the lesions that make a fold true.
func (c *ctx) only(v fact.Value, f func(*record.Lesion) fact.Tri) fact.Value {
	v.From = nil
	for _, x := range c.lesions {
		if f(x) == fact.Yes {
			v.From = append(v.From, lasting(record.SecLesions, x.ID))
		}
	}
	return v
}

// siteStatements reads what is said of sites as a whole: present, or searched and
// absent on the last occasion.
func (c *ctx) siteStatements(is func(word string) bool) fact.Value {
	var yes, no []fact.Ref
	for i := range c.p.Tumour.Sites {
		s := &c.p.Tumour.Sites[i]
		switch {
		case !is(s.Site) || !s.Present.Has():
		case s.Present.V:
			yes = append(yes, ref(secSites, s.Entry, s.Site))
		default:
			no = append(no, ref(secSites, s.Entry, s.Site))
		}
	}
	for i := range c.p.Imaging {
		x := &c.p.Imaging[i]
		if slices.ContainsFunc(x.Sites, is) {
			yes = append(yes, ref(record.SecImaging, x.Entry, x.Modality))
		}
		if slices.ContainsFunc(x.Absent, is) {
			no = append(no, ref(record.SecImaging, x.Entry, x.Modality))
		}
	}
	switch {
	case len(yes) > 0:
		return fact.True(sortRefs(yes)...)
	case len(no) > 0:
		return fact.False(sortRefs(no)...)
	}
	return fact.Missing(whyNotRecorded)
}

// bone says whether there are metastases in bone, the base of the skull among it.
func bone(c *ctx) fact.Value { return site("bone", "skull_base")(c) }

// site is whether there is disease at one of the sites: by a lesion, by a statement
// about the site, or none in a complete list.
func site(words ...string) func(*ctx) fact.Value {
	return func(c *ctx) fact.Value {
		at := func(x *record.Lesion) fact.Tri {
			if unsaid(x.Site) {
				return fact.Maybe
			}
			return fact.TriOf(slices.Contains(words, siteMember(x.Site)))
		}
		v := c.fold(false, func(x *record.Lesion) fact.Value { return of(at(x), whyNotRecorded, lasting(record.SecLesions, x.ID)) })
		if tri(v) == fact.Yes {
			return c.only(v, at)
		}
		if s := c.siteStatements(func(w string) bool { return slices.Contains(words, siteMember(w)) }); s.Status == fact.Known {
			return s
		}
		return v
	}
}

func structural(c *ctx) fact.Value {
	if len(c.lesions) > 0 {
		return fact.True(c.listed()...)
	}
	if v := m1(c); tri(v) == fact.Yes {
		return v
	}
	return c.fold(false, func(*record.Lesion) fact.Value { return fact.True() })
}

// listed are the references to all lesions.
func (c *ctx) listed() []fact.Ref {
	refs := make([]fact.Ref, len(c.lesions))
	for i, x := range c.lesions {
		refs[i] = lasting(record.SecLesions, x.ID)
	}
	return refs
}

func locoregional(c *ctx) fact.Value {
	near := func(x *record.Lesion) fact.Value {
		v := lesionDistant(c, x)
		if v.Status == fact.Known {
			v.Truth = !v.Truth
		}
		return v
	}
	v := c.fold(false, near)
	if tri(v) == fact.Yes {
		return c.only(v, func(x *record.Lesion) fact.Tri { return tri(near(x)) })
	}
	return v
}

// biochemicalOnly: no structural disease, and thyroglobulin or its antibodies found.
func biochemicalOnly(c *ctx) fact.Value {
	s, tg := structural(c), tgDetectable(c)
	refs := sortRefs(append(slices.Clone(s.From), tg.From...))
	ab := tri(tgabPositive(c))
	return of(tri(s).Not().And(tri(tg).Or(ab)), whyNotRecorded, refs...)
}

// countWhere adds up the metastases; a group of unknown number has at least one.
func (c *ctx) countWhere(in func(*record.Lesion) fact.Tri) fact.Value {
	lo, hi := 0.0, 0.0
	var refs []fact.Ref
	for _, x := range c.lesions {
		t := in(x)
		if t == fact.No || x.PartOf != "" {
			continue
		}
		least, most := 1.0, math.Inf(1)
		switch {
		case x.Uncountable:
		case x.Count.Has():
			least, most = float64(x.Count.V), float64(x.Count.V)
		case !x.Count.Written:
			most = 1
		}
		if t == fact.Yes {
			lo += least
		}
		hi += most
		refs = append(refs, lasting(record.SecLesions, x.ID))
	}
	v := span(lo, hi, refs...)
	if c.whole != fact.Yes {
		v.Hi, v.Est, v.Needs = math.Inf(1), 0, []string{"lesions.complete"}
	}
	return v
}

func lesionCount(c *ctx) fact.Value {
	return c.countWhere(func(*record.Lesion) fact.Tri { return fact.Yes })
}

func distantCount(c *ctx) fact.Value {
	return c.countWhere(func(x *record.Lesion) fact.Tri { return tri(lesionDistant(c, x)) })
}

// lungsAre is whether some lung lesion has one of the patterns.
func (c *ctx) lungsAre(also func(*record.Lesion) fact.Tri, patterns ...string) fact.Value {
	one := func(x *record.Lesion) fact.Value {
		if x.Site != "lung" && !unsaid(x.Site) {
			return fact.False()
		}
		r := lasting(record.SecLesions, x.ID+" pattern")
		t := fact.Maybe
		if x.Pattern.Has() {
			t = fact.TriOf(slices.Contains(patterns, x.Pattern.V))
		}
		if unsaid(x.Site) {
			t = t.And(fact.Maybe)
		}
		return of(t.And(also(x)), whyNotRecorded, r)
	}
	v := c.fold(false, one)
	if tri(v) == fact.Yes {
		return c.only(v, func(x *record.Lesion) fact.Tri { return tri(one(x)) })
	}
	return v
}

func lungMicronodular(c *ctx) fact.Value {
	return c.lungsAre(func(*record.Lesion) fact.Tri { return fact.Yes }, "micronodular", "miliary")
}

func lungDiffuseAvid(c *ctx) fact.Value {
	return c.lungsAre(func(x *record.Lesion) fact.Tri { return tri(uptake(c, x)) }, "micronodular", "miliary", "diffuse")
}

// symptomatic: said of the patient as a whole, or of a lesion.
func symptomatic(c *ctx) fact.Value {
	p := &c.p.Person
	v := c.fold(false, func(x *record.Lesion) fact.Value { return lesionSymptomatic(c, x) })
	if tri(v) == fact.Yes || !p.Symptomatic.Has() {
		return v
	}
	return fact.Is(p.Symptomatic.V, fact.Ref{At: "patient symptomatic", When: p.SymptomsOn})
}

// criticalList asks for lesions of brain, spinal canal and airway, and for those that
// may reach them.
func criticalList(c *ctx) fact.Value {
	one := func(x *record.Lesion) fact.Value {
		r := lasting(record.SecLesions, x.ID)
		switch {
		case slices.Contains([]string{"brain", "meninges", "spinal-canal", "airway"}, x.Site):
			return fact.True(r)
		case x.Threatens.Has():
			return fact.Is(holds(x.Threatens.V, "cord", "brain", "airway", "trachea", "spinal"), r)
		case x.Site == "bone" && (isVertebra(x) || inSkullBase(x)), x.Site == "bone" && x.Detail == "", unsaid(x.Site),
			slices.Contains([]string{"neck", "neck-node", "thyroid-bed", "oesophagus", "mediastinum", "node"}, x.Site):
			return needing(fact.Missing(whyNotRecorded, r), "lesion.threatens@"+x.ID)
		}
		return fact.False(r)
	}
	v := c.fold(false, one)
	if tri(v) == fact.Yes {
		return c.only(v, func(x *record.Lesion) fact.Tri { return tri(one(x)) })
	}
	return v
}
