package dose

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"
)

func drawSheet(t *rapid.T, qs ...Quantity) *Sheet {
	s := &Sheet{File: "random.csv"}
	for _, q := range qs {
		tt := 0.0
		for range rapid.IntRange(0, 7).Draw(t, "n") {
			tt += rapid.Float64Range(0, 60).Draw(t, "dt")
			r := Reading{TimeHours: tt, Quantity: q, Unit: "1", Role: Sample, Value: rapid.Float64Range(1e-4, 1).Draw(t, "y"), Below: rapid.IntRange(0, 9).Draw(t, "below") == 0}
			if q == BloodFraction {
				r.Value, r.Unit = r.Value*1e-4, "1/mL"
			}
			if q == LesionFraction {
				r.Value *= 0.01
			}
			if rapid.IntRange(0, 9).Draw(t, "sd") == 0 {
				r.SD, r.HasSD = 0.1*r.Value, true
			}
			s.Readings = append(s.Readings, r)
		}
	}
	return s
}

// Whatever is measured, there is an error or a result that JSON can say, with the
// estimate inside its interval and no activity without a dose.
func TestAnyReadingsOfBlood(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := sopCase(nil, nil)
		c.Sheet = drawSheet(t, WholeBodyFraction, BloodFraction)
		c.Method = rapid.SampledFrom([]string{MethodSOP, MethodPiecewise, MethodSingle}).Draw(t, "method")
		c.BloodVolumeML = rapid.SampledFrom([]float64{0, 5000}).Draw(t, "volume")
		c.Draws = 3
		r, err := c.Run()
		if err != nil {
			return
		}
		sane(t, r, r.Dose, r.Low, r.High)
		if r.Dose == nil || *r.Dose <= 0 {
			t.Fatalf("dose %v without an error", r.Dose)
		}
		if r.Ceiling != nil && *r.Ceiling > *r.MSA*(1+1e-9) {
			t.Fatalf("ceiling %v above the activity for the limit %v", *r.Ceiling, *r.MSA)
		}
	})
}

func TestAnyReadingsOfALesion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := lesionCase(LesionFraction, "1")
		c.Sheet = drawSheet(t, LesionFraction)
		c.MassG = rapid.Float64Range(0.01, 200).Draw(t, "mass")
		c.FWHMMM = rapid.SampledFrom([]float64{0, 6, 15}).Draw(t, "fwhm")
		c.Model = rapid.SampledFrom([]string{"", "mono", "bi", "three-parameter", "uptake-washout", ModelTwoScan, ModelLinear, ModelPiecewise, ModelTrapezoid, ModelSingle}).Draw(t, "model")
		rep, err := c.Run()
		if err != nil {
			return
		}
		for _, r := range rep.Lesions {
			sane(t, rep, r.Dose, r.Low, r.High)
			if (r.A80 == nil) != (r.Dose == nil) {
				t.Fatalf("activity %v, dose %v", r.A80, r.Dose)
			}
		}
	})
}

func sane(t *rapid.T, v any, value, low, high *float64) {
	if _, err := json.Marshal(v); err != nil {
		t.Fatal(err)
	}
	const slack = 1e-9
	if value != nil && low != nil && *low > *value*(1+slack) || value != nil && high != nil && *high < *value*(1-slack) {
		t.Fatalf("%v outside %v..%v", *value, *low, *high)
	}
}
