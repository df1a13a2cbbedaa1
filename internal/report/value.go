package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"symport/internal/unit"
)

// activity prints GBq with mCi beside it.
func activity(gbq float64) string {
	return figures(gbq) + " GBq (" + figures(gbq/0.037) + " mCi)"
}

// quantity prints a number with its unit and as many figures as are worth reading.
func quantity(x float64, unitName string) string {
	if math.IsInf(x, 0) {
		return "no limit"
	}
	if unitName == "GBq" {
		return activity(x)
	}
	return strings.TrimSpace(figures(x) + " " + plainUnit(unitName))
}

// figures gives whole numbers whole and others three figures.
func figures(x float64) string {
	if x == math.Trunc(x) && math.Abs(x) < 1e6 {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	s := unit.Sig(x, 3)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

func plainUnit(name string) string {
	if name == "1" {
		return ""
	}
	return name
}

// value prints what a fact holds: a truth as yes or no, a number with its unit, words.
func value(v any, unitName string) string {
	switch v := v.(type) {
	case nil:
		return wUnknown
	case bool:
		if v {
			return wYes
		}
		return wNo
	case string:
		return rangeText(v, unitName)
	case int:
		return quantity(float64(v), unitName)
	case float64:
		return quantity(v, unitName)
	case []string:
		return strings.Join(v, " or ")
	case []any:
		words := make([]string, len(v))
		for i, x := range v {
			words[i] = value(x, unitName)
		}
		return strings.Join(words, " or ")
	}
	return fmt.Sprint(v)
}

// rangeText prints "70..75.18" as a range; other words stay as they are.
func rangeText(s, unitName string) string {
	from, to, ok := strings.Cut(s, "..")
	lo, errLo := strconv.ParseFloat(from, 64)
	hi, errHi := strconv.ParseFloat(to, 64)
	switch {
	case !ok || errLo != nil || errHi != nil:
		return s
	case math.IsInf(hi, 1):
		return between(&lo, nil, unitName)
	}
	return between(&lo, &hi, unitName)
}

// between prints a range, or the number when both ends are the same.
func between(lo, hi *float64, unitName string) string {
	switch {
	case lo == nil && hi == nil:
		return wUnknown
	case hi == nil:
		return opWords[">="] + " " + quantity(*lo, unitName)
	case lo == nil:
		return opWords["<="] + " " + quantity(*hi, unitName)
	case *lo == *hi:
		return quantity(*lo, unitName)
	}
	return figures(*lo) + " to " + quantity(*hi, unitName)
}
