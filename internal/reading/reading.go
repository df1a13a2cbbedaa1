// Package reading is the reading room: the clinical content as static pages without
// script, so that a physician can review it without reading YAML, and the sheets that a
// patient is given. The same content gives the same bytes.
package reading

import (
	"fmt"
	"slices"
	"strings"

	"symport/internal/content"
)

// File is one page of the site.
type File struct {
	Name string
	Data []byte
}

// Site renders every item of the content, with links both ways.
func Site(c *content.Content, vignettes []content.Vignette, coverage *content.Coverage) ([]File, error) {
	s := &site{Content: c, vignettes: vignettes, coverage: coverage, at: map[key]string{}, ofID: map[string][]key{}, byVignette: map[key][]string{}}
	s.shelve()
	s.testedBy()
	var files []File
	for _, page := range s.pages {
		data, err := s.render(page)
		if err != nil {
			return nil, fmt.Errorf("page %s: %w", page.name, err)
		}
		files = append(files, File{page.name, data})
	}
	for _, extra := range []func() (File, error){s.index, s.alphabet, s.coveragePage} {
		file, err := extra()
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	sheets, err := s.sheetPages()
	if err != nil {
		return nil, err
	}
	files = append(files, sheets...)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return files, nil
}

// key names an item: kinds have ids of their own.
type key struct{ kind, id string }

// site is the room while it is filled: pages with their items, and where each item is.
type site struct {
	*content.Content
	vignettes  []content.Vignette
	coverage   *content.Coverage
	pages      []*page
	at         map[key]string // address of each item
	ofID       map[string][]key
	byVignette map[key][]string // the vignettes that speak of an item
}

// page is one page of items.
type page struct {
	name, title, intro, shelf string
	items                     []item
}

// item is a card at an address.
type item struct {
	key
	card   content.Card
	anchor string
}

func (s *site) add(p *page, kind, id string) {
	for _, card := range content.Show(s.Content, id) {
		if card.Kind != kind {
			continue
		}
		k := key{kind, id}
		it := item{k, card, anchorOf(kind, id)}
		p.items = append(p.items, it)
		s.at[k] = p.name + "#" + it.anchor
		s.ofID[id] = append(s.ofID[id], k)
	}
}

func (s *site) page(name, shelf, title, intro string) *page {
	p := &page{name: name + ".html", shelf: shelf, title: title, intro: intro}
	s.pages = append(s.pages, p)
	return p
}

// anchorOf is the mark of an item on its page.
func anchorOf(kind, id string) string { return slug(kind) + "-" + slug(id) }

// slug keeps letters, digits, dots and dashes; everything else becomes a dash.
func slug(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '.', r == '_':
			b.WriteRune(r)
		default:
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}

// link is a name with its address; without one it is only shown.
type link struct{ Text, Href string }

// link leads to an item by its name, "rule tki.need" or "drug lenvatinib (deaths)".
func (s *site) link(name string) link {
	bare, _, _ := strings.Cut(name, " (")
	for _, kind := range kinds {
		if id, ok := strings.CutPrefix(bare, kind+" "); ok {
			id, _, _ = strings.Cut(id, "@")
			return link{name, s.at[key{kind, id}]}
		}
	}
	return link{name, s.any(bare)}
}

// any is the address of whatever has the id.
func (s *site) any(id string) string { return s.at[s.find(id)] }

// find is whatever has the id: what rules use comes first.
func (s *site) find(id string) key {
	shared, _, _ := strings.Cut(id, "@")
	for _, kind := range kinds {
		if k := (key{kind, shared}); s.at[k] != "" {
			return k
		}
	}
	return key{}
}

// kinds of items, in the order in which a bare id is looked up.
var kinds = []string{"criterion", "term", "parameter", "option", "rule", "prognosis", "schedule item", "red flag", "question",
	"drug", "sheet", "fact", "note", "source"}

func (s *site) links(names []string) []link {
	out := make([]link, len(names))
	for i, n := range names {
		out[i] = s.link(n)
	}
	return out
}
