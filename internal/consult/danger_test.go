package consult

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"symport/internal/record"
	"symport/internal/verdict"
)

// synthetic assesses a case of cases/synthetic on its own day.
func synthetic(t testing.TB, name string) *verdict.Assessment {
	t.Helper()
	return assess(t, readCase(t, "../../cases/synthetic/"+name+".yaml"), article(t), "")
}

// fixed are the entries of the fixed activities of radioiodine.
func fixed(a *verdict.Assessment) (out []*verdict.Option) {
	for i := range a.Options {
		if a.Options[i].ID == "radioiodine-fixed" {
			out = append(out, &a.Options[i])
		}
	}
	return out
}

func wantVerdict(t *testing.T, a *verdict.Assessment, id, lesion string, want ...verdict.Verdict) *verdict.Option {
	t.Helper()
	o := option(t, a, id, lesion, 0)
	if o == nil {
		t.Fatalf("%s@%s: no such option", id, lesion)
	}
	if !slices.Contains(want, o.Verdict) {
		t.Errorf("%s@%s is %s, want %v; needs %v", id, lesion, o.Verdict, want, o.Needs)
	}
	return o
}

func criterionStatus(a *verdict.Assessment, id string) string {
	for i := range a.Criteria {
		if a.Criteria[i].ID == id {
			return a.Criteria[i].Status
		}
	}
	return "no such criterion"
}

func findingOf(t testing.TB, a *verdict.Assessment, id, lesion string) *verdict.Finding {
	t.Helper()
	for i := range a.Findings {
		if a.Findings[i].ID == id && a.Findings[i].Lesion == lesion {
			return &a.Findings[i]
		}
	}
	t.Fatalf("no finding %s@%s", id, lesion)
	return nil
}

func positive(v verdict.Verdict) bool { return v == verdict.Indicated || v == verdict.Consider }

func TestDangerPregnantWithAvidDisease(t *testing.T) {
	a := synthetic(t, "pregnant-avid")
	if len(fixed(a)) == 0 {
		t.Fatal("no fixed activity was judged")
	}
	for _, o := range fixed(a) {
		if o.Verdict != verdict.Contraindicated {
			t.Errorf("%v GBq is %s", *o.ActivityGBq, o.Verdict)
		}
	}
	wantVerdict(t, a, "radioiodine-dosimetry", "", verdict.Contraindicated)
	wantVerdict(t, a, "lenvatinib", "", verdict.Contraindicated)
}

// Breastfeeding ended on 2026-02-08; three months later is 2026-05-08.
func TestDangerBreastfeedingWithAvidDisease(t *testing.T) {
	for _, o := range fixed(synthetic(t, "breastfeeding-avid")) {
		if o.Verdict != verdict.Defer || o.Until != "2026-05-08" {
			t.Errorf("%v GBq is %s until %q", *o.ActivityGBq, o.Verdict, o.Until)
		}
	}
}

func TestDangerEmptyLesionList(t *testing.T) {
	a := synthetic(t, "empty")
	for _, id := range []string{"surgery", "external-beam", "ablation", "embolisation"} {
		o := wantVerdict(t, a, id, "", verdict.NeedsData)
		if !slices.Contains(o.Needs, "lesions.complete") {
			t.Errorf("%s does not ask for the lesions: %v", id, o.Needs)
		}
	}
	for _, id := range []string{"rair.no-uptake", "rair.no-uptake-all", "rair.fdg-avid"} {
		if s := criterionStatus(a, id); s != "unknown" {
			t.Errorf("%s is %s over an empty, open list", id, s)
		}
	}
}

func TestDangerUnknownReadAsNo(t *testing.T) {
	a := synthetic(t, "empty")
	for i := range a.Options {
		switch o := &a.Options[i]; o.Verdict {
		case verdict.NeedsData, verdict.CheckFirst, verdict.NotAddressed:
		default:
			t.Errorf("nothing is known, and %s is %s", o.ID, o.Verdict)
		}
	}
	for i := range a.Findings {
		f := &a.Findings[i]
		if f.Status == "known" && f.Value == false && !alwaysKnown[f.ID] {
			t.Errorf("%s is no, and nobody said so", f.ID)
		}
	}
}

