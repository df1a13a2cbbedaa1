package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"symport/internal/unit"
	"symport/internal/verdict"
)

// Block is a table of the course with its words, for text and page alike.
type Block struct {
	Title, Note string
	Heads       []string
	Widths      []int
	Rows        [][]string
	Lines       []string
}

// CourseBlocks are the radioiodine ledger, the drug log, the responses and the lesions over time, as
// far as there is anything in them.
func (d *Document) CourseBlocks() []Block {
	var out []Block
	for _, b := range []Block{d.raiBlock(), d.drugBlock(), d.responseBlock(), d.lesionBlock()} {
		if len(b.Rows) > 0 {
			out = append(out, b)
		}
	}
	return out
}

func (d *Document) raiBlock() Block {
	b := Block{Title: wRaiLedger, Note: wRaiLedgerNote, Heads: []string{"when", "activity", "since the last", "in all", "response", "dose"}, Widths: []int{18, 18, 13, 18, 11, 12}}
	for _, c := range d.A.Radioiodine {
		sum := activity(unit.GBq(c.CumulativeKBq))
		if c.LowerBound {
			sum = wAtLeast + sum
		}
		b.Rows = append(b.Rows, []string{coursesText(&c), kBqText(c.KBq), monthRange(c.Since), sum, c.Response, courseDoses(c.Doses)})
	}
	return b
}

// undated prints the days of an entry so that a line can break between them.
func undated(when string) string {
	if when == wUnknown {
		return "undated"
	}
	return strings.ReplaceAll(when, "..", " to ")
}

func coursesText(c *verdict.RadioiodineCourse) string {
	switch {
	case c.Courses.Most == nil:
		return undated(c.When) + ", number unknown"
	case c.Courses.Least != 1 || *c.Courses.Most != 1:
		return undated(c.When) + ", " + rangeFigures(&c.Courses) + " courses"
	}
	return undated(c.When)
}

func kBqText(kBq *int64) string {
	if kBq == nil {
		return wUnknown
	}
	return activity(unit.GBq(*kBq))
}

func monthRange(r *verdict.Range) string {
	if r == nil {
		return "-"
	}
	return rangeDigits(r, 1) + " mo"
}

// courseDoses are those of the body; doses of lesions stand with the lesions.
func courseDoses(doses []verdict.Dosing) string {
	var body []verdict.Dosing
	lesions := map[string]bool{}
	for _, x := range doses {
		if x.Lesion == "" {
			body = append(body, x)
		} else {
			lesions[x.Lesion] = true
		}
	}
	switch {
	case len(lesions) == 0:
		return doseTexts(body)
	case len(body) == 0:
		return fmt.Sprintf(wLesionDoses, len(lesions))
	}
	return doseTexts(body) + "; " + fmt.Sprintf(wLesionDoses, len(lesions))
}

func doseTexts(doses []verdict.Dosing) string {
	var out []string
	for _, x := range doses {
		name := x.What
		if x.Lesion != "" {
			name = x.Lesion
		}
		text := name + " " + x.Text
		if x.Kind == "planned" {
			text += " planned"
		}
		out = append(out, text)
	}
	if len(out) == 0 {
		return "-"
	}
	return strings.Join(out, "; ")
}

// rangeFigures prints least..most; "at least" without an upper limit.
func rangeFigures(r *verdict.Range) string { return rangeDigits(r, 0) }

func rangeDigits(r *verdict.Range, digits int) string {
	f := func(x float64) string {
		return strings.TrimSuffix(strconv.FormatFloat(x, 'f', digits, 64), ".0")
	}
	switch {
	case r == nil:
		return wUnknown
	case r.Most == nil:
		return wAtLeast + f(r.Least)
	case f(r.Least) == f(*r.Most):
		return f(r.Least)
	}
	return f(r.Least) + " to " + f(*r.Most)
}

func (d *Document) drugBlock() Block {
	b := Block{Title: wDrugLog, Note: wDrugLogNote, Heads: []string{"drug", "when", "drug dose", "days on drug", "intensity", "events"}, Widths: []int{13, 21, 22, 12, 11, 12}}
	for i := range d.A.Drugs {
		x := &d.A.Drugs[i]
		b.Rows = append(b.Rows, []string{x.Drug, undated(x.When), stepsText(x), rangeFigures(x.OnDrug), shareText(x.Intensity), eventsText(x)})
		b.Lines = append(b.Lines, drugLines(x)...)
	}
	return b
}

