package dose

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"symport/internal/curve"
)

// area is what the interval machinery needs of an area under a curve.
type area interface {
	Value() float64
	RelU() float64
}

// part is one addend of a dose: coef times an area.
type part struct {
	name    string
	coef    float64
	area    area
	profile *curve.Profile // nil: log-normal with RelU
	chi2    float64
	df      int
	source  curve.SDSource
}

// newPart prepares an addend; a fit brings its profile likelihood, traced out to
// where the 95 % interval can need it.
func newPart(name string, coef float64, a area) part {
	p := part{name: name, coef: coef, area: a, source: curve.Declared}
	if f := fitOf(a); f != nil {
		p.chi2, p.df, p.source = f.Chi2, f.DF, f.Series.SDSource
		if _, linear := a.(*curve.LinearUptake); !linear {
			p.profile = f.Profile(math.Min(curve.WiderR(0.975, p.chi2, p.df, p.source), 40))
		}
	}
	return p
}

func fitOf(a area) *curve.Fit {
	switch x := a.(type) {
	case *curve.Fit:
		return x
	case *curve.Choice:
		return x.Fit
	case *curve.LinearUptake:
		return x.Fit
	}
	return nil
}

// value is the addend in its own unit.
func (p part) value() float64 { return p.coef * p.area.Value() }

// reach is ln of the addend where its sum of squares has grown by r^2.
func (p part) reach(r float64) float64 {
	if p.profile == nil {
		return math.Log(p.value()) + p.area.RelU()*r
	}
	return math.Log(p.coef) + p.profile.Reach(r)
}

// Spread is a dose per activity with what is not known about it: the sum of parts,
// each with its own likelihood, times common factors known to a relative standard
// uncertainty. It answers for any probability, on a log scale.
type Spread struct {
	parts   []part
	common  float64 // of ln
	chi2    float64
	df      int
	widened bool // chi2/df > 1: Student's t on the residuals is wider
}

// NewSpread joins parts; factors are the relative standard uncertainties common to
// all of them.
func newSpread(parts []part, factors ...float64) *Spread {
	s := &Spread{parts: parts}
	v := 0.0
	for _, u := range factors {
		v += u * u
	}
	s.common = math.Sqrt(v)
	for _, p := range parts {
		s.chi2 += p.chi2
		s.df += p.df
	}
	s.widened = curve.WiderR(0.975, s.chi2, s.df, curve.Declared) > curve.Normal95*(1+1e-9)
	return s
}

// Value is the point estimate.
func (s *Spread) Value() float64 {
	sum := 0.0
	for _, p := range s.parts {
		sum += p.value()
	}
	return sum
}

// U is the relative first-order standard uncertainty.
func (s *Spread) U() float64 {
	v := s.common * s.common
	for _, p := range s.parts {
		w := p.value() / s.Value() * p.area.RelU()
		v += w * w
	}
	return math.Sqrt(v)
}

// Reach returns ln of the dose at z standard normal units: the farthest value that
// raises the joint sum of squares (and the squares of the common factors) by z^2.
//
// The wider-of rule: where the residuals scatter more than the standard deviations
// say, the parts go out to Student's t times sqrt(chi2/df) instead of z.
func (s *Spread) Reach(z float64) float64 {
	if z == 0 {
		return math.Log(s.Value())
	}
	scale := s.scale(math.Abs(z))
	if s.common == 0 {
		return s.reachParts(z * scale)
	}
	return golden(func(theta float64) float64 {
		return s.reachParts(z*math.Cos(theta)*scale) + s.common*z*math.Sin(theta)
	}, z > 0)
}

func (s *Spread) scale(z float64) float64 {
	if !s.widened {
		return 1
	}
	return curve.WiderR(distuv.UnitNormal.CDF(math.Min(z, 6)), s.chi2, s.df, curve.Declared) / math.Min(z, 6)
}

// reachParts shares r between the parts so that the sum goes farthest.
func (s *Spread) reachParts(r float64) float64 { return reachSum(s.parts, r) }

func reachSum(parts []part, r float64) float64 {
	if len(parts) == 1 || r == 0 {
		first := parts[0].reach(r)
		if len(parts) == 1 {
			return first
		}
		return logSum(first, reachSum(parts[1:], r))
	}
	return golden(func(theta float64) float64 {
		return logSum(parts[0].reach(r*math.Cos(theta)), reachSum(parts[1:], r*math.Sin(theta)))
	}, r > 0)
}

