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
	grounds []ground
	seen    []int // by ground: the round in which it was met
	round   int
	needs   []Need
}

// ground is the place of a ground: its atom, -1 for the completeness of the list of
// lesions, and the number under which a result keeps what belongs to it.
type ground struct {
	atom   int
	at     spot
	number int
}

// completenessGround is the number of the completeness of the list of lesions.
const completenessGround = 0

// grounds is how many there are: of the patient, of each lesion, of each activity.
func (r *Result) groundCount() int {
	size := &r.Set.size
	return 1 + size[ofPatient] + len(r.lesions)*size[ofLesion] + len(r.activities)*size[ofActivity]
}

func (r *Result) groundOf(atom int, at spot) ground {
	size, number := &r.Set.size, 1+r.Set.atomSlot[atom]
	switch r.Set.atomVector[atom] {
	case ofLesion:
		number += size[ofPatient] + at.lesion*size[ofLesion]
	case ofActivity:
		number += size[ofPatient] + len(r.lesions)*size[ofLesion] + at.activity*size[ofActivity]
	}
	return ground{atom, at, number}
}

// explainer returns the result's one explainer, empty. What it gathers is good until
// the next call.
func (r *Result) explainer() *explainer {
	if r.explained == nil {
		r.explained = &explainer{Result: r, seen: make([]int, r.groundCount())}
	}
	x := r.explained
	x.grounds, x.needs = x.grounds[:0], x.needs[:0]
	x.round++
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
	status := x.patient[c.slot].tri()
	for i := range x.noLesion {
		own := x.lesions[i][c.lesionSlot].tri()
		if status == own {
			x.own(c, spot{i, at.activity}, walk)
		}
	}
	switch {
	case status == fact.Maybe && x.listMatters(c):
		x.completeness()
	case x.complete == fact.Yes && x.noLesion == 0:
		x.completeness()
	case status != fact.Maybe && status == x.lesions[x.noLesion][c.lesionSlot].tri():
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
	blank := x.lesions[x.noLesion][c.lesionSlot].tri()
	if c.Over == "any" {
		return blank != fact.No
	}
	return blank != fact.Yes || x.noLesion == 0
}

func (x *explainer) completeness() {
	if x.first(ground{-1, spot{}, completenessGround}) {
		x.addNeed(Need{Fact: LesionsComplete})
	}
}

// first notes a ground and reports whether it is new.
func (x *explainer) first(g ground) bool {
	if x.seen[g.number] == x.round {
		return false
	}
	x.seen[g.number] = x.round
	x.grounds = append(x.grounds, g)
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
			return &r.Facts.Lesions[at.lesion].Values[r.Set.Vocabulary.Slot(f)], r.Facts.Lesions[at.lesion].ID
		}
	case ofActivity:
		if at.activity < r.noActivity {
			return &r.Facts.Activities[at.activity].Values[r.Set.Vocabulary.Slot(f)], ""
		}
	default:
		return &r.Facts.Patient[f], ""
	}
	return &unknownValue, ""
}

func (x *explainer) ground(atom int, at spot) { x.first(x.groundOf(atom, at)) }

// full is a ground with what the patient has there.
func (r *Result) full(of ground) Ground {
	if of.atom < 0 {
		return Ground{Status: r.complete, Value: &unknownValue}
	}
	a, v := &r.Set.Atoms[of.atom], r.view(of.at.lesion, of.at.activity)
	t := v[r.Set.atomVector[of.atom]][r.Set.atomSlot[of.atom]]
	g := Ground{Atom: a, Term: r.Set.term(a.Fact), Status: t.tri(), Uncertain: t.uncertain()}
	g.Value, g.Lesion = r.value(a.Fact, of.at)
	if a.Param >= 0 {
		g.Param = &r.Set.Params[a.Param]
	}
	return g
}

func (r *Result) allFull(of []ground) []Ground {
	out := make([]Ground, len(of))
	for i, g := range of {
		out[i] = r.full(g)
	}
	return out
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
func (r *Result) Because(a *ArgumentResult) []Ground { return r.allFull(r.because(a)) }

func (r *Result) because(a *ArgumentResult) []ground {
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
	if a.Status != fact.Maybe {
		return nil
	}
	x := r.explainer()
	at := spot{a.lesion, a.activity}
	x.open(a.Rule.when, at)
	if a.Rule.scope != nil {
		x.open(a.Rule.scope, at)
	}
	return x.needs
}

// BecauseOf returns the atoms that carry a criterion's status.
func (r *Result) BecauseOf(c *CriterionResult) []Ground { return r.allFull(r.becauseOf(c)) }

func (r *Result) becauseOf(c *CriterionResult) []ground {
	x := r.explainer()
	x.criterion(c.Criterion, false, spot{r.noLesion, r.noActivity}, x.because)
	return x.grounds
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
