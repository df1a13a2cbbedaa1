package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"symport/internal/chart"
	"symport/internal/date"
	"symport/internal/verdict"
)

const (
	aheadMonths   = 18
	behindMonths  = 6
	screenLanes   = 5
	crowdedLanes  = 4 // of a drawing with many lesions
	manyLesions   = 8
	boardLanes    = 3
	lesionRows    = 8 // of the board sheet's table
	screenLesions = 12
	boardLesions  = 5
	// crowdedLesions is for a sheet whose options leave little room.
	crowdedLesions = 3
)

// timeline draws the course; the board's drawing leaves out what seldom decides.
func (d *Document) timeline(id string, board bool) string {
	c := course{events: d.A.Summary.Course, today: d.A.AsOf, labels: d.labels}
	t := chart.Timeline{
		ID: id, Title: wCourseTitle, Description: wCourseDescription,
		Today: c.today, TodayLabel: d.Head.AsOf, Ahead: wAhead, Lanes: screenLanes, Low: board,
	}
	switch {
	case board:
		t.Lanes = boardLanes
	case len(d.A.Lesions) > manyLesions:
		t.Lanes = crowdedLanes
	}
	t.From, t.To = c.bounds(d.A.Lesions)
	t.Rows = append(t.Rows, c.row(wRowLocal, localSections...), c.row(wRowRadioiodine, "radioiodine"), c.drugs(d.A.Drugs), c.tg(d.A.MarkerFits, board))
	if !board {
		t.Rows = append(t.Rows, c.tsh())
		t.Rows = append(t.Rows, c.antibodies()...)
	}
	t.Rows = append(t.Rows, c.scans())
	t.Rows = append(t.Rows, c.lesions(d.A, d.lesionRows(board))...)
	if !board {
		t.Rows = append(t.Rows, c.responses(d.A.Responses)...)
		t.Rows = append(t.Rows, c.optional(wRowAdverse, "adverse-events")...)
		t.Rows = append(t.Rows, c.optional(wRowOther, otherSections...)...)
	}
	if !board || !d.crowded() { // the sheet lists what is due beside the drawing
		t.Rows = append(t.Rows, c.optional(wRowDecisions, "decisions")...)
		t.Rows = append(t.Rows, c.due(d.Steps, board)...)
	}
	return t.SVG()
}

// localSections and otherSections share a row each.
var (
	localSections = []string{"surgery", "external-beam", "local", "radionuclide"}
	otherSections = []string{"events", "performance", "heart", "dosimetry", "redifferentiation"}
)

// lesionRows is how many lesions have a row of their own.
func (d *Document) lesionRows(board bool) int {
	switch {
	case board && d.crowded():
		return crowdedLesions
	case board:
		return boardLesions
	}
	return screenLesions
}

// course turns events into rows of marks.
type course struct {
	events []verdict.Event
	today  date.Day
	labels labels
}

// bounds runs from half a year before the first dated event to a year and a half ahead.
func (c course) bounds(lesions []verdict.Lesion) (from, to date.Day) {
	from = c.today
	for _, e := range c.events {
		if s, ok := days(e.When); ok {
			from = min(from, s.Lo)
		}
	}
	for _, l := range lesions {
		if s, ok := days(l.Found); ok {
			from = min(from, s.Lo)
		}
	}
	back := behindMonths * max(1, int(date.Months(from, c.today))/120)
	return from.AddMonths(-back), c.today.AddMonths(aheadMonths)
}

func (c course) optional(label string, sections ...string) []chart.Row {
	if r := c.row(label, sections...); len(r.Marks) > 0 {
		return []chart.Row{r}
	}
	return nil
}

// responses are those on record and, by their best and last category, those judged by
// the sizes of lesions.
func (c course) responses(judgedOf []verdict.Response) []chart.Row {
	row := c.row(wRowResponses, "responses")
	for i := range judgedOf {
		r := &judgedOf[i]
		c.judgedMark(&row, r, r.Last, r.LastAt)
		if r.BestAt != r.LastAt {
			c.judgedMark(&row, r, r.Best, r.BestAt)
		}
	}
	if len(row.Marks) == 0 {
		return nil
	}
	return []chart.Row{row}
}

