package growth

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Without censored values the band is the confidence interval of a mean of least squares,
// as predict(lm, interval = "confidence") of R prints it: the same five values as in
// TestIntervalIsStudents' way, half width t(.975, n - 2) s sqrt(1/n + (t - mean)^2/Sxx).
func TestBandIsThatOfLeastSquares(t *testing.T) {
	ys := []float64{0.1, 0.9, 1.7, 3.3, 3.1}
	var points []Point
	for i, y := range ys {
		points = append(points, Point{Day: float64(i) * DaysPerYear, Ln: y, SD: 1e-6})
	}
	f := mustFitT(t, points)
	// by hand: b = 0.84, a = 1.82 at t = 2, Sxx = 10
	rss := 0.0
	for i, y := range ys {
		r := y - 1.82 - 0.84*(float64(i)-2)
		rss += r * r
	}
	const t3 = 3.182446305284263 // Student's t, 0.975, 3 degrees of freedom
	for _, year := range []float64{-1, 0, 1.3, 2, 4, 6} {
		mid, half := 1.82+0.84*(year-2), t3*math.Sqrt(rss/3*(0.2+(year-2)*(year-2)/10))
		low, high, ok := f.Band(year * DaysPerYear)
		if !ok {
			t.Fatal("no band")
		}
		near(t, "low", low, mid-half, 1e-8)
		near(t, "high", high, mid+half, 1e-8)
	}
}

// The band of reference series on their first, middle and last day (ln ng/mL), computed
// apart from this program: likelihood in (level, slope, sigma), simplex search, bisection
// for the limits, floor of 10 % CV. T06, T12 and T13 hold censored values.
func TestBandOfReferenceSeries(t *testing.T) {
	for id, want := range map[string][3][3]float64{
		"T03/1": {{1.736971, 1.271592, 2.202350}, {1.929003, 1.647099, 2.210908}, {2.121036, 1.647968, 2.594105}},
		"T04/1": {{2.533093, 2.163917, 2.902269}, {3.152876, 2.935220, 3.370532}, {3.772659, 3.388800, 4.156518}},
		"T06/1": {{-2.182926, -2.387977, -1.977874}, {-1.346571, -1.439309, -1.253833}, {-0.510216, -0.661656, -0.358775}},
		"T12/1": {{-2.262517, -4.927084, 0.402050}, {-1.811450, -3.653218, -0.437434}, {-1.360382, -4.659148, 0.989594}},
		"T13/1": {{6.029940, 5.807425, 6.307910}, {6.621381, 6.494779, 6.775635}, {7.212823, 6.989779, 7.436793}},
	} {
		for _, v := range readVectors(t) {
			if v.id != id {
				continue
			}
			f := mustFitT(t, v.points)
			for k, day := range []float64{f.FromDay, (f.FromDay + f.ToDay) / 2, f.ToDay} {
				low, high, ok := f.Band(day)
				if !ok {
					t.Fatal(id, "no band")
				}
				near(t, id+" line", f.At(day), want[k][0], 2e-6)
				near(t, id+" low", low, want[k][1], 2e-6)
				near(t, id+" high", high, want[k][2], 2e-6)
			}
		}
	}
}

// The line lies in its band; a change of unit moves the band by its logarithm, a shift of
// time moves it along, and no band is narrower than the spread of the assay allows.
func TestBandProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := drawNoisy(t)
		f := mustFit(t, points)
		day := f.FromDay + (f.ToDay-f.FromDay)*rapid.Float64Range(-0.2, 1.2).Draw(t, "where")
		low, high, ok := f.Band(day)
		if !ok || low > f.At(day) || high < f.At(day) || math.IsInf(low, 0) || math.IsInf(high, 0) {
			t.Fatalf("line %g, band %g to %g, %v", f.At(day), low, high, ok)
		}
		if floor := 2 * 1.959963984 * sd10 / math.Sqrt(float64(f.Measured)); high-low < floor-1e-9 {
			t.Fatalf("band %g wide, at least %g by the assay", high-low, floor)
		}
		const unit, shift = 4.605170186, 1234
		for i := range points {
			points[i].Ln += unit
			points[i].Day += shift
		}
		l, h, _ := mustFit(t, points).Band(day + shift)
		if math.Abs(l-unit-low) > 1e-6 || math.Abs(h-unit-high) > 1e-6 {
			t.Fatalf("band %g to %g became %g to %g", low, high, l-unit, h-unit)
		}
	})
}

// A line without an interval of its slope has no band; two values have that of the assay.
func TestBandWithoutScatter(t *testing.T) {
	two := []Point{{Day: 0, Ln: 0, SD: sd10}, {Day: DaysPerYear, Ln: 1, SD: sd10}}
	f, err := FitLine(two, Options{Confidence: 0.95})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, ok := f.Band(0); ok {
		t.Error("a band without a known error")
	}
	low, high, _ := mustFitT(t, two).Band(0)
	near(t, "half width at a value", (high-low)/2, 1.959963985*sd10, 1e-8) // the line passes through it
}

// The band covers the true line on its first day at the nominal rate, with the generator
// of the slope's coverage: exact by theory, so within three binomial errors of 95.
func TestBandCovers(t *testing.T) {
	if testing.Short() {
		t.Skip("simulation")
	}
	const runs = 3000
	for _, d := range []design{{n: 4}, {n: 6, below: 2}} {
		hit := 0
		for k := range runs {
			points, slope := d.draw(uint64(k))
			low, high, ok := mustFitT(t, points).Band(points[0].Day)
			if truth := slope * points[0].Day / DaysPerYear; ok && low <= truth && truth <= high {
				hit++
			}
		}
		// censored: no theory, the interval of the slope covers 95.9 there
		if got, band := 100*float64(hit)/runs, 1.2+2*float64(min(d.below, 1)); math.Abs(got-95) > band {
			t.Errorf("n %d, %d near the limit: covers %.1f %%", d.n, d.below, got)
		}
	}
}
