package consult

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/recist"
	"symport/internal/record"
	"symport/internal/unit"
)

// RecistRows turns the examinations of a record that tell of sizes, up to the end of the
// day, into rows for RECIST. Examinations on known days keep them; if one is known less
// well, all keep the order that is known of them, else that of the record, which is
// enough for a category.
func RecistRows(p *record.Patient, asOf date.Span) []recist.Row {
	return rowsOf(p, scansWithSizes(p, asOf))
}

func rowsOf(p *record.Patient, scans []*record.Imaging) (rows []recist.Row) {
	dated := true
	for _, s := range scans {
		dated = dated && s.Span().Exact()
	}
	for n, s := range scans {
		for i := range s.Findings {
			f := &s.Findings[i]
			l := p.Lesion(f.Lesion)
			if l == nil || !tellsSize(f) {
				continue
			}
			r := recistRow(f, l)
			if dated {
				r.Day, r.Dated = int(s.Span().Lo), true
			} else {
				r.Visit = scanLabel(s, n)
			}
			if n > 0 {
				markTreated(&r, p, scans[0].Span(), s.Span())
				markNew(&r, l, scans[0])
			} else {
				markTreatedBefore(&r, p, s)
			}
			r.Method = methodOf(s.Modality)
			rows = append(rows, r)
		}
	}
	return rows
}

// methodOf is the way of measuring that a modality stands for: a PET/CT measures by CT.
func methodOf(modality string) string {
	m := strings.ToUpper(modality)
	switch {
	case strings.Contains(m, "MR"):
		return "MRI"
	case strings.Contains(m, "CT"):
		return "CT"
	}
	return modality
}

// markNew: a metastasis found after the baseline and not measured on it is new, wherever
// it is and whatever role it has under a later treatment. A measured part is as old as its
// group.
func markNew(r *recist.Row, l *record.Lesion, baseline *record.Imaging) {
	if isMetastasis(l) && l.PartOf == "" && baseline.Span().SurelyBefore(l.Found) && !speaksOf(baseline, l.ID) {
		r.Role = recist.New
	}
}

func speaksOf(s *record.Imaging, lesion string) bool {
	return slices.ContainsFunc(s.Findings, func(f record.LesionFinding) bool { return f.Lesion == lesion })
}

// foundBy are the lesions found no later than the first of some scans, or part of another.
func foundBy(p *record.Patient, scans []*record.Imaging) (out []string) {
	for i := range p.Lesions {
		x := &p.Lesions[i]
		if len(scans) > 0 && (x.PartOf != "" || !isMetastasis(x) || x.Found.Known && !scans[0].Span().SurelyBefore(x.Found) && x.Found.SurelyBy(scans[0].Span().Hi)) {
			out = append(out, x.ID)
		}
	}
	return out
}

// scansWithSizes are the examinations up to the day with a size, or with the word that a
// lesion has gone or come, in their order.
func scansWithSizes(p *record.Patient, asOf date.Span) (out []*record.Imaging) {
	for i := range p.Imaging {
		s := &p.Imaging[i]
		if asOf.Known && s.Span().Known && s.Span().Hi > asOf.Hi {
			continue
		}
		for j := range s.Findings {
			if tellsSize(&s.Findings[j]) {
				out = append(out, s)
				break
			}
		}
	}
	return scansInOrder(out)
}

func tellsSize(f *record.LesionFinding) bool {
	return f.Longest.Has() || f.ShortAxis.Has() || notSeen(f) || (f.Change.Has() && f.Change.V == "new")
}

func notSeen(f *record.LesionFinding) bool {
	return (f.Seen.Has() && f.Seen.V == "no") || (f.Change.Has() && f.Change.V == "gone")
}

func scanLabel(s *record.Imaging, n int) string {
	switch {
	case s.Span().Known:
		return s.Span().String()
	case s.ID != "":
		return s.ID
	}
	return fmt.Sprintf("scan %d", n+1)
}

