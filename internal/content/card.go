package content

import (
	"maps"
	"slices"
	"strings"

	"symport/internal/cite"
	"symport/internal/fault"
	"symport/internal/rule"
)

// Card is one item as a reader sees it: its words, where they come from, how far they
// were checked, what it uses and what uses it.
type Card struct {
	Kind     string   `json:"kind"`
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Text     string   `json:"text,omitempty"`
	Fields   []Field  `json:"fields,omitempty"`
	Tables   []Table  `json:"tables,omitempty"`
	Verified string   `json:"verified,omitempty"`
	Sources  []Cited  `json:"sources,omitempty"`
	Notes    []Note   `json:"notes,omitempty"`
	Uses     []string `json:"uses,omitempty"`
	UsedBy   []string `json:"usedBy,omitempty"`
	Hash     string   `json:"hash,omitempty"`     // of what a physician signs
	Reviewed []Review `json:"reviewed,omitempty"` // signatures under this state
	At       string   `json:"at"`
}

// Cited is a source at a place.
type Cited struct {
	cite.Source
	Locator string `json:"locator,omitempty"`
}

// Table is a list of values of a card, or one section of a sheet.
type Table struct {
	Title string `json:"title"`
	Note  string `json:"note,omitempty"`
	Rows  []Row  `json:"rows"`
}

// Row is one value, printed beside checked, with the statements that say it.
type Row struct {
	What       string   `json:"what"`
	Printed    string   `json:"printed,omitempty"`
	Checked    string   `json:"checked,omitempty"`
	By         []string `json:"by,omitempty"` // where the check was read
	Statements []string `json:"facts,omitempty"`
	Notes      []string `json:"notes,omitempty"`
	Verified   string   `json:"verified,omitempty"`
	Section    string   `json:"section,omitempty"`
	Date       string   `json:"date,omitempty"`
}

// Field is one named line of a card.
type Field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Show returns the cards of everything that has the id.
func Show(c *Content, id string) []Card {
	s := &shelf{Content: c, users: c.users()}
	cards := s.cards(id)
	for i := range cards {
		cards[i] = s.finish(cards[i])
	}
	return cards
}

// cards finds everything that has the id.
func (s *shelf) cards(id string) []Card {
	var cards []Card
	for _, find := range []func(string) (Card, bool){
		s.criterion, s.drug, s.option, s.rule, s.parameter, s.term, s.statement, s.note, s.source, s.redFlag, s.question, s.scheduleItem, s.stratum, s.sheet,
	} {
		if card, ok := find(id); ok {
			cards = append(cards, card)
		}
	}
	return cards
}

