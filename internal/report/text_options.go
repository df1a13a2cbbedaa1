package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"symport/internal/verdict"
)

const hintRoom = 27

var optionWidths = []int{3, 31, 21, 9, hintRoom}

func (d *Document) printOptions(s *sheet) {
	if len(d.Groups) == 0 {
		return
	}
	s.ends(bold, heading(wOptions)+"   "+wOptionsNote, wKey)
	head := fmt.Sprintf("%-11s %s", "", wAtBestHead)
	for _, g := range d.Groups {
		s.heads(optionWidths, " "+g.Title, "", head)
		head = ""
		for _, r := range g.Rows {
			d.printRow(s, r)
		}
	}
	s.para(faint, " ", wKeyNote)
	s.blank()
}

// printRow prints one line of the options; a long name or reason takes a second.
func (d *Document) printRow(s *sheet, r Row) {
	if r.listed() && len(r.Parts) > 1 {
		s.ends(plain, fmt.Sprintf(" %s  %s", r.Numbers(), r.Name()), verdictWords[r.Verdict])
		return
	}
	number := fmt.Sprintf("%3d", r.Parts[0].Number)
	verdicts := verdictWords[r.Verdict]
	if r.AtBest != "" {
		verdicts = fmt.Sprintf("%-11s %s", verdicts, verdictWords[r.AtBest])
	}
	s.cells(plain, optionWidths, number, r.shortName(optionWidths[1]), verdicts, counts(r.Common()), r.Hint.Fit(hintRoom))
}

// title is the name at the head of the reasons, with the word experimental.
func (r Row) title() string {
	name := r.numberedName()
	if r.experimental && !strings.Contains(name, wExperiment) {
		name += " (" + wExperiment + ")"
	}
	return name
}

// numberedName puts the number before each further part that has another.
func (r Row) numberedName() string {
	var b strings.Builder
	last, shared := r.Parts[0].Number, r.sharedWord()
	for i, p := range r.Parts {
		if i > 0 {
			b.WriteString(", ")
		}
		if p.Number != last {
			b.WriteString(strconv.Itoa(p.Number) + nbsp)
			last = p.Number
		}
		name := p.Name
		if i < len(r.Parts)-1 {
			name = strings.TrimSuffix(name, shared)
		}
		if i > 0 {
			name = lowerFirst(name)
		}
		b.WriteString(name)
	}
	return b.String() + r.target()
}

// sharedWord is the last word of every name, with its space, or nothing.
func (r Row) sharedWord() string {
	at := strings.LastIndex(r.Parts[0].Name, " ")
	if at < 0 || len(r.Parts) < 2 {
		return ""
	}
	word := r.Parts[0].Name[at:]
	for _, p := range r.Parts {
		if !strings.HasSuffix(p.Name, word) {
			return ""
		}
	}
	return word
}

// shortName counts the lesions of a name that needs more than one line, and leaves out
// what stands in brackets but for the word experimental.
func (r Row) shortName(room int) string {
	name := r.numberedName()
	if width(name) <= room {
		return name
	}
	parts := slices.Clone(r.Parts)
	for i, p := range parts {
		before, rest, ok := strings.Cut(p.Name, " (")
		if inside, after, closed := strings.Cut(rest, ")"); ok && closed && inside != wExperiment {
			parts[i].Name = before + after
		}
		if p.Many != "" {
			parts[i].Target = p.Many
		}
	}
	r.Parts = parts
	return r.numberedName()
}

// counts prints what is met for, met against and open, nothing for none.
func counts(c verdict.Counts) string {
	var out []string
	for _, n := range []struct {
		sign  string
		count int
	}{{"+", c.For}, {"-", c.Against}, {"?", c.Unknown}} {
		if n.count > 0 {
			out = append(out, n.sign+strconv.Itoa(n.count))
		}
	}
	return strings.Join(out, " ")
}
