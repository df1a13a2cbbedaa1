package consult

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"symport/internal/verdict"
)

// safetyCase is a man or woman of 50 with an avid lung metastasis on 2025-06-15; %s are more
// closed sections, sex, more of the person, and more sections.
const safetyCase = `symport: case/1
id: S
synthetic: yes
as-of: 2025-06-15
complete: [radioiodine, lesions%s]
patient: { sex: %s, age: 50 y%s }
tumour: { histology: papillary }
lesions:
  lung: { site: lung, found: 2022-01 }
%s`

// factOf is "status value" of a fact of the patient.
func factOf(t *testing.T, a *verdict.Assessment, id string) string {
	t.Helper()
	for i := range a.Findings {
		if f := &a.Findings[i]; f.ID == id && f.Lesion == "" {
			if f.Status != "known" {
				return f.Status
			}
			return fmt.Sprint(f.Value)
		}
	}
	t.Fatalf("no fact %s", id)
	return ""
}

func warnsOf(a *verdict.Assessment, id, text string) bool {
	return slices.ContainsFunc(a.Warnings, func(w verdict.Warning) bool { return w.ID == id && strings.Contains(w.Text, text) })
}

// TestClosedListsDoNotDenyWhatIsNotUnderstood: an entry of a complete list is read by its
// sense; what nobody understands, or is said half, leaves open what it could be.
func TestClosedListsDoNotDenyWhatIsNotUnderstood(t *testing.T) {
	tests := []struct{ name, closed, person, more, fact, want, warning string }{
		{"dialysis by another word", ", comorbidity", ", comorbidity: [haemodialysis]", "", "renal.dialysis", "true", ""},
		{"a word before the disease", ", comorbidity", ", comorbidity: [congestive heart failure]", "", "heart.failure", "true", ""},
		{"renal failure by grade", ", comorbidity", ", comorbidity: [{ name: chronic kidney disease, grade: 5 }]", "", "renal.failure", "true", ""},
		{"renal failure by filtration", ", comorbidity", "", "laboratory: [{ date: 2025-06-10, test: eGFR, value: 9 mL/min }]\n", "renal.failure", "true", ""},
		{"grade not said", ", comorbidity", ", comorbidity: [chronic kidney disease]", "", "renal.failure", "unknown", ""},
		{"what says nothing of it", ", comorbidity", ", comorbidity: [diabetes]", "", "renal.failure", "false", ""},
		{"a rare disease", ", comorbidity", ", comorbidity: [Gaucher disease]", "", "renal.failure", "unknown", "Gaucher disease"},
		{"an event", ", comorbidity, events", "", "events: [{ date: 2025-01-01, what: collapse at home }]\n", "event.arterial_ever", "unknown", "collapse at home"},
		{"TIA", ", comorbidity, events", "", "events: [{ date: 2025-01-01, what: TIA }]\n", "event.arterial_ever", "true", ""},
		{"excluded in the name", ", comorbidity", ", comorbidity: [hypertension excluded]", "", "bp.hypertension", "unknown", "hypertension excluded"},
		{"carotid", ", risks", ", risks: [carotid encasement]", "", "risk.bleeding_site", "true", ""},
		{"a risk nobody knows", ", risks", ", risks: [thin trachea wall]", "", "risk.bleeding_site", "unknown", "thin trachea wall"},
		{"a risk not looked for", ", risks", ", risks: [{ name: fistula, present: unknown }]", "", "risk.bleeding_site", "unknown", ""},
		{"none", ", risks", "", "", "risk.bleeding_site", "false", ""},
		{"one kind denied", "", ", denied: [stroke]", "", "event.arterial_ever", "unknown", ""},
		{"dialysis denied", "", ", denied: [dialysis]", "", "renal.failure", "unknown", ""},
		{"trade name", ", systemic", "", "systemic: [{ drug: Lenvima, from: 2023-02, to: 2024-01, stopped: progression }]\n", "lenvatinib.failed", "true", ""},
		{"slip in a name", ", systemic", "", "systemic: [{ drug: lenvatinb, from: 2023-02, to: 2024-01, stopped: progression }]\n", "tki.ever", "unknown", "lenvatinb"},
		{"class only", ", systemic", "", "systemic: [{ drug: unknown TKI, from: 2023-02, to: 2024-01, stopped: progression }]\n", "tki.failed", "true", ""},
		{"class only, a drug", ", systemic", "", "systemic: [{ drug: multikinase inhibitor, from: 2023-02, to: 2024-01, stopped: progression }]\n", "lenvatinib.failed", "unknown", "kinase inhibitor"},
		{"no inhibitor", ", systemic", "", "systemic: [{ drug: doxorubicin, from: 2023-02, to: 2024-01 }]\n", "tki.ever", "false", ""},
		{"contrast not said", ", iodine-load", "", "imaging: [{ date: 2025-06-01, modality: CT, contrast: unknown }]\n", "iodine.contrast_recent", "unknown", ""},
		{"contrast denied", ", iodine-load", "", "imaging: [{ date: 2025-06-01, modality: CT, contrast: no }]\n", "iodine.contrast_recent", "false", ""},
		{"another load", ", iodine-load", "", "iodine-load: [{ date: 2025-06-01, what: kelp tablets }]\n", "iodine.contrast_recent", "unknown", ""},
		{"amiodarone by trade name", ", medication", ", medication: [{ drug: Cordarone }]", "", "iodine.amiodarone", "true", ""},
		{"medicine nobody knows", ", medication, iodine-load", ", medication: [{ drug: Xyzol }]", "", "iodine.amiodarone", "unknown", "Xyzol"},
		{"a known ending", ", medication, iodine-load", ", medication: [{ drug: bisoprolol }]", "", "iodine.amiodarone", "false", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := assess(t, decode(t, fmt.Sprintf(safetyCase, tt.closed, "male", tt.person, tt.more)), article(t), "")
			if got := factOf(t, a, tt.fact); got != tt.want {
				t.Errorf("%s is %s, want %s", tt.fact, got, tt.want)
			}
			if tt.warning != "" && !warnsOf(a, "not-understood", tt.warning) {
				t.Errorf("no warning names %q: %v", tt.warning, a.Warnings)
			}
		})
	}
}

