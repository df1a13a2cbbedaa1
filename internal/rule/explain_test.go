package rule

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/verdict"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func groundWords(grounds []Ground) string {
	words := make([]string, len(grounds))
	for i, g := range grounds {
		name := LesionsComplete
		if g.Term != nil {
			name = g.Term.ID
		}
		words[i] = Need{name, g.Lesion}.String() + " " + statusWord(g.Status)
	}
	return strings.Join(words, ", ")
}

// TestBecauseCarries: of a failed "and" what fails, of a met "or" what is met; what is
// outweighed is neither a reason nor asked for.
func TestBecauseCarries(t *testing.T) {
	s := compiled(t, `
- {criterion: c.and, label: x, when: bp.high && pregnant && dtc.metastatic}
- {criterion: c.or, label: x, when: bp.high || pregnant || dtc.metastatic}
- {criterion: c.not, label: x, when: '!(bp.high || pregnant)'}
- {criterion: c.deep, label: x, when: c.or && !(pregnant && bp.high)}
- {criterion: l.any, label: x, for: lesion, over: any, when: lesion.painful && !bp.high}
- {criterion: l.all, label: x, for: lesion, over: all, when: lesion.painful}
- {criterion: c.list, label: x, when: l.any || l.all}
- {criterion: c.scoped, label: x, when: bp.high, scope: dtc.metastatic}
`)
	f := NewFacts(s.Vocabulary)
	f.Set("bp.high", fact.False())
	f.Set("dtc.metastatic", fact.True())
	f.SetOn(f.AddLesion("L1"), "lesion.painful", fact.False())
	f.AddLesion("L2")
	r := s.Assess(f)
	cases := []struct{ id, status, because, needs string }{
		{"c.and", "not-met", "bp.high not-met", ""},
		{"c.or", "met", "dtc.metastatic met", ""},
		{"c.not", "unknown", "bp.high not-met, pregnant unknown", "pregnant"},
		{"c.deep", "met", "dtc.metastatic met, bp.high not-met", ""},
		{"l.any", "unknown", "lesion.painful@L2 unknown, bp.high not-met, lesions.complete unknown", "lesion.painful@L2, lesions.complete"},
		{"l.all", "not-met", "lesion.painful@L1 not-met", ""},
		{"c.list", "unknown", "lesion.painful@L2 unknown, bp.high not-met, lesions.complete unknown, lesion.painful@L1 not-met", "lesion.painful@L2, lesions.complete"},
		{"c.scoped", "not-met", "bp.high not-met", ""},
	}
	for _, c := range cases {
		res := r.Criterion(c.id)
		if got := statusWord(res.Status); got != c.status {
			t.Errorf("%s is %s", c.id, got)
		}
		if got := groundWords(r.BecauseOf(res)); got != c.because {
			t.Errorf("%s because %s, want %s", c.id, got, c.because)
		}
		if got := strings.Join(r.needWords(r.NeedsOf(res)), ", "); got != c.needs {
			t.Errorf("%s needs %s, want %s", c.id, got, c.needs)
		}
	}
	f.Set("dtc.metastatic", fact.False())
	r = s.Assess(f)
	scoped := r.Criterion("c.scoped")
	if got := groundWords(r.BecauseOf(scoped)); !scoped.NotApplicable || got != "dtc.metastatic not-met" {
		t.Errorf("outside its scope: %v, because %s", scoped.NotApplicable, got)
	}
}

// TestNeedsAreEnoughAndNotVain: answering everything that an option needs, and what it
// then needs, settles it; and while nothing of it is answered, it is not settled.
func TestNeedsAreEnoughAndNotVain(t *testing.T) {
	asked := 0
	for world := range 80 {
		s := generateFor(t, world)
		rng := seeded(uint64(300 + world))
		f := patient(rng, s, 1+rng.IntN(2), 0.6)
		f.LesionsComplete = fact.Yes
		for i := range f.Patient {
			settleHalfKnown(&f.Patient[i])
		}
		for l := range f.Lesions {
			for i := range f.Lesions[l].Values {
				settleHalfKnown(&f.Lesions[l].Values[i])
			}
		}
		for range 100 {
			r := s.Assess(f)
			next := slices.IndexFunc(r.Options, func(o OptionResult) bool { return len(o.Allows) > 1 && !o.noTarget })
			if next < 0 {
				break
			}
			needs := r.OptionNeeds(&r.Options[next])
			if len(needs) == 0 {
				t.Fatalf("world %d: %s allows %v and needs nothing (%v)", world, r.Options[next].Option.ID, r.Options[next].Allows, r.Options[next].State)
			}
			for _, n := range needs {
				asked++
				if v := valueOf(f, n); v.Status == fact.Known {
					t.Fatalf("world %d: needs %v, which is known", world, n)
				} else {
					*v = fill(rng, s.Vocabulary.Term(n.Fact), v)
				}
			}
		}
	}
	if asked < 300 {
		t.Errorf("only %d facts were asked for", asked)
	}
}