// judgedMark marks a category on the day of its scan.
func (c course) judgedMark(row *chart.Row, r *verdict.Response, category, at string) {
	s, ok := days(at)
	if text := judged(r, category, at); ok && text != "-" {
		label := fmt.Sprintf(wByRecist, category) + prefixed(", ", raised(r.Treatment))
		row.Marks = append(row.Marks, chart.Mark{Shape: chart.Dot, Lo: s.Lo, Hi: s.Hi, Label: label, Note: at + ": " + label})
	}
}

// row collects the dated events of some sections; how many have no date stands beside
// its name.
func (c course) row(label string, sections ...string) chart.Row {
	row := chart.Row{Label: label}
	undated := 0
	for _, e := range c.events {
		if !slices.Contains(sections, e.Section) {
			continue
		}
		if s, ok := days(e.When); ok {
			row.Marks = append(row.Marks, c.mark(e, s))
		} else {
			undated++
		}
	}
	return withUndated(row, undated, wNoneOnRecord)
}

// withUndated says how many entries of a row have no date; none is the word for an empty
// row of which nothing at all is on record.
func withUndated(row chart.Row, undated int, none string) chart.Row {
	switch {
	case undated == 0:
		row.Empty = none
	case len(row.Marks) == 0:
		row.Empty = fmt.Sprintf(wOnlyUndated, undated)
	default:
		row.Aside = fmt.Sprintf(wAlsoUndated, undated)
	}
	return row
}

func (c course) mark(e verdict.Event, s date.Span) chart.Mark {
	m := chart.Mark{Shape: shapes[e.Section], Lo: s.Lo, Hi: s.Hi, Label: raised(e.Text), Note: raised(whenWords(e.When, e.Period) + ": " + e.Text), Period: e.Period}
	switch e.Section {
	case "systemic":
		m.Shape, m.Class, m.Hatch, m.Open = chart.Bar, "drug", !e.Used, e.Ongoing
	case "radioiodine": // of several courses in a period the days are not known
		m.Class, m.Period = "rai", false
	}
	if e.Ongoing {
		m.Hi = max(c.today, s.Lo)
	}
	return m
}

// shapes are the marks of the sections.
var shapes = map[string]chart.Shape{
	"surgery": chart.Blade, "external-beam": chart.Beam, "local": chart.Focal, "radionuclide": chart.Focal, "radioiodine": chart.Lozenge,
	"decisions": chart.Flag, "adverse-events": chart.Alert, "imaging": chart.Dot, "responses": chart.Dot, "events": chart.Dot,
	"performance": chart.Dot, "heart": chart.Dot, "dosimetry": chart.Dot, "redifferentiation": chart.Dot,
}

// scans is the row of examinations: what those of one date tell is one mark.
func (c course) scans() chart.Row {
	row := chart.Row{Label: wRowScans}
	undated, last := 0, ""
	var labels, notes []string
	for _, e := range c.events {
		if e.Section != "imaging" {
			continue
		}
		s, ok := days(e.When)
		if !ok {
			undated++
			continue
		}
		if e.When != last {
			labels, notes, last = nil, nil, e.When
			row.Marks = append(row.Marks, c.mark(e, s))
		}
		labels, notes = append(labels, scanLabel(&e)), append(notes, e.Text)
		m := &row.Marks[len(row.Marks)-1]
		m.Label = raised(strings.Join(withoutRepeats(labels), "; "))
		m.Note = raised(whenWords(e.When, e.Period) + ": " + strings.Join(withoutRepeats(notes), "; "))
	}
	return withUndated(row, undated, wNoneOnRecord)
}

// scanLabel counts lesions where there are several: each has a row of its own.
func scanLabel(e *verdict.Event) string {
	modality, _, ok := strings.Cut(e.Text, ": ")
	word, known := changeWords[e.Change]
	if !ok || !known || len(e.Lesions) < 2 {
		return e.Text
	}
	return fmt.Sprintf(wLesionsSo, modality, len(e.Lesions), word)
}

