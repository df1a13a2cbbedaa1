package report

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"symport/internal/chart"
	"symport/internal/date"
	"symport/internal/testkit/drawing"
	"symport/internal/verdict"
)

// pageType is how the texts of a timeline are set on the page.
var pageType = drawing.Type{Size: 12, Classes: map[string]float64{"ax": 10.5, "kx": 11}, Width: chart.Width}

// told is a made-up course with one of everything that a timeline shows.
func told() *verdict.Assessment {
	a := &verdict.Assessment{Case: "TOLD", AsOf: date.Of(2020, 1, 1)}
	num := func(x float64) *float64 { return &x }
	add := func(e verdict.Event) {
		e.Used = true
		a.Summary.Course = append(a.Summary.Course, e)
	}
	add(verdict.Event{When: "2010-02-01", Section: "surgery", Text: "total thyroidectomy"})
	add(verdict.Event{When: "2010-05-01", Section: "radioiodine", Text: "131I, 3.70 GBq (100 mCi)"})
	add(verdict.Event{When: "2013-01-10..2013-02-20", Period: true, Section: "external-beam", Text: "radiotherapy of L5, 30 Gy", Lesions: []string{"bone"}, Change: "treated"})
	add(verdict.Event{When: "2013-06-01", Section: "local", Text: "embolisation"})
	for _, v := range []struct {
		when, state string
		v           float64
		below, ring bool
	}{{"2011-01-01", "suppressed", 0.2, true, false}, {"2012-01-01", "suppressed", 1.5, false, false}, {"2014-01-01", "stimulated", 60, false, false},
		{"2016-01-01", "not-suppressed", 9, false, true}, {"2018-01-01", "", 20, false, false}} {
		add(verdict.Event{When: v.when, Section: "laboratory", Test: "Tg", Text: "Tg", Value: num(v.v), Unit: "ng/mL", State: v.state, Below: v.below, TgAb: v.ring})
	}
	add(verdict.Event{When: "2019-01-01", Section: "laboratory", Test: "Tg", Text: "Tg 31, unit not stated"})
	for _, v := range []struct {
		when, state string
		v           float64
	}{{"2012-01-01", "suppressed", 0.03}, {"2014-01-01", "stimulated", 80}, {"2016-01-01", "not-suppressed", 1.2}} {
		add(verdict.Event{When: v.when, Section: "laboratory", Test: "TSH", Text: "TSH", Value: num(v.v), Unit: "mU/L", State: v.state})
	}
	add(verdict.Event{When: "2012-01-01", Section: "laboratory", Test: "TgAb", Text: "TgAb negative", Result: "negative"})
	add(verdict.Event{When: "2016-01-01", Section: "laboratory", Test: "TgAb", Text: "TgAb 164 IU/mL", Value: num(164), Unit: "IU/mL", Result: "positive"})
	for _, s := range []struct{ when, change string }{{"2012-03-01", "new"}, {"2014-03-01", "grew"}, {"2016-03-01", "smaller"}, {"2018-03-01", "gone"}} {
		add(verdict.Event{When: s.when, Section: "imaging", Text: "CT: bone, L5 " + s.change, Lesions: []string{"bone"}, Change: s.change})
	}
	add(verdict.Event{When: "2017", Section: "imaging", Text: "PET/CT"})
	add(verdict.Event{When: "2014-04-01", Section: "responses", Text: "progression"})
	add(verdict.Event{When: "2017-05-01", Section: "adverse-events", Text: "hypertension grade 3"})
	add(verdict.Event{When: "2016-06-01", Section: "decisions", Text: "tumour board: lenvatinib"})
	add(verdict.Event{When: "2019-06-01", Section: "performance", Text: "ECOG 1"})
	add(verdict.Event{When: "2017-01-01..2019-01-01", Period: true, Section: "systemic", Text: "lenvatinib 24 mg/d, then 14 mg/d"})
	add(verdict.Event{When: "unknown", Section: "imaging", Text: "bone scan without a day"})
	add(verdict.Event{When: "unknown", Section: "radioiodine", Text: "131I, 7.40 GBq (200 mCi)"})
	a.Drugs = []verdict.Drug{{Drug: "lenvatinib", Steps: []verdict.DrugStep{{From: "2017-01-01", MGPerDay: num(24)}, {From: "2018-01-01", MGPerDay: num(14)}},
		Pauses: []verdict.DrugPause{{From: "2017-06-01", To: "2017-08-01"}}}}
	a.Lesions = []verdict.Lesion{{ID: "bone", Label: "bone, L5", Site: "bone", Found: "2012-03-01", Uptake: "unknown"}}
	a.LesionCourses = []verdict.LesionCourse{{ID: "bone", Points: []verdict.LesionPoint{{When: "2014-03-01", SizeMM: num(21), Size: "21 mm"}}}}
	a.MarkerFits = []verdict.MarkerFit{{From: "2012-01-01", To: "2016-01-01", AtFrom: 1.5, AtTo: 9, Doublings: 0.65, Reliable: true, HasInterval: true,
		Band: []verdict.MarkerDay{{Date: "2012-01-01", Low: 1, High: 2}, {Date: "2016-01-01", Low: 6, High: 13}}},
		{From: "2016-01-01", To: "2018-01-01", AtFrom: 9, AtTo: 20, Doublings: 0.6, Opened: []string{"assay A to B"}}}
	a.Actions = []verdict.Action{{ID: "x", Label: "restaging", State: "later", Recommended: "2020-04-01"}, {ID: "y", Label: "salivary glands", State: "overdue", Earliest: "2019-01-01", Overdue: "2019-06-01"}}
	return a
}

