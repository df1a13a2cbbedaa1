package report

import (
	"fmt"
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
	if opt.Full {
		return d.text(opt, roomy).String()
	}
	for p := roomy; p < packed; p++ {
		if t := d.text(opt, p); t.fits() {
			return t.String()
		}
	}
	return d.text(opt, packed).String()
}

// printed is a text in its three pieces; the reasons fill what the others leave.
type printed struct{ top, why, tail *sheet }

// whyLines is the room that a text should leave for reasons before it is pressed.
const whyLines = 36

func (d *Document) text(opt TextOptions, p press) printed {
	t := printed{&sheet{colour: opt.Colour, press: p}, &sheet{colour: opt.Colour, press: p}, &sheet{colour: opt.Colour, press: p}}
	d.printHead(t.top)
	if !d.Head.Dead && d.A.Scope.Status != "out" {
		d.printAdvice(t.top, opt)
	}
	d.printTail(t.tail, opt)
	if d.hasOptions() {
		d.printWhy(t.why, opt, textLines-len(t.top.lines)-len(t.tail.lines))
	}
	return t
}

func (t printed) fits() bool { return len(t.top.lines)+len(t.tail.lines)+whyLines <= textLines }

func (t printed) String() string {
	lines := append(append(t.top.lines, t.why.lines...), t.tail.lines...)
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
	s.para(plain, "", asOf+"   "+edition)
	if h.Overlay != wNoOverlay {
		s.para(alarm, "", h.Overlay)
	}
	s.add(plain, wProfessional)
	s.rule()
	d.printFlags(s)
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
	d.printStanding(s)
	d.printQuestions(s)
	d.printLesions(s, opt.Full)
	d.printPanel(s, opt.Full)
	d.printOptions(s)
	d.printNext(s, opt.Full)
	d.printCalendars(s, opt.Full)
	d.printMissing(s)
}

func heading(s string) string { return strings.ToUpper(s) }

func (d *Document) printFlags(s *sheet) {
	if !d.Flags.Shown() {
		return
	}
	style := plain
	if d.Flags.Urgent() {
		style = alarm
	}
	s.para(style, heading(wFlags)+"   ", d.Flags.Line())
	for _, p := range d.Flags.Present {
		s.para(style, " x ", p)
	}
	if len(d.Flags.Ask) > 0 {
		s.para(plain, " ", strings.TrimSpace(d.Flags.AskLead()+" "+strings.Join(d.Flags.Ask, nbsp+nbsp+" ")))
	}
	if line := d.Flags.AlsoAnswered(); line != "" {
		s.para(faint, " ", line)
	}
	s.blank()
}

func (d *Document) printStanding(s *sheet) {
	for _, line := range d.Standing {
		s.para(plain, "", s.fit(packed, line, 2, textWidth))
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

var questionWidths = []int{2, 75, 16}

func (d *Document) printQuestions(s *sheet) {
	if len(d.Questions) == 0 {
		return
	}
	s.heads(questionWidths, d.QuestionTitle(), "", wOpens)
	for _, q := range d.Questions {
		s.cells(plain, questionWidths, q.Letter, s.fit(pressed, q.asked(), 2, questionWidths[1]), q.Opens)
	}
	s.blank()
}

// asked is the question behind the document or person that knows.
func (q Question) asked() string {
	if q.Where == "" {
		return q.Ask
	}
	return upperFirst(q.Where) + ": " + lowerFirst(q.Ask)
}

var lesionWidths = []int{18, 7, 32, 4, 3, 26}

func (d *Document) printLesions(s *sheet, full bool) {
	most := 10
	if s.press == packed {
		most = 6
	}
	s.heads(lesionWidths, heading(wLesions), "size", "course", "131I", "FDG", "local treatment")
	if len(d.A.Lesions) == 0 {
		s.para(plain, " ", d.noLesions())
	}
	for i, l := range d.A.Lesions {
		if i == most && !full {
			s.para(plain, " ", fmt.Sprintf(wMoreLesions, len(d.A.Lesions)-most))
			break
		}
		s.cells(plain, lesionWidths, l.Label, known(l.Size), s.fit(pressed, l.Course, 1, lesionWidths[2]),
			shortStatus(l.Uptake), shortStatus(l.FDG), s.fit(pressed, l.Local, 1, lesionWidths[5]))
	}
	s.blank()
}

// noLesions says why the table is empty.
func (d *Document) noLesions() string {
	if d.listOpen() || len(d.A.Criteria) == 0 {
		return wNoLesions
	}
	return wNoneThen
}

// shortStatus is a status in the room of three letters, without what follows it.
func shortStatus(s string) string {
	s, _, _ = strings.Cut(s, ",")
	switch s {
	case "stale":
		return wOld
	case "not-done", "not-applicable":
		return "-"
	case "pending", "failed":
		return "?"
	}
	return shortUnknown(s)
}

func shortUnknown(s string) string {
	if s == "" || s == wUnknown {
		return "?"
	}
	return s
}

func (d *Document) printPanel(s *sheet, full bool) {
	if len(d.Panel.Rows) == 0 {
		return
	}
	s.ends(bold, heading(wPanel)+"   "+d.Panel.Tally(), d.Panel.Declared)
	for _, r := range d.Panel.Rows {
		s.paraRef(plain, " "+r.Mark()+"  ", r.Title()+": "+r.Reason, r.Refs)
		if full {
			s.para(faint, "    ", strings.Join(r.Explained, " "))
		}
	}
	s.blank()
}

// Title is the label with the short readings of its source.
func (r CriterionRow) Title() string {
	if len(r.Reading) == 0 {
		return r.Label
	}
	return r.Label + " (" + strings.Join(r.Reading, "; ") + ")"
}

var nextWidths = []int{50, 10, 18, 14}

func (d *Document) printNext(s *sheet, full bool) {
	most := 8
	if s.press == packed {
		most = 6
	}
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
		what := step.label()
		if !full && width(what) > nextWidths[0] {
			what = step.What
		}
		s.cells(style, nextWidths, what, step.From, step.Limit, step.Refs)
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

var missingWidths = []int{38, 38, 17}

func (d *Document) printMissing(s *sheet) {
	s.heads(missingWidths, d.MissingTitle(), wWhere, wChanges)
	for _, q := range d.Missing {
		ask := q.Ask
		if width(ask) > missingWidths[0] && s.press >= pressed {
			ask = q.Few()
		}
		s.cells(plain, missingWidths, ask, q.Where, q.Opens)
	}
	switch {
	case d.MissingToo != "":
		s.para(plain, " ", d.MissingToo)
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
