// Package curve turns a few readings of activity over time into an area under
// the curve: models, weighted least squares, covariance, profile likelihood and
// the share of the area that nobody measured.
//
// Times are hours after administration. Values may have any unit; the area has
// that unit times hours. Each decay constant is a biological one (>= 0) plus the
// physical one, so that no fitted curve falls more slowly than the nuclide decays.
package curve

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Point is one reading: T hours after administration, value Y, standard
// deviation SD in the unit of Y (used only where the series declares it).
type Point struct{ T, Y, SD float64 }

// SDSource says where the standard deviations of a series come from.
type SDSource uint8

// The sources of standard deviations.
const (
	Declared SDSource = iota // each point carries its own
	Assumed                  // the same relative sd for each point, from Series.CV
	Residual                 // equal absolute weights; the scatter of the residuals is the sd
)

func (s SDSource) String() string {
	return [...]string{"declared", "assumed", "residual"}[s]
}

// Series is a set of readings of one quantity, in order of time.
type Series struct {
	Points   []Point
	SDSource SDSource
	CV       float64 // relative sd, for Assumed
	Lambda   float64 // physical decay constant of the nuclide, per hour, > 0
}

// The ways in which a series cannot be used.
var (
	ErrTooFew       = errors.New("too few points for the model")
	ErrNotConverged = errors.New("the fit did not converge from two starts")
	ErrInadmissible = errors.New("the fitted curve is negative somewhere")
)

// Check tells whether the series can be fitted at all: finite, positive, in
// order of time, with a positive sd for each point where the sd is declared.
func (s Series) Check() error {
	if !(s.Lambda > 0) {
		return fmt.Errorf("physical decay constant %v /h is not positive", s.Lambda)
	}
	for i, p := range s.Points {
		switch {
		case !finite(p.T) || p.T < 0:
			return fmt.Errorf("point %d: time %v h", i+1, p.T)
		case !finite(p.Y) || p.Y <= 0:
			return fmt.Errorf("point %d: value %v is not positive", i+1, p.Y)
		case i > 0 && p.T <= s.Points[i-1].T:
			return fmt.Errorf("point %d: times do not increase", i+1)
		case s.SDSource == Declared && !(p.SD > 0 && finite(p.SD)):
			return fmt.Errorf("point %d: declared sd %v is not positive", i+1, p.SD)
		}
	}
	if s.SDSource == Assumed && !(s.CV > 0) {
		return errors.New("assumed relative sd is not positive")
	}
	return nil
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// Last returns the last point; the series must not be empty.
func (s Series) Last() Point { return s.Points[len(s.Points)-1] }

// sigma returns the sd of each point; fitted, if not nil, are the values of a
// first fit, to which an assumed relative sd then refers.
func (s Series) sigma(fitted []float64) []float64 {
	out := make([]float64, len(s.Points))
	for i, p := range s.Points {
		switch s.SDSource {
		case Declared:
			out[i] = p.SD
		case Residual:
			out[i] = 1
		case Assumed:
			y := p.Y
			if fitted != nil && fitted[i] > 0 {
				y = fitted[i]
			}
			out[i] = s.CV * y
		}
	}
	return out
}

// Rises reports whether the second value exceeds the first by more than two
// combined standard deviations: then the curve has an uptake phase.
func (s Series) Rises() bool {
	if len(s.Points) < 2 || s.SDSource == Residual {
		return false
	}
	sd := s.sigma(nil)
	return s.Points[1].Y-s.Points[0].Y > 2*math.Hypot(sd[0], sd[1])
}

// LateRise reports whether the last value is not below the one before: no sum of
// falling exponentials describes that (protein-bound iodine in late blood).
func (s Series) LateRise() bool {
	n := len(s.Points)
	return n >= 2 && s.Points[n-1].Y >= s.Points[n-2].Y
}

// Clone returns a copy that shares no points with s.
func (s Series) Clone() Series {
	s.Points = slices.Clone(s.Points)
	return s
}