// An excluder and the indication are both unknown: the excluder is asked for first.
func TestDangerUnknownExcluderBesideUnknownIndication(t *testing.T) {
	o := wantVerdict(t, synthetic(t, "empty"), "radioiodine-dosimetry", "", verdict.NeedsData)
	if len(o.Needs) == 0 || o.Needs[0] != "patient.pregnant" {
		t.Errorf("needs %v", o.Needs)
	}
}

func TestDangerPainfulVertebra(t *testing.T) {
	a := synthetic(t, "rair-painful-t8")
	if len(a.RedFlags) == 0 || a.RedFlags[0].ID != "cord-compression" || a.RedFlags[0].Status != "unknown" ||
		!slices.Contains(a.RedFlags[0].Lesions, "t8") {
		t.Errorf("red flags %+v", a.RedFlags)
	}
	if a.Actions[0].ID != "red-flags" {
		t.Errorf("first action %s", a.Actions[0].ID)
	}
	wantVerdict(t, a, "external-beam", "t8", verdict.Consider, verdict.Indicated)
}

func TestDangerBrainLesionOfUnknownAvidity(t *testing.T) {
	a := synthetic(t, "brain-unknown-avidity")
	for _, o := range fixed(a) {
		if positive(o.Verdict) || !slices.Contains(o.Needs, "steroid.plan") {
			t.Errorf("%v GBq is %s, needs %v", *o.ActivityGBq, o.Verdict, o.Needs)
		}
	}
	if !slices.ContainsFunc(a.RedFlags, func(f verdict.RedFlag) bool { return f.ID == "intracranial-pressure" && f.Status == "unknown" }) {
		t.Error("raised pressure is not asked for")
	}
}

// Six months (parameter) after 2025-12-01 is 2026-06-01.
func TestDangerRadioiodineThreeMonthsAfterTheLast(t *testing.T) {
	a := synthetic(t, "repeat-too-early")
	for _, o := range fixed(a) {
		if o.Verdict != verdict.Defer || o.Until != "2026-06-01" {
			t.Errorf("%v GBq is %s until %q", *o.ActivityGBq, o.Verdict, o.Until)
		}
	}
	if f := findingOf(t, a, "rai.still_responding", ""); f.Value != true {
		t.Errorf("still responding: %+v", f)
	}
}

func TestDangerAdultActivityForAdolescent(t *testing.T) {
	a := synthetic(t, "adolescent-diffuse-lungs")
	for _, o := range fixed(a) {
		if o.Verdict != verdict.NotAddressed {
			t.Errorf("%v GBq is %s at 16", *o.ActivityGBq, o.Verdict)
		}
	}
	if a.Scope.Status != "partly" {
		t.Errorf("scope %+v", a.Scope)
	}
	if f := findingOf(t, a, "tg.falling", ""); f.Value != true {
		t.Errorf("thyroglobulin falling: %+v", f)
	}
}

const thyroidectomised = `
patient: { sex: male, born: 1970-02-01, comorbidity: [atrial fibrillation] }
tumour: { histology: papillary, tnm: { t: pT3, n: N1b, m: M1, edition: "8" } }
lesions: { lung: { site: lung, found: 2020-01-01 } }
surgery: [{ date: 2019-12-01, what: total thyroidectomy }]
`

func TestDangerTSHUnderWithdrawal(t *testing.T) {
	p := decode(t, "symport: case/1\nid: withdrawal\nas-of: 2026-03-01"+thyroidectomised+
		"laboratory: [{ date: 2026-02-20, test: TSH, value: 90 mU/L, tsh-state: withdrawal }]\n")
	a := assess(t, p, article(t), "")
	if f := findingOf(t, a, "tsh.value", ""); f.Status != "unknown" || f.Why != whyStimulated {
		t.Errorf("TSH of withdrawal is judged: %+v", f)
	}
	if o := wantVerdict(t, a, "tsh-suppression", "", verdict.CheckFirst); slices.ContainsFunc(o.For, func(x verdict.Argument) bool {
		return x.Status == "met" && strings.Contains(x.Text, "above")
	}) {
		t.Errorf("the stimulated TSH speaks for more levothyroxine: %+v", o.For)
	}
}

