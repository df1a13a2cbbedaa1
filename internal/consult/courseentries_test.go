package consult

import (
	"testing"

	"symport/internal/date"
	"symport/internal/record"
)

// A made-up case with an entry in every list whose entries are dated.
const entriesCase = `symport: case/1
id: ENTRIES
synthetic: yes
patient:
  sex: female
  age: 60 y
  comorbidity: [{ name: diabetes, date: 2022-06-01 }]
  medication: [{ drug: metformin, from: 2022-06-01 }]
tumour:
  histology: papillary
  molecular: [{ gene: BRAF, alteration: V600E, result: detected, date: 2022-06-01 }]
lesions:
  a: { site: lung }
surgery: [{ date: 2022-06-01, what: total thyroidectomy }]
radioiodine: [{ date: 2022-06-01, activity: 7.4 GBq }]
external-beam: [{ date: 2022-06-01, lesions: [a], dose: 20 Gy }]
local: [{ date: 2022-06-01, what: embolisation, lesions: [a] }]
imaging: [{ date: 2022-06-01, modality: CT, lesions: { a: { longest: 20 mm } } }]
laboratory: [{ date: 2022-06-01, test: Tg, value: 5 ng/mL }, { date: 2022-06-01, test: calcium, value: 2.3 mmol/L }]
performance: [{ date: 2022-06-01, ecog: 1 }]
vitals: [{ date: 2022-06-01, blood-pressure: 165/100 mmHg }]
heart: [{ date: 2022-06-01, qtc: 505 ms }]
systemic: [{ drug: lenvatinib, from: 2022-06-01 }]
adverse-events: [{ date: 2022-06-01, event: fatigue, grade: 3, ctcae: "5.0" }]
dosimetry: [{ date: 2022-06-01, nuclide: I-124 }]
decisions: [{ date: 2022-06-01, by: board, question: refractory to radioiodine, decision: yes }]
events: [{ date: 2022-06-01, what: fracture }]
levothyroxine: [{ from: 2022-06-01, dose: 150 ug/d }]
bone-agents: [{ drug: denosumab, from: 2022-06-01, dose: 120 mg every 4 wk }]
radionuclide: [{ date: 2022-06-01, agent: Lu-177 DOTATATE }]
redifferentiation: [{ date: 2022-06-01, drug: selumetinib, uptake: restored }]
red-flags: [{ flag: cord, date: 2022-06-01, present: no }]
responses: [{ date: 2022-06-01, verdict: stable }]
iodine-load: [{ date: 2022-06-01, what: contrast }]
biopsies: [{ date: 2022-06-01, lesions: [a], histology: papillary, result: metastasis }]
malignancies: [{ what: lung adenocarcinoma, date: 2022-06-01, state: active }]
judgements: [{ fact: lesion.threatens, lesion: a, answer: yes, date: 2022-06-01 }]
preferences: [{ date: 2022-06-04, option: lenvatinib, wish: refuses }]
`

// No dated entry that a verdict can hang on is absent from the course.
func TestEveryDatedEntryIsInTheCourse(t *testing.T) {
	p := decode(t, entriesCase)
	listed := map[int]bool{}
	for _, e := range events(p, date.Of(2022, 12, 31)) {
		listed[e.seq] = true
	}
	seen := map[record.Section]bool{}
	check := func(sec record.Section, e *record.Entry) {
		seen[sec] = true
		if e.Span().Known && !listed[e.Seq] {
			t.Errorf("%s of line %d is in no line of the course", sec, e.Line)
		}
	}
	entriesOf(p, check)
	standingOf(p, check)
	if len(seen) < 27 {
		t.Errorf("the case has entries of %d sections only: %v", len(seen), seen)
	}
}
