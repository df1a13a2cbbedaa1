package curve

import (
	"math"

	"gonum.org/v1/gonum/interp"
	"gonum.org/v1/gonum/stat/distuv"
)

// Profile is the profile likelihood of the area: how far ln(area) can be moved
// when the sum of weighted squares may grow by r^2 and all other constants follow.
//
//	r(tau)^2 = min over the other constants of S(tau, .) - S_min
//
// It keeps the bounds of the constants, which a covariance at a bound does not.
type Profile struct {
	Best   float64 // ln of the area
	lo, hi interp.FritschButland
	loMax  float64 // largest r reached downwards
	hiMax  float64
}

const (
	profileNodes = 6
	lost         = 1e-3 // of the area: the gradients by a term's constant vanish with its share
	farthest     = 7    // in ln(area): a factor of 1,100 either way is "unbounded"
)

// Profile traces the profile likelihood of the area out to r on both sides.
func (f *Fit) Profile(r float64) *Profile {
	p := &Profile{Best: math.Log(f.TIA)}
	p.loMax = f.trace(r, -1, &p.lo)
	p.hiMax = f.trace(r, +1, &p.hi)
	return p
}

// trace walks ln(tau) in one direction until r is reached and fits a monotone
// curve through the nodes.
func (f *Fit) trace(r, sign float64, curve *interp.FritschButland) float64 {
	q := *f.prob
	q.fixedTau, q.loose = true, true
	step := r * f.RelU() / profileNodes
	if !(step > 0) || step > 0.5*r/profileNodes || f.Series.SDSource == Residual {
		step = math.Min(math.Max(0.1*r/profileNodes, 1e-4), 0.25)
		if f.RelU() == 0 {
			step = 1e-4
		}
	}
	rs, ls := []float64{0}, []float64{0}
	x, s0 := f.x, f.prob.sum(&f.x)
	dist := 0.0
	for dist < farthest && rs[len(rs)-1] < r {
		dist = math.Min(dist+step, farthest)
		x[0] = f.TIA * math.Exp(sign*dist)
		s := q.solveAround(&x)
		reached := math.Sqrt(math.Max(s-s0, 0))
		if reached <= rs[len(rs)-1] {
			step *= 2
			continue
		}
		gain := reached - rs[len(rs)-1]
		rs, ls = append(rs, reached), append(ls, sign*dist)
		if gain < r/(2*profileNodes) {
			step *= 1.7
		}
	}
	if last := len(rs) - 1; rs[last] < r { // the data do not bound the area on this side
		rs, ls = append(rs, r), append(ls, sign*farthest)
	}
	if len(rs) < 3 {
		mid := rs[len(rs)-1] / 2
		rs = append([]float64{0, mid}, rs[1:]...)
		ls = append([]float64{0, ls[len(ls)-1] / 2}, ls[1:]...)
	}
	if err := curve.Fit(rs, ls); err != nil {
		return 0
	}
	return rs[len(rs)-1]
}

// solveAround minimises from x and from elsewhere: with few points the profile of two
// terms has several branches, and a walk along one of them would take the interval for
// narrower than it is. Two exponentials have a branch whose tail decays physically,
// and a term that has lost its area does not find back by itself; a physical tail takes the whole area on one branch and leaves a fast term on another.
func (p *problem) solveAround(x *vec) float64 {
	best := *x
	s, _ := p.solve(&best)
	try := func(y vec) {
		if v, _ := p.solve(&y); v < s {
			s, best = v, y
		}
	}
	switch p.kind {
	case BiExp:
		try(vec{x[0], x[1], 0, p.bestShare(x[1], 0)})
		if share := x[3]; min(share, 1-share) < lost {
			tail, fast := x[1], p.hi[1]/6
			if share > 0.5 {
				tail = x[2]
			}
			try(vec{x[0], fast, tail, p.bestShare(fast, tail)})
		}
	case PhysicalTail:
		for _, b := range []float64{p.hi[1] / 2, p.hi[1] / 20} {
			try(vec{x[0], b, p.bestShare(b, 0)})
		}
	}
	*x = best
	return s
}

// Reach returns ln(area) where the sum of weighted squares has grown by r*r;
// negative r goes down. Beyond what was traced it continues in proportion.
func (p *Profile) Reach(r float64) float64 {
	if r < 0 {
		return p.Best + reach(&p.lo, p.loMax, -r)
	}
	return p.Best + reach(&p.hi, p.hiMax, r)
}

func reach(c *interp.FritschButland, traced, r float64) float64 {
	switch {
	case traced == 0:
		return 0
	case r > traced:
		return c.Predict(traced) * r / traced
	}
	return c.Predict(r)
}

// Normal95 is the two-sided 95 % quantile of the standard normal distribution.
var Normal95 = distuv.UnitNormal.Quantile(0.975)

// StudentQuantile returns the quantile of Student's t with df degrees of freedom.
func StudentQuantile(p float64, df int) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(df)}.Quantile(p)
}

// WiderR returns how far r must go for a given one-sided probability: the normal
// quantile for a declared or assumed sd and, if chi2/df exceeds 1, Student's t
// times sqrt(chi2/df) where that is larger. For Residual only the latter counts.
func WiderR(p, chi2 float64, df int, source SDSource) float64 {
	z := distuv.UnitNormal.Quantile(p)
	if source == Residual {
		if df < 1 {
			return math.Inf(1)
		}
		return StudentQuantile(p, df) * math.Sqrt(chi2/float64(df))
	}
	if df >= 1 && chi2 > float64(df) {
		return math.Max(z, StudentQuantile(p, df)*math.Sqrt(chi2/float64(df)))
	}
	return z
}

// Interval returns the two-sided 95 % interval of the area by the wider-of rule.
func (f *Fit) Interval() (low, high float64) {
	r := WiderR(0.975, f.Chi2, f.DF, f.Series.SDSource)
	if math.IsInf(r, 1) {
		return 0, math.Inf(1)
	}
	if r == 0 {
		return f.TIA, f.TIA
	}
	p := f.Profile(r)
	return math.Exp(p.Reach(-r)), math.Exp(p.Reach(r))
}
