package consult

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"symport/internal/date"
	"symport/internal/recist"
	"symport/internal/record"
)

// RecistLine is the response under one treatment: the scans from its baseline to the next
// treatment, judged by themselves.
type RecistLine struct {
	Treatment string // "" for the time before the first treatment, or without any
	Start     date.Span
	recist.Segment
	Result recist.Result
	Passed []string // labels of the scans that are of another region
	Lost   []string // labels of the scans whose place against the start is not known
	older  []string // lesions known by the baseline, measured on it or not
}

// RecistLines judges the response under each treatment of a record up to the day: each
// course of radioiodine or of another radionuclide and each systemic drug, in time.
func RecistLines(p *record.Patient, asOf date.Span, c recist.Criteria, join int, w recist.Window) []RecistLine {
	scans := scansWithSizes(p, asOf)
	lines := treatmentLines(p, asOf)
	told := make([]recist.Scan, len(scans))
	for i, s := range scans {
		told[i].On = s.Span()
		for j := range s.Findings {
			if f := &s.Findings[j]; tellsSize(f) {
				told[i].Lesions = append(told[i].Lesions, f.Lesion)
			}
		}
	}
	place := func(scan, t int) recist.Place { return placeOf(scans[scan], &lines[t]) }
	apart := func(scan, t int) int { return daysApart(scans[scan], &lines[t]) }
	var out []RecistLine
	for _, s := range recist.Segments(told, len(lines), place, apart, w, join) {
		line := RecistLine{Segment: s, Passed: labels(scans, s.OtherRegion), Lost: labels(scans, s.Unplaced)}
		if s.Treatment >= 0 {
			line.Treatment, line.Start = lines[s.Treatment].name, lines[s.Treatment].start
		}
		var used []*record.Imaging
		for _, i := range s.Scans {
			used = append(used, scans[i])
		}
		line.Result = recist.Assess(rowsOf(p, used), c, join)
		line.older = foundBy(p, used)
		out = append(out, line)
	}
	return out
}

func labels(scans []*record.Imaging, which []int) (out []string) {
	for _, i := range which {
		out = append(out, scanLabel(scans[i], i))
	}
	return sorted(out)
}

// treatmentLine is the start of a treatment to which a response belongs.
type treatmentLine struct {
	name   string
	entry  *record.Entry
	drug   string // by which another entry may name it
	period bool
	start  date.Span
}

// treatmentLines are the treatments that had surely begun by the day, in time; those that
// began on one day are one.
func treatmentLines(p *record.Patient, asOf date.Span) []treatmentLine {
	var out []treatmentLine
	add := func(name, drug string, e *record.Entry, period bool) {
		if start := firstOf(e); !asOf.Known || !start.Known || start.Lo <= asOf.Hi {
			out = append(out, treatmentLine{name, e, drug, period, start})
		}
	}
	for i := range p.Radioiodine {
		if x := &p.Radioiodine[i]; therapeutic(x) {
			add("radioiodine", string(record.SecRadioiodine), &x.Entry, false)
		}
	}
	for i := range p.Radionuclide {
		x := &p.Radionuclide[i]
		add(cmp.Or(x.Agent, "radionuclide"), string(record.SecRadionuclide), &x.Entry, false)
	}
	for i := range p.Systemic {
		if x := &p.Systemic[i]; !(x.Purpose.Has() && x.Purpose.V == "redifferentiation") {
			add(x.Drug, x.Drug, &x.Entry, true)
		}
	}
	slices.SortStableFunc(out, func(a, b treatmentLine) int {
		switch {
		case a.start.Known != b.start.Known:
			return b2i(b.start.Known) - b2i(a.start.Known)
		case relatedBefore(a.entry, b.entry):
			return -1
		case relatedBefore(b.entry, a.entry):
			return 1
		}
		return cmp.Or(cmp.Compare(a.start.Lo, b.start.Lo), cmp.Compare(a.start.Hi, b.start.Hi), strings.Compare(a.name, b.name))
	})
	return together(out)
}

func together(lines []treatmentLine) (out []treatmentLine) {
	for _, l := range lines {
		if n := len(out); n > 0 && l.start.Exact() && out[n-1].start.Exact() && l.start.Lo == out[n-1].start.Lo {
			out[n-1].name += " and " + l.name
			continue
		}
		out = append(out, l)
	}
	return out
}

// placeOf tells where a scan lies against the start of a treatment: by its days, else by
// what is said of its order.
func placeOf(s *record.Imaging, t *treatmentLine) recist.Place {
	on := s.Span()
	switch {
	case on.Known && t.start.Known && on.Hi <= t.start.Lo:
		return recist.Before
	case t.start.SurelyBefore(on):
		return recist.After
	case relatedBefore(&s.Entry, t.entry):
		return recist.Before
	case relatedBefore(t.entry, &s.Entry), s.Rel != nil && !s.Rel.Before && t.named(s.Rel.To):
		return recist.After
	case s.Rel != nil && s.Rel.Before && t.named(s.Rel.To) && (!t.period || strings.HasSuffix(s.Rel.To, ".start")):
		return recist.Before
	}
	return recist.PlaceUnknown
}

// named reports whether an anchor means the treatment. The section, or the drug, is an
// anchor only where it stands for one entry.
func (t *treatmentLine) named(to string) bool {
	to = strings.TrimSuffix(strings.TrimSuffix(to, ".start"), ".end")
	return to != "" && (to == t.entry.ID || strings.EqualFold(to, t.drug))
}

// daysApart is the largest number of days that can lie between a scan and the start of a
// treatment, -1 if nobody knows.
func daysApart(s *record.Imaging, t *treatmentLine) int {
	on := s.Span()
	switch {
	case on.Known && t.start.Known:
		return int(max(on.Hi-t.start.Lo, t.start.Hi-on.Lo, 0))
	case s.Rel != nil && t.named(s.Rel.To) && !math.IsInf(s.Rel.Most, 1):
		return int(math.Ceil(s.Rel.Most * daysAMonth))
	}
	return -1
}

// daysAMonth is the longest month.
const daysAMonth = 31
