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
	switch slot := f.Vocabulary.Slot(term); f.Vocabulary.Terms[term].Scope {
	case fact.OfLesion:
		f.Lesions = misreadEach(f.Lesions, slot, as)
	case fact.OfActivity:
		f.Activities = misreadEach(f.Activities, slot, as)
	default:
		f.Patient = misread(f.Patient, term, as)
	}
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

func misreadEach(targets []rule.Target, place int, as fact.Value) []rule.Target {
	targets = slices.Clone(targets)
	for i := range targets {
		targets[i].Values = misread(targets[i].Values, place, as)
	}
	return targets
}

func misread(values []fact.Value, place int, as fact.Value) []fact.Value {
	if values[place].Status != fact.Unknown {
		return values
	}
	values = slices.Clone(values)
	values[place] = as
	return values
}
