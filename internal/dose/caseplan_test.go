package dose

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"symport/internal/date"
	"symport/internal/record"
	"symport/internal/unit"
)

func amount(text string, kind unit.Kind) record.Quantity {
	q, err := unit.Parse(text, kind)
	if err != nil {
		panic(err)
	}
	return record.Some(q)
}

func perGBq(text string) record.Quantity { return amount(text, unit.DosePerGBq) }

func casePlan(studies ...record.Dosimetry) *CasePlan {
	return &CasePlan{Case: "X", Studies: StudiesOf(studies, 2), Limits: testLimits, Empiric: []float64{3.7, 5.5, 7.4}, Target: GoNoGo{Scope: "all"},
		Assumed: AssumedU{Blood: 0.10, Lesion: 0.25}, Person: Person{AgeYears: 50, HasAge: true, Sex: "f"}, Draws: 2000, Seed: 1,
		Facts: CaseFacts{DiffuseLung: No, BoneMetastases: No, StimulatedTSH: 30}}
}

func study(preparation, blood string, lesions ...string) record.Dosimetry {
	d := record.Dosimetry{Nuclide: "I-131", Preparation: record.Some(preparation)}
	d.ID = preparation
	if blood != "" {
		d.BloodPerGBq = perGBq(blood)
	}
	for i, l := range lesions {
		d.Lesions = append(d.Lesions, record.LesionDose{Lesion: fmt.Sprintf("L%d", i+1), PerGBq: perGBq(l)})
	}
	return d
}

func hasWarning(ws []Warning, id string) bool {
	for _, w := range ws {
		if w.ID == id {
			return true
		}
	}
	return false
}

func TestMaximumSafeActivityGivesTheBloodDose(t *testing.T) {
	d := record.Dosimetry{MaxSafe: amount("20 GBq", unit.Activity), MaxSafeLow: amount("16 GBq", unit.Activity), MaxSafeHigh: amount("25 GBq", unit.Activity)}
	s := StudiesOf([]record.Dosimetry{d}, 2)[0]
	near(t, "value", s.Blood.Value, 0.1, 1e-12)
	near(t, "low", s.Blood.Low, 0.08, 1e-12)
	near(t, "high", s.Blood.High, 0.125, 1e-12)
}

// A lesion known only from above stays so: never 0, never a value.
func TestUpperLimitOfALesion(t *testing.T) {
	c := casePlan(study("rhTSH", "0.1 Gy/GBq", "<2 Gy/GBq"))
	p := c.Plan()
	if l := p.Lesions[0]; l.Dose != nil || *l.High != 2 || l.Reaches != "unknown" {
		t.Errorf("%+v", l)
	}
	if len(p.Joint) != 0 {
		t.Error("no joint chance with a lesion that is known from above only")
	}
}

func TestIntervalThatDoesNotEncloseIsNone(t *testing.T) {
	d := record.Dosimetry{BloodPerGBq: perGBq("0.1 Gy/GBq"), BloodLow: perGBq("0.2 Gy/GBq"), BloodHigh: perGBq("0.3 Gy/GBq")}
	if e := StudiesOf([]record.Dosimetry{d}, 2)[0].Blood; e.known() {
		t.Errorf("%+v", e)
	}
}

func TestOtherStateGivesNoActivity(t *testing.T) {
	c := casePlan(study("rhTSH", "0.1 Gy/GBq", "8 Gy/GBq"))
	c.Preparation = "withdrawal"
	p := c.Plan()
	if p.Ceiling != nil || len(p.Activities) != 0 || !hasWarning(p.Warnings, "other-state") {
		t.Errorf("ceiling %v, %d activities", p.Ceiling, len(p.Activities))
	}
	if c.Ceiling().GBq != nil {
		t.Error("nor has the consultation a ceiling")
	}
	c.Preparation = "rhTSH"
	if c.Plan().Ceiling == nil {
		t.Error("in the state of the measurement there is one")
	}
}

func TestNewestStudyHolds(t *testing.T) {
	old, recent := study("rhTSH", "0.1 Gy/GBq"), study("withdrawal", "0.2 Gy/GBq")
	old.When, recent.When = date.On(date.Of(2020, 1, 1)), date.On(date.Of(2021, 1, 1))
	for _, order := range [][]record.Dosimetry{{old, recent}, {recent, old}} {
		p := casePlan(order...).Plan()
		if p.Preparation != "withdrawal" || len(p.OtherStates) != 1 || !hasWarning(p.Warnings, "state-chosen") {
			t.Errorf("planned for %s, %d other states", p.Preparation, len(p.OtherStates))
		}
	}
}

