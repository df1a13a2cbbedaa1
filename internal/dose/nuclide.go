// Package dose computes absorbed doses of radioiodine therapy: blood and marrow by
// the EANM procedure, lesions by the sphere model, the activities that follow and
// what is not known about them. Dose is absorbed dose in Gy, activity GBq (therapy)
// or MBq (tracer), times hours, masses g, weights kg.
package dose

import "math"

// Nuclide is what a calculation needs to know of a radionuclide.
type Nuclide struct {
	Name          string // I-131
	HalfLifeHours float64
}

// Lambda returns the physical decay constant per hour.
func (n Nuclide) Lambda() float64 { return math.Ln2 / n.HalfLifeHours }

// Convert turns a value measured with one nuclide at t hours (not decay-corrected)
// into what another would have shown.
//
//	y exp((lambda_from - lambda_to) t)
//
// Source: Plyku 2017, J Nucl Med 58:1146, equation 1.
func Convert(y, tHours float64, from, to Nuclide) float64 {
	return y * math.Exp((from.Lambda()-to.Lambda())*tHours)
}

// EffectiveHalfLife exchanges the physical decay in an effective half-life (h):
//
//	1/T_to = 1/T_from - 1/Tphys_from + 1/Tphys_to
//
// The result is +Inf or negative if the half-life given is longer than physical
// decay allows; the caller must check.
func EffectiveHalfLife(hours float64, from, to Nuclide) float64 {
	return 1 / (1/hours - 1/from.HalfLifeHours + 1/to.HalfLifeHours)
}
