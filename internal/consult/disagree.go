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
	"symport/internal/rule"
	"symport/internal/verdict"
)

// disagreements are the places where what was computed from the values of the record is
// not what the record says in words; both are shown, and which of them counts.
func (a *assembly) disagreements() (out []verdict.Warning) {
	out = append(out, a.recistDisagrees()...)
	out = append(out, a.spreadDisagrees()...)
	out = append(out, a.sizesDisagree()...)
	out = append(out, a.trendDisagrees()...)
	out = append(out, a.answersDisagree()...)
	return ordered(append(out, a.doublingDisagrees()...))
}

// Which of the two counts.
const (
	computedUsed = "the computed one is used; look at both"
	judgedUsed   = "the judgement is used; look at both"
	newerUsed    = "the computed one is newer and used; look at both"

	statedNewerUsed = "the stated one is newer and used; look at both"
	growthEither    = "RECIST counts as computed, growth as whichever of the two is newer, on one day whichever says that it grew; look at both"
)

func disagree(id, text, at string) verdict.Warning {
	return verdict.Warning{ID: "computed-disagrees-" + id, Text: text, At: at, Hint: computedUsed}
}

// answersDisagree sets every entered answer beside what the rest of the record tells of
// the same fact.
func (a *assembly) answersDisagree() (out []verdict.Warning) {
	c := a.v.ctx
	for i := range a.c.Vocabulary.Terms {
		t := &a.c.Vocabulary.Terms[i]
		switch {
		case t.ID == tgDoublingFact: // told with its interval
		case t.Scope == fact.OfPatient:
			out = append(out, c.answerDisagrees(t, "", valuesTell(t.ID))...)
		case t.Scope == fact.OfLesion:
			for _, x := range c.lesions {
				out = append(out, c.answerDisagrees(t, x.ID, lesionValuesTell(t.ID, x))...)
			}
		}
	}
	return out
}

const tgDoublingFact = "tg.doubling"

// valuesTell reads a fact without the answer to its question, where there is a way.
func valuesTell(id string) func(*ctx) fact.Value {
	if read := computedFacts[id]; read != nil {
		return read
	}
	return patientFacts[id]
}

func lesionValuesTell(id string, x *record.Lesion) func(*ctx) fact.Value {
	read := computedLesionFacts[id]
	if read == nil {
		read = lesionFacts[id]
	}
	if read == nil {
		return nil
	}
	return func(c *ctx) fact.Value { return read(c, x) }
}

func (c *ctx) answerDisagrees(t *fact.Term, lesion string, read func(*ctx) fact.Value) []verdict.Warning {
	said, ok := c.answer(t.ID, lesion)
	if !ok || said.Status != fact.Known || read == nil || len(said.From) == 0 {
		return nil
	}
	told := read(c)
	if told.Status != fact.Known || !apart(t, said, told) {
		return nil
	}
	of := ""
	if lesion != "" {
		of = lesion + ": "
	}
	w := disagree("answer", fmt.Sprintf("%s%s: answered %s, the rest of the record tells %s%s", of, t.Label, shownFact(t, &said), shownFact(t, &told), whence(told)), said.From[0].At)
	switch judgement := computedFacts[t.ID] != nil || computedLesionFacts[t.ID] != nil; {
	case judgement && newestDay(said).SurelyBefore(newestDay(told)):
		w.Hint = newerUsed
	case judgement:
		w.Hint = judgedUsed
	}
	return []verdict.Warning{w}
}

// apart reports whether two known values of a fact exclude each other.
func apart(t *fact.Term, a, b fact.Value) bool {
	switch t.Type {
	case fact.Quantity:
		return a.Hi < b.Lo || b.Hi < a.Lo
	case fact.Enum:
		return a.OneOf&b.OneOf == 0
	}
	return a.Truth != b.Truth
}

func shownFact(t *fact.Term, v *fact.Value) string {
	switch {
	case t.Type == fact.Truth && v.Truth:
		return "yes"
	case t.Type == fact.Truth:
		return "no"
	}
	return strings.TrimSpace(fmt.Sprint(rule.Shown(t, v)) + " " + t.Unit)
}

func whence(v fact.Value) string {
	if len(v.From) == 0 {
		return ""
	}
	return " (" + v.From[0].At + ")"
}

// recistDisagrees compares stated verdicts with the category computed from the newest sizes
// by their day: those by RECIST word for word, others by whether the disease grew.
func (a *assembly) recistDisagrees() (out []verdict.Warning) {
	c := a.v.ctx
	for i := range a.v.p.Responses {
		if x := &a.v.p.Responses[i]; x.Verdict.Has() && !holds(x.Basis, "thyroglobulin", "symptoms") {
			out = append(out, c.statedDisagrees(x.Verdict, x.Span(), byRecist(x), ref(record.SecResponses, x.Entry).At)...)
		}
	}
	for i := range a.v.p.Imaging {
		if x := &a.v.p.Imaging[i]; x.Response.Has() && !iodineScan(x) {
			out = append(out, c.statedDisagrees(x.Response, x.Span(), false, ref(record.SecImaging, x.Entry, x.Modality).At)...)
		}
	}
	return out
}

func (c *ctx) statedDisagrees(said record.Text, on date.Span, recistWord bool, at string) []verdict.Warning {
	word, day := c.computedBy(on)
	stated, computed := responseWord(said), recistWords[word]
	grew := grewBy(stated)
	if word == "" || stated == computed || !recistWord && (grew == fact.Maybe || grew == grewBy(computed)) {
		return nil
	}
	by := ""
	if recistWord {
		by = " by RECIST"
	}
	when := ""
	if day != on.Lo {
		when = " of " + day.String()
	}
	w := disagree("recist", fmt.Sprintf("%s: stated %s%s, computed from the sizes%s %s", label(on), said.V, by, when, word), at)
	switch late := int(on.Lo-day) > recist.VisitWindow; {
	case late && recistWord:
		w.Hint = statedNewerUsed
	case !recistWord:
		w.Hint = growthEither
	}
	return []verdict.Warning{w}
}

