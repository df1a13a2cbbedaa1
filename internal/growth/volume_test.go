package growth

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func mm(date string, diameters ...float64) Size {
	return Size{Day: day(date), DiametersMM: diameters}
}

// A sphere of 10 mm has pi/6 mL = 0.5236 mL; u = 1 mm in one diameter is 3 x 10 % of
// volume, in three independent ones sqrt(3) x 10 %.
func TestVolume(t *testing.T) {
	for _, c := range []struct {
		size   Size
		sd     float64
		shaped bool
	}{
		{mm("2020-01-01", 10), 0.3, true},
		{mm("2020-01-01", 10, 10), 0.15 * math.Sqrt2, true},
		{mm("2020-01-01", 10, 10, 10), 0.1 * math.Sqrt(3), false},
	} {
		ln, sd, assumed := c.size.Volume(SizeError{DiameterMM: 1})
		near(t, "volume", math.Exp(ln), math.Pi/6, 1e-12)
		near(t, "sd", sd, c.sd, 1e-12)
		if assumed != c.shaped {
			t.Errorf("%v: shape assumed %v", c.size.DiametersMM, assumed)
		}
	}
	ln, sd, _ := Size{VolumeML: 8}.Volume(SizeError{VolumeCV: 0.1})
	near(t, "volume as such", ln, math.Log(8), 1e-12)
	near(t, "its sd", sd, math.Sqrt(math.Log(1.01)), 1e-12)
}

// A diameter that grows by the cube root of 2 in a year doubles the volume in a year.
func TestGrow(t *testing.T) {
	sizes := []Size{mm("2020-01-01", 10), {Day: day("2020-01-01") + DaysPerYear, DiametersMM: []float64{10 * math.Cbrt(2)}}}
	g := Grow("L1", sizes, SizeError{DiameterMM: 1}, rules)
	near(t, "doublings a year", g.Fit.PerYear().Value, 1, 1e-9)
	// sd of ln V 3 x 1/10 and 3 x 1/12.6; difference over one year: 1.96 hypot / ln 2
	near(t, "high", g.Fit.PerYear().High, 1+1.959963985*math.Hypot(0.3, 0.3/math.Cbrt(2))/math.Ln2, 1e-6)
	if g.Reliable || !g.Assumed {
		t.Errorf("two diameters of one axis: %+v", g)
	}
	if h := Grow("L1", sizes, SizeError{}, rules); h.Fit.Slope.Known || h.Reasons[len(h.Reasons)-1].Code != NoSD {
		t.Errorf("without a stated error an interval: %+v %v", h.Fit.Slope, h.Reasons)
	}
}

// A lesion that was not seen counts as smaller than the limit, not as 0 mm.
func TestGrowFromBelowTheLimit(t *testing.T) {
	sizes := []Size{{Day: day("2019-01-01"), DiametersMM: []float64{3}, Censor: Below},
		mm("2020-01-01", 6), mm("2021-01-01", 8), mm("2022-01-01", 11)}
	g := Grow("L1", sizes, SizeError{DiameterMM: 0.5}, rules)
	if g.Refusal != nil || g.Fit.Below != 1 || g.Fit.Measured != 3 {
		t.Errorf("%+v", g)
	}
}

func TestTogether(t *testing.T) {
	grow := func(name string, a, b, c float64) LesionGrowth {
		return Grow(name, []Size{mm("2020-01-01", a), mm("2021-01-01", b), mm("2022-01-01", c)}, SizeError{DiameterMM: 1}, rules)
	}
	big, middle, small := grow("big", 30, 32, 34), grow("middle", 20, 22, 24), grow("small", 5, 8, 13)
	b := Together([]LesionGrowth{small, big, middle})
	if b.Pacemaker != "small" || b.Dominant[0] != "big" || b.Dominant[1] != "middle" {
		t.Errorf("%+v", b)
	}
	near(t, "mean", b.MeanDoublingDays.Value, (big.Fit.DoublingDays().Value+middle.Fit.DoublingDays().Value)/2, 1e-9)
	if b := Together([]LesionGrowth{grow("a", 30, 28, 26), middle}); b.MeanDoublingDays.Known {
		t.Error("the mean of a doubling and a halving time is not a time")
	}
}

// Changing millimetres to any other unit of length changes no rate.
func TestGrowUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.Float64Range(0.1, 10).Draw(t, "factor")
		var a, b []Size
		for _, date := range []string{"2020-01-01", "2020-08-01", "2021-05-01"} {
			d := rapid.Float64Range(5, 40).Draw(t, "mm")
			a, b = append(a, mm(date, d)), append(b, mm(date, k*d))
		}
		x := Grow("L", a, SizeError{DiameterMM: 1}, rules).Fit.Slope
		y := Grow("L", b, SizeError{DiameterMM: k}, rules).Fit.Slope
		if math.Abs(x.Value-y.Value) > 1e-8 || math.Abs(x.High-y.High) > 1e-7 {
			t.Fatalf("%+v became %+v", x, y)
		}
	})
}
