package consult

import (
	"symport/internal/date"
	"symport/internal/record"
)

// entriesOf calls f with every dated entry of the record but plans.
func entriesOf(p *record.Patient, f func(sec record.Section, e *record.Entry)) {
	each(p.Surgery, record.SecSurgery, func(x *record.Surgery) *record.Entry { return &x.Entry }, f)
	each(p.Radioiodine, record.SecRadioiodine, func(x *record.Radioiodine) *record.Entry { return &x.Entry }, f)
	each(p.ExternalBeam, record.SecExternalBeam, func(x *record.Beam) *record.Entry { return &x.Entry }, f)
	each(p.Local, record.SecLocal, func(x *record.Local) *record.Entry { return &x.Entry }, f)
	each(p.Imaging, record.SecImaging, func(x *record.Imaging) *record.Entry { return &x.Entry }, f)
	each(p.Labs, record.SecLaboratory, func(x *record.Lab) *record.Entry { return &x.Entry }, f)
	each(p.Performance, record.SecPerformance, func(x *record.Performance) *record.Entry { return &x.Entry }, f)
	each(p.Vitals, record.SecVitals, func(x *record.Vitals) *record.Entry { return &x.Entry }, f)
	each(p.Heart, record.SecHeart, func(x *record.Heart) *record.Entry { return &x.Entry }, f)
	each(p.Systemic, record.SecSystemic, func(x *record.Systemic) *record.Entry { return &x.Entry }, f)
	for i := range p.Systemic {
		each(p.Systemic[i].Doses, record.SecSystemic, func(x *record.DoseChange) *record.Entry { return &x.Entry }, f)
		each(p.Systemic[i].Pauses, record.SecSystemic, func(x *record.Pause) *record.Entry { return &x.Entry }, f)
	}
	each(p.Adverse, record.SecAdverse, func(x *record.AdverseEvent) *record.Entry { return &x.Entry }, f)
	each(p.Dosimetry, record.SecDosimetry, func(x *record.Dosimetry) *record.Entry { return &x.Entry }, f)
	each(p.Decisions, record.SecDecisions, func(x *record.Decision) *record.Entry { return &x.Entry }, f)
	each(p.Events, record.SecEvents, func(x *record.Event) *record.Entry { return &x.Entry }, f)
	each(p.Levothyrox, record.SecLevothyroxine, func(x *record.Medicine) *record.Entry { return &x.Entry }, f)
	each(p.BoneAgents, record.SecBoneAgents, func(x *record.Medicine) *record.Entry { return &x.Entry }, f)
	each(p.Radionuclide, record.SecRadionuclide, func(x *record.Radionuclide) *record.Entry { return &x.Entry }, f)
	each(p.Rediff, record.SecRediff, func(x *record.Redifferentiation) *record.Entry { return &x.Entry }, f)
	each(p.RedFlags, record.SecRedFlags, func(x *record.RedFlag) *record.Entry { return &x.Entry }, f)
	each(p.Responses, record.SecResponses, func(x *record.Response) *record.Entry { return &x.Entry }, f)
	each(p.IodineLoad, record.SecIodineLoad, func(x *record.Iodine) *record.Entry { return &x.Entry }, f)
	each(p.Biopsies, record.SecBiopsies, func(x *record.Biopsy) *record.Entry { return &x.Entry }, f)
	each(p.Tumour.Molecular, record.SecMolecular, func(x *record.Molecular) *record.Entry { return &x.Entry }, f)
}

// standingOf calls f with the entries of sections that stand without a date.
func standingOf(p *record.Patient, f func(sec record.Section, e *record.Entry)) {
	each(p.Person.Comorbidity, record.SecComorbidity, func(x *record.Condition) *record.Entry { return &x.Entry }, f)
	each(p.Person.Medication, record.SecMedication, func(x *record.Medicine) *record.Entry { return &x.Entry }, f)
	each(p.Person.Denied, secDenied, func(x *record.Denial) *record.Entry { return &x.Entry }, f)
	each(p.Person.Risks, secRisks, func(x *record.Risk) *record.Entry { return &x.Entry }, f)
	each(p.Malignancies, record.SecMalignancies, func(x *record.Malignancy) *record.Entry { return &x.Entry }, f)
	each(p.Judgements, record.SecJudgements, func(x *record.Judgement) *record.Entry { return &x.Entry }, f)
	each(p.Preferences, record.SecPreferences, func(x *record.Preference) *record.Entry { return &x.Entry }, f)
	each(p.Tumour.Sites, secSites, func(x *record.SiteStatement) *record.Entry { return &x.Entry }, f)
}

// Sections of the file that the record keeps inside the person and the tumour.
const (
	secDenied record.Section = "denied"
	secRisks  record.Section = "risks"
	secSites  record.Section = "sites"
	secPerson record.Section = "patient"
	secTumour record.Section = "tumour"
)

func each[T any](xs []T, sec record.Section, entry func(*T) *record.Entry, f func(record.Section, *record.Entry)) {
	for i := range xs {
		f(sec, entry(&xs[i]))
	}
}

// extent returns the first and last day of the dated entries; ok is false if none has
// a date.
func extent(p *record.Patient) (first, last date.Day, ok bool) {
	take := func(_ record.Section, e *record.Entry) {
		for _, s := range []date.Span{e.When, e.From, e.To} {
			if !s.Known {
				continue
			}
			if !ok {
				first, last, ok = s.Lo, s.Hi, true
			}
			first, last = min(first, s.Lo), max(last, s.Hi)
		}
	}
	entriesOf(p, take)
	standingOf(p, take)
	return first, last, ok
}

// newLens prepares to look at a record on a day.
func newLens(p *record.Patient, day date.Day) *lens {
	l := &lens{day: day, first: day, last: day, pick: pickNone}
	if first, last, ok := extent(p); ok {
		l.first, l.last = first, last
	}
	switch {
	case p.AsOf.Known:
		l.stands = p.AsOf
	default:
		l.stands = date.On(max(day, l.last))
		if day >= l.last {
			l.stands = date.On(day)
		}
	}
	return l
}

// worlds returns the records that the day may have seen: that without any of the
// uncertain entries first, then each of them alone, then all together.
func (l *lens) worlds(p *record.Patient) []*record.Patient {
	l.pick = pickNone
	out := []*record.Patient{l.see(p)}
	n := l.uncertain
	for k := range n {
		l.pick = k
		out = append(out, l.see(p))
	}
	if n > 1 {
		l.pick = pickAll
		out = append(out, l.see(p))
	}
	return out
}
