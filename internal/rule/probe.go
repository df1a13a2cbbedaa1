package rule

import (
	"slices"

	"symport/internal/fact"
)

// probes are what a result keeps for trying values: which entries of Options read what,
// and what the trials found.
type probes struct {
	byLesion   []bitset // results that look at this lesion
	byActivity []bitset
	reads      [3][]bitset // results that read this slot
	flips      [][]Flip    // by result
	missing    []MissingFact
}

// trial is one value tried in place of another: the truths that it changes, and what
// has to be judged again.
type trial struct {
	*Result
	lesion, activity int // whose fact is tried
	undo             []change
	criteria, all    bitset // to judge again, at this lesion or at all; by rank
	results          bitset
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
	p.flips = make([][]Flip, len(r.Options))
	return p
}

// set enters a truth and notes who reads it.
func (t *trial) set(vector, index, slot int, value truth) {
	vec := t.patient
	switch vector {
	case ofLesion:
		vec = t.lesions[index]
	case ofActivity:
		vec = t.activities[index]
	}
	if vec[slot] == value {
		return
	}
	t.undo = append(t.undo, change{vec, slot, vec[slot]})
	vec[slot] = value
	deps := &t.Set.deps
	t.criteria.union(deps.criteria[vector][slot])
	t.nevers.union(deps.never[vector][slot])
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

// possible reports whether no constraint is broken.
func (t *trial) possible() bool {
	ok := true
	t.nevers.each(func(i int) { ok = ok && !t.broken(t.Set.constraints[i]) })
	return ok
}

func (t *trial) broken(k *constraint) bool {
	v := t.view(t.noLesion, t.activity)
	if !k.forLesion {
		return k.never.eval(&v).tri() == fact.Yes
	}
	for _, lesion := range t.lesions {
		v[ofLesion] = lesion
		if k.never.eval(&v).tri() == fact.Yes {
			return true
		}
	}
	return false
}

// visit judges again the results that read what changed.
func (t *trial) visit(see func(result int, o outcome)) {
	t.results.each(func(i int) {
		o := &t.Options[i]
		v := t.view(o.lesion, o.activity)
		if o.Option.onlyIf != nil && o.Option.onlyIf.eval(&v).tri() == fact.No {
			return
		}
		state, capTo := o.Option.judge(&v, nil)
		see(i, t.outcome(o, state, capTo))
	})
}

// restore takes everything back.
func (t *trial) restore() {
	for _, c := range slices.Backward(t.undo) {
		c.vector[c.slot] = c.old
	}
	t.undo = t.undo[:0]
	for _, b := range [...]bitset{t.criteria, t.all, t.results, t.nevers} {
		clear(b)
	}
}

// try puts a value in place of a fact and shows every result that may differ.
func (t *trial) try(f int, v *fact.Value, see func(result int, o outcome)) {
	index := 0
	switch vectorOf(t.Set.term(f).Scope) {
	case ofLesion:
		index = t.lesion
	case ofActivity:
		index = t.activity
	}
	for _, i := range t.Set.deps.atomsOf[f] {
		t.set(t.Set.atomVector[i], index, t.Set.atomSlot[i], t.Set.judge(&t.Set.Atoms[i], v))
	}
	if len(t.undo) > 0 {
		t.spread()
		if t.possible() {
			t.visit(see)
		}
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
	t.visit(see)
	t.restore()
	t.complete = before
}
