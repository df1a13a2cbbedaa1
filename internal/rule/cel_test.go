package rule

import (
	"fmt"
	"testing"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"

	"symport/internal/fact"
)

// opinion evaluates conditions by cel-go itself: quantities as doubles, members as
// strings, unknown names as attribute patterns.
type opinion struct {
	t        *testing.T
	set      *Set
	env      *cel.Env
	programs map[string]cel.Program
}

func newOpinion(t *testing.T, s *Set) *opinion {
	t.Helper()
	options := []cel.EnvOption{cel.ClearMacros()}
	member := map[string]bool{}
	for i := range s.Vocabulary.Terms {
		term := &s.Vocabulary.Terms[i]
		kind := map[fact.Type]*cel.Type{fact.Truth: cel.BoolType, fact.Quantity: cel.DoubleType, fact.Enum: cel.StringType}[term.Type]
		options = append(options, cel.Variable(celName(term.ID), kind))
		for _, m := range members(term) {
			if !member[m] {
				member[m] = true
				options = append(options, cel.Variable(m, cel.StringType))
			}
		}
	}
	for _, p := range s.Params {
		options = append(options, cel.Variable("p."+celName(p.ID), cel.DoubleType))
	}
	for _, c := range s.Criteria {
		options = append(options, cel.Variable(celName(c.ID), cel.BoolType))
		if c.ForLesion {
			for _, name := range lesionNames(c.ID) {
				options = append(options, cel.Variable(name, cel.BoolType))
			}
		}
	}
	env, err := cel.NewEnv(options...)
	if err != nil {
		t.Fatal(err)
	}
	return &opinion{t: t, set: s, env: env, programs: map[string]cel.Program{}}
}

func (o *opinion) program(text string) cel.Program {
	if p, ok := o.programs[text]; ok {
		return p
	}
	ast, issues := o.env.Compile(text)
	if issues.Err() != nil {
		o.t.Fatalf("%s: %v", text, issues.Err())
	}
	p, err := o.env.Program(ast, cel.EvalOptions(cel.OptPartialEval))
	if err != nil {
		o.t.Fatal(err)
	}
	o.programs[text] = p
	return p
}

// bindings are what one condition sees.
type bindings struct {
	values  map[string]any
	unknown map[string]bool
}

func (o *opinion) constants() bindings {
	b := bindings{map[string]any{}, map[string]bool{}}
	for i := range o.set.Vocabulary.Terms {
		for _, m := range members(&o.set.Vocabulary.Terms[i]) {
			b.values[m] = m
		}
	}
	for _, p := range o.set.Params {
		b.values["p."+celName(p.ID)] = p.Value
	}
	return b
}

// facts binds the facts of one scope; only exact values and unknown ones can be said.
func (o *opinion) facts(b bindings, values []fact.Value, lesion bool) {
	for i := range o.set.Vocabulary.Terms {
		term := &o.set.Vocabulary.Terms[i]
		if (term.Scope == fact.OfLesion) != lesion {
			continue
		}
		v, name := fact.Value{}, celName(term.ID)
		switch {
		case values == nil:
		case term.Scope == fact.OfPatient:
			v = values[i]
		default:
			v = values[o.set.Vocabulary.Slot(i)]
		}
		delete(b.unknown, name)
		switch {
		case v.Status == fact.NotApplicable && term.Type == fact.Truth && term.NA != nil:
			b.values[name] = *term.NA
		case v.Status != fact.Known:
			b.unknown[name] = true
		case term.Type == fact.Truth:
			b.values[name] = v.Truth
		case term.Type == fact.Quantity:
			b.values[name] = v.Lo
		default:
			b.values[name] = celName(term.Names(v.OneOf)[0])
		}
	}
}

func (b bindings) bind(name string, t fact.Tri) {
	delete(b.unknown, name)
	if t == fact.Maybe {
		b.unknown[name] = true
		return
	}
	b.values[name] = t == fact.Yes
}

