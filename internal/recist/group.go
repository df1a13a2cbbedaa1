package recist

import (
	"slices"
	"strings"
)

// once keeps a group and its measured parts from counting twice: the parts count where
// the baseline measures one, else the group. A part called new counts in either case.
func (a *assessment) once(rows []Row, window int) []Row {
	groups := groupsOf(rows)
	if len(groups) == 0 {
		return rows
	}
	baseline := visits(rows, window)[0].rows
	for _, g := range groups {
		parts := slices.ContainsFunc(baseline, func(r Row) bool { return r.Group == g }) ||
			!slices.ContainsFunc(baseline, func(r Row) bool { return r.Lesion == g })
		rows = slices.DeleteFunc(slices.Clone(rows), func(r Row) bool {
			return r.Lesion == g && parts || r.Group == g && !parts && r.Role != New
		})
		a.groupWarning(g, parts)
	}
	return rows
}

// groupsOf are the lesions that stand in the rows as a whole and in parts.
func groupsOf(rows []Row) (out []string) {
	for _, r := range rows {
		if r.Group != "" && !slices.Contains(out, r.Group) && slices.ContainsFunc(rows, func(g Row) bool { return g.Lesion == r.Group }) {
			out = append(out, r.Group)
		}
	}
	slices.SortFunc(out, strings.Compare)
	return out
}

func (a *assessment) groupWarning(group string, parts bool) {
	counted := "the group is counted, not its parts"
	if parts {
		counted = "the parts are counted, not the group"
	}
	a.warn("group-once", 0, group, "%s and parts of it are measured: %s", group, counted)
}
