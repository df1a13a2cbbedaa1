package curve

import (
	"fmt"
	"math"
)

// Kind names a parametric model.
type Kind uint8

// The models. Each is tau times a shape of unit area, so that the area is itself
// a parameter and its uncertainty needs no propagation.
const (
	Mono          Kind = iota // A exp(-l t)
	PhysicalTail              // A1 exp(-l1 t) + A2 exp(-lambda_phys t): three parameters
	UptakeWashout             // A (exp(-l1 t) - exp(-l2 t)), zero at t = 0
	BiExp                     // A1 exp(-l1 t) + A2 exp(-l2 t), A1, A2 >= 0
	FreeBiExp                 // the same with amplitudes of any sign; may be inadmissible
)

var kindNames = [...]string{"mono-exponential", "three-parameter", "uptake-washout", "bi-exponential", "free-bi-exponential"}

func (k Kind) String() string { return kindNames[k] }

// ParseKind reads a model's name; the short forms mono, bi and free-bi are accepted.
func ParseKind(name string) (Kind, error) {
	short := map[string]Kind{"mono": Mono, "bi": BiExp, "free-bi": FreeBiExp}
	if k, ok := short[name]; ok {
		return k, nil
	}
	for i, n := range kindNames {
		if n == name {
			return Kind(i), nil
		}
	}
	return 0, fmt.Errorf("no model named %q", name)
}

// K is the number of parameters of the curve, the area among them.
func (k Kind) K() int { return [...]int{2, 3, 3, 4, 4}[k] }

const maxK = 4

// vec holds tau and up to three shape parameters.
type vec [maxK]float64

// Shape parameters:
//
//	Mono           b                b, b1, b2, u in 1/h; biological constants
//	PhysicalTail   b1, share of the physical term in the area
//	UptakeWashout  b, u             l1 = b + lambda, l2 = l1 + u
//	BiExp          b1, b2, share of the second term in the area
//
// shape returns the unit-area shape at t and its derivatives by them.
func shape(k Kind, x *vec, lambda, t float64, d *vec) float64 {
	switch k {
	case Mono:
		g, dl := unitExp(x[1]+lambda, t)
		d[1] = dl
		return g
	case UptakeWashout:
		return uptakeShape(x, lambda, t, d)
	case PhysicalTail:
		g1, d1 := unitExp(x[1]+lambda, t)
		g2, _ := unitExp(lambda, t)
		d[1], d[2] = (1-x[2])*d1, g2-g1
		return (1-x[2])*g1 + x[2]*g2
	default:
		g1, d1 := unitExp(x[1]+lambda, t)
		g2, d2 := unitExp(x[2]+lambda, t)
		d[1], d[2], d[3] = (1-x[3])*d1, x[3]*d2, g2-g1
		return (1-x[3])*g1 + x[3]*g2
	}
}

// unitExp is l exp(-l t) and its derivative by l.
func unitExp(l, t float64) (g, dl float64) {
	e := math.Exp(-l * t)
	return l * e, (1 - l*t) * e
}

// uptakeShape is l1 l2/(l2-l1) (exp(-l1 t) - exp(-l2 t)), written so that it
// holds for u = l2 - l1 near 0.
func uptakeShape(x *vec, lambda, t float64, d *vec) float64 {
	l, u := x[1]+lambda, x[2]
	e := math.Exp(-l * t)
	rise, dRise := t-u*t*t/2, -t*t/2+u*t*t*t/3
	if u*t > 1e-6 {
		f := math.Exp(-u * t)
		rise = (1 - f) / u
		dRise = (t*f - rise) / u
	}
	scale := l * (l + u)
	d[1] = (2*l + u - scale*t) * e * rise
	d[2] = e * (l*rise + scale*dRise)
	return scale * e * rise
}

// terms writes the parameters as a sum of exponentials.
func terms(k Kind, x *vec, lambda float64) Terms {
	l1 := x[1] + lambda
	switch k {
	case Mono:
		return Terms{{x[0] * l1, l1}}
	case PhysicalTail:
		return Terms{{x[0] * (1 - x[2]) * l1, l1}, {x[0] * x[2] * lambda, lambda}}
	case UptakeWashout:
		l2 := l1 + x[2]
		a := x[0] * l1 * l2 / x[2]
		return Terms{{a, l1}, {-a, l2}}
	default:
		l2 := x[2] + lambda
		return Terms{{x[0] * (1 - x[3]) * l1, l1}, {x[0] * x[3] * l2, l2}}
	}
}

// bounds of the shape parameters. The fastest constant is limited to 5/t1: of a
// phase that has fallen to exp(-5) before the first sample the samples say
// nothing, and its area would be free.
func bounds(k Kind, firstHours float64) (lo, hi vec) {
	fast := 5 / math.Max(firstHours, 1.0/12)
	lo, hi = vec{0, 0, 0, 0}, vec{math.Inf(1), fast, fast, 1}
	switch k {
	case PhysicalTail:
		hi[2] = 1
	case UptakeWashout:
		lo[2] = 1e-6
		hi[2] = 50 / math.Max(firstHours, 1.0/12)
	case FreeBiExp:
		lo[3], hi[3] = math.Inf(-1), math.Inf(1)
	}
	return lo, hi
}
