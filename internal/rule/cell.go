package rule

import (
	"math"
	"slices"

	"symport/internal/fact"
)

// cells are the values of one fact that can make a difference: for a quantity below,
// at and above each threshold, for an enumeration each member, for a truth both.
type cells struct {
	term       *fact.Term
	thresholds []float64
	values     []fact.Value
	truths     [][]truth // of every atom of the fact, a cell in each lane, by the sixteen
	// now are the cells that the present value leaves possible, first to last.
	first, last int
	mask        uint64 // of an enumeration
	open        bool   // more than one cell is possible
}

// cellsOf lays out the cells of a fact; locate then finds the present value in them.
func (s *Set) cellsOf(f int) cells {
	c := cells{term: s.term(f)}
	switch c.term.Type {
	case fact.Truth:
		c.values = []fact.Value{fact.False(), fact.True()}
	case fact.Enum:
		for i := range c.term.Members {
			c.values = append(c.values, fact.Members(1<<i))
		}
	default:
		c.thresholds = s.thresholdsOf(f)
		for i := range 2*len(c.thresholds) + 1 {
			c.values = append(c.values, fact.Exactly(c.inside(i)))
		}
	}
	c.truths = s.cellTruths(f, c.values)
	return c
}

func (s *Set) cellTruths(f int, values []fact.Value) [][]truth {
	var out [][]truth
	for some := range slices.Chunk(values, lanes) {
		truths := make([]truth, len(s.deps.atomsOf[f]))
		for k, atom := range s.deps.atomsOf[f] {
			for lane := range some {
				truths[k] = truths[k].put(lane, s.judge(&s.Atoms[atom], &some[lane]))
			}
		}
		out = append(out, truths)
	}
	return out
}

// tried has the bits set of the lanes, among the sixteen cells from the first, that the
// fact can come into.
func (c *cells) tried(first int) truth {
	in := no
	for lane := range min(lanes, len(c.values)-first) {
		if c.reachable(first + lane) {
			in = in.put(lane, yes)
		}
	}
	return in
}

// inside is a number in a cell: cell 2i+1 is the i-th threshold, cell 2i lies below it.
func (c *cells) inside(i int) float64 {
	t, k := c.thresholds, i/2
	switch {
	case i%2 == 1:
		return t[k]
	case k == 0:
		return t[0] - 1
	case k == len(t):
		return t[k-1] + 1
	}
	return t[k-1] + (t[k]-t[k-1])/2
}

// cell is the cell of a number.
func (c *cells) cell(x float64) int {
	i, found := slices.BinarySearch(c.thresholds, x)
	if found {
		return 2*i + 1
	}
	return 2 * i
}

// locate finds the cells that the present value leaves possible.
func (c *cells) locate(now *fact.Value) {
	c.first, c.last, c.mask = 0, len(c.values)-1, c.term.All()
	if now.Status == fact.Known {
		switch c.term.Type {
		case fact.Truth:
			c.first = 0
			if now.Truth {
				c.first = 1
			}
			c.last = c.first
		case fact.Enum:
			if now.OneOf != 0 {
				c.mask = now.OneOf
			}
		default:
			c.span(now)
		}
	}
	c.open = c.first < c.last
	if c.term.Type == fact.Enum {
		c.open = c.mask&(c.mask-1) != 0
		c.first = slices.IndexFunc(c.values, func(v fact.Value) bool { return v.OneOf&c.mask != 0 })
	}
}

// span finds the cells of a quantity: of a soft value that of its estimate.
func (c *cells) span(now *fact.Value) {
	if now.Soft && !math.IsNaN(now.Est) {
		c.first = c.cell(now.Est)
		c.last = c.first
		return
	}
	c.first, c.last = c.cell(now.Lo), c.cell(now.Hi)
	if now.LoOpen && c.first%2 == 1 && c.first < c.last {
		c.first++
	}
	if now.HiOpen && c.last%2 == 1 && c.last > c.first {
		c.last--
	}
}

// has reports whether the present value leaves the cell possible.
func (c *cells) has(i int) bool {
	if c.term.Type == fact.Enum {
		return c.values[i].OneOf&c.mask != 0
	}
	return i >= c.first && i <= c.last
}

// reachable reports whether the fact can come into the cell: an open one by an answer,
// a known one as its vocabulary says that it moves.
func (c *cells) reachable(i int) bool {
	if c.open {
		return true
	}
	switch c.term.Moves {
	case "rise":
		return i > c.first
	case "fall":
		return i < c.first
	case "never":
		return false
	}
	return i != c.first
}

// bounds describes a run of cells: operator and threshold.
func (c *cells) bounds(from, to int) (op string, threshold any) {
	switch c.term.Type {
	case fact.Truth:
		return "==", c.values[from].Truth
	case fact.Enum:
		return "==", c.term.Members[from]
	}
	switch {
	case from == 0 && to == len(c.values)-1:
		return "known", nil
	case from == 0 && to%2 == 1:
		return AtMost.String(), c.thresholds[to/2]
	case from == 0:
		return Less.String(), c.thresholds[to/2]
	case to == len(c.values)-1 && from%2 == 1:
		return AtLeast.String(), c.thresholds[from/2]
	case to == len(c.values)-1:
		return More.String(), c.thresholds[from/2-1]
	}
	return "between", []float64{c.thresholds[(from-1)/2], c.thresholds[to/2]}
}
