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

// fall is twice the distance from the top to the profile at a slope.
func (h hill) fall(slope float64) (float64, error) {
	data := make([]datum, len(h.data))
	for i, d := range h.data {
		d.y, d.t = d.y-slope*d.t, 0
		data[i] = d
	}
	start, free := h.start(data), []int{theta, alpha}
	if h.m == 0 {
		free = []int{alpha}
	}
	_, ll, err := maximise(data, start, free)
	return max(0, 2*(h.top-ll)), err
}

// start is the level of the measured values with the slope taken out, and the scatter
// around it with the distances by which censored values contradict it.
func (h hill) start(data []datum) params {
	var sum, n float64
	for _, d := range data {
		if d.censor == Exact {
			sum, n = sum+d.y, n+1
		}
	}
	mean := sum / n
	th := h.theta
	if h.m > 0 {
		th = min(4*h.theta, 1/scatter(data, mean, n))
	}
	return params{th, mean * th, 0}
}

func scatter(data []datum, mean, n float64) float64 {
	squares := 0.0
	for _, d := range data {
		off := d.y - mean
		if d.censor == Exact || (d.censor == Below && off < 0) || (d.censor == Above && off > 0) {
			squares += off * off
		}
	}
	return math.Sqrt(squares / n)
}

// root is the signed root of fall: positive for slopes below the best.
func (h hill) root(slope float64) float64 {
	fall, err := h.fall(slope)
	if err != nil { // unreachable once interval has found both limits: the profile is smooth
		fall = math.Inf(1)
	}
	return math.Copysign(math.Sqrt(fall), h.best-slope)
}

// interval returns how far below and above the best slope the limits lie; se is a
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
