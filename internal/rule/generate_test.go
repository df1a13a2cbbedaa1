package rule

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"symport/internal/fact"
)

// world is a generated vocabulary with parameters and rules of the size of an edition.
type world struct {
	vocabulary *Vocabulary
	params     []Param
	files      []File
}

type size struct{ truths, quantities, enums, lesionFacts, criteria, options, arguments int }

// editionSize is what one edition of a guideline came to when it was counted.
var editionSize = size{truths: 90, quantities: 30, enums: 15, lesionFacts: 16, criteria: 8, options: 72, arguments: 264}

func generate(rng *rand.Rand, n size) world {
	var w world
	var terms []fact.Term
	for i := range n.truths {
		terms = append(terms, fact.Term{ID: fmt.Sprintf("t.a%d", i), Type: fact.Truth, Scope: fact.OfPatient, NA: naOf(i)})
	}
	for i := range n.quantities {
		kind := fmt.Sprintf("kind%d", i%5)
		terms = append(terms, fact.Term{ID: fmt.Sprintf("q.b%d", i), Type: fact.Quantity, Scope: fact.OfPatient, Kind: kind, Unit: "1"})
	}
	for i := range n.enums {
		terms = append(terms, fact.Term{ID: fmt.Sprintf("e.c%d", i), Type: fact.Enum, Scope: fact.OfPatient, Members: []string{"x", "y", "z-z"}})
	}
	for i := range n.lesionFacts {
		terms = append(terms, lesionTerm(i))
	}
	for i := range 20 {
		w.params = append(w.params, Param{ID: fmt.Sprintf("limit-%d", i), Kind: fmt.Sprintf("kind%d", i%5), Unit: "1", Value: float64(1 + i/5), Moves: true})
	}
	w.vocabulary = NewVocabulary(terms)
	g := &generator{rng: rng, world: &w}
	w.files = []File{{Name: "generated.yaml", Data: []byte(g.rules(n))}}
	return w
}

func naOf(i int) *bool {
	if i%3 == 0 {
		no := false
		return &no
	}
	return nil
}

func lesionTerm(i int) fact.Term {
	t := fact.Term{ID: fmt.Sprintf("lesion.d%d", i), Scope: fact.OfLesion, Type: fact.Truth}
	switch i % 3 {
	case 1:
		t.Type, t.Kind, t.Unit = fact.Quantity, fmt.Sprintf("kind%d", i%5), "1"
	case 2:
		t.Type, t.Members = fact.Enum, []string{"bone", "lung", "liver", "lymph-node"}
	}
	return t
}

type generator struct {
	rng *rand.Rand
	*world
	names  []string // criteria of the patient written so far
	lesion []string
}

func (g *generator) rules(n size) string {
	var b strings.Builder
	for i := range n.criteria {
		id := fmt.Sprintf("crit.k-%d", i)
		lesion := i%2 == 0
		fmt.Fprintf(&b, "- criterion: %s\n  label: x\n", id)
		if lesion {
			fmt.Fprintf(&b, "  for: lesion\n  over: %s\n", []string{"any", "all"}[i/2%2])
		}
		fmt.Fprintf(&b, "  when: '%s'\n", g.cond(2, lesion))
		if i > 2 && i%3 == 0 {
			fmt.Fprintf(&b, "  scope: %s\n", "crit.k-1")
		}
		g.names = append(g.names, celName(id))
		if lesion {
			g.lesion = append(g.lesion, lesionNames(id)[i/2%2])
		}
	}
	for i := range n.options {
		g.option(&b, i, n.arguments*(i+1)/n.options-n.arguments*i/n.options)
	}
	return b.String()
}

func (g *generator) option(b *strings.Builder, i, arguments int) {
	lesion := i%6 == 0
	fmt.Fprintf(b, "- option: o-%d\n  label: Option\n  number: %d\n  kind: treatment\n", i, i+1)
	if lesion {
		b.WriteString("  each: lesion\n")
		if i%12 == 0 {
			b.WriteString("  only-if: lesion.d2 in [bone, lung]\n")
		}
	}
	if i%7 == 3 {
		b.WriteString("  experimental: yes\n")
	}
	b.WriteString("  arguments:\n")
	for j := range arguments {
		fmt.Fprintf(b, "    - rule: r.%d-%d\n      %s\n      when: '%s'\n", i, j, g.role(j), g.cond(2, lesion))
		if len(g.names) > 2 && g.rng.IntN(3) > 0 {
			fmt.Fprintf(b, "      scope: %s\n", []string{"crit.k-0", "crit.k-1"}[g.rng.IntN(2)])
		}
		if g.rng.IntN(9) == 0 {
			b.WriteString("      cap: consider\n")
		}
	}
}

