package main

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"symport/internal/content"
	"symport/internal/fact"
	"symport/internal/rule"
)

// tally is what the vignettes reach.
type tally struct {
	*content.Content
	coverage *content.Coverage
	passed   int
	failed   int
	options  map[string]map[string][]string // option, verdict, the vignettes that expect it
	rules    map[string]*reach
	criteria map[string]*reach
	pins     map[string][]string // statement, the vignettes and pins that name it
}

// reach counts the vignettes in which something came out met, not met, unknown, and
// names those that expect it.
type reach struct {
	met, notMet, unknown int
	expected             []string
}

func (r *reach) count(t fact.Tri) {
	switch t {
	case fact.Yes:
		r.met++
	case fact.No:
		r.notMet++
	default:
		r.unknown++
	}
}

func run(c *content.Content, fsys fs.FS) (*tally, error) {
	vignettes, err := content.Vignettes(c, fsys)
	if err != nil {
		return nil, err
	}
	coverage, err := content.Cover(c, fsys)
	if err != nil {
		return nil, err
	}
	pins, err := content.RunPins(c, fsys)
	if err != nil {
		return nil, err
	}
	t := &tally{Content: c, coverage: coverage, options: map[string]map[string][]string{}, rules: map[string]*reach{},
		criteria: map[string]*reach{}, pins: map[string][]string{}}
	t.outcomes(content.Run(c, vignettes, func(_ *content.Vignette, r *rule.Result) { t.reached(r) }))
	t.outcomes(pins)
	return t, nil
}

func (t *tally) outcomes(list []content.Outcome) {
	for _, o := range list {
		if len(o.Failures) > 0 {
			t.failed++
		} else {
			t.passed++
		}
		t.named(o.Vignette)
	}
}

// reached counts what came out of one vignette, each rule once.
func (t *tally) reached(r *rule.Result) {
	for i := range r.Criteria {
		at(t.criteria, r.Criteria[i].Criterion.ID).count(r.Criteria[i].Status)
	}
	seen := map[string]fact.Tri{}
	for i := range r.Options {
		for _, a := range r.Options[i].Arguments {
			id := shared(a.Rule.Rule)
			if before, ok := seen[id]; !ok || before != fact.Yes && a.Status == fact.Yes {
				seen[id] = a.Status
			}
		}
	}
	for id, status := range seen {
		at(t.rules, id).count(status)
	}
}

func shared(id string) string {
	id, _, _ = strings.Cut(id, "@")
	return id
}

func at(m map[string]*reach, id string) *reach {
	if m[id] == nil {
		m[id] = &reach{}
	}
	return m[id]
}

// named notes what a vignette expects and pins.
func (t *tally) named(v *content.Vignette) {
	for key, want := range v.Expect.Options {
		id := shared(key)
		if t.options[id] == nil {
			t.options[id] = map[string][]string{}
		}
		t.options[id][want] = append(t.options[id][want], v.ID)
	}
	for key := range v.Expect.Rules {
		r := at(t.rules, shared(key))
		r.expected = append(r.expected, v.ID)
	}
	for key := range v.Expect.Criteria {
		r := at(t.criteria, shared(key))
		r.expected = append(r.expected, v.ID)
	}
	for _, f := range v.Pins {
		t.pins[f] = append(t.pins[f], v.ID)
	}
}

// some names the first few of a list and counts the rest.
func some(ids []string) string {
	const most = 4
	ids = slices.Clone(ids)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(ids) <= most {
		return strings.Join(ids, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(ids[:most], ", "), len(ids)-most)
}
