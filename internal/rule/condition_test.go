package rule

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"cel.dev/cel-go/common"
	"cel.dev/cel-go/parser"
	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"symport/internal/fact"
)

// TestThresholds: at, below and above, for values that are exact, bounded on one side,
// open at an end, or estimated. The truth of a range is that of every number in it.
func TestThresholds(t *testing.T) {
	const p = 12
	below := func(hi float64) fact.Value { return fact.Value{Status: fact.Known, Hi: hi, HiOpen: true} }
	above := func(lo float64) fact.Value {
		return fact.Value{Status: fact.Known, Lo: lo, Hi: math.Inf(1), LoOpen: true}
	}
	cases := []struct {
		name                    string
		v                       fact.Value
		less, most, more, least string // n, y or ?; * marks uncertain
	}{
		{"below", fact.Exactly(11.999), "y", "y", "n", "n"},
		{"at", fact.Exactly(12), "n", "y", "n", "y"},
		{"above", fact.Exactly(12.001), "n", "n", "y", "y"},
		{"range below", fact.Within(3, 11), "y", "y", "n", "n"},
		{"range that ends at it", fact.Within(3, 12), "?", "y", "n", "?"},
		{"range that begins at it", fact.Within(12, 20), "n", "?", "?", "y"},
		{"range across", fact.Within(3, 20), "?", "?", "?", "?"},
		{"under the limit, which is it", below(12), "y", "y", "n", "n"},
		{"under a lower limit", below(0.1), "y", "y", "n", "n"},
		{"under a higher limit", below(13), "?", "?", "?", "?"},
		{"more than it", above(12), "n", "n", "y", "y"},
		{"more than less", above(11), "?", "?", "?", "?"},
		{"at least it", fact.AtLeast(12), "n", "?", "?", "y"},
		{"estimated clear of it", fact.Estimated(9, 8, 10), "y", "y", "n", "n"},
		{"estimated across it", fact.Estimated(10, 8, 14), "y*", "y*", "n*", "n*"},
		{"estimated at it", fact.Estimated(12, 8, 14), "n*", "y*", "n*", "y*"},
		{"not a number", fact.Exactly(math.NaN()), "?", "?", "?", "?"},
		{"estimated not a number", fact.Estimated(math.NaN(), 8, 14), "?", "?", "?", "?"},
	}
	for _, c := range cases {
		for op, want := range map[Op]string{Less: c.less, AtMost: c.most, More: c.more, AtLeast: c.least} {
			got := quantityTruth(op, &c.v, p)
			word := [...]string{"n", "?", "y"}[got.tri()+1]
			if got.uncertain() {
				word += "*"
			}
			if word != want {
				t.Errorf("%s %v 12 is %s, want %s", c.name, op, word, want)
			}
		}
	}
}

// TestTruthsAreKleene: the two-bit encoding against min, max and negation.
func TestTruthsAreKleene(t *testing.T) {
	all := []truth{no, maybe, yes, no | uncertain, yes&estimate | uncertain}
	for _, a := range all {
		if got := a.not().tri(); got != a.tri().Not() {
			t.Errorf("not %04b is %v", a, got)
		}
		for _, b := range all {
			if got := (a & b).tri(); got != a.tri().And(b.tri()) {
				t.Errorf("%04b and %04b is %v", a, b, got)
			}
			if got := (a | b).tri(); got != a.tri().Or(b.tri()) {
				t.Errorf("%04b or %04b is %v", a, b, got)
			}
		}
	}
}

// TestUncertainOnlyWhereItCarries: what is uncertain beside a firm reason does not make
// the result uncertain.
func TestUncertainOnlyWhereItCarries(t *testing.T) {
	soft, firm := yes&estimate|uncertain, yes
	if (soft | firm).uncertain() || !(soft & firm).uncertain() || (soft.not() & no).uncertain() || !soft.not().uncertain() {
		t.Error("uncertainty is not carried as unknown would be")
	}
}

