package growth

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// rules of the tests: four values and classes 1 and 3 years as in Miyauchi 2011.
var rules = Rules{Fit: opt95, MinMeasured: 4, MinSpanDays: 180, ClassYears: []float64{1, 3}}

// day parses 2024-02-06.
func day(text string) float64 {
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return float64(d.Unix() / 86400)
}

// sample is a suppressed value of assay A without antibodies, changed by the edits.
func sample(date string, value float64, edits ...func(*Sample)) Sample {
	d := day(date)
	s := Sample{Day: d, DayLow: d, DayHigh: d, Dated: true, Ln: math.Log(value), SD: sd10,
		TSH: TSHSuppressed, TgAb: TgAbNegative, Assay: "A"}
	for _, edit := range edits {
		edit(&s)
	}
	return s
}

func stimulated(s *Sample) { s.TSH = TSHStimulated }
func noAssay(s *Sample)    { s.Assay = "" }
func assayB(s *Sample)     { s.Assay = "B" }
func antibodies(s *Sample) { s.TgAb = TgAbFound }
func noTgAb(s *Sample)     { s.TgAb = TgAbNotRecorded }
func otherTSH(s *Sample)   { s.TSH = TSHOther }
func undated(s *Sample)    { s.Dated = false }

// layout is the course in short: stretch numbers, reasons, breaks.
func layout(c Course) []string {
	var out []string
	for pos := range len(c.Placed) + 1 {
		for _, b := range c.Breaks {
			if b.Before == pos {
				out = append(out, "| "+b.Cause())
			}
		}
		if pos < len(c.Placed) {
			p := c.Placed[pos]
			out = append(out, strings.TrimSpace(string(rune('0'+p.Stretch))+" "+p.Why))
		}
	}
	return out
}

