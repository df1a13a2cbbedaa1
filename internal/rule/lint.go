package rule

import (
	"maps"
	"slices"
)

// Usage says what a criterion or a rule reads: facts, parameters and criteria by id,
// each sorted.
type Usage struct {
	Facts, Params, Criteria []string
}

// Lint is what a look over the whole set finds.
type Lint struct {
	UnusedParams   []string
	UnusedFacts    []string
	UnusedCriteria []string // neither read by a condition nor shown by a label
	NoSources      []string // criteria, then rules, that name no source
	Undefined      []string // options that safety rules name and the edition does not have
}

// CriterionUsage returns what a criterion reads by itself.
func (s *Set) CriterionUsage(c *Criterion) Usage { return s.usage(c.when, c.scope) }

// ArgumentUsage returns what an argument reads by itself.
func (s *Set) ArgumentUsage(a *Argument) Usage {
	u := s.usage(a.when, a.scope)
	if a.UntilParam != "" && !slices.Contains(u.Params, a.UntilParam) {
		u.Params = append(u.Params, a.UntilParam)
		slices.Sort(u.Params)
	}
	return u
}

func (s *Set) usage(conds ...*Cond) Usage {
	facts, params, criteria := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, c := range conds {
		c.leaves(func(leaf *Cond) {
			if leaf.Kind == IsCriterion {
				criteria[s.Criteria[leaf.Ref].ID] = true
				return
			}
			a := s.Atoms[leaf.Ref]
			facts[s.term(a.Fact).ID] = true
			if a.Param >= 0 {
				params[s.Params[a.Param].ID] = true
			}
		})
	}
	return Usage{sortedKeys(facts), sortedKeys(params), sortedKeys(criteria)}
}

func sortedKeys(m map[string]bool) []string { return slices.Sorted(maps.Keys(m)) }

// Lint looks over the whole set.
func (s *Set) Lint() Lint {
	l := Lint{Undefined: s.Undefined}
	used := map[string]bool{}
	note := func(u Usage) {
		for _, list := range [...][]string{u.Facts, u.Params, u.Criteria} {
			for _, id := range list {
				used[id] = true
			}
		}
	}
	for _, c := range s.Criteria {
		note(s.CriterionUsage(c))
		if len(c.Sources) == 0 {
			l.NoSources = append(l.NoSources, c.ID)
		}
	}
	for _, o := range s.Options {
		note(s.usage(o.onlyIf, o.continues))
		for _, a := range o.Arguments {
			note(s.ArgumentUsage(a))
			if len(a.Sources) == 0 {
				l.NoSources = append(l.NoSources, a.Rule)
			}
		}
	}
	for _, k := range s.constraints {
		note(s.usage(k.never))
	}
	s.unused(&l, used)
	return l
}

func (s *Set) unused(l *Lint, used map[string]bool) {
	for _, p := range s.Params {
		if !used[p.ID] {
			l.UnusedParams = append(l.UnusedParams, p.ID)
		}
	}
	for _, t := range s.Vocabulary.Terms {
		if !used[t.ID] {
			l.UnusedFacts = append(l.UnusedFacts, t.ID)
		}
	}
	for _, c := range s.Criteria {
		if !used[c.ID] && c.Label == "" {
			l.UnusedCriteria = append(l.UnusedCriteria, c.ID)
		}
	}
}
