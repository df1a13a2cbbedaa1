package report

import (
	"fmt"
	"strconv"
	"strings"

	"symport/internal/verdict"
)

// TextOptions are what a reader may ask of the text.
type TextOptions struct {
	Full   bool // every reason, lesion and step, whatever the length
	Colour bool // for a terminal
}

// textLines is the most lines that the text takes unless Full.
const textLines = 140

// Text prints an assessment for reading, 96 columns wide.
func Text(a *verdict.Assessment, opt TextOptions) string {
	d := New(a)
	top, tail := &sheet{colour: opt.Colour}, &sheet{colour: opt.Colour}
	d.printHead(top)
	if !d.Head.Dead && a.Scope.Status != "out" {
		d.printAdvice(top, opt)
	}
	d.printTail(tail, opt)
	why := &sheet{colour: opt.Colour}
	if d.hasOptions() {
		d.printWhy(why, opt, textLines-len(top.lines)-len(tail.lines))
	}
	lines := append(append(top.lines, why.lines...), tail.lines...)
	return strings.Join(lines, "\n") + "\n"
}

func (d *Document) hasOptions() bool {
	return !d.Head.Dead && d.A.Scope.Status != "out" && len(d.Groups) > 0
}

func (d *Document) printHead(s *sheet) {
	h := d.Head
	s.ends(bold, h.Case+"   "+h.Who+"   "+h.Tumour, h.Kind)
	asOf := h.AsOf
	if h.AsOfNote != "" {
		asOf += " (" + h.AsOfNote + ")"
	}
	edition := h.Edition
	if h.EditionNote != "" {
		edition += ": " + h.EditionNote
	}
	s.ends(plain, asOf+"   "+edition, h.Overlay)
	s.add(plain, wProfessional)
	s.rule()
	if h.Scope != "" {
		s.para(bold, "", h.Scope)
		s.blank()
	}
	if h.Dead {
		s.para(bold, "", wDied)
		s.blank()
	}
}

// printAdvice prints everything above the reasons.
func (d *Document) printAdvice(s *sheet, opt TextOptions) {
	d.printFlags(s)
	d.printStanding(s)
	d.printQuestions(s)
	d.printLesions(s, opt.Full)
	d.printPanel(s)
	d.printOptions(s)
	d.printNext(s, opt.Full)
	d.printMissing(s)
}

func heading(s string) string { return strings.ToUpper(s) }

func (d *Document) printFlags(s *sheet) {
	style := plain
	if len(d.Flags.Present)+len(d.Flags.Ask) > 0 {
		style = alarm
	}
	s.para(style, heading(wFlags)+"   ", d.Flags.Line())
	for _, p := range d.Flags.Present {
		s.para(alarm, " x ", p)
	}
	if len(d.Flags.Ask) > 0 {
		s.para(plain, " ", strings.Join(d.Flags.Ask, "   "))
	}
	s.blank()
}

func (d *Document) printStanding(s *sheet) {
	for _, line := range d.Standing {
		s.para(plain, "", line)
	}
	s.blank()
}

// QuestionHead is QuestionTitle in sentence case.
func (d *Document) QuestionHead() string {
	n := len(d.Questions)
	if n == 1 {
		return numerals[n] + " " + wDecides
	}
	return numerals[n] + " " + wDecide
}

// QuestionTitle says how many questions decide most of it.
func (d *Document) QuestionTitle() string {
	n := len(d.Questions)
	if n == 1 {
		return heading(numerals[n]) + " " + wDecides
	}
	return heading(numerals[n]) + " " + wDecide
}

var questionWidths = []int{2, 54, 26, 10}

func (d *Document) printQuestions(s *sheet) {
	if len(d.Questions) == 0 {
		return
	}
	s.heads(questionWidths, d.QuestionTitle(), "", wWhere, wOpens)
	for _, q := range d.Questions {
		s.cells(plain, questionWidths, q.Letter, q.Ask, q.Where, q.Opens)
	}
	s.blank()
}

