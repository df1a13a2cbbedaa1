package rule

import (
	"slices"
	"strings"

	"symport/internal/fault"
)

// orderCriteria puts each criterion after those it uses; a circle is a problem.
func (c *compiler) orderCriteria() {
	o := orderer{compiler: c, state: make([]uint8, len(c.set.Criteria))}
	for i := range c.set.Criteria {
		o.visit(i)
	}
	c.set.order = o.order
}

type orderer struct {
	*compiler
	state []uint8 // 0 new, 1 on the path, 2 done
	path  []int
	order []int
}

func (o *orderer) visit(i int) {
	switch o.state[i] {
	case 2:
		return
	case 1:
		o.circle(i)
		return
	}
	o.state[i] = 1
	o.path = append(o.path, i)
	for _, j := range uses(o.set.Criteria[i]) {
		o.visit(j)
	}
	o.path = o.path[:len(o.path)-1]
	o.state[i] = 2
	o.order = append(o.order, i)
}

func (o *orderer) circle(back int) {
	var ids []string
	for _, i := range o.path[slices.Index(o.path, back):] {
		ids = append(ids, o.set.Criteria[i].ID)
	}
	first := o.set.Criteria[back]
	*o.problems = append(*o.problems, fault.Problem{Place: first.Place, ID: "circle",
		Message: "criteria rest on each other in a circle: " + strings.Join(append(ids, first.ID), " -> ")})
}

// uses lists the criteria that a criterion names.
func uses(c *Criterion) []int {
	var out []int
	add := func(leaf *Cond) {
		if leaf.Kind == IsCriterion && !slices.Contains(out, leaf.Ref) {
			out = append(out, leaf.Ref)
		}
	}
	c.when.leaves(add)
	c.scope.leaves(add)
	return out
}
