package rule

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"symport/internal/fact"
	"symport/internal/verdict"
)

// statusWord is the contract's word for a truth.
func statusWord(t fact.Tri) string { return [...]string{"not-met", "unknown", "met"}[t+1] }

// CriteriaVerdicts returns the criteria in the words of an assessment.
func (r *Result) CriteriaVerdicts() []verdict.Criterion {
	out := make([]verdict.Criterion, len(r.Criteria))
	for i := range r.Criteria {
		out[i] = r.criterionVerdict(&r.Criteria[i])
	}
	return out
}

func (r *Result) criterionVerdict(c *CriterionResult) verdict.Criterion {
	def := c.Criterion
	out := verdict.Criterion{
		ID: def.ID, Label: def.Label, Body: def.Body, Status: statusWord(c.Status), Uncertain: c.Uncertain,
		Reading: def.Reading, Because: r.whys(r.becauseOf(c)), Needs: r.needWords(r.NeedsOf(c)),
		Sources: list(def.Sources), Facts: list(def.Facts),
	}
	if c.NotApplicable {
		out.Status = "not-applicable"
	}
	if def.ForLesion {
		out.Lesions = r.split(c)
	}
	return out
}

func (r *Result) split(c *CriterionResult) *verdict.LesionSplit {
	s := &verdict.LesionSplit{Met: []string{}, NotMet: []string{}, Unknown: []string{}}
	lists := [...]*[]string{&s.NotMet, &s.Unknown, &s.Met}
	for i, t := range c.Lesions {
		to := lists[t+1]
		*to = append(*to, r.Facts.Lesions[i].ID)
	}
	return s
}

// OptionVerdicts returns the options in the words of an assessment. Sentences, the date
// of an "until" and the states "done" and "refused" are left to the caller.
func (r *Result) OptionVerdicts() []verdict.Option {
	out := make([]verdict.Option, len(r.Options))
	for i := range r.Options {
		out[i] = r.optionVerdict(&r.Options[i])
	}
	return out
}

func (r *Result) optionVerdict(o *OptionResult) verdict.Option {
	def := o.Option
	out := verdict.Option{
		ID: def.ID, Label: def.Label, Number: def.Number, Kind: def.Kind, Group: def.Group,
		Verdict: o.Verdict, AtBest: o.AtBest, Corrected: o.Corrected, Reason: o.Reason, Target: o.Target, State: o.state(),
		Urgency: def.Urgency, Experimental: def.Experimental, Counts: o.counts(), Correct: []string{},
		Intent: def.Intent, Allows: o.Allows, Needs: r.needWords(r.optionNeeds(o)),
		Sources: make([]string, 0, 4),
	}
	makeRoom(&out, o.Arguments)
	if o.activity != r.noActivity {
		out.ActivityGBq = &o.Activity
	}
	if o.Verdict == verdict.Discouraged {
		out.Alternative = def.Alternative
	}
	for i := range o.Arguments {
		r.enter(&out, o, &o.Arguments[i])
	}
	slices.Sort(out.Sources)
	flips := r.Flips(o)
	out.Flips = make([]verdict.Flip, len(flips))
	for i := range flips {
		out.Flips[i] = flips[i].verdict()
	}
	return out
}

// makeRoom cuts the lists of the roles out of one piece of memory.
func makeRoom(out *verdict.Option, args []ArgumentResult) {
	lists := [...]*[]verdict.Argument{&out.Excludes, &out.Checklist, &out.Requires, &out.For, &out.Against, &out.Informs}
	var counts [len(lists)]int
	for i := range args {
		counts[slices.Index(lists[:], listOf(out, args[i].Rule))]++
	}
	room := make([]verdict.Argument, len(args))
	for i, list := range lists {
		n := counts[i]
		*list, room = room[:0:n], room[n:]
	}
}

