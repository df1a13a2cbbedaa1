package rule

import (
	"slices"
	"strings"
)

// Same reports whether another result, of the same facts, says the same: criteria,
// verdicts, what they allow, and each rule by status and role. Needs are not compared.
func (r *Result) Same(other *Result) bool {
	return slices.EqualFunc(r.Criteria, other.Criteria, sameCriterion) &&
		slices.EqualFunc(r.Options, other.Options, sameOption)
}

func sameCriterion(a, b CriterionResult) bool {
	return a.Status == b.Status && a.NotApplicable == b.NotApplicable && slices.Equal(a.Lesions, b.Lesions)
}

func sameOption(a, b OptionResult) bool {
	return a.Option.ID == b.Option.ID && a.Target == b.Target && a.Verdict == b.Verdict && a.Ongoing == b.Ongoing &&
		a.State == b.State && slices.Equal(a.Allows, b.Allows) &&
		slices.EqualFunc(a.Arguments, b.Arguments, sameArgument)
}

func sameArgument(a, b ArgumentResult) bool {
	return a.Status == b.Status && a.Rule.Role == b.Rule.Role && a.Rule.Strength == b.Rule.Strength && a.Rule.BeforeStart == b.Rule.BeforeStart
}

// HasRule reports whether a rule of the option is called so; "x" is "x@option" too.
func (o *Option) HasRule(id string) bool {
	return slices.ContainsFunc(o.Arguments, func(a *Argument) bool {
		return a.Rule == id || strings.HasPrefix(a.Rule, id+"@")
	})
}
