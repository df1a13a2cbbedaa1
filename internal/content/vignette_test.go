package content

import (
	"math"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/google/go-cmp/cmp"

	"symport/internal/fact"
)

func TestReadValue(t *testing.T) {
	truth := &fact.Term{ID: "t", Type: fact.Truth}
	months := &fact.Term{ID: "q", Type: fact.Quantity, Unit: "mo"}
	count := &fact.Term{ID: "n", Type: fact.Quantity, Unit: "1"}
	colour := &fact.Term{ID: "e", Type: fact.Enum, Members: []string{"red", "green", "blue"}}
	tests := []struct {
		term *fact.Term
		text string
		want fact.Value
		hint string // empty: the text is a value
	}{
		{truth, "yes", fact.True(), ""},
		{truth, "no", fact.False(), ""},
		{truth, "unknown", fact.Value{}, ""},
		{truth, "not-applicable", fact.Value{Status: fact.NotApplicable}, ""},
		{truth, "pending", fact.Value{Status: fact.Pending}, ""},
		{truth, "{stale: yes}", fact.Value{Status: fact.Stale, Truth: true}, ""},
		{truth, "stale", fact.Value{}, "yes, no"},
		{truth, "maybe", fact.Value{}, "yes, no"},
		{truth, "{old: yes}", fact.Value{}, "{stale: value}"},
		{months, "8 mo", fact.Exactly(8), ""},
		{months, "8", fact.Value{}, "write a number and mo"},
		{months, "8 y", fact.Value{}, "write a number and mo"},
		{months, "eight mo", fact.Value{}, "write a number and mo"},
		{months, "NaN mo", fact.Value{}, "write a number and mo"},
		{months, "<3 mo", fact.Value{Status: fact.Known, Hi: 3, HiOpen: true}, ""},
		{months, "\">3 mo\"", fact.Value{Status: fact.Known, Lo: 3, Hi: math.Inf(1), LoOpen: true}, ""},
		{months, "\">=3 mo\"", fact.AtLeast(3), ""},
		{months, "6..9 mo", fact.Within(6, 9), ""},
		{months, "9..6 mo", fact.Value{}, "write a number and mo"},
		{months, "7 (5..9) mo", fact.Estimated(7, 5, 9), ""},
		{months, "4 (5..9) mo", fact.Value{}, "write 7 (5..9) mo"},
		{months, "{stale: 8 mo}", fact.Value{Status: fact.Stale, Lo: 8, Hi: 8, Est: 8}, ""},
		{count, "3", fact.Exactly(3), ""},
		{colour, "green", fact.Members(2), ""},
		{colour, "[red, blue]", fact.Members(5), ""},
		{colour, "[]", fact.Value{}, "at least one"},
		{colour, "gren", fact.Value{}, "did you mean green?"},
	}
	for _, tt := range tests {
		var n yaml.Node
		if err := yaml.Unmarshal([]byte(tt.text), &n); err != nil {
			t.Fatal(err)
		}
		got, hint := readValue(tt.term, n.Content[0])
		if tt.hint == "" && hint != "" || tt.hint != "" && !strings.Contains(hint, tt.hint) {
			t.Errorf("%s %q: hint %q, want %q", tt.term.ID, tt.text, hint, tt.hint)
		}
		if diff := cmp.Diff(tt.want, got); tt.hint == "" && diff != "" {
			t.Errorf("%s %q: %s", tt.term.ID, tt.text, diff)
		}
	}
}

func outcomes(t *testing.T, text string) []Outcome {
	t.Helper()
	fsys := mini(map[string]string{"safety/tests/v.yaml": text})
	c := mustLoad(t, fsys, "")
	list, err := Vignettes(c, fsys)
	if err != nil {
		t.Fatal(err)
	}
	return Run(c, list, nil)
}

func TestVignettesPassAndFail(t *testing.T) {
	const patient = "- id: S-1\n  about: a\n  facts: {ill: yes, pregnant: no, age: 30 y}\n  lesions: {L1: {lesion.bad: yes}, L2: {}}\n  expect: "
	tests := []struct{ expect, failure string }{
		{"{options: {walk: indicated}}", ""},
		{"{options: {walk: consider}}", "walk: expected consider, got indicated"},
		{"{options: {run: consider}}", "run: no such option"},
		{"{options: {walk: absent}}", "walk: expected no entry, got indicated"},
		{"{options: {walk@L9: absent}}", ""},
		{"{criteria: {bad-any: met, bad-any@L1: met, bad-any@L2: unknown}}", ""},
		{"{criteria: {bad-any@L2: met}}", "bad-any@L2: expected met, got unknown"},
		{"{criteria: {bad-any@L3: met}}", "no such lesion"},
		{"{criteria: {good: met}}", "no such criterion"},
		{"{rules: {walk.ill: met, safety.pregnant@walk: not-met}}", ""},
		{"{rules: {walk.ill: unknown}}", "walk.ill: expected unknown, got met"},
		{"{rules: {walk.well: met}}", "no such rule"},
		{"{allows: {walk: [indicated]}}", ""},
		{"{allows: {walk: [indicated, defer]}}", "walk allows: expected defer, indicated, got indicated"},
		{"{at-best: {walk: consider}}", "walk at best: expected consider, got indicated"},
		{"{needs: {walk: [age]}}", "age is not among its needs"},
		{"{}", "expects nothing"},
	}
	for _, tt := range tests {
		got := outcomes(t, patient+tt.expect)[0].Failures
		if tt.failure == "" && len(got) > 0 || tt.failure != "" && !strings.Contains(strings.Join(got, "\n"), tt.failure) {
			t.Errorf("%s: %q, want %q", tt.expect, got, tt.failure)
		}
	}
}

func TestVignetteIsLikeAnEarlierOne(t *testing.T) {
	for _, o := range outcomes(t, string(mini(nil)["safety/tests/v.yaml"].Data)) {
		if len(o.Failures) > 0 {
			t.Errorf("%s: %v", o.Vignette.ID, o.Failures)
		}
	}
}

func TestMistakesOfVignettes(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"id twice", "- {id: S-1, expect: {}}\n- {id: S-1, expect: {}}", "needs an id of its own"},
		{"like a later one", "- {id: S-1, like: S-2}\n- {id: S-2}", "no earlier vignette S-2"},
		{"like itself", "- {id: S-1, like: S-1}", "no earlier vignette S-1"},
		{"pins nothing", "- {id: S-1, pins: [safety.pregnant, safety.pregnent], expect: {}}", "did you mean safety.pregnant?"},
		{"unknown key", "- {id: S-1, expcet: {}}", "did you mean expect?"},
	}
	for _, tt := range tests {
		fsys := mini(map[string]string{"safety/tests/v.yaml": tt.text})
		_, err := Vignettes(mustLoad(t, fsys, ""), fsys)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
	for _, tt := range []struct{ name, text, want string }{
		{"unknown fact", "- {id: S-1, facts: {il: yes}}", "did you mean ill?"},
		{"fact of a lesion", "- {id: S-1, facts: {lesion.bad: yes}}", "is a fact of a lesion"},
		{"no value", "- {id: S-1, facts: {age: old}}", "write a number and y"},
		{"lesions-complete", "- {id: S-1, lesions-complete: perhaps}", "yes, no or unknown"},
		{"activity without number", "- {id: S-1, activities: [{gbq: many}]}", "needs gbq"},
	} {
		if got := outcomes(t, tt.text)[0].Failures; !strings.Contains(strings.Join(got, "\n"), tt.want) {
			t.Errorf("%s: %v, want %s", tt.name, got, tt.want)
		}
	}
}