// enter puts an argument into the list of its role.
func (r *Result) enter(out *verdict.Option, o *OptionResult, a *ArgumentResult) {
	w := r.argumentVerdict(o, a)
	to := listOf(out, a.Rule)
	*to = append(*to, w)
	if a.Rule.Correct != "" && a.Status == fact.Yes && !a.Rule.BeforeStart {
		out.Correct = append(out.Correct, a.Rule.Correct)
	}
	for _, s := range a.Rule.Sources {
		if !slices.Contains(out.Sources, s) {
			out.Sources = append(out.Sources, s)
		}
	}
}

func listOf(out *verdict.Option, a *Argument) *[]verdict.Argument {
	switch a.Role {
	case Excludes:
		if a.BeforeStart {
			return &out.Checklist
		}
		return &out.Excludes
	case Requires:
		return &out.Requires
	case For:
		return &out.For
	case Informs:
		return &out.Informs
	}
	return &out.Against
}

func (r *Result) argumentVerdict(o *OptionResult, a *ArgumentResult) verdict.Argument {
	said := r.explain(a)
	out := verdict.Argument{RuleText: a.Rule.said, Status: statusWord(a.Status), Because: said.because, Needs: []string{}, Uncertain: a.Uncertain}
	if a.Status == fact.Maybe {
		out.Needs = said.words
	}
	if o.Target.Kind == "lesion" {
		out.Lesion = &o.Target.ID
	}
	return out
}

// text is what an argument says whoever the patient is.
func (a *Argument) text() *verdict.RuleText {
	out := &verdict.RuleText{
		Rule: a.Rule, Role: string(a.Role), Text: a.Text, Short: a.Short, Strength: "none", Certainty: a.Certainty, Evidence: a.Evidence,
		Correct: a.Correct, Sources: list(a.Sources), Facts: list(a.Facts), Verified: a.Verified, Safety: a.Safety,
	}
	switch a.Role {
	case For, Against:
		out.Strength = a.Strength
	case Excludes:
		out.Kind = a.Strength
	}
	return out
}

// state is what the rules know of the option's course.
func (o *OptionResult) state() string {
	switch {
	case o.Ongoing == fact.Yes:
		return "ongoing"
	case o.State[FailedBefore] == fact.Yes:
		return "failed"
	}
	return "none"
}

// counts are what is met for and against, and what of either is not known.
func (o *OptionResult) counts() verdict.Counts {
	var c verdict.Counts
	for i := range o.Arguments {
		a := &o.Arguments[i]
		switch {
		case a.Rule.Role == Informs || a.Rule.BeforeStart:
		case a.Status == fact.Maybe:
			c.Unknown++
		case a.Status == fact.Yes && a.Rule.Role == For:
			c.For++
		case a.Status == fact.Yes && (a.Rule.Role == Against || a.Rule.Role == Failing):
			c.Against++
		}
	}
	return c
}

// whys says grounds in the words of an assessment, each once for all that rests on it.
func (r *Result) whys(grounds []ground) []*verdict.Why {
	if r.whyOf == nil {
		r.whyOf = make([]*verdict.Why, r.groundCount())
	}
	out := r.reasonRoom.take(len(grounds))
	for i, g := range grounds {
		w := &r.whyOf[g.number]
		if *w == nil {
			*w = &r.whyRoom.take(1)[0]
			r.why(g, *w)
		}
		out[i] = *w
	}
	return out
}

func (r *Result) why(of ground, w *verdict.Why) {
	g := r.full(of)
	w.Fact, w.Status = LesionsComplete, statusWord(g.Status)
	if g.Atom == nil {
		return
	}
	if g.Lesion != "" {
		w.Lesion = &r.Facts.Lesions[of.at.lesion].ID
	}
	w.Threshold = r.Set.compared[of.atom]
	w.Fact, w.Unit = g.Term.ID, g.Term.Unit
	w.Value = Shown(g.Term, g.Value)
	if len(g.Value.From) > 0 {
		w.At = g.Value.From[0].At
		if when := g.Value.From[0].When; when.Known {
			w.Date = when.String()
		}
	}
	w.Op = g.Atom.Op.String()
	if g.Param != nil {
		w.Parameter = g.Param.ID
	}
}

