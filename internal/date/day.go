// Package date holds days, partial dates as ranges of days, months with an
// end-of-month rule, and ordered or relative dates. Nothing in it reads a clock.
package date

import (
	"fmt"
	"time"
)

// Day counts days since 1970-01-01 in the proleptic Gregorian calendar.
type Day int32

// Bounds of what the program accepts as a day of a patient's life.
const (
	MinYear = 1850
	MaxYear = 2200
)

// Of returns the day of a calendar date; out-of-range months and days are normalised.
func Of(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// FromTime returns the calendar day of t in t's location.
func FromTime(t time.Time) Day {
	y, m, d := t.Date()
	return Of(y, m, d)
}

// Date returns the calendar date.
func (d Day) Date() (year int, month time.Month, day int) {
	return time.Unix(int64(d)*86400, 0).UTC().Date()
}

// String is the ISO form 2006-01-02.
func (d Day) String() string {
	y, m, day := d.Date()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
}

// MarshalText makes a Day an ISO date in JSON.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// AddMonths moves d by n calendar months; a day that the month lacks becomes the
// month's last day (2015-12-31 plus 2 months is 2016-02-29).
func (d Day) AddMonths(n int) Day {
	y, m, day := d.Date()
	first := Of(y, m+time.Month(n), 1)
	return min(first+Day(day-1), endOfMonth(first))
}

func endOfMonth(d Day) Day {
	y, m, _ := d.Date()
	return Of(y, m+1, 1) - 1
}

// Months returns the time from a to b in calendar months: whole months by
// AddMonths, and the rest as a share of the month in which it falls. It is
// monotone in b and Months(a, a.AddMonths(n)) == n for n >= 0.
func Months(a, b Day) float64 {
	if b < a {
		return -Months(b, a)
	}
	ya, ma, _ := a.Date()
	yb, mb, _ := b.Date()
	n := (yb-ya)*12 + int(mb) - int(ma)
	if a.AddMonths(n) > b {
		n--
	}
	from, to := a.AddMonths(n), a.AddMonths(n+1)
	return float64(n) + float64(b-from)/float64(to-from)
}

// Age returns completed years from birth to the day.
func Age(birth, on Day) int {
	return int(Months(birth, on)) / 12
}
