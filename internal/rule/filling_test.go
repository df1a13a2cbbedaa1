package rule

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"symport/internal/fact"
	"symport/internal/verdict"
)

// TestAnswersStayWithinAllows fills unknowns one by one until nothing is open. After
// each answer every verdict is one that its option allowed before, what it allows has
// only shrunk, and at the end one verdict is left.
func TestAnswersStayWithinAllows(t *testing.T) {
	judged := 0
	for world := range 60 {
		s := generateFor(t, world)
		rng := seeded(uint64(500 + world))
		for range 8 {
			f := patient(rng, s, rng.IntN(3), 0.6)
			before := s.Assess(f)
			for answer(rng, f) {
				after := s.Assess(f)
				judged += len(after.Options)
				compareAllows(t, before, after)
				if t.Failed() {
					return
				}
				before = after
			}
			for _, o := range before.Options {
				// Without a lesion, an excluder that looks at lesions has nothing to look at.
				if len(o.Allows) != 1 && !o.noTarget {
					t.Fatalf("world %d: all is known and %s may still be %v (%v)", world, o.Option.ID, o.Allows, o.State)
				}
			}
		}
	}
	if judged < 30_000 {
		t.Fatalf("only %d verdicts were compared", judged)
	}
}

func generateFor(t *testing.T, world int) *Set {
	w := generate(seeded(uint64(world)), smallSize)
	return w.compile(t)
}

// answer makes one thing known that is not, at random: a fact, one more lesion, that
// the list is complete. False if all is known.
func answer(rng *rand.Rand, f *Facts) bool {
	var open []func()
	eachValue(f, func(term *fact.Term, v *fact.Value) {
		if !settled(term, v) {
			open = append(open, func() { *v = fill(rng, term, v) })
		}
	})
	if f.LesionsComplete != fact.Yes {
		open = append(open, func() { f.LesionsComplete = fact.Yes })
		if len(f.Lesions) < 3 {
			open = append(open, func() { f.AddLesion(fmt.Sprintf("L%d", len(f.Lesions)+1)) })
		}
	}
	if len(open) == 0 {
		return false
	}
	open[rng.IntN(len(open))]()
	return true
}

func settled(t *fact.Term, v *fact.Value) bool {
	if v.Status == fact.NotApplicable && t.NA != nil {
		return true
	}
	switch {
	case v.Status != fact.Known:
		return false
	case t.Type == fact.Quantity:
		return v.Soft || v.Lo == v.Hi
	case t.Type == fact.Enum:
		return v.OneOf&(v.OneOf-1) == 0
	}
	return true
}

// fill gives one of the values that v leaves possible.
func fill(rng *rand.Rand, t *fact.Term, v *fact.Value) fact.Value {
	if v.Status != fact.Known {
		v = &fact.Value{Status: fact.Known, Lo: -1, Hi: 7, OneOf: t.All()}
	}
	switch t.Type {
	case fact.Truth:
		return fact.Is(rng.IntN(2) == 0)
	case fact.Enum:
		for {
			if bit := uint64(1) << rng.IntN(len(t.Members)); v.OneOf&bit != 0 {
				return fact.Members(bit)
			}
		}
	}
	for {
		if x := float64(rng.IntN(33)-4) / 4; within(v, x) {
			return fact.Exactly(x)
		}
	}
}

func compareAllows(t *testing.T, before, after *Result) {
	t.Helper()
	for i := range after.Options {
		o := &after.Options[i]
		was := find(before, o)
		if was == nil {
			continue // the first lesion for which the option exists
		}
		if !slices.Contains(was.Allows, o.Verdict) {
			t.Errorf("%s %v: %s was to become one of %v and became %s (%v -> %v)",
				o.Option.ID, o.Target, was.Verdict, was.Allows, o.Verdict, was.State, o.State)
		}
		for _, v := range o.Allows {
			if !slices.Contains(was.Allows, v) {
				t.Errorf("%s %v: an answer opened %s beside %v (%v -> %v)", o.Option.ID, o.Target, v, was.Allows, was.State, o.State)
			}
		}
	}
}

// find returns the entry that o was before: of its own target or, for a lesion named
// since, the entry without a lesion.
func find(r *Result, o *OptionResult) *OptionResult {
	for i := range r.Options {
		was := &r.Options[i]
		if was.Option == o.Option && (was.Target == o.Target || was.noTarget) {
			return was
		}
	}
	return nil
}

// TestScopesDoNotLend: a "for" whose scope is open is not carried by another whose
// scope holds; with one open scope for all, the scope is what is to be checked.
func TestScopesDoNotLend(t *testing.T) {
	const rules = `
- criterion: sc.a
  label: a
  when: dtc.metastatic
- criterion: sc.b
  label: b
  when: bp.high
- option: x
  label: X
  number: 1
  kind: treatment
  arguments:
    - {rule: x.a, for: strong, when: pregnant, scope: sc.a}
`
	second := "    - {rule: x.b, for: conditional, when: drug.ongoing, scope: sc.b}\n"
	cases := []struct {
		name  string
		rules string
		a, b  fact.Value
		want  verdict.Verdict
	}{
		{"one scope, open", rules, fact.Value{}, fact.Value{}, verdict.CheckFirst},
		{"one scope, holds", rules, fact.True(), fact.Value{}, verdict.Indicated},
		{"one scope, does not hold", rules, fact.False(), fact.Value{}, verdict.NotAddressed},
		{"the other scope holds", rules + second, fact.Value{}, fact.True(), verdict.NeedsData},
		{"the other scope does not hold", rules + second, fact.Value{}, fact.False(), verdict.CheckFirst},
		{"only the other scope holds", rules + second, fact.False(), fact.True(), verdict.NotIndicated},
		{"both open", rules + second, fact.Value{}, fact.Value{}, verdict.NeedsData},
	}
	for _, c := range cases {
		s := compiled(t, c.rules)
		f := NewFacts(s.Vocabulary)
		f.Set("dtc.metastatic", c.a)
		f.Set("bp.high", c.b)
		f.Set("pregnant", fact.True())
		f.Set("drug.ongoing", fact.False())
		if got := s.Assess(f).Options[0]; got.Verdict != c.want {
			t.Errorf("%s: %s, want %s (%v)", c.name, got.Verdict, c.want, got.State)
		}
	}
}
