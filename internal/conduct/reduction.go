package conduct

import (
	"math"

	"symport/internal/date"
)

// reductions bounds the time to the first lower drug dose, and how many there were. A
// step is a reduction if the drug dose before it was higher; where the order or a drug
// dose is not known it may be one.
func (p *period) reductions() (first, count Bounds) {
	first = Bounds{math.Inf(1), math.Inf(1)}
	for j, s := range p.steps {
		can, must := p.reduces(j)
		if !can || s.On.Lo > p.to.Hi {
			continue
		}
		after := gap(p.from, s.On)
		first.Least = math.Min(first.Least, after.Least)
		count.Most++
		if must && s.On.Hi <= p.to.Lo {
			count.Least++
			first.Most = math.Min(first.Most, after.Most)
		}
	}
	return first, count
}

// reduces reports whether step j can, and whether it must, lower the drug dose.
func (p *period) reduces(j int) (can, must bool) {
	must = true
	some := false
	for i := range p.steps {
		if i == j || p.precedes(j, i) || p.between(i, j) {
			continue
		}
		some = true
		a, b := p.steps[i], p.steps[j]
		lower := a.Known && b.Known && b.MG < a.MG
		can = can || lower || !a.Known || !b.Known
		must = must && lower && p.precedes(i, j)
	}
	return can, must && some
}

// between reports whether some step surely lies between steps i and j.
func (p *period) between(i, j int) bool {
	for k := range p.steps {
		if k != i && k != j && p.precedes(i, k) && p.precedes(k, j) {
			return true
		}
	}
	return false
}

// Moment is a day, or a span of days, on the axis of a drug.
type Moment struct {
	SinceStart Bounds // d; Least is below 0 if it may lie before the start
	MG         Bounds // drug dose then; 0 while paused, before and after
	Before     bool   // may lie before the first day
	After      bool   // may lie after the stop
	Paused     bool   // may lie in a pause
}

// At places days on the axis of the drug: how long after the start, under which drug
// dose. ok is false if the drug has no first day or the days are not known.
func (d Drug) At(on date.Span, asOf date.Day) (m Moment, ok bool) {
	p, ok := d.period(asOf)
	if !ok || !on.Known {
		return m, false
	}
	m.SinceStart = Bounds{float64(on.Lo - p.from.Hi), float64(on.Hi - p.from.Lo)}
	m.Before, m.After = on.Lo < p.from.Hi, on.Hi >= p.to.Lo && !(d.State == Running && !d.To.Known)
	m.MG = Bounds{math.Inf(1), 0}
	days := p.cuts(on.Lo, on.Hi+1)
	for _, day := range days[:len(days)-1] {
		m.Paused = m.Paused || p.perhaps(day)
		b := p.taken(day)
		if day < p.from.Lo || (m.After && day >= p.to.Hi) {
			b = Bounds{}
		} else if day < p.from.Hi || (m.After && day >= p.to.Lo) {
			b.Least = 0
		}
		m.MG = m.MG.hull(b)
	}
	return m, true
}
