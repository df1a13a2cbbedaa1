package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"symport/internal/verdict"
)

const hintRoom = 19

var optionWidths = []int{3, 37, 23, 9, hintRoom}

func (d *Document) printOptions(s *sheet) {
	if len(d.Groups) == 0 {
		return
	}
	s.ends(bold, heading(wOptions)+"   "+wOptionsNote, wKey)
	head := fmt.Sprintf("%-13s %s", "", wAtBestHead)
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

// printRow prints one line of the options; a long name takes a second.
func (d *Document) printRow(s *sheet, r Row) {
	number := fmt.Sprintf("%3d", r.Parts[0].Number)
	verdicts := strings.TrimRight(fmt.Sprintf("%-13s %s", verdictWords[r.Verdict], verdictWords[r.AtBest]), " ")
	s.cells(plain, optionWidths, number, s.fit(pressed, r.shortName(optionWidths[1]), 2, optionWidths[1]), verdicts, countRange(r.Least, r.Counts), r.Hint.Fit(hintRoom))
}

// numberedName puts the number before each further part that has another.
func (r Row) numberedName() string {
	var b strings.Builder
	last := r.Parts[0].Number
	for i, p := range r.Parts {
		if i > 0 {
			b.WriteString(", ")
		}
		if p.Number != last {
			b.WriteString(strconv.Itoa(p.Number) + nbsp)
			last = p.Number
		}
		name := p.Name
		if i > 0 {
			name = lowerFirst(name)
		}
		b.WriteString(name)
	}
	return b.String() + r.target()
}

// shortName leaves out what stands in brackets in a name that needs more than one line,
// but for the word experimental.
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
	}
	r.Parts = parts
	return r.numberedName()
}

// countRange prints counts that differ between the parts of a row from the least to the most.
func countRange(least, most verdict.Counts) string {
	var out []string
	for _, n := range []struct {
		sign   string
		lo, hi int
	}{{"+", least.For, most.For}, {"-", least.Against, most.Against}, {"?", least.Unknown, most.Unknown}} {
		switch {
		case n.hi == 0:
		case n.lo == n.hi:
			out = append(out, n.sign+strconv.Itoa(n.hi))
		default:
			out = append(out, n.sign+strconv.Itoa(n.lo)+".."+strconv.Itoa(n.hi))
		}
	}
	return strings.Join(out, " ")
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