func TestDangerAtrialFibrillationAndTSH(t *testing.T) {
	p := decode(t, "symport: case/1\nid: af\nas-of: 2026-03-01"+thyroidectomised+
		"laboratory: [{ date: 2026-02-20, test: TSH, value: 0.3 mU/L }]\n")
	a := assess(t, p, article(t), "")
	o := wantVerdict(t, a, "tsh-suppression", "", verdict.Consider, verdict.CheckFirst, verdict.Indicated)
	if o.Counts.Against == 0 {
		t.Errorf("atrial fibrillation does not speak against: %+v", o.Counts)
	}
}

func TestDangerBloodPressureBeforeLenvatinib(t *testing.T) {
	o := wantVerdict(t, synthetic(t, "rair-painful-t8"), "lenvatinib", "", verdict.Defer)
	if !slices.ContainsFunc(o.Correct, func(s string) bool { return strings.Contains(s, "blood pressure") }) {
		t.Errorf("what to correct: %v", o.Correct)
	}
}

func TestDangerLenvatinibAfterLenvatinibFailed(t *testing.T) {
	a := synthetic(t, "braf-after-lenvatinib")
	o := wantVerdict(t, a, "lenvatinib", "", verdict.Discouraged)
	if len(o.Alternative) == 0 || o.State != "failed" {
		t.Errorf("state %s, alternative %v", o.State, o.Alternative)
	}
}

func TestDangerFistulaAfterSalvageSurgery(t *testing.T) {
	a := synthetic(t, "fistula-neck")
	o := wantVerdict(t, a, "lenvatinib", "", verdict.CheckFirst)
	if !slices.Contains(o.Needs, "risk.fistula_excluded") {
		t.Errorf("needs %v", o.Needs)
	}
}

func TestDangerTwoPointDoublingTime(t *testing.T) {
	p := decode(t, "symport: case/1\nid: two\nas-of: 2026-03-01"+thyroidectomised+`laboratory:
  - { date: 2025-06-01, test: Tg, value: 10 ng/mL, tsh-state: suppressed }
  - { date: 2026-02-01, test: Tg, value: 80 ng/mL, tsh-state: suppressed }
  - { date: 2026-02-01, test: TgAb, value: negative }
`)
	a := assess(t, p, article(t), "")
	f := findingOf(t, a, "tg.doubling", "")
	if f.Status != "unknown" || criterionStatus(a, "progression.tg-doubling") == "met" {
		t.Errorf("two values judge: %+v", f)
	}
	// ln 8 in 245 days: 245/3 d = 2.68 months of 30.4 d
	if est, ok := f.Value.(float64); !ok || est < 2.6 || est > 2.8 {
		t.Errorf("shown estimate %v, want 2.7", f.Value)
	}
}

// A delivery parts the line: thyroglobulin of pregnancy and after are not one course.
func TestDangerThyroglobulinAfterDelivery(t *testing.T) {
	p := decode(t, `symport: case/1
id: delivery
as-of: 2026-03-01
patient: { sex: female, born: 1994 }
tumour: { histology: papillary }
events: [{ date: 2025-11-01, what: delivery }]
laboratory:
  - { date: 2025-01-01, test: Tg, value: 5 ng/mL, tsh-state: suppressed }
  - { date: 2025-04-01, test: Tg, value: 9 ng/mL, tsh-state: suppressed }
  - { date: 2025-07-01, test: Tg, value: 16 ng/mL, tsh-state: suppressed }
  - { date: 2025-12-01, test: Tg, value: 29 ng/mL, tsh-state: suppressed }
  - { date: 2026-02-01, test: Tg, value: 15 ng/mL, tsh-state: suppressed }
  - { date: 2026-02-01, test: TgAb, value: negative }
`)
	a := assess(t, p, article(t), "")
	if f := findingOf(t, a, "tg.doubling", ""); f.Status != "unknown" {
		t.Errorf("one line through a delivery: %+v", f)
	}
	if f := findingOf(t, a, "tg.usable_values", ""); f.Value != 2.0 {
		t.Errorf("usable values %v, want the 2 since the delivery", f.Value)
	}
}

func TestDangerFDGAloneInAnUntreatedPatient(t *testing.T) {
	a := synthetic(t, "fdg-only-untreated")
	if s := criterionStatus(a, "rair.fdg-avid"); s != "met" {
		t.Errorf("criterion %s", s)
	}
	for _, id := range []string{"lenvatinib", "sorafenib", "redifferentiation"} {
		if o := option(t, a, id, "", 0); positive(o.Verdict) || o.Verdict == verdict.CheckFirst {
			t.Errorf("%s is %s", id, o.Verdict)
		}
	}
}