// computedBy is the category of the newest sizes on or before a day, and their day; "" if
// there is none that a word stands for, or an examination without sizes came since.
func (c *ctx) computedBy(on date.Span) (word string, at date.Day) {
	if !on.Exact() {
		return "", 0
	}
	lines := c.recistLines()
	for k := range lines {
		l := &lines[k]
		if l.Kind != recist.InTime || !l.measured() {
			continue
		}
		for i, v := range l.Result.Visits {
			if day := date.Day(v.Last); i > 0 && date.Day(v.First) <= on.Lo && day >= at {
				word, at = l.category(i), day
			}
		}
	}
	since := func(s date.Span) bool { return date.On(at).SurelyBefore(s) && !on.SurelyBefore(s) }
	if slices.ContainsFunc(c.p.Imaging, func(x record.Imaging) bool { return !iodineScan(&x) && since(x.Span()) }) ||
		slices.ContainsFunc(lines, func(l RecistLine) bool { return since(l.Start) }) {
		return "", 0
	}
	return word, at
}

// category is that of a scan for which a word stands; after progression only further
// progression has one.
func (l *RecistLine) category(i int) string {
	p := &l.Result.Points[i]
	switch {
	case p.AfterPD && l.shows(i):
		return string(recist.PD)
	case p.AfterPD || recistWords[string(p.Overall)] == "":
		return ""
	}
	return string(p.Overall)
}

// spreadDisagrees: most lesions are said to grow under the drug, and RECIST finds no
// progression under it.
func (a *assembly) spreadDisagrees() []verdict.Warning {
	c := a.v.ctx
	most, pd := judged("tki.generalised")(c), recistProgression(c)
	if tri(most) != fact.Yes || tri(pd) != fact.No || len(most.From) == 0 {
		return nil
	}
	w := disagree("spread", "growth under the drug is called generalised"+whence(most)+"; RECIST finds no progression"+whence(pd), most.From[0].At)
	w.Hint = "each counts in the rules that ask for it; look at both"
	return []verdict.Warning{w}
}

var recistWords = map[string]string{"CR": "complete", "PR": "partial", "SD": "stable", "PD": "progression"}

// sizesDisagree: a report says that a lesion grew and its size is not above the one
// before, or that it did not, and it grew by what counts as growth.
func (a *assembly) sizesDisagree() (out []verdict.Warning) {
	for _, x := range a.v.ctx.lesions {
		sizes := a.v.ctx.diameters(x)
		for i := range sizes {
			m := &sizes[i]
			base, said := m.base, changeWord(m.at.f.Change)
			if base == nil || said == fact.Maybe || holds(m.at.f.Change.V, "new") {
				continue
			}
			grew := grown(base.mm, m.mm)
			if said == fact.Yes && m.mm <= base.mm || said == fact.No && grew {
				out = append(out, disagree("size", fmt.Sprintf("%s is called %s, its size went from %g to %g mm", x.ID, m.at.f.Change.V, base.mm, m.mm),
					ref(record.SecImaging, m.at.img.Entry, m.at.img.Modality).At))
			}
		}
	}
	return out
}

// trendDisagrees: a stated direction of thyroglobulin against the line through its values.
func (a *assembly) trendDisagrees() (out []verdict.Warning) {
	m := a.v.ctx.marker()
	for i := range a.v.p.Labs {
		l := &a.v.p.Labs[i]
		if l.Test != "Tg" || !l.Trend.Has() || !l.Span().Known {
			continue
		}
		for k, s := range m.course.Stretches {
			last := k == len(m.course.Stretches)-1
			after := float64(l.Span().Lo) > s.Fit.ToDay
			if !s.Reliable || float64(l.Span().Lo) < s.Fit.FromDay || float64(l.Span().Hi) > s.Fit.ToDay && !(last && after) {
				continue
			}
			if b := s.Fit.Slope; l.Trend.V == "rising" && b.High < 0 || l.Trend.V == "falling" && b.Low > 0 {
				w := disagree("tg", "thyroglobulin is called "+l.Trend.V+"; the line through its values does the opposite", ref(record.SecLaboratory, l.Entry, "Tg").At)
				if after {
					w.Hint = statedNewerUsed
				}
				out = append(out, w)
			}
		}
	}
	return out
}

// doublingDisagrees: an entered doubling time outside the interval of the computed one.
func (a *assembly) doublingDisagrees() []verdict.Warning {
	said, ok := a.v.ctx.answer(tgDoublingFact, "")
	v := tgDoubling(a.v.ctx)
	if !ok || said.Status != fact.Known || v.Status != fact.Known || len(said.From) == 0 || (said.Hi >= v.Lo && said.Lo <= v.Hi) {
		return nil
	}
	return []verdict.Warning{disagree("doubling", fmt.Sprintf("the entered doubling time, %s, lies outside the interval computed from the values, %s",
		monthsText(said.Lo, said.Hi), monthsText(v.Lo, v.Hi)), said.From[0].At)}
}

func monthsText(lo, hi float64) string {
	switch {
	case math.IsInf(hi, 1):
		return fmt.Sprintf("%.3g months or longer", lo)
	case lo == hi:
		return fmt.Sprintf("%.3g months", lo)
	}
	return fmt.Sprintf("%.3g to %.3g months", lo, hi)
}
