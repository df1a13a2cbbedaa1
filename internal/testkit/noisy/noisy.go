// Package noisy draws readings of curves that are known, for tests of how often an
// interval holds the truth. It is mathematics alone: it knows nothing of the engines
// that it judges.
package noisy

import (
	"math"
	"math/rand/v2"
)

// Truth is a curve over hours with its area from 0 to infinity.
type Truth struct {
	At   func(hours float64) float64
	Area float64
}

// Term is one exponential: its value at 0 and its half-life in hours.
type Term struct{ A, HalfLife float64 }

// Exponentials is a sum of falling exponentials; area sum A T/ln 2.
func Exponentials(terms ...Term) Truth {
	area := 0.0
	for _, x := range terms {
		area += x.A * x.HalfLife / math.Ln2
	}
	return Truth{Area: area, At: func(h float64) float64 {
		y := 0.0
		for _, x := range terms {
			y += x.A * math.Exp2(-h/x.HalfLife)
		}
		return y
	}}
}

// UptakeWashout is a (exp(-l1 t) - exp(-l2 t)); area a (1/l1 - 1/l2).
func UptakeWashout(a, l1, l2 float64) Truth {
	return Truth{Area: a * (1/l1 - 1/l2), At: func(h float64) float64 {
		return a * (math.Exp(-l1*h) - math.Exp(-l2*h))
	}}
}

// Reading is a value with the standard deviation that is declared of it.
type Reading struct{ Hours, Value, SD float64 }

// Source draws; the same seed gives the same readings.
type Source struct{ rng *rand.Rand }

// NewSource returns a source.
func NewSource(seed uint64) *Source { return &Source{rand.New(rand.NewPCG(seed, 0))} }

// Normal is a standard normal deviate.
func (s *Source) Normal() float64 { return s.rng.NormFloat64() }

// Readings of a truth with log-normal noise of cv; declared is the relative standard
// deviation that each reading claims of its own value.
func (s *Source) Readings(t Truth, hours []float64, cv, declared float64) []Reading {
	out := make([]Reading, len(hours))
	for i, h := range hours {
		y := t.At(h) * math.Exp(cv*s.Normal())
		out[i] = Reading{h, y, declared * y}
	}
	return out
}

// BlurredContent is what an outline of radius r holds of a uniform sphere of radius
// big and unit content, seen through a Gaussian of standard deviation sigma; lengths in
// one unit. Simpson's rule over the closed form of the blurred sphere.
func BlurredContent(r, big, sigma float64) float64 {
	const n = 128
	sum, h := 0.0, r/n
	for i := 1; i <= n; i++ {
		weight := 2.0
		switch {
		case i == n:
			weight = 1
		case i%2 == 1:
			weight = 4
		}
		x := float64(i) * h
		sum += weight * x * x * blurred(x, big, sigma)
	}
	return sum * h / 3 * 3 / (big * big * big)
}

// blurred is the concentration at distance x from the centre, 1 where nothing blurs.
func blurred(x, big, sigma float64) float64 {
	k := sigma * math.Sqrt2
	near, far := (x-big)/k, (x+big)/k
	return (math.Erf(far)-math.Erf(near))/2 - sigma/(x*math.Sqrt(2*math.Pi))*(math.Exp(-near*near)-math.Exp(-far*far))
}