// Shown is a value as data: a number when exact or estimated, "<0.1", ">=15.2" or
// "10..14" when it is a range, a truth, a member or several; nil when nothing is known.
// A stale value is shown as it was.
func Shown(t *fact.Term, v *fact.Value) any {
	if v.Status != fact.Known && v.Status != fact.Stale {
		return nil
	}
	switch t.Type {
	case fact.Truth:
		return v.Truth
	case fact.Enum:
		names := t.Names(v.OneOf)
		switch len(names) {
		case 0:
			return nil
		case 1:
			return names[0]
		}
		return names
	}
	return quantityShown(v)
}

func quantityShown(v *fact.Value) any {
	switch {
	case v.Soft:
		return v.Est
	case v.Lo == v.Hi:
		return v.Lo
	case math.IsInf(v.Hi, 1) && v.LoOpen:
		return ">" + number(v.Lo)
	case math.IsInf(v.Hi, 1):
		return ">=" + number(v.Lo)
	case v.HiOpen && v.Lo <= 0 || v.HiOpen && math.IsInf(v.Lo, -1):
		return "<" + number(v.Hi)
	case math.IsInf(v.Lo, -1):
		return "<=" + number(v.Hi)
	}
	return number(v.Lo) + ".." + number(v.Hi)
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// shown writes a threshold in one line.
func shown(threshold any) string {
	switch x := threshold.(type) {
	case float64:
		return number(x)
	case []float64:
		return number(x[0]) + ".." + number(x[1])
	}
	return fmt.Sprint(threshold)
}

func (f *Flip) verdict() verdict.Flip {
	out := verdict.Flip{Fact: f.fact(), Op: f.Op, Threshold: f.Threshold, To: f.To}
	if f.Term != nil {
		out.Unit = f.Term.Unit
		out.From = Shown(f.Term, f.From)
	}
	if f.Lesion != "" {
		out.Lesion = &f.Lesion
	}
	return out
}

func (r *Result) needWords(needs []Need) []string {
	if len(needs) == 0 {
		return []string{}
	}
	out := r.wordRoom.take(len(needs))
	for i, n := range needs {
		out[i] = r.needWord(n)
	}
	return out
}

// needWord keeps the words of the lesions, which many arguments need.
func (r *Result) needWord(n Need) string {
	if n.Lesion == "" {
		return n.Fact
	}
	word, ok := r.needWordOf[n]
	if !ok {
		if r.needWordOf == nil {
			r.needWordOf = map[Need]string{}
		}
		word = n.String()
		r.needWordOf[n] = word
	}
	return word
}

// explanation is what carries an argument and what it lacks.
type explanation struct {
	because []*verdict.Why
	needs   []Need   // once asked for: arguments of one condition may differ in what is open
	words   []string // the needs
}

// explain explains an argument once for all options and targets that share it.
func (r *Result) explain(a *ArgumentResult) *explanation {
	if r.explanations == nil {
		r.explanations = make([]*explanation, r.Set.reasons*(len(r.lesions)+len(r.activities)))
	}
	e := &r.explanations[r.reasonAt(a)]
	if *e == nil {
		*e = &r.explanationRoom.take(1)[0]
		(*e).because = r.whys(r.because(a))
	}
	if a.Status == fact.Maybe && (*e).needs == nil {
		needs := r.needs(a)
		(*e).needs = append(r.needRoom.take(len(needs))[:0], needs...)
		(*e).words = r.needWords(needs)
	}
	return *e
}

// reasonAt numbers what an explanation depends on: the argument's conditions, and the
// target if they read it.
func (r *Result) reasonAt(a *ArgumentResult) int {
	target := 0
	switch {
	case a.Rule.reads[ofLesion]:
		target = a.lesion
	case a.Rule.reads[ofActivity]:
		target = len(r.lesions) + a.activity
	}
	return a.Rule.reason*(len(r.lesions)+len(r.activities)) + target
}

// list is a list that JSON writes as [] when empty.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
