package growth

import (
	"encoding/csv"
	"errors"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// sd10 is the sd of ln y for a total coefficient of variation of 10 %.
var sd10 = math.Sqrt(math.Log(1.01))

var opt95 = Options{Confidence: 0.95, SDKnown: true}

// perYear turns doublings per year into a slope.
const perYear = math.Ln2

type vector struct {
	id      string
	points  []Point
	row     map[string]string
	refused bool
}

var toNgPerML = map[string]float64{"ng/mL": 1, "ug/L": 1, "ng/dL": .01, "ng/L": .001, "mg/L": 1000}

// readVectors reads testdata/tg-vectors.csv, whose header names the computation.
func readVectors(t *testing.T) []vector {
	t.Helper()
	var out []vector
	for _, row := range readTable(t, mustRead(t, "testdata/tg-vectors.csv")) {
		v := vector{id: row["id"] + "/" + row["segment"], row: row, refused: strings.HasPrefix(row["expect"], "refuse")}
		for _, r := range readTable(t, row["rows"]) {
			if row["id"] == "T21" && r["assay"] != map[string]string{"1": "A", "2": "B"}[row["segment"]] {
				continue
			}
			if row["id"] == "T22" && r["state"] != "suppressed" {
				continue
			}
			v.points = append(v.points, pointOf(t, r))
		}
		out = append(out, v)
	}
	return out
}

func pointOf(t *testing.T, r map[string]string) Point {
	day, err := time.Parse(time.DateOnly, r["date"])
	if err != nil {
		t.Fatal(err)
	}
	p := Point{Day: float64(day.Unix() / 86400), SD: sd10}
	switch r["value"][0] {
	case '<':
		p.Censor = Below
	case '>':
		p.Censor = Above
	}
	p.Ln = math.Log(number(t, strings.TrimLeft(r["value"], "<>")) * toNgPerML[r["unit"]])
	return p
}

func mustRead(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func readTable(t *testing.T, text string) []map[string]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.Comment = '#'
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, fields := range all[1:] {
		m := map[string]string{}
		for i, f := range fields {
			m[all[0][i]] = f
		}
		out = append(out, m)
	}
	return out
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestVectors(t *testing.T) {
	for _, v := range readVectors(t) {
		if v.refused || v.row["id"] == "T20" {
			continue
		}
		t.Run(v.id, func(t *testing.T) {
			f, err := FitLine(v.points, opt95)
			if err != nil {
				t.Fatal(err)
			}
			near(t, "rate", f.Slope.Value/perYear, number(t, v.row["rate_per_y"]), 1e-5)
			near(t, "low", f.Slope.Low/perYear, number(t, v.row["rateLow_per_y"]), 1e-5)
			near(t, "high", f.Slope.High/perYear, number(t, v.row["rateHigh_per_y"]), 1e-5)
			p, _ := f.ProbabilityAbove(perYear)
			near(t, "probability", p, number(t, v.row["pDoublingUnder1y"]), 1e-6)
			if s := v.row["sigma_ln"]; s != "" {
				near(t, "sigma", f.Sigma*sd10, number(t, s), 1e-6)
			}
		})
	}
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %.9g, want %.9g within %g", what, got, want, tolerance)
	}
}

// The rates that come out when values below the limit are left out or halved: what
// the likelihood is there to avoid.
func TestDroppingAndHalvingDiffer(t *testing.T) {
	for _, v := range readVectors(t) {
		if v.row["below"] == "0" || v.row["dropped_rate"] == "" {
			continue
		}
		var dropped, halved []Point
		for _, p := range v.points {
			if p.Censor == Exact {
				dropped = append(dropped, p)
			} else {
				p.Censor, p.Ln = Exact, p.Ln-math.Ln2
			}
			halved = append(halved, p)
		}
		for name, points := range map[string][]Point{"dropped_rate": dropped, "halved_rate": halved} {
			f, err := FitLine(points, opt95)
			if err != nil {
				t.Fatal(v.id, err)
			}
			near(t, v.id+" "+name, f.Slope.Value/perYear, number(t, v.row[name]), 1e-6)
		}
	}
}

// The errors of the two usual ways, as their own numbers (per year): T07 a rise out of the
// limit, T06 the same with one value, T08 a fall into it, T12 one value below it between others.
func TestNaiveOfReferenceSeries(t *testing.T) {
	want := map[string][3]float64{"T06": {0.979361, 0.979361, 1.149715}, "T07": {2.620210, 2.620210, 2.380659},
		"T08": {-2.561049, -2.560588, -3.061793}, "T12": {0.652987, 1.047798, 0.521171}}
	for _, v := range readVectors(t) {
		w, ok := want[v.row["id"]]
		if !ok {
			continue
		}
		dropped, halved, ok := Naive(v.points)
		if !ok {
			t.Fatal(v.id)
		}
		near(t, v.id+" likelihood", mustFitT(t, v.points).PerYear().Value, w[0], 1e-5)
		near(t, v.id+" dropped", dropped/perYear, w[1], 1e-5)
		near(t, v.id+" halved", halved/perYear, w[2], 1e-5)
	}
}

func TestRefusals(t *testing.T) {
	at := func(day, value float64, c Censor) Point {
		return Point{Day: day, Ln: math.Log(value), Censor: c, SD: sd10}
	}
	for name, c := range map[string]struct {
		points []Point
		want   Code
	}{
		"nothing":          {nil, NoValue},
		"one":              {[]Point{at(0, 1, Exact)}, OneValue},
		"one and below":    {[]Point{at(0, .1, Below), at(180, .1, Below), at(360, .3, Exact)}, OneValue},
		"all below":        {[]Point{at(0, .1, Below), at(180, .1, Below)}, AllBelow},
		"all above":        {[]Point{at(0, 500, Above), at(180, 500, Above)}, AllAbove},
		"equal dates":      {[]Point{at(7, 3.1, Exact), at(7, 3.4, Exact)}, OneDate},
		"measured one day": {[]Point{at(0, .1, Below), at(7, 3.1, Exact), at(7, 3.4, Exact)}, OneDate},
		"zero":             {[]Point{at(0, 0, Exact), at(9, 1, Exact)}, BadPoint},
	} {
		_, err := FitLine(c.points, opt95)
		var r Refusal
		if !errors.As(err, &r) || r.Code != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// Noise-free exponentials give back their rate to 1e-9, also with true censored values.
func TestNoiseFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		slope := rapid.Float64Range(-4, 4).Draw(t, "slope")
		level := rapid.Float64Range(-3, 8).Draw(t, "level")
		points := drawLine(t, slope, level, 3, 12)
		f, err := FitLine(points, opt95)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(f.Slope.Value-slope) > 1e-9 {
			t.Fatalf("slope %.12g, want %.12g", f.Slope.Value, slope)
		}
	})
}

