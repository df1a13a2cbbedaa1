package rule

import (
	"fmt"
	"slices"
	"testing"

	"symport/internal/fact"
	"symport/internal/verdict"
)

// TestRoles: what each role does to a verdict, argument by argument. In the miniature
// bp.high is met, drug.ongoing is not met, pregnant is unknown.
func TestRoles(t *testing.T) {
	const (
		met, not, open = "bp.high", "drug.ongoing", "pregnant"
		strong         = "{rule: f, for: strong, when: bp.high}"
	)
	arg := func(role, when string) string { return fmt.Sprintf("{rule: a, %s, when: %s}", role, when) }
	cases := []struct {
		arguments []string
		extra     string
		want      verdict.Verdict
	}{
		{[]string{strong}, "", verdict.Indicated},
		{[]string{arg("for: conditional", met)}, "", verdict.Consider},
		{[]string{arg("for: weak", met)}, "", verdict.Consider},
		{[]string{arg("for: strong", open)}, "", verdict.NeedsData},
		{[]string{arg("for: strong", not)}, "", verdict.NotIndicated},
		{[]string{arg("informs: yes", met)}, "", verdict.NotAddressed},
		{[]string{strong, arg("excludes: absolute", met)}, "", verdict.Contraindicated},
		{[]string{strong, arg("excludes: absolute", open)}, "", verdict.CheckFirst},
		{[]string{strong, "{rule: a, excludes: correctable, correct: it, when: " + met + "}"}, "", verdict.Defer},
		{[]string{strong, "{rule: a, excludes: correctable, correct: it, gate: before-start, when: " + met + "}"}, "", verdict.Indicated},
		{[]string{strong, "{rule: a, excludes: correctable, correct: it, gate: before-start, when: " + open + "}"}, "", verdict.Indicated},
		{[]string{strong, arg("requires: yes", not)}, "", verdict.NotEligible},
		{[]string{strong, arg("requires: yes", open)}, "", verdict.CheckFirst},
		{[]string{strong, arg("requires: yes", met)}, "", verdict.Indicated},
		{[]string{strong, arg("against: strong", met)}, "", verdict.Consider},
		{[]string{strong, arg("against: strong", open)}, "", verdict.Indicated},
		{[]string{strong, arg("against: conditional", met)}, "", verdict.Indicated},
		{[]string{"{rule: f, for: weak, when: bp.high}", arg("against: strong", met)}, "", verdict.Discouraged},
		{[]string{strong, arg("failed: yes", met)}, "", verdict.Discouraged},
		{[]string{strong, arg("failed: yes", open)}, "", verdict.CheckFirst},
		{[]string{strong}, "  experimental: yes\n", verdict.Consider},
		{[]string{strong, "{rule: a, informs: yes, cap: consider, when: " + met + "}"}, "", verdict.Consider},
		{[]string{strong, "{rule: a, informs: yes, cap: consider, when: " + not + "}"}, "", verdict.Indicated},
		{[]string{strong, arg("informs: yes", met)}, "  continues: bp.high\n", verdict.Indicated},
	}
	for _, c := range cases {
		rules := "- option: x\n  label: X\n  number: 1\n  kind: treatment\n" + c.extra + "  arguments:\n"
		for _, a := range c.arguments {
			rules += "    - " + a + "\n"
		}
		s := compiled(t, rules)
		f := NewFacts(s.Vocabulary)
		f.Set("bp.high", fact.True())
		f.Set("drug.ongoing", fact.False())
		if got := s.Assess(f).Options[0]; got.Verdict != c.want {
			t.Errorf("%v %sis %s, want %s (%v)", c.arguments, c.extra, got.Verdict, c.want, got.State)
		}
	}
}