// marker is the row of a laboratory value on a logarithmic scale. Values without a unit,
// or with another than the first, have no place on it and are hatched over their days.
func (c course) marker(test string) chart.Row {
	row := chart.Row{Label: test, Log: true}
	unitName, undated := "", 0
	for _, e := range c.events {
		if e.Test != test {
			continue
		}
		s, ok := days(e.When)
		if !ok {
			undated++
			continue
		}
		m := chart.Mark{Shape: chart.Beat, Lo: s.Lo, Hi: s.Hi, Note: whenWords(e.When, false) + ": " + e.Text, Label: strings.TrimPrefix(e.Text, test+" "), State: tshMarks[e.State]}
		if e.Value != nil && *e.Value > 0 && (unitName == "" || unitName == e.Unit) {
			unitName = e.Unit
			m.Shape, m.Value, m.Label = chart.Level, *e.Value, markerLabel(e)
			m.Below, m.Above, m.Ring = e.Below, e.Above, e.TgAb
		}
		row.Marks = append(row.Marks, m)
	}
	if unitName != "" {
		row.Label = test + ", " + unitName
	}
	return withUndated(row, undated, wNeverRecorded)
}

func markerLabel(e verdict.Event) string {
	switch {
	case e.Below:
		return "<" + thousands(*e.Value)
	case e.Above:
		return ">" + thousands(*e.Value)
	}
	return thousands(*e.Value)
}

// thousands sets those of a large number apart.
func thousands(x float64) string {
	if x >= 1e4 && x == math.Trunc(x) {
		return chart.Grouped(x)
	}
	return figures(x)
}

// lesions are the strips of the first lesions; those found on no recorded day share one.
func (c course) lesions(a *verdict.Assessment, most int) (rows []chart.Row) {
	undated := 0
	for _, l := range a.Lesions[:min(len(a.Lesions), most)] {
		if row := c.lesion(l, a.LesionCourses); len(row.Marks) > 0 {
			rows = append(rows, row)
		} else {
			undated++
		}
	}
	if undated > 0 {
		rows = append(rows, chart.Row{Label: wRowLesions, Thin: true, Empty: fmt.Sprintf(wFoundUndated, undated)})
	}
	return rows
}

// lesion is the strip of one lesion: hatched over the days on which it can have been
// found, then a line to the day, or to the examination that no longer showed it; dashed
// while its uptake is unknown.
func (c course) lesion(l verdict.Lesion, courses []verdict.LesionCourse) chart.Row {
	row := chart.Row{Label: upperFirst(l.Label), Thin: true}
	class := "l-" + siteClass(l.Site)
	changes, end := c.changes(l.ID, class), c.today
	if n := len(changes); n > 0 && changes[n-1].Shape == chart.Gone {
		end = changes[n-1].Hi
	}
	found, ok := days(l.Found)
	if !ok {
		found = c.firstSeen(l.ID)
	}
	if found.Known {
		if found.Lo < found.Hi {
			row.Marks = append(row.Marks, chart.Mark{Shape: chart.Bar, Lo: found.Lo, Hi: found.Hi, Hatch: true, Class: class})
		}
		row.Marks = append(row.Marks, chart.Mark{Shape: chart.Line, Lo: min(found.Hi, end), Hi: end, Class: class, Dashed: shortUnknown(l.Uptake) == "?"})
	}
	for _, m := range changes {
		m.Label = sizeOn(l.ID, m.Label, courses)
		first := m.Lo == found.Lo && m.Hi == found.Hi && found.Lo < found.Hi // the hatched beginning of the line says it
		if m.Shape != chart.Seen || m.Label != "" || m.Hi-m.Lo < aboutDays && !first {
			row.Marks = append(row.Marks, m)
		}
	}
	return row
}

