package consult

import (
	"strings"

	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/verdict"
)

// noDisease: the record says that nothing is left, and the listed lesions are judged as
// present all the same, since no rule may take them away.
func (a *assembly) noDisease() (out []verdict.Warning) {
	if len(a.v.ctx.lesions) == 0 {
		return nil
	}
	for i := range a.v.p.Events {
		e := &a.v.p.Events[i]
		if holds(e.What, "no evidence of disease") && !(e.Present.Has() && !e.Present.V) {
			out = append(out, verdict.Warning{ID: "no-disease", Text: "no evidence of disease is recorded; the listed lesions are judged as if present",
				At: ref(record.SecEvents, e.Entry).At})
		}
	}
	return ordered(out)
}

// unprovenScans names the lesions that count as taking up nothing on scans of which the
// record does not hold the TSH: they count, and a reader has to know on what.
func (a *assembly) unprovenScans() []verdict.Warning {
	var names []string
	for _, x := range a.v.ctx.lesions {
		if tri(uptake(a.v.ctx, x)) == fact.No && !a.v.ctx.provenNo(x) {
			names = append(names, lesionLabel(x))
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []verdict.Warning{{ID: "scan-unproven", Text: strings.Join(sorted(names), ", ") +
		": no uptake counts, though neither TSH nor preparation of the scan or its course is on record"}}
}

// provenNo reports whether a scan without uptake of the lesion has its TSH on record, or
// the preparation or the TSH of the course that it follows.
func (c *ctx) provenNo(x *record.Lesion) bool {
	for _, s := range c.uptakes(x) {
		if s.t == fact.No && (s.img.TSH.Has() || prepared(s.img.Preparation) || c.coursePrepared(s.img)) {
			return true
		}
	}
	return false
}

// coursePrepared: each of the courses that can be the last before the scan has it.
func (c *ctx) coursePrepared(img *record.Imaging) bool {
	last := latest(c.p.Radioiodine, raiEntry, func(x *record.Radioiodine) bool { return !after(&x.Entry, &img.Entry) })
	for _, x := range last {
		if !x.TSH.Has() && !prepared(x.Preparation) {
			return false
		}
	}
	return len(last) > 0
}

func prepared(t record.Text) bool { return t.Has() && (t.V == "rhTSH" || t.V == "withdrawal") }
