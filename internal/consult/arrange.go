package consult

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"symport/internal/record"
)

// arranged is the record with every list in order of time, then of content, so that
// nothing depends on the order in the file.
func arranged(p *record.Patient) *record.Patient {
	q := *p
	q.Surgery = inOrder(p.Surgery, func(x *record.Surgery) *record.Entry { return &x.Entry })
	q.Radioiodine = inOrder(p.Radioiodine, raiEntry)
	q.ExternalBeam = inOrder(p.ExternalBeam, func(x *record.Beam) *record.Entry { return &x.Entry })
	q.Local = inOrder(p.Local, func(x *record.Local) *record.Entry { return &x.Entry })
	q.Imaging = inOrder(afterCompared(p.Imaging), imagingEntry)
	q.Labs = inOrder(p.Labs, labEntry)
	q.Performance = inOrder(p.Performance, func(x *record.Performance) *record.Entry { return &x.Entry })
	q.Vitals = inOrder(p.Vitals, func(x *record.Vitals) *record.Entry { return &x.Entry })
	q.Heart = inOrder(p.Heart, heartEntry)
	q.Systemic = inOrder(p.Systemic, func(x *record.Systemic) *record.Entry { return &x.Entry })
	q.Adverse = inOrder(p.Adverse, func(x *record.AdverseEvent) *record.Entry { return &x.Entry })
	q.Dosimetry = inOrder(p.Dosimetry, func(x *record.Dosimetry) *record.Entry { return &x.Entry })
	q.Decisions = inOrder(p.Decisions, decisionEntry)
	q.Events = inOrder(p.Events, func(x *record.Event) *record.Entry { return &x.Entry })
	q.Levothyrox = inOrder(p.Levothyrox, medicineEntry)
	q.BoneAgents = inOrder(p.BoneAgents, medicineEntry)
	q.Radionuclide = inOrder(p.Radionuclide, func(x *record.Radionuclide) *record.Entry { return &x.Entry })
	q.Rediff = inOrder(p.Rediff, rediffEntry)
	q.Planned = inOrder(p.Planned, func(x *record.Plan) *record.Entry { return &x.Entry })
	q.Preferences = inOrder(p.Preferences, func(x *record.Preference) *record.Entry { return &x.Entry })
	q.RedFlags = inOrder(p.RedFlags, func(x *record.RedFlag) *record.Entry { return &x.Entry })
	q.Responses = inOrder(p.Responses, func(x *record.Response) *record.Entry { return &x.Entry })
	q.IodineLoad = inOrder(p.IodineLoad, func(x *record.Iodine) *record.Entry { return &x.Entry })
	q.Biopsies = inOrder(p.Biopsies, func(x *record.Biopsy) *record.Entry { return &x.Entry })
	q.Malignancies = inOrder(p.Malignancies, func(x *record.Malignancy) *record.Entry { return &x.Entry })
	q.Judgements = inOrder(p.Judgements, judgementEntry)
	q.Person.Comorbidity = inOrder(p.Person.Comorbidity, func(x *record.Condition) *record.Entry { return &x.Entry })
	q.Person.Denied = inOrder(p.Person.Denied, func(x *record.Denial) *record.Entry { return &x.Entry })
	q.Person.Risks = inOrder(p.Person.Risks, func(x *record.Risk) *record.Entry { return &x.Entry })
	q.Person.Medication = inOrder(p.Person.Medication, medicineEntry)
	q.Tumour.Molecular = inOrder(p.Tumour.Molecular, func(x *record.Molecular) *record.Entry { return &x.Entry })
	q.Tumour.Sites = inOrder(p.Tumour.Sites, func(x *record.SiteStatement) *record.Entry { return &x.Entry })
	q.Lesions = slices.SortedStableFunc(slices.Values(p.Lesions), func(a, b record.Lesion) int { return strings.Compare(a.ID, b.ID) })
	return &q
}

func medicineEntry(x *record.Medicine) *record.Entry { return &x.Entry }

// inOrder sorts entries, undated first, then the oldest; ties by what they say. A list
// in order is returned as it is.
func inOrder[T any](xs []T, entry func(*T) *record.Entry) []T {
	order := make([]*T, len(xs))
	inPlace := true
	for i := range xs {
		order[i] = &xs[i]
		inPlace = inPlace && (i == 0 || compareEntries(order[i-1], order[i], entry) <= 0)
	}
	if inPlace {
		return xs
	}
	slices.SortStableFunc(order, func(a, b *T) int { return compareEntries(a, b, entry) })
	out := make([]T, len(xs))
	for i, x := range order {
		out[i] = *x
	}
	return out
}

func compareEntries[T any](a, b *T, entry func(*T) *record.Entry) int {
	x, y := entry(a), entry(b)
	if d := cmp.Or(-newer(x.Span(), y.Span()), strings.Compare(x.ID, y.ID), strings.Compare(subject(a), subject(b))); d != 0 {
		return d
	}
	return byContent(*a, *b, entry)
}

// subject is the first thing that tells entries of one day apart, where many share it.
func subject(x any) string {
	switch x := x.(type) {
	case *record.Lab:
		return x.Test + x.Value.V.Number
	case *record.Condition:
		return x.Name
	case *record.Medicine:
		return x.Drug
	case *record.Molecular:
		return x.Gene + x.Alteration
	case *record.Imaging:
		return x.Modality + x.Tracer
	case *record.Risk:
		return x.Name
	case *record.Judgement:
		return x.Fact + x.Lesion
	case *record.Surgery:
		return x.What
	}
	return ""
}

// byContent compares two entries by all they say but their place in the file.
func byContent[T any](a, b T, entry func(*T) *record.Entry) int {
	said := func(x T) string {
		entry(&x).Line, entry(&x).Seq, entry(&x).Rel = 0, 0, nil
		return fmt.Sprint(x)
	}
	return strings.Compare(said(a), said(b))
}
