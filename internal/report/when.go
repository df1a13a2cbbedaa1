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
	if first, last, ok := strings.Cut(when, ".."); ok && period {
		return endWords(first) + wTo + endWords(last)
	}
	bare, about := strings.CutSuffix(when, "~")
	from, to, isRange := strings.Cut(bare, "..")
	if isRange {
		bare = fmt.Sprintf(wBetween, strings.TrimSuffix(from, "~"), to)
	}
	if about {
		return wAbout + bare
	}
	return bare
}

// endWords is one end of a period.
func endWords(end string) string {
	if bare, about := strings.CutSuffix(end, "~"); about {
		return wAbout + bare
	}
	return end
}

// days returns the first and last day of a printed date or period; ok is false for an unknown one.
func days(when string) (span date.Span, ok bool) {
	if s, err := date.Parse(when); err == nil {
		return s, s.Known
	}
	first, last, _ := strings.Cut(when, "..")
	from, err1 := date.Parse(first)
	to, err2 := date.Parse(last)
	if err1 != nil || err2 != nil || !from.Known || !to.Known {
		return date.Span{}, false
	}
	return date.Between(from.Lo, to.Hi), true
}
