package content

import (
	"regexp"
	"slices"
	"strings"

	"symport/internal/fault"
	"symport/internal/unit"
)

// drugs: every number of a card names the statement that says it, every check where it
// was read.
func (l *linter) drugs() {
	for i := range l.Drugs {
		d := &l.Drugs[i]
		if d.Label == "" || d.Class == "" || len(d.General) == 0 {
			l.failCard("drug", d.ID, "drug-incomplete", "label, class, general", "is incomplete")
		}
		for _, o := range d.Options {
			if l.Rules.Option(o) == nil {
				l.failCard("drug", d.ID, "option-unknown", "", "no option "+o)
			}
		}
		l.noteIDs("drug", d.ID, d.Notes)
		for _, p := range d.parts() {
			l.noteIDs("drug", d.ID, p.notes)
			if len(p.statements) == 0 {
				l.failCard("drug", d.ID, "fact-missing", "facts: [...]", p.name+" names no statement")
			}
			if p.value != nil {
				l.drugValue(d.ID, p)
			}
		}
	}
}

func (l *linter) drugValue(drug string, p part) {
	v := p.value
	switch {
	case v.What == "" || v.Printed == "":
		l.failCard("drug", drug, "value-incomplete", "what, printed", p.name+" is incomplete")
	case v.Checked != "" && v.Verified == "":
		l.failCard("drug", drug, "verified-missing", "verified: source, secondary or unverified", p.name+" was checked, but not how")
	case v.Checked != "" && v.Verified != "unverified" && len(v.By) == 0:
		l.failCard("drug", drug, "source-missing", "by: [...]", p.name+" does not say where it was checked")
	}
	if amount := strangeAmount(v); amount != "" {
		l.failCard("drug", drug, "amount-wrong", `amount: "24 mg/d", the number of printed or checked`, p.name+": "+amount)
	}
	if number := l.strange(v); number != "" {
		l.failCard("drug", drug, "number-strange", "the statement that says it", p.name+": "+number+" stands in none of its statements")
	}
}

var (
	numberInText = regexp.MustCompile(`[0-9][0-9.,]*[0-9]|[0-9]`)
	nuclide      = regexp.MustCompile(`\b[0-9]+[A-Z][a-z]?\b`) // 131I is no number
)

func numbersIn(text string) []string {
	return numberInText.FindAllString(nuclide.ReplaceAllString(text, ""), -1)
}

// strange is a number of the printed value that none of its statements holds.
func (l *linter) strange(v *DrugValue) string {
	var said []string
	for _, id := range v.Statements {
		said = append(said, numbersIn(l.Statements[id].Text)...)
	}
	for _, number := range numbersIn(v.Printed) {
		if !slices.Contains(said, number) {
			return number
		}
	}
	return ""
}

// strangeAmount is an amount that is no drug dose, or whose number the value does not print.
func strangeAmount(v *DrugValue) string {
	if v.Amount == "" {
		return ""
	}
	q, err := unit.Parse(v.Amount, unit.DrugDose)
	if err != nil {
		return err.Error()
	}
	if !slices.Contains(append(numbersIn(v.Printed), numbersIn(v.Checked)...), q.Number) {
		return "its text does not say " + v.Amount
	}
	return ""
}

// sheets: every line rests on a statement or a source, and on options that exist.
func (l *linter) sheets() {
	for i := range l.Sheets {
		s := &l.Sheets[i]
		if s.Label == "" || len(s.Options) == 0 || len(s.Sections) == 0 || len(s.Sign) == 0 {
			l.failCard("sheet", s.ID, "sheet-incomplete", "label, options, sections, sign", "is incomplete")
		}
		for _, o := range s.Options {
			if l.Rules.Option(o) == nil {
				l.failCard("sheet", s.ID, "option-unknown", "", "no option "+o)
			}
		}
		for _, d := range s.Drugs {
			if l.Drug(d) == nil {
				l.failCard("sheet", s.ID, "drug-unknown", "", "no drug card "+d)
			}
		}
		for _, section := range s.Sections {
			l.sheetSection(s.ID, section)
		}
	}
}

func (l *linter) sheetSection(sheet string, section SheetSection) {
	if !slices.Contains([]string{"", "list", "checks", "effects"}, section.Kind) || section.Title == "" {
		l.failCard("sheet", sheet, "section-wrong", "title; kind: list, checks or effects", "has a section without title or of another kind")
	}
	for _, line := range section.Lines {
		l.noteIDs("sheet", sheet, line.Notes)
		if len(line.Statements)+len(line.Sources) == 0 {
			l.failCard("sheet", sheet, "source-missing", "facts: or sources:", "rests on nothing: "+line.Text)
		}
	}
}

func (l *linter) noteIDs(kind, id string, notes []string) {
	for _, n := range notes {
		if _, ok := l.Notes[n]; !ok {
			l.failCard(kind, id, "note-unknown", "", "no note "+n)
		}
	}
}

func (l *linter) failCard(kind, id, problem, hint, message string) {
	l.report(fault.Fatal, kind, id, problem, hint, "%s %s %s", kind, id, strings.TrimSpace(message))
}
