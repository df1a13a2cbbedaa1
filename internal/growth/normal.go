package growth

import "math"

// lnPhi is the logarithm of the standard normal distribution function. Below -30,
// where erfc comes near underflow, the asymptotic series is used (relative error
// under 1e-9 there).
func lnPhi(z float64) float64 {
	if z > -30 {
		return math.Log(0.5 * math.Erfc(-z/math.Sqrt2))
	}
	r := 1 / (z * z)
	return -z*z/2 - math.Log(-z*math.Sqrt(2*math.Pi)) + math.Log1p(-r*(1-3*r*(1-5*r)))
}

// hazard is phi(z)/Phi(z), the derivative of lnPhi.
func hazard(z float64) float64 {
	return math.Exp(-z*z/2 - math.Log(2*math.Pi)/2 - lnPhi(z))
}