func logSum(a, b float64) float64 {
	m := math.Max(a, b)
	return m + math.Log(math.Exp(a-m)+math.Exp(b-m))
}

// golden finds the extreme of f on [0, pi/2] by golden-section search, to 1e-4.
func golden(f func(float64) float64, maximum bool) float64 {
	sign := 1.0
	if !maximum {
		sign = -1
	}
	const ratio = 0.6180339887498949
	a, b := 0.0, math.Pi/2
	c, d := b-ratio*(b-a), a+ratio*(b-a)
	fc, fd := sign*f(c), sign*f(d)
	for b-a > 1e-4 {
		if fc > fd {
			b, d, fd = d, c, fc
			c = b - ratio*(b-a)
			fc = sign * f(c)
		} else {
			a, c, fc = c, d, fd
			d = a + ratio*(b-a)
			fd = sign * f(d)
		}
	}
	return sign * math.Max(math.Max(fc, fd), math.Max(sign*f(0), sign*f(math.Pi/2)))
}

// Quantile returns the dose that is exceeded with probability 1-p.
func (s *Spread) Quantile(p float64) float64 {
	return math.Exp(s.Reach(distuv.UnitNormal.Quantile(p)))
}

// Interval returns the two-sided 95 % interval.
func (s *Spread) Interval() (low, high float64) {
	return math.Exp(s.Reach(-curve.Normal95)), math.Exp(s.Reach(curve.Normal95))
}

// unbounded is how far an end of an interval may lie from the estimate before the
// readings are said not to bound it.
const unbounded = 1000

// ends returns the ends of the interval that the readings bound; nil where they do
// not.
func (s *Spread) ends() (low, high *float64) {
	l, h := s.Interval()
	if v := s.Value(); l*unbounded > v {
		low = ref(l)
	}
	if v := s.Value(); h < v*unbounded {
		high = ref(h)
	}
	return low, high
}

// Above returns the probability that the dose exceeds d.
func (s *Spread) Above(d float64) float64 {
	target := math.Log(d)
	lo, hi := -8.0, 8.0
	if s.Reach(lo) > target {
		return 1
	}
	if s.Reach(hi) < target {
		return 0
	}
	for hi-lo > 1e-4 {
		mid := (lo + hi) / 2
		if s.Reach(mid) < target {
			lo = mid
		} else {
			hi = mid
		}
	}
	return 1 - distuv.UnitNormal.CDF((lo+hi)/2)
}

// BudgetLine is one source of uncertainty: its relative standard uncertainty of the
// result in per cent and its share of the variance; nil where the first order has no
// value.
type BudgetLine struct {
	Source string   `json:"source"`
	Share  *float64 `json:"share_percent"`
	U      *float64 `json:"u_percent"`
}

// Factor is a relative standard uncertainty of a factor of the dose, given its name.
type Factor struct {
	Source string
	U      float64
	With   Company
}

// Company says with which other results a factor is shared.
type Company uint8

// The companies.
const (
	Alone       Company = iota // the result's own
	WithLesions                // all lesions of the study
	WithStudy                  // blood and all lesions of the study
)

func sharedOf(factors []Factor) Shared {
	s := Shared{Known: true}
	for _, f := range factors {
		switch f.With {
		case WithLesions:
			s.Lesions = math.Hypot(s.Lesions, f.U)
		case WithStudy:
			s.Study = math.Hypot(s.Study, f.U)
		}
	}
	return s
}

func (s *Spread) budget(factors []Factor) []BudgetLine {
	all := append([]Factor(nil), factors...)
	for i, p := range s.parts {
		all = slices.Insert(all, i, Factor{Source: p.name, U: p.value() / s.Value() * p.area.RelU()})
	}
	return budgetOf(all)
}

func budgetOf(factors []Factor) []BudgetLine {
	total := 0.0
	for _, f := range factors {
		total += f.U * f.U
	}
	lines := []BudgetLine{}
	for _, f := range factors {
		if f.U != 0 {
			lines = append(lines, BudgetLine{Source: f.Source, U: ref(100 * math.Abs(f.U)), Share: ref(100 * f.U * f.U / total)})
		}
	}
	return lines
}
