package curve

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// lambda131 follows from the half-life 8.0207 d of ICRP Publication 107.
var lambda131 = math.Ln2 / (8.0207 * 24)

func near(t *testing.T, what string, got, want, rel float64) {
	t.Helper()
	book.Near(t, what, got, want, rel)
}

func series(src SDSource, lambda float64, ty ...float64) Series {
	s := Series{SDSource: src, CV: 0.1, Lambda: lambda}
	for i := 0; i < len(ty); i += 2 {
		s.Points = append(s.Points, Point{T: ty[i], Y: ty[i+1]})
	}
	return s
}

// Vectors A and B: expected values from an unweighted Levenberg-Marquardt fit in
// SciPy (K = number of curve parameters).
var (
	vectorA = series(Residual, lambda131, 4, 2.10, 24, 5.60, 48, 4.60, 72, 3.55, 96, 2.80)
	vectorB = series(Residual, lambda131, 4, 3.9, 24, 3.1, 48, 2.2, 72, 1.62, 96, 1.15)
)

func TestVectorAUptakeWashout(t *testing.T) {
	f, err := New(UptakeWashout, vectorA)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "A", f.Params[0].Value, 8.629656, 1e-6)
	near(t, "lambda1", f.Params[1].Value, 0.012075133, 1e-6)
	near(t, "lambda2", f.Params[2].Value, 0.09009446, 1e-6)
	near(t, "RSS", f.RSS, 0.05501954, 1e-6)
	near(t, "AIC", f.AIC(), -16.547524, 1e-6)
	aicc, ok := f.AICcResidual()
	if !ok {
		t.Error("AICc must exist for 3 parameters on 5 points")
	}
	near(t, "AICc", aicc, 7.452476, 1e-6)
	near(t, "TIA", f.TIA, 618.878897, 1e-7)
	near(t, "u(TIA)", f.U, 38.016, 1e-4)
	// correlations of A, lambda1, lambda2 recomputed independently
	near(t, "corr A,l1", f.Corr[0][1], 0.961, 1e-3)
	near(t, "corr A,l2", f.Corr[0][2], -0.896, 1e-3)
	near(t, "corr l1,l2", f.Corr[1][2], -0.815, 1e-3)
}

func TestVectorAFreeBiExponentialIsRejected(t *testing.T) {
	f, err := New(FreeBiExp, vectorA)
	if !errors.Is(err, ErrInadmissible) {
		t.Fatalf("a curve that is negative at t = 0 was accepted: %v", err)
	}
	near(t, "RSS", f.RSS, 0.00116548, 1e-4)
	near(t, "TIA", f.TIA, 661.647, 1e-4)
	if _, ok := f.AICcResidual(); ok {
		t.Error("AICc does not exist for N-K-1 = 0")
	}
	if at0 := f.Terms.At(0); at0 >= 0 {
		t.Errorf("value at 0 is %v, want negative", at0)
	}
}

func TestVectorAMonoNeverSlowerThanPhysical(t *testing.T) {
	f, err := New(Mono, vectorA)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Params[1].Value; got != lambda131 {
		t.Errorf("lambda %v, want the physical constant %v: unbounded it is 0.000908", got, lambda131)
	}
	if !f.Params[1].AtBound {
		t.Error("a constant at its bound must say so")
	}
}

func TestVectorAJoined(t *testing.T) {
	s := vectorA.Clone()
	s.SDSource = Assumed
	trap, err := Trapezoid(s, StartZero, TailPhysical)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "trapezoid + physical tail", trap.Area, 1155.20, 1e-5)
	slope, err := Trapezoid(s, StartZero, TailSlope)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "trapezoid + last slope", slope.Area, 660.752, 1e-6)
}

func TestVectorATwoScans(t *testing.T) {
	s := series(Assumed, lambda131, 24, 5.60, 96, 2.80)
	u, err := NewLinearUptake(s, 24)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "linear 0-24 + mono", u.Area, 648.895, 1e-6)
	near(t, "lambda", u.Terms[0].Lambda, 0.00962704, 1e-6)
}

func TestVectorB(t *testing.T) {
	f, err := New(Mono, vectorB)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "A", f.Params[0].Value, 4.150015, 1e-6)
	near(t, "lambda", f.Params[1].Value, 0.01309631, 1e-6)
	near(t, "SE A", f.Params[0].U, 0.04949, 1e-3)
	near(t, "SE lambda", f.Params[1].U, 0.0003325, 1e-3)
	near(t, "RSS", f.RSS, 0.00737519, 1e-6)
	near(t, "AIC", f.AIC(), -28.595356, 1e-7)
	aicc, _ := f.AICcResidual()
	near(t, "AICc", aicc, -22.595356, 1e-7)
	near(t, "TIA", f.TIA, 316.884306, 1e-7)
	near(t, "u", f.U, 6.05363, 1e-4)

	w, err := New(UptakeWashout, vectorB)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "uw A", w.Params[0].Value, 4.296197, 1e-6)
	near(t, "uw lambda1", w.Params[1].Value, 0.013711371, 1e-6)
	near(t, "uw lambda2", w.Params[2].Value, 0.81200023, 1e-5)
	near(t, "uw RSS", w.RSS, 0.00105003, 1e-5)
	wc, _ := w.AICcResidual()
	near(t, "uw AICc", wc, -12.341859, 1e-6)
	near(t, "uw TIA", w.TIA, 308.040, 1e-6)
	if !(w.AIC() < f.AIC() && wc > aicc) {
		t.Error("AIC must prefer uptake-washout and AICc mono")
	}
}