func recistRow(f *record.LesionFinding, l *record.Lesion) recist.Row {
	r := recist.Row{Lesion: l.ID, Group: l.PartOf, Site: l.Site, Role: recist.Open, Node: strings.Contains(l.Site, "node")}
	if l.Side != "" {
		r.Site += ", " + l.Side
	}
	if l.Role.Has() {
		r.Role = map[string]recist.Role{"target": recist.Target, "non-target": recist.NonTarget, "new": recist.New}[l.Role.V]
	}
	if f.Change.Has() && f.Change.V == "new" {
		r.Role = recist.New
	}
	r.Longest, r.ShortAxis = tenths(f.Longest), tenths(f.ShortAxis)
	switch {
	case notSeen(f):
		r.Status = recist.Absent
	case belowLimit(f.Longest) || belowLimit(f.ShortAxis):
		r.Status = recist.TooSmall
	case !r.Longest.Known && !r.ShortAxis.Known:
		r.Status = recist.Present
	}
	return r
}

func belowLimit(q record.Quantity) bool { return q.Has() && q.V.Bound == unit.Below }

// tenths is a size in tenths of mm; only an exact one has a number.
func tenths(q record.Quantity) recist.Size {
	if !q.Has() || q.V.Bound != unit.Exact {
		return recist.Size{}
	}
	return recist.Size{V: recist.Tenths(math.Round(10 * q.V.In("mm"))), Known: true}
}

// markTreated marks a lesion that was treated locally between the baseline and the scan.
func markTreated(r *recist.Row, p *record.Patient, baseline, scan date.Span) {
	if !baseline.Known || !scan.Known {
		return
	}
	eachLocal(p, r.Lesion, func(e *record.Entry, _ string) {
		if day := e.Span(); day.Known && day.Hi > baseline.Lo && day.Lo <= scan.Hi {
			r.Status, r.TreatedDay, r.TreatedKnown = recist.Treated, int(day.Lo), day.Exact()
		}
	})
}

// markTreatedBefore marks a lesion that was treated locally before the baseline and is not
// known to have grown since.
func markTreatedBefore(r *recist.Row, p *record.Patient, baseline *record.Imaging) {
	on := baseline.Span()
	eachLocal(p, r.Lesion, func(e *record.Entry, _ string) {
		if day := lastOf(e); day.Known && on.Known && day.Hi <= on.Lo && !grownBetween(p, r.Lesion, day, on) {
			r.Status, r.TreatedDay, r.TreatedKnown = recist.Treated, int(day.Hi), day.Exact()
		}
	})
}

// grownBetween reports whether a lesion was called larger, or measured as grown, on a scan
// after one day and no later than another.
func grownBetween(p *record.Patient, lesion string, after, until date.Span) bool {
	least := math.Inf(1)
	for _, a := range inOrderKnown(findingsIn(p, lesion)) {
		on := a.img.Span()
		if !after.SurelyBefore(on) || !on.SurelyBy(until.Hi) {
			continue
		}
		if changeWord(a.f.Change) == fact.Yes {
			return true
		}
		if q := a.f.Longest; q.Has() && q.V.Bound == unit.Exact {
			if grown(least, q.V.Value) {
				return true
			}
			least = math.Min(least, q.V.Value)
		}
	}
	return false
}

// eachLocal goes through the local treatments of a lesion.
func eachLocal(p *record.Patient, lesion string, f func(e *record.Entry, what string)) {
	for i := range p.Surgery {
		if s := &p.Surgery[i]; contains(s.Lesions, lesion) {
			f(&s.Entry, s.What)
		}
	}
	for i := range p.ExternalBeam {
		if b := &p.ExternalBeam[i]; contains(b.Lesions, lesion) {
			f(&b.Entry, "radiotherapy"+prefixed(" ", quantityIf(b.Dose)))
		}
	}
	for i := range p.Local {
		if l := &p.Local[i]; contains(l.Lesions, lesion) {
			f(&l.Entry, l.What)
		}
	}
}

func quantityIf(q record.Quantity) string {
	if q.Has() {
		return q.V.String()
	}
	return ""
}
