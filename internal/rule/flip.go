package rule

import (
	"slices"
	"strings"

	"symport/internal/fact"
	"symport/internal/verdict"
)

// Flip is the nearest change of one fact that alters the verdict of an option. Op is
// < <= > >= for a quantity, "between" with two thresholds, == for a member or a truth; "known" without a threshold
// when every answer does the same.
type Flip struct {
	Term      *fact.Term // nil: completeness of the list of lesions
	Lesion    string
	Op        string
	Threshold any
	From      *fact.Value // as it is now
	Answer    bool        // the fact is not known now: an answer, not a change
	To        verdict.Verdict
}

// MissingFact is a fact that is not known and could change an option.
type MissingFact struct {
	Need
	Term    *fact.Term      // nil: completeness of the list of lesions
	Asks    []Need          // what to ask for: the fact itself, or what a finding lacks
	Changes []string        // options of which some answer changes the verdict or what it allows
	Decides []string        // those of which some answer alone changes the verdict
	Lifts   []Lift          // those of which some answer alone betters the verdict
	Best    verdict.Verdict // best verdict that an answer alone gives to one of them, "" if none
}

// Lift is an option that an answer betters, with the best verdict it gives.
type Lift struct {
	Option   string
	From, To verdict.Verdict
}

// Flips returns the single facts that alter the verdict of an entry of Options: of a
// known fact the nearest change in each direction, of an unknown one each answer.
func (r *Result) Flips(o *OptionResult) []Flip {
	return r.probed().flips[o.index]
}

// Missing returns the unknown facts that could change an option, in the order of the
// vocabulary and the lesions.
func (r *Result) Missing() []MissingFact { return r.probed().missing }

func (r *Result) probed() *probes {
	if r.probes == nil {
		r.probes = r.prepare()
		p := &prober{trial: trial{Result: r}}
		p.complete()
		for f := range r.Set.deps.atomsOf {
			if len(r.Set.deps.atomsOf[f]) > 0 {
				p.fact(f)
			}
		}
		r.probes.group(len(r.Options))
	}
	return r.probes
}

// prober tries the cells of every fact.
type prober struct {
	trial trial
	found []found
	pool  []outcome // of found
	mark  []int     // by result: place in found plus one
}

// found is what the cells of one fact did to one result.
type found struct {
	result int
	cells  []outcome // by cell; as the result stands where nothing was tried
}

func (p *prober) complete() {
	r := p.trial.Result
	if r.complete == fact.Yes {
		return
	}
	p.trial.lesion, p.trial.activity = r.noLesion, r.noActivity
	m := MissingFact{Need: Need{Fact: LesionsComplete}, Asks: []Need{{Fact: LesionsComplete}}}
	best := len(bestFirst)
	p.trial.tryComplete(func(i int, o outcome) {
		best = m.see(&r.Options[i], o, best)
		if o.verdict != r.Options[i].outcome.verdict {
			r.probes.found = append(r.probes.found, flipOf{i, Flip{Op: "==", Threshold: true, Answer: true, To: bestFirst[o.verdict]}})
		}
	})
	r.probes.addMissing(m, best)
}

// fact tries a fact for the patient, each lesion or each planned activity.
func (p *prober) fact(f int) {
	r := p.trial.Result
	targets := 1
	vector := vectorOf(r.Set.term(f).Scope)
	switch vector {
	case ofLesion:
		targets = r.noLesion
	case ofActivity:
		targets = r.noActivity
	}
	c := r.Set.cells[f]
	for i := range targets {
		at := spot{r.noLesion, r.noActivity}
		switch vector {
		case ofLesion:
			at.lesion = i
		case ofActivity:
			at.activity = i
		}
		p.trial.lesion, p.trial.activity = at.lesion, at.activity
		p.at(f, at, &c)
	}
}

func (p *prober) at(f int, at spot, c *cells) {
	r := p.trial.Result
	now, lesion := r.value(f, at)
	if now.Status == fact.NotApplicable {
		return
	}
	c.locate(now)
	p.tryAll(f, c)
	for i := range p.found {
		r.probes.found = c.flips(r.probes.found, &p.found[i], &r.Options[p.found[i].result], Flip{Term: c.term, Lesion: lesion, From: now, Answer: c.open})
	}
	if c.open && len(p.found) > 0 {
		p.missing(c, MissingFact{Need: Need{c.term.ID, lesion}, Term: c.term, Asks: r.asks(now, c.term, lesion)})
	}
}

