package dose

import (
	"errors"
	"math"
)

// Dead-time models.
const (
	Paralysable    = "paralysable"
	NonParalysable = "non-paralysable"
)

// ErrDeadTime: the observed rate cannot come from the dead time given.
var ErrDeadTime = errors.New("no true rate gives the observed one with this dead time")

// TrueRate corrects an observed count rate m for dead time tau.
//
//	non-paralysable  n = m/(1 - m tau)
//	paralysable      m = n exp(-n tau), the smaller solution, by Newton's method
//
// Rates in 1/s, tau in s. Fails if m tau >= 1 or, paralysable, m tau > 1/e.
func TrueRate(m, tauSeconds float64, model string) (float64, error) {
	x := m * tauSeconds
	if model == NonParalysable {
		if x >= 1 {
			return 0, ErrDeadTime
		}
		return m / (1 - x), nil
	}
	if x > 1/math.E {
		return 0, ErrDeadTime
	}
	n := m
	for range 100 {
		e := math.Exp(-n * tauSeconds)
		d := (n*e - m) / (e * (1 - n*tauSeconds))
		n -= d
		if math.Abs(d) <= 1e-14*n {
			break
		}
	}
	return n, nil
}

// GeometricMean is the conjugate-view mean of opposite net counts.
func GeometricMean(anterior, posterior float64) float64 { return math.Sqrt(anterior * posterior) }
