package consult

import (
	"slices"
	"strings"

	"symport/internal/cite"
)

// sources are all works that this assessment refers to, in order of id.
func (a *assembly) sources() []cite.Source {
	used := map[string]bool{}
	mark := func(ids []string) {
		for _, id := range ids {
			used[id] = true
		}
	}
	mark(a.out.Scope.Sources)
	for i := range a.out.Criteria {
		mark(a.out.Criteria[i].Sources)
	}
	for i := range a.out.RedFlags {
		mark(a.out.RedFlags[i].Sources)
	}
	for i := range a.out.Prognosis {
		mark(a.out.Prognosis[i].Sources)
	}
	for i := range a.out.Actions {
		mark(a.out.Actions[i].Sources)
	}
	for i := range a.out.Options {
		mark(a.out.Options[i].Sources) // with those of the arguments
	}
	out := []cite.Source{}
	for id := range used {
		if s, ok := a.c.Sources[id]; ok {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(x, y cite.Source) int { return strings.Compare(x.ID, y.ID) })
	return out
}