// 92 and 29 % are for a recorded response.
func TestDangerSurvivalShownBeforeAResponse(t *testing.T) {
	a := synthetic(t, "pregnant-avid")
	for _, r := range a.Prognosis {
		if strings.Contains(r.Stratum, "response") && r.Applies != nil && *r.Applies {
			t.Errorf("%s applies without a recorded response", r.Stratum)
		}
	}
}

func TestDangerArticleOnAPresentDayPatient(t *testing.T) {
	a := synthetic(t, "lung-only-45")
	if a.EditionNote == "" || a.Until == "" || a.Until > a.AsOf.String() {
		t.Errorf("note %q, until %q on %s", a.EditionNote, a.Until, a.AsOf)
	}
}

// 100 mCi are 3.7 GBq exactly: the sum must not tell which was written.
func TestDangerGBqAndMCi(t *testing.T) {
	gbq := decode(t, "symport: case/1\nid: a\nas-of: 2020-06-01\ncomplete: [radioiodine]\nradioiodine: [{ date: 2020-01-01, activity: 3.7 GBq }]\n")
	mci := decode(t, "symport: case/1\nid: a\nas-of: 2020-06-01\ncomplete: [radioiodine]\nradioiodine: [{ date: 2020-01-01, activity: 100 mCi }]\n")
	a, b := assess(t, gbq, article(t), ""), assess(t, mci, article(t), "")
	if findingOf(t, a, "rai.cumulative", "").Value != 3.7 || findingOf(t, b, "rai.cumulative", "").Value != 3.7 {
		t.Errorf("%v and %v, want 3.7", findingOf(t, a, "rai.cumulative", "").Value, findingOf(t, b, "rai.cumulative", "").Value)
	}
}

func TestTypicalStableSmallRefractory(t *testing.T) {
	wantVerdict(t, synthetic(t, "stable-small-rair"), "observe", "", verdict.Indicated)
}

func TestTypicalTwoBoneLesionsUnstaged(t *testing.T) {
	a := synthetic(t, "two-bone-unstaged")
	wantVerdict(t, a, "fdg-pet", "", verdict.Consider, verdict.Indicated)
	for _, id := range []string{"iliac", "l2"} {
		if o := option(t, a, "surgery", id, 0); o == nil || positive(o.Verdict) {
			t.Errorf("surgery of %s before staging: %+v", id, o)
		}
	}
}

// Three questions, not seventeen cards: what opens most comes in the first three.
func TestTypicalLungOnlyAsksThreeQuestions(t *testing.T) {
	a := synthetic(t, "lung-only-45")
	if len(a.Missing) < 3 {
		t.Fatalf("%d questions", len(a.Missing))
	}
	if !slices.ContainsFunc(a.Missing[:3], func(m verdict.Missing) bool {
		return slices.ContainsFunc(m.Facts, func(f string) bool { return strings.HasPrefix(f, "rai.") })
	}) {
		t.Errorf("radioiodine is not asked for first: %+v", a.Missing[:3])
	}
}

func TestAnaplasticPrimaryIsRefused(t *testing.T) {
	for _, h := range []string{"anaplastic", "medullary"} {
		a := assess(t, decode(t, "symport: case/1\nid: x\ntumour: { histology: "+h+" }\nlesions: { lung: { site: lung } }\n"), article(t), "2026-01-01")
		if a.Scope.Status != "out" || a.Scope.Reason == "" || len(a.Options) != 0 || len(a.Actions) != 0 {
			t.Errorf("%s: scope %+v, %d options", h, a.Scope, len(a.Options))
		}
	}
}

func TestAfterDeathNothingIsAdvised(t *testing.T) {
	p := decode(t, "symport: case/1\nid: x\nvital-status: { status: dead, date: 2025-01-01 }\ntumour: { histology: papillary }\n")
	a := assess(t, p, article(t), "2026-01-01")
	if !a.Summary.Dead || len(a.Options) != 0 || len(a.Actions) != 0 {
		t.Errorf("dead %v, %d options, %d actions", a.Summary.Dead, len(a.Options), len(a.Actions))
	}
	if b := assess(t, p, article(t), "2024-01-01"); b.Summary.Dead || len(b.Options) == 0 {
		t.Error("a year before the death the patient is assessed as dead")
	}
}

