package consult

import (
	"symport/internal/date"
	"symport/internal/record"
)

// Which of the entries that may lie on either side of the day a world contains.
const (
	pickNone = -1
	pickAll  = -2
)

// lens looks at a record as it was on a day. Entries that surely lie before the day
// are in every world; those that may lie on either side (their span contains the day,
// or they have no date and something dated comes later) are in some worlds only. What
// holds in all worlds is known.
type lens struct {
	day         date.Day
	first, last date.Day  // of the dated entries
	stands      date.Span // the day for which undated statements about the person hold
	pick        int       // pickNone, pickAll, or the one uncertain entry that is in
	uncertain   int       // uncertain entries met so far
}

// place is where an entry lies against the day.
type place int8

const (
	past place = iota
	maybe
	future
)

// where places an entry: by when it became known, else by its beginning. An undated
// entry that stands (a comorbidity) is past; one of results, events or decisions may
// lie after the day unless the whole file is past.
func (l *lens) where(e *record.Entry, standing bool) place {
	known := e.Known
	if !known.Known {
		known = e.When
	}
	if !known.Known && e.From.Known {
		known = e.From
	}
	switch {
	case !known.Known && e.To.Known: // a period whose beginning is not said
		if l.over(e) {
			return past
		}
		return maybe
	case known.SurelyBy(l.day):
		return past
	case known.Known && known.Lo > l.day:
		return future
	case !known.Known && (standing || l.day >= l.last):
		return past
	}
	return maybe
}

// keep reports whether the entry is in this world, and bounds its days by the day.
func (l *lens) keep(e *record.Entry, standing bool) bool {
	switch l.where(e, standing) {
	case future:
		return false
	case maybe:
		l.uncertain++
		if l.pick != pickAll && l.pick != l.uncertain-1 {
			return false
		}
	}
	e.When, e.From = l.upTo(e.When), l.upTo(e.From)
	return true
}

// upTo bounds a span by the day; the text as written stays, for labels.
func (l *lens) upTo(s date.Span) date.Span {
	if s.Known && s.Lo <= l.day && s.Hi > l.day {
		s.Hi = l.day
	}
	return s
}

// over reports whether a period has surely ended by the day.
func (l *lens) over(e *record.Entry) bool { return e.To.SurelyBy(l.day) }

// sift returns the entries that are in this world, as copies.
func sift[T any](l *lens, xs []T, standing bool, entry func(*T) *record.Entry) []T {
	if len(xs) == 0 {
		return nil
	}
	out := make([]T, 0, len(xs))
	for _, x := range xs {
		if l.keep(entry(&x), standing) {
			out = append(out, x)
		}
	}
	return out
}

// on returns a field that was said on a day: unknown before it was said.
func on[T any](l *lens, f record.Field[T], said date.Span) (record.Field[T], date.Span) {
	if !said.Known {
		said = l.stands
	}
	if !said.SurelyBy(l.day) {
		return record.Field[T]{}, date.Span{}
	}
	return f, said
}

// see returns the record as it is in this world.
func (l *lens) see(p *record.Patient) *record.Patient {
	l.uncertain = 0
	q := *p
	q.Person, q.Tumour = l.person(p.Person), l.tumour(p.Tumour)
	q.Surgery = sift(l, p.Surgery, false, func(x *record.Surgery) *record.Entry { return &x.Entry })
	q.Radioiodine = l.radioiodine(p.Radioiodine)
	q.ExternalBeam = sift(l, p.ExternalBeam, false, func(x *record.Beam) *record.Entry { return &x.Entry })
	q.Local = sift(l, p.Local, false, func(x *record.Local) *record.Entry { return &x.Entry })
	q.Imaging = sift(l, p.Imaging, false, func(x *record.Imaging) *record.Entry { return &x.Entry })
	q.Labs = sift(l, p.Labs, false, func(x *record.Lab) *record.Entry { return &x.Entry })
	q.Performance = sift(l, p.Performance, false, func(x *record.Performance) *record.Entry { return &x.Entry })
	q.Vitals = sift(l, p.Vitals, false, func(x *record.Vitals) *record.Entry { return &x.Entry })
	q.Heart = sift(l, p.Heart, false, func(x *record.Heart) *record.Entry { return &x.Entry })
	q.Systemic = l.systemic(p.Systemic)
	q.Adverse = l.adverse(p.Adverse)
	q.Dosimetry = sift(l, p.Dosimetry, false, func(x *record.Dosimetry) *record.Entry { return &x.Entry })
	q.Decisions = sift(l, p.Decisions, false, func(x *record.Decision) *record.Entry { return &x.Entry })
	q.Events = sift(l, p.Events, false, func(x *record.Event) *record.Entry { return &x.Entry })
	q.Levothyrox = l.medicines(p.Levothyrox)
	q.BoneAgents = l.medicines(p.BoneAgents)
	q.Radionuclide = sift(l, p.Radionuclide, false, func(x *record.Radionuclide) *record.Entry { return &x.Entry })
	q.Rediff = sift(l, p.Rediff, false, func(x *record.Redifferentiation) *record.Entry { return &x.Entry })
	q.Planned = l.planned(p.Planned)
	q.Preferences = sift(l, p.Preferences, true, func(x *record.Preference) *record.Entry { return &x.Entry })
	q.RedFlags = sift(l, p.RedFlags, false, func(x *record.RedFlag) *record.Entry { return &x.Entry })
	q.Responses = sift(l, p.Responses, false, func(x *record.Response) *record.Entry { return &x.Entry })
	q.IodineLoad = sift(l, p.IodineLoad, false, func(x *record.Iodine) *record.Entry { return &x.Entry })
	q.Biopsies = sift(l, p.Biopsies, false, func(x *record.Biopsy) *record.Entry { return &x.Entry })
	q.Malignancies = sift(l, p.Malignancies, true, func(x *record.Malignancy) *record.Entry { return &x.Entry })
	q.Judgements = sift(l, p.Judgements, true, func(x *record.Judgement) *record.Entry { return &x.Entry })
	q.Lesions = l.lesions(p, &q)
	return &q
}

