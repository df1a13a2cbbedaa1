package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// printWhy prints the reasons for the options in play, as many whole cards as lines are
// left; with Full, all of every option.
func (d *Document) printWhy(s *sheet, opt TextOptions, room int) {
	left := d.printCards(s, opt, room, false)
	if len(left) > 0 {
		s.lines = nil
		left = d.printCards(s, opt, room, true)
	}
	if len(left) > 0 {
		s.para(plain, " ", fmt.Sprintf(wWhyRest, strings.Join(left, ", ")))
	}
	s.blank()
}

// printCards prints the cards that fit and returns the numbers of the others; brief
// leaves out the notes, on which no verdict rests.
func (d *Document) printCards(s *sheet, opt TextOptions, room int, brief bool) (left []string) {
	s.ends(bold, heading(wWhy), wWhyNote)
	said := map[CardLine]string{}
	var cards [][]string
	for _, r := range d.explained(opt.Full, brief) {
		cards = append(cards, cardSheet(r, said, s.colour))
		remember(said, r)
	}
	shown := choose(cards, d.ranks(opt.Full), room-4, opt.Full)
	for i, r := range d.explained(opt.Full, brief) {
		if shown[i] {
			s.lines = append(s.lines, cards[i]...)
		} else {
			left = appendNew(left, r.Numbers())
		}
	}
	return left
}

// explained are the rows whose reasons are asked for.
func (d *Document) explained(full, brief bool) []Row {
	var rows []Row
	for _, g := range d.Groups {
		for _, r := range g.Rows {
			if brief {
				r.Card = r.Card.brief()
			}
			if g.InPlay || full {
				rows = append(rows, r)
			}
		}
	}
	return rows
}

// ranks says which reasons are dearest: of what waits for a check, then of what is open
// now, then of the rest.
func (d *Document) ranks(full bool) []int {
	var ranks []int
	for _, r := range d.explained(full, true) {
		ranks = append(ranks, [...]int{groupNow: 1, groupCheck: 0, groupOpen: 2, groupNotNow: 3, groupNotThis: 3}[groupOf(r.Verdict)])
	}
	return ranks
}

// choose takes whole cards by rank while there is room.
func choose(cards [][]string, ranks []int, room int, all bool) []bool {
	shown := make([]bool, len(cards))
	for rank := range 4 {
		for i, c := range cards {
			if ranks[i] == rank && (all || len(c) <= room) {
				shown[i], room = true, room-len(c)
			}
		}
	}
	return shown
}

// brief keeps one line of each reason, folds what is open and leaves out notes.
func (c Card) brief() Card {
	var out Card
	var open []string
	folded := map[string]bool{}
	for _, l := range c.Lines {
		l.Text = clipWords(l.Text, textWidth-8-width(l.Refs))
		switch l.Sign {
		case signNote:
		case signCheck, signFlip:
			head, _, _ := strings.Cut(l.Text, ":")
			if folded[head] { // parts of one row lack much the same: said once
				continue
			}
			folded[head] = true
			out.Lines = append(out.Lines, l)
		case signUnknown:
			open = append(open, l.Text)
		default:
			out.Lines = append(out.Lines, l)
		}
	}
	if len(open) > 0 {
		folded := CardLine{Sign: signUnknown, Text: clipWords(fmt.Sprintf(wOpenFor, strings.Join(open, "; ")), textWidth-8)}
		out.Lines = append(out.Lines, folded)
		slices.SortStableFunc(out.Lines, func(a, b CardLine) int { return int(a.Sign) - int(b.Sign) })
	}
	return out
}

func remember(said map[CardLine]string, r Row) {
	for _, l := range r.Card.Lines {
		if said[l] == "" {
			said[l] = r.Numbers()
		}
	}
}

// cardSheet prints a card; lines that an earlier card printed are named by its number.
func cardSheet(r Row, said map[CardLine]string, colour bool) []string {
	s := &sheet{colour: colour}
	s.ends(bold, fmt.Sprintf("%3d ", r.Parts[0].Number)+r.numberedName(), r.VerdictPhrase())
	var as []string
	for _, l := range r.Card.Lines {
		if before := said[l]; before != "" {
			as = appendNew(as, before)
			continue
		}
		s.paraRef(plain, "   "+l.Sign.Mark()+"  ", l.Text, l.Refs)
	}
	switch {
	case len(as) > 0:
		s.para(plain, "      ", fmt.Sprintf(wAs, strings.Join(as, ", ")))
	case len(r.Card.Lines) == 0:
		s.para(plain, "      ", wNoArguments)
	}
	return s.lines
}

func (d *Document) printTail(s *sheet, opt TextOptions) {
	if d.hasOptions() {
		d.printPrognosis(s)
	}
	if opt.Full {
		d.printCourse(s)
	}
	d.printCheck(s, opt.Full)
	if opt.Full && len(d.Notes) > 0 {
		s.add(bold, heading(wNotes))
		for _, n := range d.Notes {
			s.para(plain, " ", n)
		}
		s.blank()
	}
	d.printSources(s, opt.Full)
}

func (d *Document) printPrognosis(s *sheet) {
	p := d.Prognosis
	if len(p.Strata) == 0 {
		s.para(plain, heading(wPrognosis)+"   ", wNoPrognosis)
		s.blank()
		return
	}
	s.para(bold, heading(wPrognosis)+"   ", s.fit(pressed, p.Note, 2, textWidth-12))
	widths, heads := []int{34, 5}, []string{"n"}
	for _, y := range p.Years {
		widths, heads = append(widths, 9), append(heads, yearHead(y))
	}
	widths, heads = append(widths, 24), append(heads, wApplies)
	s.heads(widths, "", heads...)
	for _, row := range p.Strata {
		cells := []string{row.Label, strconv.Itoa(row.N)}
		for _, c := range row.Cells {
			cells = append(cells, c.Text)
		}
		s.cells(plain, widths, append(cells, row.Applies+"  "+row.Refs)...)
	}
	s.para(plain, " ", s.fit(pressed, strings.Join(p.Notes, " "), 2, textWidth-1))
	s.blank()
}

func (d *Document) printCheck(s *sheet, full bool) {
	most := 6
	if s.press == packed {
		most = 4
	}
	s.add(bold, heading(wCheck))
	if len(d.Check) == 0 {
		s.para(plain, " ", wCheckNone)
	}
	for i, c := range d.Check {
		if i == most && !full {
			s.para(plain, " ", fmt.Sprintf(wCheckRest, len(d.Check)-most))
			break
		}
		s.para(plain, " ", s.fit(pressed, c, 2, textWidth-1))
	}
	s.blank()
}

func (d *Document) printSources(s *sheet, full bool) {
	const most = 1
	s.ends(bold, heading(wSources), wShow)
	left := 0
	for i, line := range d.Sources {
		if i >= most && !full && line.Key != wPatient {
			left++
			continue
		}
		s.para(plain, " "+line.Key+"  ", s.fit(pressed, line.Text, 2, textWidth-len(line.Key)-3))
	}
	if left > 0 {
		s.para(plain, " ", fmt.Sprintf(wSourcesRest, left))
	}
	s.para(plain, " ", d.Reviewed)
	s.para(plain, " ", d.Hashes)
}
