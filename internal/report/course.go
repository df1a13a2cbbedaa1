package report

import (
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
	boardLanes    = 2
	lesionRows    = 8 // of the board sheet's table
	screenLesions = 12
	boardLesions  = 5
	// crowdedLesions is for a sheet whose options leave little room.
	crowdedLesions = 3
)

// timeline draws the course; the board's drawing leaves out what seldom decides.
func (d *Document) timeline(id string, board bool) string {
	lanes, lesions := screenLanes, screenLesions
	if board {
		lanes, lesions = boardLanes, boardLesions
	}
	if board && d.crowded() {
		lesions = crowdedLesions
	}
	c := course{events: d.A.Summary.Course, today: d.A.AsOf, labels: d.labels}
	t := chart.Timeline{
		ID: id, Title: wCourseTitle, Description: wCourseDescription,
		Today: c.today, TodayLabel: d.Head.AsOf, Ahead: wAhead, Lanes: lanes, Low: board,
	}
	t.From, t.To = c.bounds(d.A.Lesions)
	t.Rows = append(t.Rows, c.row(wRowLocal, board, "surgery", "external-beam", "local", "radionuclide"))
	t.Rows = append(t.Rows, c.row(wRowRadioiodine, false, "radioiodine"), c.drugs(d.A.Drugs), c.tg(d.A.MarkerFits, board))
	if !board {
		t.Rows = append(t.Rows, c.tsh())
	}
	t.Rows = append(t.Rows, c.row(wRowScans, true, "imaging"))
	for i, l := range d.A.Lesions {
		if i < lesions {
			t.Rows = append(t.Rows, c.lesion(l))
		}
	}
	if !board {
		t.Rows = append(t.Rows, c.optional(wRowResponses, "responses")...)
		t.Rows = append(t.Rows, c.optional(wRowAdverse, "adverse-events")...)
	}
	if !board || !d.crowded() { // the sheet lists what is due beside the drawing
		t.Rows = append(t.Rows, c.optional(wRowDecisions, "decisions")...)
		t.Rows = append(t.Rows, c.due(d.Steps))
	}
	return t.SVG()
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

func (c course) optional(label string, section string) []chart.Row {
	if r := c.row(label, false, section); len(r.Marks) > 0 {
		return []chart.Row{r}
	}
	return nil
}

// row collects the dated events of some sections; joined puts those of one date and
// section into one mark.
func (c course) row(label string, join bool, sections ...string) chart.Row {
	row := chart.Row{Label: label, Empty: wNoneOnRecord}
	var texts []string
	for i, e := range c.events {
		s, ok := days(e.When)
		if !slices.Contains(sections, e.Section) || !ok {
			continue
		}
		if join && i > 0 && len(row.Marks) > 0 && c.events[i-1].When == e.When && c.events[i-1].Section == e.Section {
			texts = append(texts, e.Text)
			last := &row.Marks[len(row.Marks)-1]
			last.Label = strings.Join(withoutRepeats(texts), "; ")
			last.Note = whenWords(e.When, e.Period) + ": " + last.Label
			continue
		}
		texts = []string{e.Text}
		row.Marks = append(row.Marks, c.mark(e, s))
	}
	return row
}

func (c course) mark(e verdict.Event, s date.Span) chart.Mark {
	m := chart.Mark{Lo: s.Lo, Hi: s.Hi, Label: e.Text, Note: whenWords(e.When, e.Period) + ": " + e.Text, Period: e.Period}
	switch e.Section {
	case "surgery", "local":
		m.Shape = chart.Triangle
	case "decisions":
		m.Shape = chart.Flag
	case "systemic":
		m.Shape, m.Class, m.Hatch, m.Open = chart.Bar, "drug", !e.Used, e.Ongoing
	case "radioiodine":
		m.Shape, m.Class, m.Hatch = chart.Lozenge, "rai", true
		if e.Period {
			m.Shape = chart.Bar
		}
	case "external-beam", "adverse-events", "radionuclide":
		m.Shape, m.Hatch = chart.Dot, true
		if e.Period {
			m.Shape = chart.Bar
		}
	default:
		m.Shape = chart.Dot
	}
	if m.Shape == chart.Bar && e.Ongoing {
		m.Hi = max(c.today, s.Lo)
	}
	return m
}

// marker is the row of a laboratory value on a logarithmic scale. Values without a unit,
// or with another than the first, have no place on it and are hatched over their days.
func (c course) marker(test string) chart.Row {
	row := chart.Row{Label: test, Empty: wNeverRecorded, Log: true}
	unitName := ""
	for _, e := range c.events {
		s, ok := days(e.When)
		if e.Test != test || !ok {
			continue
		}
		m := chart.Mark{Shape: chart.Beat, Lo: s.Lo, Hi: s.Hi, Note: whenWords(e.When, false) + ": " + e.Text, Label: e.Text}
		if e.Value != nil && *e.Value > 0 && (unitName == "" || unitName == e.Unit) {
			unitName = e.Unit
			m.Shape, m.Value, m.Label = chart.Level, *e.Value, markerLabel(e)
			m.State, m.Below, m.Above, m.Ring = tshMarks[e.State], e.Below, e.Above, e.TgAb
		}
		row.Marks = append(row.Marks, m)
	}
	if unitName != "" {
		row.Label = test + ", " + unitName
	}
	return row
}

func markerLabel(e verdict.Event) string {
	switch {
	case e.Below:
		return "<" + figures(*e.Value)
	case e.Above:
		return ">" + figures(*e.Value)
	}
	return figures(*e.Value)
}

// lesion is the strip of one lesion: hatched over the days on which it can have been
// found, then a line to the day, dashed while its uptake is unknown.
func (c course) lesion(l verdict.Lesion) chart.Row {
	row := chart.Row{Label: upperFirst(l.Label), Thin: true}
	class := "l-" + siteClass(l.Site)
	found, ok := days(l.Found)
	if !ok {
		found = c.firstSeen(l.ID)
	}
	if found.Known {
		if found.Lo < found.Hi {
			row.Marks = append(row.Marks, chart.Mark{Shape: chart.Bar, Lo: found.Lo, Hi: found.Hi, Hatch: true, Class: class})
		}
		row.Marks = append(row.Marks, chart.Mark{Shape: chart.Line, Lo: min(found.Hi, c.today), Hi: c.today, Class: class, Dashed: shortUnknown(l.Uptake) == "?"})
	}
	for _, e := range c.events {
		s, ok := days(e.When)
		shape, drawn := changeShapes[e.Change]
		if ok && drawn && slices.Contains(e.Lesions, l.ID) {
			// a mark inside a hatched span would hide it: it stands at the end of the span
			row.Marks = append(row.Marks, chart.Mark{Shape: shape, Lo: s.Hi, Hi: s.Hi, Class: class, Note: whenWords(e.When, e.Period) + ": " + e.Text})
		}
	}
	return row
}

// changeShapes are the changes of a lesion that get a mark of their own.
var changeShapes = map[string]chart.Shape{
	"grew": chart.Up, "smaller": chart.Down, "treated": chart.Cross,
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
func (c course) due(list []Step) chart.Row {
	row := chart.Row{Label: wRowDue}
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
		row.Marks = append(row.Marks, chart.Mark{Shape: chart.Diamond, Lo: c.today, Hi: c.today, Label: wNow + ": " + strings.Join(now, "; ")})
	}
	return row
}