func (g *generator) role(j int) string {
	roles := []string{"for: conditional", "excludes: absolute", "for: strong", "requires: yes", "against: strong",
		"excludes: correctable\n      correct: it", "failed: yes", "informs: yes", "against: weak"}
	if j == 0 {
		return roles[g.rng.IntN(2)*2]
	}
	return roles[g.rng.IntN(len(roles))]
}

// cond writes a random condition of the profile.
func (g *generator) cond(depth int, lesion bool) string {
	if depth == 0 || g.rng.IntN(4) == 0 {
		return g.leaf(lesion)
	}
	switch g.rng.IntN(5) {
	case 0:
		return "!(" + g.cond(depth-1, lesion) + ")"
	case 1, 2:
		return "(" + g.cond(depth-1, lesion) + " && " + g.cond(depth-1, lesion) + ")"
	}
	return "(" + g.cond(depth-1, lesion) + " || " + g.cond(depth-1, lesion) + ")"
}

func (g *generator) leaf(lesion bool) string {
	names := g.names
	if lesion && g.rng.IntN(2) == 0 {
		names = g.lesion
	}
	if len(names) > 0 && g.rng.IntN(4) == 0 {
		return names[g.rng.IntN(len(names))]
	}
	for {
		t := g.vocabulary.Terms[g.rng.IntN(len(g.vocabulary.Terms))]
		if (t.Scope == fact.OfLesion) == (lesion && g.rng.IntN(3) > 0) {
			return g.atom(&t)
		}
	}
}

func (g *generator) atom(t *fact.Term) string {
	switch t.Type {
	case fact.Quantity:
		for {
			if p := g.params[g.rng.IntN(len(g.params))]; p.Kind == t.Kind {
				return t.ID + " " + []string{"<", "<=", ">", ">="}[g.rng.IntN(4)] + " p." + celName(p.ID)
			}
		}
	case fact.Enum:
		m := members(t)
		if g.rng.IntN(2) == 0 {
			return t.ID + " == " + m[g.rng.IntN(len(m))]
		}
		return t.ID + " in [" + m[0] + ", " + m[len(m)-1] + "]"
	}
	return t.ID
}

func (w *world) compile(t testing.TB) *Set {
	t.Helper()
	s, problems := Compile(w.vocabulary, w.params, w.files)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return s
}

// patient draws facts: each fact is unknown with the given probability.
func patient(rng *rand.Rand, s *Set, lesions int, unknown float64) *Facts {
	f := NewFacts(s.Vocabulary)
	for i := range lesions {
		f.AddLesion(fmt.Sprintf("L%d", i+1))
	}
	f.LesionsComplete = fact.Tri(rng.IntN(3) - 1)
	for i := range s.Vocabulary.Terms {
		t := &s.Vocabulary.Terms[i]
		if t.Scope == fact.OfPatient {
			f.Patient[i] = draw(rng, t, unknown)
			continue
		}
		for l := range f.Lesions {
			f.Lesions[l].Values[s.Vocabulary.Slot(i)] = draw(rng, t, unknown)
		}
	}
	return f
}

// eachValue visits the values of the patient and of each lesion.
func eachValue(f *Facts, visit func(*fact.Term, *fact.Value)) {
	for i := range f.Vocabulary.Terms {
		if t := &f.Vocabulary.Terms[i]; t.Scope == fact.OfPatient {
			visit(t, &f.Patient[i])
		}
	}
	for l := range f.Lesions {
		for i := range f.Vocabulary.Terms {
			if t := &f.Vocabulary.Terms[i]; t.Scope == fact.OfLesion {
				visit(t, &f.Lesions[l].Values[f.Vocabulary.Slot(i)])
			}
		}
	}
}

// draw gives a value in one of the ways in which a value can be known or not. The
// parameters of generated worlds are 1 to 4.
func draw(rng *rand.Rand, t *fact.Term, unknown float64) fact.Value {
	if rng.Float64() < unknown {
		return fact.Value{Status: []fact.Status{fact.Unknown, fact.NotDone, fact.Failed, fact.Pending, fact.Stale, fact.NotApplicable}[rng.IntN(6)],
			Lo: 1, Hi: 2, Truth: true, OneOf: 1}
	}
	switch t.Type {
	case fact.Truth:
		return fact.Is(rng.IntN(2) == 0)
	case fact.Enum:
		return fact.Members(1 + rng.Uint64N(t.All()))
	}
	return drawQuantity(rng)
}

func drawQuantity(rng *rand.Rand) fact.Value {
	x := float64(rng.IntN(11)) / 2
	switch rng.IntN(6) {
	case 0:
		return fact.AtLeast(x)
	case 1:
		return fact.Value{Status: fact.Known, Lo: 0, Hi: x + 0.5, HiOpen: true}
	case 2:
		return fact.Value{Status: fact.Known, Lo: x, Hi: x + 1.5, LoOpen: true}
	case 3:
		return fact.Estimated(x, x-1, x+1)
	}
	return fact.Exactly(x)
}

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }
