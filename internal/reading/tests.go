package reading

import (
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"symport/internal/content"
)

// testPage is one file of vignettes.
type testPage struct {
	*page
	Vignettes []vignette
}

// vignette is a test as a reader sees it.
type vignette struct {
	ID, About, Dates, Anchor string
	Like                     link
	Given                    []given
	Expect                   []expected
	Pins                     []link
}

// given is one fact of the patient.
type given struct {
	Fact  link
	Value string
}

// expected is one thing that has to come out.
type expected struct {
	What link
	Want string
}

func (s *site) tests() {
	byFile := map[string]*page{}
	for i := range s.vignettes {
		v := &s.vignettes[i]
		file := v.Place().File
		if byFile[file] == nil {
			name := "tests-" + slug(strings.TrimSuffix(strings.ReplaceAll(file, "/tests/", "-"), ".yaml"))
			byFile[file] = s.page(name, shelfTests, "Tests: "+titleOf(file), "Facts of a patient and what the rules have to say of them.")
		}
		s.at[key{"vignette", v.ID}] = byFile[file].name + "#" + anchorOf("vignette", v.ID)
		s.ofID[v.ID] = append(s.ofID[v.ID], key{"vignette", v.ID})
	}
}

// testedBy notes, for each item, the vignettes that expect something of it.
func (s *site) testedBy() {
	for i := range s.vignettes {
		v := &s.vignettes[i]
		note := func(kind, id string) {
			id, _, _ = strings.Cut(id, "@")
			k := key{kind, id}
			if list := s.byVignette[k]; len(list) == 0 || list[len(list)-1] != v.ID {
				s.byVignette[k] = append(list, v.ID)
			}
		}
		each := func(kind string, ids []string) {
			for _, id := range ids {
				note(kind, id)
			}
		}
		each("criterion", slices.Sorted(maps.Keys(v.Expect.Criteria)))
		each("option", slices.Sorted(maps.Keys(v.Expect.Options)))
		each("rule", slices.Sorted(maps.Keys(v.Expect.Rules)))
		for _, id := range v.Pins {
			note(s.find(id).kind, id)
		}
	}
}

func (s *site) vignettesOf(p *page) []vignette {
	var out []vignette
	for i := range s.vignettes {
		if v := &s.vignettes[i]; strings.HasPrefix(s.at[key{"vignette", v.ID}], p.name+"#") {
			out = append(out, s.vignette(v))
		}
	}
	return out
}

func (s *site) vignette(v *content.Vignette) vignette {
	out := vignette{ID: v.ID, About: v.About, Anchor: anchorOf("vignette", v.ID)}
	for _, id := range v.Pins {
		out.Pins = append(out.Pins, s.link(s.find(id).kind+" "+id))
	}
	if v.Like != "" {
		out.Like = link{v.Like, s.at[key{"vignette", v.Like}]}
	}
	for _, d := range []struct{ word, day string }{{"as of", v.AsOf}, {"added", v.Added}, {"changed", v.Changed}} {
		if d.day != "" {
			out.Dates += ", " + d.word + " " + d.day
		}
	}
	out.Dates = strings.TrimPrefix(out.Dates, ", ")
	for _, id := range slices.Sorted(maps.Keys(v.Facts)) {
		out.Given = append(out.Given, given{s.link("term " + id), nodeText(v.Facts[id])})
	}
	for _, lesion := range slices.Sorted(maps.Keys(v.Lesions)) {
		for _, id := range slices.Sorted(maps.Keys(v.Lesions[lesion])) {
			fact := s.link("term " + id)
			fact.Text = lesion + ": " + id
			out.Given = append(out.Given, given{fact, nodeText(v.Lesions[lesion][id])})
		}
	}
	out.Expect = s.expectations(v)
	return out
}

func (s *site) expectations(v *content.Vignette) []expected {
	var out []expected
	add := func(kind string, m map[string]string, word string) {
		for _, id := range slices.Sorted(maps.Keys(m)) {
			bare, _, _ := strings.Cut(id, "@")
			out = append(out, expected{link{kind + " " + id, s.at[key{kind, bare}]}, word + m[id]})
		}
	}
	add("criterion", v.Expect.Criteria, "")
	add("option", v.Expect.Options, "")
	add("option", v.Expect.AtBest, "at best ")
	add("rule", v.Expect.Rules, "")
	add("option", listed(v.Expect.Allows), "can become ")
	add("option", listed(v.Expect.Needs), "needs ")
	return out
}

func listed(m map[string][]string) map[string]string {
	out := map[string]string{}
	for id, words := range m {
		out[id] = strings.Join(words, ", ")
	}
	return out
}

func prefixed(prefix string, ids []string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = prefix + id
	}
	return out
}

// nodeText is a value as it was written.
func nodeText(n yaml.Node) string {
	switch n.Kind {
	case yaml.SequenceNode:
		parts := make([]string, len(n.Content))
		for i, c := range n.Content {
			parts[i] = nodeText(*c)
		}
		return "one of " + strings.Join(parts, ", ")
	case yaml.MappingNode:
		parts := make([]string, 0, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			parts = append(parts, n.Content[i].Value+" "+nodeText(*n.Content[i+1]))
		}
		return strings.Join(parts, ", ")
	}
	return n.Value
}
