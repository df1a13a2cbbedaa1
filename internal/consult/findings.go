package consult

import (
	"math"

	"symport/internal/fact"
	"symport/internal/rule"
	"symport/internal/verdict"
)

// findings are all facts with what is known of them and where from.
func (a *assembly) findings() []verdict.Finding {
	terms := a.c.Vocabulary.Terms
	out := make([]verdict.Finding, 0, len(terms)*(1+len(a.v.facts.Lesions)/4))
	for i := range terms {
		if terms[i].Scope == fact.OfPatient {
			out = append(out, finding(&terms[i], &a.v.facts.Patient[i], ""))
		}
	}
	for k := range a.v.facts.Lesions {
		x := &a.v.facts.Lesions[k]
		for i := range terms {
			if terms[i].Scope == fact.OfLesion {
				out = append(out, finding(&terms[i], &x.Values[a.c.Vocabulary.Slot(i)], x.ID))
			}
		}
	}
	return out
}

func finding(t *fact.Term, v *fact.Value, lesion string) verdict.Finding {
	f := verdict.Finding{ID: t.ID, Lesion: lesion, Label: t.Label, Short: t.Short, Status: v.Status.String(), Value: finite(rule.Shown(t, v)), From: make([]string, 0, len(v.From))}
	if v.Status != fact.Known {
		f.Why = v.Why
	}
	if f.Needs = v.Needs; v.Status == fact.Known && t.Type != fact.Quantity {
		f.Needs = nil
	}
	for i, r := range v.From {
		f.From = append(f.From, r.At)
		if i == 0 && r.When.Known {
			f.Date = r.When.String()
		}
	}
	if t.Type == fact.Quantity {
		bounds(&f, t, v)
	}
	return f
}

// bounds gives a quantity its unit and limits. A line through few values shows its
// estimate without any.
func bounds(f *verdict.Finding, t *fact.Term, v *fact.Value) {
	f.Unit = t.Unit
	if v.Status == fact.Unknown && v.Soft && !math.IsInf(v.Est, 0) {
		f.Value = v.Est
		return
	}
	if v.Status != fact.Known && v.Status != fact.Stale {
		return
	}
	f.Below = v.HiOpen && v.Lo == 0
	if !math.IsInf(v.Lo, 0) {
		f.Low = &v.Lo
	}
	if !math.IsInf(v.Hi, 0) {
		f.High = &v.Hi
	}
}

// finite replaces what JSON cannot say: an infinite time is "never".
func finite(x any) any {
	if f, ok := x.(float64); ok && math.IsInf(f, 0) {
		return whyNever
	}
	return x
}

// finish makes all values fit for JSON and all lists lists.
func (a *assembly) finish() {
	for i := range a.out.Criteria {
		finishWhys(a.out.Criteria[i].Because)
	}
	for i := range a.out.Options {
		o := &a.out.Options[i]
		eachArgument(o, func(x *verdict.Argument) { finishWhys(x.Because) })
		for j := range o.Flips {
			o.Flips[j].From = finite(o.Flips[j].From)
		}
	}
}

func finishWhys(whys []*verdict.Why) {
	for _, w := range whys {
		w.Value = finite(w.Value)
	}
}