var lesionWidths = []int{18, 8, 22, 5, 4, 33}

func (d *Document) printLesions(s *sheet, full bool) {
	const most = 10
	s.heads(lesionWidths, heading(wLesions), "size", "course", "131I", "FDG", "local treatment")
	if len(d.A.Lesions) == 0 {
		s.para(plain, " ", wNoLesions)
	}
	for i, l := range d.A.Lesions {
		if i == most && !full {
			s.para(plain, " ", fmt.Sprintf(wMoreLesions, len(d.A.Lesions)-most))
			break
		}
		s.cells(plain, lesionWidths, l.Label, known(l.Size), l.Course, shortUnknown(l.Uptake), shortUnknown(l.FDG), l.Local)
	}
	s.blank()
}

func shortUnknown(s string) string {
	if s == "" || s == wUnknown {
		return "?"
	}
	return s
}

func (d *Document) printPanel(s *sheet) {
	if len(d.Panel.Rows) == 0 {
		return
	}
	s.ends(bold, heading(wPanel)+"   "+d.Panel.Tally(), d.Panel.Declared)
	for _, r := range d.Panel.Rows {
		s.paraRef(plain, " "+r.Mark()+"  ", r.Title()+": "+r.Reason, r.Refs)
	}
	s.blank()
}

// Title is the label with the readings of its source.
func (r CriterionRow) Title() string {
	if len(r.Reading) == 0 {
		return r.Label
	}
	return r.Label + " (" + strings.Join(r.Reading, "; ") + ")"
}

const hintRoom = 29

var optionWidths = []int{3, 28, 23, 8, hintRoom}

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
	s.cells(plain, optionWidths, number, r.numberedName(), verdicts, counts(r.Counts), r.Hint.Fit(hintRoom))
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
		b.WriteString(p.Name)
	}
	return b.String() + r.target()
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

var nextWidths = []int{53, 10, 18, 11}

func (d *Document) printNext(s *sheet, full bool) {
	const most = 8
	s.heads(nextWidths, heading(wNext), wFrom, wOverdue)
	if len(d.Steps) == 0 {
		s.para(plain, " ", wNothing)
	}
	for i, step := range d.Steps {
		if i == most && !full {
			s.para(plain, " ", fmt.Sprintf(wNextRest, len(d.Steps)-most))
			break
		}
		style := plain
		if step.State == "overdue" {
			style = alarm
		}
		s.cells(style, nextWidths, step.label(), step.From, step.Limit, step.Refs)
	}
	s.blank()
}

func (s Step) label() string {
	if s.Because == "" {
		return s.What
	}
	return s.What + " (" + s.Because + ")"
}

// MissingTitle names the questions that stand above.
func (d *Document) MissingTitle() string {
	if len(d.Questions) == 0 {
		return heading(wMissing)
	}
	letters := make([]string, len(d.Questions))
	for i, q := range d.Questions {
		letters[i] = q.Letter
	}
	return heading(wMissing) + " " + fmt.Sprintf(wMissingOf, strings.Join(letters, ", "))
}

var missingWidths = []int{57, 26, 10}

func (d *Document) printMissing(s *sheet) {
	s.heads(missingWidths, d.MissingTitle(), wWhere, wChanges)
	for _, q := range d.Missing {
		s.cells(plain, missingWidths, q.Ask, q.Where, q.Opens)
	}
	switch {
	case d.MissingToo != "":
		s.para(plain, " ", clipWords(d.MissingToo, 2*(textWidth-1)))
	case len(d.Missing) == 0:
		s.para(plain, " ", wMissingNone)
	}
	s.blank()
}

// clipWords cuts a sentence at a word and says that it was cut.
func clipWords(s string, most int) string {
	if width(s) <= most {
		return s
	}
	r := []rune(s)[:most-4]
	cut := strings.LastIndex(string(r), " ")
	return strings.TrimRight(string(r)[:max(cut, 0)], "; ,") + " ..."
}
