package date

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"symport/internal/fault"
)

var (
	isoDate   = regexp.MustCompile(`^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$`)
	slashDate = regexp.MustCompile(`^\d{1,2}[./]\d{1,2}[./]\d{2,4}$`)
)

// Parse reads the absolute forms of a date: 2012-12-11, 2015-12, 2012, a span of
// possible days 2015-12..2016-04, and about 2016-12~ (widened by one unit of what
// is written: a day, a month or a year at both ends). "unknown" is an unknown date.
// Relative dates ("after: rai-1 + 7 mo") are resolved by the case file.
func Parse(text string) (Span, error) {
	text = strings.TrimSpace(text)
	if from, to, ok := strings.Cut(text, ".."); ok {
		return parseRange(text, from, to)
	}
	return parseEnd(text)
}

// parseEnd reads a date that is no span, or one end of a span.
func parseEnd(text string) (Span, error) {
	text = strings.TrimSpace(text)
	if text == "unknown" {
		return Span{Text: text}, nil
	}
	if bare, ok := strings.CutSuffix(text, "~"); ok {
		s, err := parseISO(strings.TrimSpace(bare))
		return s.widen(text), err
	}
	return parseISO(text)
}

func parseRange(text, from, to string) (Span, error) {
	a, err := parseEnd(from)
	if err != nil {
		return Span{}, err
	}
	b, err := parseEnd(to)
	if err != nil {
		return Span{}, err
	}
	if !a.Known || !b.Known {
		return Span{}, fault.Hinted(fault.Invalid, "a span needs two dates", "%q has an unknown end", text)
	}
	if b.Hi < a.Lo {
		return Span{}, fault.Hinted(fault.Invalid, "swapped, or the year?", "%s ends before it begins", text)
	}
	return Span{Lo: a.Lo, Hi: b.Hi, Known: true, About: a.About || b.About, Text: text}, nil
}

func parseISO(text string) (Span, error) {
	m := isoDate.FindStringSubmatch(text)
	if m == nil {
		hint := "write 2016, 2016-04, 2016-04-09, 2015-12..2016-04, 2016-12~ or unknown"
		if slashDate.MatchString(text) {
			hint = "day and month can be mistaken for each other: write year-month-day, 2016-04-09"
		}
		return Span{}, fault.Hinted(fault.Invalid, hint, "%q is not a date", text)
	}
	year, _ := strconv.Atoi(m[1])
	if year < MinYear || year > MaxYear {
		return Span{}, fault.Hinted(fault.Invalid, "the year?", "%s lies outside %d to %d", text, MinYear, MaxYear)
	}
	if m[2] == "" {
		return Span{Lo: Of(year, 1, 1), Hi: Of(year, 12, 31), Known: true, Text: text}, nil
	}
	month, _ := strconv.Atoi(m[2])
	if month < 1 || month > 12 {
		return Span{}, fault.Hinted(fault.Invalid, "write year-month-day", "%s has month %d", text, month)
	}
	first := Of(year, time.Month(month), 1)
	if m[3] == "" {
		return Span{Lo: first, Hi: endOfMonth(first), Known: true, Text: text}, nil
	}
	day, _ := strconv.Atoi(m[3])
	if d := first + Day(day-1); day >= 1 && d <= endOfMonth(first) {
		return Span{Lo: d, Hi: d, Known: true, Text: text}, nil
	}
	return Span{}, fault.Hinted(fault.Invalid, "the month has "+strconv.Itoa(int(endOfMonth(first)-first)+1)+" days",
		"%s does not exist", text)
}

func (s Span) widen(text string) Span {
	if !s.Known {
		return s
	}
	switch {
	case s.Lo == s.Hi:
		s.Lo, s.Hi = s.Lo-1, s.Hi+1
	case s.Hi-s.Lo < 31:
		s.Lo, s.Hi = s.Lo.AddMonths(-1), endOfMonth((s.Hi + 1))
	default:
		s.Lo, s.Hi = s.Lo.AddMonths(-12), s.Hi.AddMonths(12)
	}
	s.About, s.Text = true, text
	return s
}
