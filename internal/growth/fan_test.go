package growth

import (
	"math"
	"testing"
)

// A noise-free doubling in a year: 1, 2, 4 at 0, 1, 2 years.
func TestLineAndFan(t *testing.T) {
	var points []Point
	for i := range 3 {
		points = append(points, Point{Day: 10000 + DaysPerYear*float64(i), Ln: float64(i) * math.Ln2, SD: 0.1})
	}
	f, err := FitLine(points, Options{Confidence: 0.95, SDKnown: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range points {
		if got := f.At(p.Day); math.Abs(got-p.Ln) > 1e-9 {
			t.Errorf("at %g: %g, want %g", p.Day, got, p.Ln)
		}
		low, high := f.Fan(p.Day)
		if lo, hi := min(low, high), max(low, high); lo > p.Ln+1e-9 || hi < p.Ln-1e-9 {
			t.Errorf("the fan %g..%g does not hold the line at %g", lo, hi, p.Ln)
		}
	}
	day, ln := f.Pivot()
	if low, high := f.Fan(day); low != ln || high != ln {
		t.Errorf("the fan does not meet at the pivot: %g %g, %g", low, high, ln)
	}
}
