// Package growth fits exponential growth to markers and tumour volumes over time:
// values below the limit of an assay are used as such, the interval is honest with
// few values, and a number that the data do not carry is refused with its reason.
package growth

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// DaysPerYear is the length of a year in all rates.
const DaysPerYear = 365.25

// sameLine is the residual sd of ln values below which measured values are taken to
// lie on their line exactly; no printed result comes near it by chance.
const sameLine = 1e-6

// Point is one value over time.
type Point struct {
	Day    float64 // days since 1970-01-01
	Ln     float64 // ln of the value, or of the limit if it is censored
	Censor Censor
	SD     float64 // sd of ln value that the method of measurement has by itself, > 0
}

// Interval is an estimate with its limits. Without Known there are no limits.
type Interval struct {
	Value, Low, High float64
	Known            bool
}

// Fit is a fitted line ln y = a + b t.
type Fit struct {
	Slope Interval // b, per year
	// Sigma is the sd of ln y around the line relative to Point.SD (phi below); it is
	// not estimated with two measured values.
	Sigma          float64
	SigmaEstimated bool
	UnitSD         float64 // Point.SD of the first measured value: the unit of Sigma
	// ByFloor: the interval is the one that the sd of the method alone gives.
	ByFloor                   bool
	N, Measured, Below, Above int
	FromDay, ToDay            float64
	Confidence                float64

	origin, level float64 // the line passes through (origin day, ln y = level)
	profile       func(slope float64) (root float64)
	lineAt        func(day float64) (below, above float64, ok bool) // distances to the limits of the line on a day
	floorSE       float64                                           // of the slope at phi = 1
	meanSE        float64                                           // of the level at the origin at phi = 1
}

// Options of a fit.
type Options struct {
	Confidence float64 // of the two-sided interval, 0.95
	// SDKnown: Point.SD is the stated sd of the method. Without it the points weigh
	// the same, and neither a fit with two values nor one with more has an interval.
	SDKnown bool
}

// FitLine fits exponential growth by maximum likelihood with censored values.
//
//	ln y_i = a + b t_i + e_i,  e_i ~ N(0, (phi s_i)^2)
//	measured:  -ln(phi s_i) - z_i^2/2          z_i = (ln y_i - a - b t_i)/(phi s_i)
//	below L:   ln Phi((ln L - a - b t_i)/(phi s_i))
//	above U:   ln(1 - Phi((ln U - a - b t_i)/(phi s_i)))
//
// y_i value in any unit, > 0; t_i time in years of 365.25 d; s_i sd of ln y by the
// method of measurement (for a coefficient of variation CV: sqrt(ln(1 + CV^2))), > 0;
// phi free, common to all; a, b line.
//
// Result: b per year (ln units). Its interval is
// { b : 2 [l_max - l_profile(b)] <= m ln(1 + t^2/(m - 2)) } with m measured values,
// m >= 3 and t the quantile of Student's t with m - 2 degrees of freedom: without
// censored values exactly the t interval of least squares. It is never narrower than
// phi = 1 with the normal quantile gives from the measured values. With m = 2 a free
// phi has an infinite likelihood: phi = 1 and the normal quantile are used.
//
// Method: Newton's method on the concave form of the likelihood, limits by false position;
// slope to 1e-9 per year. Coverage of the nominal 95 % interval is 95-96 % for 3 to 8
// values, with up to half of them censored (docs/science/tg-kinetics.md).
//
// Failures: a Refusal for one date, no or one measured value, all measured values on
// one date.
//
// Left out: error of the dates; change of the slope within the series; correlation
// between values.
func FitLine(points []Point, opt Options) (Fit, error) {
	s, err := newSeries(points)
	if err != nil {
		return Fit{}, err
	}
	f := s.describe(opt)
	switch {
	case s.onOneLine():
		s.fitExact(&f, opt)
	case s.measured == 2 && !opt.SDKnown:
		f.Slope = Interval{Value: s.ols.slope}
		f.level = s.ols.level
	default:
		err = s.fitCensored(&f, opt)
	}
	return f, err
}

// fitExact is the fit of values without scatter, and of two alone: the line through
// them with the interval of the method's sd.
func (s *series) fitExact(f *Fit, opt Options) {
	f.Slope, f.level = Interval{Value: s.ols.slope}, s.ols.level
	f.SigmaEstimated = s.measured > 2
	if opt.SDKnown {
		f.widen(0, 0)
	}
}

func (s *series) fitCensored(f *Fit, opt Options) error {
	h := hill{data: s.scaled(), free: []int{theta, alpha, beta}, m: s.measured, confidence: opt.Confidence, kept: beta}
	start := params{1, 0, 0}
	if s.measured == 2 {
		h.free, h.m = []int{alpha, beta}, 0
		start[theta] = s.yScale / s.sdRef
	}
	best, ll, err := maximise(h.data, start, h.free)
	if err != nil {
		return Refusal{NoMaximum}
	}
	h.top = ll
	h.theta = best[theta]
	unit := s.yScale / s.tScale // of a slope: per year from the units of the search
	h.best = best[beta] / best[theta]
	f.Slope = Interval{Value: s.ols.slope + h.best*unit}
	f.level = s.ols.level + best[alpha]/best[theta]*s.yScale
	f.Sigma, f.SigmaEstimated = s.yScale/best[theta]/s.sdRef, s.measured > 2
	if !opt.SDKnown {
		return nil
	}
	low, high, err := h.interval(s.slopeSE() / best[theta])
	if err != nil {
		return Refusal{NoMaximum}
	}
	f.widen(low*unit, high*unit)
	f.profile = func(slope float64) float64 { return h.root((slope - s.ols.slope) / unit) }
	f.lineAt = func(day float64) (float64, float64, bool) {
		t := (day - s.origin) / DaysPerYear / s.tScale
		at := h.levelAt(t, best[alpha]/best[theta]+h.best*t)
		below, above, err := at.interval(math.Hypot(1, t) * s.slopeSE() / best[theta])
		return below * s.yScale, above * s.yScale, err == nil
	}
	return nil
}

// widen sets the limits to those at the given distances, but not nearer than the floor.
func (f *Fit) widen(low, high float64) {
	floor := distuv.UnitNormal.Quantile(0.5+f.Confidence/2) * f.floorSE
	f.ByFloor = min(low, high) < floor
	b := f.Slope.Value
	f.Slope = Interval{Value: b, Low: b - max(low, floor), High: b + max(high, floor), Known: true}
}

// ProbabilityAbove is the probability that the slope exceeds the given one, from the
// signed root of the likelihood ratio with the same distribution as the interval
// (Student's t, normal where the floor decided the interval). It is known only where
// the interval is.
func (f Fit) ProbabilityAbove(slope float64) (p float64, ok bool) {
	if !f.Slope.Known {
		return 0, false
	}
	if f.ByFloor || f.profile == nil {
		return distuv.UnitNormal.CDF((f.Slope.Value - slope) / f.floorSE), true
	}
	root := f.profile(slope)
	if f.Measured == 2 {
		return distuv.UnitNormal.CDF(root), true
	}
	m := float64(f.Measured)
	t := math.Copysign(math.Sqrt(math.Expm1(root*root/m)*(m-2)), root)
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: m - 2}.CDF(t), true
}

// At returns ln y of the fitted line on a day.
func (f Fit) At(day float64) float64 {
	return f.level + f.Slope.Value*(day-f.origin)/DaysPerYear
}