// TestTimelineShowsEveryMark: each thing of the course has its mark and its words; the
// expected drawing commands are those of the shape, read from the sketches of the key.
func TestTimelineShowsEveryMark(t *testing.T) {
	svg := New(told()).timeline("tl", false)
	for what, want := range map[string]string{
		"an operation":                      `q5 -3 5 1 q0 4 -5 6 z" class="mk "`,
		"its name":                          ">total thyroidectomy<",
		"the lozenge of radioiodine":        `l9 7 l-9 7 l-9 -7 z" class="mk rai"`,
		"its activity":                      "¹³¹I, 3.70 GBq (100 mCi)",
		"external beam":                     `v14 M`,
		"its dose":                          "radiotherapy of L5, 30 Gy",
		"another local treatment":           ">embolisation<",
		"a drug bar":                        `rx="0" class="drug"`,
		"the floor of a pause":              `class="floor"`,
		"Tg suppressed, filled":             `r="4" class="pt"`,
		"Tg stimulated, open":               `r="4.2" class="op"`,
		"Tg below the limit, an arrow":      `class="ar"`,
		"its label":                         "&lt;0.2",
		"the ring of TgAb":                  `r="7.5" class="rg"`,
		"the logarithmic axis":              `class="ax" text-anchor="end">10<`,
		"a value off the scale":             "off the scale",
		"the fitted line":                   `class="ft"`,
		"the unreliable line, dashed":       `class="ft d1"`,
		"the band":                          `class="bn"`,
		"the slope":                         "0.65 doublings a year",
		"the break of the assay":            `class="bk"`,
		"its reason":                        ">assay A to B<",
		"the bands of TSH":                  `class="ax" text-anchor="end">not suppressed<`,
		"the row of TgAb":                   "TgAb, IU/mL",
		"TgAb found, in its band":           `class="ax" text-anchor="end">positive<`,
		"TgAb not found, open":              `class="scan hollow"`,
		"the conversion of TgAb":            ">TgAb negative to positive<",
		"a lesion's line, uptake unknown":   `class="les l-bone dash"`,
		"a lesion that grew":                `l6 -11 l6 11 z" class="up l-bone"`,
		"its size":                          ">21 mm<",
		"a lesion that became smaller":      `l6 11 l6 -11 z" class="up l-bone"`,
		"a lesion no longer seen":           "no longer seen",
		"a lesion treated":                  `class="xx"`,
		"a scan":                            `class="scan `,
		"a scan on some day of a year":      `class="hatch "`,
		"a response":                        ">progression<",
		"an adverse event":                  ">hypertension grade 3<",
		"a decision":                        `h13 l-3 4 l3 4 h-13 z`,
		"its words":                         ">tumour board: lenvatinib<",
		"other events":                      ">ECOG 1<",
		"what is due in the next 18 months": ">restaging<",
		"what is overdue":                   `class="late"`,
		"the shade of the forecast":         `class="fut"`,
		"scans without a date":              "and 1 without a date",
	} {
		if !strings.Contains(svg, want) {
			t.Errorf("the timeline lacks %s: %s", what, want)
		}
	}
	if n := strings.Count(svg, `rx="0" class="drug"`); n != 4 { // before and after the pause, the reduction, the key
		t.Errorf("%d pieces of the drug bar, 4 are expected", n)
	}
}

// What has no date stands beside the drawing, in words.
func TestNothingUndatedIsLost(t *testing.T) {
	page := string(render(t, told()))
	_, rest, _ := strings.Cut(page, `<div class="undrawn">`)
	list, _, _ := strings.Cut(rest, "</div>")
	for _, want := range []string{"Scans, no date: bone scan without a day", "Radioiodine, no date: <sup>131</sup>I, 7.40 GBq"} {
		if !strings.Contains(list, want) {
			t.Errorf("%q is not listed as not drawn:\n%s", want, list)
		}
	}
	if strings.Contains(New(told()).timeline("tl", false), "bone scan without a day") {
		t.Error("an examination without a day is drawn")
	}
}

// An empty row never says that nothing is on record when something undated is.
func TestUndatedIsNotNone(t *testing.T) {
	a := told()
	for i := range a.Summary.Course {
		a.Summary.Course[i].When = "unknown"
	}
	svg := New(a).timeline("tl", false)
	if strings.Contains(svg, wNoneOnRecord) || strings.Contains(svg, wNeverRecorded) {
		t.Error("a row says that nothing is on record")
	}
	if !strings.Contains(svg, "2 on record, none with a date") {
		t.Error("how many have no date is not said")
	}
}

