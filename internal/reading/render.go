package reading

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"slices"
	"strings"

	"symport/internal/content"
)

// frame is what every page shares.
type frame struct {
	Policy, Style template.HTML
	Title, Intro  string
	Shelf         string
	Edition, Hash string
	Body          any
}

// view is an item as the template sees it.
type view struct {
	Anchor, Kind, ID, Title, Text string
	State, StateWord              string
	Fields                        []fieldView
	Tables                        []tableView
	Sources                       []sourceView
	Notes                         []noteView
	Uses, UsedBy                  []link
	Tests                         []link
	At                            string
	Hash                          string
	Reviewed                      []content.Review
}

type fieldView struct {
	Name, Value string
	Links       []link
}

type tableView struct {
	Title, Note string
	Rows        []rowView
}

type rowView struct {
	content.Row
	Refs, By         []link
	State, StateWord string
}

type sourceView struct {
	link
	Rest, State, StateWord, Checked string
}

type noteView struct {
	content.Note
	Link link
}

func (s *site) frame(title, intro, shelf string, body any) frame {
	return frame{Policy: policy(), Style: template.HTML("<style>" + style + "</style>"), Title: title, Intro: intro, Shelf: shelf,
		Edition: s.Edition.ID + ", " + s.Edition.Label, Hash: shortHash(s.Hash), Body: body}
}

func shortHash(h string) string { return h[:min(12, len(h))] }

// policy lets the one style block of the page through and nothing else.
func policy() template.HTML {
	sum := sha256.Sum256([]byte(style))
	return template.HTML(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-` +
		base64.StdEncoding.EncodeToString(sum[:]) + `'; base-uri 'none'; form-action 'none'">`)
}

func (s *site) render(p *page) ([]byte, error) {
	if strings.HasPrefix(p.name, "tests-") {
		return execute("tests", s.frame(p.title, p.intro, p.shelf, s.vignettesOf(p)))
	}
	views := make([]view, len(p.items))
	for i := range p.items {
		views[i] = s.view(&p.items[i])
	}
	return execute("items", s.frame(p.title, p.intro, p.shelf, views))
}

func execute(name string, f frame) ([]byte, error) {
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, name, f); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func (s *site) view(it *item) view {
	c := &it.card
	v := view{Anchor: it.anchor, Kind: kindWord(it.kind), ID: it.id, Title: c.Title, Text: c.Text, At: c.At, Hash: c.Hash, Reviewed: c.Reviewed,
		UsedBy: s.links(c.UsedBy), Tests: s.vignetteLinks(it.key)}
	v.State, v.StateWord = state(c.Verified)
	for _, f := range c.Fields {
		v.Fields = append(v.Fields, s.field(it.kind, f))
	}
	if it.kind != "option" { // its fields are its rules
		v.Uses = s.links(c.Uses)
	}
	for _, t := range c.Tables {
		v.Tables = append(v.Tables, s.table(t))
	}
	for _, src := range c.Sources {
		v.Sources = append(v.Sources, s.source(src))
	}
	for _, n := range c.Notes {
		v.Notes = append(v.Notes, noteView{n, link{n.ID, s.at[key{"note", n.ID}]}})
	}
	return v
}

// linked are the fields whose value is a list of ids.
var linked = []string{"facts", "option", "alternatives", "drug cards", "options", "source", "scope", "if", "applies if", "asked when", "asked in",
	"days for which these count"}

func (s *site) field(kind string, f content.Field) fieldView {
	switch {
	case slices.Contains(linked, f.Name):
		return fieldView{Name: f.Name, Links: s.links(strings.Split(f.Value, ", "))}
	case kind == "option" && strings.Contains(f.Value, ": "):
		id, text, _ := strings.Cut(f.Value, ": ")
		if at := s.link("rule " + id); at.Href != "" {
			return fieldView{Name: f.Name, Value: text, Links: []link{{id, at.Href}}}
		}
	}
	return fieldView{Name: f.Name, Value: f.Value}
}

func (s *site) table(t content.Table) tableView {
	out := tableView{Title: t.Title, Note: t.Note}
	for _, r := range t.Rows {
		row := rowView{Row: r, Refs: append(s.links(prefixed("fact ", r.Statements)), s.links(prefixed("note ", r.Notes))...), By: s.links(prefixed("source ", r.By))}
		bareNames(row.Refs)
		bareNames(row.By)
		if r.Checked != "" {
			row.State, row.StateWord = state(r.Verified)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// bareNames drops the kind from the names of links, where the column says it.
func bareNames(links []link) {
	for i := range links {
		_, links[i].Text, _ = strings.Cut(links[i].Text, " ")
	}
}

func (s *site) source(c content.Cited) sourceView {
	v := sourceView{link: link{c.ID, s.at[key{"source", c.ID}]}, Rest: c.Citation, Checked: c.Checked}
	if c.DOI != "" {
		v.Rest += " doi " + c.DOI
	}
	if c.Locator != "" {
		v.Rest += ", " + c.Locator
	}
	v.State, v.StateWord = state(string(c.Verified))
	return v
}

// state is how far an item was checked: a shape and a word.
func state(verified string) (class, word string) {
	switch verified {
	case "source":
		return "v-src", "read at the source"
	case "secondary":
		return "v-sec", "read in another work"
	case "unverified":
		return "v-not", "not verified"
	}
	return "", ""
}

func kindWord(kind string) string {
	if kind == "fact" {
		return "statement"
	}
	return kind
}

func (s *site) vignetteLinks(k key) []link {
	var out []link
	for _, id := range s.byVignette[k] {
		out = append(out, link{id, s.at[key{"vignette", id}]})
	}
	return out
}
