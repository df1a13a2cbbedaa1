package dose

import (
	"testing"

	"symport/internal/curve"
)

// The agreement rule on the synthetic example at 7+7. At 1 % a reading bootstrap and
// first order agree; at 5 % the bootstrap is 8 % wider (6,000 draws, the same from one
// start or several), which is why the page shows the profile interval.
func TestSimulationAgreesWithFirstOrder(t *testing.T) {
	c := sopCase(sevenTimes, sevenTimes)
	for i := range c.Sheet.Readings {
		r := &c.Sheet.Readings[i]
		r.SD, r.HasSD = 0.01*r.Value, true
	}
	s := run(t, c).Spread.Simulate(4000, 1)
	if !s.Applies || !s.Agrees {
		t.Errorf("%+v", *s)
	}
	near(t, "u at 1 %", s.U, 0.0198651/5, 0.03)

	r := run(t, sopCase(sevenTimes, sevenTimes))
	s = r.Spread.Simulate(2000, 1)
	near(t, "u at 5 %", s.U, 0.019865*1.08, 0.04)
	if again := r.Spread.Simulate(2000, 1); *again != *s {
		t.Error("the same seed must give the same numbers")
	}
	if other := r.Spread.Simulate(2000, 2); other.U == s.U {
		t.Error("another seed must give other numbers")
	}
	bad := run(t, sopCase([]float64{2, 6, 24, 96}, sevenTimes)).Spread.Simulate(500, 1)
	if bad.Agrees {
		t.Errorf("four whole-body readings: first order is wrong by far: %+v", *bad)
	}
}

func TestSimulationNeedsFits(t *testing.T) {
	c := sopCase(sevenTimes, sevenTimes)
	c.Method = MethodPiecewise
	if run(t, c).Spread.Simulate(10, 1) != nil {
		t.Error("joined points have no model to simulate")
	}
}

func TestGoNoGo(t *testing.T) {
	lesions := []PlanLesion{{ID: "L1", Dose: LogNormal(5, 0.3)}, {ID: "L2", Dose: LogNormal(2, 0.3)}}
	if a := (GoNoGo{TargetGy: 20, Scope: "all"}).Ask(lesions); a.Reached != Unknown {
		t.Error("without an activity there is no answer")
	}
	any := GoNoGo{ActivityGBq: 5.5, TargetGy: 20, Scope: "any"}.Ask(lesions)
	all := GoNoGo{ActivityGBq: 5.5, TargetGy: 20, Scope: "all"}.Ask(lesions)
	if any.Reached != Yes || all.Reached != No {
		t.Errorf("any %v, all %v", any, all)
	}
	p1, _ := LogNormal(27.5, 0.3).Above(20)
	p2, _ := LogNormal(11, 0.3).Above(20)
	near(t, "any", *any.Independent, 1-(1-p1)*(1-p2), 1e-12)
	near(t, "all", *all.Independent, p1*p2, 1e-12)
	near(t, "any, everything shared", *any.Shared, p1, 1e-12)
	near(t, "all, everything shared", *all.Shared, p2, 1e-12)
	lesions = append(lesions, PlanLesion{ID: "L3", Dose: Estimate{High: 10}, UpperOnly: true})
	if a := (GoNoGo{ActivityGBq: 5.5, TargetGy: 20, Scope: "all"}).Ask(lesions); a.Reached != No || a.Independent != nil {
		t.Errorf("a lesion not seen: %+v", a)
	}
}

// One thousand refits of a full plan: 12 lesions of five readings and blood.
func BenchmarkThousandRefitsOfAPlan(b *testing.B) {
	blood, err := sopCase(sevenTimes, sevenTimes).Run()
	if err != nil {
		b.Fatal(err)
	}
	c := lesionCase(LesionFraction, "%", 4, .210, 24, .560, 48, .460, 72, .355, 96, .280)
	p := &problems{}
	e := lesionCurve.extract(c.Sheet, &c.Setup, "", p)
	f, err := curve.New(curve.UptakeWashout, e.Series)
	if err != nil {
		b.Fatal(err)
	}
	lesion := newSpread([]part{newPart("lesion", 1, f)})
	b.ReportAllocs()
	for b.Loop() {
		blood.Spread.Simulate(1000, 1)
		for range 12 {
			lesion.Simulate(1000, 1)
		}
	}
}

// The bootstrap of docs/science/check/dosimetry_fits.py: 1,200 draws of two curves.
func BenchmarkBloodBootstrap(b *testing.B) {
	const draws = 1200
	blood, err := sopCase(sevenTimes, sevenTimes).Run()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		blood.Spread.Simulate(draws, 1)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*draws*2), "ns/fit")
}
