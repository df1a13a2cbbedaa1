package growth

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Band returns the confidence interval of the fitted line on one day: of ln y there,
// a + b t. It is the set of levels that the likelihood holds at the same cut as the
// interval of the slope (FitLine), and never narrower than phi = 1 with the normal
// quantile gives from the measured values. Without censored values it is exactly the
// confidence interval of a mean of least squares,
//
//	a + b t +- t(m - 2) phi sqrt(1/W + (t - t0)^2/Sxx)
//
// W = sum 1/s_i^2, t0 the weighted mean time, Sxx = sum (t_i - t0)^2/s_i^2 of the
// measured values. It holds for each day by itself, not for the whole line at once, and
// says where the line lies, not where the next value will: that scatters around the line
// as well. ok is false where the slope has no interval.
func (f Fit) Band(day float64) (low, high float64, ok bool) {
	if !f.Slope.Known {
		return 0, 0, false
	}
	mid := f.At(day)
	floor := distuv.UnitNormal.Quantile(0.5+f.Confidence/2) * f.levelSE(day)
	var below, above float64
	if f.lineAt != nil {
		if below, above, ok = f.lineAt(day); !ok {
			return 0, 0, false
		}
	}
	return mid - max(below, floor), mid + max(above, floor), true
}

// levelSE is the standard error of the line on a day at phi = 1.
func (f Fit) levelSE(day float64) float64 {
	return math.Hypot(f.meanSE, f.floorSE*(day-f.origin)/DaysPerYear)
}

// Level is the band on one day.
type Level struct{ Day, Low, High float64 }

// bandSteps is the number of pieces in which the band is drawn: its limits are curved.
const bandSteps = 16

// BandOver is the band from the first to the last value, on whole days; nil without one.
func (f Fit) BandOver() (out []Level) {
	for i := range bandSteps + 1 {
		day := math.Round(f.FromDay + (f.ToDay-f.FromDay)*float64(i)/bandSteps)
		if n := len(out); n > 0 && out[n-1].Day == day {
			continue
		}
		low, high, ok := f.Band(day)
		if !ok {
			return nil
		}
		out = append(out, Level{Day: day, Low: low, High: high})
	}
	return out
}
