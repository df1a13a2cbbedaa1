package curve

import "math"

// problem is one least-squares problem: minimise sum w (y - tau g(t))^2.
type problem struct {
	kind     Kind
	lambda   float64
	pts      []Point
	w        []float64
	lo, hi   vec
	fixedTau bool // tau stays; for the profile
	loose    bool // stop earlier: for profile and bootstrap, where 1e-6 of the area is plenty
}

func newProblem(k Kind, s Series, sigma []float64) *problem {
	p := &problem{kind: k, lambda: s.Lambda, pts: s.Points, w: make([]float64, len(sigma))}
	p.weigh(sigma)
	first := s.Points[0].T
	if first == 0 && len(s.Points) > 1 {
		first = s.Points[1].T
	}
	p.lo, p.hi = bounds(k, first)
	return p
}

func (p *problem) weigh(sigma []float64) {
	for i, s := range sigma {
		p.w[i] = 1 / (s * s)
	}
}

// normal holds the normal equations at one set of parameters.
type normal struct {
	h [maxK][maxK]float64 // J'WJ
	g vec                 // J'W(y - f)
	s float64             // sum of weighted squares
}

func (p *problem) sum(x *vec) float64 {
	var d vec
	s := 0.0
	for i, pt := range p.pts {
		r := pt.Y - x[0]*shape(p.kind, x, p.lambda, pt.T, &d)
		s += p.w[i] * r * r
	}
	return s
}

func (p *problem) normal(x *vec, n *normal) {
	*n = normal{}
	k := p.kind.K()
	for i, pt := range p.pts {
		var j vec
		g := shape(p.kind, x, p.lambda, pt.T, &j)
		j[0] = g
		for a := 1; a < k; a++ {
			j[a] *= x[0]
		}
		r := pt.Y - x[0]*g
		n.s += p.w[i] * r * r
		for a := range k {
			wj := p.w[i] * j[a]
			n.g[a] += wj * r
			for b := 0; b <= a; b++ {
				n.h[a][b] += wj * j[b]
			}
		}
	}
}

// free lists the parameters that may move: not fixed, and not at a bound with
// the gradient pointing outwards.
func (p *problem) free(x *vec, n *normal, idx *[maxK]int) []int {
	list := idx[:0]
	for a := range p.kind.K() {
		switch {
		case a == 0 && p.fixedTau,
			n.h[a][a] == 0, // a term that carries no area has no constant
			x[a] <= p.lo[a] && n.g[a] <= 0,
			x[a] >= p.hi[a] && n.g[a] >= 0:
		default:
			list = append(list, a)
		}
	}
	return list
}

const maxIterations = 300

// solve runs Levenberg-Marquardt with box bounds from x, which it overwrites,
// and reports the sum of squares and whether a minimum was reached.
func (p *problem) solve(x *vec) (s float64, converged bool) {
	var n normal
	var idx [maxK]int
	p.normal(x, &n)
	mu := 1e-3
	for range maxIterations {
		free := p.free(x, &n, &idx)
		if len(free) == 0 || p.stationary(&n, free) {
			return n.s, true
		}
		var next vec
		for {
			if mu > 1e16 {
				return n.s, p.nearlyStationary(&n, free)
			}
			step, ok := dampedStep(&n, free, mu)
			if ok {
				next = p.clamp(x, &step)
				if next == *x {
					return n.s, true
				}
				if p.sum(&next) <= n.s {
					break
				}
			}
			mu = math.Max(mu*8, 1e-9)
		}
		before := n.s
		small := smallStep(x, &next)
		*x = next
		p.normal(x, &n)
		mu = math.Max(mu/10, 1e-12)
		if small && before-n.s <= 1e-13*before {
			return n.s, true
		}
	}
	return n.s, false
}

func (p *problem) clamp(x, step *vec) vec {
	next := *x
	for a := range p.kind.K() {
		next[a] = approach(x[a], step[a], p.lo[a], p.hi[a])
	}
	if next[0] <= 0 {
		next[0] = x[0] / 2
	}
	return next
}

// approach goes nine tenths of the way to a bound that the step would pass, and
// onto it from close by: a term that is dropped at once may be wanted again.
func approach(x, step, lo, hi float64) float64 {
	to := x + step
	bound := min(max(to, lo), hi)
	if bound == to || math.Abs(bound-x) <= 1e-6*math.Max(math.Abs(x), 1e-3) {
		return bound
	}
	return x + 0.9*(bound-x)
}

func smallStep(x, next *vec) bool {
	for a := range x {
		if math.Abs(next[a]-x[a]) > 1e-9*math.Abs(x[a])+1e-15 {
			return false
		}
	}
	return true
}

// stationary: the residuals are orthogonal to each free column of J, or vanish.
func (p *problem) stationary(n *normal, free []int) bool {
	if p.loose {
		return p.cosineBelow(n, free, 1e-6)
	}
	return p.cosineBelow(n, free, 1e-10)
}

func (p *problem) nearlyStationary(n *normal, free []int) bool {
	return p.cosineBelow(n, free, 1e-5)
}

func (p *problem) cosineBelow(n *normal, free []int, limit float64) bool {
	if n.s <= 1e-26*float64(len(p.pts))*p.weightedSquares() {
		return true
	}
	for _, a := range free {
		if math.Abs(n.g[a]) > limit*math.Sqrt(n.h[a][a]*n.s) {
			return false
		}
	}
	return true
}

func (p *problem) weightedSquares() float64 {
	s := 0.0
	for i, pt := range p.pts {
		s += p.w[i] * pt.Y * pt.Y
	}
	return s
}

// dampedStep solves (H + mu diag H) d = g on the free parameters.
func dampedStep(n *normal, free []int, mu float64) (step vec, ok bool) {
	var l [maxK][maxK]float64
	var y vec
	for i, a := range free {
		for j := 0; j <= i; j++ {
			b := free[j]
			v := n.h[max(a, b)][min(a, b)]
			if i == j {
				v *= 1 + mu
			}
			for m := range j {
				v -= l[i][m] * l[j][m]
			}
			if i == j {
				if !(v > 0) {
					return step, false
				}
				l[i][i] = math.Sqrt(v)
			} else {
				l[i][j] = v / l[j][j]
			}
		}
	}
	for i, a := range free {
		v := n.g[a]
		for m := range i {
			v -= l[i][m] * y[m]
		}
		y[i] = v / l[i][i]
	}
	for i := len(free) - 1; i >= 0; i-- {
		v := y[i]
		for m := i + 1; m < len(free); m++ {
			v -= l[m][i] * step[free[m]]
		}
		step[free[i]] = v / l[i][i]
	}
	return step, true
}
