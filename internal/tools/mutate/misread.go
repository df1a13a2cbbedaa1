package main

import (
	"slices"

	"symport/internal/content"
	"symport/internal/fact"
	"symport/internal/rule"
)

// misreadings are the ways of reading what is unknown as known: a truth as no or yes, a
// quantity as 0, a list of lesions as complete.
func misreadings(s *rule.Set) []caught {
	out := []caught{{
		Mutant:  rule.Mutant{Kind: "unknown", Item: "list of lesions", Change: "unknown whether complete, read as complete"},
		notices: (*content.Watch).NoticesListRead,
	}}
	add := func(term int, as string, value fact.Value) {
		out = append(out, caught{
			Mutant:  rule.Mutant{Kind: "unknown", Item: "fact " + s.Vocabulary.Terms[term].ID, Change: "unknown, read as " + as},
			notices: func(w *content.Watch) bool { return w.NoticesMisread(term, value) },
		})
	}
	for _, term := range factsRead(s) {
		switch s.Vocabulary.Terms[term].Type {
		case fact.Truth:
			add(term, "no", fact.False())
			add(term, "yes", fact.True())
		case fact.Quantity:
			add(term, "0", fact.Exactly(0))
		}
	}
	return out
}

// factsRead are the facts that a criterion or a rule reads, by their place in the
// vocabulary.
func factsRead(s *rule.Set) []int {
	var ids []string
	for _, c := range s.Criteria {
		ids = append(ids, s.CriterionUsage(c).Facts...)
	}
	for _, o := range s.Options {
		for _, a := range o.Arguments {
			ids = append(ids, s.ArgumentUsage(a).Facts...)
		}
	}
	out := make([]int, len(ids))
	for i, id := range ids {
		out[i] = s.Vocabulary.Index(id)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