// The 177Lu case of the SNMMI dosimetry challenge as published with
// PyTheranostics (Apache-2.0), expected_results.csv. Half-life of 177Lu there 6.647 d
// is below every tail constant, so the bound does not act.
func TestSNMMIChallenge(t *testing.T) {
	times := []float64{3.741111, 27.725278, 103.094167, 123.983611}
	for _, c := range []struct {
		organ string
		y     []float64
		tia   float64
	}{
		{"left kidney", []float64{98.561432, 73.599408, 25.39568, 19.04661}, 7593.752576},
		{"right kidney", []float64{92.891448, 66.860492, 23.209494, 15.666982}, 6797.106},
		{"liver", []float64{378.4744, 347.404416, 192.66408, 173.225408}, 56425.335},
		{"spleen", []float64{87.206832, 77.633392, 34.655492, 27.94343}, 9600.899},
	} {
		s := Series{SDSource: Residual, Lambda: math.Ln2 / (6.647 * 24)}
		for i := range times {
			s.Points = append(s.Points, Point{T: times[i], Y: c.y[i]})
		}
		f, err := New(UptakeWashout, s)
		if err != nil {
			t.Fatal(c.organ, err)
		}
		near(t, c.organ, f.TIA, c.tia, 1e-6)
		if c.organ == "left kidney" {
			near(t, "A", f.Params[0].Value, 108.742068, 1e-6)
			near(t, "lambda1", f.Params[1].Value, 0.0140814260, 1e-6)
			near(t, "lambda2", f.Params[2].Value, 0.8454291283, 1e-6)
			near(t, "AIC", f.AIC(), -18.026835, 1e-6)
		}
	}
}

// Whole body 0.8 2^(-t/12) + 0.2 2^(-t/60) and blood per mL 2.6e-5 2^(-t/10) +
// 2e-6 2^(-t/70): the synthetic example of the EANM blood procedure.
var sopTimes = []float64{2, 6, 24, 48, 72, 96, 144}

func sopSeries(a1, t1, a2, t2 float64) Series {
	s := Series{SDSource: Assumed, CV: 0.05, Lambda: lambda131}
	for _, t := range sopTimes {
		s.Points = append(s.Points, Point{T: t, Y: a1*math.Exp2(-t/t1) + a2*math.Exp2(-t/t2)})
	}
	return s
}

func TestSOPCurves(t *testing.T) {
	wb, how, err := Protocol(sopSeries(0.8, 12, 0.2, 60))
	if err != nil {
		t.Fatal(err)
	}
	if wb.Kind != BiExp {
		t.Errorf("protocol gave %v (%s)", wb.Kind, how)
	}
	near(t, "tau_TB", wb.TIA, 31.16221, 1e-6)
	blood, _, err := Protocol(sopSeries(2.6e-5, 10, 2e-6, 70))
	if err != nil {
		t.Fatal(err)
	}
	near(t, "tau_ml", blood.TIA, 5.770780e-4, 1e-6)
	// upper limits with physical decay after the last sample; the procedure prints
	// 0.0036 /h, hence the tolerance
	near(t, "WB limit 96", wb.Terms.LimitArea(96, lambda131), 44.58733, 2e-4)
	near(t, "WB limit 144", wb.Terms.LimitArea(144, lambda131), 38.45640, 2e-4)
	near(t, "blood limit 96", blood.Terms.LimitArea(96, lambda131), 7.225107e-4, 2e-4)
	near(t, "blood limit 144", blood.Terms.LimitArea(144, lambda131), 6.623259e-4, 2e-4)
}