// Warnings of the case: each from one change of a quiet case.
func TestCaseWarnings(t *testing.T) {
	quiet := casePlan(study("rhTSH", "0.1 Gy/GBq")).Plan()
	for id, change := range map[string]func(*CasePlan){
		"tsh-low": func(c *CasePlan) { c.Studies[0].TSHmIU = ref(12) },
		"treated-since": func(c *CasePlan) {
			c.Studies[0].When = date.On(10)
			c.Courses = []Course{{When: date.On(20), GBq: 3.7}}
		},
		"bone-extent":        func(c *CasePlan) { c.Facts.BoneMetastases = Yes },
		"bone-unknown":       func(c *CasePlan) { c.Facts.BoneMetastases = Unknown },
		"bone-extensive":     func(c *CasePlan) { c.Facts.ExtensiveBone = Yes },
		"marrow-irradiated":  func(c *CasePlan) { c.Facts.MarrowIrradiated = []string{"external beam pelvis"} },
		"dialysis":           func(c *CasePlan) { c.Facts.Dialysis = Yes },
		"renal-failure":      func(c *CasePlan) { c.Facts.RenalFailure = Yes },
		"iodine":             func(c *CasePlan) { c.Facts.Contrast = Yes },
		"lung-unknown":       func(c *CasePlan) { c.Facts.DiffuseLung = Unknown },
		"pregnancy-possible": func(c *CasePlan) { c.Facts.PregnancyPossible = Yes },
		"excluded":           func(c *CasePlan) { c.ExcludedBy = []string{"pregnancy"} },
		"marrow-for-blood":   func(c *CasePlan) { c.Studies[0].Marrow, c.Studies[0].Blood = &Estimate{Value: 0.1}, nil },
		"preparation-unknown": func(c *CasePlan) {
			c.Studies[0].Preparation = ""
		},
	} {
		if hasWarning(quiet.Warnings, id) {
			t.Errorf("%s: said of the quiet case", id)
		}
		c := casePlan(study("rhTSH", "0.1 Gy/GBq"))
		change(c)
		if !hasWarning(c.Plan().Warnings, id) {
			t.Errorf("%s: not said", id)
		}
	}
	for _, id := range []string{"stunning", "tsh-unknown", "entered", "tracer-to-therapy"} {
		if !hasWarning(quiet.Warnings, id) {
			t.Errorf("%s: not said of an entered 131I study without TSH", id)
		}
	}
}

// Joint chances against closed forms: with nothing shared the product, with everything
// shared the weakest lesion. L1 8 and L2 4 Gy/GBq, u 0.25 assumed, at 7.4 GBq: 59.2 and
// 29.6 Gy; 20,000 draws leave 0.35 points.
func TestJointAgainstClosedForms(t *testing.T) {
	c := casePlan(study("rhTSH", "0.1 Gy/GBq", "8 Gy/GBq", "4 Gy/GBq"))
	c.Draws = 20000
	p := c.Plan()
	p1, _ := LogNormal(59.2, 0.25).Above(20)
	p2, _ := LogNormal(29.6, 0.25).Above(20)
	over, _ := LogNormal(0.74, 0.10).Above(2)
	found := 0
	for _, j := range p.Joint {
		if j.ID != "empiric-7.4" || j.Target != 20 {
			continue
		}
		found++
		want := map[string]float64{Independent: p1 * p2, AllShared: math.Min(p1, p2)}[j.Model]
		within(t, j.Model, j.All, want, 0.01)
		within(t, j.Model+" within", *j.AllWithin, want*(1-over), 0.01)
	}
	if found != 2 {
		t.Errorf("%d joint lines", found)
	}
}

