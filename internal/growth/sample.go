package growth

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// TSH is the state of thyrotropin at a sample.
type TSH uint8

// The states of thyrotropin. Where suppression begins is the caller's parameter.
const (
	TSHNotRecorded TSH = iota
	TSHSuppressed
	TSHOther // neither suppressed nor stimulated
	TSHStimulated
)

// TgAb is the state of antibodies against thyroglobulin at a sample.
type TgAb uint8

// The states of antibodies.
const (
	TgAbNotRecorded TgAb = iota
	TgAbNegative
	TgAbFound
)

// Sample is one result of a marker with what must stay equal along a line.
type Sample struct {
	// DayLow and DayHigh are the first and last day on which it can have been taken;
	// Day is the one that stands for them (DayFor). Not used without Dated.
	Day, DayLow, DayHigh float64
	Dated                bool
	Ln                   float64 // ln of the value or of its limit
	Censor               Censor
	SD                   float64 // of ln value, by the method of measurement
	TSH                  TSH
	TgAb                 TgAb
	Assay                string // "" if not recorded
	Unusable             string // why it is shown only: a range, no unit
}

// DayFor returns the day that stands for a span of possible days: the 15th for a
// calendar month (standard uncertainty 8.8 d), the middle for another span; ok is false
// for one of more than widest days.
func DayFor(low, high, widest float64) (day float64, ok bool) {
	switch days := high - low + 1; {
	case days > widest:
		return 0, false
	case days >= 28 && days <= 31:
		return low + 14, true
	default:
		return low + (high-low)/2, true
	}
}

// Place dates a sample by the days on which it can have been taken. One whose span is
// longer than widest keeps its middle for the order and is shown only.
func (s *Sample) Place(low, high, widest float64) {
	s.DayLow, s.DayHigh, s.Dated = low, high, true
	day, ok := DayFor(low, high, widest)
	if !ok {
		day = (low + high) / 2
		if s.Unusable == "" {
			s.Unusable = "date known to " + spanWords(high-low+1) + " only"
		}
	}
	s.Day = day
}

// spanWords tells a number of days in the unit in which it is read.
func spanWords(days float64) string {
	switch {
	case days < 60:
		return fmt.Sprintf("%.0f days", days)
	case days < 2*DaysPerYear:
		return fmt.Sprintf("%.0f months", days/(DaysPerYear/12))
	}
	return fmt.Sprintf("%.0f years", days/DaysPerYear)
}

// DaySD is the standard uncertainty of the day: a uniform distribution over the span.
func (s Sample) DaySD() float64 { return (s.DayHigh - s.DayLow + 1) / math.Sqrt(12) }

// inTime orders the samples by day, undated ones last in the order given.
func inTime(samples []Sample) []int {
	order := make([]int, len(samples))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := samples[i], samples[j]
		switch {
		case a.Dated != b.Dated && a.Dated:
			return -1
		case a.Dated != b.Dated:
			return 1
		case !a.Dated:
			return cmp.Compare(i, j)
		}
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Ln, b.Ln), cmp.Compare(a.Assay, b.Assay))
	})
	return order
}

// placing is where a sample lies against an event: before (also on the same known day:
// blood is drawn first), after, while it lasted, inside the release window, or unknown when
// their days overlap.
type placing uint8

const (
	before placing = iota
	after
	during
	released
	unordered
)

func (s Sample) against(e Event) placing {
	sameDay := s.DayLow == s.DayHigh && e.DayLow == e.DayHigh && s.DayLow == e.DayLow
	switch {
	case s.DayHigh < e.DayLow || sameDay:
		return before
	case e.Period && s.DayLow > e.DayLow && s.DayHigh <= e.DayHigh:
		return during
	case s.DayLow <= e.DayHigh:
		return unordered
	case s.DayLow <= e.DayHigh+e.ReleaseDays:
		return released
	}
	return after
}