// changes are the marks of one lesion, one a date and shape; Label is its date.
func (c course) changes(id, class string) (out []chart.Mark) {
	for _, e := range c.events {
		s, ok := days(e.When)
		shape, drawn := changeShapes[e.Change]
		if !ok || !drawn || !slices.Contains(e.Lesions, id) {
			continue
		}
		m := chart.Mark{Shape: shape, Lo: s.Lo, Hi: s.Hi, Class: class, Label: e.When, Note: whenWords(e.When, e.Period) + ": " + e.Text}
		same := slices.IndexFunc(out, func(o chart.Mark) bool {
			return o.Label == m.Label && (o.Shape == m.Shape || o.Shape == chart.Seen || m.Shape == chart.Seen)
		})
		switch {
		case same < 0:
			out = append(out, m)
		case out[same].Shape == chart.Seen:
			out[same].Shape, out[same].Note = m.Shape, out[same].Note+"; "+m.Note
		default:
			out[same].Note += "; " + m.Note
		}
	}
	slices.SortStableFunc(out, func(a, b chart.Mark) int { return int(a.Hi) - int(b.Hi) })
	return out
}

// aboutDays is the length of a span from which on an examination that only saw a lesion
// gets no mark on its line: the row of examinations shows it.
const aboutDays = 92

// sizeOn is the size of a lesion on a date, "" if none is on record.
func sizeOn(id, when string, courses []verdict.LesionCourse) string {
	for i := range courses {
		if courses[i].ID != id {
			continue
		}
		for _, p := range courses[i].Points {
			if p.When == when && p.SizeMM != nil {
				return p.Size
			}
		}
	}
	return ""
}

// changeShapes are the changes of a lesion.
var changeShapes = map[string]chart.Shape{
	"grew": chart.Up, "smaller": chart.Down, "treated": chart.Cross, "seen": chart.Seen, "new": chart.Seen, "gone": chart.Gone,
}

func (c course) firstSeen(id string) date.Span {
	for _, e := range c.events {
		if s, ok := days(e.When); ok && slices.Contains(e.Lesions, id) {
			return s
		}
	}
	for _, e := range c.events { // "at diagnosis": from the first entry on
		if s, ok := days(e.When); ok {
			return date.On(s.Lo)
		}
	}
	return date.Span{}
}

func siteClass(site string) string {
	switch site {
	case "lung", "pleura", "bone", "neck":
		return site
	}
	return "other"
}

// due draws what is overdue or to come; what is due on no day of its own stands at the day.
func (c course) due(list []Step, board bool) []chart.Row {
	row := chart.Row{Label: wRowDue, Whole: !board}
	var now []string
	for _, s := range list {
		lo, okLo := days(s.Starts)
		hi, okHi := days(s.Overdue)
		switch {
		case s.State == "overdue" && okHi:
			if !okLo {
				lo = hi
			}
			row.Marks = append(row.Marks, chart.Mark{Shape: chart.Late, Lo: lo.Lo, Hi: hi.Hi, Label: s.What + ": " + wLate, Note: s.label()})
		case s.State == "later" && okLo:
			if !okHi {
				hi = lo
			}
			row.Marks = append(row.Marks, chart.Mark{Shape: chart.Diamond, Lo: lo.Lo, Hi: hi.Hi, Label: s.What, Note: s.label()})
		default:
			now = append(now, s.What)
		}
	}
	if len(now) > 0 {
		row.Marks = append(row.Marks, chart.Mark{Shape: chart.Diamond, Lo: c.today, Hi: c.today, Label: nowLabel(now, board), Note: strings.Join(now, "; ")})
	}
	if len(row.Marks) == 0 {
		return nil
	}
	return []chart.Row{row}
}

// nowLabel names the first of what is due now; the page lists the others.
func nowLabel(now []string, board bool) string {
	switch n := len(now) - 1; {
	case n > 0 && board:
		return fmt.Sprintf(wNowBeside, now[0], n)
	case n > 0:
		return fmt.Sprintf(wNowMore, now[0], n)
	}
	return fmt.Sprintf(wNowOne, now[0])
}
