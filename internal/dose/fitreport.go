package dose

import (
	"math"

	"symport/internal/curve"
)

// FitReport is a fitted or joined curve as the outputs show it.
type FitReport struct {
	Model        string        `json:"model"`
	How          string        `json:"how"`
	Formula      string        `json:"formula,omitempty"`
	Parameters   []ParamReport `json:"parameters"`
	Covariance   [][]float64   `json:"covariance"`
	Correlation  [][]float64   `json:"correlation"`
	Chi2         *float64      `json:"chi2"`
	DF           int           `json:"df"`
	SDSource     string        `json:"sdSource"`
	Extrapolated *float64      `json:"extrapolated_percent"`
	BeforeFirst  *float64      `json:"beforeFirst_percent"`
	LimitExcess  *float64      `json:"tauLimitExcess_percent"`
	Residuals    []Residual    `json:"residuals"`
	Curve        []CurvePoint  `json:"curve"` // for a drawing
	Other        []CurvePoint  `json:"secondCurve"`
}

// CurvePoint is the curve at a time with its first-order 95 % band; nil where the
// first order has none.
type CurvePoint struct {
	TimeHours float64  `json:"time_h"`
	Value     float64  `json:"value"`
	Low       *float64 `json:"low"`
	High      *float64 `json:"high"`
}

// curvePoints is how many points a drawing gets.
const curvePoints = 60

// sampled is the curve from administration to a third beyond the last reading.
func (t track) sampled() []CurvePoint {
	out := make([]CurvePoint, 0, curvePoints+1)
	end := t.s.Last().T * 4 / 3
	for i := range curvePoints + 1 {
		at := end * float64(i) / curvePoints
		y, u := t.at(at)
		p := CurvePoint{TimeHours: at, Value: y}
		if rel := u / y; y > 0 && rel > 0 && rel < 2 {
			p.Low, p.High = ref(y*math.Exp(-curve.Normal95*rel)), ref(y*math.Exp(curve.Normal95*rel))
		}
		if ref(y) != nil {
			out = append(out, p)
		}
	}
	return out
}

// joinedTrack is the series joined point to point: the second opinion of a fit.
func joinedTrack(e *extracted) (track, bool) {
	j, err := curve.PiecewiseExponential(e.Series, curve.TailSlope)
	return track{j, "joined point to point", "piecewise-exponential", e}, err == nil
}

// ParamReport is one constant of a curve.
type ParamReport struct {
	Name    string   `json:"name"`
	Value   float64  `json:"value"`
	U       *float64 `json:"u"`
	CV      *float64 `json:"cv_percent"`
	AtBound bool     `json:"atBound"`
}

// Residual is one reading against the curve.
type Residual struct {
	TimeHours float64  `json:"time_h"`
	Value     float64  `json:"value"`
	SD        float64  `json:"sd"`
	Fitted    *float64 `json:"fitted"`
	Z         *float64 `json:"z"`
}

// curved is an area with the shares outside the samples.
type curved interface {
	area
	Tail() float64
	Before() float64
}

// track is a curve in use: the area, how it came about, and its value over time.
type track struct {
	curved
	how   string
	model string
	s     *extracted
}

func (t track) at(tHours float64) (y, u float64) {
	switch c := t.curved.(type) {
	case *curve.Joined:
		return c.At(tHours), c.At(tHours) * c.RelU()
	case *curve.LinearUptake:
		return c.At(tHours)
	}
	if f := fitOf(t.curved); f != nil {
		return f.At(tHours)
	}
	return math.NaN(), math.NaN()
}

func (t track) report() FitReport {
	r := FitReport{Model: t.model, How: t.how, SDSource: t.s.SDSource.String(),
		Extrapolated: ref(100 * t.Tail()), BeforeFirst: ref(100 * t.Before()),
		Parameters: []ParamReport{}, Covariance: [][]float64{}, Correlation: [][]float64{}, Curve: t.sampled(), Other: []CurvePoint{}}
	if j, ok := joinedTrack(t.s); ok && t.model != j.model {
		r.Other = j.sampled()
		for i := range r.Other {
			r.Other[i].Low, r.Other[i].High = nil, nil
		}
	}
	f := fitOf(t.curved)
	for i, p := range t.s.Points {
		res := Residual{TimeHours: p.T, Value: p.Y, SD: p.SD}
		if res.SD == 0 {
			res.SD = t.s.CV * p.Y
		}
		if f != nil {
			i -= len(t.s.Points) - f.N // a linear uptake leaves the early points out
			if i >= 0 {
				res.SD = f.Sigma[i]
				res.Fitted, res.Z = ref(f.Fitted[i]), ref((p.Y-f.Fitted[i])/f.Sigma[i])
			}
		}
		r.Residuals = append(r.Residuals, res)
	}
	if f == nil {
		return r
	}
	r.Formula, r.Chi2, r.DF = f.Formula(), ref(f.Chi2), f.DF
	for _, p := range f.Params {
		r.Parameters = append(r.Parameters, ParamReport{Name: p.Name, Value: p.Value, U: ref(p.U), CV: ref(100 * p.CV), AtBound: p.AtBound})
	}
	r.Covariance, r.Correlation = clean(f.Cov), clean(f.Corr)
	return r
}

// clean replaces what JSON cannot say by 0.
func clean(m [][]float64) [][]float64 {
	out := make([][]float64, len(m))
	for i, row := range m {
		out[i] = make([]float64, len(row))
		for j, v := range row {
			if !math.IsNaN(v) && !math.IsInf(v, 0) {
				out[i][j] = v
			}
		}
	}
	return out
}
