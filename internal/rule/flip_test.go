package rule

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"symport/internal/fact"
	"symport/internal/verdict"
)

// TestFlipsHoldWhenMade makes every flip of random patients in their facts and assesses
// again from nothing: the verdict is the one that the flip says.
func TestFlipsHoldWhenMade(t *testing.T) {
	made := 0
	for world := range 25 {
		s := generateFor(t, world)
		rng := seeded(uint64(900 + world))
		for range 4 {
			f := patient(rng, s, rng.IntN(3), 0.4)
			r := s.Assess(f)
			for i := range r.Options {
				for _, flip := range r.Flips(&r.Options[i]) {
					made++
					if got := after(s, f, &r.Options[i], flip); got != flip.To {
						t.Fatalf("world %d, %s %v: %v, but it becomes %s", world, r.Options[i].Option.ID, r.Options[i].Target, flip, got)
					}
				}
			}
		}
	}
	if made < 1000 {
		t.Fatalf("only %d flips were made", made)
	}
}

// after assesses the facts with a flip made.
func after(s *Set, f *Facts, o *OptionResult, flip Flip) verdict.Verdict {
	g := *f
	if flip.Term == nil {
		g.LesionsComplete = fact.Yes
	} else {
		replace(&g, flip.Term, flip.Lesion, flipped(flip))
	}
	r := s.Assess(&g)
	for i := range r.Options {
		if r.Options[i].Option == o.Option && r.Options[i].Target == o.Target {
			return r.Options[i].Verdict
		}
	}
	return ""
}

func replace(g *Facts, term *fact.Term, lesion string, v fact.Value) {
	place := g.Vocabulary.Index(term.ID)
	if lesion == "" {
		g.Patient = slices.Clone(g.Patient)
		g.Patient[place] = v
		return
	}
	g.Lesions = slices.Clone(g.Lesions)
	for i := range g.Lesions {
		if g.Lesions[i].ID == lesion {
			g.Lesions[i].Values = slices.Clone(g.Lesions[i].Values)
			g.Lesions[i].Values[g.Vocabulary.Slot(place)] = v
		}
	}
}

// flipped is a value that satisfies the flip, as near as can be to the threshold.
func flipped(flip Flip) fact.Value {
	switch x := flip.Threshold.(type) {
	case nil:
		return fact.Exactly(1)
	case bool:
		return fact.Is(x)
	case string:
		return fact.Members(flip.Term.Bit(x))
	case []float64:
		return fact.Exactly((x[0] + x[1]) / 2)
	case float64:
		switch flip.Op {
		case "<":
			return fact.Exactly(x - 1e-9)
		case ">":
			return fact.Exactly(x + 1e-9)
		}
		return fact.Exactly(x)
	}
	panic(fmt.Sprintf("threshold %v", flip.Threshold))
}

// TestNoFlipIsMissed tries every member and both truths of every fact of small patients
// from nothing; whatever changes a verdict is among the flips.
func TestNoFlipIsMissed(t *testing.T) {
	for world := range 12 {
		s := generateFor(t, world)
		f := patient(seeded(uint64(70+world)), s, 2, 0.4)
		r := s.Assess(f)
		for i := range s.Vocabulary.Terms {
			term := &s.Vocabulary.Terms[i]
			if term.Type != fact.Quantity && term.Scope == fact.OfPatient && f.Patient[i].Status != fact.NotApplicable {
				noFlipIsMissed(t, s, f, r, term)
			}
		}
	}
}

func noFlipIsMissed(t *testing.T, s *Set, f *Facts, r *Result, term *fact.Term) {
	t.Helper()
	values := map[string]fact.Value{"true": fact.True(), "false": fact.False()}
	if term.Type == fact.Enum {
		values = map[string]fact.Value{}
		for _, m := range term.Members {
			values[m] = fact.Members(term.Bit(m))
		}
	}
	for word, v := range values {
		g := *f
		replace(&g, term, "", v)
		changed := s.Assess(&g)
		for i := range r.Options {
			o := &r.Options[i]
			now := find(changed, o)
			if now == nil || now.noTarget != o.noTarget || now.Verdict == o.Verdict {
				continue
			}
			if !slices.ContainsFunc(r.Flips(o), func(x Flip) bool { return x.Term == term && shown(x.Threshold) == word && x.To == now.Verdict }) {
				t.Errorf("%s = %s makes %s %s, which no flip says", term.ID, word, o.Option.ID, now.Verdict)
			}
		}
	}
}

func flipWords(flips []Flip) string {
	words := make([]string, len(flips))
	for i, f := range flips {
		words[i] = f.String()
	}
	return strings.Join(words, "; ")
}

func drugPatient(s *Set) *Facts {
	f := NewFacts(s.Vocabulary)
	f.Set("dtc.metastatic", fact.True())
	f.Set("pregnant", fact.False())
	f.Set("sex", fact.Members(1))
	f.Set("bp.high", fact.False())
	f.Set("tg.doubling", fact.Exactly(14))
	f.Set("lactation.months_since_end", fact.Exactly(6))
	l := f.AddLesion("L1")
	f.SetOn(l, "lesion.uptake", fact.False())
	f.SetOn(l, "lesion.site", fact.Members(2))
	f.SetOn(l, "lesion.painful", fact.False())
	f.LesionsComplete = fact.Yes
	return f
}

func optionOf(t *testing.T, r *Result, id string) *OptionResult {
	t.Helper()
	for i := range r.Options {
		if r.Options[i].Option.ID == id {
			return &r.Options[i]
		}
	}
	t.Fatalf("no option %s", id)
	return nil
}

// TestFlipsOfTheDrug: the nearest change of each fact, by hand. The time since lactation
// only rises and stands above its threshold already; the sex cannot become male while
// pregnant is tried.
func TestFlipsOfTheDrug(t *testing.T) {
	s := compiled(t, testRules)
	f := drugPatient(s)
	r := s.Assess(f)
	if got := flipWords(r.Flips(optionOf(t, r, "drug"))); got != "pregnant == true -> contraindicated; tg.doubling < 12 -> indicated" {
		t.Errorf("got %s", got)
	}
	f.Set("sex", fact.Members(2))
	r = s.Assess(f)
	if got := flipWords(r.Flips(optionOf(t, r, "drug"))); got != "tg.doubling < 12 -> indicated" {
		t.Errorf("a man: %s", got)
	}
	f.Set("tg.doubling", fact.Exactly(10))
	f.Set("lactation.months_since_end", fact.Exactly(2))
	r = s.Assess(f)
	if got, want := flipWords(r.Flips(optionOf(t, r, "drug"))),
		"dtc.metastatic == false -> not-indicated; lactation.months_since_end >= 3 -> indicated; lesion.uptake@L1 == true -> not-indicated; tg.doubling >= 12 -> not-indicated"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestMissingFacts(t *testing.T) {
	s := compiled(t, testRules)
	f := drugPatient(s)
	f.Set("tg.doubling", fact.Value{Needs: []string{"age"}})
	f.Set("pregnant", fact.Value{})
	f.LesionsComplete = fact.Maybe
	var got []string
	for _, m := range s.Assess(f).Missing() {
		got = append(got, fmt.Sprintf("%v asks %v changes %v decides %v best %s", m.Need, m.Asks, m.Changes, m.Decides, m.Best))
	}
	want := []string{
		"pregnant asks [pregnant] changes [external-beam drug] decides [external-beam drug] best contraindicated",
		"tg.doubling asks [age] changes [drug] decides [drug] best check-first",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}
