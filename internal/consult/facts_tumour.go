package consult

import (
	"strings"

	"symport/internal/fact"
	"symport/internal/record"
)

// histologies gives the words of the file for the members of tumour.histology.
var histologies = []struct {
	member string
	words  []string
}{
	{"poorly_differentiated", []string{"poorly-differentiated", "poorly differentiated", "insular"}},
	{"papillary", []string{"papillary", "ptc"}},
	{"follicular", []string{"follicular", "ftc"}},
	{"oncocytic", []string{"oncocytic", "hürthle", "hurthle", "oxyphilic"}},
	{"medullary", []string{"medullary"}},
	{"anaplastic", []string{"anaplastic"}},
	{"struma_ovarii", []string{"struma"}},
	{"differentiated", []string{"differentiated", "well differentiated"}},
}

func histology(c *ctx) fact.Value {
	t := &c.p.Tumour
	r := lasting(secTumour, "histology")
	if strings.HasPrefix(strings.ToLower(t.Site), "struma") {
		return c.member("tumour.histology", "struma_ovarii", r)
	}
	if !t.Histology.Has() {
		return as(t.Histology)
	}
	var mask uint64
	for _, part := range strings.Split(strings.ToLower(t.Histology.V), " or ") {
		mask |= c.bit("tumour.histology", histologyMember(strings.TrimSpace(part)))
	}
	return fact.Members(mask, r)
}

func histologyMember(word string) string {
	for _, h := range histologies {
		for _, w := range h.words {
			if strings.HasPrefix(word, w) {
				return h.member
			}
		}
	}
	return "other"
}

// among tells whether the histology is one of the members: yes, no, or unknown.
func (c *ctx) among(members ...string) fact.Value {
	h := histology(c)
	if h.Status != fact.Known {
		return needing(h, "tumour.histology")
	}
	var in uint64
	for _, m := range members {
		in |= c.bit("tumour.histology", m)
	}
	switch {
	case h.OneOf&in == 0:
		return fact.False(h.From...)
	case h.OneOf&^in == 0:
		return fact.True(h.From...)
	}
	return fact.Missing(whyIndetermined, h.From...)
}

func differentiated(c *ctx) fact.Value {
	return c.among("papillary", "follicular", "oncocytic", "poorly_differentiated", "differentiated", "struma_ovarii")
}

// wellDifferentiated does not hold for a tumour of which a lesion has lost it.
func wellDifferentiated(c *ctx) fact.Value {
	v := c.among("papillary", "follicular", "oncocytic", "differentiated")
	if v.Status == fact.Known && v.Truth && tri(transformed(c)) == fact.Yes {
		return fact.False(v.From...)
	}
	if v.Status == fact.Known && v.Truth && holds(c.p.Tumour.Variant, "poorly", "dedifferentiated") {
		return fact.False(v.From...)
	}
	return v
}

// transformed reads a statement, and anaplastic tissue of a lesion or biopsy. A lesion
// called dedifferentiated leaves it open.
func transformed(c *ctx) fact.Value {
	for i := range c.p.Biopsies {
		if x := &c.p.Biopsies[i]; holds(x.Histology, "anaplastic") {
			return fact.True(fact.Ref{At: ref(record.SecBiopsies, x.Entry, "anaplastic").At})
		}
	}
	open := false
	for _, x := range c.lesions {
		if holds(x.Histology, "anaplastic") {
			return fact.True(lasting(record.SecLesions, x.ID+" histology"))
		}
		open = open || holds(x.Histology, "dedifferentiat")
	}
	t := c.p.Tumour.Transformed
	switch {
	case t.Has() && t.V != "no":
		return fact.True(lasting(secTumour, "transformed"))
	case open:
		return fact.Missing(whyIndetermined, lasting(record.SecLesions, "histology: dedifferentiation"))
	case t.Has():
		return fact.False(lasting(secTumour, "transformed"))
	}
	return as(t)
}

// gene is how a file names an alteration.
type gene struct {
	names       []string // of the gene; a longer name may follow ("RET/PTC1")
	alterations []string // words of the alteration; none: any alteration
}

var genes = map[string]gene{
	"gene.braf_v600e":    {[]string{"BRAF"}, []string{"v600e"}},
	"gene.ras":           {[]string{"RAS", "NRAS", "HRAS", "KRAS"}, nil},
	"gene.nras":          {[]string{"NRAS"}, nil},
	"gene.ret_fusion":    {[]string{"RET"}, []string{"fusion", "rearrange", "ptc"}},
	"gene.ntrk_fusion":   {[]string{"NTRK"}, []string{"fusion", "rearrange"}},
	"gene.alk_fusion":    {[]string{"ALK"}, []string{"fusion", "rearrange"}},
	"gene.tert_promoter": {[]string{"TERT"}, []string{"promoter", "c228t", "c250t", "-124", "-146"}},
}

