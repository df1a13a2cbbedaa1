package dose

import (
	"math"
	"sort"
)

// BED is the biologically effective dose of a mono-exponential dose rate.
//
//	BED = D (1 + D/(alpha/beta) T_rep/(T_rep + T_eff))
//
// D in Gy, alpha/beta in Gy, T_eff the effective and T_rep the repair half-life,
// in the same unit. No uptake phase. For a worksheet and labelled, never a plan:
// the constants of thyroid cancer are not settled. T_eff is never the physical one.
func BED(doseGy, alphaBetaGy, effectiveHalfLife, repairHalfLife float64) float64 {
	return doseGy * (1 + doseGy/alphaBetaGy*repairHalfLife/(repairHalfLife+effectiveHalfLife))
}

// EUD is the equivalent uniform dose of a histogram of doses of equal mass.
//
//	-1/alpha ln(mean exp(-alpha D))
//
// Source: Plyku 2022, equation 5.
func EUD(dosesGy []float64, alphaPerGy float64) float64 {
	least := math.Inf(1)
	for _, d := range dosesGy {
		least = math.Min(least, d)
	}
	sum := 0.0
	for _, d := range dosesGy {
		sum += math.Exp(-alphaPerGy * (d - least))
	}
	return least - math.Log(sum/float64(len(dosesGy)))/alphaPerGy
}

// GeneralisedEUD is (mean D^a)^(1/a).
func GeneralisedEUD(dosesGy []float64, a float64) float64 {
	sum := 0.0
	for _, d := range dosesGy {
		sum += math.Pow(d, a)
	}
	return math.Pow(sum/float64(len(dosesGy)), 1/a)
}

// VolumeAbove is the share of doses >= d.
func VolumeAbove(dosesGy []float64, d float64) float64 {
	n := 0
	for _, x := range dosesGy {
		if x >= d {
			n++
		}
	}
	return float64(n) / float64(len(dosesGy))
}

// DoseAtLeast is the dose that q per cent of the mass gets at least: the (100-q)th
// percentile, linear between ordered values.
func DoseAtLeast(dosesGy []float64, q float64) float64 {
	s := append([]float64(nil), dosesGy...)
	sort.Float64s(s)
	pos := (100 - q) / 100 * float64(len(s)-1)
	i := int(pos)
	if i >= len(s)-1 {
		return s[len(s)-1]
	}
	return s[i] + (pos-float64(i))*(s[i+1]-s[i])
}
