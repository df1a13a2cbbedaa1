package report

import (
	"fmt"
	"slices"
	"strings"

	"symport/internal/verdict"
)

// Words of the drug cards and of the notes.
const (
	wDrugCard    = "drug card: %s, %s"
	wDrugChecked = "checked: %s"
	wDrugNote    = "printed beside checked; no ranking across trials or by IC50"
)

// drugsOf are the cards of the drugs that a row would give.
func (d *Document) drugsOf(r Row) []verdict.DrugCard {
	var out []verdict.DrugCard
	for _, drug := range d.A.Cards {
		if slices.ContainsFunc(r.Parts, func(p Part) bool { return slices.Contains(drug.Options, p.ID) }) {
			out = append(out, drug)
		}
	}
	return out
}

// DrugsOf is drugsOf for the page.
func (p page) DrugsOf(r Row) []verdict.DrugCard { return p.drugsOf(r) }

// NotesOf are the notes on the statements that a row rests on.
func (p page) NotesOf(r Row) []verdict.Note {
	facts := map[string]bool{}
	for _, l := range r.Card.Lines {
		for _, ref := range strings.Fields(l.Refs) {
			facts[ref] = true
		}
	}
	var out []verdict.Note
	for _, n := range p.A.Notes {
		if slices.ContainsFunc(n.Facts, func(f string) bool { return facts[f] }) {
			out = append(out, n)
		}
	}
	return out
}

// printDrugs prints the cards of the drugs in play.
func (d *Document) printDrugs(s *sheet) {
	for _, drug := range d.A.Cards {
		s.ends(bold, heading(fmt.Sprintf(wDrugCard, drug.Label, drug.Class)), wDrugNote)
		for _, t := range drug.Tables {
			title := t.Title
			if t.Note != "" {
				title += " (" + t.Note + ")"
			}
			s.para(bold, " ", title)
			for _, r := range t.Rows {
				s.para(plain, "   ", r.What+": "+r.Printed+drugCheck(r)+" ["+strings.Join(append(slices.Clone(r.Facts), r.Notes...), " ")+"]")
			}
		}
		s.blank()
	}
}

func drugCheck(r verdict.DrugRow) string {
	if r.Checked == "" {
		return ""
	}
	text := "; " + fmt.Sprintf(wDrugChecked, r.Checked)
	if len(r.By) > 0 {
		text += " (" + strings.Join(r.By, ", ") + ")"
	}
	if r.Verified == "unverified" {
		text += ", " + wUnverified
	}
	return text
}

// noteText says what is printed, what was checked and where, and what is done with it.
func noteText(n verdict.Note) string {
	text := n.ID + ": " + strings.TrimRight(n.Text, ". ") + "."
	if n.Printed != "" {
		text += " Printed: " + n.Printed + "."
	}
	if n.Checked != "" {
		text += " Checked: " + n.Checked
		if n.Source != "" {
			text += " (" + n.Source + ")"
		}
		text += "."
	}
	if n.Does != "" {
		text += " Here: " + n.Does
	}
	return strings.ReplaceAll(text, "..", ".")
}
