package consult

import (
	"fmt"
	"slices"
	"strings"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/rule"
	"symport/internal/unit"
	"symport/internal/verdict"
)

const (
	wUnknown      = "unknown"
	wNoneRecorded = "none recorded"
)

// ledger is one line per metastasis, with what is known on the day.
func (a *assembly) ledger() []verdict.Lesion {
	out := []verdict.Lesion{}
	names := lesionNames(a.v.p)
	for k := range a.v.facts.Lesions {
		x := a.v.p.Lesion(a.v.facts.Lesions[k].ID)
		if x == nil {
			continue
		}
		out = append(out, verdict.Lesion{
			ID: x.ID, Label: names[x.ID], Site: x.Site, Size: a.quantity(k, "lesion.size"), Course: a.lesionCourse(x),
			Uptake: a.truth(k, "lesion.uptake"), FDG: a.lesionFDG(k, x), Dose: a.lesionDose(k), Local: a.lesionLocal(x), Found: found(x),
		})
	}
	return out
}

// lesionNames are the labels of the lesions by id; lesions of one label are told apart by
// their ids.
func lesionNames(p *record.Patient) map[string]string {
	names, times := make(map[string]string, len(p.Lesions)), map[string]int{}
	for i := range p.Lesions {
		x := &p.Lesions[i]
		names[x.ID] = lesionLabel(x)
		times[names[x.ID]]++
	}
	for id, name := range names {
		if times[name] > 1 {
			names[id] = name + " (" + id + ")"
		}
	}
	return names
}

func lesionLabel(x *record.Lesion) string {
	label := strings.ReplaceAll(x.Site, "-", " ")
	detail := strings.TrimPrefix(x.Detail, "vertebra ")
	if x.Side == "both" {
		label += ", both sides"
	} else if x.Side != "" && !strings.Contains(detail, x.Side) {
		label += ", " + x.Side
	}
	if detail != "" {
		label += ", " + detail
	}
	return label
}

func found(x *record.Lesion) string {
	switch {
	case x.FoundText != "":
		return x.FoundText
	case x.Found.Known:
		return label(x.Found)
	}
	return wUnknown
}

func (a *assembly) of(k int, id string) (*fact.Term, *fact.Value) {
	i := a.c.Vocabulary.Index(id)
	if i < 0 {
		return nil, &fact.Value{}
	}
	return &a.c.Vocabulary.Terms[i], &a.v.facts.Lesions[k].Values[a.c.Vocabulary.Slot(i)]
}

func (a *assembly) quantity(k int, id string) string {
	t, v := a.of(k, id)
	if t == nil || (v.Status != fact.Known && v.Status != fact.Stale) {
		return v.Status.String()
	}
	text := fmt.Sprint(rule.Shown(t, v))
	if v.Soft || v.Lo == v.Hi {
		text = unit.Sig(v.Est, 3)
		if !v.Soft {
			text = strings.TrimSuffix(unit.Sig(v.Lo, 4), ".0")
		}
	}
	return strings.ReplaceAll(trimZeros(text), "..", "-") + " " + t.Unit
}

func trimZeros(s string) string {
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

func (a *assembly) truth(k int, id string) string {
	_, v := a.of(k, id)
	if v.Status != fact.Known {
		return v.Status.String()
	}
	if v.Truth {
		return "yes"
	}
	return "no"
}

// lesionFDG adds the last SUV to the word.
func (a *assembly) lesionFDG(k int, x *record.Lesion) string {
	word := a.truth(k, "lesion.fdg")
	newest := latest(a.v.ctx.seen[x.ID], (*at).entry, func(f *at) bool { return fdgScan(f.img) && f.f.SUVmax.Has() })
	if len(newest) == 1 {
		word += ", SUVmax " + newest[0].f.SUVmax.V.Number
	}
	return word
}

func (a *assembly) lesionDose(k int) string {
	if _, v := a.of(k, "lesion.dose_last"); v.Status == fact.Known {
		return a.quantity(k, "lesion.dose_last")
	}
	return a.quantity(k, "lesion.dose_per_activity")
}

// lesionCourse is what the last examination says of the lesion: in words, else by the
// sizes.
func (a *assembly) lesionCourse(x *record.Lesion) string {
	sizes := a.v.ctx.diameters(x)
	newest := latest(a.v.ctx.seen[x.ID], (*at).entry, func(f *at) bool {
		return f.f.Change.Has() || f.f.Seen.Has() || sizeCourse(sizes, f) != ""
	})
	var words []string
	for _, f := range newest {
		words = append(words, courseWord(sizes, f)+" "+dayOf(f.img.Span()))
	}
	if len(words) == 0 {
		if x.Kind == "recurrence" {
			return "recurrence"
		}
		return wUnknown
	}
	return strings.Join(sorted(words), "; ")
}

func courseWord(sizes []measured, f *at) string {
	bySize := sizeCourse(sizes, f)
	switch {
	case f.f.Change.Has():
		return f.f.Change.V
	case bySize != "":
		return bySize
	case f.f.Seen.V == "yes":
		return "seen"
	case f.f.Seen.V == "no":
		return "not seen"
	}
	return f.f.Seen.V
}

// sizeCourse compares a measured diameter with its baseline or nadir: "grew 20 to 60 mm";
// less than growth by RECIST is only told.
func sizeCourse(sizes []measured, f *at) string {
	i := slices.IndexFunc(sizes, func(m measured) bool { return m.at.f == f.f })
	if i < 0 {
		return ""
	}
	base := sizes[i].base
	if base == nil {
		return ""
	}
	from, to := trimZeros(unit.Sig(base.mm, 4)), trimZeros(unit.Sig(sizes[i].mm, 4))
	switch {
	case grown(base.mm, sizes[i].mm):
		return "grew " + from + " to " + to + " mm"
	case from == to:
		return "unchanged, " + to + " mm"
	}
	return from + " to " + to + " mm"
}

// lesionLocal lists the local treatments of a lesion, those too that may lie after the
// day; "none recorded" only if the sections are closed.
func (a *assembly) lesionLocal(x *record.Lesion) string {
	var parts []string
	p := a.v.all
	for i := range p.Surgery {
		if s := &p.Surgery[i]; contains(s.Lesions, x.ID) {
			text := "surgery " + dayOf(s.Span())
			if s.Residual.Written || s.Residual.Has() {
				text += ", residue " + textOf(s.Residual)
			}
			parts = append(parts, text)
		}
	}
	for i := range p.ExternalBeam {
		if b := &p.ExternalBeam[i]; contains(b.Lesions, x.ID) {
			parts = append(parts, withIntent("radiotherapy "+dayOf(b.Span()), b.Intent))
		}
	}
	for i := range p.Local {
		if l := &p.Local[i]; contains(l.Lesions, x.ID) {
			parts = append(parts, withIntent(l.What+" "+dayOf(l.Span()), l.Intent))
		}
	}
	if len(parts) > 0 {
		return strings.Join(sorted(parts), "; ")
	}
	c := a.v.ctx
	if c.complete(record.SecSurgery) && c.complete(record.SecExternalBeam) && c.complete(record.SecLocal) {
		return wNoneRecorded
	}
	return wUnknown
}

// dayOf is a day or the days between as they stand in a table.
func dayOf(s date.Span) string {
	if !s.Known {
		return "undated"
	}
	return strings.ReplaceAll(label(s), "..", " to ")
}

func withIntent(text string, intent record.Text) string {
	if intent.Has() {
		return text + ", " + intent.V
	}
	return text
}

func textOf(t record.Text) string {
	if t.Has() {
		return t.V
	}
	return t.Status.String()
}
