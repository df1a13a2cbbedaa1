package reading

import (
	"fmt"
	"slices"
	"strings"

	"symport/internal/content"
)

// sheetView is a sheet as the template sees it.
type sheetView struct {
	Sections []sheetSection
	Tables   []tableView
	Notes    []content.Note
	Sign     []string
}

type sheetSection struct {
	Title, Kind string
	Lines       []sheetLine
}

type sheetLine struct {
	content.SheetLine
	Refs []link
}

func sheetName(x *content.Sheet) string { return slug(x.ID) + ".html" }

func (s *site) sheetPages() ([]File, error) {
	var out []File
	for i := range s.Sheets {
		x := &s.Sheets[i]
		data, err := execute("sheet", s.frame(x.Label, "", shelfDrugs, s.sheetView(x)))
		if err != nil {
			return nil, err
		}
		out = append(out, File{sheetName(x), data})
	}
	return out, nil
}

// SheetHTML is the sheet as one page to print, without the rest of the room.
func SheetHTML(c *content.Content, x *content.Sheet) ([]byte, error) {
	s := &site{Content: c, at: map[key]string{}}
	return execute("sheet", s.frame(x.Label, "", "", s.sheetView(x)))
}

func (s *site) sheetView(x *content.Sheet) sheetView {
	v := sheetView{Sign: x.Sign}
	card := content.Show(s.Content, x.ID)[0]
	v.Notes = card.Notes
	for _, section := range x.Sections {
		out := sheetSection{Title: section.Title, Kind: section.Kind}
		for _, line := range section.Lines {
			refs := append(s.links(prefixed("fact ", line.Statements)), s.links(prefixed("source ", line.Sources))...)
			bareNames(refs)
			out.Lines = append(out.Lines, sheetLine{line, refs})
		}
		v.Sections = append(v.Sections, out)
	}
	for _, t := range sheetTables(s.Content, x) {
		v.Tables = append(v.Tables, s.table(t))
	}
	return v
}

// sheetTables are what of the drug cards a patient is told: severe side effects, how
// often the drug was changed, or the steps of an experiment.
func sheetTables(c *content.Content, x *content.Sheet) []content.Table {
	var out []content.Table
	for _, id := range x.Drugs {
		for _, card := range content.Show(c, id) {
			for _, t := range card.Tables {
				switch {
				case card.Kind != "drug":
				case strings.HasPrefix(t.Title, "Toxicities"), t.Title == "Handling", t.Title == "Protocol", strings.HasPrefix(t.Title, "Uptake by"):
					t.Rows = slices.DeleteFunc(slices.Clone(t.Rows), noFigure(t.Title))
					t.Title = c.Drug(id).Label + ": " + strings.ToLower(t.Title[:1]) + t.Title[1:]
					out = append(out, t)
				}
			}
		}
	}
	return out
}

// noFigure leaves out of the tables of shares what has none.
func noFigure(title string) func(content.Row) bool {
	return func(r content.Row) bool {
		return (strings.HasPrefix(title, "Toxicities") || title == "Handling") && !strings.Contains(r.Printed, "%")
	}
}

// SheetText is the sheet as plain text of 96 columns.
func SheetText(c *content.Content, x *content.Sheet) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\nName ____________________________   Date ______________\n", x.Label)
	for _, section := range x.Sections {
		fmt.Fprintf(&b, "\n%s\n", section.Title)
		for _, line := range section.Lines {
			writeSheetLine(&b, section.Kind, line)
		}
	}
	for _, t := range sheetTables(c, x) {
		fmt.Fprintf(&b, "\n%s\n", t.Title)
		for _, r := range t.Rows {
			wrap(&b, "  ", fmt.Sprintf("%-22s", r.What)+"  "+r.Printed, refs(r.Statements, nil))
		}
	}
	if card := content.Show(c, x.ID)[0]; len(card.Notes) > 0 {
		b.WriteString("\nWhat the source leaves open\n")
		for _, n := range card.Notes {
			wrap(&b, "  ", n.ID+": "+n.Text+" Here: "+n.Does, "")
		}
	}
	b.WriteString("\n")
	for _, who := range x.Sign {
		fmt.Fprintf(&b, "%-22s ____________________________\n\n", upper(who)+", date")
	}
	fmt.Fprintf(&b, "Edition %s, %s\n", c.Edition.ID, c.Edition.Label)
	return b.String()
}

func writeSheetLine(b *strings.Builder, kind string, line content.SheetLine) {
	ref := refs(line.Statements, line.Sources)
	switch kind {
	case "checks":
		writeCheck(b, line.Text+ref)
	case "effects":
		wrap(b, "  ", line.Text+": "+line.Incidence+". What helps: "+line.Treatment+".", ref)
	default:
		wrap(b, "  ", line.Text, ref)
	}
}

// writeCheck puts the blank to fill in at the right edge, below a text that is too long.
func writeCheck(b *strings.Builder, text string) {
	const box, blank = "  [ ] ", "  date, by ____________________"
	n := len(box) + len([]rune(text))
	if n+len(blank) > width {
		wrap(b, box, text, "")
		fmt.Fprintf(b, "%*s\n", width, blank)
		return
	}
	fmt.Fprintf(b, "%s%s%*s\n", box, text, width-n, blank)
}

func refs(statements, sources []string) string {
	ids := append(append([]string{}, statements...), sources...)
	if len(ids) == 0 {
		return ""
	}
	return " [" + strings.Join(ids, " ") + "]"
}

// width of a sheet in text.
const width = 96

// wrap breaks a text at the width, the continuation under its first word.
func wrap(b *strings.Builder, indent, text, tail string) {
	line, room := indent, strings.Repeat(" ", len(indent))
	for i, word := range strings.Split(text+tail, " ") {
		switch {
		case i == 0:
			line += word
		case len([]rune(line))+1+len([]rune(word)) > width:
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line = room + word
		default:
			line += " " + word
		}
	}
	b.WriteString(line + "\n")
}
