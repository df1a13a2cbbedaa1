package cli

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"symport/internal/date"
	"symport/internal/growth"
	"symport/internal/table"
)

// tgLine is one row of a drawn table: a value in ng/mL, at a limit or not.
type tgLine struct {
	day    date.Day
	number float64
	bound  string
}

func drawTgLines(t *rapid.T) (out []tgLine) {
	day := date.Of(2015, 3, 9)
	for range rapid.IntRange(4, 9).Draw(t, "n") {
		day += date.Day(rapid.IntRange(30, 300).Draw(t, "gap"))
		out = append(out, tgLine{day, float64(rapid.IntRange(20, 4000).Draw(t, "value")) / 100, rapid.SampledFrom([]string{"", "", "", "<"}).Draw(t, "bound")})
	}
	return out
}

// course writes the lines in a unit (so many of it are 1 ng/mL), days later, and reads them.
func course(t *rapid.T, lines []tgLine, unit string, per float64, later int) *tgCourse {
	text := "date,value,unit,tsh,tgab,assay,state\n"
	for _, l := range lines {
		text += fmt.Sprintf("%s,%s%.10f,%s,0.05,negative,A,suppressed\n", l.day+date.Day(later), l.bound, l.number*per, unit)
	}
	rows, problems := table.ReadTg("x", []byte(text))
	if problems.Errors() > 0 {
		t.Fatal(problems)
	}
	return tgFromTable("x", rows, nil, propertyParams)
}

var propertyParams tgParams

// same compares what is said of each stretch.
func same(t *rapid.T, what string, a, b *tgCourse) {
	x, y := a.course.Stretches, b.course.Stretches
	if len(x) != len(y) {
		t.Fatalf("%s: %d stretches became %d", what, len(x), len(y))
	}
	for i := range x {
		p, q := x[i].Fit.Slope, y[i].Fit.Slope
		if x[i].Reliable != y[i].Reliable || x[i].Class != y[i].Class || (x[i].Refusal == nil) != (y[i].Refusal == nil) {
			t.Fatalf("%s: %+v became %+v", what, x[i], y[i])
		}
		for _, d := range []float64{p.Value - q.Value, p.Low - q.Low, p.High - q.High} {
			if math.Abs(d) > 1e-6 {
				t.Fatalf("%s: %+v became %+v", what, p, q)
			}
		}
	}
}

// The unit, the order of the rows, a common shift of days and rows that stand twice change
// nothing of a table's result.
func TestTgTableProperties(t *testing.T) {
	propertyParams = testParams(t)
	rapid.Check(t, func(t *rapid.T) {
		lines := drawTgLines(t)
		base := course(t, lines, "ng/mL", 1, 0)
		for unit, per := range map[string]float64{"ug/L": 1, "ng/dL": 100, "ng/L": 1000, "mg/L": 0.001, "pg/mL": 1000} {
			same(t, unit, base, course(t, lines, unit, per, 0))
		}
		same(t, "order", base, course(t, rapid.Permutation(lines).Draw(t, "order"), "ng/mL", 1, 0))
		same(t, "shift", base, course(t, lines, "ng/mL", 1, rapid.IntRange(-2000, 2000).Draw(t, "days")))
		twice := append(slices.Clone(lines), lines[rapid.IntRange(0, len(lines)-1).Draw(t, "twice")])
		same(t, "a row twice", base, course(t, twice, "ng/mL", 1, 0))
	})
}

// A value on the fitted line leaves the rate, through the whole way from the table on.
func TestValueOnTheLineOfATable(t *testing.T) {
	propertyParams = testParams(t)
	rapid.Check(t, func(t *rapid.T) {
		lines := drawTgLines(t)
		for i := range lines {
			lines[i].bound = ""
		}
		base := course(t, lines, "ng/mL", 1, 0)
		f := base.course.Stretches[0].Fit
		day := lines[0].day + date.Day(rapid.IntRange(1, 29).Draw(t, "day"))
		more := course(t, append(lines, tgLine{day, math.Exp(f.At(float64(day))), ""}), "ng/mL", 1, 0)
		if d := more.course.Stretches[0].Fit.Slope.Value - f.Slope.Value; math.Abs(d) > 1e-6 {
			t.Fatalf("the slope changes by %g", d)
		}
	})
}

// The refused reference series say in words why, and the JSON holds no number.
func TestRefusalsInWords(t *testing.T) {
	want := map[string]string{
		"T17": "only one value within the range of the assay",
		"T18": "all values lie below the limit",
		"T19": "no time between the values",
		"T20": "TgAb positive: thyroglobulin is unreliable",
	}
	for _, v := range reference(t, "../growth/testdata/tg-vectors.csv") {
		words, ok := want[v["id"]]
		if !ok {
			continue
		}
		got := tgOf(t, v["rows"], "-").Segments[0]
		if got.Why != words || got.Class != nil || got.DoublingRatePerY.Value != nil || got.DoublingTimeD.Value != nil || got.PDoublingUnder1y != nil || got.Reliable {
			t.Errorf("%s: %+v", v["id"], got)
		}
		if text := string(run(t, v["rows"], "tg", "-")); !strings.Contains(text, "No rate: "+words+".") {
			t.Errorf("%s: %s", v["id"], text)
		}
		delete(want, v["id"])
	}
	if len(want) > 0 {
		t.Errorf("no series %v", want)
	}
}

// The keys of the contract for a fall, a rise and an interval that holds no change.
func TestTgKeys(t *testing.T) {
	for id, c := range map[string]struct {
		class                    string
		time, high, halving, low bool // is there a number
	}{
		"T08": {growth.Falling, false, false, true, false}, "T04": {"<1 y", true, true, false, true}, "T03": {"1-3 y", true, false, false, true},
		"T10": {growth.Falling, false, false, true, true}, "T05": {"1-3 y", true, true, false, true}, "T09": {growth.Falling, false, false, true, false},
	} {
		for _, v := range reference(t, "../growth/testdata/tg-vectors.csv") {
			if v["id"] != id {
				continue
			}
			s := tgOf(t, v["rows"], "-").Segments[0]
			if *s.Class != c.class || (s.DoublingTimeD.Value != nil) != c.time || (s.DoublingTimeD.High != nil) != c.high || (s.HalvingTimeD != nil) != c.halving || (s.DoublingTimeD.Low != nil) != c.low {
				t.Errorf("%s: class %s, time %v, halving %v", id, *s.Class, s.DoublingTimeD, s.HalvingTimeD)
			}
			if *s.RateLow != *s.DoublingRatePerY.Low || *s.RateHigh != *s.DoublingRatePerY.High || *s.PDoublingUnder1y != *s.ProbabilityUnder1y {
				t.Errorf("%s: the keys of one number differ: %+v", id, s)
			}
		}
	}
}

// Whatever is wrong with --break is told at once, as wrong usage.
func TestBreakFlag(t *testing.T) {
	_, err := parseBreaks([]string{"2020-13-01", "2020-03-01:radiodine", "2020-03-01: moved house", ":surgery"}, testParams(t))
	if err == nil {
		t.Fatal("passes")
	}
	for _, want := range []string{"--break 2020-13-01", "did you mean radioiodine?", "--break :surgery"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("nothing of %q in %v", want, err)
		}
	}
	if strings.Contains(err.Error(), "moved house") {
		t.Errorf("a reason in own words is refused: %v", err)
	}
}
