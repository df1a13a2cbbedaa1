package consult

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"symport/internal/rule"
	"symport/internal/verdict"
)

// burdens in the order of what they cost the patient.
var burdens = []string{"record", "ask", "test-simple", "test-imaging", "test-invasive"}

// gravest is the harm that a question must avoid to be asked before all others.
const gravest = 2

// rank puts first the gravest safety question of options that only wait for it; then the
// questions that open most, each of the first few something that those before do not;
// then what changes most. Lists of "none of these?" come last: they can be asked of
// everybody and seldom decide.
func (a *assembly) rank(all []*question) {
	a.firm = a.firmOptions()
	for _, q := range all {
		q.weight = a.opened(q.lifts, map[string]bool{})
	}
	slices.SortStableFunc(all, compareQuestions)
	a.spread(all)
	harmFirst(all)
}

// spread moves forward, one after the other, the question that opens most beside those
// before it.
func (a *assembly) spread(all []*question) {
	const first = 3
	seen := map[string]bool{}
	for at := range min(first, len(all)) {
		best, most := at, 0
		for i := at; i < len(all); i++ {
			if w := a.opened(all[i].lifts, maps.Clone(seen)); w > most && !all[i].list {
				best, most = i, w
			}
		}
		q := all[best]
		copy(all[at+1:best+1], all[at:best])
		all[at] = q
		a.opened(q.lifts, seen)
	}
}

// opened weighs the treatments that an answer opens and notes them as seen, several ways
// of one as one: what can become firm weighs more than what is only to be considered;
// at the same weight the number of options counts.
func (a *assembly) opened(lifts []rule.Lift, seen map[string]bool) (weight int) {
	const firm, other, option = 300, 100, 1
	before := maps.Clone(seen)
	for _, l := range lifts {
		o := a.c.Rules.Option(l.Option)
		waits := l.From == verdict.NeedsData || l.From == verdict.CheckFirst
		if o == nil || o.Kind == "test" || o.Experimental || !waits || before[cmp.Or(o.Group, o.ID)] {
			continue
		}
		way := cmp.Or(o.Group, o.ID)
		switch {
		case seen[way]:
		case a.firm[l.Option] && l.To != verdict.Consider:
			weight += firm
		default:
			weight += other
		}
		weight += option
		seen[way] = true
	}
	return weight
}

// firmOptions are those of which the best verdict left is indicated.
func (a *assembly) firmOptions() map[string]bool {
	out := map[string]bool{}
	for i := range a.out.Options {
		if o := &a.out.Options[i]; o.AtBest == verdict.Indicated {
			out[o.ID] = true
		}
	}
	return out
}

// harmFirst moves the safety question that forbids most to the front: one, or the
// questions that open most would never be seen.
func harmFirst(all []*question) {
	best := -1
	for i, q := range all {
		if q.urgent && !q.list && q.rank <= gravest && (best < 0 || q.rank < all[best].rank) {
			best = i
		}
	}
	if best > 0 {
		q := all[best]
		copy(all[1:best+1], all[:best])
		all[0] = q
	}
}

func compareQuestions(a, b *question) int {
	return cmp.Or(compareBool(a.list, b.list), cmp.Compare(b.weight, a.weight),
		cmp.Compare(slices.Index(burdens, a.out.Burden), slices.Index(burdens, b.out.Burden)), cmp.Compare(b.decides, a.decides), cmp.Compare(len(b.out.Changes), len(a.out.Changes)), cmp.Compare(a.rank, b.rank), strings.Compare(a.out.Ask, b.out.Ask))
}

// compareBool puts false before true.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
