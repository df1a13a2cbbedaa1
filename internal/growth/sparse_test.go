package growth

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// With two measured values the scatter is the assay's own. A value below the limit
// that agrees with their line leaves it nearly where it is; one that contradicts it
// turns it.
func TestTwoMeasuredWithCensored(t *testing.T) {
	two := []Point{{Day: 0, Ln: math.Log(0.2), SD: sd10}, {Day: 365.25, Ln: math.Log(0.8), SD: sd10}}
	alone := mustFitT(t, two)
	agrees := mustFitT(t, append(two[:2:2], Point{Day: -365.25, Ln: math.Log(0.2), Censor: Below, SD: sd10}))
	against := mustFitT(t, append(two[:2:2], Point{Day: 730.5, Ln: math.Log(0.9), Censor: Below, SD: sd10}))
	near(t, "alone", alone.Slope.Value, math.Log(4), 1e-12)
	near(t, "agreeing", agrees.Slope.Value, math.Log(4), 1e-3)
	if against.Slope.Value > math.Log(4)-0.2 {
		t.Errorf("a low limit afterwards leaves the slope at %g", against.Slope.Value)
	}
	for _, f := range []Fit{alone, agrees, against} {
		floor := 1.959963985 * sd10 * math.Sqrt2
		if w := f.Slope.High - f.Slope.Low; w < 2*floor-1e-6 {
			t.Errorf("width %g, at least %g by the assay", w, 2*floor)
		}
		if f.SigmaEstimated {
			t.Error("two values have no scatter of their own")
		}
	}
}

func mustFitT(t *testing.T, points []Point) Fit {
	t.Helper()
	f, err := FitLine(points, opt95)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// A limit far above the line tells nothing: the fit is that of the other values.
func TestUselessLimitChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := drawNoisy(t)
		f := mustFit(t, points)
		day := points[0].Day + float64(rapid.IntRange(0, 900).Draw(t, "day"))
		g := mustFit(t, append(points, Point{Day: day, Ln: 200, Censor: Below, SD: sd10}))
		if math.Abs(f.Slope.Value-g.Slope.Value) > 1e-7 || math.Abs(f.Slope.High-g.Slope.High) > 1e-6 {
			t.Fatalf("%+v became %+v", f.Slope, g.Slope)
		}
	})
}

// The gradient of the likelihood agrees with differences of it, also far in the tails.
func TestGradient(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var data []datum
		for range 5 {
			data = append(data, datum{t: rapid.Float64Range(-2, 2).Draw(t, "t"), y: rapid.Float64Range(-3, 3).Draw(t, "y"),
				c: rapid.Float64Range(0.5, 2).Draw(t, "c"), censor: Censor(rapid.IntRange(0, 2).Draw(t, "censor"))})
		}
		p := params{rapid.Float64Range(0.3, 8).Draw(t, "theta"), rapid.Float64Range(-9, 9).Draw(t, "alpha"), rapid.Float64Range(-4, 4).Draw(t, "beta")}
		_, grad, _ := eval(data, p)
		for i := range p {
			const h = 1e-5
			up, down := p, p
			up[i] += h
			down[i] -= h
			a, _, _ := eval(data, up)
			b, _, _ := eval(data, down)
			if want := (a - b) / (2 * h); math.Abs(grad[i]-want) > 1e-5*(1+math.Abs(want)) {
				t.Fatalf("component %d: %g, by differences %g", i, grad[i], want)
			}
		}
	})
}

// ln Phi is continuous where its two forms meet, and its known values hold:
// Phi(0) = 1/2; ln Phi(-40) = -804.608442 by the continued fraction of Mills' ratio.
func TestLnPhi(t *testing.T) {
	near(t, "at 0", lnPhi(0), -math.Ln2, 1e-15)
	near(t, "at -40", lnPhi(-40), -804.608442, 1e-6)
	near(t, "at the joint", lnPhi(-30+1e-9)-lnPhi(-30-1e-9), 6e-8, 1e-8)
}

func BenchmarkFitLine(b *testing.B) {
	var points []Point
	for i := range 8 {
		points = append(points, Point{Day: float64(120 * i), Ln: 0.2*float64(i) + 0.1*float64(i%3), SD: sd10})
	}
	points[0].Censor = Below
	for b.Loop() {
		if _, err := FitLine(points, opt95); err != nil {
			b.Fatal(err)
		}
	}
}