// isNamed reports whether an alteration is the gene's; sure is false if another kind of
// alteration may be meant.
func (g gene) isNamed(m *record.Molecular) (sure, maybe bool) {
	name, text := strings.ToUpper(m.Gene), strings.ToLower(m.Gene+" "+m.Alteration+" "+m.Partner)
	mine := false
	for _, n := range g.names {
		mine = mine || strings.HasPrefix(name, n)
	}
	if !mine {
		return false, false
	}
	if len(g.alterations) == 0 {
		return true, true
	}
	for _, a := range g.alterations {
		if strings.Contains(text, a) {
			return true, true
		}
	}
	return false, m.Alteration == ""
}

// genotype: detected once, it stays; tested and not found otherwise.
func genotype(id string) func(*ctx) fact.Value {
	g := genes[id]
	return func(c *ctx) fact.Value {
		var found, absent, unsure []fact.Ref
		take := func(sec record.Section, e record.Entry, m *record.Molecular) {
			sure, maybe := g.isNamed(m)
			r := fact.Ref{At: ref(sec, e, m.Gene).At, When: e.Span()}
			switch {
			case !m.Result.Has():
			case m.Result.V == "detected" && sure:
				found = append(found, r)
			case m.Result.V == "detected" && maybe:
				unsure = append(unsure, r)
			case m.Result.V == "not-detected" && (sure || maybe):
				absent = append(absent, r)
			}
		}
		for i := range c.p.Tumour.Molecular {
			take(record.SecMolecular, c.p.Tumour.Molecular[i].Entry, &c.p.Tumour.Molecular[i])
		}
		for i := range c.p.Biopsies {
			for j := range c.p.Biopsies[i].Genes {
				take(record.SecBiopsies, c.p.Biopsies[i].Entry, &c.p.Biopsies[i].Genes[j])
			}
		}
		switch {
		case len(found) > 0:
			return fact.True(sortRefs(found)...)
		case len(unsure) > 0:
			return fact.Missing(whyIndetermined, sortRefs(unsure)...)
		case len(absent) > 0 && id == "gene.ras" && !c.complete(record.SecMolecular):
			return c.allRas(absent)
		case len(absent) > 0:
			return fact.False(sortRefs(absent)...)
		}
		return c.noneRecorded(record.SecMolecular)
	}
}

// allRas: RAS is absent if it was tested as a whole, or each of its three genes.
func (c *ctx) allRas(absent []fact.Ref) fact.Value {
	tested := map[string]bool{}
	for i := range c.p.Tumour.Molecular {
		if m := &c.p.Tumour.Molecular[i]; m.Result.Has() {
			tested[strings.ToUpper(m.Gene)] = true
		}
	}
	if tested["RAS"] || (tested["NRAS"] && tested["HRAS"] && tested["KRAS"]) {
		return fact.False(sortRefs(absent)...)
	}
	return fact.Missing(whySectionOpen, sortRefs(absent)...)
}

// member is a value of one member of an enumeration.
func (c *ctx) member(id, name string, from ...fact.Ref) fact.Value {
	return fact.Members(c.bit(id, name), from...)
}

// bit is the mask of a member, 0 in a vocabulary that lacks it.
func (c *ctx) bit(id, name string) uint64 {
	t := c.terms.Term(id)
	if t == nil {
		return 0
	}
	if b := t.Bit(strings.ReplaceAll(name, "-", "_")); b != 0 {
		return b
	}
	return t.Bit("other")
}

func molecularDone(c *ctx) fact.Value {
	var open []fact.Ref
	for i := range c.p.Tumour.Molecular {
		m := &c.p.Tumour.Molecular[i]
		at := fact.Ref{At: ref(record.SecMolecular, m.Entry, m.Gene).At, When: m.Span()}
		switch {
		case m.Result.Has():
			return fact.True(at)
		case m.Result.Status != fact.NotDone && m.Result.Status != fact.Failed:
			open = append(open, at) // pending, or its result was not found
		}
	}
	for i := range c.p.Biopsies {
		if b := &c.p.Biopsies[i]; len(b.Genes) > 0 {
			return fact.True(fact.Ref{At: ref(record.SecBiopsies, b.Entry).At, When: b.Span()})
		}
	}
	return noneOrOpen(open)
}
