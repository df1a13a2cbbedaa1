package reading

import (
	"fmt"
	"slices"
	"strings"

	"symport/internal/content"
)

type shelfView struct {
	Title string
	Pages []pageLink
}

type pageLink struct{ Text, Href, Count string }

// index lists the pages, shelf by shelf.
func (s *site) index() (File, error) {
	var out []shelfView
	for _, shelf := range shelves {
		v := shelfView{Title: shelf}
		if shelf == shelfGeneral {
			v.Pages = []pageLink{{"Everything from A to Z", "a-z.html", ""}, {"Which statement is carried by what", "coverage.html", ""}}
		}
		for _, p := range s.pages {
			if p.shelf == shelf {
				v.Pages = append(v.Pages, pageLink{p.title, p.name, s.count(p)})
			}
		}
		if shelf == shelfDrugs {
			for i := range s.Sheets {
				v.Pages = append(v.Pages, pageLink{"To print: " + s.Sheets[i].Label, sheetName(&s.Sheets[i]), ""})
			}
		}
		if len(v.Pages) > 0 {
			out = append(out, v)
		}
	}
	data, err := execute("index", s.frame("Clinical content, "+s.Edition.Label, "Every source, statement, rule, number and test, with links both ways. "+s.Edition.Note, "", out))
	return File{"index.html", data}, err
}

func (s *site) count(p *page) string {
	n := len(p.items)
	if strings.HasPrefix(p.name, "tests-") {
		n = len(s.vignettesOf(p))
	}
	if n < 2 {
		return ""
	}
	return fmt.Sprint(n)
}

type letterView struct {
	Letter  string
	Entries []entry
}

type entry struct{ Text, Href, Kind string }

// alphabet lists every item by its id and by its title.
func (s *site) alphabet() (File, error) {
	var all []entry
	for _, p := range s.pages {
		for _, it := range p.items {
			all = append(all, entry{it.id, p.name + "#" + it.anchor, kindWord(it.kind)})
			if named(it.kind) && !strings.EqualFold(it.card.Title, it.id) {
				all = append(all, entry{upper(it.card.Title), p.name + "#" + it.anchor, kindWord(it.kind) + " " + it.id})
			}
		}
	}
	slices.SortFunc(all, func(a, b entry) int {
		return strings.Compare(strings.ToLower(a.Text)+"\x00"+a.Kind, strings.ToLower(b.Text)+"\x00"+b.Kind)
	})
	var out []letterView
	for _, e := range all {
		letter := letterOf(e.Text)
		if len(out) == 0 || out[len(out)-1].Letter != letter {
			out = append(out, letterView{Letter: letter})
		}
		last := &out[len(out)-1]
		last.Entries = append(last.Entries, e)
	}
	data, err := execute("alphabet", s.frame("A to Z", "Every item by its id, and what has a short name by that too.", "", out))
	return File{"a-z.html", data}, err
}

// named are kinds whose title is a name, not a sentence.
func named(kind string) bool {
	return slices.Contains([]string{"term", "parameter", "criterion", "option", "drug", "sheet", "schedule item"}, kind)
}

func letterOf(text string) string {
	first := strings.ToUpper(text[:1])
	if first < "A" || first > "Z" {
		return "0-9"
	}
	return first
}

type sectionView struct {
	Name string
	Rows []carriedView
}

type carriedView struct {
	Statement    link
	Does, Reason string
	By           []link
}

// coveragePage says for each statement what carries it.
func (s *site) coveragePage() (File, error) {
	bySection := map[string]*sectionView{}
	var out []*sectionView
	for _, k := range s.coverage.Statements {
		name := s.Statements[k.ID].Section
		if bySection[name] == nil {
			bySection[name] = &sectionView{Name: name}
			out = append(out, bySection[name])
		}
		bySection[name].Rows = append(bySection[name].Rows, s.carried(k))
	}
	intro := fmt.Sprintf("%d of %d statements are carried by an item that acts on them.", s.coverage.Carried, s.coverage.Of)
	data, err := execute("coverage", s.frame("Coverage", intro, "", out))
	return File{"coverage.html", data}, err
}

func (s *site) carried(k content.Carried) carriedView {
	return carriedView{Statement: link{k.ID, s.at[key{"fact", k.ID}]}, Does: k.Does, Reason: k.Reason, By: s.links(k.By)}
}