// TestNotApplicable: for truths as the vocabulary says, unknown for quantities, so that
// "doubling time not applicable" does not meet !(doubling < 12).
func TestNotApplicable(t *testing.T) {
	s := compiled(t, `
- {criterion: c.na, label: x, when: '!pregnant'}
- {criterion: c.other, label: x, when: '!bp.high'}
- {criterion: c.tg, label: x, when: '!(tg.doubling < p.tg_doubling_fast)'}
- {criterion: c.sex, label: x, when: '!(sex == male)'}
`)
	f := NewFacts(s.Vocabulary)
	for i := range f.Patient {
		f.Patient[i] = fact.Value{Status: fact.NotApplicable}
	}
	r := s.Assess(f)
	for id, want := range map[string]fact.Tri{"c.na": fact.Yes, "c.other": fact.Maybe, "c.tg": fact.Maybe, "c.sex": fact.Maybe} {
		if got := r.Criterion(id).Status; got != want {
			t.Errorf("%s is %v, want %v", id, got, want)
		}
	}
}

// TestOpenLists: any is met by one known lesion, all failed by one; otherwise an open
// list leaves both unknown, and an empty one is never a no unless it is complete.
func TestOpenLists(t *testing.T) {
	s := compiled(t, `
- {criterion: c.any, label: x, for: lesion, over: any, when: lesion.painful}
- {criterion: c.all, label: x, for: lesion, over: all, when: lesion.painful}
`)
	y, n, u := fact.True(), fact.False(), fact.Value{}
	cases := []struct {
		lesions  []fact.Value
		complete fact.Tri
		any, all fact.Tri
	}{
		{nil, fact.Maybe, fact.Maybe, fact.Maybe},
		{nil, fact.No, fact.Maybe, fact.Maybe},
		{nil, fact.Yes, fact.No, fact.No},
		{[]fact.Value{y}, fact.Maybe, fact.Yes, fact.Maybe},
		{[]fact.Value{n}, fact.Maybe, fact.Maybe, fact.No},
		{[]fact.Value{y}, fact.Yes, fact.Yes, fact.Yes},
		{[]fact.Value{n, n}, fact.Yes, fact.No, fact.No},
		{[]fact.Value{y, u}, fact.Yes, fact.Yes, fact.Maybe},
		{[]fact.Value{n, u}, fact.Yes, fact.Maybe, fact.No},
	}
	for i, c := range cases {
		f := NewFacts(s.Vocabulary)
		f.LesionsComplete = c.complete
		for j, v := range c.lesions {
			f.SetOn(f.AddLesion(fmt.Sprint("L", j)), "lesion.painful", v)
		}
		r := s.Assess(f)
		if a, b := r.Criterion("c.any").Status, r.Criterion("c.all").Status; a != c.any || b != c.all {
			t.Errorf("case %d: any %v all %v, want %v %v", i, a, b, c.any, c.all)
		}
	}
}

// TestOrderOfEntriesDoesNotMatter: the same rules in any order and any division into
// files say the same, byte by byte, and 50 loads of them write the same bytes.
func TestOrderOfEntriesDoesNotMatter(t *testing.T) {
	w := generate(seeded(3), smallSize)
	f := patient(seeded(4), w.compile(t), 2, 0.4)
	want := bytesOf(t, w.compile(t), f)
	var entries []yaml.Node
	if err := yaml.Unmarshal(w.files[0].Data, &entries); err != nil {
		t.Fatal(err)
	}
	rng := seeded(5)
	for i := range 50 {
		if i > 0 {
			rng.Shuffle(len(entries), func(a, b int) { entries[a], entries[b] = entries[b], entries[a] })
		}
		cut := rng.IntN(len(entries))
		var files []File
		for j, part := range [][]yaml.Node{entries[cut:], entries[:cut]} {
			data, err := yaml.Marshal(part)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, File{Name: fmt.Sprint(i, j), Data: data})
		}
		s, problems := Compile(w.vocabulary, w.params, files)
		if problems.Err() != nil {
			t.Fatal(problems)
		}
		if got := bytesOf(t, s, f); got != want {
			t.Fatalf("load %d says something else:\n%s", i, cmp.Diff(want, got))
		}
	}
}

