package rule

import (
	"testing"

	"symport/internal/fact"
)

// testVocabulary and testRules are an invented miniature: no rule here is clinical.
func testVocabulary() *Vocabulary {
	no := false
	return NewVocabulary([]fact.Term{
		{ID: "dtc.metastatic", Type: fact.Truth, Scope: fact.OfPatient},
		{ID: "pregnant", Type: fact.Truth, Scope: fact.OfPatient, NA: &no},
		{ID: "sex", Type: fact.Enum, Scope: fact.OfPatient, Members: []string{"female", "male"}},
		{ID: "tg.doubling", Type: fact.Quantity, Scope: fact.OfPatient, Kind: "time", Unit: "mo"},
		{ID: "lactation.months_since_end", Type: fact.Quantity, Scope: fact.OfPatient, Kind: "time", Unit: "mo", Moves: "rise"},
		{ID: "age", Type: fact.Quantity, Scope: fact.OfPatient, Kind: "age", Unit: "y"},
		{ID: "bp.high", Type: fact.Truth, Scope: fact.OfPatient},
		{ID: "drug.ongoing", Type: fact.Truth, Scope: fact.OfPatient},
		{ID: "lesion.site", Type: fact.Enum, Scope: fact.OfLesion, Members: []string{"lung", "bone", "lymph-node"}, Moves: "never"},
		{ID: "lesion.painful", Type: fact.Truth, Scope: fact.OfLesion},
		{ID: "lesion.uptake", Type: fact.Truth, Scope: fact.OfLesion},
		{ID: "plan.activity", Type: fact.Quantity, Scope: fact.OfActivity, Kind: "activity", Unit: "GBq"},
	})
}

func testParams() []Param {
	return []Param{
		{ID: "tg-doubling-fast", Kind: "time", Unit: "mo", Value: 12, Moves: true},
		{ID: "breastfeeding-stop", Kind: "time", Unit: "mo", Value: 3, Safer: "higher", Moves: true},
		{ID: "adult", Kind: "age", Unit: "y", Value: 18},
		{ID: "ceiling", Kind: "activity", Unit: "GBq", Value: 7.4},
	}
}

const testRules = `
- criterion: dtc.m1
  label: Distant metastases
  when: dtc.metastatic
- criterion: rair.no-uptake
  label: A lesion without uptake
  for: lesion
  over: any
  when: '!lesion.uptake'
  sources: [article]
- option: external-beam
  label: External-beam radiotherapy
  number: 6
  kind: treatment
  each: lesion
  urgency: routine
  arguments:
    - rule: ebrt.bone
      for: conditional
      when: lesion.site == bone && lesion.painful
      scope: dtc.m1
      text: painful bone lesions are irradiated
      sources: [article]
    - rule: ebrt.pregnant
      excludes: absolute
      when: pregnant
      sources: [article]
- option: drug
  label: A drug
  number: 7
  kind: treatment
  continues: drug.ongoing
  arguments:
    - rule: drug.fast
      for: strong
      when: tg.doubling < p.tg_doubling_fast && rair.no_uptake
      scope: dtc.m1
      sources: [article]
    - rule: drug.pressure
      excludes: correctable
      when: bp.high
      correct: lower the blood pressure
      sources: [article]
    - rule: drug.milk
      excludes: until
      when: lactation.months_since_end < p.breastfeeding_stop
      until: {fact: lactation.months_since_end, reaches: breastfeeding-stop}
      sources: [article]
    - rule: drug.pregnant
      excludes: absolute
      when: pregnant
      sources: [article]
- option: radioiodine
  label: Radioiodine
  number: 2
  kind: treatment
  each: activity
  arguments:
    - rule: rai.m1
      for: conditional
      when: dtc.m1
      sources: [article]
    - rule: rai.ceiling
      excludes: absolute
      when: plan.activity > p.ceiling
      sources: [article]
- constraint: men-are-not-pregnant
  never: sex == male && pregnant
`

func compiled(t testing.TB, rules string) *Set {
	t.Helper()
	s, problems := Compile(testVocabulary(), testParams(), []File{{Name: "a.yaml", Data: []byte(rules)}})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return s
}
