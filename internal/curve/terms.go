package curve

import "math"

// Term is one exponential A exp(-Lambda t); Lambda per hour, > 0.
type Term struct{ A, Lambda float64 }

// Terms is a sum of exponentials.
type Terms []Term

// At returns the value at t hours.
func (ts Terms) At(t float64) float64 {
	sum := 0.0
	for _, x := range ts {
		sum += x.A * math.Exp(-x.Lambda*t)
	}
	return sum
}

// Area returns the area from a to b hours; b may be +Inf.
//
//	sum A/lambda (exp(-lambda a) - exp(-lambda b))
func (ts Terms) Area(a, b float64) float64 {
	sum := 0.0
	for _, x := range ts {
		sum += x.A / x.Lambda * (math.Exp(-x.Lambda*a) - math.Exp(-x.Lambda*b))
	}
	return sum
}

// Slowest returns the smallest decay constant.
func (ts Terms) Slowest() float64 {
	slow := math.Inf(1)
	for _, x := range ts {
		slow = math.Min(slow, x.Lambda)
	}
	return slow
}

// NonNegative reports whether a sum of at most two exponentials is >= 0 for all
// t >= 0. A sum of two has at most one zero, so the sign at 0 and the sign of the
// slowest term decide.
func (ts Terms) NonNegative() bool {
	if len(ts) == 0 {
		return false
	}
	slow := ts[0]
	at0 := 0.0
	for _, x := range ts {
		at0 += x.A
		if x.Lambda < slow.Lambda {
			slow = x
		}
	}
	scale := 1e-9 * math.Abs(slow.A)
	return at0 >= -scale && slow.A >= 0
}

// Convert exchanges the physical decay of one nuclide for that of another: the
// same biology seen with the nuclide whose constant is to instead of from.
//
//	lambda' = lambda - from + to
//
// Source: Plyku 2017, J Nucl Med 58:1146, equation 1.
func (ts Terms) Convert(from, to float64) Terms {
	out := make(Terms, len(ts))
	for i, x := range ts {
		out[i] = Term{x.A, x.Lambda - from + to}
	}
	return out
}

// LimitArea is the upper limit of the area when nothing but physical decay acts
// after the last sample at T hours.
//
//	tau_LIMIT = sum A/lambda (1 - exp(-lambda T)) + (sum A exp(-lambda T)) / lambda_phys
//
// Source: Lassmann 2008, Eur J Nucl Med Mol Imaging 35:1405, equation 3 (which
// prints lambda_phys as 0.0036 per hour).
func (ts Terms) LimitArea(lastHours, lambdaPhys float64) float64 {
	return ts.Area(0, lastHours) + ts.At(lastHours)/lambdaPhys
}
