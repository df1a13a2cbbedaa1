package report

import (
	"slices"
	"testing"

	"symport/internal/date"
	"symport/internal/verdict"
)

// Two days of a made-up story: one scan more, a check missed, one question open on both.
func TestNewsBetweenTwoDays(t *testing.T) {
	event := func(when, text string, used bool) verdict.Event {
		return verdict.Event{When: when, Section: "imaging", Text: text, Used: used}
	}
	a := &verdict.Assessment{AsOf: date.Of(2020, 1, 1), Edition: "article",
		Actions: []verdict.Action{{ID: "glands", Label: "salivary glands", State: "later", Overdue: "2020-06-30"}, {ID: "tsh", Label: "TSH", State: "due"}},
		Missing: []verdict.Missing{{Facts: []string{"x"}, Ask: "Uptake?", Changes: []string{"o"}}, {Facts: []string{"y"}, Ask: "Pain?", Changes: []string{"o"}}}}
	a.Summary.Course = []verdict.Event{event("2019-01-01", "CT: stable", true), event("2020-01", "CT: larger", false)}
	b := &verdict.Assessment{AsOf: date.Of(2020, 12, 1), Edition: "article",
		Actions: []verdict.Action{{ID: "glands", Label: "salivary glands", State: "overdue", Overdue: "2020-06-30"}, {ID: "tsh", Label: "TSH", State: "lapsed", Because: "none recorded"}},
		Missing: []verdict.Missing{{Facts: []string{"x"}, Ask: "Uptake?", Changes: []string{"o"}}, {Facts: []string{"z"}, Ask: "ECOG?", Changes: []string{"o"}}}}
	b.Summary.Course = []verdict.Event{event("2019-01-01", "CT: stable", true), event("2020-01", "CT: larger", true), event("2020-08-02", "PET/CT", true)}

	n := Compare(a, b).News
	for _, c := range []struct {
		what      string
		got, want []string
	}{
		{"new data", n.Data, []string{"CT: larger, 2020-01", "PET/CT, 2020-08-02"}},
		{"missed", n.Missed, []string{"salivary glands by 2020-06-30", "TSH (none recorded)"}},
		{"still open", n.Open, []string{"Uptake?"}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %q, want %q", c.what, c.got, c.want)
		}
	}
	if back := Compare(b, a).News; len(back.Data)+len(back.Missed)+len(back.Open) != 0 {
		t.Errorf("backwards in time there is no news: %+v", back)
	}
}

// A drug already begun is no new entry: what changed of it is told with its reason.
func TestNewsOfARunningDrug(t *testing.T) {
	drug := func(on date.Day, text string, d verdict.Drug) *verdict.Assessment {
		d.Drug, d.At = "lenvatinib", "systemic:1"
		a := &verdict.Assessment{AsOf: on, Edition: "article", Drugs: []verdict.Drug{d}}
		a.Summary.Course = []verdict.Event{{When: "2020-01-01", Section: "systemic", Text: text, Used: true, Period: true, Ongoing: true}}
		return a
	}
	first := verdict.DrugStep{From: "2020-01-01", DrugDose: "24 mg/d"}
	a := drug(date.Of(2020, 2, 1), "lenvatinib 24 mg/d", verdict.Drug{State: "ongoing", Steps: []verdict.DrugStep{first}})
	b := drug(date.Of(2020, 6, 1), "lenvatinib 24 mg/d, then 14 mg/d; stopped: progression", verdict.Drug{
		State: "stopped", When: "2020-01-01..2020-05-01", Stopped: "progression",
		Steps:  []verdict.DrugStep{first, {From: "2020-03-01", DrugDose: "14 mg/d", Reason: "fatigue"}},
		Pauses: []verdict.DrugPause{{From: "2020-02-10", To: "2020-03-01", Reason: "fatigue"}},
	})
	want := []string{
		"lenvatinib 14 mg/d from 2020-03-01, fatigue", "lenvatinib paused from 2020-02-10 to 2020-03-01, fatigue",
		"lenvatinib stopped, 2020-01-01 to 2020-05-01: progression",
	}
	if got := Compare(a, b).News.Data; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
