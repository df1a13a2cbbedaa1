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
	for _, g := range d.Groups {
		if !g.InPlay && !opt.Full {
			continue
		}
		for _, r := range g.Rows {
			if brief {
				r.Card = r.Card.brief()
			}
			card := cardSheet(r, said, s.colour)
			if !opt.Full && len(s.lines)+len(card) > room-3 {
				left = append(left, r.Numbers())
				continue
			}
			s.lines = append(s.lines, card...)
			remember(said, r)
		}
	}
	return left
}

func (c Card) brief() Card {
	lines := slices.DeleteFunc(slices.Clone(c.Lines), func(l CardLine) bool { return l.Sign == signNote })
	return Card{lines}
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
	d.printCheck(s, opt.Full)
	d.printSources(s, opt.Full)
}

func (d *Document) printPrognosis(s *sheet) {
	p := d.Prognosis
	if len(p.Strata) == 0 {
		s.para(plain, heading(wPrognosis)+"   ", wNoPrognosis)
		s.blank()
		return
	}
	s.para(bold, heading(wPrognosis)+"   ", p.Note)
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
	for _, n := range p.Notes {
		s.para(plain, " ", n)
	}
	s.blank()
}

func (d *Document) printCheck(s *sheet, full bool) {
	const most = 6
	s.add(bold, heading(wCheck))
	if len(d.Check) == 0 {
		s.para(plain, " ", wCheckNone)
	}
	for i, c := range d.Check {
		if i == most && !full {
			s.para(plain, " ", fmt.Sprintf(wCheckRest, len(d.Check)-most))
			break
		}
		s.para(plain, " ", c)
	}
	s.blank()
}

func (d *Document) printSources(s *sheet, full bool) {
	const most = 4
	s.ends(bold, heading(wSources), wShow)
	for i, line := range d.Sources {
		if i >= most && !full && line.Key != wPatient {
			continue
		}
		s.para(plain, " "+line.Key+"  ", line.Text)
	}
	s.para(plain, " ", d.Reviewed)
	s.para(plain, " ", d.Hashes)
}
