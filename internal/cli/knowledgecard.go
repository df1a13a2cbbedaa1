package cli

import (
	"fmt"
	"io"
	"strings"

	"symport/internal/content"
)

const showIndent = "  "

func writeCard(w io.Writer, c content.Card) {
	fmt.Fprintf(w, "%s %s%s\n", c.Kind, c.ID, verifiedMark(c.Verified))
	writeWrapped(w, showIndent, c.Title)
	if c.Text != "" {
		writeWrapped(w, showIndent, c.Text)
	}
	for _, field := range c.Fields {
		writeWrapped(w, showIndent, field.Name+": "+field.Value)
	}
	for _, t := range c.Tables {
		writeTable(w, t)
	}
	for _, s := range c.Sources {
		writeWrapped(w, showIndent, "source: "+citation(s)+verifiedMark(string(s.Verified)))
	}
	for _, n := range c.Notes {
		writeNote(w, n)
	}
	if c.Kind != "option" { // its fields are its rules
		writeList(w, "uses", c.Uses)
	}
	writeList(w, "used by", c.UsedBy)
	for _, r := range c.Reviewed {
		writeWrapped(w, showIndent, "signed by "+r.By+", "+r.Role+", "+r.Date)
	}
	if c.Hash != "" && len(c.Reviewed) == 0 {
		writeWrapped(w, showIndent, "not signed by a physician; state "+c.Hash)
	}
	fmt.Fprintf(w, "%sat %s\n", showIndent, c.At)
}

// writeTable prints each value with what was checked beside it, and its statements.
func writeTable(w io.Writer, t content.Table) {
	fmt.Fprintf(w, "\n%s%s\n", showIndent, t.Title)
	if t.Note != "" {
		writeWrapped(w, showIndent, "("+t.Note+")")
	}
	const column = 30
	under := strings.Repeat(" ", column-len(showIndent)*2)
	for _, r := range t.Rows {
		refs := " [" + strings.Join(append(append([]string{}, r.Statements...), r.Notes...), " ") + "]"
		if r.Printed == "" && r.Checked == "" {
			writeWrapped(w, showIndent+showIndent, r.What+refs)
			continue
		}
		head := fmt.Sprintf("%-*s", column-len(showIndent)*2, showIndent+showIndent+r.What)
		writeWrapped(w, head+"  ", r.Printed+refs)
		if r.Checked != "" {
			writeWrapped(w, under+"  ", "checked: "+r.Checked+by(r)+verifiedMark(r.Verified))
		}
	}
}

func by(r content.Row) string {
	if len(r.By) == 0 {
		return ""
	}
	return " (" + strings.Join(r.By, ", ") + ")"
}

// writeNote prints an inconsistency: what is printed, what was checked and where, what
// the program does.
func writeNote(w io.Writer, n content.Note) {
	writeWrapped(w, showIndent, "note "+n.ID+": "+n.Text)
	if n.Printed != "" {
		writeWrapped(w, showIndent+showIndent, "printed: "+n.Printed)
	}
	if n.Checked != "" {
		checked := "checked: " + n.Checked
		if n.Source != "" {
			checked += " (" + n.Source + ")"
		}
		writeWrapped(w, showIndent+showIndent, checked)
	}
	if n.Does != "" {
		writeWrapped(w, showIndent+showIndent, "here: "+n.Does)
	}
}

func citation(s content.Cited) string {
	text := strings.TrimSuffix(s.Citation, ".")
	if s.DOI != "" {
		text += ", doi " + s.DOI
	}
	if s.Locator != "" {
		text += ", " + s.Locator
	}
	return text
}

// verifiedMark says how far an item was checked; what was read at the source needs no mark.
func verifiedMark(v string) string {
	switch v {
	case "", "source":
		return ""
	case "secondary":
		return " [read in another work]"
	}
	return " [NOT VERIFIED]"
}

// blank is the room that an indent takes.
func blank(indent string) string { return strings.Repeat(" ", len([]rune(indent))) }

func writeList(w io.Writer, name string, items []string) {
	if len(items) > 0 {
		writeWrapped(w, showIndent, name+": "+strings.Join(items, ", "))
	}
}

// writeWrapped breaks a text at 96 columns, the continuation indented further.
func writeWrapped(w io.Writer, indent, text string) {
	const most = 96
	line := indent
	for i, word := range strings.Fields(text) {
		if i > 0 && len([]rune(line))+1+len([]rune(word)) > most {
			fmt.Fprintln(w, line)
			line = blank(indent) + "    " + word
			continue
		}
		if i > 0 {
			line += " "
		}
		line += word
	}
	fmt.Fprintln(w, line)
}