func TestAnalyseBreaks(t *testing.T) {
	radioiodine := Event{DayLow: day("2020-06-01"), DayHigh: day("2020-06-01"), Label: "radioiodine", ReleaseDays: 183}
	lenvatinib := Event{DayLow: day("2020-06-01"), DayHigh: day("2020-06-01"), Label: "lenvatinib"}
	june := Event{DayLow: day("2020-06-01"), DayHigh: day("2020-06-30"), Label: "pregnancy"}
	for name, c := range map[string]struct {
		samples []Sample
		events  []Event
		want    []string
	}{
		"assay": {[]Sample{sample("2020-01-01", 1), sample("2020-07-01", 2), sample("2021-01-01", 3, assayB)}, nil,
			[]string{"1", "1", "| assay A to B", "2"}},
		"assay not recorded beside its change": {[]Sample{sample("2020-01-01", 1), sample("2020-07-01", 2, noAssay),
			sample("2021-01-01", 3, assayB), sample("2021-07-01", 3, noAssay)}, nil,
			[]string{"1", "0 assay not recorded, next to its change", "| assay A to B", "2", "2"}},
		"stimulated does not part": {[]Sample{sample("2020-01-01", 1), sample("2020-07-01", 9, stimulated), sample("2021-01-01", 3)}, nil,
			[]string{"1", "0 stimulated", "1"}},
		"TSH": {[]Sample{sample("2020-01-01", 1), sample("2020-07-01", 9, otherTSH), sample("2021-01-01", 3)}, nil,
			[]string{"1", "| TSH suppressed to not suppressed", "2", "| TSH not suppressed to suppressed", "3"}},
		"TgAb conversion": {[]Sample{sample("2020-01-01", 1), sample("2020-07-01", 9, noTgAb), sample("2021-01-01", 3, antibodies)}, nil,
			[]string{"1", "0 TgAb not recorded, next to its change", "| TgAb negative to positive", "2"}},
		"drug on the day of a sample": {[]Sample{sample("2020-01-01", 1), sample("2020-06-01", 2), sample("2020-08-01", 2)}, []Event{lenvatinib},
			[]string{"1", "1", "| lenvatinib", "2"}},
		"release window": {[]Sample{sample("2020-01-01", 1), sample("2020-08-01", 2), sample("2021-01-01", 2)}, []Event{radioiodine},
			[]string{"1", "| radioiodine", "0 release after radioiodine", "2"}},
		"event in the month of a sample": {[]Sample{sample("2020-01-01", 1), sample("2020-06-10", 2), sample("2021-01-01", 2)}, []Event{june},
			[]string{"1", "0 before or after pregnancy?", "| pregnancy", "2"}},
		"no day": {[]Sample{sample("2020-01-01", 1, undated), sample("2020-01-01", 1)}, []Event{lenvatinib},
			[]string{"1", "| lenvatinib", "0 no day"}},
		"stands twice": {[]Sample{sample("2020-01-01", 1), sample("2020-01-01", 1), sample("2020-01-01", 1.1), sample("2020-07-01", 1)}, nil,
			[]string{"1", "0 stands twice", "1", "1"}},
		"a mark over which the line runs on": {[]Sample{sample("2020-01-01", 1), sample("2020-06-01", 2), sample("2020-08-01", 2)},
			[]Event{{DayLow: day("2020-06-10"), DayHigh: day("2020-06-10"), Label: "14 mg/d", Mark: true}}, []string{"1", "1", "| 14 mg/d", "1"}},
		"while a treatment lasts": {[]Sample{sample("2020-01-01", 1), sample("2020-06-10", 2), sample("2020-06-30", 2), sample("2020-07-01", 2)},
			[]Event{{DayLow: day("2020-06-01"), DayHigh: day("2020-06-30"), Label: "external beam", Period: true}},
			[]string{"1", "0 during external beam", "0 during external beam", "| external beam", "2"}},
		"two breaks at one place": {[]Sample{sample("2020-01-01", 1), sample("2021-01-01", 1, assayB)}, []Event{lenvatinib, june},
			[]string{"1", "| lenvatinib", "| pregnancy", "2"}},
	} {
		if diff := cmp.Diff(c.want, layout(Analyse(c.samples, c.events, rules))); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

// An event without a date may lie within any stretch: none is reliable. A mark without a
// date is of no account.
func TestUndatedEvent(t *testing.T) {
	samples := []Sample{sample("2020-01-01", 1), sample("2020-07-01", 2), sample("2021-01-01", 4), sample("2021-07-01", 8)}
	if !Analyse(samples, []Event{{Label: "14 mg/d", Undated: true, Mark: true}}, rules).Stretches[0].Reliable {
		t.Error("a mark without a date makes a line unreliable")
	}
	got := Analyse(samples, []Event{{Label: "radioiodine", Undated: true}}, rules).Stretches
	if len(got) != 1 || got[0].Reliable || got[0].Reasons[0] != (Reason{EventUndated, "radioiodine has no date and may lie within"}) {
		t.Errorf("%+v", got)
	}
}

// TgAb as its own marker is parted by its own assay and by nothing else of the samples.
func TestSurrogateIsPartedByItsAssay(t *testing.T) {
	surrogate := Rules{Fit: Options{Confidence: 0.95}, MinMeasured: 4, Surrogate: true}
	samples := []Sample{sample("2020-01-01", 40, otherTSH), sample("2020-07-01", 60, antibodies), sample("2021-01-01", 500, assayB)}
	if got := layout(Analyse(samples, nil, surrogate)); !slices.Equal(got, []string{"1", "1", "| assay A to B", "2"}) {
		t.Errorf("%q", got)
	}
}

// A date known to more days than wanted is shown only; its place in the order is the middle.
func TestPlace(t *testing.T) {
	for _, c := range []struct {
		low, high, day, unusable string
		u                        float64
	}{
		{"2020-03-09", "2020-03-09", "2020-03-09", "", 0.289},
		{"2020-04-01", "2020-04-30", "2020-04-15", "", 8.66},
		{"2020-03-01", "2020-03-11", "2020-03-06", "", 3.18},
		{"2019-01-01", "2019-12-31", "2019-07-02", "date known to 12 months only", 105.4},
		{"2019-01-01", "2019-02-15", "2019-01-23", "date known to 46 days only", 13.3},
		{"2007-01-01", "2018-12-31", "2012-12-31", "date known to 12 years only", 1265.3},
	} {
		var s Sample
		s.Place(day(c.low), day(c.high), 31)
		if math.Abs(s.Day-day(c.day)) > 0.5 || s.Unusable != c.unusable || math.Abs(s.DaySD()-c.u) > 0.05 {
			t.Errorf("%s..%s: %+v, u %.2f", c.low, c.high, s, s.DaySD())
		}
	}
}

// What the reference table says of its refused and its parted series.
func TestAnalyseVectors(t *testing.T) {
	for _, v := range readVectors(t) {
		if v.row["segment"] != "1" || v.row["id"] == "T21" {
			continue
		}
		var samples []Sample
		for _, p := range v.points {
			s := Sample{Day: p.Day, DayLow: p.Day, DayHigh: p.Day, Dated: true, Ln: p.Ln, SD: p.SD, Censor: p.Censor,
				TSH: TSHSuppressed, TgAb: TgAbNegative, Assay: "A"}
			if v.row["id"] == "T20" {
				s.TgAb = TgAbFound
			}
			samples = append(samples, s)
		}
		got := Analyse(samples, nil, rules).Stretches[0]
		if got.Reliable != (v.row["reliable"] == "TRUE") {
			t.Errorf("%s: reliable %v: %v", v.id, got.Reliable, got.Reasons)
		}
		if (got.Refusal != nil) != v.refused {
			t.Errorf("%s: refusal %v, expected %q", v.id, got.Refusal, v.row["expect"])
		}
	}
}

func TestClassOf(t *testing.T) {
	perYear := func(doublings float64) float64 { return doublings * math.Ln2 }
	for _, c := range []struct {
		doublings float64
		want      string
	}{{2, "<1 y"}, {1, "1-3 y"}, {0.5, "1-3 y"}, {0.25, ">=3 y"}, {0, ">=3 y"}, {-0.1, "falling"}} {
		if got := ClassOf(perYear(c.doublings), []float64{1, 3}); got != c.want {
			t.Errorf("%g doublings a year: %s, want %s", c.doublings, got, c.want)
		}
	}
}

// A change of slope that the data were made with is inside its interval and shown.
func TestChangeOfSlope(t *testing.T) {
	var samples []Sample
	for i, date := range []string{"2020-01-01", "2020-05-01", "2020-09-01", "2021-01-01"} {
		samples = append(samples, sample(date, math.Exp(float64(i))))
	}
	for i, date := range []string{"2021-05-01", "2021-09-01", "2022-01-01", "2022-05-01"} {
		samples = append(samples, sample(date, 20*math.Exp(-float64(i))))
	}
	drug := Event{DayLow: day("2021-02-01"), DayHigh: day("2021-02-01"), Label: "drug"}
	got := Analyse(samples, []Event{drug}, rules).Changes
	if len(got) != 1 || !got[0].Shown || got[0].Slope.Low > -6 || got[0].Slope.High < -6 {
		t.Errorf("changes %+v: want one with -6 inside (3 up to 3 down per year)", got)
	}
}

// Rows may come in any order; adding an undated or a stimulated value moves nothing.
func TestAnalyseOrderAndUnusedValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		samples := drawSamples(t)
		want := Analyse(samples, nil, rules).Stretches
		mixed := rapid.Permutation(append(slices.Clone(samples),
			sample("2022-03-03", 400, stimulated), sample("2022-03-03", 77, undated))).Draw(t, "order")
		got := Analyse(mixed, nil, rules).Stretches
		if len(got) != len(want) {
			t.Fatalf("%d stretches became %d", len(want), len(got))
		}
		for i := range want {
			if got[i].Class != want[i].Class || math.Abs(got[i].Fit.Slope.Value-want[i].Fit.Slope.Value) > 1e-9 {
				t.Fatalf("stretch %d: %+v became %+v", i+1, want[i], got[i])
			}
		}
	})
}

