package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// printWhy prints the reasons: every one with Full or where there is room, else the brief
// ones of as many options in play as lines are left.
func (d *Document) printWhy(s *sheet, opt TextOptions, room int) {
	whole := func(r Row) Card { return r.Card }
	left := d.printCards(s, opt, room, whole)
	if len(left) > 0 {
		s.lines = nil
		left = d.printCards(s, opt, room, func(r Row) Card { return r.Brief })
	}
	if len(left) > 0 {
		s.para(plain, " ", fmt.Sprintf(wWhyRest, ranges(left)))
	}
	s.blank()
}

// printCards prints the cards that fit, the dearest first chosen, and returns the numbers
// of the others.
func (d *Document) printCards(s *sheet, opt TextOptions, room int, cardOf func(Row) Card) (left []int) {
	s.ends(bold, heading(wWhy), wWhyNote)
	room -= 3
	rows := d.explained(opt.Full)
	said, cards := map[CardLine]string{}, make([][]string, len(rows))
	for _, i := range dearest(rows, opt.Full) {
		r := rows[i]
		r.Card = cardOf(r)
		if card := cardSheet(r, said, s.colour); opt.Full || len(card) <= room {
			cards[i], room = card, room-len(card)
			remember(said, r)
		}
	}
	for i, card := range cards {
		if s.lines = append(s.lines, card...); card == nil {
			left = append(left, rows[i].numbers()...)
		}
	}
	slices.Sort(left)
	return slices.Compact(left)
}

// explained are the rows whose reasons are asked for.
func (d *Document) explained(full bool) []Row {
	var rows []Row
	for _, g := range d.Groups {
		if g.InPlay || full {
			rows = append(rows, g.Rows...)
		}
	}
	return rows
}

// dearest orders rows by how dear their reasons are; with all, as they stand.
func dearest(rows []Row, all bool) []int {
	order, ranks := make([]int, len(rows)), make([]int, len(rows))
	seen := map[string]bool{}
	for i, r := range rows {
		order[i], ranks[i] = i, r.rank(seen)
	}
	if !all {
		slices.SortStableFunc(order, func(a, b int) int { return ranks[a] - ranks[b] })
	}
	return order
}

// rank puts first what waits for a check or has a known reason, the first of its kind
// before the others; then local treatment, then the rest that is open or experimental,
// then what needs no words; tests last.
func (r Row) rank(seen map[string]bool) int {
	again := r.kind != "" && seen[r.kind]
	reasoned := groupOf(r.Verdict) == groupCheck || r.Brief.hasReason()
	switch {
	case r.test:
		return 5
	case groupOf(r.Verdict) == groupNow && r.kind == "":
		return 4
	case again:
		return 3
	}
	seen[r.kind] = true
	switch {
	case reasoned && !r.experimental:
		return 0
	case r.kind == "local":
		return 1
	}
	return 2
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
	s.ends(bold, fmt.Sprintf("%3d ", r.Parts[0].Number)+r.title(), r.VerdictPhrase())
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
	if opt.Full {
		d.printDrugs(s)
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
	const most = 4 // lines
	s.add(bold, heading(wCheck))
	if len(d.Check) == 0 {
		s.para(plain, " ", wCheckNone)
	}
	left := most
	for i, c := range d.Check {
		if left -= len(wrap(c, textWidth-1)); left < 0 && i > 0 && !full {
			s.para(plain, " ", fmt.Sprintf(wCheckRest, len(d.Check)-i))
			break
		}
		s.para(plain, " ", c)
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
		s.para(plain, " "+line.Key+"  ", s.cite(line))
	}
	reviewed := d.Reviewed
	if left > 0 {
		reviewed = fmt.Sprintf(wSourcesRest, left) + "   " + reviewed
	}
	s.para(plain, " ", reviewed)
	s.para(plain, " ", d.Hashes)
}

// cite cuts a long citation once the sheet is pressed.
func (s *sheet) cite(line SourceLine) string {
	if s.press == roomy {
		return line.Text
	}
	return clipWords(line.Text, 2*(textWidth-len(line.Key)-4))
}