// tryAll fills found with what each cell does.
func (p *prober) tryAll(f int, c *cells) {
	r := p.trial.Result
	p.found, p.pool = p.found[:0], p.pool[:0]
	if p.mark == nil {
		p.mark = make([]int, len(r.Options))
	}
	for k, truths := range c.truths {
		first := k * lanes
		p.trial.try(f, truths, c.tried(first), func(i, lane int, o outcome) {
			if o == r.Options[i].outcome {
				return
			}
			if p.mark[i] == 0 {
				p.add(i, len(c.values))
			}
			p.found[p.mark[i]-1].cells[first+lane] = o
		})
	}
	for _, x := range p.found {
		p.mark[x.result] = 0
	}
}

// add enters a result that a cell changed.
func (p *prober) add(result, cells int) {
	from := len(p.pool)
	for range cells {
		p.pool = append(p.pool, p.trial.Options[result].outcome)
	}
	p.found = append(p.found, found{result, p.pool[from:]})
	p.mark[result] = len(p.found)
}

// flips appends what one fact does to one option.
func (c *cells) flips(to []flipOf, x *found, o *OptionResult, flip Flip) []flipOf {
	differs := func(i int) bool { return x.cells[i].verdict != o.outcome.verdict }
	add := func(from, upto, shows int) {
		flip.Op, flip.Threshold = c.bounds(from, upto)
		flip.To = bestFirst[x.cells[shows].verdict]
		to = append(to, flipOf{x.result, flip})
	}
	if c.term.Type == fact.Quantity && !c.open {
		for i := c.first - 1; i >= 0; i-- {
			if differs(i) {
				add(0, i, i)
				break
			}
		}
		for i := c.first + 1; i < len(c.values); i++ {
			if differs(i) {
				add(i, len(c.values)-1, i)
				break
			}
		}
		return to
	}
	for i := 0; i < len(c.values); i++ {
		if !differs(i) {
			continue
		}
		from := i
		for c.term.Type == fact.Quantity && i+1 < len(c.values) && x.cells[i+1].verdict == x.cells[from].verdict {
			i++
		}
		add(from, i, from)
	}
	return to
}

func (r *Result) asks(now *fact.Value, term *fact.Term, lesion string) []Need {
	asks := r.probes.asks.take(max(1, len(now.Needs)))
	asks[0] = Need{term.ID, lesion}
	for i, id := range now.Needs {
		asks[i] = r.needOf(id, lesion)
	}
	return asks
}

// missing records what the answers to an open fact change.
func (p *prober) missing(c *cells, m MissingFact) {
	r := p.trial.Result
	best, n := len(bestFirst), len(p.found)
	m.Changes, m.Decides, m.Lifts = r.probes.names.take(n)[:0], r.probes.names.take(n)[:0], r.probes.lifts.take(n)[:0]
	slices.SortFunc(p.found, func(a, b found) int { return a.result - b.result })
	for _, x := range p.found {
		for i, o := range x.cells {
			if c.has(i) && o != r.Options[x.result].outcome {
				best = m.see(&r.Options[x.result], o, best)
			}
		}
	}
	r.probes.addMissing(m, best)
}

// see notes that an answer gives o to an option; best is the best verdict so far.
func (m *MissingFact) see(was *OptionResult, o outcome, best int) int {
	if o == was.outcome {
		return best
	}
	note := func(list *[]string) {
		if !slices.Contains(*list, was.Option.ID) {
			*list = append(*list, was.Option.ID)
		}
	}
	note(&m.Changes)
	if o.verdict == was.outcome.verdict {
		return best
	}
	note(&m.Decides)
	if o.verdict < was.outcome.verdict {
		m.lift(Lift{was.Option.ID, was.Verdict, bestFirst[o.verdict]})
	}
	return min(best, int(o.verdict))
}

// lift keeps the best of each option.
func (m *MissingFact) lift(l Lift) {
	i := slices.IndexFunc(m.Lifts, func(x Lift) bool { return x.Option == l.Option })
	switch {
	case i < 0:
		m.Lifts = append(m.Lifts, l)
	case verdictIndex(l.To) < verdictIndex(m.Lifts[i].To):
		m.Lifts[i] = l
	}
}

func (p *probes) addMissing(m MissingFact, best int) {
	if len(m.Changes) == 0 {
		return
	}
	if best < len(bestFirst) {
		m.Best = bestFirst[best]
	}
	p.missing = append(p.missing, m)
}

// String says the flip in one line, for logs and tests.
func (f Flip) String() string {
	var b strings.Builder
	b.WriteString(Need{f.fact(), f.Lesion}.String())
	b.WriteString(" " + f.Op + " " + shown(f.Threshold) + " -> " + string(f.To))
	return b.String()
}

func (f Flip) fact() string {
	if f.Term == nil {
		return LesionsComplete
	}
	return f.Term.ID
}
