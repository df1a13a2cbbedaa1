package dose

import (
	"errors"
	"math"
	"strings"
	"testing"

	"symport/internal/fault"
)

// testLimits restates the decision limits: Lassmann 2008 (2 Gy, 4.4 and 3 GBq, 5, 15
// and 30 %), Sgouros 2006 (lung), Hindorf 2010 (20 %), Jentzen 2015 (plausible doses).
var testLimits = Limits{
	BloodGy: 2, Retention48GBq: 4.4, LungRetentionGBq: 3, LungFemaleGBq: 2.96, LungMaleGBq: 3.72, LungTeenGBq: 2.45,
	TeenYears: 15, AdultYears: 18, LungDoseGy: 25, LungRateGyPerH: 0.436, RiskShare: 0.05,
	LateRetention: 0.05, BloodTauLimit: 0.15, BodyTauLimit: 0.30, Extrapolated: 0.20, PlausibleLow: 0.03, PlausibleHigh: 0.5,
	LesionPartialGy: 20, LesionGy: 80, LesionHighGy: 100,
	BloodShareLeast: 0.35, MisfitTail: 1e-6, SecondFar: 0.30,
}

var testSetup = Setup{Therapy: i131, Nuclides: map[string]Nuclide{"I-131": i131, "I-124": i124, "I-123": i123}}

// The synthetic example of the blood procedure: whole body 0.8 2^(-t/12) + 0.2
// 2^(-t/60), blood per mL 2.6e-5 2^(-t/10) + 2e-6 2^(-t/70), 70 kg.
func sopBody(t float64) float64  { return 0.8*math.Exp2(-t/12) + 0.2*math.Exp2(-t/60) }
func sopBlood(t float64) float64 { return 2.6e-5*math.Exp2(-t/10) + 2e-6*math.Exp2(-t/70) }

var sevenTimes = []float64{2, 6, 24, 48, 72, 96, 144}

func sopSheet(bodyTimes, bloodTimes []float64) *Sheet {
	s := &Sheet{File: "sop.csv"}
	for _, t := range bodyTimes {
		s.Readings = append(s.Readings, Reading{TimeHours: t, Quantity: WholeBodyFraction, Value: sopBody(t), Unit: "1", Role: Sample})
	}
	for _, t := range bloodTimes {
		s.Readings = append(s.Readings, Reading{TimeHours: t, Quantity: BloodFraction, Value: sopBlood(t), Unit: "1/mL", Role: Sample})
	}
	return s
}

func sopCase(bodyTimes, bloodTimes []float64) *BloodCase {
	return &BloodCase{Sheet: sopSheet(bodyTimes, bloodTimes), Setup: testSetup, Limits: testLimits, WeightKg: 70, Method: MethodSOP}
}

