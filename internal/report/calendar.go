package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"symport/internal/verdict"
)

// Words of the calendar.
const (
	wCalendar     = "preparation for %s" // the treatment with its day
	wCalendarNote = "offsets from the chosen day; tracer and therapy need the same"
	wNoDay        = "no day"
	wUntilDay     = "%s to %s"
	wLocal        = "local"
	wLapsedItems  = "Not recorded: %s"
)

// Calendar lists what surrounds a treatment on a chosen day, in order of the days.
type Calendar struct {
	Title string
	Rows  []CalendarRow
}

// CalendarRow is one day of it.
type CalendarRow struct {
	Day, What, Because string
	From               string // sources, or that the interval is of the house
	State              string
	first              string
}

// calendars groups the actions by the planned treatment that they belong to.
func calendars(actions []verdict.Action) []Calendar {
	var out []Calendar
	for _, a := range actions {
		if a.For == "" {
			continue
		}
		title := upperFirst(fmt.Sprintf(wCalendar, a.Trigger))
		i := slices.IndexFunc(out, func(c Calendar) bool { return c.Title == title })
		if i < 0 {
			i = len(out)
			out = append(out, Calendar{Title: title})
		}
		out[i].Rows = append(out[i].Rows, calendarRow(a))
	}
	for _, c := range out {
		slices.SortStableFunc(c.Rows, func(a, b CalendarRow) int { return cmp.Compare(a.first, b.first) })
	}
	return out
}

func calendarRow(a verdict.Action) CalendarRow {
	r := CalendarRow{Day: wNoDay, What: a.Label, Because: a.Because, From: strings.Join(a.Sources, ", "), State: a.State}
	r.first = cmp.Or(a.Earliest, a.Recommended, a.Overdue)
	switch {
	case r.first == "":
	case a.Overdue != "" && a.Overdue != r.first:
		r.Day = fmt.Sprintf(wUntilDay, r.first, a.Overdue)
	default:
		r.Day = r.first
	}
	if a.Local {
		r.From = wLocal
		r.Because = strings.TrimSuffix(a.Because, ", "+wLocal)
	}
	return r
}

// calendarWidths are the columns of the calendar in text.
var calendarWidths = []int{26, 50, 20}

func (d *Document) printCalendars(s *sheet, full bool) {
	for _, c := range d.Calendars {
		s.ends(bold, heading(c.Title), wCalendarNote)
		for _, r := range c.Rows {
			s.cells(plain, calendarWidths, r.Day, clipWords(r.What, calendarWidths[1]), r.From)
			if full {
				s.para(plain, strings.Repeat(" ", calendarWidths[0]+2), r.Because)
			}
		}
		s.blank()
	}
}

// lapsed says in one line what was never recorded and tells nothing any more.
func lapsed(a *verdict.Assessment) []string {
	var out []string
	for _, act := range a.Actions {
		if act.State == "lapsed" {
			out = appendNew(out, act.Label+" ("+act.Because+")")
		}
	}
	if len(out) == 0 {
		return nil
	}
	return []string{fmt.Sprintf(wLapsedItems, strings.Join(out, "; ")) + "."}
}
