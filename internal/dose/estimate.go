package dose

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Estimate is a positive number with a two-sided 95 % interval, as another
// calculation or a person gave it. On the log scale it is a normal distribution with
// its own width on each side. Low = High = 0: no uncertainty is known.
type Estimate struct {
	Value, Low, High float64
	Shared           Shared
	Assumed          bool // the interval was assumed, not stated
}

// Shared is the part of the standard uncertainty of the logarithm that an estimate has
// in common with others.
type Shared struct {
	Known   bool    // whether the parts are known
	Study   float64 // with blood and all lesions of the study: activity of the tracer
	Lesions float64 // with all lesions: calibration of the camera, S value
}

// LogNormal returns the estimate of a relative standard uncertainty (of the
// logarithm).
func LogNormal(value, u float64) Estimate {
	k := math.Exp(distuv.UnitNormal.Quantile(0.975) * u)
	return Estimate{Value: value, Low: value / k, High: value * k}
}

func (e Estimate) known() bool { return e.High > 0 && e.Low > 0 }

func (e Estimate) width(up bool) float64 {
	z := distuv.UnitNormal.Quantile(0.975)
	if up {
		return math.Log(e.High/e.Value) / z
	}
	return math.Log(e.Value/e.Low) / z
}

// Quantile returns the value that lies above a share p of the distribution.
func (e Estimate) Quantile(p float64) float64 {
	z := distuv.UnitNormal.Quantile(p)
	return e.Value * math.Exp(z*e.width(z > 0))
}

// Above returns the probability of exceeding x; ok is false without uncertainty.
func (e Estimate) Above(x float64) (p float64, ok bool) {
	if !e.known() || e.Low == e.High {
		return 0, false
	}
	d := math.Log(x / e.Value)
	return 1 - distuv.UnitNormal.CDF(d/e.width(d > 0)), true
}

// Times scales the estimate.
func (e Estimate) Times(k float64) Estimate {
	e.Value, e.Low, e.High = e.Value*k, e.Low*k, e.High*k
	return e
}

func zRisk(share float64) float64 { return distuv.UnitNormal.Quantile(1 - share) }
