package rule

import (
	"slices"
	"strings"
	"testing"
)

func changesOf(s *Set, item string) []string {
	var out []string
	for _, m := range s.Mutants() {
		if m.Item == item {
			out = append(out, m.Kind+": "+m.Change)
		}
	}
	slices.Sort(out)
	return out
}

func TestMutantsOfARule(t *testing.T) {
	s := compiled(t, testRules)
	want := []string{
		"atom: when: tg.doubling < p.tg_doubling_fast && rair.no_uptake -> false && rair.no_uptake",
		"atom: when: tg.doubling < p.tg_doubling_fast && rair.no_uptake -> tg.doubling < p.tg_doubling_fast && false",
		"atom: when: tg.doubling < p.tg_doubling_fast && rair.no_uptake -> tg.doubling < p.tg_doubling_fast && true",
		"atom: when: tg.doubling < p.tg_doubling_fast && rair.no_uptake -> true && rair.no_uptake",
		"junction: when: tg.doubling < p.tg_doubling_fast && rair.no_uptake -> tg.doubling < p.tg_doubling_fast || rair.no_uptake",
		"operator: when: tg.doubling < p.tg_doubling_fast && rair.no_uptake -> tg.doubling <= p.tg_doubling_fast && rair.no_uptake",
		"operator: when: tg.doubling < p.tg_doubling_fast && rair.no_uptake -> tg.doubling > p.tg_doubling_fast && rair.no_uptake",
		"role: for strong -> against strong",
		"role: for strong -> informs",
		"scope: scope dtc.m1 dropped",
		"strength: for strong -> for conditional",
	}
	if got := changesOf(s, "rule drug.fast"); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for item, want := range map[string]string{
		"parameter adult":            "", // no condition reads it
		"parameter tg-doubling-fast": "threshold: 12 -> 11; threshold: 12 -> 13",
		"parameter ceiling":          "threshold: 7.4 -> 7.3; threshold: 7.4 -> 7.5",
		"rule drug.pressure":         "atom: when: bp.high -> false; atom: when: bp.high -> true; excluder: excludes correctable -> excludes absolute; role: excludes correctable -> informs",
		"criterion rair.no-uptake": "atom: when: !lesion.uptake -> !false; atom: when: !lesion.uptake -> !true; " +
			"negation: when: !lesion.uptake -> lesion.uptake; over: over: any -> all",
		"option drug": "atom: continues: drug.ongoing -> false; atom: continues: drug.ongoing -> true",
	} {
		if got := strings.Join(changesOf(s, item), "; "); got != want {
			t.Errorf("%s: %s, want %s", item, got, want)
		}
	}
}

// Of a || b && c || d each operator is another place, and && binds before ||.
func TestJunctionsBindAsWritten(t *testing.T) {
	rules := strings.Replace(testRules, "when: bp.high", "when: bp.high || pregnant && drug.ongoing || dtc.metastatic", 1)
	var got []string
	for _, c := range changesOf(compiled(t, rules), "rule drug.pressure") {
		if changed, ok := strings.CutPrefix(c, "junction: when: bp.high || pregnant && drug.ongoing || dtc.metastatic -> "); ok {
			got = append(got, changed)
		}
	}
	want := []string{
		"bp.high && pregnant && drug.ongoing || dtc.metastatic",
		"bp.high || pregnant && drug.ongoing && dtc.metastatic",
		"bp.high || pregnant || drug.ongoing || dtc.metastatic",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A changed condition says what its text says when it is compiled, and the set it came
// from says what it said before.
func TestMutantsSayWhatTheirTextSays(t *testing.T) {
	w := generate(seeded(7), size{truths: 20, quantities: 10, enums: 5, lesionFacts: 6, criteria: 6, options: 6, arguments: 30})
	s, text, held := w.compile(t), string(w.files[0].Data), 0
	patients := make([]*Result, 60)
	for i := range patients {
		patients[i] = s.Assess(patient(seeded(uint64(i)), s, i%3, 0.3))
	}
	written := map[string]string{}
	for _, o := range s.Options {
		for _, a := range o.Arguments {
			written["rule "+a.Rule] = "when: '" + a.When + "'"
		}
	}
	for _, m := range s.Mutants() {
		_, after, condition := strings.Cut(m.Change, " -> ")
		if before := written[m.Item]; !condition || !strings.HasPrefix(m.Change, "when: ") || m.Kind == "atom" || strings.Count(text, before) != 1 {
			continue
		}
		again := w
		again.files = []File{{Name: "again.yaml", Data: []byte(strings.Replace(text, written[m.Item], "when: '"+after+"'", 1))}}
		compiledAgain, changed := again.compile(t), m.Set()
		held++
		for _, was := range patients {
			if !changed.Assess(was.Facts).Same(compiledAgain.Assess(was.Facts)) {
				t.Fatalf("%s: %s differs from its text", m.Item, m.Change)
			}
			if !s.Assess(was.Facts).Same(was) {
				t.Fatalf("%s: %s changed the set it came from", m.Item, m.Change)
			}
		}
	}
	if held < 20 {
		t.Errorf("only %d changes were held against their text", held)
	}
}

func TestStepOfAThreshold(t *testing.T) {
	for value, want := range map[float64]float64{70: 1, 22.2: 0.1, 0.25: 0.01, 1: 0.1, 0.1: 0.01, 0: 1} {
		if got := stepOf(value); got < want*0.999 || got > want*1.001 {
			t.Errorf("step of %v is %v, want %v", value, got, want)
		}
	}
}
