package consult

import (
	"cmp"
	"slices"
	"strings"

	"symport/internal/conduct"
	"symport/internal/record"
	"symport/internal/verdict"
)

// radioiodineLog is the ledger of radioiodine: every therapeutic administration surely
// given by the day, with what had been given before, and what followed.
func (a *assembly) radioiodineLog() []verdict.RadioiodineCourse {
	given := inTimeOrder(a.v.ctx.given())
	entries := make([]conduct.Radioiodine, len(given))
	for i, x := range given {
		entries[i] = raiInLedger(x)
	}
	out := []verdict.RadioiodineCourse{}
	for i, line := range conduct.Ledger(entries) {
		x := given[i]
		c := verdict.RadioiodineCourse{
			When: periodText(&x.Entry), Courses: *ranged(entries[i].Courses), CumulativeKBq: line.Cumulative.Least, LowerBound: !line.Cumulative.All,
			Unordered: line.Unordered, Preparation: textIf(x.Preparation), Response: a.responseTo(x), Doses: a.dosesOf(x), At: ref(record.SecRadioiodine, x.Entry).At,
		}
		if entries[i].Activity.All {
			c.KBq = &entries[i].Activity.Least
		}
		if line.HasSince && !line.Unordered {
			c.Since = ranged(line.Since)
		}
		out = append(out, c)
	}
	return out
}

// inTimeOrder puts dated courses in time, undated ones last.
func inTimeOrder(xs []*record.Radioiodine) []*record.Radioiodine {
	xs = slices.Clone(xs)
	slices.SortStableFunc(xs, func(a, b *record.Radioiodine) int {
		s, t := firstOf(&a.Entry), firstOf(&b.Entry)
		if s.Known != t.Known {
			return b2i(t.Known) - b2i(s.Known)
		}
		return cmp.Or(cmp.Compare(s.Lo, t.Lo), cmp.Compare(s.Hi, t.Hi))
	})
	return xs
}

func raiInLedger(x *record.Radioiodine) conduct.Radioiodine {
	least, most := courses(x)
	kBq, known := total(x)
	return conduct.Radioiodine{
		On: firstOf(&x.Entry), Last: lastOf(&x.Entry), Courses: conduct.Bounds{Least: least, Most: most},
		Activity: conduct.Activity{Least: kBq, All: known},
	}
}

// responseTo is the response that the record states for a course.
func (a *assembly) responseTo(x *record.Radioiodine) string {
	var words []string
	if x.Response.Has() {
		words = append(words, x.Response.V)
	}
	for i := range a.v.p.Responses {
		if r := &a.v.p.Responses[i]; x.ID != "" && r.To == x.ID && r.Verdict.Has() {
			words = append(words, r.Verdict.V+prefixed(" by ", r.Basis))
		}
	}
	if len(words) == 0 {
		return textOf(x.Response)
	}
	return strings.Join(sorted(words), "; ")
}

// dosesOf are the results of dosimetry that the record ties to a course: by its id, or
// by standing on the same known day.
func (a *assembly) dosesOf(x *record.Radioiodine) []verdict.Dosing {
	out := []verdict.Dosing{}
	for i := range a.v.p.Dosimetry {
		d := &a.v.p.Dosimetry[i]
		named := x.ID != "" && d.Rel != nil && d.Rel.To == x.ID
		if named || (x.Span().Exact() && sameDay(&d.Entry, &x.Entry)) {
			out = append(out, dosings(d)...)
		}
	}
	return out
}

// dosings are the numbers of one study.
func dosings(d *record.Dosimetry) (out []verdict.Dosing) {
	add := func(what, lesion, kind string, q record.Quantity) {
		if q.Has() {
			out = append(out, verdict.Dosing{What: what, Lesion: lesion, Kind: kind, Text: q.V.String(), When: spanText(d.Span())})
		}
	}
	add("blood", "", "per-activity", d.BloodPerGBq)
	add("marrow", "", "per-activity", d.MarrowPerGBq)
	add("lung", "", "per-activity", d.LungPerGBq)
	for i := range d.Lesions {
		l := &d.Lesions[i]
		add("lesion", l.Lesion, "per-activity", l.PerGBq)
		add("lesion", l.Lesion, doseKind(d), l.Dose)
	}
	return out
}

func doseKind(d *record.Dosimetry) string {
	if d.Planned.Has() {
		return "planned"
	}
	return "delivered"
}
