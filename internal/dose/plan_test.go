package dose

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func planInput() *PlanInput {
	blood := LogNormal(0.0968166, 0.10)
	return &PlanInput{Blood: &blood, Retention: &Retained{0.16487, 0.03}, DiffuseLung: No, Limits: testLimits,
		Lesions: []PlanLesion{{ID: "L1", Dose: LogNormal(7.89061, 0.30)}}, Empiric: []float64{3.7, 5.5, 7.4}, TargetGy: 80, TargetScope: "all"}
}

// Log-normal probabilities: blood 0.0968166 Gy/GBq with u 0.10, lesion 7.89061 Gy/GBq
// with u 0.30, recomputed independently.
func TestPlanProbabilities(t *testing.T) {
	in := planInput()
	for _, x := range [][2]float64{{15, .00069}, {18, .08424}, {20.658, .50007}, {22, .73552}} {
		p := *in.activityLine(in.Make(), "x", x[0]).POver
		within(t, fmt.Sprintf("chance above 2 Gy at %g GBq", x[0]), p, x[1], 2e-5)
	}
	l := in.activityLine(in.Make(), "x", 7.4).Lesions[0]
	near(t, "dose", *l.Dose, 58.39, 1e-4)
	within(t, "P20", *l.P20, .99982, 1e-5)
	within(t, "P80", *l.P80, .14696, 1e-5)
	within(t, "P80 at 11.1", *in.activityLine(in.Make(), "x", 11.1).Lesions[0].P80, .61866, 1e-5)
}

func TestPlanCeilingIsTheLowestLowerBound(t *testing.T) {
	in := planInput()
	p := in.Make()
	if p.Binding == nil || *p.Binding != "blood-2Gy" {
		t.Fatalf("binding %v", p.Binding)
	}
	near(t, "ceiling", *p.Ceiling, 2/in.Blood.High, 1e-12)
	near(t, "at 5 % risk", *p.AtRisk, 2/0.0968166*0.848, 1e-3)
	if p.UpperBound {
		t.Error("all limits that apply are computed")
	}
	in.DiffuseLung = Unknown
	in.Retention = &Retained{0.20, 0.03}
	p = in.Make()
	if *p.Binding != "lung-retention-48h" || !p.UpperBound {
		t.Errorf("unknown lung status counts as applying: binding %v, upper bound %v", *p.Binding, p.UpperBound)
	}
}

// A child of 34 kg: 3 GBq is an adult rule. Retention 22.2 %: 3 GBq allows 13.5 GBq
// where 2.45 GBq (15 years) allows 11.0; below 15 years that is an upper bound.
func TestPlanChild(t *testing.T) {
	in := planInput()
	in.DiffuseLung, in.Retention, in.Person = Yes, &Retained{Fraction: 0.2222}, Person{AgeYears: 15, HasAge: true, Sex: "f"}
	for _, l := range in.Make().Limits {
		if l.ID == "lung-retention-48h" {
			near(t, "15 years", *l.Activity, 11.0, 3e-3)
		}
	}
	in.Person.AgeYears = 12
	p := in.Make()
	i := slices.IndexFunc(p.Limits, func(l Limit) bool { return l.ID == "lung-retention-48h" })
	near(t, "12 years, at most", *p.Limits[i].Activity, 11.0, 3e-3)
	if !slices.Contains(p.Limits[i].Needs, "lung dosimetry") || !p.UpperBound {
		t.Error("below 15 years lung dosimetry is required")
	}
}

func TestPlanWithholds(t *testing.T) {
	in := planInput()
	in.ExcludedBy = []string{"pregnancy"}
	if p := in.Make(); p.Ceiling != nil || len(p.Activities) != 0 || p.AtRisk != nil {
		t.Error("an excluder withholds every activity")
	}
	in = planInput()
	in.OtherState = "measured with rhTSH, planned in withdrawal"
	if p := in.Make(); p.Ceiling != nil || len(p.Activities) != 0 {
		t.Error("no activity from a measurement in another state")
	}
	in = planInput()
	in.ExtensiveBone = Yes
	if p := in.Make(); p.Ceiling != nil {
		t.Error("no activity where the blood method is not valid")
	}
}

func TestPlanWindow(t *testing.T) {
	in := planInput()
	p := in.Make()
	near(t, "80 Gy", *p.Window.Low, 80/7.89061, 1e-12)
	if p.Window.State != WindowOpen {
		t.Errorf("state %s", p.Window.State)
	}
	in.Lesions = append(in.Lesions, PlanLesion{ID: "L2", Dose: LogNormal(1, 0.3)})
	if s := in.Make().Window.State; s != WindowFutileOrUnsafe {
		t.Errorf("all lesions: %s", s)
	}
	in.TargetScope = "any"
	if s := in.Make().Window.State; s != WindowOpen {
		t.Errorf("any lesion: %s", s)
	}
	in.Blood = nil
	if s := in.Make().Window.State; s == WindowOpen {
		t.Error("without blood dose a window is not open")
	}
}

func TestPlanWithoutUncertaintyHasNoProbability(t *testing.T) {
	in := planInput()
	in.Blood = &Estimate{Value: 0.1}
	for _, a := range in.Make().Activities {
		if a.POver != nil {
			t.Error("a chance without an uncertainty misleads")
		}
	}
}

// Lesion targets never raise the ceiling, and more limits never raise it either.
func TestPlanCeilingMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := planInput()
		b := LogNormal(rapid.Float64Range(0.03, 0.5).Draw(t, "dose"), rapid.Float64Range(0.01, 0.3).Draw(t, "u"))
		in.Blood = &b
		in.Retention = &Retained{rapid.Float64Range(0.01, 0.6).Draw(t, "r48"), 0.05}
		before := *in.Make().Ceiling
		in.Lesions = append(in.Lesions, PlanLesion{ID: "L9", Dose: LogNormal(rapid.Float64Range(0.01, 10).Draw(t, "lesion"), 0.3)})
		if after := *in.Make().Ceiling; after != before {
			t.Fatalf("a lesion moved the ceiling from %v to %v", before, after)
		}
		in.DiffuseLung = Yes
		if after := *in.Make().Ceiling; after > before {
			t.Fatalf("a limit raised the ceiling from %v to %v", before, after)
		}
	})
}

func TestBandBoundary(t *testing.T) {
	for gy, want := range map[float64]string{19.9: "below-20", 20: "20-80", 79.9: "20-80", 80: "boundary-80-100", 100: "boundary-80-100", 100.1: "above-100"} {
		if got := testLimits.Band(gy); got != want {
			t.Errorf("%v Gy: %s, want %s", gy, got, want)
		}
	}
}