func TestSOPJoined(t *testing.T) {
	wb := sopSeries(0.8, 12, 0.2, 60)
	blood := sopSeries(2.6e-5, 10, 2e-6, 70)
	norm := wb.Clone()
	for i := range norm.Points {
		norm.Points[i].Y /= wb.Points[0].Y
	}
	check := func(what string, j *Joined, err error, want float64) {
		t.Helper()
		if err != nil {
			t.Fatal(what, err)
		}
		near(t, what, j.Area, want, 2e-6)
	}
	j, err := PiecewiseExponential(norm, TailSlope)
	check("piecewise WB, normalised", j, err, 34.35992)
	j, err = PiecewiseExponential(wb, TailSlope)
	check("piecewise WB", j, err, 31.204)
	j, err = PiecewiseExponential(blood, TailSlope)
	check("piecewise blood", j, err, 5.780828e-4)
	j, err = Trapezoid(wb, StartOne, TailPhysical)
	check("trapezoid WB, physical tail", j, err, 39.7082)
	j, err = Trapezoid(wb, StartOne, TailSlope)
	check("trapezoid WB, last slope", j, err, 32.1999)
	j, err = Trapezoid(blood, StartFlat, TailPhysical)
	check("trapezoid blood, physical tail", j, err, 6.987754e-4)
}

func TestSingleTimePointRatio(t *testing.T) {
	for _, c := range [][2]float64{{.5, .70711}, {.75, .8919}, {1, 1}, {1.4427, 1.0615}, {2, 1}, {2.5, .8839}, {3, .75}} {
		near(t, "ratio", SingleTimePointRatio(c[0]), c[1], 1e-4)
		// the estimate itself on a curve of half-life 40 h
		y := math.Exp2(-c[0])
		near(t, "estimate", SingleTimePoint(40*c[0], y)/(40/math.Ln2), c[1], 1e-4)
	}
}

func TestSelectPrefersAdmissibleModels(t *testing.T) {
	s := vectorA.Clone()
	s.SDSource, s.CV = Assumed, 0.1
	c, err := Select(s, Mono, UptakeWashout, FreeBiExp)
	if err != nil {
		t.Fatal(err)
	}
	if c.Kind != UptakeWashout {
		t.Errorf("chose %v: %s", c.Kind, c.How)
	}
	for _, k := range c.Candidates {
		if k.Kind == FreeBiExp && k.Rejected == "" {
			t.Error("the free bi-exponential must be rejected")
		}
	}
}

func TestNoAcceptedConstantBelowPhysical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 7).Draw(t, "n")
		s := Series{SDSource: Assumed, CV: 0.1, Lambda: lambda131}
		tt := 0.0
		for range n {
			tt += rapid.Float64Range(1, 40).Draw(t, "dt")
			s.Points = append(s.Points, Point{T: tt, Y: rapid.Float64Range(0.01, 10).Draw(t, "y")})
		}
		for _, k := range []Kind{Mono, PhysicalTail, UptakeWashout, BiExp} {
			f, err := New(k, s)
			if err != nil {
				continue
			}
			if f.Terms.Slowest() < lambda131*(1-1e-12) {
				t.Fatalf("%v: %v", k, f.Terms)
			}
			if f.TIA <= 0 || math.IsNaN(f.TIA) {
				t.Fatalf("%v: area %v", k, f.TIA)
			}
			lo, hi := f.Interval()
			if !(lo <= f.TIA*(1+1e-9) && f.TIA <= hi*(1+1e-9)) {
				t.Fatalf("%v: interval %v..%v around %v", k, lo, hi, f.TIA)
			}
		}
	})
}

// The derivatives of the shapes against central differences.
func TestShapeDerivatives(t *testing.T) {
	for _, c := range []struct {
		k Kind
		x vec
	}{
		{Mono, vec{1, 0.01}}, {PhysicalTail, vec{1, 0.05, 0.3}},
		{UptakeWashout, vec{1, 0.008, 0.08}}, {UptakeWashout, vec{1, 0.008, 1e-6}},
		{BiExp, vec{1, 0.05, 0.01, 0.4}},
	} {
		for _, tt := range []float64{0, 2, 30, 150} {
			var d, sink vec
			shape(c.k, &c.x, lambda131, tt, &d)
			for a := 1; a < c.k.K(); a++ {
				h := 1e-5 * math.Max(c.x[a], 0.01)
				up, down := c.x, c.x
				up[a] += h
				down[a] -= h
				num := (shape(c.k, &up, lambda131, tt, &sink) - shape(c.k, &down, lambda131, tt, &sink)) / (2 * h)
				if math.Abs(num-d[a]) > 1e-5*math.Abs(num)+1e-8 {
					t.Errorf("%v at %v h, parameter %d: %v, numeric %v", c.k, tt, a, d[a], num)
				}
			}
		}
	}
}

func BenchmarkFitBiExp(b *testing.B) {
	s := sopSeries(0.8, 12, 0.2, 60)
	for i := range s.Points {
		s.Points[i].Y *= 1 + 0.04*math.Sin(float64(3*i))
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(BiExp, s); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkInterval(b *testing.B) {
	s := sopSeries(0.8, 12, 0.2, 60)
	for i := range s.Points {
		s.Points[i].Y *= 1 + 0.04*math.Sin(float64(3*i))
	}
	f, err := New(BiExp, s)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		f.Interval()
	}
}
