package report

import (
	"fmt"
	"strings"

	"symport/internal/date"
)

// whenWords says a date as printed by the record: "about 2016-12", "between 2015-12 and
// 2016-04", and of a period "2013-02 to 2015-12".
func whenWords(when string, period bool) string {
	if when == "" || when == "unknown" {
		return wUndated
	}
	bare, about := strings.CutSuffix(when, "~")
	from, to, isRange := strings.Cut(bare, "..")
	switch {
	case isRange && period:
		bare = strings.TrimSuffix(from, "~") + wTo + to
	case isRange:
		bare = fmt.Sprintf(wBetween, strings.TrimSuffix(from, "~"), to)
	}
	if about {
		return wAbout + bare
	}
	return bare
}

// days returns the first and last day of a printed date; ok is false for an unknown one.
func days(when string) (span date.Span, ok bool) {
	s, err := date.Parse(when)
	return s, err == nil && s.Known
}