func drawLine(t *rapid.T, slope, level float64, least, most int) []Point {
	n := rapid.IntRange(least, most).Draw(t, "n")
	points := make([]Point, n)
	day := 15000.0
	for i := range points {
		day += float64(rapid.IntRange(20, 200).Draw(t, "gap"))
		points[i] = Point{Day: day, Ln: level + slope*(day-15000)/DaysPerYear, SD: sd10}
	}
	return points
}

func drawNoisy(t *rapid.T) []Point {
	points := drawLine(t, rapid.Float64Range(-3, 3).Draw(t, "slope"), 1, 4, 10)
	measured := 0
	for i := range points {
		points[i].Ln += rapid.Float64Range(-0.3, 0.3).Draw(t, "noise")
		c := Censor(rapid.SampledFrom([]int{0, 0, 0, 1, 2}).Draw(t, "censor"))
		if i < 3 || measured < 3 {
			c = Exact
		}
		if c == Exact {
			measured++
		}
		points[i].Censor = c
	}
	return points
}

func TestValueOnTheLineChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := drawLine(t, rapid.Float64Range(-3, 3).Draw(t, "slope"), 1, 3, 10)
		for i := range points {
			points[i].Ln += rapid.Float64Range(-0.3, 0.3).Draw(t, "noise")
		}
		f := mustFit(t, points)
		day := points[0].Day + float64(rapid.IntRange(-300, 900).Draw(t, "day"))
		g := mustFit(t, append(points, Point{Day: day, Ln: f.At(day), SD: sd10}))
		if math.Abs(f.Slope.Value-g.Slope.Value) > 1e-8 {
			t.Fatalf("slope %.12g became %.12g", f.Slope.Value, g.Slope.Value)
		}
	})
}

// Unit, order and the zero of time are of no importance.
func TestUnitOrderAndOriginChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := drawNoisy(t)
		f := mustFit(t, points)
		factor := rapid.Float64Range(-12, 12).Draw(t, "ln factor")
		shift := float64(rapid.IntRange(-9000, 9000).Draw(t, "days"))
		moved := rapid.Permutation(points).Draw(t, "order")
		for i := range moved {
			moved[i].Ln += factor
			moved[i].Day += shift
		}
		g := mustFit(t, moved)
		for _, d := range []float64{f.Slope.Value - g.Slope.Value, f.Slope.Low - g.Slope.Low, f.Slope.High - g.Slope.High} {
			if math.Abs(d) > 1e-7 {
				t.Fatalf("%+v became %+v", f.Slope, g.Slope)
			}
		}
	})
}

// Without censored values the interval is that of least squares with Student's t.
func TestIntervalIsStudents(t *testing.T) {
	var points []Point
	for i, y := range []float64{0.1, 0.9, 1.7, 3.3} {
		points = append(points, Point{Day: float64(i) * DaysPerYear, Ln: y, SD: 1e-6})
	}
	f, err := FitLine(points, opt95)
	if err != nil {
		t.Fatal(err)
	}
	// by hand: b = 1.04, a = 1.5 at the mean time 1.5, limits b +- t(.975, 2) sqrt(rss/2/sxx), sxx = 5
	rss, b, a := 0.0, 1.04, 1.5
	for i, y := range []float64{0.1, 0.9, 1.7, 3.3} {
		r := y - a - b*(float64(i)-1.5)
		rss += r * r
	}
	half := 4.302652729911275 * math.Sqrt(rss/2/5) // t table, 2 degrees of freedom
	near(t, "slope", f.Slope.Value, b, 1e-12)
	near(t, "low", f.Slope.Low, b-half, 1e-9)
	near(t, "high", f.Slope.High, b+half, 1e-9)
}

// The probability passes through one half at the estimate and the limits hold 95 %.
func TestProbabilityAgreesWithInterval(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := mustFit(t, drawNoisy(t))
		if f.ByFloor {
			t.Skip("the floor is symmetric, the profile is not")
		}
		for _, c := range []struct{ slope, want float64 }{{f.Slope.Low, .975}, {f.Slope.Value, .5}, {f.Slope.High, .025}} {
			p, ok := f.ProbabilityAbove(c.slope)
			if !ok || math.Abs(p-c.want) > 1e-5 {
				t.Fatalf("P(above %g) = %g, want %g", c.slope, p, c.want)
			}
		}
	})
}

func mustFit(t *rapid.T, points []Point) Fit {
	f, err := FitLine(points, opt95)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
