package report

import (
	"cmp"
	"slices"

	"symport/internal/verdict"
)

// nearestFlips are the two answers or changes that matter most: the first that opens the
// option and the first that closes it, else the next.
func nearestFlips(list []verdict.Flip) []string {
	const most = 2
	list = slices.DeleteFunc(slices.Clone(list), idle)
	slices.SortStableFunc(list, func(a, b verdict.Flip) int {
		return cmp.Or(flipRank(a)-flipRank(b), isNumber(a)-isNumber(b))
	})
	var out []string
	taken := map[int]bool{}
	for _, again := range []bool{false, true} {
		for _, f := range list {
			rank := flipRank(f)
			if len(out) < most && taken[rank] == again {
				out, taken[rank] = appendNew(out, f.Text), true
			}
		}
	}
	return out
}

// isNumber puts a limit behind an answer.
func isNumber(f verdict.Flip) int {
	if _, ok := f.Threshold.(bool); ok {
		return 0
	}
	return 1
}

// idle is an answer that says only that something was not done: getting it done is what
// the option waits for.
func idle(f verdict.Flip) bool {
	answer, isTruth := f.Threshold.(bool)
	no := isTruth && answer == (f.Op == "!=")
	return no && f.From == nil && f.To == verdict.Defer || f.Fact == "lesions.complete"
}

// flipRank puts first what an answer would open, then what would close it for good, then
// what would delay it, then what only a change of the patient would alter.
func flipRank(f verdict.Flip) int {
	switch {
	case f.From != nil:
		return 3
	case groupOf(f.To) == groupNow || f.To == verdict.CheckFirst:
		return 0
	case f.To == verdict.Defer || f.To == verdict.NeedsData:
		return 2
	}
	return 1
}
