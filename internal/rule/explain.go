package rule

import (
	"slices"

	"symport/internal/fact"
)

// LesionsComplete is the name under which the completeness of the list of lesions is
// needed and explained.
const LesionsComplete = "lesions.complete"

// Ground is one atom that carries a result, with what the patient has there. Without
// an Atom it is the completeness of the list of lesions.
type Ground struct {
	Atom      *Atom
	Term      *fact.Term
	Param     *Param // of a quantity, with the value in force
	Lesion    string // "" for facts of the patient and of a planned activity
	Value     *fact.Value
	Status    fact.Tri
	Uncertain bool
}

// Need is a fact that would have to be known.
type Need struct{ Fact, Lesion string }

// String writes a lesion's fact as "lesion.fdg@L2".
func (n Need) String() string {
	if n.Lesion == "" {
		return n.Fact
	}
	return n.Fact + "@" + n.Lesion
}

// spot is where a condition is judged.
type spot struct{ lesion, activity int }

// explainer gathers grounds and needs, each once, in the order of the conditions.
type explainer struct {
	*Result
	grounds []Ground
	seen    []groundKey
	needs   []Need
}

type groundKey struct {
	atom, lesion, activity int
}

// explainer returns the result's one explainer, empty. What it gathers is good until
// the next call.
func (r *Result) explainer() *explainer {
	if r.explained == nil {
		r.explained = &explainer{Result: r}
	}
	x := r.explained
	x.grounds, x.seen, x.needs = x.grounds[:0], x.seen[:0], x.needs[:0]
	return x
}

func (x *explainer) eval(c *Cond, at spot) fact.Tri {
	v := x.view(at.lesion, at.activity)
	return c.eval(&v).tri()
}

// because walks to the atoms that carry the truth of c: of a failed "and" those that
// fail, of a met "or" those that are met, otherwise all.
func (x *explainer) because(c *Cond, at spot) {
	switch c.Kind {
	case IsAtom:
		x.ground(c.Ref, at)
	case IsCriterion:
		x.criterion(x.Set.Criteria[c.Ref], c.ThisLesion, at, x.because)
	case IsNot:
		x.because(c.Args[0], at)
	default:
		deciding := fact.No
		if c.Kind == IsOr {
			deciding = fact.Yes
		}
		decided := x.eval(c, at) == deciding
		for _, a := range c.Args {
			if !decided || x.eval(a, at) == deciding {
				x.because(a, at)
			}
		}
	}
}

// open walks to the unknown atoms that are not outweighed.
func (x *explainer) open(c *Cond, at spot) {
	if x.eval(c, at) != fact.Maybe {
		return
	}
	switch c.Kind {
	case IsAtom:
		x.need(c.Ref, at)
	case IsCriterion:
		x.criterion(x.Set.Criteria[c.Ref], c.ThisLesion, at, x.open)
	default:
		for _, a := range c.Args {
			x.open(a, at)
		}
	}
}

// criterion walks into a criterion, of one lesion or over all.
func (x *explainer) criterion(c *Criterion, this bool, at spot, walk func(*Cond, spot)) {
	if !c.ForLesion || this {
		x.own(c, at, walk)
		return
	}
	status := half(x.patient[c.slot] & 0b11)
	for i := range x.noLesion {
		own := half(x.lesions[i][c.lesionSlot] & 0b11)
		if status == own {
			x.own(c, spot{i, at.activity}, walk)
		}
	}
	switch {
	case status == fact.Maybe && x.listMatters(c):
		x.completeness()
	case x.complete == fact.Yes && x.noLesion == 0:
		x.completeness()
	case status != fact.Maybe && status == half(x.lesions[x.noLesion][c.lesionSlot]&0b11):
		x.own(c, spot{x.noLesion, at.activity}, walk)
	}
}

// own walks the scope and the condition of a criterion.
func (x *explainer) own(c *Criterion, at spot, walk func(*Cond, spot)) {
	if c.scope != nil {
		scope := x.eval(c.scope, at)
		if scope != fact.Yes {
			walk(c.scope, at)
		}
		if scope == fact.No {
			return
		}
	}
	walk(c.when, at)
}

// listMatters reports whether one more lesion could change a criterion over lesions.
func (x *explainer) listMatters(c *Criterion) bool {
	if x.complete == fact.Yes {
		return false
	}
	blank := half(x.lesions[x.noLesion][c.lesionSlot] & 0b11)
	if c.Over == "any" {
		return blank != fact.No
	}
	return blank != fact.Yes || x.noLesion == 0
}

func (x *explainer) completeness() {
	key := groundKey{atom: -1}
	if !x.first(key) {
		return
	}
	x.grounds = append(x.grounds, Ground{Status: x.complete, Value: &unknownValue})
	x.addNeed(Need{Fact: LesionsComplete})
}

