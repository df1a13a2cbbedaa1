package cli

import (
	"fmt"
	"math"
	"strings"

	"symport/internal/date"
	"symport/internal/recist"
	"symport/internal/record"
	"symport/internal/unit"
)

// recistFromCase turns the examinations of a patient that tell of sizes into rows.
// Examinations on known days keep them; if one is known less well, all keep their
// order, which is enough for a category.
func recistFromCase(p *record.Patient, asOf date.Span) *recistCourse {
	c := &recistCourse{name: p.ID, about: p.About, caseID: p.ID, asOf: dateText(asOf)}
	scans := scansWithSizes(p, asOf)
	dated := true
	for _, s := range scans {
		dated = dated && s.Span().Exact()
	}
	for n, s := range scans {
		for _, f := range s.Findings {
			l := p.Lesion(f.Lesion)
			if l == nil || !tellsSize(f) {
				continue
			}
			r := rowOf(f, l)
			if dated {
				r.Day, r.Dated = int(s.Span().Lo), true
			} else {
				r.Visit = scanLabel(s, n)
			}
			markTreated(&r, p, scans[0].Span(), s.Span(), n)
			c.rows = append(c.rows, r)
		}
	}
	return c
}

// scansWithSizes are the examinations up to the as-of day with a size or with the word
// that a lesion has gone or come.
func scansWithSizes(p *record.Patient, asOf date.Span) (out []record.Imaging) {
	for _, s := range p.Imaging {
		if asOf.Known && s.Span().Known && s.Span().Hi > asOf.Hi {
			continue
		}
		for _, f := range s.Findings {
			if tellsSize(f) {
				out = append(out, s)
				break
			}
		}
	}
	return out
}

func tellsSize(f record.LesionFinding) bool {
	return f.Longest.Has() || f.ShortAxis.Has() || (f.Seen.Has() && f.Seen.V == "no") || (f.Change.Has() && (f.Change.V == "gone" || f.Change.V == "new"))
}

func scanLabel(s record.Imaging, n int) string {
	switch {
	case s.Span().Known:
		return s.Span().String()
	case s.ID != "":
		return s.ID
	}
	return fmt.Sprintf("scan %d", n+1)
}

func rowOf(f record.LesionFinding, l *record.Lesion) recist.Row {
	r := recist.Row{Lesion: l.ID, Site: l.Site, Role: recist.Open, Node: strings.Contains(l.Site, "node")}
	if l.Side != "" {
		r.Site += ", " + l.Side
	}
	if l.Role.Has() {
		r.Role = map[string]recist.Role{"target": recist.Target, "non-target": recist.NonTarget, "new": recist.New}[l.Role.V]
	}
	if f.Change.Has() && f.Change.V == "new" {
		r.Role = recist.New
	}
	r.Longest, r.ShortAxis = tenthsOf(f.Longest), tenthsOf(f.ShortAxis)
	switch {
	case (f.Seen.Has() && f.Seen.V == "no") || (f.Change.Has() && f.Change.V == "gone"):
		r.Status = recist.Absent
	case below(f.Longest) || below(f.ShortAxis):
		r.Status = recist.TooSmall
	case !r.Longest.Known && !r.ShortAxis.Known:
		r.Status = recist.Present
	}
	return r
}

func below(q record.Quantity) bool { return q.Has() && q.V.Bound == unit.Below }

// tenthsOf is a size in tenths of mm; only an exact one has a number.
func tenthsOf(q record.Quantity) recist.Size {
	if !q.Has() || q.V.Bound != unit.Exact {
		return recist.Size{}
	}
	return recist.Size{V: recist.Tenths(math.Round(10 * q.V.In("mm"))), Known: true}
}

// markTreated marks a lesion that was treated locally between the baseline and the scan.
func markTreated(r *recist.Row, p *record.Patient, baseline, scan date.Span, n int) {
	if n == 0 || !baseline.Known || !scan.Known {
		return
	}
	between := func(e record.Entry, lesions []string) {
		day := e.Span()
		for _, id := range lesions {
			if id == r.Lesion && day.Known && day.Hi > baseline.Lo && day.Lo <= scan.Hi {
				r.Status, r.TreatedDay, r.TreatedKnown = recist.Treated, int(day.Lo), day.Exact()
			}
		}
	}
	for _, s := range p.Surgery {
		between(s.Entry, s.Lesions)
	}
	for _, b := range p.ExternalBeam {
		between(b.Entry, b.Lesions)
	}
	for _, l := range p.Local {
		between(l.Entry, l.Lesions)
	}
}
