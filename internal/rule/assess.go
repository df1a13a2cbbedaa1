package rule

import (
	"slices"
	"strings"

	"symport/internal/fact"
	"symport/internal/verdict"
)

// Result is what the rules say of one patient. It is used by one goroutine at a time.
type Result struct {
	Set      *Set
	Facts    *Facts
	Criteria []CriterionResult // in the order of Set.Criteria
	Options  []OptionResult    // in the order of Set.Options, then of the targets

	patient    []truth
	lesions    [][]truth // one more than known: a lesion of which nothing is known
	activities [][]truth // likewise
	complete   fact.Tri  // Facts.LesionsComplete, but for what is tried
	noLesion   int       // index of the lesion of which nothing is known
	noActivity int
	probes     *probes

	explained    *explainer
	explanations []*explanation // by reason and target
	whyOf        []*verdict.Why // by ground
	needWordOf   map[Need]string
	optionNeed   []Need

	explanationRoom room[explanation]
	whyRoom         room[verdict.Why]
	reasonRoom      room[*verdict.Why]
	needRoom        room[Need]
	wordRoom        room[string]
}

// CriterionResult is one criterion, judged.
type CriterionResult struct {
	Criterion *Criterion
	Status    fact.Tri
	Uncertain bool
	// NotApplicable: the patient is known not to be one of whom the criterion speaks.
	NotApplicable bool
	Lesions       []fact.Tri // by lesion, of a criterion for: lesion
}

// OptionResult is one option, judged for one target.
type OptionResult struct {
	Option    *Option
	Target    verdict.Target
	Activity  float64 // GBq, of an option each: activity
	Verdict   verdict.Verdict
	Allows    []verdict.Verdict // what answers can still lead to, best first
	AtBest    verdict.Verdict
	Corrected verdict.Verdict // of defer: the best left once the excluders met are corrected
	Reason    string          // of not-addressed: outside-scope | no-rule
	State     State
	Ongoing   fact.Tri
	Arguments []ArgumentResult

	lesion, activity int // indices of the vectors
	noTarget         bool
	index            int // of Result.Options
	outcome          outcome
	axes             axes
}

// ArgumentResult is one argument, judged for the option's target.
type ArgumentResult struct {
	Rule      *Argument
	Status    fact.Tri
	Uncertain bool

	lesion, activity int
	truth            truth
}

// Assess judges every criterion and every option for every target.
func (s *Set) Assess(f *Facts) *Result {
	r := &Result{Set: s, Facts: f, noLesion: len(f.Lesions), noActivity: len(f.Activities), complete: f.LesionsComplete}
	r.patient = s.truths(ofPatient, f.Patient)
	r.lesions = s.targets(ofLesion, f.Lesions)
	r.activities = s.targets(ofActivity, f.Activities)
	for _, i := range s.order {
		r.judgeCriterion(s.Criteria[i])
	}
	r.Criteria = make([]CriterionResult, len(s.Criteria))
	for i, c := range s.Criteria {
		r.Criteria[i] = r.criterionResult(c)
	}
	r.judgeOptions()
	return r
}

// truths fills one vector with the truths of its atoms.
func (s *Set) truths(vector int, values []fact.Value) []truth {
	out := make([]truth, s.size[vector])
	for i := range s.Atoms {
		if s.atomVector[i] != vector {
			continue
		}
		place := s.Atoms[i].Fact
		if vector != ofPatient {
			place = s.Vocabulary.Slot(place)
		}
		out[s.atomSlot[i]] = s.judge(&s.Atoms[i], &values[place])
	}
	return out
}

// targets fills a vector for each target and one for a target of which nothing is known.
func (s *Set) targets(vector int, targets []Target) [][]truth {
	out := make([][]truth, 0, len(targets)+1)
	for i := range targets {
		out = append(out, s.truths(vector, targets[i].Values))
	}
	blank := make([]truth, s.size[vector])
	for i := range blank {
		blank[i] = maybe
	}
	return append(out, blank)
}

// judge is the truth of one atom.
func (s *Set) judge(a *Atom, v *fact.Value) truth {
	term := &s.Vocabulary.Terms[a.Fact]
	if v.Status == fact.NotApplicable && term.Type == fact.Truth && term.NA != nil {
		return truthOf(fact.TriOf(*term.NA))
	}
	if v.Status != fact.Known {
		return maybe
	}
	switch a.Op {
	case Holds:
		return truthOf(fact.TriOf(v.Truth))
	case In:
		return enumTruth(v.OneOf, a.Set)
	}
	return quantityTruth(a.Op, v, s.thresholds[a.Param])
}

func (r *Result) view(lesion, activity int) view {
	return view{r.patient, r.lesions[lesion], r.activities[activity]}
}

// judgeCriterion enters a criterion's truths into the vectors.
func (r *Result) judgeCriterion(c *Criterion) {
	v := r.view(r.noLesion, r.noActivity)
	if !c.ForLesion {
		r.patient[c.slot] = c.eval(&v)
		return
	}
	for _, lesion := range r.lesions {
		v[ofLesion] = lesion
		lesion[c.lesionSlot] = c.eval(&v)
	}
	r.patient[c.slot] = r.over(c)
}

func (c *Criterion) eval(v *view) truth {
	if c.scope == nil {
		return c.when.eval(v)
	}
	return c.scope.eval(v) & c.when.eval(v)
}

// over joins the lesions of a criterion. Unless the list is complete there may be one
// more, of which nothing is known. "All" says that there is a lesion and each meets it.
func (r *Result) over(c *Criterion) truth {
	known, blank := r.lesions[:r.noLesion], r.lesions[r.noLesion][c.lesionSlot]
	complete := r.complete == fact.Yes
	if c.Over == "all" {
		t := yes
		for _, lesion := range known {
			t &= lesion[c.lesionSlot]
		}
		switch {
		case len(known) == 0 && complete:
			return no
		case len(known) == 0:
			return blank & maybe
		case !complete:
			return t & (blank | maybe)
		}
		return t
	}
	t := no
	for _, lesion := range known {
		t |= lesion[c.lesionSlot]
	}
	if !complete {
		t |= blank & maybe
	}
	return t
}

func (r *Result) criterionResult(c *Criterion) CriterionResult {
	t := r.patient[c.slot]
	out := CriterionResult{Criterion: c, Status: t.tri(), Uncertain: t.uncertain()}
	if c.scope != nil {
		v := r.view(r.noLesion, r.noActivity)
		out.NotApplicable = c.scope.eval(&v).tri() == fact.No
	}
	if c.ForLesion {
		out.Lesions = make([]fact.Tri, r.noLesion)
		for i := range out.Lesions {
			out.Lesions[i] = r.lesions[i][c.lesionSlot].tri()
		}
	}
	return out
}

// Criterion returns the judged criterion with the id, nil if there is none.
func (r *Result) Criterion(id string) *CriterionResult {
	i, ok := slices.BinarySearchFunc(r.Criteria, id, func(c CriterionResult, id string) int {
		return strings.Compare(c.Criterion.ID, id)
	})
	if !ok {
		return nil
	}
	return &r.Criteria[i]
}
