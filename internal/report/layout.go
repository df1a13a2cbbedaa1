package report

import (
	"strings"
	"unicode"
)

const (
	textWidth = 96
	nbsp      = "\u00a0" // keeps words together until a line is set
)

// ink is how a line is coloured on a terminal; on paper it is nothing.
type ink string

const (
	plain ink = ""
	bold  ink = "\x1b[1m"
	alarm ink = "\x1b[31m"
	faint ink = "\x1b[2m"
	reset     = "\x1b[0m"
)

// sheet collects lines no wider than textWidth.
type sheet struct {
	lines  []string
	colour bool
	press  press
}

// press says how much a text is pressed together to keep its length: whole clauses are
// left out and said to be; they stand in the page and with --full.
type press int

const (
	roomy   press = iota
	pressed       // cells of tables on few lines
	packed        // and fewer rows
)

// fit cuts text to n lines of the room once the sheet is pressed that far.
func (s *sheet) fit(from press, text string, lines, room int) string {
	if s.press < from {
		return text
	}
	return clipClauses(text, lines, room)
}

// clipClauses keeps the whole clauses that fit into lines of the room and says that
// there are more. The first clause is never cut.
func clipClauses(text string, lines, room int) string {
	if len(wrap(text, room)) <= lines {
		return text
	}
	cut := text
	for end := len(text); ; {
		end = max(strings.LastIndex(text[:end], "; "), strings.LastIndex(text[:end], ". "))
		if end <= 0 {
			return cut
		}
		if cut = text[:end] + wMoreFull; len(wrap(cut, room)) <= lines {
			return cut
		}
	}
}

func (s *sheet) add(style ink, text string) {
	text = strings.TrimRight(strings.ReplaceAll(typewriter(text), nbsp, " "), " ")
	if s.colour && style != plain && text != "" {
		text = string(style) + text + reset
	}
	s.lines = append(s.lines, text)
}

func (s *sheet) blank() { s.lines = append(s.lines, "") }

func (s *sheet) rule() { s.add(plain, strings.Repeat("-", textWidth)) }

// para wraps text behind a lead; further lines are indented to the width of the lead.
func (s *sheet) para(style ink, lead, text string) {
	s.paraRef(style, lead, text, "")
}

// paraRef is para with a reference at the right end of the last line.
func (s *sheet) paraRef(style ink, lead, text, ref string) {
	indent := strings.Repeat(" ", width(lead))
	lines := wrap(text, textWidth-width(lead))
	for i, l := range lines {
		if i > 0 {
			lead = indent
		}
		l = lead + l
		if i < len(lines)-1 || ref == "" {
			s.add(style, l)
			continue
		}
		if pad := textWidth - width(l) - width(ref); pad >= 2 {
			s.add(style, l+strings.Repeat(" ", pad)+ref)
			continue
		}
		s.add(style, l)
		s.add(style, strings.Repeat(" ", max(textWidth-width(ref), 0))+ref)
	}
}

// ends sets two texts at the ends of a line, the right one below if there is no room.
func (s *sheet) ends(style ink, left, right string) {
	if pad := textWidth - width(left) - width(right); pad >= 2 || right == "" && pad >= 0 {
		s.add(style, left+strings.Repeat(" ", max(pad, 0))+right)
		return
	}
	text := strings.TrimLeft(left, " ")
	s.para(style, left[:len(left)-len(text)], text)
	if right != "" {
		s.add(style, strings.Repeat(" ", max(textWidth-width(right), 0))+right)
	}
}

// heads sets the heading of a table over its columns; the heading may run into the
// columns whose head is empty.
func (s *sheet) heads(widths []int, heading string, heads ...string) {
	line := heading
	at := 0
	for i, h := range heads {
		at += widths[i] + 1
		if h == "" {
			continue
		}
		line += strings.Repeat(" ", max(at+1-width(line), 2)) + h
	}
	s.add(bold, line)
}

// cells sets a line of a table behind a margin of one; each cell wraps inside its column.
func (s *sheet) cells(style ink, widths []int, cells ...string) {
	columns, most := make([][]string, len(cells)), 1
	for i, c := range cells {
		columns[i] = wrap(c, widths[i])
		most = max(most, len(columns[i]))
	}
	for row := range most {
		var b strings.Builder
		b.WriteByte(' ')
		for i, col := range columns {
			cell := ""
			if row < len(col) {
				cell = col[row]
			}
			b.WriteString(cell)
			if i < len(columns)-1 {
				b.WriteString(strings.Repeat(" ", max(widths[i]-width(cell), 0)+1))
			}
		}
		s.add(style, b.String())
	}
}

func width(s string) int { return len([]rune(typewriter(s))) }

// wrap breaks text at spaces into lines of at most n runes; a longer word is cut.
func wrap(text string, n int) []string {
	n = max(n, 1)
	if text = typewriter(text); width(text) <= n {
		return []string{text}
	}
	var lines []string
	line := ""
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' }) {
		for width(word) > n {
			if line != "" {
				lines, line = append(lines, line), ""
			}
			r := []rune(word)
			lines, word = append(lines, string(r[:n])), string(r[n:])
		}
		switch {
		case line == "":
			line = word
		case width(line)+1+width(word) <= n:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
	}
	if line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}

var typewriterSigns = strings.NewReplacer(
	"–", "-", "—", "-", "−", "-", "‑", "-", "×", "x", "·", "-", "…", "...",
	"‘", "'", "’", "'", "“", `"`, "”", `"`, "≥", ">=", "≤", "<=", "→", "->",
	"µ", "u", "μ", "u", "±", "+-", "°", " deg", "\u202f", nbsp,
	"¹", "1", "²", "2", "³", "3", "⁸", "8", "⁶", "6", "⁷", "7", "⁴", "4", "⁰", "0",
)

// typewriter writes signs in ASCII; letters keep their accents, as in names.
func typewriter(s string) string {
	ascii := true
	for i := range len(s) {
		if s[i] >= 0x80 || s[i] < ' ' {
			ascii = false
			break
		}
	}
	if ascii {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ':
			return ' '
		case r > '~' && !unicode.IsLetter(r) && string(r) != nbsp:
			return '?'
		}
		return r
	}, typewriterSigns.Replace(s))
}