// settleHalfKnown leaves values that are exact or not known at all.
func settleHalfKnown(v *fact.Value) {
	if v.Status == fact.NotApplicable {
		v.Status = fact.Unknown
	}
	if v.OneOf != 0 {
		v.OneOf &= -v.OneOf
	}
	v.Hi, v.HiOpen, v.LoOpen, v.Soft = v.Lo, false, false, false
}

func valueOf(f *Facts, n Need) *fact.Value {
	place := f.Vocabulary.Index(n.Fact)
	for i := range f.Lesions {
		if f.Lesions[i].ID == n.Lesion {
			return &f.Lesions[i].Values[f.Vocabulary.Slot(place)]
		}
	}
	return &f.Patient[place]
}

// TestOptionInWords is one patient in the words of an assessment.
func TestOptionInWords(t *testing.T) {
	s := compiled(t, testRules)
	f := drugPatient(s)
	day := date.On(date.Of(2024, 5, 3))
	f.Set("tg.doubling", fact.Estimated(10, 8, 14, fact.Ref{At: "laboratory 2022-01..2024-05", When: day}))
	f.Set("bp.high", fact.True(fact.Ref{At: "vitals 2024-05-03", When: day}))
	f.Set("pregnant", fact.Value{Status: fact.NotDone})
	f.Set("lactation.months_since_end", fact.Value{Status: fact.Known, Lo: 2, Hi: 4})
	f.SetOn(f.AddActivity("11.1 GBq", 11.1), "plan.activity", fact.Exactly(11.1))
	r := s.Assess(f)
	data, err := json.MarshalIndent(struct {
		Criteria []verdict.Criterion
		Options  []verdict.Option
	}{r.CriteriaVerdicts(), r.OptionVerdicts()}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	golden := "testdata/option.json"
	if *update {
		if err := os.WriteFile(golden, append(data, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(data)+"\n"); diff != "" {
		t.Error(diff)
	}
}

// TestShown: a value as data, in each way of being known.
func TestShown(t *testing.T) {
	q := fact.Term{Type: fact.Quantity}
	e := fact.Term{Type: fact.Enum, Members: []string{"a", "b", "c"}}
	cases := []struct {
		t    *fact.Term
		v    fact.Value
		want string
	}{
		{&q, fact.Exactly(14.2), "14.2"},
		{&q, fact.Estimated(10, 8, 14), "10"},
		{&q, fact.Value{Status: fact.Known, Hi: 0.1, HiOpen: true}, "<0.1"},
		{&q, fact.AtLeast(15.2), ">=15.2"},
		{&q, fact.Within(2, 4), "2..4"},
		{&q, fact.Value{Status: fact.Stale, Lo: 3, Hi: 3}, "3"},
		{&q, fact.Value{Status: fact.Pending, Lo: 3, Hi: 3}, "<nil>"},
		{&e, fact.Members(2), "b"},
		{&e, fact.Members(5), "[a c]"},
	}
	for _, c := range cases {
		if got := fmt.Sprint(Shown(c.t, &c.v)); got != c.want {
			t.Errorf("%+v is shown as %s, want %s", c.v, got, c.want)
		}
	}
}

// TestLesionOptionWithoutLesions: one entry that asks for the list; what no lesion could
// change is said at once; a complete empty list leaves nothing to treat.
func TestLesionOptionWithoutLesions(t *testing.T) {
	s := compiled(t, testRules)
	f := NewFacts(s.Vocabulary)
	f.Set("dtc.metastatic", fact.True())
	entry := func() verdict.Option {
		r := s.Assess(f)
		for _, o := range r.OptionVerdicts() {
			if o.ID == "external-beam" {
				return o
			}
		}
		t.Fatal("no entry")
		return verdict.Option{}
	}
	if o := entry(); o.Verdict != verdict.NeedsData || o.Target.Kind != "patient" || !slices.Equal(o.Needs, []string{LesionsComplete}) {
		t.Errorf("%s for %v needs %v", o.Verdict, o.Target, o.Needs)
	}
	f.Set("pregnant", fact.True())
	if o := entry(); o.Verdict != verdict.Contraindicated {
		t.Errorf("pregnant: %s", o.Verdict)
	}
	f.Set("pregnant", fact.False())
	f.LesionsComplete = fact.Yes
	if o := entry(); o.Verdict != verdict.NotIndicated || len(o.Allows) != 1 {
		t.Errorf("no lesion at all: %s, may become %v", o.Verdict, o.Allows)
	}
}