// first notes a ground and reports whether it is new.
func (x *explainer) first(key groundKey) bool {
	if slices.Contains(x.seen, key) {
		return false
	}
	x.seen = append(x.seen, key)
	return true
}

func (x *explainer) addNeed(n Need) {
	if !slices.Contains(x.needs, n) {
		x.needs = append(x.needs, n)
	}
}

var unknownValue fact.Value

// value returns the value that an atom looks at, with the name of its lesion.
func (r *Result) value(f int, at spot) (*fact.Value, string) {
	switch vectorOf(r.Set.term(f).Scope) {
	case ofLesion:
		if at.lesion < r.noLesion {
			return &r.Facts.Lesions[at.lesion].Values[f], r.Facts.Lesions[at.lesion].ID
		}
	case ofActivity:
		if at.activity < r.noActivity {
			return &r.Facts.Activities[at.activity].Values[f], ""
		}
	default:
		return &r.Facts.Patient[f], ""
	}
	return &unknownValue, ""
}

func (x *explainer) ground(atom int, at spot) {
	a := &x.Set.Atoms[atom]
	key := groundKey{atom: atom}
	switch x.Set.atomVector[atom] {
	case ofLesion:
		key.lesion = at.lesion + 1
	case ofActivity:
		key.activity = at.activity + 1
	}
	if !x.first(key) {
		return
	}
	v := x.view(at.lesion, at.activity)
	t := v[x.Set.atomVector[atom]][x.Set.atomSlot[atom]]
	g := Ground{Atom: a, Term: x.Set.term(a.Fact), Status: t.tri(), Uncertain: t.uncertain()}
	g.Value, g.Lesion = x.value(a.Fact, at)
	if a.Param >= 0 {
		g.Param = &x.Set.Params[a.Param]
	}
	x.grounds = append(x.grounds, g)
}

// need notes what would make an atom known: the fact itself or, of a finding, the facts
// that it says it lacks. A fact of a lesion that nobody has named asks for the list.
func (x *explainer) need(atom int, at spot) {
	f := x.Set.Atoms[atom].Fact
	v, lesion := x.value(f, at)
	if x.Set.atomVector[atom] == ofLesion && lesion == "" {
		x.addNeed(Need{Fact: LesionsComplete})
		return
	}
	for _, id := range v.Needs {
		x.addNeed(x.needOf(id, lesion))
	}
	if len(v.Needs) == 0 {
		x.addNeed(x.needOf(x.Set.term(f).ID, lesion))
	}
}

// needOf gives the lesion's name to the facts of a lesion only.
func (r *Result) needOf(id, lesion string) Need {
	if t := r.Set.Vocabulary.Term(id); t == nil || t.Scope != fact.OfLesion {
		lesion = ""
	}
	return Need{id, lesion}
}

// Because returns the atoms that carry an argument's status.
func (r *Result) Because(a *ArgumentResult) []Ground { return slices.Clone(r.because(a)) }

func (r *Result) because(a *ArgumentResult) []Ground {
	x := r.explainer()
	at := spot{a.lesion, a.activity}
	scope := fact.Yes
	if a.Rule.scope != nil {
		scope = x.eval(a.Rule.scope, at)
	}
	if scope != fact.Yes {
		x.because(a.Rule.scope, at)
	}
	if scope != fact.No {
		x.because(a.Rule.when, at)
	}
	return x.grounds
}

// Needs returns what would have to be known to decide an argument.
func (r *Result) Needs(a *ArgumentResult) []Need { return slices.Clone(r.needs(a)) }

func (r *Result) needs(a *ArgumentResult) []Need {
	x := r.explainer()
	x.argument(a)
	return x.needs
}

func (x *explainer) argument(a *ArgumentResult) {
	if a.Status != fact.Maybe {
		return
	}
	at := spot{a.lesion, a.activity}
	x.open(a.Rule.when, at)
	if a.Rule.scope != nil {
		x.open(a.Rule.scope, at)
	}
}

// BecauseOf returns the atoms that carry a criterion's status.
func (r *Result) BecauseOf(c *CriterionResult) []Ground {
	x := r.explainer()
	x.criterion(c.Criterion, false, spot{r.noLesion, r.noActivity}, x.because)
	return slices.Clone(x.grounds)
}

// NeedsOf returns what would have to be known to decide a criterion.
func (r *Result) NeedsOf(c *CriterionResult) []Need {
	if c.Status != fact.Maybe {
		return nil
	}
	x := r.explainer()
	x.criterion(c.Criterion, false, spot{r.noLesion, r.noActivity}, x.open)
	return slices.Clone(x.needs)
}
