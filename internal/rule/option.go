package rule

import (
	"symport/internal/fact"
	"symport/internal/verdict"
)

// judgeOptions judges each option for each of its targets.
func (r *Result) judgeOptions() {
	places, arguments := 0, 0
	for _, o := range r.Set.Options {
		n := r.targetCount(o)
		places += n
		arguments += n * len(o.Arguments)
	}
	r.Options = make([]OptionResult, 0, places)
	pool := make([]ArgumentResult, arguments)
	for _, o := range r.Set.Options {
		before := len(r.Options)
		for i := range r.targetCount(o) {
			pool = r.judgeTarget(o, i, pool)
		}
		if len(r.Options) == before && o.Each == "lesion" && o.onlyIf != nil {
			pool = r.judgeNoLesion(o, pool)
		}
	}
}

// targetCount is the number of known targets, 1 if there is none.
func (r *Result) targetCount(o *Option) int {
	switch o.Each {
	case "lesion":
		return max(1, r.noLesion)
	case "activity":
		return max(1, r.noActivity)
	}
	return 1
}

// judgeTarget appends the option's result for its i-th target, taking its arguments
// from the pool.
func (r *Result) judgeTarget(o *Option, i int, pool []ArgumentResult) []ArgumentResult {
	out := OptionResult{Option: o, Target: verdict.Target{Kind: "patient"}, lesion: r.noLesion, activity: r.noActivity}
	switch {
	case o.Each == "lesion" && r.noLesion == 0:
		return r.judgeNoLesion(o, pool)
	case o.Each == "lesion":
		out.lesion = i
		out.Target = verdict.Target{Kind: "lesion", ID: r.Facts.Lesions[i].ID}
	case o.Each == "activity" && r.noActivity > 0:
		out.activity = i
		out.Activity = r.Facts.Activities[i].Activity
	}
	v := r.view(out.lesion, out.activity)
	if o.onlyIf != nil && o.onlyIf.eval(&v).tri() == fact.No {
		return pool
	}
	pool = r.fill(&out, pool)
	out.index = len(r.Options)
	r.Options = append(r.Options, out)
	return pool
}

// judgeNoLesion appends the one entry of a lesion option without a lesion that it could
// be for: what holds whatever the lesion stands; otherwise the list is to be known.
func (r *Result) judgeNoLesion(o *Option, pool []ArgumentResult) []ArgumentResult {
	out := OptionResult{Option: o, Target: verdict.Target{Kind: "patient"},
		lesion: r.noLesion, activity: r.noActivity, noTarget: true}
	v := r.view(out.lesion, out.activity)
	if o.onlyIf != nil && o.onlyIf.eval(&v).tri() == fact.No {
		return pool
	}
	pool = r.fill(&out, pool)
	out.index = len(r.Options)
	r.Options = append(r.Options, out)
	return pool
}

// fill judges an option for the target it carries.
func (r *Result) fill(out *OptionResult, pool []ArgumentResult) []ArgumentResult {
	o := out.Option
	out.Arguments, pool = pool[:len(o.Arguments):len(o.Arguments)], pool[len(o.Arguments):]
	v := r.view(out.lesion, out.activity)
	out.axes = o.judge(&v, out.Arguments)
	for i := range out.Arguments {
		out.Arguments[i].lesion, out.Arguments[i].activity = out.lesion, out.activity
	}
	state, capTo := out.axes.state(0)
	out.State = state
	out.settle(r.outcome(out, state, capTo))
	if out.Verdict == verdict.Defer {
		out.Corrected = r.corrected(out, state, capTo)
	}
	if o.continues != nil {
		out.Ongoing = o.continues.eval(&v).tri()
	} else {
		out.Ongoing = fact.No
	}
	return pool
}

// corrected is the best verdict that is left once every excluder now met is corrected.
func (r *Result) corrected(out *OptionResult, s State, capTo fact.Tri) verdict.Verdict {
	s[OpenExcluder] = fact.No
	for i := range out.Arguments {
		if a := &out.Arguments[i]; a.Rule.into == OpenExcluder && a.Status == fact.Maybe {
			s[OpenExcluder] = fact.Maybe
		}
	}
	return theTable().lists[r.outcome(out, s, capTo).allows][0]
}

func (out *OptionResult) settle(oc outcome) {
	t := theTable()
	out.outcome = oc
	out.Verdict = bestFirst[oc.verdict]
	out.Allows = t.lists[oc.allows]
	out.AtBest = out.Allows[0]
	if out.Verdict == verdict.NotAddressed {
		out.Reason = "outside-scope"
		if !out.Option.addressed {
			out.Reason = "no-rule"
		}
	}
}

