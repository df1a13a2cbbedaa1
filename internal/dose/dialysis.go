package dose

import (
	"math"

	"symport/internal/curve"
)

// Missed is the blood dose per activity if a session of dialysis does not take place.
type Missed struct {
	TimeHours  float64  `json:"time_h"`
	Dose       *float64 `json:"dosePerActivity_Gy_per_GBq"`
	Increase   *float64 `json:"increase_percent"`
	ActivityAt *float64 `json:"activityForLimit_GBq"`
}

// missed computes for each session what its loss would mean: from the last reading
// before it the activity only decays until the first reading after it, and everything
// later is higher by the same factor; later sessions clear the same share.
//
//	f = y_before exp(-lambda (t_after - t_before)) / y_after
//
// Joined point to point with a physical tail, as the dose itself. An estimate of a
// course that was not measured: said, never used for a limit.
func (c *BloodCase) missed(r *BloodResult) []Missed {
	out := []Missed{}
	for _, e := range c.Sheet.Events {
		if e.Quantity != Haemodialysis {
			continue
		}
		body, ok1 := withoutSession(r.body.s, e)
		blood, ok2 := withoutSession(r.blood.s, e)
		if !ok1 || !ok2 {
			continue
		}
		d := BloodDose(blood, body, c.WeightKg)
		out = append(out, Missed{TimeHours: e.TimeHours, Dose: ref(d), Increase: ref(100 * (d / *r.Dose - 1)), ActivityAt: ref(c.Limits.BloodGy / d)})
		r.Warnings = append(r.Warnings, warning("session-missed", "if the session at %g h is missed: about %.3g Gy/GBq (%+.0f %%), %g Gy at %.3g GBq",
			e.TimeHours, d, 100*(d / *r.Dose - 1), c.Limits.BloodGy, c.Limits.BloodGy/d))
	}
	return out
}

func withoutSession(s *extracted, e Event) (area float64, ok bool) {
	series := s.Clone()
	after := -1
	for i, p := range series.Points {
		if p.T >= e.TimeHours+e.DurationHours {
			after = i
			break
		}
	}
	before := -1
	for i, p := range series.Points {
		if p.T <= e.TimeHours {
			before = i
		}
	}
	if after < 0 || before < 0 {
		return 0, false
	}
	b, a := series.Points[before], series.Points[after]
	f := math.Max(b.Y*math.Exp(-s.Lambda*(a.T-b.T))/a.Y, 1)
	for i := after; i < len(series.Points); i++ {
		series.Points[i].Y *= f
		series.Points[i].SD *= f
	}
	j, err := curve.PiecewiseExponential(series, curve.TailPhysical)
	if err != nil {
		return 0, false
	}
	return j.Area, true
}
