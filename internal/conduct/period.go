package conduct

import (
	"math"
	"slices"

	"symport/internal/date"
)

// period replaces what is not known by what can be.
func (d Drug) period(asOf date.Day) (period, bool) {
	p := period{from: d.From}
	if !d.From.Known {
		p.lack(NoFirstDay)
		return p, false
	}
	p.from.Hi = min(p.from.Hi, asOf)
	if p.from.Lo > asOf {
		return p, false
	}
	p.to = p.end(d, asOf)
	for _, s := range inTime(d.Steps) {
		p.steps = append(p.steps, p.step(s))
	}
	if len(p.steps) == 0 || slices.ContainsFunc(p.steps, func(s Step) bool { return !s.Known }) {
		p.lack(NoDose)
	}
	for _, x := range d.Pauses {
		p.pauses = append(p.pauses, p.pause(x))
	}
	return p, true
}

func (p *period) lack(what string) {
	if !slices.Contains(p.lacks, what) {
		p.lacks = append(p.lacks, what)
	}
}

func (p *period) end(d Drug, asOf date.Day) date.Span {
	day := date.On(asOf)
	switch {
	case d.To.Known:
		return date.Between(min(max(d.To.Lo, p.from.Lo), asOf), min(max(d.To.Hi, p.from.Lo), asOf))
	case d.State == Running:
		return day
	}
	p.lack(NoEnd)
	return date.Between(p.from.Lo, asOf)
}

func (p *period) step(s Step) Step {
	switch {
	case s.Initial:
		s.On = p.from
	case !s.On.Known:
		p.lack(NoStepDay)
		s.On = date.Between(p.from.Lo, p.to.Hi)
	}
	return s
}

func (p *period) pause(x Pause) Pause {
	if !x.From.Known {
		p.lack(NoPauseStart)
		x.From = date.Between(p.from.Lo, p.to.Hi)
	}
	if !x.To.Known {
		p.lack(NoPauseEnd)
		x.To = date.Between(x.From.Lo, max(p.to.Hi, x.From.Lo)+1) // it may hold on the last day too
	}
	return x
}

// cuts are the days at which a daily bound can change, from lo to hi, both included.
func (p *period) cuts(lo, hi date.Day) []date.Day {
	out := []date.Day{lo, hi}
	add := func(s date.Span) {
		for _, d := range []date.Day{s.Lo, s.Hi} {
			if d > lo && d < hi {
				out = append(out, d)
			}
		}
	}
	add(p.from)
	add(p.to)
	for _, s := range p.steps {
		add(s.On)
	}
	for _, x := range p.pauses {
		add(x.From)
		add(x.To)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// perhaps and surely say whether a day lies in a pause.
func (p *period) perhaps(d date.Day) bool {
	return slices.ContainsFunc(p.pauses, func(x Pause) bool { return x.From.Lo <= d && d < x.To.Hi })
}

func (p *period) surely(d date.Day) bool {
	return slices.ContainsFunc(p.pauses, func(x Pause) bool { return x.From.Hi <= d && d < x.To.Lo })
}

// prescribed is the drug dose that holds on a day of the course, whether paused or not.
func (p *period) prescribed(d date.Day) Bounds {
	out, some := Bounds{}, false
	for i, s := range p.steps {
		if s.On.Lo > d || p.replaced(i, d) {
			continue
		}
		b := Anything
		if s.Known {
			b = Bounds{s.MG, s.MG}
		}
		if some {
			b = b.hull(out)
		}
		out, some = b, true
	}
	if !some || !p.begun(d) {
		return Anything
	}
	return out
}

// begun reports whether some step surely holds by the day.
func (p *period) begun(d date.Day) bool {
	return slices.ContainsFunc(p.steps, func(s Step) bool { return s.Initial || s.On.Hi <= d })
}

// replaced reports whether another step surely holds instead of step i.
func (p *period) replaced(i int, d date.Day) bool {
	for j, s := range p.steps {
		if j != i && s.On.Hi <= d && p.precedes(i, j) {
			return true
		}
	}
	return false
}

// precedes reports whether step i surely came before step j; of two on one day the one
// written later holds.
func (p *period) precedes(i, j int) bool {
	a, b := p.steps[i], p.steps[j]
	if a.Initial != b.Initial {
		return a.Initial
	}
	return a.On.Hi < b.On.Lo || (a.On.Lo == a.On.Hi && b.On.Lo == b.On.Hi && a.On.Lo == b.On.Lo && i < j)
}

// taken is the drug dose of a day of the course: 0 where it may be paused.
func (p *period) taken(d date.Day) Bounds {
	b := p.prescribed(d)
	if p.perhaps(d) {
		b.Least = 0
	}
	if p.surely(d) {
		b.Most = 0
	}
	return b
}

// add sums days and drug over the course.
func (p *period) add() (paused, on, mg Bounds) {
	days := p.cuts(p.from.Lo, p.to.Hi)
	for i := 0; i+1 < len(days); i++ {
		d, n := days[i], float64(days[i+1]-days[i])
		inside := p.from.Hi <= d && d < p.to.Lo
		taken := p.taken(d)
		if p.perhaps(d) {
			paused.Most += n
		}
		if !p.surely(d) {
			on.Most += n
			mg.Most += n * taken.Most
		}
		if !inside {
			continue
		}
		if p.surely(d) {
			paused.Least += n
		}
		if !p.perhaps(d) {
			on.Least += n
			mg.Least += n * taken.Least
		}
	}
	return paused, on, mg
}

// intensity bounds the mean drug dose of a day over the reference.
func (p *period) intensity(reference float64) Bounds {
	days := p.cuts(p.from.Lo, p.to.Hi)
	least, most := make([]float64, len(days)), make([]float64, len(days)) // sums up to each cut
	for i := 0; i+1 < len(days); i++ {
		b, n := p.taken(days[i]), float64(days[i+1]-days[i])
		least[i+1], most[i+1] = least[i]+n*b.Least, most[i]+n*b.Most
	}
	out := Bounds{math.Inf(1), 0}
	for i, a := range days {
		for j := i + 1; j < len(days) && a <= p.from.Hi; j++ {
			if b := days[j]; b >= p.to.Lo {
				n := reference * float64(b-a)
				out.Least = math.Min(out.Least, (least[j]-least[i])/n)
				out.Most = math.Max(out.Most, p.share(most, i, j)/n)
			}
		}
	}
	if out.Least > out.Most {
		return Anything
	}
	return out
}

// share is the sum between two cuts; without bound if a day between them has none.
func (p *period) share(sums []float64, i, j int) float64 {
	if math.IsInf(sums[j], 1) {
		return math.Inf(1)
	}
	return sums[j] - sums[i]
}