// outcome is the verdict on a state for a target. Without a lesion, a verdict that no
// lesion could change stands; with the list complete no "for" can be met; else the list
// is to be known.
func (r *Result) outcome(out *OptionResult, s State, capTo fact.Tri) outcome {
	oc := theTable().outcome(s.index(), capTo)
	if !out.noTarget {
		return oc
	}
	s[StrongFor], s[OtherFor] = fact.No, fact.No
	without := theTable().outcome(s.index(), capTo)
	if r.complete == fact.Yes || oc.verdict == without.verdict {
		return without
	}
	needsData := verdictIndex(verdict.NeedsData)
	return outcome{needsData, oc.allows | without.allows | 1<<needsData}
}

// judge brings the arguments of an option to the eight values and the cap, and keeps
// each argument's truth in args.
//
// An argument counts only for the patients of its scope. While the scope of all is
// unknown the edition may not speak of the patient at all; an argument then counts as
// if it applied, and the open scope stands beside it as a value of its own. Where
// scopes differ within an option, one that is open must not borrow from another that
// holds: an argument applies if its own scope holds or no other one does.
func (o *Option) judge(v *view, args []ArgumentResult) axes {
	var buffer [8]truth
	scopes := o.evalScopes(v, buffer[:0])
	inScope := o.inScope(scopes)
	ax := o.start(inScope)
	for i, a := range o.Arguments {
		t := a.judge(v, o, scopes, inScope)
		ax.add(a, t)
		args[i] = ArgumentResult{Rule: a, Status: t.tri(), Uncertain: t.uncertain(), truth: t}
	}
	return ax
}

// again judges anew the arguments in the set, and takes the others as they stand.
func (o *Option) again(v *view, args []ArgumentResult, changed bitset) axes {
	var buffer [8]truth
	scopes := o.evalScopes(v, buffer[:0])
	inScope := o.inScope(scopes)
	ax := o.start(inScope)
	for i, a := range o.Arguments {
		t := args[i].truth
		if changed.has(o.first + i) {
			t = a.judge(v, o, scopes, inScope)
		}
		ax.add(a, t)
	}
	return ax
}

func (o *Option) evalScopes(v *view, into []truth) []truth {
	for _, c := range o.scopes {
		into = append(into, c.eval(v))
	}
	return into
}

// start is what the values are before any argument.
func (o *Option) start(inScope truth) axes {
	ax := axes{Required: yes, InScope: inScope}
	if o.Experimental {
		ax[capped] = yes
	}
	return ax
}

// inScope says whether the edition speaks of the patient in this option.
func (o *Option) inScope(scopes []truth) truth {
	if !o.addressed {
		return no
	}
	if o.unscoped {
		return yes
	}
	t := no
	for _, s := range scopes {
		t |= s
	}
	return t
}

// applies is "this scope holds, or no other does".
func (o *Option) applies(at int, scopes []truth) truth {
	other := no
	if o.unscoped {
		other = yes
	}
	for i, s := range scopes {
		if i != at {
			other |= s
		}
	}
	return scopes[at] | other.not()
}

// judge is the truth of an argument as it counts. An absolute excluder stands before
// the scope in the order of the verdicts and counts by its own scope alone; so does
// everything for a patient of whom the edition does not speak. A requirement that does
// not bind is met.
func (a *Argument) judge(v *view, o *Option, scopes []truth, inScope truth) truth {
	when := a.when.eval(v)
	applies := yes
	switch {
	case a.scopeAt >= 0 && a.Strength == Absolute:
		applies = scopes[a.scopeAt]
	case a.scopeAt >= 0:
		outside := surely(inScope.not())
		applies = scopes[a.scopeAt]&outside | o.applies(a.scopeAt, scopes)&^outside
	case a.scope != nil:
		applies = a.scope.eval(v)
	}
	if a.Role == Requires {
		return when | applies.not()
	}
	return when & applies
}

// axes are the eight values and the cap as they build up.
type axes [values + 1]truth

// capped is the place of the cap among the axes.
const capped = values

// add enters an argument.
func (ax *axes) add(a *Argument, t truth) {
	switch i := a.into; {
	case i == Required:
		ax[i] &= t
	case i >= 0:
		ax[i] |= t
	}
	if a.Cap {
		ax[capped] |= t
	}
}

// state is what they come to in one lane.
func (ax *axes) state(lane int) (s State, capTo fact.Tri) {
	for i := range s {
		s[i] = ax[i].in(lane)
	}
	return s, ax[capped].in(lane)
}

// differ has a bit set in each lane in which the two differ.
func (ax *axes) differ(other *axes) truth {
	var d truth
	for i := range ax {
		d |= ax[i] ^ other[i]
	}
	return d
}

func verdictIndex(v verdict.Verdict) uint8 {
	for i, w := range bestFirst {
		if v == w {
			return uint8(i)
		}
	}
	panic("rule: verdict " + v + " is not in the table")
}
