package curve

import (
	"fmt"
	"math"
)

// LinearUptake is a curve that rises in a straight line from 0 to UptakeHours and
// falls exponentially after it.
type LinearUptake struct {
	*Fit        // mono-exponential through the points at or after UptakeHours
	UptakeHours float64
	Area        float64
}

// NewLinearUptake fits the exponential to the points at or after ts hours and adds
// the triangle before it.
//
//	area = f(ts) (1/lambda + ts/2),  f(t) = A exp(-lambda t)
//
// Needs two points at or after ts. That uptake is linear and ends at ts is an
// assumption and part of the uncertainty budget.
// Source: Jentzen 2008, J Nucl Med 49:1017 (model C2; ts = 8 h in the two-scan
// protocol).
func NewLinearUptake(s Series, ts float64) (*LinearUptake, error) {
	late := s.Clone()
	for len(late.Points) > 0 && late.Points[0].T < ts {
		late.Points = late.Points[1:]
	}
	f, err := New(Mono, late)
	if err != nil {
		return nil, fmt.Errorf("linear uptake to %g h: %w", ts, err)
	}
	l := f.Terms[0].Lambda
	return &LinearUptake{Fit: f, UptakeHours: ts, Area: f.Terms.At(ts) * (1/l + ts/2)}, nil
}

// Value returns the area.
func (u *LinearUptake) Value() float64 { return u.Area }

// RelU returns the relative first-order uncertainty, from the covariance of area
// and constant of the exponential.
func (u *LinearUptake) RelU() float64 {
	l, ts := u.Terms[0].Lambda, u.UptakeHours
	dLnL := 1/l - ts - (1/(l*l))/(1/l+ts/2)
	g := vec{1 / u.TIA, dLnL}
	return math.Sqrt(u.quadratic(g, g))
}

// At returns the value at t hours and its first-order standard uncertainty; on the rise
// both are those at the end of the uptake, in proportion to the time.
func (u *LinearUptake) At(tHours float64) (y, uy float64) {
	if tHours >= u.UptakeHours {
		return u.Fit.At(tHours)
	}
	y, uy = u.Fit.At(u.UptakeHours)
	return y * tHours / u.UptakeHours, uy * tHours / u.UptakeHours
}

// Tail returns the share of the area after the last sample.
func (u *LinearUptake) Tail() float64 {
	return u.Terms.Area(u.Series.Last().T, math.Inf(1)) / u.Area
}

// Before returns the share of the area before the first fitted sample.
func (u *LinearUptake) Before() float64 {
	return 1 - u.Terms.Area(u.Series.Points[0].T, math.Inf(1))/u.Area
}

// SingleTimePoint estimates the area of a mono-exponential from one value without
// knowing its half-life.
//
//	area = y t 2/ln 2
//
// The ratio to the true area is 2x 2^(-x) with x = t/T_eff: within -12 and +6 %
// for 0.75 <= x <= 2.5, and falling without limit outside (see SingleTimePointRatio).
// Derived here; blind to any uptake phase.
func SingleTimePoint(tHours, y float64) float64 { return y * tHours * 2 / math.Ln2 }

// SingleTimePointRatio is the ratio of SingleTimePoint to the true area of a
// mono-exponential measured at x effective half-lives.
func SingleTimePointRatio(x float64) float64 { return 2 * x * math.Exp2(-x) }

// SingleTimePointPrior estimates the area from one value and an assumed effective
// half-life.
//
//	area = y exp(l0 t)/l0, l0 = ln 2/T0;  ratio to the truth (l/l0) exp((l0-l) t)
func SingleTimePointPrior(tHours, y, halfLifeHours float64) float64 {
	l0 := math.Ln2 / halfLifeHours
	return y * math.Exp(l0*tHours) / l0
}