// TestPregnancyByAnyEvidence: a test or an event counts beside the statement; a "no" with
// signs of a pregnancy that should go on is none.
func TestPregnancyByAnyEvidence(t *testing.T) {
	const no = ", pregnancy: not-pregnant, pregnancy-on: 2025-06-01"
	tests := []struct {
		name, sex, person, more, want string
		contradicts                   bool
	}{
		{"no", "female", no, "", "false", false},
		{"hCG above the usual limit", "female", no, "laboratory: [{ date: 2025-06-14, test: hCG, value: 5000 IU/L }]\n", "true", true},
		{"hCG above its own reference", "female", no, "laboratory: [{ date: 2025-06-14, test: hCG, value: 4 IU/L, reference: <3 }]\n", "true", true},
		{"hCG within it", "female", no, "laboratory: [{ date: 2025-06-14, test: hCG, value: 4 IU/L, reference: <10 }]\n", "false", false},
		{"positive test", "female", no, "laboratory: [{ date: 2025-06-14, test: pregnancy test, value: positive }]\n", "true", true},
		{"negative test alone", "female", "", "laboratory: [{ date: 2025-06-14, test: hCG, value: negative }]\n", "false", false},
		{"event", "female", no, "events: [{ date: 2025-06-14, what: pregnancy }]\n", "true", true},
		{"event before the no", "female", no, "events: [{ date: 2025-05-20, what: pregnancy }]\n", "unknown", true},
		{"ended in between", "female", no, "events: [{ date: 2025-02-20, what: pregnancy }, { date: 2025-05-28, what: miscarriage }]\n", "false", false},
		{"years before", "female", no, "events: [{ date: 2019-05-20, what: pregnancy }]\n", "false", false},
		{"after the menopause", "female", ", menopause: post", "laboratory: [{ date: 2025-06-14, test: hCG, value: 5000 IU/L }]\n", "unknown", true},
		{"a man", "male", "", "laboratory: [{ date: 2025-06-14, test: hCG, value: 5000 IU/L }]\n", "not-applicable", true},
		{"answer", "female", no, "judgements: [{ date: 2025-06-14, fact: patient.pregnant, answer: yes }]\n", "true", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := assess(t, decode(t, fmt.Sprintf(safetyCase, "", tt.sex, tt.person, tt.more)), article(t), "")
			if got := factOf(t, a, "patient.pregnant"); got != tt.want {
				t.Errorf("pregnant %s, want %s", got, tt.want)
			}
			if got := warnsOf(a, "pregnancy-contradicts", ""); got != tt.contradicts {
				t.Errorf("contradiction said %v, want %v: %v", got, tt.contradicts, a.Warnings)
			}
		})
	}
}

