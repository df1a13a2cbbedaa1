package worksheet

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Width of every line of a text.
const Width = 96

var rule = strings.Repeat("-", Width)

// Text prints the page in lines of at most Width.
func (p *Page) Text() string {
	var b strings.Builder
	b.WriteString(clip(p.Title) + "\n")
	for _, h := range p.Head {
		writeWrapped(&b, h, "", "")
	}
	b.WriteString(rule + "\n")
	for i, s := range p.Sections {
		if drawn(s) {
			continue
		}
		if i > 0 {
			b.WriteString("\n")
		}
		if s.Heading != "" {
			b.WriteString(clip(strings.ToUpper(s.Heading)) + "\n")
		}
		for _, x := range s.Parts {
			writePart(&b, x)
		}
	}
	return b.String()
}

// drawn reports whether a section holds drawings alone, which a text leaves out.
func drawn(s Section) bool {
	for _, x := range s.Parts {
		if f, ok := x.(Figure); !ok || f.InText {
			return false
		}
	}
	return true
}

func writePart(b *strings.Builder, x Part) {
	switch x := x.(type) {
	case Para:
		writeWrapped(b, string(x), " ", " ")
	case List:
		for _, l := range x {
			writeWrapped(b, l, " - ", "   ")
		}
	case Formulas:
		for _, l := range x {
			writeWrapped(b, l, " ", "   ")
		}
	case Signatures:
		for _, l := range x {
			fmt.Fprintf(b, " %-14s %s   on %s\n", l, strings.Repeat("_", 40), strings.Repeat("_", 14))
		}
	case Table:
		x.text(b)
	case Figure:
		if x.InText {
			writeWrapped(b, x.Caption, " ", " ")
		}
	}
}

func runes(s string) int { return utf8.RuneCountInString(s) }

func clip(s string) string {
	if r := []rune(s); len(r) > Width {
		return string(r[:Width-3]) + "..."
	}
	return s
}

// writeWrapped breaks a sentence between words; a word longer than a line is cut.
func writeWrapped(b *strings.Builder, s, first, rest string) {
	indent := first
	for _, l := range fold(s, Width-max(runes(first), runes(rest))) {
		b.WriteString(strings.TrimRight(indent+l, " ") + "\n")
		indent = rest
	}
}

// fold breaks text between words; blanks inside the text are kept.
func fold(s string, width int) []string {
	width = max(width, 8)
	var lines []string
	line := ""
	for _, w := range strings.Split(s, " ") {
		for runes(w) > width {
			r := []rune(w)
			lines, line, w = append(lines, strings.TrimRight(line+" "+string(r[:max(0, width-runes(line)-1)]), " ")), "", string(r[max(0, width-runes(line)-1):])
		}
		switch {
		case line == "" && len(lines) > 0:
			line = w
		case line == "":
			line = w
		case runes(line)+1+runes(w) > width:
			lines, line = append(lines, line), w
		default:
			line += " " + w
		}
	}
	return append(lines, line)
}

// text sets each column as wide as its widest cell, with three blanks between, two
// where the line would be too long; the last column wraps under itself.
func (t Table) text(b *strings.Builder) {
	width := t.widths()
	gap := 3
	if t.room(width, gap) < 0 || t.Fold && t.room(width[:len(width)-1], gap) < 30 {
		gap = 2
	}
	if !t.Fold && t.room(width, gap) < 0 {
		gap = 1
	}
	if len(t.Head) > 0 {
		t.writeRow(b, t.Head, width, gap)
	}
	for _, r := range t.Rows {
		t.writeRow(b, r, width, gap)
	}
}

func (t Table) widths() []int {
	var width []int
	for _, r := range append([][]string{t.Head}, t.Rows...) {
		for i, cell := range r {
			if i == len(width) {
				width = append(width, 0)
			}
			if len(r) > 1 {
				width[i] = max(width[i], runes(cell))
			}
		}
	}
	return width
}

func (t Table) room(width []int, gap int) int {
	left := Width - 1
	for i, w := range width {
		left -= w
		if i > 0 {
			left -= gap
		}
	}
	return left
}

func (t Table) writeRow(b *strings.Builder, row []string, width []int, gap int) {
	if len(row) == 1 {
		writeWrapped(b, row[0], " ", " ")
		return
	}
	line := " "
	for i, cell := range row[:len(row)-1] {
		pad := strings.Repeat(" ", width[i]-runes(cell))
		if t.right(i) {
			line += pad + cell
		} else {
			line += cell + pad
		}
		line += strings.Repeat(" ", gap)
	}
	last, n := row[len(row)-1], len(row)-1
	if t.right(n) {
		last = strings.Repeat(" ", width[n]-runes(last)) + last
	}
	parts := []string{last}
	if t.Fold || runes(line)+runes(last) > Width {
		parts = fold(last, Width-runes(line))
	}
	for i, part := range parts {
		if i > 0 {
			line = strings.Repeat(" ", runes(line))
		}
		b.WriteString(strings.TrimRight(line+part, " ") + "\n")
	}
}

func (t Table) right(column int) bool {
	return column < len(t.Numbers) && t.Numbers[column] == 'r'
}

// drawing reports whether a column is drawn with characters of equal width.
func (t Table) drawing(column int) bool {
	return column < len(t.Numbers) && t.Numbers[column] == 'd'
}
