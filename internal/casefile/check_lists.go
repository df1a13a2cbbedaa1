package casefile

import (
	"reflect"
	"slices"

	"symport/internal/date"
	"symport/internal/record"
)

// checkLists finds entries that contradict each other, or say the same twice.
func (w *walker) checkLists(p *record.Patient) {
	w.checkDenied(p)
	w.checkSites(p)
	w.checkDrugs(p)
	w.checkPreparation(p)
	w.checkGroups(p)
	w.checkTwice(p)
}

// checkDenied finds what is denied and yet listed. A thing that came after it was
// denied is no contradiction.
func (w *walker) checkDenied(p *record.Patient) {
	for i := range p.Person.Denied {
		d := &p.Person.Denied[i]
		clash := func(name string, e record.Entry) {
			if slices.Contains(d.Items, name) && !d.When.SurelyBefore(e.Span()) {
				w.warn(w.node(&d.Items, d), "contradiction", "which of them?", "%s is denied, and listed in line %d", name, e.Line)
			}
		}
		for _, c := range p.Person.Comorbidity {
			clash(c.Name, record.Entry{When: c.Span(), Line: c.Line})
		}
		for _, r := range p.Person.Risks {
			if r.Present.V {
				clash(r.Name, r.Entry)
			}
		}
	}
}

// checkSites finds sites that are declared free and yet hold a lesion.
func (w *walker) checkSites(p *record.Patient) {
	for i := range p.Tumour.Sites {
		s := &p.Tumour.Sites[i]
		if !s.Present.Has() || s.Present.V {
			continue
		}
		for _, l := range p.Lesions {
			if l.Site == s.Site && distant(l) && !s.When.SurelyBefore(l.Found) {
				w.warn(w.node(&s.Present, s), "contradiction", "which of them, or when?", "%s is declared free, but holds the lesion %s", s.Site, l.ID)
			}
		}
	}
}

// checkDrugs finds drugs both running and ended, and adverse events during a drug that
// was not given then.
func (w *walker) checkDrugs(p *record.Patient) {
	for i := range p.Systemic {
		s := &p.Systemic[i]
		if s.Ongoing.V && (s.Stopped.Has() && s.Stopped.V != "no" || s.To.Known) {
			w.warn(w.node(&s.Ongoing), "contradiction", "which of them?", "%s is ongoing, and ended", s.Drug)
		}
	}
	for i := range p.Adverse {
		a := &p.Adverse[i]
		when := firstKnown(a.Onset, a.Span())
		given := func(s record.Systemic) bool { return s.Drug == a.During }
		during := func(s record.Systemic) bool {
			return given(s) && !when.SurelyBefore(s.From) && !s.To.SurelyBefore(when)
		}
		_, closed := p.Complete[record.SecSystemic]
		if closed && slices.Contains(drugWords, a.During) && !slices.ContainsFunc(p.Systemic, given) {
			w.warn(w.node(&a.During), "contradiction", "add the drug, or open the list", "%s during %s, which complete: systemic says was never given", a.Event, a.During)
		}
		if slices.ContainsFunc(p.Systemic, given) && !slices.ContainsFunc(p.Systemic, during) {
			w.warn(w.node(&a.During), "outside-period", "the date, or attributed?", "%s %s during %s, which was not given then", a.Event, when, a.During)
		}
	}
}

func firstKnown(spans ...date.Span) date.Span {
	for _, s := range spans {
		if s.Known {
			return s
		}
	}
	return date.Span{}
}

// checkPreparation finds a low TSH beside a preparation that raises it.
func (w *walker) checkPreparation(p *record.Patient) {
	look := func(preparation *record.Text, tsh *record.Quantity) {
		raised := preparation.V == "withdrawal" || preparation.V == "rhTSH"
		if raised && tsh.Has() && tsh.V.In("mU/L") < notStimulated {
			w.warn(w.node(tsh), "contradiction", "the preparation, or the TSH?", "TSH %s after %s", tsh.V, preparation.V)
		}
	}
	for i := range p.Radioiodine {
		look(&p.Radioiodine[i].Preparation, &p.Radioiodine[i].TSH)
	}
	for i := range p.Imaging {
		look(&p.Imaging[i].Preparation, &p.Imaging[i].TSH)
	}
	for i := range p.Dosimetry {
		look(&p.Dosimetry[i].Preparation, &p.Dosimetry[i].TSH)
	}
}

// checkGroups finds lesions that are part of themselves.
func (w *walker) checkGroups(p *record.Patient) {
	for i := range p.Lesions {
		l := &p.Lesions[i]
		seen := map[string]bool{}
		for at := l; at != nil && at.PartOf != "" && !seen[at.ID]; at = p.Lesion(at.PartOf) {
			seen[at.ID] = true
			if at.PartOf == l.ID {
				w.fail(w.node(&l.PartOf), "impossible", "name the group, not the lesion", "%s is part of itself", l.ID)
			}
		}
	}
}

// checkTwice finds entries that say exactly the same. Beside an error it is not asked:
// what could not be read would be missing from what is compared.
func (w *walker) checkTwice(p *record.Patient) {
	if w.problems.Errors() > 0 {
		return
	}
	v := reflect.ValueOf(p).Elem()
	for i := range v.NumField() {
		list := v.Field(i)
		if list.Kind() != reflect.Slice || list.Len() < 2 {
			continue
		}
		seen := map[string]int{}
		for j := range list.Len() {
			said, _ := canonical(list.Index(j))
			if first, ok := seen[string(said)]; ok {
				w.warn(w.node(list.Index(j).Addr().Interface()), "twice", "once is enough", "says the same as line %d", first)
				continue
			}
			seen[string(said)] = w.node(list.Index(j).Addr().Interface()).Line
		}
	}
}
