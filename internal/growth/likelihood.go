package growth

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Censor says what a result tells about the value.
type Censor uint8

// The kinds of results.
const (
	Exact Censor = iota
	Below        // the value lies below the limit that is given
	Above        // the value lies above the limit that is given
)

// datum is a point in the units of the search: centred and scaled.
type datum struct {
	t, y   float64
	c      float64 // its sd, relative to the common one
	censor Censor
}

// params are theta = 1/s, alpha = a/s and beta = b/s of ln y = a + b t + e, e ~ N(0, s^2).
// In them the log-likelihood with censored values is concave (Olsen, Econometrica
// 1978;46:1211), so that Newton's method finds the one maximum.
type params [3]float64

const (
	theta = iota
	alpha
	beta
)

// eval returns the log-likelihood (without constants), its gradient and the negative
// of its Hessian.
func eval(data []datum, p params) (ll float64, grad params, info [3][3]float64) {
	for _, d := range data {
		z := (p[theta]*d.y - p[alpha] - p[beta]*d.t) / d.c
		dz := params{d.y / d.c, -1 / d.c, -d.t / d.c}
		slope, curve := 0.0, 1.0
		switch d.censor {
		case Exact:
			ll += math.Log(p[theta]) - z*z/2
			slope = -z
			grad[theta] += 1 / p[theta]
			info[theta][theta] += 1 / (p[theta] * p[theta])
		case Below:
			h := hazard(z)
			ll, slope, curve = ll+lnPhi(z), h, h*(z+h)
		case Above:
			h := hazard(-z)
			ll, slope, curve = ll+lnPhi(-z), -h, h*(h-z)
		}
		for i := range dz {
			grad[i] += slope * dz[i]
			for j := range dz {
				info[i][j] += curve * dz[i] * dz[j]
			}
		}
	}
	return ll, grad, info
}

var errNoMaximum = errors.New("growth: the likelihood has no maximum that the search can reach")

// maximise climbs from p along the free parameters until what a further step can
// still gain is below 1e-14.
func maximise(data []datum, p params, free []int) (params, float64, error) {
	ll, grad, info := eval(data, p)
	for range 200 {
		step, gain, err := newtonStep(grad, info, free)
		if err != nil {
			return p, ll, err
		}
		if gain < 1e-14 {
			return p, ll, nil
		}
		next, ok := climb(data, p, step, ll, gain)
		if !ok { // no further rise within rounding
			return p, ll, accept(gain)
		}
		p = next
		ll, grad, info = eval(data, p)
	}
	return p, ll, errNoMaximum
}

func accept(gain float64) error {
	if gain < 1e-9 {
		return nil
	}
	return errNoMaximum
}

// newtonStep solves the free part of info * step = grad; gain is the squared length
// of the step in the metric of info, twice what the step gains on a parabola.
func newtonStep(grad params, info [3][3]float64, free []int) (step params, gain float64, err error) {
	n := len(free)
	a, g := mat.NewSymDense(n, nil), mat.NewVecDense(n, nil)
	for i, fi := range free {
		g.SetVec(i, grad[fi])
		for j, fj := range free {
			a.SetSym(i, j, info[fi][fj])
		}
	}
	var chol mat.Cholesky
	var x mat.VecDense
	if !chol.Factorize(a) || chol.SolveVecTo(&x, g) != nil {
		return step, 0, errNoMaximum
	}
	for i, fi := range free {
		step[fi] = x.AtVec(i)
	}
	return step, mat.Dot(&x, g), nil
}

// climb halves the step until theta stays positive and the likelihood rises.
func climb(data []datum, p, step params, ll, gain float64) (params, bool) {
	for scale := 1.0; scale > 1e-12; scale /= 2 {
		next := p
		for i := range next {
			next[i] += scale * step[i]
		}
		if next[theta] <= 0 {
			continue
		}
		if l, _, _ := eval(data, next); l >= ll+1e-4*scale*gain {
			return next, true
		}
	}
	return p, false
}