func (o *opinion) eval(text string, b bindings) fact.Tri {
	var patterns []*cel.AttributePatternType
	for name := range b.unknown {
		patterns = append(patterns, cel.AttributePattern(name))
	}
	activation, err := cel.PartialVars(b.values, patterns...)
	if err != nil {
		o.t.Fatal(err)
	}
	out, _, err := o.program(text).Eval(activation)
	switch {
	case err != nil:
		o.t.Fatalf("%s: %v", text, err)
	case types.IsUnknown(out):
		return fact.Maybe
	}
	return fact.TriOf(out.Value().(bool))
}

// judge evaluates a criterion or argument: scope and condition.
func (o *opinion) judge(when, scope string, b bindings) fact.Tri {
	t := o.eval(when, b)
	if scope != "" {
		t = t.And(o.eval(celName(scope), b))
	}
	return t
}

// exactPatient keeps to values that cel-go can be told: exact or not at all.
func exactPatient(f *Facts) {
	eachValue(f, func(t *fact.Term, v *fact.Value) {
		switch {
		case v.Status != fact.Known:
		case t.Type == fact.Quantity:
			*v = fact.Exactly(max(v.Lo, 0))
		case t.Type == fact.Enum:
			v.OneOf &= -v.OneOf
		}
	})
}

// smallSize keeps atoms few, so that unknowns meet.
var smallSize = size{truths: 6, quantities: 3, enums: 2, lesionFacts: 6, criteria: 6, options: 6, arguments: 14}

// TestAgainstCEL: 20,000 random patients over 40 generated rule sets. The criteria over
// lesions are joined here by the words of the clinical logic, apart from the engine.
func TestAgainstCEL(t *testing.T) {
	for world := range 40 {
		w := generate(seeded(uint64(world)), smallSize)
		s := w.compile(t)
		o := newOpinion(t, s)
		rng := seeded(uint64(1000 + world))
		for range 500 {
			f := patient(rng, s, rng.IntN(3), 0.4)
			exactPatient(f)
			r := s.Assess(f)
			o.compare(r)
			if t.Failed() {
				return
			}
		}
	}
}

func (o *opinion) compare(r *Result) {
	b := o.constants()
	o.facts(b, r.Facts.Patient, false)
	perLesion := o.criteria(r, b)
	for i := range r.Options {
		res := &r.Options[i]
		o.lesionView(r, b, perLesion, res.lesion)
		for j := range res.Arguments {
			a := &res.Arguments[j]
			if a.Rule.Role == Requires || a.Rule.Scope != "" {
				continue // how scopes count is the verdict's affair, see filling_test.go
			}
			if want := o.eval(a.Rule.When, b); a.Status != want {
				o.t.Errorf("rule %s: %s is %v, cel-go says %v", a.Rule.Rule, a.Rule.When, a.Status, want)
			}
		}
	}
}

func (o *opinion) lesionView(r *Result, b bindings, perLesion map[string][]fact.Tri, lesion int) {
	if lesion < len(r.Facts.Lesions) {
		o.facts(b, r.Facts.Lesions[lesion].Values, true)
	} else {
		o.facts(b, nil, true)
	}
	for id, list := range perLesion {
		for _, name := range lesionNames(id) {
			b.bind(name, list[lesion])
		}
	}
}

// criteria judges every criterion and binds it; the last lesion is the unnamed one.
func (o *opinion) criteria(r *Result, b bindings) map[string][]fact.Tri {
	perLesion := map[string][]fact.Tri{}
	for _, i := range o.set.order {
		c := o.set.Criteria[i]
		got := r.Criteria[i].Status
		var want fact.Tri
		if c.ForLesion {
			list := make([]fact.Tri, len(r.Facts.Lesions)+1)
			for l := range list {
				o.lesionView(r, b, perLesion, l)
				list[l] = o.judge(c.When, c.Scope, b)
			}
			perLesion[c.ID] = list
			want = joined(c.Over, list, r.Facts.LesionsComplete == fact.Yes)
		} else {
			want = o.judge(c.When, c.Scope, b)
		}
		if got != want {
			o.t.Errorf("criterion %s: %s is %v, cel-go says %v", c.ID, c.When, got, want)
		}
		b.bind(celName(c.ID), want)
	}
	return perLesion
}

