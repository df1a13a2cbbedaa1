package rule

import (
	"slices"
	"testing"

	"symport/internal/fact"
	"symport/internal/verdict"
)

// rows are the ten lines of the clinical logic written a second time, each as what it
// asks of a state; the first that fits gives the verdict.
var rows = []struct {
	verdict verdict.Verdict
	fits    func(absolute, open, strong, other, against, failed, scope, required fact.Tri) bool
}{
	{verdict.Contraindicated, func(a, _, _, _, _, _, _, _ fact.Tri) bool { return a == 1 }},
	{verdict.NotAddressed, func(_, _, _, _, _, _, s, _ fact.Tri) bool { return s == -1 }},
	{verdict.NotEligible, func(_, _, _, _, _, _, _, r fact.Tri) bool { return r == -1 }},
	{verdict.NotIndicated, func(_, _, f, o, _, _, _, _ fact.Tri) bool { return f.Or(o) == -1 }},
	{verdict.Defer, func(_, c, _, _, _, _, _, _ fact.Tri) bool { return c == 1 }},
	{verdict.Discouraged, func(_, _, f, _, g, x, _, _ fact.Tri) bool { return g == 1 && f < 1 || x == 1 }},
	{verdict.NeedsData, func(_, _, f, o, _, _, _, _ fact.Tri) bool { return f.Or(o) == 0 }},
	{verdict.CheckFirst, func(a, c, _, _, _, x, s, r fact.Tri) bool { return a*c*x*s*r == 0 }},
	{verdict.Indicated, func(_, _, f, _, g, _, _, _ fact.Tri) bool { return f == 1 && g < 1 }},
	{verdict.Consider, func(_, _, _, _, _, _, _, _ fact.Tri) bool { return true }},
}

func byRows(s State) verdict.Verdict {
	for _, r := range rows {
		if r.fits(s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7]) {
			return r.verdict
		}
	}
	return ""
}

// TestWholeTable walks all 6,561 states: the verdict by the rows written above, and what
// is allowed by walking every way of answering some or all of what is unknown.
func TestWholeTable(t *testing.T) {
	table := Table()
	if len(table) != 6561 {
		t.Fatalf("%d states", len(table))
	}
	seen := map[State]bool{}
	for _, row := range table {
		seen[row.State] = true
		if want := byRows(row.State); row.Verdict != want {
			t.Fatalf("%v is %s, the rows say %s", row.State, row.Verdict, want)
		}
		allowed := map[verdict.Verdict]bool{}
		walk(row.State, 0, allowed)
		if len(allowed) != len(row.Allows) {
			t.Fatalf("%v allows %v, walking gives %v", row.State, row.Allows, allowed)
		}
		for _, v := range row.Allows {
			if !allowed[v] {
				t.Fatalf("%v allows %s, which no answer gives", row.State, v)
			}
		}
	}
	if len(seen) != 6561 {
		t.Fatalf("%d different states", len(seen))
	}
}

// walk visits every state that answers lead to, partial ones too.
func walk(s State, from int, allowed map[verdict.Verdict]bool) {
	if from == len(s) {
		allowed[byRows(s)] = true
		return
	}
	walk(s, from+1, allowed)
	if s[from] != fact.Maybe {
		return
	}
	for _, t := range []fact.Tri{fact.No, fact.Yes} {
		filled := s
		filled[from] = t
		walk(filled, from+1, allowed)
	}
}

// TestWhatAnUnknownMayBecome holds the table to the list of the clinical logic: for each
// verdict everything that some state with it allows, and nothing else.
func TestWhatAnUnknownMayBecome(t *testing.T) {
	const (
		ci, na, ne, ni = verdict.Contraindicated, verdict.NotAddressed, verdict.NotEligible, verdict.NotIndicated
		de, di, nd     = verdict.Defer, verdict.Discouraged, verdict.NeedsData
		cf, in, co     = verdict.CheckFirst, verdict.Indicated, verdict.Consider
	)
	want := map[verdict.Verdict][]verdict.Verdict{
		ci: {ci},
		na: {na, ci}, // an absolute excluder stands before the scope
		ne: {ne, ci, na},
		ni: {ni, ne, ci, na},
		de: {de, ci, ne, ni, na},
		di: {di, co, cf, de, ne, ni, ci, na},
		nd: {in, co, cf, nd, de, di, ni, ne, na, ci},
		cf: {cf, in, co, de, di, ne, ci, na},
		in: {in, co}, // no scope, excluder or requirement is open
		co: {co, in, di},
	}
	got := map[verdict.Verdict][]verdict.Verdict{}
	for _, row := range Table() {
		for _, v := range row.Allows {
			if !slices.Contains(got[row.Verdict], v) {
				got[row.Verdict] = append(got[row.Verdict], v)
			}
		}
	}
	for v, list := range want {
		slices.Sort(list)
		slices.Sort(got[v])
		if !slices.Equal(got[v], list) {
			t.Errorf("%s may become %v, want %v", v, got[v], list)
		}
	}
}

// TestNothingPositiveIsOpen: no verdict to treat while an absolute excluder is met or
// unknown, nor while anything else that must hold is not known to hold.
func TestNothingPositiveIsOpen(t *testing.T) {
	for _, row := range Table() {
		s := row.State
		if row.Verdict != verdict.Indicated && row.Verdict != verdict.Consider {
			continue
		}
		if s[AbsoluteExcluder] != fact.No || s[OpenExcluder] != fact.No || s[FailedBefore] != fact.No ||
			s[InScope] != fact.Yes || s[Required] != fact.Yes || s[StrongFor].Or(s[OtherFor]) != fact.Yes {
			t.Errorf("%v is %s", s, row.Verdict)
		}
	}
}
