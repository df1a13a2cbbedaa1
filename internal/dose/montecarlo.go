package dose

import (
	"math"
	"math/rand/v2"

	"symport/internal/curve"
)

// Simulation is a parametric bootstrap of a dose: readings are drawn around the
// fitted curves, each with its standard deviation as a log-normal, and fitted again
// with the weights of the first fit.
type Simulation struct {
	Draws   int     `json:"draws"`
	Seed    uint64  `json:"seed"`
	U       float64 `json:"u"`           // standard deviation of ln D
	Shift   float64 `json:"shift"`       // mean of ln D - ln of the estimate
	Failed  int     `json:"failed"`      // draws whose fit did not converge
	FirstU  float64 `json:"uFirstOrder"` // beside it
	Agrees  bool    `json:"agrees"`      // |U/FirstU - 1| < 5 % and |Shift| < 0.2 U
	Applies bool    `json:"applies"`     // the rule applies: sd <= 10 %, nothing at a bound, df >= 2
}

// simulated is one curve that is fitted again and again.
type simulated struct {
	coef  float64
	fit   *curve.Fit
	again *curve.Refitter
	y     []float64
	relSD []float64
}

func newSimulated(coef float64, f *curve.Fit) *simulated {
	s := &simulated{coef: coef, fit: f, again: f.Refitter(), y: make([]float64, f.N), relSD: make([]float64, f.N)}
	for i, fit := range f.Fitted {
		s.relSD[i] = f.Sigma[i] / fit
	}
	return s
}

// draw simulates readings and returns the refitted term of the dose.
func (s *simulated) draw(rng *rand.Rand) (v float64, ok bool) {
	for i, f := range s.fit.Fitted {
		s.y[i] = f * math.Exp(s.relSD[i]*rng.NormFloat64())
	}
	area, ok := s.again.Area(s.y)
	return s.coef * area, ok
}

// Simulate refits simulated readings of every fitted curve of the spread. Common
// factors are drawn once a draw and act on all terms. The generator is PCG with the
// seed given: the same seed gives the same numbers. Nil if a part of the dose was not
// fitted.
func (s *Spread) Simulate(draws int, seed uint64) *Simulation {
	var terms []*simulated
	applies := s.df >= 2
	for _, p := range s.parts {
		f := fitOf(p.area)
		if _, linear := p.area.(*curve.LinearUptake); f == nil || linear {
			return nil
		}
		t := newSimulated(p.coef, f)
		applies = applies && !f.AtBound() && maxOf(t.relSD) <= 0.10
		terms = append(terms, t)
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	out := &Simulation{Draws: draws, Seed: seed, FirstU: s.U(), Applies: applies}
	best := math.Log(s.Value())
	if math.IsInf(out.FirstU, 0) || math.IsNaN(out.FirstU) {
		return nil
	}
	var sum, squares float64
	for range draws {
		ln, ok := drawDose(terms, s.common, rng)
		if !ok {
			out.Failed++
			continue
		}
		sum += ln - best
		squares += sq(ln - best)
	}
	n := float64(draws - out.Failed)
	if n == 0 {
		return nil
	}
	out.Shift = sum / n
	out.U = math.Sqrt(math.Max(squares/n-sq(out.Shift), 0))
	out.Agrees = math.Abs(out.U/out.FirstU-1) < 0.05 && math.Abs(out.Shift) < 0.2*out.U
	return out
}

func drawDose(terms []*simulated, common float64, rng *rand.Rand) (ln float64, ok bool) {
	total := 0.0
	for _, t := range terms {
		v, ok := t.draw(rng)
		if !ok {
			return 0, false
		}
		total += v
	}
	return math.Log(total) + common*rng.NormFloat64(), true
}

func maxOf(xs []float64) float64 {
	m := 0.0
	for _, x := range xs {
		m = math.Max(m, x)
	}
	return m
}
