package content_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"symport/internal/content"
	"symport/internal/fact"
	"symport/internal/rule"
	"symport/internal/verdict"
	"symport/knowledge"
)

// article is the edition and its vignettes, read once for all tests.
var article = sync.OnceValues(func() (*content.Content, []content.Vignette) {
	c, err := content.Load(knowledge.FS, "article", nil)
	if err != nil {
		panic(err)
	}
	list, err := content.Vignettes(c, knowledge.FS)
	if err != nil {
		panic(err)
	}
	return c, list
})

func TestEveryEditionIsSound(t *testing.T) {
	editions := content.Editions(knowledge.FS)
	if len(editions) == 0 {
		t.Fatal("no edition")
	}
	for _, id := range editions {
		c, err := content.Load(knowledge.FS, id, nil)
		if err != nil {
			t.Fatal(err)
		}
		if problems := content.Lint(c, knowledge.FS); problems.Errors() > 0 {
			t.Errorf("%s:\n%v", id, problems)
		}
	}
}

func TestEveryVignettePasses(t *testing.T) {
	for _, id := range content.Editions(knowledge.FS) {
		c, err := content.Load(knowledge.FS, id, nil)
		if err != nil {
			t.Fatal(err)
		}
		list, err := content.Vignettes(c, knowledge.FS)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range content.Run(c, list, nil) {
			for _, f := range o.Failures {
				t.Errorf("%s %s (%s): %s", o.Vignette.Place(), o.Vignette.ID, o.Vignette.About, f)
			}
		}
	}
}

// The dangers about the floor, by the words of the vignette that shows each.
func TestDangersOfTheFloorHaveAVignette(t *testing.T) {
	_, list := article()
	for _, danger := range []string{
		"pregnant with avid disease", "breastfeeding with avid disease", "empty lesion list",
		"unknown excluder beside unknown indication", "painful vertebra", "brain lesion, plan unknown",
		"blood pressure 168/96 before lenvatinib", "lenvatinib after lenvatinib failed",
		"fistula risk after salvage surgery and neck radiotherapy", "activity above the ceiling",
	} {
		if !slices.ContainsFunc(list, func(v content.Vignette) bool {
			return strings.HasPrefix(v.ID, "S-") && strings.HasPrefix(v.About, danger)
		}) {
			t.Errorf("no vignette of the floor begins with %q", danger)
		}
	}
}

// Every line of the floor that guards one treatment of a group guards its siblings.
func TestSiblingsShareTheFloor(t *testing.T) {
	c, _ := article()
	for _, group := range [][]string{
		{"radioiodine-fixed", "radioiodine-dosimetry"}, {"lenvatinib", "sorafenib", "second-line-tki", "switch-tki"}, {"zoledronic-acid", "denosumab"},
	} {
		first := floorOf(c, group[0])
		for _, sibling := range group[1:] {
			if other := floorOf(c, sibling); !slices.Equal(first, other) {
				t.Errorf("%s has %v, %s has %v", group[0], first, sibling, other)
			}
		}
	}
}

// floorOf lists the shared rules of the floor on an option.
func floorOf(c *content.Content, option string) []string {
	var ids []string
	for _, a := range c.Rules.Option(option).Arguments {
		if id, _, shared := strings.Cut(a.Rule, "@"); a.Safety && shared {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// Nothing positive is said of a treatment while a line of its floor is unknown: with
// any one fact of the floor taken away from the open patient, the verdict falls back.
func TestNothingPositiveBesideAnUnknownExcluder(t *testing.T) {
	c, list := article()
	positive := []verdict.Verdict{verdict.Indicated, verdict.Consider}
	content.Run(c, list, func(v *content.Vignette, r *rule.Result) {
		for i := range r.Options {
			o := &r.Options[i]
			if !slices.Contains(positive, o.Verdict) {
				continue
			}
			for _, a := range o.Arguments {
				if a.Rule.Role == rule.Excludes && !a.Rule.BeforeStart && a.Status != fact.No {
					t.Errorf("%s: %s is %s while %s is not answered with no", v.ID, o.Option.ID, o.Verdict, a.Rule.Rule)
				}
			}
		}
	})
}

// Every atom of every rule is met, not met and unknown in some vignette, where it
// carries the result.
func TestNoAtomIsUntested(t *testing.T) {
	for _, gap := range atomGaps() {
		t.Error(gap)
	}
}

var factName = regexp.MustCompile(`[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*`)

var comparison = regexp.MustCompile(`([a-z][a-z0-9_.]*)\s*(<=|>=|<|>|==| in )\s*(p\.[a-z][a-z0-9_.]*|\[[^\]]*\]|[a-z_]+)`)

// atomGaps lists "rule: atom is never met" for the rules and criteria of the edition.
// Shared rules count once, whatever option they were seen on.
func atomGaps() []string {
	c, list := article()
	seen := map[string]bool{}
	content.Run(c, list, func(_ *content.Vignette, r *rule.Result) {
		for i := range r.Criteria {
			note(seen, r.Criteria[i].Criterion.ID, r.BecauseOf(&r.Criteria[i]))
		}
		for i := range r.Options {
			for j := range r.Options[i].Arguments {
				a := &r.Options[i].Arguments[j]
				id, _, _ := strings.Cut(a.Rule.Rule, "@")
				note(seen, id, r.Because(a))
			}
		}
	})
	var gaps []string
	for _, atom := range atomsOf(c) {
		for _, status := range []string{"met", "not met", "unknown"} {
			if !seen[atom+" is "+status] {
				gaps = append(gaps, atom+" is never "+status)
			}
		}
	}
	slices.Sort(gaps)
	return slices.Compact(gaps)
}

func note(seen map[string]bool, id string, grounds []rule.Ground) {
	words := map[fact.Tri]string{fact.Yes: "met", fact.No: "not met", fact.Maybe: "unknown"}
	for _, g := range grounds {
		if g.Atom == nil {
			continue
		}
		name := g.Term.ID
		if g.Param != nil {
			name += " against " + g.Param.ID
		}
		seen[fmt.Sprintf("%s: %s is %s", id, name, words[g.Status])] = true
	}
}

// atomsOf lists "rule: fact" and "rule: fact against parameter" of every condition, of
// the facts that it names itself.
func atomsOf(c *content.Content) []string {
	var out []string
	add := func(id, when string) {
		id, _, _ = strings.Cut(id, "@")
		for _, m := range comparison.FindAllStringSubmatch(when, -1) {
			for _, p := range c.Params {
				if m[3] == "p."+strings.ReplaceAll(p.ID, "-", "_") {
					out = append(out, fmt.Sprintf("%s: %s against %s", id, m[1], p.ID))
				}
			}
		}
		rest := comparison.ReplaceAllStringFunc(when, func(s string) string {
			if strings.Contains(s, "p.") {
				return ""
			}
			name, _, _ := strings.Cut(strings.ReplaceAll(s, "==", " "), " ")
			return name
		})
		for _, name := range factName.FindAllString(rest, -1) {
			if c.Vocabulary.Term(name) != nil {
				out = append(out, id+": "+name)
			}
		}
	}
	for _, k := range c.Rules.Criteria {
		add(k.ID, k.When)
	}
	for _, o := range c.Rules.Options {
		for _, a := range o.Arguments {
			add(a.Rule, a.When)
		}
	}
	return out
}
