package consult

import (
	"slices"
	"strings"

	"symport/internal/content"
	"symport/internal/record"
)

// unsaid reports whether a word that should name something says that the name is not
// known. Such an entry is one of any kind, never one of another kind.
func unsaid(word string) bool {
	return slices.Contains([]string{"", "unknown", "not-done", "failed", "pending", "not-applicable"}, strings.ToLower(word))
}

// unnamedSections are the sections with an entry whose kind is not said: even complete,
// they do not tell what was not given.
func unnamedSections(p *record.Patient, know *content.Content) map[record.Section]bool {
	out := map[record.Section]bool{}
	unnamed(out, record.SecSurgery, p.Surgery, func(x *record.Surgery) string { return x.What })
	unnamed(out, record.SecLocal, p.Local, func(x *record.Local) string { return x.What })
	unnamed(out, record.SecSystemic, p.Systemic, func(x *record.Systemic) string { return known(x.Drug, know) })
	unnamed(out, record.SecBoneAgents, p.BoneAgents, func(x *record.Medicine) string { return x.Drug })
	unnamed(out, record.SecRadionuclide, p.Radionuclide, func(x *record.Radionuclide) string { return x.Agent })
	unnamed(out, record.SecRediff, p.Rediff, func(x *record.Redifferentiation) string { return x.Drug })
	unnamed(out, record.SecComorbidity, p.Person.Comorbidity, func(x *record.Condition) string { return x.Name })
	unnamed(out, record.SecMedication, p.Person.Medication, func(x *record.Medicine) string { return known(x.Drug, know) })
	unnamed(out, record.SecEvents, p.Events, func(x *record.Event) string { return x.What })
	unnamed(out, record.SecAdverse, p.Adverse, func(x *record.AdverseEvent) string { return x.Event })
	return out
}

// known is the name of a drug, "" if it leaves open which drug it was.
func known(drug string, know *content.Content) string {
	if unknownDrug(drug, know) {
		return ""
	}
	return drug
}

func unnamed[T any](out map[record.Section]bool, sec record.Section, xs []T, name func(*T) string) {
	for i := range xs {
		if unsaid(name(&xs[i])) {
			out[sec] = true
		}
	}
}
