package growth

import (
	"cmp"
	"math"
	"slices"
)

// series is a set of points that a line can be fitted to.
type series struct {
	points         []Point // in time
	measured       int
	origin         float64 // day, weighted mean of the measured ones
	ols            line
	sdRef          float64 // of the first measured point: the unit of phi
	tScale, yScale float64
	sxx            float64 // weighted, of the measured points, years^2 / s^2
	weight         float64 // sum of 1/s^2 of the measured points
	residual       float64 // weighted sd of the measured around ols, in ln units
}

type line struct{ slope, level float64 } // per year; at the origin

func newSeries(points []Point) (*series, error) {
	s := &series{points: slices.Clone(points)}
	slices.SortFunc(s.points, func(a, b Point) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Censor, b.Censor),
			cmp.Compare(a.Ln, b.Ln), cmp.Compare(a.SD, b.SD))
	})
	if err := s.check(); err != nil {
		return nil, err
	}
	s.leastSquares()
	if s.sxx == 0 {
		return nil, Refusal{OneDate}
	}
	return s, nil
}

func (s *series) check() error {
	below := 0
	for _, p := range s.points {
		if !(p.SD > 0) || math.IsInf(p.SD, 0) || math.IsNaN(p.Ln) || math.IsInf(p.Ln, 0) || math.IsNaN(p.Day) {
			return Refusal{BadPoint}
		}
		switch p.Censor {
		case Exact:
			s.measured++
		case Below:
			below++
		}
	}
	n := len(s.points)
	switch {
	case n == 0:
		return Refusal{NoValue}
	case s.measured == 0 && below == n:
		return Refusal{AllBelow}
	case s.measured == 0 && below == 0:
		return Refusal{AllAbove}
	case n > 1 && s.points[0].Day == s.points[n-1].Day:
		return Refusal{OneDate}
	case s.measured < 2:
		return Refusal{OneValue}
	}
	return nil
}

// leastSquares fits the measured points, weighted by 1/s^2.
func (s *series) leastSquares() {
	var w, wt, wy float64
	for _, p := range s.exact() {
		if s.sdRef == 0 {
			s.sdRef = p.SD
		}
		k := 1 / (p.SD * p.SD)
		w, wt, wy = w+k, wt+k*p.Day, wy+k*p.Ln
	}
	s.origin, s.ols.level, s.weight = wt/w, wy/w, w
	var sxy float64
	for _, p := range s.exact() {
		k, t := 1/(p.SD*p.SD), s.years(p)
		s.sxx += k * t * t
		sxy += k * t * (p.Ln - s.ols.level)
	}
	if s.sxx == 0 {
		return
	}
	s.ols.slope = sxy / s.sxx
	var rss float64
	for _, p := range s.exact() {
		r := s.offLine(p)
		rss += r * r / (p.SD * p.SD)
	}
	s.residual = s.sdRef * math.Sqrt(rss/float64(s.measured))
}

func (s *series) exact() []Point {
	return slices.DeleteFunc(slices.Clone(s.points), func(p Point) bool { return p.Censor != Exact })
}

func (s *series) years(p Point) float64 { return (p.Day - s.origin) / DaysPerYear }

// offLine is the distance of a point above the least-squares line, in ln units.
func (s *series) offLine(p Point) float64 {
	return p.Ln - s.ols.level - s.ols.slope*s.years(p)
}

// onOneLine reports whether the measured points have no scatter and no censored one
// contradicts their line: the likelihood then grows without bound as phi goes to 0.
func (s *series) onOneLine() bool {
	if s.residual > sameLine || (s.measured == 2 && len(s.points) > 2) {
		return false
	}
	for _, p := range s.points {
		off := s.offLine(p)
		if (p.Censor == Below && off < -sameLine) || (p.Censor == Above && off > sameLine) {
			return false
		}
	}
	return true
}

// scaled returns the points as distances from the least-squares line, in the units of
// the search: those in which scatter and time are about 1.
func (s *series) scaled() []datum {
	s.yScale = max(s.misfit(), sameLine)
	if s.measured == 2 {
		s.yScale = s.sdRef
	}
	s.tScale = math.Sqrt(s.sxx * s.sdRef * s.sdRef / float64(s.measured))
	out := make([]datum, len(s.points))
	for i, p := range s.points {
		out[i] = datum{t: s.years(p) / s.tScale, y: s.offLine(p) / s.yScale, c: p.SD / s.sdRef, censor: p.Censor}
	}
	return out
}

// misfit is residual with the distances by which censored points contradict the line.
func (s *series) misfit() float64 {
	squares := s.residual * s.residual * float64(s.measured)
	for _, p := range s.points {
		off := s.offLine(p)
		if (p.Censor == Below && off < 0) || (p.Censor == Above && off > 0) {
			squares += off * off
		}
	}
	return math.Sqrt(squares / float64(s.measured))
}

// slopeSE is the standard error of the slope in the units of the search for theta = 1.
func (s *series) slopeSE() float64 { return 1 / math.Sqrt(float64(s.measured)) }

func (s *series) describe(opt Options) Fit {
	f := Fit{
		N: len(s.points), Measured: s.measured, Confidence: opt.Confidence,
		FromDay: s.points[0].Day, ToDay: s.points[len(s.points)-1].Day,
		origin: s.origin, floorSE: 1 / math.Sqrt(s.sxx), meanSE: 1 / math.Sqrt(s.weight), UnitSD: s.sdRef,
	}
	for _, p := range s.points {
		switch p.Censor {
		case Below:
			f.Below++
		case Above:
			f.Above++
		}
	}
	return f
}
