package consult

import (
	"math"
	"strings"

	"symport/internal/fact"
	"symport/internal/verdict"
)

// histologyWords are the names of the members in full.
var histologyWords = map[string]string{
	"papillary": "papillary thyroid carcinoma", "follicular": "follicular thyroid carcinoma", "oncocytic": "oncocytic thyroid carcinoma",
	"poorly_differentiated": "poorly differentiated thyroid carcinoma", "differentiated": "differentiated thyroid carcinoma",
	"struma_ovarii": "carcinoma in struma ovarii", "medullary": "medullary thyroid carcinoma", "anaplastic": "anaplastic thyroid carcinoma",
}

// summary is who, and what happened up to the day.
func (a *assembly) summary() verdict.Summary {
	p := a.v.p
	s := verdict.Summary{
		Published: a.p.Source.Citation != "" || a.p.Source.DOI != "", Synthetic: a.p.Synthetic.Has() && a.p.Synthetic.V,
		Citation: a.p.Source.Citation, DOI: a.p.Source.DOI, Tags: a.tags(), Course: a.course(), Extent: a.extentWord(),
	}
	if p.Person.Sex.Has() {
		s.Sex = p.Person.Sex.V
	}
	s.Age, s.Grown = a.ageWord(), a.grown()
	if h := a.v.facts.Get("tumour.histology"); h.Status == fact.Known {
		var names []string
		for _, m := range a.c.Vocabulary.Term("tumour.histology").Names(h.OneOf) {
			name, ok := histologyWords[m]
			if !ok && p.Tumour.Histology.Has() {
				name = p.Tumour.Histology.V
			}
			names = append(names, name)
		}
		s.Histology = strings.Join(names, " or ")
	}
	s.Dead = dead(a.p) && (!a.p.Vital.When.Known || a.p.Vital.When.SurelyBy(a.day))
	return s
}

// ageWord is the age on the day in whole years, of an infant in months: a range where
// no more is known. An age without a day stands as it was written; the finding has what
// follows from it.
func (a *assembly) ageWord() string {
	v := a.v.facts.Get("patient.age")
	if v.Status != fact.Known {
		return ""
	}
	if p := &a.v.p.Person; !p.Born.Has() && p.Age.Has() && !p.AgeOn.Known {
		return p.Age.V.String() // the day on which it held is not stated
	}
	const infant = 2 // years
	scale, name := 1.0, " y"
	if v.Hi <= infant {
		scale, name = 12, " mo"
	}
	lo := wholeUnits(v.Lo * scale)
	if math.IsInf(v.Hi, 1) {
		return "at least " + itoa(lo) + name
	}
	hi := wholeUnits(v.Hi * scale)
	if v.HiOpen && float64(hi) >= v.Hi*scale-rounding {
		hi--
	}
	switch {
	case v.Lo == 0 && hi > lo:
		return "under " + itoa(hi+1) + name
	case lo == hi:
		return itoa(lo) + name
	}
	return itoa(lo) + "-" + itoa(hi) + name
}

// rounding is what a number of months may be off when it is counted in twelfths.
const rounding = 1e-9

func wholeUnits(x float64) int { return int(math.Floor(x + rounding)) }

// grown says on which side of the age of adults the patient surely is.
func (a *assembly) grown() string {
	limit, ok := a.v.ctx.param(paramAdultAge)
	v := a.v.facts.Get("patient.age")
	switch {
	case !ok || v.Status != fact.Known:
		return ""
	case v.Lo >= limit:
		return verdict.Adult
	case v.Hi < limit || v.Hi == limit && v.HiOpen:
		return verdict.Minor
	}
	return ""
}

func (a *assembly) extentWord() string {
	is := func(id string) bool { return tri(a.v.facts.Get(id)) == fact.Yes }
	switch {
	case is("disease.m1"):
		return "distant"
	case is("disease.locoregional"):
		return "locoregional"
	case is("disease.biochemical_only"):
		return "biochemical"
	}
	return wUnknown
}

// tags are the stage, comorbidity and genotype in short words.
func (a *assembly) tags() []string {
	p := a.v.p
	var out []string
	if t := p.Tumour.TNM; t.T+t.N+t.M != "" {
		out = append(out, strings.Join(strings.Fields(t.T+" "+t.N+" "+t.M), " "))
	}
	var rest []string
	for i := range p.Person.Comorbidity {
		c := &p.Person.Comorbidity[i]
		rest = append(rest, strings.TrimSpace(c.Detail+" "+c.Name))
	}
	for i := range a.v.all.Tumour.Molecular {
		m := &a.v.all.Tumour.Molecular[i]
		if m.Result.Has() && m.Result.V == "detected" {
			text := strings.TrimSpace(m.Gene + " " + m.Alteration)
			if !m.Span().Known {
				text += ", undated"
			}
			rest = append(rest, text)
		}
	}
	return append(out, sorted(rest)...)
}
