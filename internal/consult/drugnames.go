package consult

import (
	"slices"
	"strings"

	"symport/internal/content"
	"symport/internal/record"
)

// byDrugName is the record with its drugs under the names that rules use: a trade name becomes
// the drug, one entry of several drugs becomes one for each.
func byDrugName(p *record.Patient, know *content.Content) *record.Patient {
	q := *p
	q.Systemic = nil
	for _, x := range p.Systemic {
		for _, name := range drugNames(x.Drug, know) {
			x.Drug = name
			q.Systemic = append(q.Systemic, x)
		}
	}
	q.Adverse = slices.Clone(p.Adverse)
	for i := range q.Adverse {
		x := &q.Adverse[i]
		x.During, x.Attributed = oneDrug(x.During, know), oneDrug(x.Attributed, know)
	}
	q.Rediff = slices.Clone(p.Rediff)
	for i := range q.Rediff {
		q.Rediff[i].Drug = oneDrug(q.Rediff[i].Drug, know)
	}
	q.Person.Medication = slices.Clone(p.Person.Medication)
	for i := range q.Person.Medication {
		x := &q.Person.Medication[i]
		if drugs, _ := know.DrugsNamed(x.Drug); slices.ContainsFunc(drugs, func(d content.DrugName) bool { return d.ID == amiodaroneDrug }) {
			x.Drug = amiodaroneDrug
		}
	}
	return &q
}

const amiodaroneDrug = "amiodarone"

// drugNames are the drugs of an entry; words that are not known stay as they are.
func drugNames(written string, know *content.Content) []string {
	drugs, ok := know.DrugsNamed(written)
	if !ok || contains(tyrosineKinaseInhibitors, strings.ToLower(written)) {
		return []string{written}
	}
	var out []string
	others := false
	for _, d := range drugs {
		if d.Class == content.KinaseInhibitor {
			out = append(out, d.ID)
		} else {
			others = true
		}
	}
	if pair := strings.Join(out, "-"); len(out) > 1 && contains(tyrosineKinaseInhibitors, pair) {
		return []string{pair}
	}
	if len(out) == 0 || others {
		out = append(out, written)
	}
	return out
}

func oneDrug(written string, know *content.Content) string {
	if names := drugNames(written, know); written != "" && len(names) == 1 {
		return names[0]
	}
	return written
}

// unknownDrug reports whether a name of a drug leaves open which drug it was.
func unknownDrug(written string, know *content.Content) bool {
	drugs, ok := know.DrugsNamed(written)
	return !ok || slices.ContainsFunc(drugs, func(d content.DrugName) bool { return d.ID == unnamedInhibitor })
}

const unnamedInhibitor = "kinase inhibitor"
