package curve

import (
	"fmt"
	"math"
)

// Param is one constant of a fitted curve as the formulas of the field name it.
type Param struct {
	Name    string
	Value   float64
	U       float64 // standard uncertainty; 0 at a bound
	CV      float64 // U/Value, reported, never a gate
	AtBound bool
}

// Fit is a fitted model with everything a second person needs to check it.
type Fit struct {
	Kind      Kind
	Series    Series
	TIA       float64 // area from 0 to infinity
	U         float64 // its standard uncertainty, first order
	Params    []Param // A and lambda of each term
	Cov       [][]float64
	Corr      [][]float64
	Sigma     []float64 // sd used for each point
	Fitted    []float64
	Chi2      float64 // sum ((y-f)/sigma)^2
	RSS       float64 // sum (y-f)^2
	N, K, DF  int
	Starts    int // starts tried
	Agreeing  int // starts that ended in the best minimum
	Reweights int
	Terms     Terms

	x       vec
	covNat  [maxK][maxK]float64 // of tau and shape parameters, for unit variance of the weights
	atBound [maxK]bool
	prob    *problem
}

// New fits the model to the series by weighted least squares.
//
//	minimise sum ((y_i - f(t_i))/sigma_i)^2,  f = tau g(t; b...),  integral of g = 1
//
// Decay constants are b + lambda with b >= 0. With declared sd these are used as
// they stand; an assumed relative sd refers to the measured values first and to
// the fitted values in one second pass; Residual gives equal weights. Starts come
// from curve stripping and from the time span; at least two must end in the same
// minimum. Levenberg-Marquardt with box bounds; the covariance is that of the
// parameters not at a bound, (J'WJ)^-1, times chi2/df where the sd is Residual.
//
// Fails with ErrTooFew for N < K, ErrNotConverged, and ErrInadmissible for a free
// bi-exponential that is negative somewhere (the fit is returned with it, to be
// looked at and not used).
func New(k Kind, s Series) (*Fit, error) {
	if err := s.Check(); err != nil {
		return nil, fmt.Errorf("fitting %v: %w", k, err)
	}
	if len(s.Points) < k.K() {
		return nil, fmt.Errorf("fitting %v: %w: %d points, %d parameters", k, ErrTooFew, len(s.Points), k.K())
	}
	p := newProblem(k, s, s.sigma(nil))
	f := &Fit{Kind: k, Series: s, N: len(s.Points), K: k.K(), prob: p}
	if err := f.multiStart(); err != nil {
		return nil, err
	}
	if s.SDSource == Assumed && f.Terms.NonNegative() {
		f.reweight()
	}
	f.finish()
	if !f.Terms.NonNegative() {
		return f, fmt.Errorf("fitting %v: %w", k, ErrInadmissible)
	}
	return f, nil
}

func (f *Fit) multiStart() error {
	best := math.Inf(1)
	var sums []float64
	for _, x := range starts(f.prob) {
		f.Starts++
		s, ok := f.prob.solve(&x)
		if !ok || !finite(s) {
			continue
		}
		sums = append(sums, s)
		if s < best {
			best, f.x = s, x
		}
	}
	scale := f.prob.weightedSquares()
	for _, s := range sums {
		if s-best <= 1e-6*best+1e-16*scale {
			f.Agreeing++
		}
	}
	if f.Agreeing < 2 {
		return fmt.Errorf("fitting %v: %w (%d of %d starts agree)", f.Kind, ErrNotConverged, f.Agreeing, f.Starts)
	}
	f.Terms = terms(f.Kind, &f.x, f.Series.Lambda)
	return nil
}

// reweight lets an assumed relative sd refer to the fitted values, once.
func (f *Fit) reweight() {
	f.prob.weigh(f.Series.sigma(f.values()))
	x := f.x
	if _, ok := f.prob.solve(&x); ok {
		f.x = x
		f.Reweights = 1
		f.Terms = terms(f.Kind, &f.x, f.Series.Lambda)
		return
	}
	f.prob.weigh(f.Series.sigma(nil))
}

func (f *Fit) values() []float64 {
	out := make([]float64, len(f.prob.pts))
	var d vec
	for i, pt := range f.prob.pts {
		out[i] = f.x[0] * shape(f.Kind, &f.x, f.Series.Lambda, pt.T, &d)
	}
	return out
}