// A drug dose whose day is not known, and a pause without an end, are hatched.
func TestDrugBarHatchesWhatIsNotKnown(t *testing.T) {
	a := told()
	a.Drugs[0].Steps[1].From = "unknown"
	c := course{events: a.Summary.Course, today: a.AsOf}
	for _, h := range c.drugs(a.Drugs).Marks[0].Steps {
		if h.Share > 14.0/24+1e-9 {
			t.Errorf("a drug dose of 24 mg from %s on is drawn as certain", h.From)
		}
	}
	a = told()
	a.Drugs[0].Pauses[0].To = "unknown"
	steps := course{events: a.Summary.Course, today: a.AsOf}.drugs(a.Drugs).Marks[0].Steps
	if last := steps[len(steps)-1]; last.From != date.Of(2017, 6, 1) || last.Share != 0 || last.Most != 1 {
		t.Errorf("after a pause without an end: %+v", last)
	}
}

func TestDenseTimelineHasNoFault(t *testing.T) {
	for _, board := range []bool{false, true} {
		checkDrawing(t, New(dense()).timeline("tl", board))
		checkDrawing(t, New(told()).timeline("tl", board))
		checkDrawing(t, New(crowded(fixture(t))).timeline("tl", board))
	}
}

func checkDrawing(t *testing.T, svg string) {
	t.Helper()
	d, err := pageType.Parse(svg)
	if err != nil {
		t.Fatal(err)
	}
	noFindings(t, "timeline", d.Faults())
}

// TestKeyNamesEveryMark: every class of mark on a drawing stands in its key as well.
func TestKeyNamesEveryMark(t *testing.T) {
	svg := New(told()).timeline("tl", false)
	for _, word := range []string{"operation", "external beam", "other local treatment", "radioiodine", "TSH suppressed", "not suppressed", "stimulated", "TSH not recorded",
		"below the limit", "TgAb found", "examination or result", "grew", "smaller", "no longer seen", "treated locally", "adverse event", "decision", "overdue", "due",
		"fitted line", "fitted, not reliable", "95 % band of the line", "height: drug dose", "uptake unknown"} {
		if !regexp.MustCompile(`class="kx">` + regexp.QuoteMeta(word)).MatchString(svg) {
			t.Errorf("the key lacks %q", word)
		}
	}
}

// TestDenseTimelineIsFast: 300 laboratory values, 40 examinations, 12 lesions are drawn in
// less than a second (BenchmarkDenseTimeline gives the figure).
func TestDenseTimelineIsFast(t *testing.T) {
	a := dense()
	values, scans := 0, 0
	for _, e := range a.Summary.Course {
		switch e.Section {
		case "laboratory":
			values++
		case "imaging":
			scans++
		}
	}
	if values != 300 || scans != 40 || len(a.Lesions) != 12 {
		t.Fatalf("%d values, %d examinations, %d lesions", values, scans, len(a.Lesions))
	}
	d, start := New(a), time.Now()
	d.timeline("tl", false)
	if took := time.Since(start); took > time.Second {
		t.Errorf("drawn in %v", took)
	}
}

// The last value before the line of assay B is of 2017-01-30, whether a line ran through it
// or not: the change stands between it and the first value of B, half way.
func TestBreakStandsBetweenItsValues(t *testing.T) {
	v := 5.0
	var c course
	for _, when := range []string{"2016-11-20", "2017-01-30", "2017-03-07"} {
		c.events = append(c.events, verdict.Event{When: when, Section: "laboratory", Test: "Tg", Text: "Tg 5 ng/mL", Value: &v, Unit: "ng/mL"})
	}
	fits := []verdict.MarkerFit{{From: "2016-07-01", To: "2016-11-20", AtFrom: 4, AtTo: 5}, {From: "2017-03-07", To: "2017-12-16", AtFrom: 5, AtTo: 6, Opened: []string{"assay A to B"}}}
	for _, m := range c.tg(fits, false).Marks {
		if m.Shape == chart.Cut && m.Lo == date.Of(2017, 2, 17) {
			return
		}
	}
	t.Error("no break on 2017-02-17")
}

// That there is no PET rests on a CT: it is not counted as one.
func TestNoPETIsNotCountedAsOne(t *testing.T) {
	a := &verdict.Assessment{Lesions: []verdict.Lesion{{ID: "a", Label: "lung"}}, Findings: []verdict.Finding{
		{ID: "staging.fdg_pet_done", Status: "known", Value: false, From: []string{"imaging 2022-06-01 CT"}},
		{ID: "lesion.fdg_highly", Lesion: "a", Status: "unknown", Why: "not-recorded"},
	}}
	for _, s := range New(a).sayFDG(verdict.Criterion{}) {
		if strings.Contains(s, "on record") && !strings.Contains(s, wNoPET) {
			t.Errorf("said %q", s)
		}
	}
}
