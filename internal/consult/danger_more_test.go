package consult

import (
	"slices"
	"strings"
	"testing"

	"symport/internal/casefile"
	"symport/internal/verdict"
)

// GBq written for mCi is 27 times too much: 150 GBq can hardly be a course. It is said
// at the place, and nothing is corrected.
func TestDangerGBqMCiSwap(t *testing.T) {
	for _, activity := range []string{"150 GBq", "3.7 mCi"} {
		text := "symport: case/1\nid: swap\nas-of: 2020-06-01\nradioiodine: [{ date: 2020-01-01, intent: treatment, activity: " + activity + " }]\n"
		_, problems := casefile.Decode("swap.yaml", []byte(text))
		said := false
		for _, p := range problems {
			said = said || p.Place.Line == 4 && strings.Contains(p.Message+p.Hint, "mCi")
		}
		if !said {
			t.Errorf("%s: nothing is said of mCi and GBq: %v", activity, problems)
		}
	}
}

// Under 10 years the article is silent: no option is shown, not even one to check.
func TestDangerChildUnderTen(t *testing.T) {
	p := decode(t, "symport: case/1\nid: child\nas-of: 2026-03-01\npatient: { sex: female, born: 2018-02-01 }\n"+
		"tumour: { histology: papillary }\nlesions: { lung: { site: lung, pattern: miliary, count: uncountable } }\n")
	a := assess(t, p, article(t), "")
	if a.Scope.Status != "out" || len(a.Options) != 0 {
		t.Errorf("scope %+v, %d options", a.Scope, len(a.Options))
	}
}

// The nodes are out, nothing takes up any more: that is remission, not refractoriness.
func TestDangerRemissionReadAsRefractory(t *testing.T) {
	a := assess(t, readCase(t, "../../cases/published/scielo-2005-tgab.yaml"), article(t), "")
	for _, id := range []string{"rair.no-uptake", "rair.no-uptake-all", "rair.any-criterion"} {
		if s := criterionStatus(a, id); s == "met" {
			t.Errorf("%s is met", id)
		}
	}
	if slices.ContainsFunc(a.Actions, func(x verdict.Action) bool { return x.ID == "declare-rair" }) {
		t.Error("a declaration of refractoriness is asked for")
	}
}

// A TSH of 38 that nobody calls stimulated is not one under stable levothyroxine.
func TestDangerHighTSHWithoutAState(t *testing.T) {
	p := decode(t, "symport: case/1\nid: high\nas-of: 2026-03-01"+thyroidectomised+"laboratory: [{ date: 2026-02-20, test: TSH, value: 38 mU/L }]\n")
	a := assess(t, p, article(t), "")
	if f := findingOf(t, a, "tsh.value", ""); f.Status != "unknown" || f.Why != whyStimulated {
		t.Errorf("TSH without a state is judged: %+v", f)
	}
}