// drawSamples makes 2 to 12 samples on different days with changing properties.
func drawSamples(t *rapid.T) []Sample {
	n := rapid.IntRange(2, 12).Draw(t, "n")
	samples := make([]Sample, n)
	date := day("2020-01-01")
	for i := range samples {
		date += float64(rapid.IntRange(1, 200).Draw(t, "gap"))
		s := sample("2020-01-01", rapid.Float64Range(0.1, 50).Draw(t, "value"))
		s.Day, s.DayLow, s.DayHigh = date, date, date
		s.Assay = rapid.SampledFrom([]string{"", "A", "A", "A", "B"}).Draw(t, "assay")
		s.TSH = TSH(rapid.IntRange(0, 2).Draw(t, "tsh"))
		s.TgAb = TgAb(rapid.IntRange(0, 2).Draw(t, "tgab"))
		s.Censor = Censor(rapid.SampledFrom([]int{0, 0, 1}).Draw(t, "censor"))
		samples[i] = s
	}
	return samples
}

// Losing the record of a property never makes a stretch reliable.
func TestUnknownNeverMakesFirmer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		samples := drawSamples(t)
		reliable := func() int {
			n := 0
			for _, s := range Analyse(samples, nil, rules).Stretches {
				count(&n, s.Reliable)
			}
			return n
		}
		had := reliable()
		i := rapid.IntRange(0, len(samples)-1).Draw(t, "i")
		rapid.SampledFrom([]func(*Sample){noAssay, noTgAb, func(s *Sample) { s.TSH = TSHNotRecorded }}).Draw(t, "lost")(&samples[i])
		if now := reliable(); now > had {
			t.Fatalf("%d reliable stretches became %d", had, now)
		}
	})
}

func TestDayFor(t *testing.T) {
	for _, c := range []struct {
		low, high string
		want      string
	}{{"2020-02-01", "2020-02-29", "2020-02-15"}, {"2020-03-01", "2020-03-31", "2020-03-15"}, {"2020-03-09", "2020-03-09", "2020-03-09"}} {
		if got, ok := DayFor(day(c.low), day(c.high), 31); !ok || got != day(c.want) {
			t.Errorf("%s..%s: day %v, want %s", c.low, c.high, got, c.want)
		}
	}
	if _, ok := DayFor(day("2020-01-01"), day("2020-12-31"), 31); ok {
		t.Error("a year has no day that stands for it")
	}
}
