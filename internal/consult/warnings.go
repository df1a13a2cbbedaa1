package consult

import (
	"fmt"
	"slices"
	"strings"

	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/rule"
	"symport/internal/unit"
	"symport/internal/verdict"
)

// warnings are what to look at in the record, and in a planned course.
func (a *assembly) warnings() []verdict.Warning {
	out := []verdict.Warning{}
	out = append(out, a.sayScope()...)
	out = append(out, a.withoutUnit()...)
	out = append(out, a.unplaced()...)
	out = append(out, a.drugsWithoutDates()...)
	out = append(out, a.uncertainGrades()...)
	out = append(out, a.lackingLesions()...)
	out = append(out, a.contradicted()...)
	out = append(out, a.noDisease()...)
	out = append(out, a.notUnderstood()...)
	out = append(out, a.pregnancyContradicts()...)
	out = append(out, a.unprovenScans()...)
	out = append(out, a.disagreements()...)
	return append(out, a.crossing()...)
}

// sayScope: strata and rules of the edition that do not speak of this patient.
func (a *assembly) sayScope() []verdict.Warning {
	if a.out.Scope.Status != "partly" {
		return nil
	}
	return []verdict.Warning{{ID: "scope-partly", Text: "The edition speaks of this patient in part only: " + a.out.Scope.Reason}}
}

func (a *assembly) withoutUnit() (out []verdict.Warning) {
	var texts []verdict.Warning
	for i := range a.v.all.Labs {
		if l := &a.v.all.Labs[i]; l.NotStated {
			text := l.Test + " " + l.Number + " has no unit"
			if l.Reference != "" {
				text += " (reference " + l.Reference + ")"
			}
			texts = append(texts, verdict.Warning{ID: "unit-missing", Text: text + ": shown, used in no rule", At: ref(record.SecLaboratory, l.Entry).At})
		}
	}
	return ordered(texts)
}

func ordered(ws []verdict.Warning) []verdict.Warning {
	slices.SortFunc(ws, func(a, b verdict.Warning) int { return strings.Compare(a.ID+a.At+a.Text, b.ID+b.At+b.Text) })
	return slices.Compact(ws)
}

// unplaced counts the entries that lie after the day, names those that straddle it,
// and those without a date.
func (a *assembly) unplaced() (out []verdict.Warning) {
	later := 0
	var straddling, undated []string
	take := func(standing bool) func(record.Section, *record.Entry) {
		return func(sec record.Section, e *record.Entry) {
			s := e.Span()
			switch a.v.lens.where(e, standing) {
			case future:
				later++
			case maybe:
				if s.Known || e.Known.Known {
					straddling = append(straddling, string(sec)+" of "+label(s))
				} else {
					undated = append(undated, string(sec))
				}
			}
		}
	}
	entriesOf(a.p, take(false))
	standingOf(a.p, take(true))
	if len(undated) > 0 {
		out = append(out, verdict.Warning{ID: "undated", Text: fmt.Sprintf("%s without a date: shown, not used, since %s may lie after this day",
			strings.Join(counted(undated), ", "), pronoun(len(undated)))})
	}
	if len(straddling) > 0 {
		out = append(out, verdict.Warning{ID: "day-missing", Text: fmt.Sprintf("%s: the day is not known; used only where before and after this day give the same answer",
			strings.Join(counted(straddling), ", "))})
	}
	if later > 0 {
		out = append(out, verdict.Warning{ID: "later", Text: fmt.Sprintf("%d %s after this day: not used", later, plural(later, "entry lies", "entries lie"))})
	}
	return out
}

func pronoun(n int) string { return plural(n, "it", "they") }

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// counted folds equal words: "laboratory (3)".
func counted(words []string) []string {
	n := map[string]int{}
	for _, w := range words {
		n[w]++
	}
	out := sorted(words)
	for i, w := range out {
		if n[w] > 1 {
			out[i] = fmt.Sprintf("%s (%d)", w, n[w])
		}
	}
	return out
}