func stepsText(x *verdict.Drug) string {
	var out []string
	for i, s := range x.Steps {
		text := s.DrugDose
		switch {
		case s.From == wUnknown && len(x.Steps) > 1:
			text += " since an unknown day"
		case i > 0:
			text += " from " + s.From
		}
		out = append(out, text)
	}
	if len(out) == 0 {
		return wUnknown
	}
	return strings.Join(out, ", ")
}

// shareText is an intensity in whole per cent.
func shareText(r *verdict.Range) string {
	if r == nil {
		return wUnknown
	}
	p := verdict.Range{Least: 100 * r.Least}
	if r.Most != nil {
		most := 100 * *r.Most
		p.Most = &most
	}
	return rangeFigures(&p) + " %"
}

func eventsText(x *verdict.Drug) string {
	if len(x.Adverse) == 0 {
		return "-"
	}
	return strconv.Itoa(len(x.Adverse)) + ", below"
}

// drugLines are pauses, the first reduction, events, the end, and what is not recorded.
func drugLines(x *verdict.Drug) (out []string) {
	for _, p := range x.Pauses {
		out = append(out, x.Drug+": paused "+p.From+" to "+p.To+prefixed(": ", p.Reason))
	}
	if x.Intensity != nil && x.Reference != nil {
		out = append(out, fmt.Sprintf(wIntensity, x.Drug, shareText(x.Intensity), referenceWords[x.ReferenceOf], figures(*x.Reference)))
	}
	if r := x.Reductions; r != nil && (r.Least > 0 || r.Most != nil && *r.Most > 0) {
		text := x.Drug + ": first lower drug dose after " + rangeFigures(x.FirstReduction) + " days"
		if r.Least == 0 {
			text += ", if any"
		}
		out = append(out, text)
	}
	for _, e := range x.Adverse {
		out = append(out, x.Drug+": "+eventText(&e))
	}
	if x.Stopped != "" {
		out = append(out, x.Drug+": stopped, "+x.Stopped)
	}
	if len(x.Unknown) > 0 {
		out = append(out, x.Drug+": not recorded: "+strings.Join(x.Unknown, ", "))
	}
	return out
}

func prefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}

func eventText(e *verdict.Adverse) string {
	text := e.Event + ", grade " + e.Grade
	if e.CTCAE != "" && e.CTCAE != wUnknown {
		text += " (CTCAE " + e.CTCAE + ")"
	}
	text += ", " + undated(e.When)
	if e.SinceStart != nil {
		text += ", day " + rangeFigures(e.SinceStart)
	}
	if e.DrugDose != nil && e.Place == "on-drug" {
		text += ", at " + rangeFigures(e.DrugDose) + " mg/d"
	} else {
		text += ", " + placeWords[e.Place]
	}
	return text + prefixed("; ", e.Action) + prefixed("; ", e.Outcome)
}

func (d *Document) lesionBlock() Block {
	b := Block{Title: wLesionLedger, Note: wLesionNote, Heads: []string{"lesion", "when", "examination", "size", "change", "131I", "FDG"}, Widths: []int{21, 17, 13, 9, 13, 8, 8}}
	for i := range d.A.LesionCourses {
		x := &d.A.LesionCourses[i]
		name := d.lesionName(x.ID)
		for _, p := range x.Points {
			b.Rows = append(b.Rows, []string{name, undated(p.When), p.Modality, known(p.Size), changeText(&p), uptakeText(p.Uptake), shortUnknown(p.FDG)})
			name = ""
		}
		b.Lines = append(b.Lines, d.lesionLines(x)...)
	}
	return Block{b.Title, b.Note, b.Heads, b.Widths, b.Rows, append(b.Lines, d.burdenLine()...)}
}

// uptakeText is a short word for uptake.
func uptakeText(uptake string) string {
	if uptake == "indeterminate" {
		return "unclear"
	}
	return shortUnknown(uptake)
}

func (d *Document) lesionName(id string) string {
	for i := range d.A.Lesions {
		if d.A.Lesions[i].ID == id {
			return upperFirst(d.A.Lesions[i].Label)
		}
	}
	return id
}

func changeText(p *verdict.LesionPoint) string {
	var words []string
	if p.Percent != nil {
		sign := ""
		if *p.Percent > 0 {
			sign = "+"
		}
		words = append(words, sign+strconv.FormatFloat(math.Round(*p.Percent), 'f', -1, 64)+" %")
	}
	if p.Change != "" && p.Change != wUnknown {
		words = append(words, p.Change)
	}
	if !p.Used {
		words = append(words, wNotUsed)
	}
	if len(words) == 0 {
		return "-"
	}
	return strings.Join(words, ", ")
}