// Known shared factors: two lesions whose uncertainty is half own and half shared lie
// between independent and fully shared; with all of it shared they agree with the
// closed form, and the activity of the tracer ties blood to the lesions.
func TestJointSharedFactors(t *testing.T) {
	in := planInput()
	shared := func(own, lesions float64) Estimate {
		e := LogNormal(2.7, math.Hypot(own, lesions)) // 20 Gy at 7.4 GBq
		e.Shared = Shared{Known: true, Lesions: lesions}
		return e
	}
	at := func(own, lesions float64) float64 {
		in.Lesions = []PlanLesion{{ID: "L1", Dose: shared(own, lesions)}, {ID: "L2", Dose: shared(own, lesions)}}
		return in.joint(20/2.7, 20, SharedFactors, 40000, 1).All
	}
	within(t, "nothing shared", at(0.3, 0), 0.25, 0.01)
	within(t, "half of the variance shared", at(0.3, 0.3), 1.0/3, 0.01) // 1/4 + asin(1/2)/(2 pi)
	within(t, "all shared", at(0, 0.3), 0.5, 0.01)

	e := LogNormal(2.7, 0.2)
	e.Shared = Shared{Known: true, Study: 0.2}
	b := LogNormal(0.27, 0.2) // 2 Gy at 7.4 GBq
	b.Shared = Shared{Known: true, Study: 0.2}
	in.Blood, in.Lesions = &b, []PlanLesion{{ID: "L1", Dose: e}}
	j := in.joint(2/0.27, 20, SharedFactors, 40000, 1)
	within(t, "one tracer activity: never both", *j.AllWithin, 0, 0.001)
}

// Before 2 Gy/GBq, on the drug 5 Gy/GBq: at 5.5 GBq 11 and 27.5 Gy against 20 Gy.
func TestRedifferentiationGoNoGo(t *testing.T) {
	c := casePlan(study("withdrawal", "0.1 Gy/GBq", "2 Gy/GBq"), study("on-drug", "0.1 Gy/GBq", "5 Gy/GBq"))
	c.AskedGBq = 5.5
	r := c.Plan().Rediff
	if r == nil || r.From != "asked" || r.BeforeAns.Reached != No || r.OnDrugAns.Reached != Yes {
		t.Fatalf("%+v", r)
	}
	near(t, "ratio", *r.Lesions[0].Ratio, 2.5, 1e-12)
	want, _ := LogNormal(27.5, 0.25).Above(20)
	near(t, "chance", *r.OnDrugAns.Independent, want, 1e-9)
	c.AskedGBq = 100
	if r = c.Plan().Rediff; r.From != "ceiling" || *r.Activity >= 20 {
		t.Errorf("above the ceiling the question is asked at the ceiling: %+v", r)
	}
	c = casePlan(study("on-drug", "", "5 Gy/GBq"))
	if r = c.Plan().Rediff; r.Activity != nil || r.OnDrugAns.Reached != Unknown {
		t.Error("without an activity there is no answer")
	}
}

func TestPlannedAndDelivered(t *testing.T) {
	before, after := study("rhTSH", "0.1 Gy/GBq", "5 Gy/GBq"), record.Dosimetry{Preparation: record.Some("rhTSH"), Delivered: amount("4 GBq", unit.Activity)}
	before.Lesions[0].Low, before.Lesions[0].High = perGBq("3 Gy/GBq"), perGBq("8 Gy/GBq")
	after.Lesions = []record.LesionDose{{Lesion: "L1", Dose: amount("10 Gy", unit.Dose)}, {Lesion: "L2", Dose: amount("40 Gy", unit.Dose)}}
	p := casePlan(before, after).Plan()
	if n := len(p.Comparison); n != 2 {
		t.Fatalf("%d comparisons", n)
	}
	l1 := p.Comparison[0]
	if *l1.Planned != 20 || *l1.Ratio != 0.5 || l1.Within != No {
		t.Errorf("L1 %+v", l1)
	}
	if l2 := p.Comparison[1]; l2.Planned != nil || l2.Within != Unknown {
		t.Errorf("L2 was not measured before: %+v", l2)
	}
}

// What an activity delivers is linear in it, and the order of studies and of lesions
// changes nothing but the order.
func TestCasePlanProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		blood := rapid.Float64Range(0.03, 0.5).Draw(t, "blood")
		lesion := rapid.Float64Range(0.1, 100).Draw(t, "lesion")
		c := casePlan(study("rhTSH", fmt.Sprintf("%.6g Gy/GBq", blood), fmt.Sprintf("%.6g Gy/GBq", lesion), "3 Gy/GBq"))
		c.Draws, c.AskedGBq = 0, rapid.Float64Range(0.1, 30).Draw(t, "activity")
		p := c.Plan()
		for _, a := range p.Activities {
			if math.Abs(*a.Blood/a.Activity/(*p.Activities[0].Blood/p.Activities[0].Activity)-1) > 1e-9 {
				t.Fatalf("blood is not linear")
			}
			if d := *a.Lesions[0].Dose / a.Activity; math.Abs(d/(*p.Lesions[0].Dose)-1) > 1e-9 {
				t.Fatalf("lesion is not linear")
			}
		}
		d := study("rhTSH", fmt.Sprintf("%.6g mGy/MBq", blood), "3 Gy/GBq", fmt.Sprintf("%.6g mGy/MBq", lesion))
		d.Lesions[0].Lesion, d.Lesions[1].Lesion = "L2", "L1"
		q := casePlan(d).Plan()
		if math.Abs(*q.Ceiling / *p.Ceiling - 1) > 1e-9 || *c.Ceiling().GBq != *p.Ceiling {
			t.Fatalf("ceiling %v, %v, %v", *p.Ceiling, *q.Ceiling, *c.Ceiling().GBq)
		}
	})
}

