package growth

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// hill is the likelihood around its top, in the units of the search.
type hill struct {
	data       []datum
	free       []int // free parameters at the top; theta is not free with two values
	m          int   // measured values; 0 if theta is fixed
	top        float64
	best       float64 // slope at the top
	theta      float64 // at the top
	confidence float64
	// kept is what the profile is of: beta (the slope), or alpha (the level at t = 0).
	kept int
}

// levelAt is the same hill seen from a time: its profile is that of the level there.
func (h hill) levelAt(t, best float64) hill {
	data := make([]datum, len(h.data))
	for i, d := range h.data {
		d.t -= t
		data[i] = d
	}
	h.data, h.best, h.kept = data, best, alpha
	return h
}

// cut is the fall of twice the log-likelihood at the limits of the interval.
func (h hill) cut() float64 {
	p := 0.5 + h.confidence/2
	if h.m == 0 {
		z := distuv.UnitNormal.Quantile(p)
		return z * z
	}
	nu := float64(h.m - 2)
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: nu}.Quantile(p)
	return float64(h.m) * math.Log1p(t*t/nu)
}

// fall is twice the distance from the top to the profile at a value of what is kept.
func (h hill) fall(value float64) (float64, error) {
	data := make([]datum, len(h.data))
	for i, d := range h.data {
		if h.kept == beta {
			d.y, d.t = d.y-value*d.t, 0
		} else {
			d.y -= value
		}
		data[i] = d
	}
	other := alpha
	if h.kept == alpha {
		other = beta
	}
	free := []int{theta, other}
	if h.m == 0 {
		free = []int{other}
	}
	_, ll, err := maximise(data, h.start(data, other), free)
	return max(0, 2*(h.top-ll)), err
}

// start is where the climb begins: the free one of level and slope by least squares of the
// measured values, and the scatter around it with the distances by which censored values
// contradict it.
func (h hill) start(data []datum, free int) params {
	by := func(d datum) float64 {
		if free == alpha {
			return 1
		}
		return d.t
	}
	var xy, xx, n float64
	for _, d := range data {
		if d.censor == Exact {
			x := by(d)
			xy, xx, n = xy+x*d.y, xx+x*x, n+1
		}
	}
	at := xy / xx
	off := make([]datum, len(data))
	for i, d := range data {
		d.y -= at * by(d)
		off[i] = d
	}
	out := params{theta: h.theta}
	if h.m > 0 {
		out[theta] = min(4*h.theta, 1/scatter(off, n))
	}
	out[free] = at * out[theta]
	return out
}

func scatter(data []datum, n float64) float64 {
	squares := 0.0
	for _, d := range data {
		if d.censor == Exact || (d.censor == Below && d.y < 0) || (d.censor == Above && d.y > 0) {
			squares += d.y * d.y
		}
	}
	return math.Sqrt(squares / n)
}

// root is the signed root of fall: positive for values below the best.
func (h hill) root(value float64) float64 {
	fall, err := h.fall(value)
	if err != nil { // unreachable once interval has found both limits: the profile is smooth
		fall = math.Inf(1)
	}
	return math.Copysign(math.Sqrt(fall), h.best-value)
}

// interval returns how far below and above the best value the limits lie; se is a
// first guess of the distance.
func (h hill) interval(se float64) (low, high float64, err error) {
	cut := h.cut()
	if low, err = h.side(-1, se, cut); err != nil {
		return 0, 0, err
	}
	high, err = h.side(1, se, cut)
	return low, high, err
}

// side looks for the limit on one side. The root of fall is nearly proportional to the
// distance, so the false position finds it in a few steps.
func (h hill) side(sign, se, cut float64) (float64, error) {
	excess := func(distance float64) (float64, error) {
		fall, err := h.fall(h.best + sign*distance)
		return math.Sqrt(fall) - math.Sqrt(cut), err
	}
	lo, hi, atLo := 0.0, se, -math.Sqrt(cut)
	for range 200 {
		atHi, err := excess(hi)
		if err != nil {
			return 0, err
		}
		if atHi > 0 {
			return falsePosition(lo, hi, atLo, atHi, excess)
		}
		lo, hi, atLo = hi, hi*1.6, atHi
	}
	return 0, errNoMaximum
}

// falsePosition finds the zero of f between lo (f < 0) and hi (f > 0) by the Illinois
// rule, to a relative width of 1e-12 or until f vanishes.
func falsePosition(lo, hi, atLo, atHi float64, f func(float64) (float64, error)) (float64, error) {
	x, side := hi, 0
	for range 200 {
		x = (lo*atHi - hi*atLo) / (atHi - atLo)
		y, err := f(x)
		if err != nil {
			return 0, err
		}
		switch {
		case math.Abs(y) < 1e-12 || hi-lo <= 1e-12*hi:
			return x, nil
		case y > 0:
			hi, atHi = x, y
			if side > 0 {
				atLo /= 2
			}
			side = 1
		default:
			lo, atLo = x, y
			if side < 0 {
				atHi /= 2
			}
			side = -1
		}
	}
	return x, nil
}
