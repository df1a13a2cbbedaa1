package noisy

import (
	"go/parser"
	"go/token"
	"math"
	"slices"
	"strconv"
	"testing"
)

// A generator that shares code with what it judges would find its faults right.
func TestSharesNothingWithTheEngines(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "noisy.go", nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range f.Imports {
		path, err := strconv.Unquote(i.Path.Value)
		if err != nil || !slices.Contains([]string{"math", "math/rand/v2"}, path) {
			t.Errorf("imports %s", i.Path.Value)
		}
	}
}

// The areas against sums of the curves themselves.
func TestAreas(t *testing.T) {
	for name, c := range map[string]Truth{
		"two terms":      Exponentials(Term{0.8, 12}, Term{0.2, 60}),
		"uptake-washout": UptakeWashout(8.6, 0.012, 0.09),
	} {
		sum, h := 0.0, 0.01
		for i := range 400000 {
			sum += h * c.At((float64(i)+0.5)*h)
		}
		if math.Abs(sum/c.Area-1) > 1e-5 {
			t.Errorf("%s: area %v, sum %v", name, c.Area, sum)
		}
	}
}

// Mean, scatter and declared sd of the drawn values.
func TestReadings(t *testing.T) {
	const n = 20000
	src, flat := NewSource(1), Truth{At: func(float64) float64 { return 3 }}
	var sum, squares float64
	for range n {
		r := src.Readings(flat, []float64{5}, 0.1, 0.05)[0]
		if math.Abs(r.SD-0.05*r.Value) > 1e-15 || r.Hours != 5 {
			t.Fatalf("%+v", r)
		}
		l := math.Log(r.Value / 3)
		sum, squares = sum+l, squares+l*l
	}
	if mean := sum / n; math.Abs(mean) > 4*0.1/math.Sqrt(n) {
		t.Errorf("mean of the logarithm %v", mean)
	}
	if sd := math.Sqrt(squares / n); math.Abs(sd/0.1-1) > 4/math.Sqrt(2*n) {
		t.Errorf("scatter %v, want 0.1", sd)
	}
}

// All of the content lies in a wide outline; without blur an outline holds its volume.
func TestBlurredContent(t *testing.T) {
	if c := BlurredContent(30, 10, 2.5); math.Abs(c-1) > 1e-6 {
		t.Errorf("wide outline holds %v", c)
	}
	if c := BlurredContent(5, 10, 0.01); math.Abs(c-0.125) > 1e-6 {
		t.Errorf("half the radius holds %v", c)
	}
}