// IDs lists every id that Show knows.
func IDs(c *Content) []string {
	ids := slices.Concat(
		slices.Collect(maps.Keys(c.Params)), slices.Collect(maps.Keys(c.Statements)), slices.Collect(maps.Keys(c.Notes)),
		slices.Collect(maps.Keys(c.Sources)), termIDs(c.Vocabulary.Terms))
	for _, u := range c.users() {
		if id, _, _ := strings.Cut(u.id, "@"); !slices.Contains([]string{"activity", "scope", "meaning", "drug name"}, u.kind) {
			ids = append(ids, u.id, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Near returns the known id that an unknown one is most likely meant to be, "" if none.
func Near(c *Content, id string) string { return fault.Nearest(id, IDs(c)) }

type shelf struct {
	*Content
	users []user
}

// finish adds who uses the item, and its place.
func (s *shelf) finish(card Card) Card {
	for _, u := range s.users {
		names := u.names
		switch card.Kind {
		case "fact":
			names = u.facts
		case "source":
			names = u.sources
		case "question":
			names = present(u.askAs)
		}
		if slices.Contains(names, card.ID) && !(u.kind == card.Kind && u.id == card.ID) {
			card.UsedBy = append(card.UsedBy, u.name())
		}
	}
	slices.Sort(card.UsedBy)
	card.UsedBy = slices.Compact(card.UsedBy)
	if slices.Contains(reviewedKinds, card.Kind) {
		card.Hash, card.Reviewed = s.hash(card), s.Signed(card.Kind, card.ID)
	}
	if card.At == "" {
		card.At = s.placeOf(card.Kind, card.ID).String()
	}
	return card
}

func (s *shelf) cited(locator string, ids ...string) []Cited {
	var out []Cited
	for _, id := range ids {
		if src, ok := s.Sources[id]; ok {
			out = append(out, Cited{src, locator})
		}
	}
	return out
}

// statementNotes are the notes of the statements.
func (s *shelf) statementNotes(ids []string) []Note {
	var out []Note
	seen := map[string]bool{}
	for _, id := range ids {
		for _, n := range s.Statements[id].Notes {
			if note, ok := s.Notes[n]; ok && !seen[n] {
				seen[n] = true
				out = append(out, note)
			}
		}
	}
	return out
}

// fields keeps the pairs that have a value.
func fieldsOfCard(pairs ...string) []Field {
	var out []Field
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out = append(out, Field{pairs[i], pairs[i+1]})
		}
	}
	return out
}

func (s *shelf) criterion(id string) (Card, bool) {
	k := s.Rules.Criterion(id)
	if k == nil {
		return Card{}, false
	}
	over := ""
	if k.ForLesion {
		over = "each lesion; of the patient if " + k.Over + " lesion meets it"
	}
	return Card{Kind: "criterion", ID: id, Title: k.Label, Text: k.Reading, Verified: string(k.Verified),
		Fields:  fieldsOfCard("body", k.Body, "judged for", over, "when", k.When, "scope", k.Scope, "facts", strings.Join(k.Facts, ", ")),
		Sources: s.cited("", k.Sources...), Notes: s.statementNotes(k.Facts), Uses: s.newNames().of(k.When, k.Scope)}, true
}

func (s *shelf) option(id string) (Card, bool) {
	o := s.Rules.Option(id)
	if o == nil {
		return Card{}, false
	}
	card := Card{Kind: "option", ID: id, Title: o.Label, Fields: fieldsOfCard("kind", o.Kind, "group", o.Group, "judged for each", o.Each,
		"intent", o.Intent, "only if", o.OnlyIf, "experimental", yesIf(o.Experimental), "alternatives", strings.Join(o.Alternative, ", "))}
	for _, a := range o.Arguments {
		card.Fields = append(card.Fields, Field{roleWords(a), a.Rule + ": " + a.Text})
		card.Uses = append(card.Uses, "rule "+a.Rule)
	}
	return card, true
}

func yesIf(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// roleWords names the role of an argument as a reader would.
func roleWords(a *rule.Argument) string {
	words := string(a.Role)
	if a.Strength != "" {
		words += " (" + a.Strength + ")"
	}
	if a.BeforeStart {
		words = "checklist before the start"
	}
	return words
}

// argument finds a rule and the options that it is a rule of. Without its option the id
// of a shared rule stands for all.
func (s *shelf) argument(id string) (a *rule.Argument, options []string) {
	for _, o := range s.Rules.Options {
		for _, candidate := range o.Arguments {
			if shared, _, _ := strings.Cut(candidate.Rule, "@"); candidate.Rule == id || shared == id {
				a, options = candidate, append(options, o.ID)
			}
		}
	}
	return a, options
}

func (s *shelf) rule(id string) (Card, bool) {
	a, options := s.argument(id)
	if a == nil {
		return Card{}, false
	}
	until := ""
	if a.UntilFact != "" {
		until = a.UntilFact + " reaches " + a.UntilParam
	}
	return Card{Kind: "rule", ID: id, Title: a.Text, Verified: string(a.Verified), Sources: s.cited("", a.Sources...),
		Fields: fieldsOfCard("option", strings.Join(options, ", "), "role", roleWords(a), "when", a.When, "scope", a.Scope, "until", until, "correct", a.Correct,
			"certainty", a.Certainty, "evidence", a.Evidence, "facts", strings.Join(a.Facts, ", "), "asked in", a.AskAs,
			"safety floor", yesIf(a.Safety), "at most", capWord(a.Cap)),
		Notes: s.statementNotes(a.Facts), Uses: s.newNames().of(a.When, a.Scope), At: a.Place.String()}, true
}

func capWord(capped bool) string {
	if capped {
		return "consider"
	}
	return ""
}
