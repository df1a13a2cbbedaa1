package consult

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/verdict"
)

const notUnderstoodHint = "write it in other words, or answer the questions that it leaves open"

// notUnderstood names the entries whose words are not known, where a complete list would
// otherwise have said no, and those that are neither a yes nor a no.
func (a *assembly) notUnderstood() (out []verdict.Warning) {
	c := a.v.ctx
	open := map[string]bool{}
	for _, id := range slices.Sorted(maps.Keys(concepts)) {
		if k := concepts[id]; len(k.closes) > 0 && tri(c.noneRecorded(k.closes...)) == fact.No {
			for _, r := range c.couldBe(k) {
				open[r.At] = true
			}
		}
	}
	all := c.statements()
	for i := range all {
		s := &all[i]
		at := s.ref().At
		switch says := slices.Concat(s.reading.Is, s.reading.Shows); {
		case open[at]:
			out = append(out, unclear(s.name, "is not understood; what it could be is unknown, not no", at))
		case s.reading.Doubt && len(says) > 0:
			out = append(out, unclear(s.name, "is neither a yes nor a no; "+labelsOf(a, says)+" stays unknown by it", at))
		}
	}
	for i := range a.v.p.Systemic {
		x := &a.v.p.Systemic[i]
		if unknownDrug(x.Drug, c.know) && !unsaid(x.Drug) {
			out = append(out, unclear(x.Drug, "names no drug that is known here; which drugs were given is unknown", ref(record.SecSystemic, x.Entry, x.Drug).At))
		}
	}
	if _, closed := c.p.Complete[record.SecMedication]; closed {
		for i := range a.v.p.Person.Medication {
			x := &a.v.p.Person.Medication[i]
			if unknownDrug(x.Drug, c.know) && !unsaid(x.Drug) {
				out = append(out, unclear(x.Drug, "names no drug that is known here; whether it is amiodarone is unknown", ref(record.SecMedication, x.Entry, x.Drug).At))
			}
		}
	}
	return ordered(out)
}

func labelsOf(a *assembly, ids []string) string {
	var out []string
	for _, id := range sorted(ids) {
		if t := a.c.Vocabulary.Term(id); t != nil {
			out = append(out, t.Label)
		}
	}
	return strings.Join(out, ", ")
}

func unclear(name, what, at string) verdict.Warning {
	return verdict.Warning{ID: "not-understood", Text: fmt.Sprintf("%q %s", name, what), At: at, Hint: notUnderstoodHint}
}

// pregnancyContradicts: a statement against a pregnancy beside signs of one.
func (a *assembly) pregnancyContradicts() []verdict.Warning {
	c := a.v.ctx
	var yes, no []fact.Ref
	for _, s := range c.pregnancySigns() {
		switch s.says {
		case fact.Yes:
			yes = append(yes, s.ref)
		case fact.No:
			no = append(no, s.ref)
		}
	}
	if na, ok := c.barren(); ok {
		no = append(no, na.From...)
	}
	if v := pregnant(c); len(yes) == 0 || len(no) == 0 || tri(v) == fact.No {
		return nil
	}
	yes, no = sortRefs(yes), sortRefs(no)
	return []verdict.Warning{{ID: "pregnancy-contradicts", At: yes[0].At, Hint: "find out today which of them holds",
		Text: fmt.Sprintf("%s speaks for a pregnancy, %s against it", yes[0].At, no[0].At)}}
}
