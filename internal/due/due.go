// Package due turns what triggers a follow-up item, and the offsets that a source gives
// for it, into the days from which it can be done, on which it should, and after which
// it is overdue.
package due

import (
	"regexp"
	"strconv"
	"strings"

	"symport/internal/date"
	"symport/internal/fault"
)

// Offset is a distance in calendar months and days; the zero Offset is none given.
type Offset struct {
	Months, Days int
	Given        bool
}

var offset = regexp.MustCompile(`^([+-]?)\s*([0-9]{1,4})\s*(d|wk|mo|y)$`)

// ParseOffset reads "6 mo", "28 d", "-6 wk", "1 y"; the empty text is none.
func ParseOffset(text string) (Offset, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return Offset{}, nil
	}
	m := offset.FindStringSubmatch(text)
	if m == nil {
		return Offset{}, fault.Hinted(fault.Invalid, "write a number and d, wk, mo or y", "%q is not an offset", text)
	}
	n, _ := strconv.Atoi(m[1] + m[2])
	switch m[3] {
	case "d":
		return Offset{Days: n, Given: true}, nil
	case "wk":
		return Offset{Days: 7 * n, Given: true}, nil
	case "y":
		return Offset{Months: 12 * n, Given: true}, nil
	}
	return Offset{Months: n, Given: true}, nil
}

// From moves a day by the offset, by the end-of-month rule of package date.
func (o Offset) From(d date.Day) date.Day { return d.AddMonths(o.Months) + date.Day(o.Days) }

// Plan is what a source says of one item: from when, when best, until when, after when
// it tells nothing any more, and how often again.
type Plan struct {
	Earliest, Recommended, Overdue, Lapse, Repeat Offset
}

// Words are the offsets of a plan as they are written.
type Words struct{ Earliest, Recommended, Overdue, Lapse, Repeat string }

// ParsePlan reads the offsets.
func ParsePlan(w Words) (p Plan, err error) {
	for _, x := range []struct {
		text string
		to   *Offset
	}{{w.Earliest, &p.Earliest}, {w.Recommended, &p.Recommended}, {w.Overdue, &p.Overdue}, {w.Lapse, &p.Lapse}, {w.Repeat, &p.Repeat}} {
		if *x.to, err = ParseOffset(x.text); err != nil {
			return Plan{}, err
		}
	}
	return p, nil
}

// Dates are the days of one item; a nil day is none given.
type Dates struct {
	Earliest, Recommended, Overdue, Lapse *date.Day
}

// After counts the offsets from the day of a trigger. Where that is a span, the item is
// possible from the first day on which it can be, and overdue only after the last.
func (p Plan) After(trigger date.Span) Dates {
	var d Dates
	if p.Earliest.Given {
		d.Earliest = ptr(p.Earliest.From(trigger.Lo))
	}
	if p.Recommended.Given {
		d.Recommended = ptr(p.Recommended.From(trigger.Lo))
	}
	if p.Overdue.Given {
		d.Overdue = ptr(p.Overdue.From(trigger.Hi))
	}
	if p.Lapse.Given {
		d.Lapse = ptr(p.Lapse.From(trigger.Hi))
	}
	return d
}

// Again counts the interval of repetition from the last time it was done. Without an
// overdue offset of its own a repeated item is never overdue.
func (p Plan) Again(done date.Span) Dates {
	d := Dates{Earliest: ptr(p.Repeat.From(done.Lo)), Recommended: ptr(p.Repeat.From(done.Hi))}
	if p.Overdue.Given && p.Earliest.Given {
		slack := Offset{Months: p.Overdue.Months - p.Earliest.Months, Days: p.Overdue.Days - p.Earliest.Days}
		d.Overdue = ptr(slack.From(p.Repeat.From(done.Hi)))
	}
	return d
}

func ptr(d date.Day) *date.Day { return &d }

// State is how an item stands on a day.
type State string

// The states.
const (
	Due     State = "due"
	Overdue State = "overdue"
	Later   State = "later"
	Done    State = "done"
	Lapsed  State = "lapsed" // its trigger or its window ended before it was done
)

// On is the state of something not done yet: lapsed once it tells nothing any more,
// overdue after the last day, due from the first, later before. Without a first day it
// is due at once.
func (d Dates) On(day date.Day) State {
	first := d.Earliest
	if first == nil {
		first = d.Recommended
	}
	switch {
	case d.Lapse != nil && day > *d.Lapse:
		return Lapsed
	case d.Overdue != nil && day > *d.Overdue:
		return Overdue
	case first == nil || day >= *first:
		return Due
	}
	return Later
}
