package content

import (
	"slices"

	"symport/internal/fact"
	"symport/internal/rule"
)

// NoticesMisread reports whether the vignette fails if a fact, by its place in the
// vocabulary, is read as a value wherever it is unknown.
func (w *Watch) NoticesMisread(term int, as fact.Value) bool {
	f := *w.facts
	f.Patient = misread(f.Patient, term, as)
	f.Lesions, f.Activities = misreadEach(f.Lesions, term, as), misreadEach(f.Activities, term, as)
	return w.fails(&f)
}

// NoticesListRead reports whether the vignette fails if a list of lesions of which
// nobody says that it is complete is read as complete.
func (w *Watch) NoticesListRead() bool {
	f := *w.facts
	if f.LesionsComplete == fact.Maybe {
		f.LesionsComplete = fact.Yes
	}
	return w.fails(&f)
}

func (w *Watch) fails(f *rule.Facts) bool {
	r := w.base.Set.Assess(f)
	return !r.Same(w.base) && len(w.compare(r)) > 0
}

func misreadEach(targets []rule.Target, term int, as fact.Value) []rule.Target {
	targets = slices.Clone(targets)
	for i := range targets {
		targets[i].Values = misread(targets[i].Values, term, as)
	}
	return targets
}

func misread(values []fact.Value, term int, as fact.Value) []fact.Value {
	if values[term].Status != fact.Unknown {
		return values
	}
	values = slices.Clone(values)
	values[term] = as
	return values
}