func (a *assembly) drugsWithoutDates() (out []verdict.Warning) {
	for i := range a.v.p.Systemic {
		s := &a.v.p.Systemic[i]
		course := a.v.ctx.drugCourse(s)
		for j := range s.Doses {
			begun := course.Steps[j].Initial && course.From.Known // the only drug dose is that of the start
			if d := &s.Doses[j]; !d.Entry.Span().Known && d.Dose.Has() && !begun {
				out = append(out, verdict.Warning{ID: "dose-undated", Text: s.Drug + " " + d.Dose.V.String() + " has no starting date: exposure not computed",
					At: ref(record.SecSystemic, s.Entry, s.Drug).At})
			}
		}
		if !s.Span().Known {
			out = append(out, verdict.Warning{ID: "drug-undated", Text: s.Drug + " has no date", At: string(record.SecSystemic)})
		}
	}
	return ordered(out)
}

func (a *assembly) uncertainGrades() (out []verdict.Warning) {
	for i := range a.v.p.Adverse {
		if e := &a.v.p.Adverse[i]; e.Grade.Has() && !e.CTCAE.Has() {
			out = append(out, verdict.Warning{ID: "ctcae-missing", Text: fmt.Sprintf("%s grade %d: CTCAE version not printed, so no dose rule uses it", e.Event, e.Grade.V),
				At: ref(record.SecAdverse, e.Entry).At})
		}
	}
	return ordered(out)
}

// lackingLesions: lesions of the file that may or may not have been there on the day.
func (a *assembly) lackingLesions() []verdict.Warning {
	var ids []string
	for i := range a.p.Lesions {
		x := &a.p.Lesions[i]
		if isMetastasis(x) && (!x.Found.Known || x.Found.Lo <= a.day) && !slices.ContainsFunc(a.v.facts.Lesions, func(t rule.Target) bool { return t.ID == x.ID }) {
			ids = append(ids, lesionLabel(x))
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return []verdict.Warning{{ID: "lesion-day-missing", Text: strings.Join(sorted(ids), ", ") + ": may have been found before or after this day; not judged"}}
}

// contradicted: an answer that the rest of the record does not bear out.
func (a *assembly) contradicted() (out []verdict.Warning) {
	for i := range a.v.p.Judgements {
		x := &a.v.p.Judgements[i]
		read, t := patientFacts[x.Fact], a.c.Vocabulary.Term(x.Fact)
		if read == nil || t == nil || x.Lesion != "" || t.Type != fact.Truth || !x.Answer.Has() {
			continue
		}
		if v := read(a.v.ctx); v.Status == fact.Known && v.Truth != (x.Answer.V == "yes") {
			out = append(out, verdict.Warning{ID: "answer-contradicts", Text: "the answer to " + x.Fact + " is not what the record shows; the record counts",
				At: ref(record.SecJudgements, x.Entry).At})
		}
	}
	return ordered(out)
}

// crossing warns of fixed activities that would take the sum over the activity after
// which no complete response was seen.
func (a *assembly) crossing() []verdict.Warning {
	var which []string
	for i := range a.v.facts.Activities {
		t := &a.v.facts.Activities[i]
		if k := a.c.Vocabulary.Index("plan.crosses_cumulative"); k >= 0 && tri(t.Values[a.c.Vocabulary.Slot(k)]) == fact.Yes {
			which = append(which, unit.Sig(t.Activity, 2))
		}
	}
	p, ok := a.c.Params[paramNoComplete]
	if len(which) == 0 || !ok {
		return nil
	}
	return []verdict.Warning{{ID: "crosses-cumulative", Text: fmt.Sprintf("a course of %s GBq would take the cumulative activity over %s GBq",
		strings.Join(which, " or "), unit.Sig(p.Value, 3))}}
}
