package rule

import (
	"slices"

	"symport/internal/fact"
	"symport/internal/verdict"
)

// OptionNeeds returns what would have to be known to settle an option, unknown absolute
// excluders first. What no answer about it could change is not asked for.
func (r *Result) OptionNeeds(o *OptionResult) []Need { return slices.Clone(r.optionNeeds(o)) }

func (r *Result) optionNeeds(o *OptionResult) []Need {
	if o.noTarget {
		if o.Verdict == verdict.NeedsData {
			return []Need{{Fact: LesionsComplete}}
		}
		return nil
	}
	x := r.explainer()
	for _, value := range [...]int{AbsoluteExcluder, InScope, Required, OpenExcluder, FailedBefore, StrongFor, OtherFor, StrongAgainst} {
		if !o.State.matters(value) {
			continue
		}
		if value == InScope {
			x.scopes(o)
			continue
		}
		for i := range o.Arguments {
			if a := &o.Arguments[i]; a.Rule.into == value {
				x.argument(a)
			}
		}
	}
	if slices.Contains(o.Allows, verdict.Indicated) {
		for i := range o.Arguments {
			if a := &o.Arguments[i]; a.Rule.Cap {
				x.argument(a)
			}
		}
	}
	if o.Option.onlyIf != nil && len(o.Allows) > 1 {
		x.open(o.Option.onlyIf, spot{o.lesion, o.activity})
	}
	return x.needs
}

func (x *explainer) scopes(o *OptionResult) {
	for _, scope := range o.Option.scopes {
		x.open(scope, spot{o.lesion, o.activity})
	}
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
