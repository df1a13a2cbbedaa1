package consult

import (
	"slices"

	"symport/internal/content"
	"symport/internal/verdict"
)

// drugCards are the cards of the drugs that the options in play would give, in the order
// of the options.
func (a *assembly) drugCards() []verdict.DrugCard {
	out := []verdict.DrugCard{}
	for i := range a.c.Drugs {
		d := &a.c.Drugs[i]
		if !slices.ContainsFunc(d.Options, a.inPlay) {
			continue
		}
		card := verdict.DrugCard{ID: d.ID, Label: d.Label, Class: d.Class, Options: d.Options}
		for _, t := range content.DrugTables(d) {
			card.Tables = append(card.Tables, drugTable(t))
		}
		out = append(out, card)
	}
	return out
}

// inPlay reports whether an option is open, or open once a question is answered.
func (a *assembly) inPlay(id string) bool {
	return a.open(id) || slices.ContainsFunc(a.out.Options, func(o verdict.Option) bool {
		return o.ID == id && (o.Verdict == verdict.NeedsData || o.State == "ongoing")
	})
}

func drugTable(t content.Table) verdict.DrugTable {
	out := verdict.DrugTable{Title: t.Title, Note: t.Note}
	for _, r := range t.Rows {
		out.Rows = append(out.Rows, verdict.DrugRow{What: r.What, Printed: r.Printed, Checked: r.Checked, By: r.By,
			Verified: r.Verified, Facts: list(r.Statements), Notes: r.Notes})
	}
	return out
}