// One of twelve lesions stays below 20 Gy: the criterion names that lesion, and says
// nothing of the patient.
func TestDangerOneOfTwelveLesionsBelow20Gy(t *testing.T) {
	var lesions, doses strings.Builder
	for i := range 12 {
		fmt.Fprintf(&lesions, "  l%02d: { site: lung, found: 2025-01-01 }\n", i)
		dose := 45
		if i == 7 {
			dose = 12
		}
		fmt.Fprintf(&doses, "l%02d: { dose: %d Gy }, ", i, dose)
	}
	p := decode(t, "symport: case/1\nid: twelve\nas-of: 2026-03-01\ncomplete: [lesions, radioiodine]\npatient: { sex: male, born: 1970 }\n"+
		"tumour: { histology: papillary }\nradioiodine: [{ date: 2025-06-01, activity: 7.4 GBq }]\nlesions:\n"+lesions.String()+
		"dosimetry: [{ date: 2025-06-10, nuclide: I-131, lesions: { "+strings.TrimSuffix(doses.String(), ", ")+" } }]\n")
	a := assess(t, p, article(t), "")
	for i := range a.Criteria {
		if c := &a.Criteria[i]; c.ID == "dose.below-response" {
			if got := c.Lesions.Met; len(got) != 1 || got[0] != "l07" || len(c.Lesions.NotMet) != 11 {
				t.Errorf("below 20 Gy: met %v, not met %d", got, len(c.Lesions.NotMet))
			}
			return
		}
	}
	t.Error("no criterion dose.below-response")
}

// A lesion that could be treated locally with curative intent comes before an
// experimental drug.
func TestDangerRedifferentiationBesideALocalOption(t *testing.T) {
	p := readCase(t, "../../cases/synthetic/braf-after-lenvatinib.yaml")
	for _, fact := range []string{"disease.judged_oligometastatic", "staging.thorough"} {
		p.Judgements = append(p.Judgements, record.Judgement{Fact: fact, Answer: record.Some("yes")})
	}
	p.Judgements = append(p.Judgements, record.Judgement{Fact: "lesion.local_option_open", Lesion: "lung", Answer: record.Some("yes")})
	o := wantVerdict(t, assess(t, p, article(t), ""), "redifferentiation", "", verdict.Discouraged, verdict.CheckFirst, verdict.NotEligible)
	if !slices.ContainsFunc(o.Against, func(x verdict.Argument) bool { return x.Status == "met" }) &&
		!slices.ContainsFunc(o.Requires, func(x verdict.Argument) bool { return x.Status == "not-met" }) {
		t.Errorf("the open local option does not speak against: %s, against %+v", o.Verdict, o.Against)
	}
}

// The shortest useful file: eight fields, each answered.
func TestEightFieldsGiveAUsefulAnswer(t *testing.T) {
	p := decode(t, `symport: case/1
id: eight-fields
as-of: 2025-01-10
complete: [radioiodine, systemic]
patient: { sex: female, age: 63 y, menopause: yes }
tumour: { histology: follicular }
lesions: { lung: { site: lung }, spine: { site: bone, symptomatic: no } }
radioiodine: [{ courses: 3, total: 16.7 GBq, to: 2024-05 }]
imaging:
  - { date: 2024-05, modality: whole-body scan, tracer: I-131, kind: post-therapy, lesions: { lung: { uptake: yes }, spine: { uptake: no } } }
  - { date: 2024-11, modality: CT, response: progression }
`)
	a := assess(t, p, article(t), "")
	for id, want := range map[string]string{
		"rair.no-uptake": "met", "rair.mixed-uptake": "met", "rair.progression-after-cumulative": "not-met",
		"rair.progression-after-rai-12mo": "unknown", "rair.fdg-avid": "unknown",
	} {
		if got := criterionStatus(a, id); got != want {
			t.Errorf("%s is %s, want %s", id, got, want)
		}
	}
	if f := findingOf(t, a, "progression.time_after_rai", ""); f.Why != whyNoBaseline {
		t.Errorf("the missing scan is not named: %+v", f)
	}
	if len(a.Missing) < 3 || len(a.Actions) == 0 {
		t.Errorf("%d questions, %d actions", len(a.Missing), len(a.Actions))
	}
}