// TestLesionsOwnWordOutweighsAClosedList of risks.
func TestLesionsOwnWordOutweighsAClosedList(t *testing.T) {
	for _, lesion := range []string{"site: neck, threatens: airway", "site: neck, threatens: vessel", "site: neck, threatens: oesophagus", "site: airway"} {
		for _, closed := range []string{"", ", risks"} {
			text := strings.Replace(fmt.Sprintf(safetyCase, closed, "male", "", ""), "lesions:\n", "lesions:\n  nk: { found: 2025-01, "+lesion+" }\n", 1)
			a := assess(t, decode(t, text), article(t), "")
			if got := factOf(t, a, "risk.bleeding_site"); got != "true" {
				t.Errorf("%s, closed %q: %s", lesion, closed, got)
			}
			for _, id := range []string{"airway", "bleeding"} {
				if f := redFlag(a, id); f == nil || f.Status != "unknown" || len(f.Because) == 0 {
					t.Errorf("%s, closed %q: flag %s is %+v", lesion, closed, id, f)
				}
			}
		}
	}
}

func redFlag(a *verdict.Assessment, id string) *verdict.RedFlag {
	for i := range a.RedFlags {
		if a.RedFlags[i].ID == id {
			return &a.RedFlags[i]
		}
	}
	return nil
}

// TestEmergenciesOnRecordAreNeverSilent: none of the lesions of the case makes one of these
// signs possible. Limits: 3.5 mmol/L (Walsh 2016), 0.5 x 10^9/L with 38.3 degrees (Freifeld 2011).
func TestEmergenciesOnRecordAreNeverSilent(t *testing.T) {
	tests := []struct{ name, person, more, flag, want, because string }{
		{"calcium that is urgent", "", "laboratory: [{ date: 2025-06-10, test: calcium, value: 3.6 mmol/L, reference: 2.15-2.55 }]\n", "hypercalcaemia", "met", ""},
		{"the same in mg/dL", "", "laboratory: [{ date: 2025-06-10, test: calcium, value: 14.4 mg/dL }]\n", "hypercalcaemia", "met", ""},
		{"above its range", "", "laboratory: [{ date: 2025-06-10, test: calcium, value: 2.7 mmol/L, reference: 2.15-2.55 }]\n", "hypercalcaemia", "unknown", "2.7 mmol/L"},
		{"within its range", "", "laboratory: [{ date: 2025-06-10, test: corrected calcium, value: 2.4 mmol/L, reference: 2.15-2.55 }]\n", "hypercalcaemia", "not-met", ""},
		{"neutrophils and fever", "", "laboratory: [{ date: 2025-06-10, test: neutrophils, value: 0.3 10^9/L }]\nvitals: [{ date: 2025-06-10, temperature: 39 degC }]\n", "febrile-neutropenia", "met", ""},
		{"neutrophils, no temperature", "", "laboratory: [{ date: 2025-06-10, test: neutrophils, value: 0.3 10^9/L }]\n", "febrile-neutropenia", "unknown", "0.3"},
		{"neutrophils without fever", "", "laboratory: [{ date: 2025-06-10, test: neutrophils, value: 0.3 10^9/L }]\nvitals: [{ date: 2025-06-10, temperature: 36.8 degC }]\n", "febrile-neutropenia", "", ""},
		{"airway as a risk", ", risks: [{ name: airway invasion, detail: tracheal compression }]", "", "airway", "unknown", "airway invasion"},
		{"fracture as an event", "", "events: [{ date: 2025-06-01, what: fracture, detail: pubic rami }]\n", "impending-fracture", "unknown", "fracture"},
		{"pathological fracture", "", "events: [{ date: 2025-06-01, what: pathological fracture of the femur }]\n", "impending-fracture", "met", ""},
		{"fistula under a drug", "", "adverse-events: [{ date: 2025-06-01, event: oesophago-tracheal fistula }]\n", "bleeding", "unknown", "fistula"},
		{"in a report", "", "imaging: [{ date: 2025-06-01, modality: MRI, result: epidural growth at T8 }]\n", "cord-compression", "unknown", "MRI"},
		{"denied in a report", "", "imaging: [{ date: 2025-06-01, modality: MRI, result: no epidural growth }]\n", "cord-compression", "", ""},
		{"answered since", ", risks: [airway invasion]", "red-flags: [{ date: 2025-06-12, flag: airway, present: no }]\n", "airway", "not-met", ""},
		{"long ago, and yes", "", "red-flags: [{ date: 2025-03-12, flag: calcium, present: yes }]\n", "hypercalcaemia", "unknown", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := assess(t, decode(t, fmt.Sprintf(safetyCase, "", "male", tt.person, tt.more)), article(t), "")
			f := redFlag(a, tt.flag)
			switch {
			case f == nil && tt.want != "", f != nil && f.Status != tt.want:
				t.Fatalf("flag is %+v, want %q", f, tt.want)
			case tt.because != "" && !strings.Contains(strings.Join(f.Because, " "), tt.because):
				t.Errorf("because %v, want %q", f.Because, tt.because)
			}
		})
	}
}