// joined: any is met by one known member and all failed by one, else unknown while the
// list is open; the unnamed member counts as far as it is decided without being known.
func joined(over string, list []fact.Tri, complete bool) fact.Tri {
	known, blank := list[:len(list)-1], list[len(list)-1]
	met, failed := 0, 0
	for _, t := range known {
		switch t {
		case fact.Yes:
			met++
		case fact.No:
			failed++
		}
	}
	switch {
	case over == "any" && met > 0:
		return fact.Yes
	case over == "all" && failed > 0:
		return fact.No
	case over == "any":
		return fact.TriOf(false).Or(half3(failed == len(known) && (complete || blank == fact.No)))
	case len(known) == 0:
		if complete || blank == fact.No {
			return fact.No
		}
		return fact.Maybe
	case met == len(known) && (complete || blank == fact.Yes):
		return fact.Yes
	}
	return fact.Maybe
}

// half3 is no when decided, else unknown.
func half3(decided bool) fact.Tri {
	if decided {
		return fact.No
	}
	return fact.Maybe
}

// TestAgainstFilling: an answer yes or no holds for every way of filling what is half
// known, by cel-go, and an atom left unknown can be filled both ways.
func TestAgainstFilling(t *testing.T) {
	texts := []string{"x < p.limit", "x <= p.limit", "x > p.limit", "x >= p.limit", "e in [a, b]", "e == c", "!(x < p.limit) && e == a || yes_no"}
	v := NewVocabulary([]fact.Term{
		{ID: "x", Type: fact.Quantity, Scope: fact.OfPatient, Kind: "k", Unit: "1"},
		{ID: "e", Type: fact.Enum, Scope: fact.OfPatient, Members: []string{"a", "b", "c"}},
		{ID: "yes-no", Type: fact.Truth, Scope: fact.OfPatient},
	})
	var rules string
	for i, text := range texts {
		rules += fmt.Sprintf("- criterion: c%d\n  label: x\n  when: '%s'\n", i, text)
	}
	s, problems := Compile(v, []Param{{ID: "limit", Kind: "k", Unit: "1", Value: 2}}, []File{{Name: "f", Data: []byte(rules)}})
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	o := newOpinion(t, s)
	rng := seeded(7)
	for range 150 {
		f := NewFacts(v)
		for i := range v.Terms {
			f.Patient[i] = draw(rng, &v.Terms[i], 0.2)
			f.Patient[i].Soft = false
		}
		r := s.Assess(f)
		seen := o.fillings(f)
		for i, text := range texts {
			got := r.Criterion(fmt.Sprintf("c%d", i)).Status
			want := map[[2]bool]fact.Tri{{true, false}: fact.Yes, {false, true}: fact.No, {true, true}: fact.Maybe}[seen[i]]
			if got != want && (got != fact.Maybe || i < 6) {
				t.Fatalf("%s over %+v is %v, by filling %v", text, f.Patient, got, want)
			}
		}
	}
}

// fillings evaluates c0.. for every value that the facts leave possible: of a quantity
// each quarter from -1 to 7.
func (o *opinion) fillings(f *Facts) map[int][2]bool {
	seen := map[int][2]bool{}
	x, e, y := f.Get("x"), f.Get("e"), f.Get("yes-no")
	b := o.constants()
	for q := -4; q <= 28; q++ {
		if q := float64(q) / 4; !within(&x, q) {
			continue
		} else {
			b.values["x"] = q
		}
		for m, name := range []string{"a", "b", "c"} {
			if e.Status == fact.Known && e.OneOf&(1<<m) == 0 {
				continue
			}
			b.values["e"] = name
			for _, truth := range []bool{false, true} {
				if y.Status == fact.Known && y.Truth != truth {
					continue
				}
				b.values["yes_no"] = truth
				for i, c := range o.set.Criteria {
					got := seen[i]
					t := o.eval(c.When, b) == fact.Yes
					seen[i] = [2]bool{got[0] || t, got[1] || !t}
				}
			}
		}
	}
	return seen
}

func within(v *fact.Value, x float64) bool {
	if v.Status != fact.Known {
		return true
	}
	return (x > v.Lo || x == v.Lo && !v.LoOpen) && (x < v.Hi || x == v.Hi && !v.HiOpen)
}
