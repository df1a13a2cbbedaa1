package rule

import (
	"math/bits"
	"slices"

	"symport/internal/fact"
)

// probes are what a result keeps for trying values: which entries of Options read what,
// and what the trials found.
type probes struct {
	byLesion   []bitset // results that look at this lesion
	byActivity []bitset
	reads      [3][]bitset // results that read this slot
	found      []flipOf
	flips      [][]Flip // by result
	missing    []MissingFact

	names room[string]
	lifts room[Lift]
	asks  room[Need]
}

// flipOf is a flip of one result.
type flipOf struct {
	result int
	flip   Flip
}

// group sorts what was found by result.
func (p *probes) group(results int) {
	counts := make([]int, results)
	for i := range p.found {
		counts[p.found[i].result]++
	}
	all := make([]Flip, len(p.found))
	p.flips = make([][]Flip, results)
	for i, n := range counts {
		p.flips[i], all = all[:0:n], all[n:]
	}
	for i := range p.found {
		to := &p.flips[p.found[i].result]
		*to = append(*to, p.found[i].flip)
	}
}

// trial is what becomes of the results when a fact has other values, one in each lane:
// the truths that change, and what has to be judged again.
type trial struct {
	*Result
	lesion, activity int // whose fact is tried
	undo             []change
	criteria, all    bitset // to judge again, at this lesion or at all; by rank
	results          bitset
	arguments        bitset
	nevers           bitset
}

type change struct {
	vector []truth
	slot   int
	old    truth
}

func (r *Result) prepare() *probes {
	p := &probes{byLesion: make([]bitset, r.noLesion+1), byActivity: make([]bitset, r.noActivity+1)}
	byOption := make([]bitset, len(r.Set.Options))
	at := -1
	for i := range r.Options {
		o := &r.Options[i]
		if i == 0 || r.Options[i-1].Option != o.Option {
			at = slices.Index(r.Set.Options, o.Option)
		}
		byOption[at].add(i)
		p.byLesion[o.lesion].add(i)
		p.byActivity[o.activity].add(i)
	}
	for v := range p.reads {
		p.reads[v] = make([]bitset, r.Set.size[v])
		for slot, options := range r.Set.deps.options[v] {
			options.each(func(o int) { p.reads[v][slot].union(byOption[o]) })
		}
	}
	p.found = make([]flipOf, 0, 4*len(r.Options))
	return p
}

// set enters a truth and notes who reads it.
func (t *trial) set(vector, index, slot int, value truth) {
	vec := t.vector(vector, index)
	if vec[slot] == value {
		return
	}
	t.undo = append(t.undo, change{vec, slot, vec[slot]})
	vec[slot] = value
	deps := &t.Set.deps
	t.criteria.union(deps.criteria[vector][slot])
	t.nevers.union(deps.never[vector][slot])
	t.arguments.union(deps.arguments[vector][slot])
	reads := t.probes.reads[vector][slot]
	switch {
	case vector == ofLesion:
		t.touch(reads, t.probes.byLesion[index])
	case vector == ofActivity:
		t.touch(reads, t.probes.byActivity[index])
	default:
		t.results.union(reads)
	}
	if vector == ofPatient || vector == ofLesion && index != t.lesion {
		t.all.union(deps.criteria[vector][slot])
	}
}

func (t *trial) vector(vector, index int) []truth {
	switch vector {
	case ofLesion:
		return t.lesions[index]
	case ofActivity:
		return t.activities[index]
	}
	return t.patient
}

// touch adds the results in both sets.
func (t *trial) touch(a, b bitset) {
	a.each(func(i int) {
		if b.has(i) {
			t.results.add(i)
		}
	})
}

// spread judges the criteria again that read what changed, in order.
func (t *trial) spread() {
	for rank, i := range t.Set.order {
		if !t.criteria.has(rank) {
			continue
		}
		c := t.Set.Criteria[i]
		v := t.view(t.noLesion, t.noActivity)
		if !c.ForLesion {
			t.set(ofPatient, 0, c.slot, c.eval(&v))
			continue
		}
		for l := range t.lesions {
			if l == t.lesion || t.all.has(rank) {
				v[ofLesion] = t.lesions[l]
				t.set(ofLesion, l, c.lesionSlot, c.eval(&v))
			}
		}
		t.set(ofPatient, 0, c.slot, t.over(c))
	}
}

// possible has the bits set of the lanes in which no constraint is broken.
func (t *trial) possible() truth {
	ok := yes
	t.nevers.each(func(i int) { ok &^= t.broken(t.Set.constraints[i]) })
	return ok
}

func (t *trial) broken(k *constraint) truth {
	v := t.view(t.noLesion, t.activity)
	if !k.forLesion {
		return surely(k.never.eval(&v))
	}
	broken := no
	for _, lesion := range t.lesions {
		v[ofLesion] = lesion
		broken |= surely(k.never.eval(&v))
	}
	return broken
}

// visit judges again the results that read what changed, and shows those that differ
// in one of the lanes.
func (t *trial) visit(in truth, see func(result, lane int, o outcome)) {
	t.results.each(func(i int) {
		o := &t.Options[i]
		v := t.view(o.lesion, o.activity)
		in := in
		if o.Option.onlyIf != nil {
			in &^= surely(o.Option.onlyIf.eval(&v).not())
		}
		ax := o.Option.again(&v, o.Arguments, t.arguments)
		differ := ax.differ(&o.axes)
		if o.noTarget && t.complete != t.Facts.LesionsComplete {
			differ = yes
		}
		for d := differ & in; d != 0; {
			lane := bits.TrailingZeros64(uint64(d)) / laneBits
			d = d.put(lane, no)
			state, capTo := ax.state(lane)
			see(i, lane, t.outcome(o, state, capTo))
		}
	})
}

// restore takes everything back.
func (t *trial) restore() {
	for _, c := range slices.Backward(t.undo) {
		c.vector[c.slot] = c.old
	}
	t.undo = t.undo[:0]
	for _, b := range [...]bitset{t.criteria, t.all, t.results, t.arguments, t.nevers} {
		clear(b)
	}
}

// try gives a fact, in each lane of in, the value of which truths holds the truth of each
// atom, and shows every result that differs.
func (t *trial) try(f int, truths []truth, in truth, see func(result, lane int, o outcome)) {
	for k, i := range t.Set.deps.atomsOf[f] {
		vector, slot := t.Set.atomVector[i], t.Set.atomSlot[i]
		index := [...]int{ofLesion: t.lesion, ofActivity: t.activity}[vector]
		t.set(vector, index, slot, t.vector(vector, index)[slot]&^in|truths[k]&in)
	}
	if len(t.undo) > 0 {
		t.spread()
		t.visit(t.possible()&in, see)
	}
	t.restore()
}

// tryComplete declares the list of lesions complete.
func (t *trial) tryComplete(see func(result int, o outcome)) {
	before := t.complete
	t.complete = fact.Yes
	for rank, i := range t.Set.order {
		if t.Set.Criteria[i].ForLesion {
			t.criteria.add(rank)
		}
	}
	for i := range t.Options {
		if t.Options[i].noTarget {
			t.results.add(i)
		}
	}
	t.spread()
	t.visit(firstLane, func(result, _ int, o outcome) { see(result, o) })
	t.restore()
	t.complete = before
}
