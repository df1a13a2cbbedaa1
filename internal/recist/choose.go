package recist

import (
	"cmp"
	"slices"
	"strings"
)

// choose gives roles to the lesions whose role nobody recorded: the largest measurable
// ones of the baseline are targets, as many as the edition allows in all and in an
// organ; the others are non-targets. Which lesions are reproducible to measure is the
// reader's to judge, so the choice is said.
func (a *assessment) choose(rows []Row, window int) []Row {
	if !slices.ContainsFunc(rows, func(r Row) bool { return r.Role == Open }) {
		return rows
	}
	chosen := a.c.largest(visits(rows, window)[0].rows)
	rows = slices.Clone(rows)
	for i := range rows {
		switch {
		case rows[i].Role != Open:
		case slices.Contains(chosen, rows[i].Lesion):
			rows[i].Role = Target
		default:
			rows[i].Role = NonTarget
		}
	}
	if len(chosen) > 0 {
		slices.Sort(chosen)
		a.warn("targets-chosen", 0, "", "no roles recorded: %s taken as targets by size", strings.Join(chosen, ", "))
	}
	return rows
}

// largest lists the measurable lesions of a baseline that become targets.
func (c Criteria) largest(baseline []Row) []string {
	measurable := slices.DeleteFunc(slices.Clone(baseline), func(r Row) bool { return r.Role != Open || !c.measurable(r) })
	slices.SortStableFunc(measurable, func(x, y Row) int {
		return cmp.Or(cmp.Compare(c.axis(y).V, c.axis(x).V), strings.Compare(x.Lesion, y.Lesion))
	})
	var out []string
	organs := map[string]int{}
	for _, r := range measurable {
		organ := c.organ(Lesion{Site: r.Site, Node: r.Node})
		if len(out) < c.MaxTargets && organs[organ] < c.MaxPerOrgan && !slices.Contains(out, r.Lesion) {
			organs[organ]++
			out = append(out, r.Lesion)
		}
	}
	return out
}

func (c Criteria) measurable(r Row) bool {
	size := c.axis(r)
	least := c.MinLongest
	if c.NodeShortAxis && r.Node {
		least = c.MinNodeShort
	}
	return r.Status == Measured && size.Known && size.V >= least
}
