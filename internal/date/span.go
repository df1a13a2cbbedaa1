package date

import "fmt"

// Span is a date as far as it is known: some single day from Lo to Hi. The zero
// value is an unknown date.
type Span struct {
	Lo, Hi Day
	Known  bool
	About  bool   // the writer said "about"; Lo and Hi are already widened
	Text   string // as written
}

// On returns the span of one day.
func On(d Day) Span { return Span{Lo: d, Hi: d, Known: true, Text: d.String()} }

// Between returns the span of one day somewhere from lo to hi.
func Between(lo, hi Day) Span {
	return Span{Lo: lo, Hi: hi, Known: true, Text: lo.String() + ".." + hi.String()}
}

// Exact reports whether the day is known.
func (s Span) Exact() bool { return s.Known && s.Lo == s.Hi }

// SurelyBefore reports whether s is before t whatever the days within both.
func (s Span) SurelyBefore(t Span) bool { return s.Known && t.Known && s.Hi < t.Lo }

// MaybeBefore reports whether s can be before t.
func (s Span) MaybeBefore(t Span) bool { return !s.Known || !t.Known || s.Lo < t.Hi }

// SurelyBy reports whether s has come on or before day d, whatever the day within s.
func (s Span) SurelyBy(d Day) bool { return s.Known && s.Hi <= d }

// MaybeBy reports whether s can have come on or before day d.
func (s Span) MaybeBy(d Day) bool { return !s.Known || s.Lo <= d }

// MonthsTo returns the least and the largest number of months from s to t.
// It is meaningful only if both are known.
func (s Span) MonthsTo(t Span) (least, most float64) {
	return Months(s.Hi, t.Lo), Months(s.Lo, t.Hi)
}

// Shift moves the span by n months, by the end-of-month rule at both ends.
func (s Span) Shift(months int) Span {
	if !s.Known {
		return s
	}
	out := Span{Lo: s.Lo.AddMonths(months), Hi: s.Hi.AddMonths(months), Known: true, About: s.About}
	out.Text = out.String()
	return out
}

// String is the shortest ISO form that says the span: a day, month, year, or a
// span of days; "unknown" for an unknown date; "~" after what is about.
func (s Span) String() string {
	if !s.Known {
		return "unknown"
	}
	if s.About && s.Text != "" {
		return s.Text
	}
	y, m, d := s.Lo.Date()
	switch {
	case s.Lo == s.Hi:
		return s.Lo.String()
	case d == 1 && s.Hi == endOfMonth(s.Lo):
		return fmt.Sprintf("%04d-%02d", y, m)
	case d == 1 && m == 1 && s.Hi == Of(y, 12, 31):
		return fmt.Sprintf("%04d", y)
	}
	return s.Lo.label(false) + ".." + s.Hi.label(true)
}

// label shortens an end of a span to its month where it is the month's border.
func (d Day) label(last bool) string {
	y, m, day := d.Date()
	if (!last && day == 1) || (last && d == endOfMonth(d)) {
		return fmt.Sprintf("%04d-%02d", y, m)
	}
	return d.String()
}

// MarshalText writes the span's String.
func (s Span) MarshalText() ([]byte, error) { return []byte(s.String()), nil }
