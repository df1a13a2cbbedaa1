package consult

import (
	"slices"
	"strings"

	"symport/internal/date"
	"symport/internal/record"
)

// lesions keeps the lesions that were there by the day. One without a date of finding
// was there if anything in this world names it, or nothing in the whole file does.
func (l *lens) lesions(whole, world *record.Patient) []record.Lesion {
	var now, ever map[string]bool
	var out []record.Lesion
	for _, x := range whole.Lesions {
		if !x.Found.Known && x.FoundText == "" {
			if now == nil {
				now, ever = named(world), named(whole)
			}
			if ever[x.ID] && !now[x.ID] {
				continue
			}
		} else if e := (record.Entry{When: x.Found}); !l.keep(&e, true) {
			continue
		}
		out = append(out, l.lesion(x))
	}
	slices.SortFunc(out, func(a, b record.Lesion) int { return strings.Compare(a.ID, b.ID) })
	return out
}

func (l *lens) lesion(x record.Lesion) record.Lesion {
	said := x.SymptomOn
	x.Symptomatic, x.SymptomOn = on(l, x.Symptomatic, said)
	x.Painful, _ = on(l, x.Painful, said)
	x.Threatens, _ = on(l, x.Threatens, date.Span{})
	x.LocalOption, _ = on(l, x.LocalOption, date.Span{})
	x.Highly, _ = on(l, x.Highly, date.Span{})
	return x
}

// named returns the lesions that some entry names.
func named(p *record.Patient) map[string]bool {
	names := map[string]bool{}
	add := func(ids []string) {
		for _, id := range ids {
			names[id] = true
		}
	}
	for i := range p.Imaging {
		for j := range p.Imaging[i].Findings {
			names[p.Imaging[i].Findings[j].Lesion] = true
		}
	}
	for i := range p.Surgery {
		add(p.Surgery[i].Lesions)
	}
	for i := range p.ExternalBeam {
		add(p.ExternalBeam[i].Lesions)
	}
	for i := range p.Local {
		add(p.Local[i].Lesions)
	}
	for i := range p.Biopsies {
		add(p.Biopsies[i].Lesions)
	}
	for i := range p.Dosimetry {
		for j := range p.Dosimetry[i].Lesions {
			names[p.Dosimetry[i].Lesions[j].Lesion] = true
		}
	}
	for i := range p.Responses {
		add(p.Responses[i].Lesions)
	}
	return names
}

// missingLesions reports whether lesions of the file may have been there without being
// in the view: those that were found later surely were not known on the day.
func (l *lens) mayLackLesions(whole, view *record.Patient) bool {
	for i := range whole.Lesions {
		x := &whole.Lesions[i]
		if view.Lesion(x.ID) == nil && (!x.Found.Known || x.Found.Lo <= l.day) {
			return true
		}
	}
	return false
}