// TestWords: where the parts of an option go in the words of an assessment.
func TestWords(t *testing.T) {
	s := compiled(t, `
- option: x
  label: X
  number: 1
  kind: test
  continues: bp.high
  experimental: yes
  alternative: [y]
  arguments:
    - {rule: a.for, for: strong, when: bp.high, sources: [s2, s1]}
    - {rule: a.gate, excludes: correctable, correct: ecg, gate: before-start, when: '!drug.ongoing', sources: [s1]}
    - {rule: a.failed, failed: yes, when: pregnant}
    - {rule: a.informs, informs: yes, when: pregnant}
`)
	f := NewFacts(s.Vocabulary)
	f.Set("bp.high", fact.True())
	f.Set("drug.ongoing", fact.False())
	f.Set("pregnant", fact.True())
	o := s.Assess(f).OptionVerdicts()[0]
	if o.Verdict != verdict.Discouraged || o.State != "ongoing" || !o.Experimental || !slices.Equal(o.Alternative, []string{"y"}) {
		t.Errorf("%s, %s, %v, %v", o.Verdict, o.State, o.Experimental, o.Alternative)
	}
	if len(o.For) != 1 || len(o.Checklist) != 1 || len(o.Excludes) != 0 || len(o.Informs) != 1 || len(o.Against) != 1 || o.Against[0].Role != "failed" {
		t.Errorf("for %d, checklist %d, excludes %d, informs %d, against %d", len(o.For), len(o.Checklist), len(o.Excludes), len(o.Informs), len(o.Against))
	}
	if o.Counts != (verdict.Counts{For: 1, Against: 1}) || !slices.Equal(o.Sources, []string{"s1", "s2"}) || len(o.Correct) > 0 {
		t.Errorf("%+v %v %v", o.Counts, o.Sources, o.Correct)
	}
}

// TestSafetyDoesNotAddress: the floor holds in every patient, but an option of which the
// edition does not speak in this patient stays not addressed.
func TestSafetyDoesNotAddress(t *testing.T) {
	edition := File{Name: "e", Scope: "dtc.metastatic", Data: []byte("- option: x\n  label: X\n  number: 1\n  kind: treatment\n  arguments:\n    - {rule: f, for: strong, when: bp.high}\n")}
	floor := File{Name: "s", Safety: true, Data: []byte("- option: x\n  arguments:\n    - {rule: a, excludes: absolute, when: pregnant}\n")}
	s, problems := Compile(testVocabulary(), testParams(), []File{edition, floor})
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	f := NewFacts(s.Vocabulary)
	f.Set("bp.high", fact.True())
	f.Set("dtc.metastatic", fact.False())
	f.Set("pregnant", fact.False())
	if o := s.Assess(f).Options[0]; o.Verdict != verdict.NotAddressed || o.Reason != "outside-scope" {
		t.Errorf("%s, %s", o.Verdict, o.Reason)
	}
	f.Set("pregnant", fact.True())
	if o := s.Assess(f).Options[0]; o.Verdict != verdict.Contraindicated {
		t.Errorf("the floor does not hold: %s", o.Verdict)
	}
}

// TestOnlyIf: no entry for a lesion that the option cannot be for; one that may be has.
func TestOnlyIf(t *testing.T) {
	s := compiled(t, `
- option: x
  label: X
  number: 1
  kind: treatment
  each: lesion
  only-if: lesion.site == bone
  arguments:
    - {rule: f, for: strong, when: lesion.painful}
`)
	f := NewFacts(s.Vocabulary)
	for i, site := range []fact.Value{fact.Members(2), fact.Members(1), fact.Members(3), {}} {
		f.SetOn(f.AddLesion(fmt.Sprint("L", i+1)), "lesion.site", site)
	}
	var got []string
	for _, o := range s.Assess(f).Options {
		got = append(got, o.Target.ID)
	}
	if !slices.Equal(got, []string{"L1", "L3", "L4"}) {
		t.Errorf("entries for %v", got)
	}
	f.Lesions = f.Lesions[1:2]
	if o := s.Assess(f).Options; len(o) != 1 || o[0].Target.Kind != "patient" || o[0].Verdict != verdict.NeedsData {
		t.Errorf("only a lung lesion known, list open: %+v", o)
	}
}