func bytesOf(t *testing.T, s *Set, f *Facts) string {
	t.Helper()
	r := s.Assess(f)
	var missing []string
	for _, m := range r.Missing() {
		missing = append(missing, fmt.Sprint(m.Need, m.Asks, m.Changes, m.Decides, m.Best))
	}
	data, err := json.MarshalIndent([]any{r.CriteriaVerdicts(), r.OptionVerdicts(), missing}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestBothParsersOfCEL: conditions are parsed by cel-go's hand-written parser, which is
// twenty times faster; its trees are those of the generated one.
func TestBothParsersOfCEL(t *testing.T) {
	other := mustParser(parser.EnableVariadicOperatorASTs(true))
	w := generate(seeded(11), editionSize)
	for line := range strings.Lines(string(w.files[0].Data)) {
		_, text, ok := strings.Cut(strings.TrimSpace(line), "when: '")
		if !ok {
			continue
		}
		source := common.NewTextSource(strings.TrimSuffix(text, "'"))
		a, errsA := celParser.Parse(source)
		b, errsB := other.Parse(source)
		if len(errsA.GetErrors())+len(errsB.GetErrors()) > 0 {
			t.Fatalf("%s: %v %v", text, errsA, errsB)
		}
		wordsA, errA := parser.Unparse(a.Expr(), a.SourceInfo())
		wordsB, errB := parser.Unparse(b.Expr(), b.SourceInfo())
		if errA != nil || errB != nil || wordsA != wordsB {
			t.Errorf("%s: %s and %s", text, wordsA, wordsB)
		}
	}
}

// TestOverlay: other thresholds without compiling again; unknown, fixed and unsafe ones
// are refused together; the set itself stays as it was.
func TestOverlay(t *testing.T) {
	s := compiled(t, testRules)
	_, err := s.With(map[string]float64{"tg-doubling-fats": 1, "adult": 17, "breastfeeding-stop": 2, "ceiling": math.NaN()})
	want := `adult is fixed by its source; an overlay cannot change it
breastfeeding-stop keeps patients safe and moves only above 3 mo
ceiling: NaN is not a number
there is no parameter "tg-doubling-fats" (did you mean tg-doubling-fast?)`
	if err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
	o, err := s.With(map[string]float64{"tg-doubling-fast": 15, "breastfeeding-stop": 6})
	if err != nil {
		t.Fatal(err)
	}
	f := drugPatient(s) // doubling time 14 months, six months after lactation
	if before, now := optionOf(t, s.Assess(f), "drug").Verdict, optionOf(t, o.Assess(f), "drug").Verdict; before != "not-indicated" || now != "indicated" {
		t.Errorf("before %s, now %s", before, now)
	}
	if got := o.Param("tg-doubling-fast").Value; got != 15 {
		t.Errorf("the parameter in force is %v", got)
	}
	if _, err := o.With(map[string]float64{"breastfeeding-stop": 4}); err != nil {
		t.Errorf("an overlay of an overlay is measured by the source: %v", err)
	}
}

func TestLint(t *testing.T) {
	s := compiled(t, testRules)
	want := Lint{UnusedParams: []string{"adult"}, UnusedFacts: []string{"age"}, NoSources: []string{"dtc.m1"}}
	if diff := cmp.Diff(want, s.Lint()); diff != "" {
		t.Error(diff)
	}
	var fast *Argument
	for _, a := range s.Option("drug").Arguments {
		if a.Rule == "drug.fast" {
			fast = a
		}
	}
	if got := s.ArgumentUsage(fast); !slices.Equal(got.Facts, []string{"tg.doubling"}) ||
		!slices.Equal(got.Params, []string{"tg-doubling-fast"}) || !slices.Equal(got.Criteria, []string{"dtc.m1", "rair.no-uptake"}) {
		t.Errorf("%+v", got)
	}
}
