package casefile

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"symport/internal/fact"
)

// terms are facts of each type and scope, made for the test.
func terms() []fact.Term {
	return []fact.Term{
		{ID: "load.judged_low", Type: fact.Truth, Scope: fact.OfPatient},
		{ID: "rai.courses", Type: fact.Quantity, Scope: fact.OfPatient, Unit: "1"},
		{ID: "bp.diastolic", Type: fact.Quantity, Scope: fact.OfPatient, Unit: "mmHg"},
		{ID: "lesion.site", Type: fact.Enum, Scope: fact.OfLesion, Members: []string{"lung", "soft_tissue"}},
		{ID: "plan.over_ceiling", Type: fact.Truth, Scope: fact.OfActivity},
	}
}

func TestAnswersFitTheirFacts(t *testing.T) {
	for _, c := range []struct{ entry, want string }{
		{"fact: load.judged_low, answer: yes", ""},
		{"fact: load.judged_low, answer: Yes", ""},
		{"fact: load.judged_low, answer: true", ""},
		{"fact: load.judged_low, answer: pending", ""},
		{"fact: rai.courses, answer: 3", ""},
		{"fact: rai.courses, answer: not-done", ""},
		{"fact: bp.diastolic, answer: 80 mmHg", ""},
		{"fact: lesion.site, lesion: l, answer: soft-tissue", ""},
		{"fact: load.low, answer: yes", `t:5:13: error: no fact is called "load.low" (did you mean load.judged_low?)`},
		{"fact: load.judged_lwo, answer: yes", `t:5:13: error: no fact is called "load.judged_lwo" (did you mean load.judged_low?)`},
		{"fact: utter.nonsense, answer: yes", `t:5:13: error: no fact is called "utter.nonsense" (the ids are those of findings in symport consult example:cantemist-945 --format json)`},
		{"fact: load.judged_low, answer: maybe", `t:5:38: error: "maybe" is no answer to load.judged_low (write yes, no or unknown)`},
		{"fact: load.judged_low, answer: 3", `t:5:38: error: "3" is no answer to load.judged_low (write yes, no or unknown)`},
		{"fact: rai.courses, answer: 3 GBq", `t:5:34: error: "3 GBq" is no answer to rai.courses (a number without a unit)`},
		{"fact: bp.diastolic, answer: 80 GBq", `t:5:35: error: "80 GBq" is no answer to bp.diastolic (a quantity in mmHg)`},
		{"fact: bp.diastolic, answer: 80", `t:5:35: error: "80" is no answer to bp.diastolic (a quantity in mmHg)`},
		{"fact: bp.diastolic, answer: yes", `t:5:35: error: "yes" is no answer to bp.diastolic (a quantity in mmHg)`},
		{"fact: lesion.site, lesion: l, answer: banana", `t:5:45: error: "banana" is no answer to lesion.site (one of lung, soft_tissue)`},
		{"fact: lesion.site, lesion: l, answer: lng", `t:5:45: error: "lng" is no answer to lesion.site (did you mean lung?)`},
		{"fact: lesion.site, answer: lung", `t:5:13: error: lesion.site is a fact of a lesion (add lesion: and its id)`},
		{"fact: load.judged_low, lesion: l, answer: yes", `t:5:38: error: load.judged_low is a fact of the patient, not of a lesion (leave lesion out)`},
		{"fact: plan.over_ceiling, answer: no", `t:5:13: error: plan.over_ceiling is computed for each planned activity, not answered`},
	} {
		text := "symport: case/1\nid: x\nlesions: { l: { site: lung } }\njudgements:\n  - { " + c.entry + " }\n"
		var want []string
		if c.want != "" {
			want = []string{c.want}
		}
		r := Read("t", []byte(text), terms)
		if diff := cmp.Diff(want, lines(r.Problems)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.entry, diff)
		}
		if r := Read("t", []byte(text), nil); r.Problems.Err() != nil {
			t.Errorf("%s: without a vocabulary: %v", c.entry, r.Problems)
		}
	}
}

// What is read as yes is yes, however it is written.
func TestAnswerYes(t *testing.T) {
	for _, word := range []string{"yes", "Yes", "YES", "true"} {
		r := Read("t", []byte("symport: case/1\nid: x\njudgements: [{ fact: load.judged_low, answer: "+word+" }]\n"), terms)
		if r.Patient == nil || r.Patient.Judgements[0].Answer.V != "yes" {
			t.Errorf("%s: %v", word, r.Problems)
		}
	}
}
