package content

import (
	"fmt"
	"slices"
	"strings"
)

// noRanking stands on every card with a trial or an inhibiting concentration.
const noRanking = "no ranking across trials or by IC50"

func (s *shelf) drug(id string) (Card, bool) {
	d := s.Drug(id)
	if d == nil {
		return Card{}, false
	}
	card := Card{Kind: "drug", ID: id, Title: d.Label + ", " + d.Class, Sources: s.drugSources(d), Notes: s.drugNotes(d), Tables: DrugTables(d),
		Fields: fieldsOfCard("options", strings.Join(d.Options, ", "))}
	if len(d.Trials) > 0 || d.IC50 != nil {
		card.Fields = append(card.Fields, Field{"how to read it", "printed values beside checked ones; " + noRanking})
	}
	return card, true
}

// DrugTables are the values of the card as tables, in the order in which it is read.
func DrugTables(d *Drug) []Table {
	var out []Table
	add := func(title, note string, list []DrugValue) {
		if len(list) > 0 {
			out = append(out, Table{Title: title, Note: note, Rows: valueRows(list)})
		}
	}
	add("Drug", "", d.General)
	add("Protocol", "experimental", d.Protocol)
	for i := range d.Trials {
		t := &d.Trials[i]
		add("Trial: "+t.Label, trialNote(t), t.Values)
	}
	if len(d.Genotypes) > 0 {
		out = append(out, Table{Title: "Uptake by genotype", Note: "uptake is not response", Rows: genotypeRows(d.Genotypes)})
	}
	add("Toxicities of grade 3 and 4", "as the article lists them; not the label", d.Toxicities)
	add("Handling", "", d.Handling)
	if d.IC50 != nil {
		add("Inhibition in vitro, IC50 in "+d.IC50.Unit, ic50Note(d.IC50), d.IC50.Values)
	}
	return out
}

func trialNote(t *Trial) string {
	var words []string
	if t.Phase > 0 {
		words = append(words, fmt.Sprintf("phase %d", t.Phase))
	}
	if t.ResponseBy != "" {
		words = append(words, "response by "+t.ResponseBy)
	}
	return strings.Join(append(words, "not comparable with other trials"), "; ")
}

func ic50Note(x *IC50) string {
	note := "depends on the assay; " + noRanking
	if !x.UnitPrinted {
		note = "unit inferred, not printed; " + note
	}
	if x.Note != "" {
		note += "; " + x.Note
	}
	return note
}

func valueRows(list []DrugValue) []Row {
	rows := make([]Row, len(list))
	for i := range list {
		v := &list[i]
		rows[i] = Row{What: v.What, Printed: v.Printed, Checked: v.Checked, By: v.By, Statements: v.Statements,
			Notes: v.Notes, Verified: string(v.Verified), Section: v.Section, Date: v.Date}
		if v.Inferred {
			rows[i].Printed += " (place inferred)"
		}
	}
	return rows
}

func genotypeRows(list []Genotype) []Row {
	rows := make([]Row, len(list))
	for i, g := range list {
		rows[i] = Row{What: g.Gene, Printed: fmt.Sprintf("more uptake in %d of %d, treated %d of %d", g.Increased, g.Of, g.Treated, g.Of),
			By: g.By, Statements: g.Statements, Notes: g.Notes, Verified: string(g.Verified)}
	}
	return rows
}

func (s *shelf) drugSources(d *Drug) []Cited {
	var ids []string
	for _, id := range d.statementIDs() {
		ids = append(ids, s.Statements[id].Source)
	}
	for _, p := range d.parts() {
		ids = append(ids, p.by...)
	}
	slices.Sort(ids)
	return s.cited("", slices.Compact(ids)...)
}

func (s *shelf) drugNotes(d *Drug) []Note {
	ids := slices.Clone(d.Notes)
	for _, p := range d.parts() {
		ids = append(ids, p.notes...)
	}
	return s.notesOf(ids)
}

// notesOf are the notes with the ids, each once, in order of their number.
func (s *shelf) notesOf(ids []string) []Note {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	var out []Note
	for _, id := range slices.Compact(ids) {
		if n, ok := s.Notes[id]; ok {
			out = append(out, n)
		}
	}
	return out
}

func (s *shelf) sheet(id string) (Card, bool) {
	x := s.Sheet(id)
	if x == nil || x.ID != id {
		return Card{}, false
	}
	card := Card{Kind: "sheet", ID: id, Title: x.Label, Fields: fieldsOfCard("options", strings.Join(x.Options, ", "),
		"drug cards", strings.Join(x.Drugs, ", "), "signed by", strings.Join(x.Sign, ", "))}
	var notes, sources []string
	for _, section := range x.Sections {
		t := Table{Title: section.Title}
		for _, line := range section.Lines {
			t.Rows = append(t.Rows, Row{What: line.Text, Printed: line.Incidence, Checked: line.Treatment, By: line.Sources, Statements: line.Statements, Notes: line.Notes})
			notes = append(notes, line.Notes...)
			sources = append(sources, line.Sources...)
		}
		card.Tables = append(card.Tables, t)
	}
	slices.Sort(sources)
	card.Notes, card.Sources = s.notesOf(notes), s.cited("", slices.Compact(sources)...)
	return card, true
}
