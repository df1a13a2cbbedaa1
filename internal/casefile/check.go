package casefile

import (
	"cmp"
	"slices"

	"symport/internal/date"
	"symport/internal/record"
)

// check looks for what cannot be (errors) and for what is hard to believe or
// contradicts the rest (warnings). It changes nothing.
func (w *walker) check(p *record.Patient) {
	w.checkPeriods(p)
	w.checkLimits(p)
	w.checkPerson(p)
	w.checkStage(p)
	w.checkTotals(p)
	w.checkRefractory(p)
	w.checkTime(p)
	w.checkThyroglobulin(p)
	w.checkImaging(p)
	w.checkLists(p)
	w.checkJudgements(p)
}

// checkPeriods finds periods that end before they begin.
func (w *walker) checkPeriods(p *record.Patient) {
	for _, a := range w.entries {
		e := a.entry
		what := cmp.Or(a.drug, a.section)
		w.reversed(what, &e.From, &e.To)
		if e.Known.Known && e.When.Known && e.Known.SurelyBefore(e.When) && a.section != "planned" {
			w.warn(w.node(&e.Known), "known-early", "swapped, or the year?", "%s known %s, before it was done %s", what, e.Known, e.When)
		}
	}
	for i := range p.Adverse {
		a := &p.Adverse[i]
		w.reversed(a.Event, &a.Onset, &a.End)
	}
	for i := range p.Systemic {
		w.checkInside(&p.Systemic[i])
	}
	if n := p.Tumour.Nodes; n.Positive.Has() && n.Examined.Has() && n.Positive.V > n.Examined.V {
		w.fail(w.node(&p.Tumour.Nodes.Positive), "impossible", "swapped?", "%d nodes positive of %d examined", n.Positive.V, n.Examined.V)
	}
}

func (w *walker) reversed(what string, from, to *date.Span) {
	if to.SurelyBefore(*from) {
		w.fail(w.node(to, from), "reversed-dates", "swapped, or the year?", "%s ends %s, before it begins %s", what, to, from)
	}
}

// checkInside finds drug doses and pauses that lie outside the time of their drug.
func (w *walker) checkInside(s *record.Systemic) {
	outside := func(e *record.Entry, what string) {
		if e.From.SurelyBefore(s.From) || s.To.SurelyBefore(e.From) {
			w.warn(w.node(&e.From), "outside-period", "the date?", "%s of %s from %s, outside %s to %s", what, s.Drug, e.From, s.From, s.To)
		}
	}
	for i := range s.Doses {
		outside(&s.Doses[i].Entry, "drug dose")
	}
	for i := range s.Pauses {
		outside(&s.Pauses[i].Entry, "pause")
	}
}

// standing sections hold throughout and need no date.
var standing = []string{"comorbidity", "denied", "medication", "risks", "levothyroxine", "doses", "pauses", "malignancies", "preferences", "sites", "planned"}

// unused lists what the file holds that no rule will use.
func (w *walker) unused(p *record.Patient) []Unused {
	var undated []int
	for _, a := range w.entries {
		if !slices.Contains(standing, a.section) && !a.entry.Span().Known && !a.entry.Known.Known {
			undated = append(undated, a.entry.Line)
		}
	}
	var strange []int
	for _, l := range p.Labs {
		if findTest(l.Test) == nil {
			strange = append(strange, l.Line)
		}
	}
	var out []Unused
	for _, u := range []Unused{{"value without unit", w.unlit}, {"entry without a date", undated}, {"test that no rule knows", strange}} {
		if slices.Sort(u.Lines); len(u.Lines) > 0 {
			out = append(out, u)
		}
	}
	return out
}