// TestUnreadableAntibodiesEndTheUseOfThyroglobulin, and a fall beside growth is no response.
func TestUnreadableAntibodiesEndTheUseOfThyroglobulin(t *testing.T) {
	const course = `surgery: [{ date: 2019-08-01, what: total thyroidectomy }]
radioiodine: [{ date: 2024-08-15, activity: 7.4 GBq }]
imaging:
  - { id: c1, date: 2024-08-16, modality: CT, lesions: { lung: { longest: 20 mm } } }
  - { id: c2, date: 2025-06-01, modality: CT, compared-with: c1, lesions: { lung: { longest: %s mm } } }
laboratory:
  - { date: 2024-10-01, test: Tg, value: 200 ng/mL, tsh-state: suppressed, assay: A }
  - { date: 2025-06-01, test: Tg, value: 60 ng/mL, tsh-state: suppressed, assay: A }
  - { date: 2024-10-01, test: TgAb, value: negative }
  - { date: 2025-06-01, test: TgAb, value: %s }
`
	tests := []struct{ name, size, tgab, positive, usable, responding string }{
		{"negative, stable", "20", "negative", "false", "1", "true"},
		{"without reference", "20", "250 IU/mL", "unknown", "unknown", "unknown"},
		{"negative, growing", "31", "negative", "false", "1", "unknown"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := assess(t, decode(t, fmt.Sprintf(safetyCase, "", "male", "", fmt.Sprintf(course, tt.size, tt.tgab))), article(t), "")
			got := []string{factOf(t, a, "tgab.positive"), factOf(t, a, "tg.usable_values"), factOf(t, a, "rai.still_responding")}
			if want := []string{tt.positive, tt.usable, tt.responding}; !slices.Equal(got, want) {
				t.Errorf("%v, want %v", got, want)
			}
		})
	}
}

// TestAnAnswerSettlesAnUncertainDay: a drug that began in the month of the question runs or
// does not; an answer of that day says which.
func TestAnAnswerSettlesAnUncertainDay(t *testing.T) {
	const drugs = "systemic:\n  - { drug: sorafenib, from: 2024-01-01, to: 2025-01-01, stopped: progression }\n  - { drug: lenvatinib, from: 2025-06, ongoing: yes }\n"
	for _, tt := range []struct{ answer, want string }{{"", "unknown"}, {"yes", "true"}, {"no", "false"}} {
		more := drugs
		if tt.answer != "" {
			more += "judgements: [{ date: 2025-06-15, fact: tki.ongoing, answer: " + tt.answer + " }]\n"
		}
		a := assess(t, decode(t, fmt.Sprintf(safetyCase, ", systemic", "male", "", more)), article(t), "")
		if got := factOf(t, a, "tki.ongoing"); got != tt.want {
			t.Errorf("answered %q: %s, want %s", tt.answer, got, tt.want)
		}
	}
}