// lesionDoseText leaves the lesion's name out: the line begins with it.
func lesionDoseText(doses []verdict.Dosing) string {
	texts := make([]string, len(doses))
	for i, x := range doses {
		texts[i] = x.Text + " " + strings.ReplaceAll(x.Kind, "per-activity", "")
		texts[i] = strings.TrimSpace(texts[i])
	}
	return strings.Join(texts, "; ")
}

// lesionLines are growth, doses, local treatments and what does not fit.
func (d *Document) lesionLines(x *verdict.LesionCourse) (out []string) {
	name := d.lesionName(x.ID) + ": "
	switch {
	case x.DoublingDays != nil:
		text := doublingText(x)
		if x.Fastest {
			text = wFastest + ": " + text
		}
		out = append(out, name+text)
	case x.Kinetics != "none":
		out = append(out, name+kineticsWords[x.Kinetics])
	case hasSize(x) && len(x.Why) > 0 && rateReasons[x.Why[0]] != "":
		out = append(out, name+kineticsWords["none"]+", "+rateReasons[x.Why[0]])
	}
	for _, s := range x.Discordances {
		out = append(out, name+discordanceWords[s])
	}
	if len(x.Doses) > 0 {
		out = append(out, name+lesionDoseText(x.Doses))
	}
	for _, l := range x.Local {
		out = append(out, name+l.What+", "+l.When)
	}
	return out
}

// doublingText is the doubling time of a lesion with its interval and what that rests on.
func doublingText(x *verdict.LesionCourse) string {
	text := fmt.Sprintf(wDoubles, daysText(*x.DoublingDays))
	switch {
	case x.DoublingLow != nil && x.DoublingHigh != nil:
		text += fmt.Sprintf(wInterval, daysText(*x.DoublingLow), daysText(*x.DoublingHigh))
	case x.DoublingLow != nil:
		text += fmt.Sprintf(wOrMore, daysText(*x.DoublingLow))
	}
	text += ", " + strconv.Itoa(x.Measured) + " sizes; "
	if x.DiameterErrorMM == nil {
		return text + wPointOnly
	}
	return text + fmt.Sprintf(wDiameterError, strconv.FormatFloat(*x.DiameterErrorMM, 'g', 3, 64))
}

// hasSize reports whether some examination gives a size.
func hasSize(x *verdict.LesionCourse) bool {
	return slices.ContainsFunc(x.Points, func(p verdict.LesionPoint) bool { return p.SizeMM != nil })
}

// burdenLine compares the lesions; the judged pacemaker stands beside the computed one.
func (d *Document) burdenLine() (out []string) {
	b := d.A.Burden
	if b.Judged != "" {
		out = append(out, d.lesionName(b.Judged)+": "+wJudged)
	}
	if b.MeanDoublingDays != nil && len(b.Dominant) == 2 {
		out = append(out, upperFirst(fmt.Sprintf(wMeanDoubling, d.lesionName(b.Dominant[0])+" and "+d.lesionName(b.Dominant[1]), daysText(*b.MeanDoublingDays))))
	}
	return out
}

// daysText is a time in days, months or years, two figures.
func daysText(d float64) string {
	switch {
	case d < 60:
		return figures(math.Round(d)) + " days"
	case d < 730:
		return figures(math.Round(d/30.4375)) + " months"
	}
	return strconv.FormatFloat(d/365.25, 'f', 1, 64) + " years"
}

// printCourse prints the tables of the course.
func (d *Document) printCourse(s *sheet) {
	for _, b := range d.CourseBlocks() {
		s.para(bold, heading(b.Title)+"   ", b.Note)
		s.heads(b.Widths, "", append([]string{}, b.Heads[1:]...)...)
		for _, row := range b.Rows {
			s.cells(plain, b.Widths, row...)
		}
		for _, l := range b.Lines {
			s.para(plain, " ", l)
		}
		s.blank()
	}
}

// courseSource shows the same tables on the page.
const courseSource = `{{define "courses"}}{{range .CourseBlocks}}<section class="card"><header><h2>{{up .Title}}</h2><p>{{.Note}}</p></header><div class="tw" tabindex="0" role="region" aria-label="{{up .Title}}"><table><thead><tr>{{range .Heads}}<th scope="col">{{rich (up .)}}</th>{{end}}</tr></thead><tbody>{{range .Rows}}<tr>{{range $i, $c := .}}{{if or $i (eq $c "")}}<td>{{rich $c}}</td>{{else}}<th scope="row">{{rich $c}}</th>{{end}}{{end}}</tr>{{end}}</tbody></table></div>{{range .Lines}}<p class="note">{{rich (up .)}}.</p>{{end}}</section>{{end}}{{end}}`