func (f *Fit) finish() {
	f.order()
	f.TIA = f.x[0]
	f.DF = f.N - f.K
	f.Fitted = f.values()
	f.Sigma = make([]float64, f.N)
	f.Chi2, f.RSS = 0, 0
	for i, pt := range f.prob.pts {
		r := pt.Y - f.Fitted[i]
		f.Sigma[i] = 1 / math.Sqrt(f.prob.w[i])
		f.RSS += r * r
		f.Chi2 += f.prob.w[i] * r * r
	}
	f.covariance()
	if f.Series.SDSource == Residual {
		f.rescale()
	}
	f.U = math.Sqrt(f.covNat[0][0])
	f.describe()
}

// coincide is how near two effective constants may lie before they are one.
const coincide = 1e-4

// order puts the slower term of a bi-exponential second. Two terms of one constant are
// one term: how they share the area is nowhere in the readings.
func (f *Fit) order() {
	if f.Kind == BiExp && math.Abs(f.x[1]-f.x[2]) <= coincide*(f.x[1]+f.Series.Lambda) {
		one := (1-f.x[3])*f.x[1] + f.x[3]*f.x[2]
		f.x[1], f.x[2], f.x[3] = one, one, 0
	}
	if (f.Kind == BiExp || f.Kind == FreeBiExp) && f.x[2] > f.x[1] {
		f.x[1], f.x[2], f.x[3] = f.x[2], f.x[1], 1-f.x[3]
	}
	f.Terms = terms(f.Kind, &f.x, f.Series.Lambda)
}

// covariance inverts J'WJ on the parameters inside their bounds.
func (f *Fit) covariance() {
	var n normal
	f.prob.normal(&f.x, &n)
	f.covNat = [maxK][maxK]float64{}
	var free []int
	for a := range f.K {
		f.atBound[a] = f.x[a] <= f.prob.lo[a] || f.x[a] >= f.prob.hi[a]
		if !f.atBound[a] && n.h[a][a] > 0 { // a term without area has no constant
			free = append(free, a)
		}
	}
	for i, a := range free {
		e := n
		e.g = vec{}
		e.g[a] = 1
		col, ok := dampedStep(&e, free, 0)
		if !ok {
			f.covNat[0][0] = math.Inf(1)
			return
		}
		for _, b := range free[:i+1] {
			f.covNat[a][b], f.covNat[b][a] = col[b], col[b]
		}
	}
}

// rescale gives equal weights the scatter of the residuals.
func (f *Fit) rescale() {
	s2 := math.Inf(1)
	if f.DF > 0 {
		s2 = f.Chi2 / float64(f.DF)
	}
	for a := range f.covNat {
		for b := range f.covNat {
			if f.covNat[a][b] != 0 {
				f.covNat[a][b] *= s2
			}
		}
	}
	for i := range f.Sigma {
		f.Sigma[i] = math.Sqrt(s2)
	}
}

// Value returns the area.
func (f *Fit) Value() float64 { return f.TIA }

// RelU returns u(TIA)/TIA.
func (f *Fit) RelU() float64 { return f.U / f.TIA }

// Tail returns the share of the area after the last sample.
func (f *Fit) Tail() float64 {
	return f.Terms.Area(f.Series.Last().T, math.Inf(1)) / f.TIA
}

// Before returns the share of the area before the first sample.
func (f *Fit) Before() float64 { return f.Terms.Area(0, f.Series.Points[0].T) / f.TIA }

// At returns the fitted value at t hours and its first-order standard uncertainty.
func (f *Fit) At(tHours float64) (y, u float64) {
	var g vec
	unit := shape(f.Kind, &f.x, f.Series.Lambda, tHours, &g)
	for a := 1; a < f.K; a++ {
		g[a] *= f.TIA
	}
	g[0] = unit
	return f.TIA * unit, math.Sqrt(math.Max(f.quadratic(g, g), 0))
}

// EffectiveHalfLife returns the half-life in hours of the slowest term.
func (f *Fit) EffectiveHalfLife() float64 { return math.Ln2 / f.Terms.Slowest() }

// AtBound reports whether any constant lies at a bound: the first-order
// uncertainty then says too little and the profile must be used.
func (f *Fit) AtBound() bool {
	for a := range f.K {
		if f.atBound[a] {
			return true
		}
	}
	return false
}

// Exact reports whether every residual is below 1e-9 of the largest value.
func (f *Fit) Exact() bool {
	largest := 0.0
	for _, pt := range f.Series.Points {
		largest = math.Max(largest, pt.Y)
	}
	for i, pt := range f.Series.Points {
		if math.Abs(pt.Y-f.Fitted[i]) > 1e-9*largest {
			return false
		}
	}
	return true
}
