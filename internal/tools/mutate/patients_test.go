package main

import (
	"math/rand/v2"

	"symport/internal/fact"
	"symport/internal/rule"
)

// randomFacts is a patient of whom each fact is unknown, not applicable or a value near
// the thresholds, with up to three lesions.
func randomFacts(r *rand.Rand, s *rule.Set) *rule.Facts {
	v := s.Vocabulary
	f := rule.NewFacts(v)
	lesions := make([]*rule.Target, 0, 3)
	for range r.IntN(4) {
		f.AddLesion(string(rune('A' + len(f.Lesions))))
	}
	for i := range f.Lesions {
		lesions = append(lesions, &f.Lesions[i])
	}
	f.LesionsComplete = []fact.Tri{fact.Yes, fact.No, fact.Maybe}[r.IntN(3)]
	activity := f.AddActivity("3.7 GBq", 3.7)
	for i := range v.Terms {
		t := &v.Terms[i]
		switch t.Scope {
		case fact.OfLesion:
			for _, lesion := range lesions {
				f.SetOn(lesion, t.ID, randomValue(r, t, s))
			}
		case fact.OfActivity:
			f.SetOn(activity, t.ID, randomValue(r, t, s))
		default:
			f.Set(t.ID, randomValue(r, t, s))
		}
	}
	return f
}

func randomValue(r *rand.Rand, t *fact.Term, s *rule.Set) fact.Value {
	switch r.IntN(12) {
	case 0, 1:
		return fact.Value{}
	case 2:
		return fact.Value{Status: fact.NotApplicable}
	}
	switch t.Type {
	case fact.Enum:
		return fact.Members(1 << r.IntN(len(t.Members)))
	case fact.Quantity:
		p := s.Params[r.IntN(len(s.Params))]
		return fact.Exactly(p.Value * []float64{0.5, 1, 1.5}[r.IntN(3)])
	}
	if r.IntN(3) == 0 {
		return fact.False()
	}
	return fact.True()
}
