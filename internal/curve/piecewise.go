package curve

import (
	"errors"
	"math"
)

// Start says what is assumed between administration and the first sample.
type Start uint8

// The starts.
const (
	StartFlat Start = iota // the first value holds from t = 0
	StartZero              // linear from 0 at t = 0
	StartOne               // linear from 1 at t = 0 (fractions of the administered activity)
)

// Tail says what is assumed after the last sample.
type Tail uint8

// The tails.
const (
	TailSlope    Tail = iota // the constant of the last two points, never slower than physical
	TailPhysical             // physical decay only
)

// Joined is an area found without fitting a curve: point to point, with a tail.
type Joined struct {
	Method                string
	Area, U               float64 // area 0..inf and its first-order sd
	BeforeShare, EndShare float64
	TailLambda            float64
	Gradient              []float64 // by each value
	points                []Point
}

// At returns the value at t hours on exponentials between the points.
func (j *Joined) At(tHours float64) float64 {
	pts := j.points
	last := pts[len(pts)-1]
	if tHours <= pts[0].T {
		return pts[0].Y
	}
	if tHours >= last.T {
		return last.Y * math.Exp(-j.TailLambda*(tHours-last.T))
	}
	i := 1
	for pts[i].T < tHours {
		i++
	}
	return pts[i-1].Y * math.Exp(-slope(pts[i-1], pts[i])*(tHours-pts[i-1].T))
}

// Value returns the area.
func (j *Joined) Value() float64 { return j.Area }

// RelU returns the relative first-order uncertainty.
func (j *Joined) RelU() float64 { return j.U / j.Area }

// Tail returns the share of the area after the last sample.
func (j *Joined) Tail() float64 { return j.EndShare }

// Before returns the share of the area before the first sample.
func (j *Joined) Before() float64 { return j.BeforeShare }

// PiecewiseExponential joins neighbouring points by exponentials, holds the first
// value from t = 0, and continues with the last constant, never slower than
// physical decay.
//
//	(y1-y2) dt / ln(y1/y2) for each segment;  y_n/lambda for the tail
//
// Needs two positive points. The variance follows from the derivatives by each
// value; that the tail constant depends on the last two is included.
// Source: Jentzen 2015, J Nucl Med 56:832 (method "no curve fitting").
func PiecewiseExponential(s Series, tail Tail) (*Joined, error) {
	return join(s, "piecewise exponential", StartFlat, tail, exponentialSegment)
}

// Trapezoid joins neighbouring points by straight lines. On a falling curve it
// overestimates; with a physical tail it is an upper bound, not an estimate.
func Trapezoid(s Series, start Start, tail Tail) (*Joined, error) {
	return join(s, "trapezoid", start, tail, linearSegment)
}

type segment func(dt, a, b float64) (area, da, db float64)

func linearSegment(dt, a, b float64) (area, da, db float64) {
	return dt * (a + b) / 2, dt / 2, dt / 2
}

// exponentialSegment is (a-b) dt / ln(a/b) and its derivatives.
func exponentialSegment(dt, a, b float64) (area, da, db float64) {
	l := math.Log(a / b)
	if math.Abs(l) < 1e-5 {
		return linearSegment(dt, a, b)
	}
	area = dt * (a - b) / l
	da = dt * (l - (a-b)/a) / (l * l)
	db = dt * ((a-b)/b - l) / (l * l)
	return area, da, db
}

func join(s Series, method string, start Start, tail Tail, seg segment) (*Joined, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	n := len(s.Points)
	if n < 2 {
		return nil, ErrTooFew
	}
	j := &Joined{Method: method, Gradient: make([]float64, n), points: s.Points}
	before := j.start(s.Points[0], start)
	for i := 1; i < n; i++ {
		a, b := s.Points[i-1], s.Points[i]
		area, da, db := seg(b.T-a.T, a.Y, b.Y)
		j.Area += area
		j.Gradient[i-1] += da
		j.Gradient[i] += db
	}
	end := j.end(s, tail)
	j.BeforeShare, j.EndShare = before/j.Area, end/j.Area
	if s.SDSource == Residual {
		return nil, errors.New("joining points leaves no residuals to take the sd from")
	}
	v := 0.0
	for i, sd := range s.sigma(nil) {
		v += j.Gradient[i] * j.Gradient[i] * sd * sd
	}
	j.U = math.Sqrt(v)
	return j, nil
}

func (j *Joined) start(p Point, start Start) float64 {
	area := 0.0
	switch start {
	case StartFlat:
		area = p.Y * p.T
		j.Gradient[0] += p.T
	case StartZero:
		area = p.Y * p.T / 2
		j.Gradient[0] += p.T / 2
	case StartOne:
		area = (1 + p.Y) * p.T / 2
		j.Gradient[0] += p.T / 2
	}
	j.Area += area
	return area
}

func (j *Joined) end(s Series, tail Tail) float64 {
	n := len(s.Points)
	a, b := s.Points[n-2], s.Points[n-1]
	l := slope(a, b)
	j.TailLambda = math.Max(l, s.Lambda)
	area := b.Y / s.Lambda
	if tail == TailPhysical || l <= s.Lambda {
		j.TailLambda = s.Lambda
		j.Gradient[n-1] += 1 / s.Lambda
	} else {
		area = b.Y / l
		dt := b.T - a.T
		j.Gradient[n-1] += 1/l + 1/(l*l*dt)
		j.Gradient[n-2] -= b.Y / (l * l * a.Y * dt)
	}
	j.Area += area
	return area
}