func run(t *testing.T, c *BloodCase) *BloodResult {
	t.Helper()
	r, err := c.Run()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestBloodCaseSOPExample(t *testing.T) {
	r := run(t, sopCase(sevenTimes, sevenTimes))
	near(t, "tau body", *r.TauBody, 31.16221, 1e-6)
	near(t, "tau blood", *r.TauBlood, 5.770780e-4, 1e-6)
	near(t, "dose", *r.Dose, 0.096817, 5e-6)
	near(t, "2 Gy", *r.MSA, 20.658, 2e-5)
	near(t, "retention", *r.Retention48, 16.4870, 1e-5)
	near(t, "u", *r.U, 1.9865, 2e-4)
	near(t, "4.4 GBq", *r.Limits[1].Activity, 4.4/0.164870, 1e-5)
	if !(*r.Low < *r.Dose && *r.Dose < *r.High) {
		t.Errorf("interval %v..%v around %v", *r.Low, *r.High, *r.Dose)
	}
	near(t, "upper bound is about 1.96 u", math.Log(*r.High / *r.Dose), 1.96*0.019865, 0.1)
}

// Raw counts instead of fractions: see the example of the raw table. Net geometric
// means at 2 h are 100 %.
func TestBloodCaseNormalisesRawReadings(t *testing.T) {
	c := sopCase(nil, sevenTimes)
	for _, tt := range sevenTimes {
		for view, gain := range map[string]float64{"ant": 1.25, "post": 0.8} {
			c.Sheet.Readings = append(c.Sheet.Readings,
				Reading{TimeHours: tt, Quantity: WholeBodyRaw, Value: (5000*sopBody(tt)*gain + 11.5) * 300, Unit: "counts", LiveSeconds: 300, View: view, Role: Sample},
				Reading{TimeHours: tt, Quantity: WholeBodyRaw, Value: 11.5 * 300, Unit: "counts", LiveSeconds: 300, View: view, Role: Background})
		}
	}
	r := run(t, c)
	near(t, "tau", *r.TauBody, 31.16221/sopBody(2), 1e-6)
	near(t, "dose", *r.Dose, 0.100305, 2e-4)
}

// 124I read as 131I: the blood dose comes out 12.8 % too low and the activity 23.7
// instead of 20.7 GBq.
func TestBloodCaseMeasuredNuclide(t *testing.T) {
	c := sopCase(sevenTimes, sevenTimes)
	for i := range c.Sheet.Readings {
		r := &c.Sheet.Readings[i]
		r.Value = Convert(r.Value, r.TimeHours, i131, i124)
	}
	wrong := run(t, c)
	near(t, "read as 131I", *wrong.MSA, 23.7, 2e-3)
	c.Setup.Measured = "I-124"
	near(t, "read as 124I", *run(t, c).MSA, 20.658, 2e-5)
}

func TestBloodCaseDecayRoundTrip(t *testing.T) {
	c := sopCase(sevenTimes, sevenTimes)
	for i := range c.Sheet.Readings {
		r := &c.Sheet.Readings[i]
		r.Value *= math.Exp(i131.Lambda() * r.TimeHours)
	}
	if _, err := c.Run(); err != nil {
		t.Fatal("values below what decay leaves are accepted:", err)
	}
	c.Setup.DecayCorrected = true
	near(t, "dose", *run(t, c).Dose, 0.096817, 5e-6)
	for i := range c.Sheet.Readings {
		r := &c.Sheet.Readings[i]
		r.Value *= math.Exp(-i131.Lambda() * 168)
		r.Counted, r.HasCounted, r.Decay = 168, true, DecayNone
	}
	near(t, "counted at 168 h", *run(t, c).Dose, 0.096817, 5e-6)
}

func TestBloodCaseListsAllErrors(t *testing.T) {
	c := sopCase(sevenTimes, sevenTimes)
	c.WeightKg = 0
	c.BloodVolumeML = 5000
	c.Sheet.Readings[3].Value = 1.2
	c.Sheet.Readings[8].Value *= 1000
	_, err := c.Run()
	var ps fault.Problems
	if !errors.As(err, &ps) {
		t.Fatalf("want problems, got %v", err)
	}
	text := ps.Error()
	for _, want := range []string{"body weight", "physical decay leaves", "more than the whole body"} {
		if !strings.Contains(text, want) {
			t.Errorf("missing %q in:\n%s", want, text)
		}
	}
}

func TestBloodCaseExtensiveBoneGivesNoActivity(t *testing.T) {
	for _, method := range []string{MethodSOP, MethodPiecewise, MethodSingle} {
		c := sopCase(sevenTimes, sevenTimes)
		c.ExtensiveBone, c.Method, c.BloodVolumeML = Yes, method, 5000
		r := run(t, c)
		if r.MSA != nil || r.AtRisk != nil || r.Ceiling != nil || r.Binding != nil || !hasWarning(r.Warnings, "bone-extensive") {
			t.Errorf("%s: the method is not valid: no activity may be offered", method)
		}
		for _, l := range r.Limits {
			if l.Binds && l.ID == "blood-2Gy" || l.Status == "" {
				t.Errorf("%s: %+v", method, l)
			}
		}
		c.ExtensiveBone = Unknown
		if r = run(t, c); r.Ceiling == nil || !hasWarning(r.Warnings, "bone-unknown") {
			t.Errorf("%s: unknown extent is said, and is not yes", method)
		}
	}
}

// The two rules for a late reading disagree: 2.5 to 3.6 % at 96 h asks for none,
// tau_LIMIT does.
func TestBloodCaseRulesDisagree(t *testing.T) {
	c := sopCase(nil, sevenTimes)
	for _, tt := range []float64{2, 6, 24, 96} {
		c.Sheet.Readings = append(c.Sheet.Readings, Reading{TimeHours: tt, Quantity: WholeBodyFraction,
			Value: 0.9*math.Exp2(-tt/10) + 0.1*math.Exp2(-tt/65), Unit: "1", Role: Sample})
	}
	r := run(t, c)
	ids := ""
	for _, w := range r.Warnings {
		ids += w.ID + " "
	}
	if !strings.Contains(ids, "rules-disagree") || !strings.Contains(ids, "late-reading") {
		t.Errorf("warnings: %s", ids)
	}
	if r.MSA == nil {
		t.Error("sampling rules warn and never refuse")
	}
}

func TestBloodCaseLateRiseIsJoined(t *testing.T) {
	c := sopCase(sevenTimes, sevenTimes)
	c.Sheet.Readings[13].Value = c.Sheet.Readings[12].Value * 1.1
	r := run(t, c)
	if r.Fits.Blood.Model != "piecewise-exponential" {
		t.Errorf("model %s: no bi-exponential describes a rise", r.Fits.Blood.Model)
	}
}

func TestSingleWholeBodyCase(t *testing.T) {
	c := sopCase(nil, nil)
	c.Method, c.BloodVolumeML = MethodSingle, 5000
	c.Sheet.Readings = []Reading{{TimeHours: 48, Quantity: WholeBodyFraction, Value: 10, Unit: "%", Role: Sample}}
	r := run(t, c)
	near(t, "dose", *r.Dose, .08611, 6e-5)
	near(t, "activity", *r.MSA, 23.23, 3e-4)
}

// At activity 2/d the chance of exceeding 2 Gy is one in two; at 5 % risk it is
// 0.921, 0.848 and 0.781 of it for u = 5, 10, 15 %.
func TestActivityAtRisk(t *testing.T) {
	for u, want := range map[float64]float64{.05: .921, .10: .848, .15: .781} {
		e := LogNormal(0.1, u)
		near(t, "share of the point activity", 0.1/e.Quantile(0.95), want, 1e-3)
		p, _ := e.Above(0.1)
		near(t, "chance at the estimate", p, 0.5, 1e-9)
	}
}

func TestSpreadAgreesWithItsQuantiles(t *testing.T) {
	r := run(t, sopCase(sevenTimes, sevenTimes))
	for _, p := range []float64{0.025, 0.2, 0.5, 0.8, 0.95} {
		d := r.Spread.Quantile(p)
		within(t, "above the quantile", r.Spread.Above(d), 1-p, 2e-3)
	}
}

func BenchmarkBloodCase(b *testing.B) {
	c := sopCase(sevenTimes, sevenTimes)
	for i := range c.Sheet.Readings {
		c.Sheet.Readings[i].Value *= 1 + 0.04*math.Sin(float64(3*i))
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Run(); err != nil {
			b.Fatal(err)
		}
	}
}

// Haemodialysis inside the curve: no smooth fit, joined point to point with a physical
// tail; without a reading on each side of a session there is no dose.
func TestBloodCaseDialysis(t *testing.T) {
	c := sopCase(sevenTimes, sevenTimes)
	c.Sheet.Events = []Event{{Quantity: Haemodialysis, TimeHours: 30, DurationHours: 4}}
	r := run(t, c)
	if r.Fits.WholeBody.Model != "piecewise-exponential" || r.Fits.Blood.Model != "piecewise-exponential" {
		t.Errorf("models %s", r.Model)
	}
	if len(r.Missed) != 1 || *r.Missed[0].Dose <= *r.Dose {
		t.Errorf("a missed session: %+v", r.Missed)
	}
	c.Sheet.Events[0].TimeHours = 142
	_, err := c.Run()
	if err == nil || !strings.Contains(err.Error(), "142 h") {
		t.Errorf("a session after the last reading: %v", err)
	}
}

// Lungs of a child, 50 h of residence time at 40 kg: the screen asks from 4.0 GBq on
// (worked example of Verburg 2013); it limits nothing.
func TestBloodCaseLungScreen(t *testing.T) {
	c := sopCase(sevenTimes, sevenTimes)
	c.WeightKg, c.Person = 40, Person{AgeYears: 12, HasAge: true}
	for i, tt := range sevenTimes {
		c.Sheet.Readings[i].Value = 0.6*math.Exp2(-tt/10) + 0.4*math.Exp(-0.006*tt)
	}
	before := *run(t, c).MSA
	for _, tt := range sevenTimes {
		c.Sheet.Readings = append(c.Sheet.Readings, Reading{TimeHours: tt, Quantity: LungFraction, Value: 0.3 * math.Exp(-0.006*tt), Unit: "1", Role: Sample})
	}
	r := run(t, c)
	near(t, "residence time", *r.TauLung, 50, 0.01)
	if *r.MSA != before {
		t.Error("the screen is a question, not a limit")
	}
	found := false
	for _, w := range r.Warnings {
		found = found || w.ID == "lung-screen" && strings.Contains(w.Text, "above 4 GBq")
	}
	if !found {
		t.Errorf("no question about the lungs: %v", r.Warnings)
	}
}

// Dose is linear in the readings, and units change nothing.
func TestBloodCaseUnits(t *testing.T) {
	a := run(t, sopCase(sevenTimes, sevenTimes))
	c := sopCase(sevenTimes, sevenTimes)
	c.Setup.TracerMBq = 74
	for i := range c.Sheet.Readings {
		r := &c.Sheet.Readings[i]
		if r.Quantity == BloodFraction {
			r.Value, r.Unit = r.Value*74000, "kBq/mL"
		} else {
			r.Value, r.Unit = r.Value*100, "%"
		}
	}
	b := run(t, c)
	near(t, "dose", *b.Dose, *a.Dose, 1e-9)
	near(t, "upper end", *b.High, *a.High, 1e-6)
}

// A counter that loses 20 % of its sensitivity between 2 and 144 h: a standard counted
// beside the patient takes it out.
func TestBloodCaseStandardTakesOutDrift(t *testing.T) {
	c := sopCase(nil, sevenTimes)
	drift := func(t float64) float64 { return 1 - 0.2*t/144 }
	for _, tt := range sevenTimes {
		c.Sheet.Readings = append(c.Sheet.Readings,
			Reading{TimeHours: tt, Quantity: WholeBodyRaw, Value: 5000 * sopBody(tt) * drift(tt), Unit: "cps", Role: Sample},
			Reading{TimeHours: tt, Quantity: WholeBodyRaw, Value: 2000 * math.Exp(-i131.Lambda()*tt) * drift(tt), Unit: "cps", Role: Standard})
	}
	near(t, "tau", *run(t, c).TauBody, 31.16221/sopBody(2), 1e-6)
	c.Sheet.Readings = c.Sheet.Readings[:len(c.Sheet.Readings)-1]
	r := run(t, c)
	if *r.TauBody == 31.16221/sopBody(2) || r.Warnings[0].ID != "standard-unused" {
		t.Errorf("a standard that lacks once is not used and that is said: %v", r.Warnings)
	}
}

func TestBloodCaseViewsAndParts(t *testing.T) {
	c := sopCase(nil, sevenTimes)
	for _, tt := range sevenTimes {
		c.Sheet.Readings = append(c.Sheet.Readings, Reading{TimeHours: tt, Quantity: WholeBodyRaw, Value: 100 * sopBody(tt), Unit: "cps", View: "ant", Role: Sample})
	}
	c.Sheet.Readings = append(c.Sheet.Readings, Reading{TimeHours: 2, Quantity: WholeBodyRaw, Value: 90, Unit: "cps", View: "post", Role: Sample})
	if _, err := c.Run(); err == nil || !strings.Contains(err.Error(), "one view at some times") {
		t.Errorf("views: %v", err)
	}
	c = sopCase(sevenTimes, sevenTimes)
	c.Sheet.Readings = append(c.Sheet.Readings, Reading{ID: "L1", TimeHours: 96, Quantity: LesionFraction, Value: 0.5, Unit: "1", Role: Sample})
	if _, err := c.Run(); err == nil || !strings.Contains(err.Error(), "hold more than the whole body") {
		t.Errorf("parts: %v", err)
	}
}

// A session that clears nothing: the reading after it is what decay leaves, so missing it
// changes nothing. One that halves the content: everything after it is twice as high.
func TestMissedSession(t *testing.T) {
	lambda := i131.Lambda()
	c := sopCase(nil, nil)
	for _, q := range []Quantity{WholeBodyFraction, BloodFraction} {
		scale, unit := 0.9, "1"
		if q == BloodFraction {
			scale, unit = 1e-5, "1/mL"
		}
		for i, at := range []float64{2, 20, 26, 70} {
			y := scale * math.Exp(-lambda*at)
			if i >= 2 {
				y /= 2
			}
			c.Sheet.Readings = append(c.Sheet.Readings, Reading{TimeHours: at, Quantity: q, Value: y, Unit: unit, Role: Sample})
		}
	}
	c.Sheet.Events = []Event{{Quantity: Haemodialysis, TimeHours: 21, DurationHours: 4}}
	r := run(t, c)
	area := func(scale float64) float64 { return scale*math.Exp(-lambda*2)*2 + scale*math.Exp(-lambda*2)/lambda }
	near(t, "missed", *r.Missed[0].Dose, BloodDose(area(1e-5), area(0.9), 70), 1e-9)
	c.Sheet.Events = append(c.Sheet.Events, Event{Quantity: Haemodialysis, TimeHours: 30, DurationHours: 4})
	near(t, "a session that cleared nothing", *run(t, c).Missed[1].Dose, *r.Dose, 1e-9)
}

// Diffuse lung disease, 16.4870 % in the body at 48 h: 2.45 GBq at 15 years allow 14.860 GBq,
// 2.96 at 40 years (a woman) 17.954. Losing the value below 15 years does not raise the bound.
func TestBloodCaseLungCeilingOfAChild(t *testing.T) {
	activity := map[float64]Limit{}
	for _, age := range []float64{3, 12, 14.9, 15, 40} {
		c := sopCase(sevenTimes, sevenTimes)
		c.WeightKg, c.DiffuseLung, c.Person = 40, Yes, Person{AgeYears: age, HasAge: true, Sex: "f"}
		r := run(t, c)
		activity[age] = r.Limits[2]
		want := 2.45 / 0.164870
		if age == 40 {
			want = 2.96 / 0.164870
		}
		near(t, "activity by the lungs", *r.Limits[2].Activity, want, 1e-5)
		if lung := r.Limits[2]; age < 15 && (!r.UpperBound || !strings.Contains(lung.Because, "lung dosimetry required") || !strings.Contains(strings.Join(lung.Needs, ","), "lung dosimetry")) {
			t.Errorf("at %g years: %+v", age, lung)
		}
	}
	if *activity[12].Activity > *activity[15].Activity {
		t.Error("a child of 12 has more than one of 15")
	}
}

// Blood too low by a unit. 108 x 5.770780e-4 is 64.37 % of the dose; a tenth of it leaves
// 15.30 %, a hundredth (%/L for %/mL is a thousandth) 1.775 %. No published patient
// of Traino comes near the mark.
func TestBloodCaseBloodTooLow(t *testing.T) {
	for scale, share := range map[float64]float64{1: 64.374, 0.1: 15.304, 0.01: 1.7748} {
		c := sopCase(sevenTimes, sevenTimes)
		for i := range c.Sheet.Readings {
			if c.Sheet.Readings[i].Quantity == BloodFraction {
				c.Sheet.Readings[i].Value *= scale
			}
		}
		r := run(t, c)
		near(t, "share of the blood", *r.BetaShare, share, 1e-4)
		if hasWarning(r.Warnings, LowBlood) != (scale < 1) {
			t.Errorf("blood x %g: %v", scale, r.Warnings)
		}
	}
	for _, p := range trainoPatients {
		if share := bloodSelf * p.perMl() / BloodDose(p.perMl(), p.body, p.weight); share < testLimits.BloodShareLeast {
			t.Errorf("%+v: share %v", p, share)
		}
	}
}
