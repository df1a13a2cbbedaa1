package dose

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// drawBlood draws a course of whole body and blood with readings of 5 % noise.
func drawBlood(t *rapid.T) *BloodCase {
	c := sopCase(sevenTimes, sevenTimes)
	for i := range c.Sheet.Readings {
		c.Sheet.Readings[i].Value *= rapid.Float64Range(0.95, 1.05).Draw(t, "noise")
	}
	c.Method = rapid.SampledFrom([]string{MethodSOP, MethodPiecewise}).Draw(t, "method")
	return c
}

// again is a copy of the case with each reading changed.
func again(c *BloodCase, change func(*Reading)) *BloodCase {
	other, sheet := *c, *c.Sheet
	sheet.Readings = append([]Reading(nil), c.Sheet.Readings...)
	for i := range sheet.Readings {
		change(&sheet.Readings[i])
	}
	other.Sheet = &sheet
	return &other
}

func blood(t *rapid.T, c *BloodCase) *BloodResult {
	r, err := c.Run()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func same(t *rapid.T, what string, got, want, rel float64) {
	if !(math.Abs(got-want) <= rel*math.Abs(want)) {
		t.Fatalf("%s: %.10g, want %.10g within %g", what, got, want, rel)
	}
}

// The dose is the same from readings corrected for decay to the administration, and
// from samples that were all counted later.
func TestDecayCorrectionRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawBlood(t)
		want := *blood(t, c).Dose
		corrected := again(c, func(r *Reading) { r.Value *= math.Exp(i131.Lambda() * r.TimeHours) })
		corrected.Setup.DecayCorrected = true
		same(t, "corrected to the administration", *blood(t, corrected).Dose, want, 1e-7)
		counted := rapid.Float64Range(144, 400).Draw(t, "counted at")
		late := again(c, func(r *Reading) {
			r.Value *= math.Exp(-i131.Lambda() * (counted - r.TimeHours))
			r.Counted, r.HasCounted, r.Decay = counted, true, DecayNone
		})
		same(t, "counted later", *blood(t, late).Dose, want, 1e-7)
	})
}

// Per cent or fractions, and blood in kBq per mL of any tracer activity: the same dose
// and the same interval.
func TestUnitsOfReadingsChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawBlood(t)
		want := blood(t, c)
		tracer := rapid.Float64Range(5, 200).Draw(t, "tracer MBq")
		other := again(c, func(r *Reading) {
			if r.Quantity == BloodFraction {
				r.Value, r.Unit = r.Value*tracer*1000, "kBq/mL"
			} else {
				r.Value, r.Unit = r.Value*100, "%"
			}
		})
		other.Setup.TracerMBq = tracer
		got := blood(t, other)
		same(t, "dose", *got.Dose, *want.Dose, 1e-6)
		same(t, "upper end", *got.High, *want.High, 1e-3)
		same(t, "lower end", *got.Low, *want.Low, 1e-3)
	})
}

// Dose is linear in what was measured, and each line of a plan in its activity.
func TestDoseIsLinearInActivity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawBlood(t)
		k := rapid.Float64Range(0.3, 1).Draw(t, "share")
		part := again(c, func(r *Reading) { r.Value *= k })
		same(t, "dose per activity", *blood(t, part).Dose, k**blood(t, c).Dose, 1e-6)

		in := planInput()
		p := in.Make()
		a := rapid.Float64Range(0.5, 15).Draw(t, "GBq")
		one, more := in.activityLine(p, "a", a), in.activityLine(p, "b", a/k)
		same(t, "blood", *one.Blood, k**more.Blood, 1e-12)
		same(t, "upper end of blood", *one.High, k**more.High, 1e-12)
		for i, l := range one.Lesions {
			same(t, "lesion", *l.Dose, k**more.Lesions[i].Dose, 1e-12)
			same(t, "upper end of the lesion", *l.High, k**more.Lesions[i].High, 1e-12)
		}
	})
}
