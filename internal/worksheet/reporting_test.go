package worksheet

import (
	"math"
	"strings"
	"testing"

	"symport/internal/dose"
)

// lists are the reports of one sheet of each kind, with the headings of its page.
func lists(t *testing.T) map[string]struct {
	report Report
	page   *Page
} {
	t.Helper()
	nuclide := dose.Nuclide{Name: "I-131", HalfLifeHours: 8.0207 * 24}
	set := dose.Setup{Therapy: nuclide, Nuclides: map[string]dose.Nuclide{"I-131": nuclide}, TracerMBq: 74}
	limits := dose.Limits{BloodGy: 2, Retention48GBq: 4.4, LungRetentionGBq: 3, RiskShare: 0.05, Extrapolated: 0.2, PlausibleHigh: 1, LesionPartialGy: 20, LesionGy: 80,
		LesionHighGy: 100, BEDAlphaBetaGy: 10, BEDRepairHours: 1.5}
	sheet := &dose.Sheet{File: "x.csv"}
	for _, h := range []float64{2, 6, 24, 48, 96, 144} {
		sheet.Readings = append(sheet.Readings,
			dose.Reading{TimeHours: h, Quantity: dose.WholeBodyFraction, Value: 0.8*math.Exp2(-h/12) + 0.2*math.Exp2(-h/60), Unit: "1", Role: dose.Sample},
			dose.Reading{TimeHours: h, Quantity: dose.BloodFraction, Value: 2.6e-5*math.Exp2(-h/10) + 2e-6*math.Exp2(-h/70), Unit: "1/mL", Role: dose.Sample},
			dose.Reading{TimeHours: h, Quantity: dose.LesionFraction, Value: 0.01 * math.Exp2(-h/60), Unit: "1", Role: dose.Sample, ID: "L1"})
	}
	blood := &dose.BloodCase{Sheet: sheet, Setup: set, Limits: limits, WeightKg: 70, Method: dose.MethodSOP}
	b, err := blood.Run()
	if err != nil {
		t.Fatal(err)
	}
	lesion := &dose.LesionCase{Sheet: sheet, Setup: set, Limits: limits, MassG: 4}
	l, err := lesion.Run()
	if err != nil {
		t.Fatal(err)
	}
	plan := &dose.CasePlan{Case: "X", Limits: limits, Empiric: []float64{3.7, 7.4}, Facts: dose.CaseFacts{DiffuseLung: dose.No, Contrast: dose.Unknown},
		Studies: []dose.Study{{ID: "s1", Nuclide: "I-131", Preparation: "rhTSH", TracerMBq: 74}}}
	if _, err := plan.Studies[0].Compute(dose.Readings{Sheet: sheet, Blood: *blood, Lesion: *lesion}); err != nil {
		t.Fatal(err)
	}
	planned, head := plan.Plan(), PlanHead{Patient: "X   man, 50 y"}
	empty := &dose.CasePlan{Case: "X", Limits: limits}
	nothing := empty.Plan()
	type list = struct {
		report Report
		page   *Page
	}
	return map[string]list{
		"blood":   {BloodReport(blood, b), Blood("x.csv", "", blood, b)},
		"lesion":  {LesionReport(lesion, l), Lesion("x.csv", "", lesion, l)},
		"plan":    {PlanReport(head, planned, plan), Plan(head, planned, plan)},
		"nothing": {PlanReport(head, nothing, empty), Plan(head, nothing, empty)},
	}
}

// Every list says each item once, in every group; what is stated points to a part of its
// sheet that is there, and what is not leaves a line to write on.
func TestReportPointsAtItsSheet(t *testing.T) {
	for name, x := range lists(t) {
		groups, seen := map[string]bool{}, map[string]bool{}
		for _, i := range x.report.Items {
			groups[i.Group] = true
			if seen[i.What] {
				t.Errorf("%s: %q stands twice", name, i.What)
			}
			seen[i.What] = true
			switch i.State {
			case stated:
				if !onPage(x.page, i.Where) {
					t.Errorf("%s: %q points to %q, which is not on the sheet", name, i.What, i.Where)
				}
			case notStated:
				if !strings.HasSuffix(i.place(), "_________") {
					t.Errorf("%s: no line for %q", name, i.What)
				}
			case notApplicable:
				if i.Value == "" {
					t.Errorf("%s: %q does not apply, and nothing says why", name, i.What)
				}
			default:
				t.Errorf("%s: %q is %q", name, i.What, i.State)
			}
		}
		for _, g := range []string{"patient", "activity", "equipment", "acquisition", "quantification", "integration", "dose", "result", "signatures"} {
			if !groups[g] {
				t.Errorf("%s: no group %s", name, g)
			}
		}
		text := x.page.Text()
		for _, want := range []string{"REPORTING", "ICRU level", "SIGNED", "measured by ", "calculated by ", "checked by ", "items are still to be stated"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not on the sheet", name, want)
			}
		}
	}
}

// onPage reports whether a heading begins with where, or it is one of the words for a place
// without a heading.
func onPage(p *Page, where string) bool {
	where = strings.TrimSuffix(where, " of each lesion")
	if where == hHead || where == hAnswer || where == "case" {
		return true
	}
	for _, s := range p.Sections {
		if strings.HasPrefix(s.Heading, where) {
			return true
		}
	}
	return false
}

// What is unknown is not stated, and never "no": contrast unknown, lung known.
func TestReportKeepsUnknown(t *testing.T) {
	state := map[string]string{}
	value := map[string]string{}
	for _, i := range lists(t)["plan"].report.Items {
		state[i.What], value[i.What] = i.State, i.Value
	}
	for what, want := range map[string]string{"iodinated contrast": notStated, "dialysis": notStated, "extensive bone metastases": notStated, "iodine-avid diffuse lung metastases": stated} {
		if state[what] != want {
			t.Errorf("%s is %s (%q)", what, state[what], value[what])
		}
	}
	if value["iodine-avid diffuse lung metastases"] != "no" {
		t.Errorf("lung: %q", value["iodine-avid diffuse lung metastases"])
	}
}

// The level without a measurement is 1, with one 2 or 3.
func TestICRULevel(t *testing.T) {
	for name, x := range lists(t) {
		if none := strings.HasPrefix(x.report.ICRU, "1"); none != (name == "nothing") {
			t.Errorf("%s: level %s", name, x.report.ICRU)
		}
	}
}

// The raw readings stand on the plan, each once, with those of lesions.
func TestPlanShowsItsReadings(t *testing.T) {
	text := lists(t)["plan"].page.Text()
	for _, want := range []string{"READINGS AS ENTERED, STUDY S1", "lesion_fraction L1", "whole_body_fraction", "blood_fraction_per_ml", "CORRECTIONS, STUDY S1"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
	if n := strings.Count(text, "whole_body_fraction"); n != 6 {
		t.Errorf("%d whole-body rows", n)
	}
}

// The labelled BED takes the effective half-life of the curve: 80 Gy at 60 h are 95.6 Gy.
func TestBEDIsLabelled(t *testing.T) {
	text := lists(t)["lesion"].page.Text()
	for _, want := range []string{"BED, FOR NO DECISION", "80 Gy: BED 95.6 Gy", "T_eff 60.00 h", "enters no plan"} {
		if !strings.Contains(strings.Join(strings.Fields(text), " "), want) {
			t.Errorf("%q is not on the sheet", want)
		}
	}
	if strings.Contains(lists(t)["plan"].page.Text(), "BED 9") {
		t.Error("a BED stands on the plan")
	}
}
