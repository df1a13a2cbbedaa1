package date

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func day(t *rapid.T, name string) Day {
	return Day(rapid.Int32Range(int32(Of(1900, 1, 1)), int32(Of(2100, 12, 31))).Draw(t, name))
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"2012-12-11":           "2012-12-11..2012-12-11",
		"2015-12":              "2015-12-01..2015-12-31",
		"2016-02":              "2016-02-01..2016-02-29",
		"2015":                 "2015-01-01..2015-12-31",
		"2015-12..2016-04":     "2015-12-01..2016-04-30",
		"2015-12..2015-12-15":  "2015-12-01..2015-12-15",
		"2015-12-03 .. 2016":   "2015-12-03..2016-12-31",
		"2016-12~":             "2016-11-01..2017-01-31",
		"2016-12-10~":          "2016-12-09..2016-12-11",
		"2016~":                "2015-01-01..2017-12-31",
		"2015-03~..2015-05-10": "2015-02-01..2015-05-10",
		" 2012-12-11 ":         "2012-12-11..2012-12-11",
		"unknown":              "unknown",
	} {
		s, err := Parse(text)
		got := "unknown"
		if s.Known {
			got = s.Lo.String() + ".." + s.Hi.String()
		}
		if err != nil || got != want {
			t.Errorf("Parse(%q) = %s, %v; want %s", text, got, err, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for text, hint := range map[string]string{
		"2013-02-29":          "the month has 28 days",
		"2013-00-10":          "write year-month-day",
		"2013-13":             "write year-month-day",
		"1066":                "the year?",
		"2016-04-09..2016-03": "swapped, or the year?",
		"2016..unknown":       "a span needs two dates",
		"2015..2016..2017":    "write 2016",
		"11/12/2012":          "day and month can be mistaken",
		"11.12.2012":          "day and month can be mistaken",
		"12 Dec 2012":         "write 2016",
		"2016-4-9":            "write 2016",
		"":                    "write 2016",
		"~":                   "write 2016",
	} {
		s, err := Parse(text)
		if err == nil || s.Known || !strings.Contains(err.Error(), hint) {
			t.Errorf("Parse(%q) = %v, %v; want the hint %q", text, s, err, hint)
		}
	}
}

func TestAddMonthsKeepsToTheMonth(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2015-12-31", 2, "2016-02-29"},
		{"2016-12-31", 2, "2017-02-28"},
		{"2016-03-31", -1, "2016-02-29"},
		{"2016-02-29", 12, "2017-02-28"},
		{"2016-02-29", 48, "2020-02-29"},
		{"2016-05-15", 0, "2016-05-15"},
	} {
		s, err := Parse(c.from)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Lo.AddMonths(c.n).String(); got != c.want {
			t.Errorf("%s + %d mo = %s, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestMonthsByHand(t *testing.T) {
	for _, c := range []struct {
		a, b Day
		want float64
	}{
		{Of(2015, 1, 31), Of(2015, 2, 28), 1},
		{Of(2015, 1, 31), Of(2015, 3, 1), 1 + 1.0/31}, // from 28 February to 31 March are 31 days
		{Of(2016, 1, 1), Of(2016, 1, 16), 15.0 / 31},
		{Of(2016, 1, 16), Of(2016, 1, 1), -15.0 / 31},
		{Of(2012, 12, 11), Of(2016, 6, 11), 42},
	} {
		if got := Months(c.a, c.b); got != c.want {
			t.Errorf("Months(%s, %s) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestMonthsUndoesAddMonths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, n := day(t, "a"), rapid.IntRange(0, 600).Draw(t, "n")
		if got := Months(a, a.AddMonths(n)); got != float64(n) {
			t.Fatalf("Months(%s, +%d) = %v", a, n, got)
		}
	})
}

func TestMonthsIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := day(t, "a")
		b := a + Day(rapid.IntRange(0, 4000).Draw(t, "b"))
		if Months(a, b+1) <= Months(a, b) {
			t.Fatalf("from %s: %v on %s, %v a day later", a, Months(a, b), b, Months(a, b+1))
		}
	})
}

func TestAge(t *testing.T) {
	for _, c := range []struct {
		birth, on Day
		want      int
	}{
		{Of(1958, 3, 10), Of(2016, 3, 9), 57},
		{Of(1958, 3, 10), Of(2016, 3, 10), 58},
		{Of(2000, 2, 29), Of(2001, 2, 28), 1}, // the end-of-month rule
		{Of(2000, 2, 29), Of(2001, 2, 27), 0},
		{Of(2000, 5, 5), Of(2000, 5, 5), 0},
	} {
		if got := Age(c.birth, c.on); got != c.want {
			t.Errorf("born %s, on %s: %d, want %d", c.birth, c.on, got, c.want)
		}
	}
}

func TestDayIsTheCalendarOfTheStandardLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := day(t, "d")
		want := time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(d)).Format(time.DateOnly)
		if d.String() != want || FromTime(time.Date(1970, 1, 1+int(d), 23, 59, 0, 0, time.UTC)) != d {
			t.Fatalf("day %d is %s, want %s", int(d), d, want)
		}
	})
}

func TestStringReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lo := day(t, "lo")
		want := Between(lo, lo+Day(rapid.SampledFrom([]int{0, 1, 14, 27, 28, 29, 30, 31, 59, 364, 365, 730}).Draw(t, "days")))
		got, err := Parse(want.String())
		if err != nil || got.Lo != want.Lo || got.Hi != want.Hi {
			t.Fatalf("%s..%s prints %s, which reads as %s..%s, %v", want.Lo, want.Hi, want, got.Lo, got.Hi, err)
		}
	})
}

// Certainty about spans: what is sure holds for every day within, what is impossible
// for none.
func TestSurelyAndMaybe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		span := func(name string) Span {
			lo := Day(rapid.IntRange(0, 40).Draw(t, name))
			return Between(lo, lo+Day(rapid.IntRange(0, 20).Draw(t, name+" length")))
		}
		a, b := span("a"), span("b")
		all, any := true, false
		for x := a.Lo; x <= a.Hi; x++ {
			for y := b.Lo; y <= b.Hi; y++ {
				all, any = all && x < y, any || x < y
			}
		}
		if a.SurelyBefore(b) != all || a.MaybeBefore(b) != any {
			t.Fatalf("%s before %s: surely %v (is %v), maybe %v (is %v)", a, b, a.SurelyBefore(b), all, a.MaybeBefore(b), any)
		}
		least, most := a.MonthsTo(b)
		for _, x := range []Day{a.Lo, a.Hi} {
			for _, y := range []Day{b.Lo, b.Hi} {
				if m := Months(x, y); m < least-1e-9 || m > most+1e-9 {
					t.Fatalf("%s to %s is %v months, outside %v to %v", x, y, m, least, most)
				}
			}
		}
	})
}

func TestUnknownSpanIsNeverSure(t *testing.T) {
	var u Span
	known := On(Of(2016, 1, 1))
	if u.SurelyBefore(known) || known.SurelyBefore(u) || u.SurelyBy(known.Lo) || u.Exact() {
		t.Error("an unknown date was sure of something")
	}
	if !u.MaybeBefore(known) || !known.MaybeBefore(u) || !u.MaybeBy(known.Lo) || u.String() != "unknown" || u.Shift(3).Known {
		t.Error("an unknown date ruled something out")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2012-12-11", "2015-12", "2012", "2015-12..2016-04", "2016-12~", "unknown", "1850~", "2200-12-31~..2200"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Parse(text)
		if err != nil && s.Known || s.Known && s.Lo > s.Hi {
			t.Fatalf("Parse(%q) = %+v, %v", text, s, err)
		}
	})
}
