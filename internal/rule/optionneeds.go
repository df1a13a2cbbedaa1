package rule

import (
	"slices"

	"symport/internal/fact"
	"symport/internal/verdict"
)

// OptionNeeds returns what would have to be known to settle an option, unknown absolute
// excluders first. What no answer about it could change is not asked for.
func (r *Result) OptionNeeds(o *OptionResult) []Need { return slices.Clone(r.optionNeeds(o)) }

// optionNeeds is good until the next call.
func (r *Result) optionNeeds(o *OptionResult) []Need {
	if o.noTarget {
		if o.Verdict == verdict.NeedsData {
			return []Need{{Fact: LesionsComplete}}
		}
		return nil
	}
	needs := r.optionNeed[:0]
	add := func(more []Need) {
		for _, n := range more {
			if !slices.Contains(needs, n) {
				needs = append(needs, n)
			}
		}
	}
	for _, value := range [...]int{AbsoluteExcluder, InScope, Required, OpenExcluder, FailedBefore, StrongFor, OtherFor, StrongAgainst} {
		if !o.State.matters(value) {
			continue
		}
		if value == InScope {
			add(r.openOf(o, o.Option.scopes...))
			continue
		}
		for i := range o.Arguments {
			if a := &o.Arguments[i]; a.Status == fact.Maybe && a.Rule.into == value {
				add(r.explain(a).needs)
			}
		}
	}
	if slices.Contains(o.Allows, verdict.Indicated) {
		for i := range o.Arguments {
			if a := &o.Arguments[i]; a.Status == fact.Maybe && a.Rule.Cap {
				add(r.explain(a).needs)
			}
		}
	}
	if o.Option.onlyIf != nil && len(o.Allows) > 1 {
		add(r.openOf(o, o.Option.onlyIf))
	}
	r.optionNeed = needs
	return needs
}

// openOf is what is open in conditions at the option's target.
func (r *Result) openOf(o *OptionResult, conds ...*Cond) []Need {
	x := r.explainer()
	for _, c := range conds {
		x.open(c, spot{o.lesion, o.activity})
	}
	return x.needs
}

// matters reports whether an answer to an unknown value changes the verdict or what it
// allows.
func (s State) matters(value int) bool {
	if s[value] != fact.Maybe {
		return false
	}
	t, here := theTable(), s.index()
	for _, answer := range [...]fact.Tri{fact.No, fact.Yes} {
		s[value] = answer
		if n := s.index(); t.verdict[n] != t.verdict[here] || t.allows[n] != t.allows[here] {
			return true
		}
	}
	return false
}

// value is which of the eight values an argument goes into, -1 if into none.
func (a *Argument) value() int {
	switch a.Role {
	case Excludes:
		switch {
		case a.BeforeStart:
			return -1
		case a.Strength == Absolute:
			return AbsoluteExcluder
		}
		return OpenExcluder
	case Requires:
		return Required
	case For:
		if a.Strength == Strong {
			return StrongFor
		}
		return OtherFor
	case Against:
		if a.Strength == Strong {
			return StrongAgainst
		}
	case Failing:
		return FailedBefore
	}
	return -1
}