func (l *lens) person(p record.Person) record.Person {
	p.Comorbidity = sift(l, p.Comorbidity, true, func(x *record.Condition) *record.Entry { return &x.Entry })
	p.Denied = sift(l, p.Denied, true, func(x *record.Denial) *record.Entry { return &x.Entry })
	p.Risks = sift(l, p.Risks, true, func(x *record.Risk) *record.Entry { return &x.Entry })
	p.Medication = l.medicines(p.Medication)
	p.Pregnancy, p.PregnancyOn = on(l, p.Pregnancy, p.PregnancyOn)
	p.Symptomatic, p.SymptomsOn = on(l, p.Symptomatic, p.SymptomsOn)
	p.Lactation, _ = on(l, p.Lactation, date.Span{})
	return p
}

func (l *lens) tumour(t record.Tumour) record.Tumour {
	t.Molecular = sift(l, t.Molecular, false, func(x *record.Molecular) *record.Entry { return &x.Entry })
	t.Sites = sift(l, t.Sites, true, func(x *record.SiteStatement) *record.Entry { return &x.Entry })
	return t
}

// radioiodine cuts a series that runs on beyond the day: some of its courses were
// given, how many is not known.
func (l *lens) radioiodine(xs []record.Radioiodine) []record.Radioiodine {
	out := sift(l, xs, false, func(x *record.Radioiodine) *record.Entry { return &x.Entry })
	for i := range out {
		if r := &out[i]; r.To.Known && !r.When.Known && !l.over(&r.Entry) {
			r.Courses = record.Count{Written: true}
			r.Total, r.StatedTotal, r.Response = record.Quantity{}, record.Quantity{}, record.Text{}
			r.To = l.upTo(r.To)
			if r.To.Lo > l.day {
				r.To = date.Span{}
				if r.From.Known {
					r.To = date.Between(r.From.Lo, l.day)
				}
			}
		}
	}
	return out
}

// systemic hides how a drug ended until it surely has: without a day of its end, until
// nothing dated comes later.
func (l *lens) systemic(xs []record.Systemic) []record.Systemic {
	out := sift(l, xs, false, func(x *record.Systemic) *record.Entry { return &x.Entry })
	for i := range out {
		s := &out[i]
		s.Doses = sift(l, s.Doses, false, func(x *record.DoseChange) *record.Entry { return &x.Entry })
		s.Pauses = sift(l, s.Pauses, false, func(x *record.Pause) *record.Entry { return &x.Entry })
		if s.To.Known && !l.over(&s.Entry) || !s.To.Known && l.day < l.last {
			s.Stopped, s.Best = record.Text{}, record.Text{}
		}
	}
	return out
}

func (l *lens) adverse(xs []record.AdverseEvent) []record.AdverseEvent {
	out := sift(l, xs, false, func(x *record.AdverseEvent) *record.Entry { return &x.Entry })
	for i := range out {
		if a := &out[i]; (a.End.Known && !a.End.SurelyBy(l.day)) || (a.To.Known && !l.over(&a.Entry)) {
			a.Outcome, a.Action = "", ""
		}
	}
	return out
}

func (l *lens) medicines(xs []record.Medicine) []record.Medicine {
	out := sift(l, xs, true, func(x *record.Medicine) *record.Entry { return &x.Entry })
	for i := range out {
		m := &out[i]
		m.Changes = sift(l, m.Changes, false, func(x *record.DoseChange) *record.Entry { return &x.Entry })
		if m.To.Known && !l.over(&m.Entry) || !m.To.Known && l.day < l.last {
			m.Stopped = record.Text{}
		}
	}
	return out
}

// planned keeps what was intended by the day: plans lie in the future by nature, so
// only a stated day of knowing hides them.
func (l *lens) planned(xs []record.Plan) []record.Plan {
	var out []record.Plan
	for _, x := range xs {
		if !x.Known.Known || x.Known.SurelyBy(l.day) {
			out = append(out, x)
		}
	}
	return out
}
