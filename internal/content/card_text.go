package content

import (
	"fmt"
	"strconv"
	"strings"
)

// Cards of what is not a rule.

func (s *shelf) parameter(id string) (Card, bool) {
	p, ok := s.Params[id]
	if !ok {
		return Card{}, false
	}
	moves := "fixed by its source"
	if p.Moves {
		moves = "an overlay may change it"
		if p.Safer != "" {
			moves += ", only to " + p.Safer + " values"
		}
	}
	return Card{Kind: "parameter", ID: id, Title: p.Label, Text: p.Text, Verified: string(p.Verified),
		Fields: fieldsOfCard("value", strconv.FormatFloat(p.Value, 'g', -1, 64)+" "+p.Unit, "why this value", p.Reason, "change", moves,
			"days for which these count", strings.Join(p.FreshOf, ", "), "facts", strings.Join(p.Facts, ", ")),
		Sources: s.cited(p.Locator, p.Sources...), Notes: s.statementNotes(p.Facts), Uses: p.FreshOf}, true
}

func (s *shelf) term(id string) (Card, bool) {
	t := s.Vocabulary.Term(id)
	if t == nil {
		return Card{}, false
	}
	fresh := ""
	if t.FreshDays > 0 {
		fresh = fmt.Sprintf("%d days", t.FreshDays)
	}
	return Card{Kind: "term", ID: id, Title: t.Label, Text: t.Definition,
		Fields: fieldsOfCard("type", string(t.Type), "about", "one "+string(t.Scope), "unit", t.Unit, "members", strings.Join(t.Members, ", "),
			"example", t.Example, "question", t.Ask, "who knows", t.Where, "burden", t.Burden, "counts for", fresh, "judgement", yesIf(t.Judgement))}, true
}

func (s *shelf) statement(id string) (Card, bool) {
	f, ok := s.Statements[id]
	if !ok {
		return Card{}, false
	}
	return Card{Kind: "fact", ID: id, Title: f.Text, Verified: string(f.Verified),
		Fields:  fieldsOfCard("section", f.Section, "kind", f.Kind, "what the program does", f.Software),
		Sources: s.cited("lines "+f.Lines, f.Source), Notes: s.statementNotes([]string{id})}, true
}

func (s *shelf) note(id string) (Card, bool) {
	n, ok := s.Notes[id]
	if !ok {
		return Card{}, false
	}
	return Card{Kind: "note", ID: id, Title: n.Text, Fields: fieldsOfCard("printed", n.Printed, "checked", n.Checked, "source", n.Source,
		"what the program does", n.Does, "facts", strings.Join(n.Statements, ", "))}, true
}

func (s *shelf) source(id string) (Card, bool) {
	src, ok := s.Sources[id]
	if !ok {
		return Card{}, false
	}
	return Card{Kind: "source", ID: id, Title: src.Citation, Text: src.Note, Verified: string(src.Verified),
		Fields: fieldsOfCard("doi", src.DOI, "address", src.URL, "licence", src.Licence, "last looked at", src.Checked)}, true
}

func (s *shelf) redFlag(id string) (Card, bool) {
	for _, r := range s.RedFlags {
		if r.ID == id {
			return Card{Kind: "red flag", ID: id, Title: r.Text, Verified: string(r.Verified), Sources: s.cited("", r.Sources...),
				Fields: fieldsOfCard("question", r.Ask, "asked when", r.Lesions), Uses: present(r.Fact, r.Lesions)}, true
		}
	}
	return Card{}, false
}

func (s *shelf) question(id string) (Card, bool) {
	for _, q := range s.Questions {
		if q.ID == id {
			return Card{Kind: "question", ID: id, Title: q.Ask, Text: q.Why, Fields: fieldsOfCard("who knows", q.Where, "burden", q.Burden), Uses: q.Facts}, true
		}
	}
	return Card{}, false
}

func (s *shelf) scheduleItem(id string) (Card, bool) {
	for _, it := range s.Schedule {
		if it.ID == id {
			local := ""
			if it.Local {
				local = "an interval of the house, not of the source"
			}
			return Card{Kind: "schedule item", ID: id, Title: it.Label, Text: it.Because, Verified: string(it.Verified), Sources: s.cited("", it.Sources...),
				Fields: fieldsOfCard("after", it.Trigger, "if", it.When, "earliest", it.Earliest, "recommended", it.Recommended, "overdue", it.Overdue, "lapses", it.Lapses, "only with", it.Preparation, "words for a calendar", it.Calendar,
					"facts", strings.Join(it.Statements, ", "), "again after", it.Repeat, "ends with", it.Until, "origin", local),
				Notes: s.statementNotes(it.Statements)}, true
		}
	}
	return Card{}, false
}

// stratum is one group of a cohort with its figures.
func (s *shelf) stratum(id string) (Card, bool) {
	var card Card
	for _, p := range s.Prognosis {
		if p.Stratum != id {
			continue
		}
		if card.ID == "" {
			card = Card{Kind: "prognosis", ID: id, Title: p.Label, Text: p.Note, Verified: string(p.Verified), Sources: s.cited("", p.Sources...),
				Fields: fieldsOfCard("endpoint", p.Endpoint, "counted from", p.TimeZero, "cohort", p.Cohort, "applies if", p.Applies, "facts", strings.Join(p.Statements, ", ")),
				Notes:  s.statementNotes(p.Statements), Uses: present(p.Applies)}
		}
		percent := "not given"
		if p.Percent != nil {
			percent = strconv.FormatFloat(*p.Percent, 'g', -1, 64) + " %"
		}
		card.Fields = append(card.Fields, Field{fmt.Sprintf("at %d years", p.Years), fmt.Sprintf("%s, n %d", percent, p.N)})
	}
	return card, card.ID != ""
}