func TestComputedReplacesEnteredAndSaysSo(t *testing.T) {
	s := StudiesOf([]record.Dosimetry{study("rhTSH", "0.2 Gy/GBq")}, 2)[0]
	b := sopCase(sevenTimes, sevenTimes)
	differ, err := s.Compute(Readings{Sheet: b.Sheet, Blood: *b})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "computed", s.Blood.Value, 0.0968166, 1e-5)
	if len(differ) != 1 || !strings.Contains(differ[0].Text, "which is used") {
		t.Errorf("differences %v", differ)
	}
	if s.Retention == nil || !s.Blood.known() {
		t.Error("retention and interval come with the readings")
	}
}

// Lungs: 5 % of the activity at 24 h and 3 % at 96 h in 800 g: the electron dose is 110.66/800
// per GBq h of the joined area; the rate at 48 h lies on the exponential between the two.
func TestLungDose(t *testing.T) {
	c := sopCase(sevenTimes, sevenTimes)
	for _, x := range [][2]float64{{24, 0.05}, {96, 0.03}} {
		c.Sheet.Readings = append(c.Sheet.Readings, Reading{TimeHours: x[0], Quantity: LungFraction, Value: x[1], Unit: "1", Role: Sample})
	}
	c.DiffuseLung, c.LungMassG = Yes, 800
	r, err := c.Run()
	if err != nil {
		t.Fatal(err)
	}
	if !hasWarning(r.Warnings, "lung-electrons") {
		t.Error("nothing says that electrons alone make the lung limits too high")
	}
	near(t, "rate at 48 h", *r.LungRate48, 110.656/800*0.05*math.Pow(0.6, 24.0/72), 1e-4)
	near(t, "dose", *r.LungDose, 110.656/800**r.TauLung, 1e-4)
	for _, l := range r.Limits {
		if l.ID == "lung-dose-rate" {
			near(t, "0.436 Gy/h", *l.Activity, 0.436 / *r.LungRate48, 1e-9)
			if len(l.Needs) == 0 || !r.UpperBound {
				t.Error("electrons alone leave the ceiling an upper bound")
			}
		}
	}
}

// With bone metastases of unknown extent the blood method may not hold: the ceiling is an
// upper bound until somebody says that they are not extensive, and none if they are.
func TestCeilingWithBoneMetastases(t *testing.T) {
	for _, x := range []struct {
		bone, extensive Tri
		upper, none     bool
	}{{No, "", false, false}, {Yes, "", true, false}, {Yes, No, false, false}, {Yes, Yes, true, true}} {
		d := study("withdrawal", "0.1 Gy/GBq")
		d.Retention48h = amount("10 %", unit.Percent)
		c := casePlan(d)
		before := *c.Ceiling().GBq
		c.Facts.BoneMetastases, c.Facts.ExtensiveBone = x.bone, x.extensive
		got := c.Ceiling()
		if got.UpperBound != x.upper || (got.GBq == nil) != x.none {
			t.Errorf("bone %s, extensive %q: ceiling %v, upper bound %v", x.bone, x.extensive, got.GBq, got.UpperBound)
		}
		if got.GBq != nil && *got.GBq != before {
			t.Errorf("bone %s: the number moved from %v to %v", x.bone, before, *got.GBq)
		}
	}
}

// A retention that was entered without an uncertainty limits by its point estimate,
// 4.4 GBq / 0.3 = 14.67 GBq, and claims no interval.
func TestRetentionWithoutUncertaintyHasNoInterval(t *testing.T) {
	d := study("withdrawal", "0.1 Gy/GBq")
	d.Retention48h = amount("30 %", unit.Percent)
	for _, l := range casePlan(d).Plan().Limits {
		if l.ID != "retention-48h" {
			continue
		}
		near(t, "limit", *l.Activity, 4.4/0.3, 1e-12)
		if l.Low != nil || l.High != nil || l.AtRisk != nil {
			t.Errorf("an interval of %v to %v from a number alone", l.Low, l.High)
		}
	}
}
