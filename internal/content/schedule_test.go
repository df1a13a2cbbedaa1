package content_test

import (
	"strings"
	"testing"

	"symport/internal/content"
	"symport/internal/date"
	"symport/internal/due"
)

// scheduleDays are the days of each item counted from 31 January 2020: earliest,
// recommended, overdue after, lapses after, and again after one done on that day. They
// were counted apart from the program, a month ending on its last day if it is shorter.
var scheduleDays = map[string]string{
	"ct-after-rai-6mo":              "2020-07-31 2020-07-31 2021-01-31 - -",
	"ct-after-rai-12mo":             "2021-01-31 2021-01-31 - - -",
	"post-therapy-scan":             "2020-02-02 2020-02-02 - - -",
	"post-therapy-scan-given":       "2020-01-31 2020-02-02 - 2020-02-28 -",
	"blood-count-after-rai":         "2020-02-28 2020-02-28 2020-03-13 2020-07-31 -",
	"salivary-after-rai":            "2020-07-31 2020-07-31 2021-01-31 2022-01-31 -",
	"no-sour-sweets":                "2020-02-01 - - - -",
	"next-rai-earliest":             "2020-07-31 - - - -",
	"tg-after-restart":              "- 2020-03-27 - - -",
	"tg-after-rai":                  "2020-03-27 2020-03-27 - 2021-01-31 -",
	"levothyroxine-restart":         "- 2020-02-02 - - -",
	"treatment-day":                 "- 2020-01-31 - - -",
	"avoid-pregnancy-until":         "2020-07-31 - - - -",
	"sperm-banking":                 "- 2020-01-03 - - -",
	"breastfeeding-stop":            "- 2019-10-31 - - -",
	"last-contrast":                 "- 2019-11-27 - - -",
	"counts-before-rai":             "- 2020-01-24 - - -",
	"levothyroxine-stop":            "2020-01-03 2020-01-03 2020-01-10 - -",
	"low-iodine-diet":               "2020-01-17 2020-01-17 2020-01-24 - -",
	"rhtsh-first":                   "- 2020-01-29 - - -",
	"rhtsh-second":                  "- 2020-01-30 - - -",
	"tsh-before-rai":                "- 2020-01-30 - - -",
	"pregnancy-test":                "- 2020-01-31 - - -",
	"tg-72h":                        "- 2020-02-02 - - -",
	"antiemetic":                    "- 2020-01-31 - - -",
	"remnant-tenderness":            "- 2020-01-31 - - -",
	"tsh-on-tki":                    "- 2020-02-28 - - 2020-02-28",
	"tsh-after-change":              "- 2020-02-28 - - -",
	"restaging-on-tki":              "2020-04-30 2020-04-30 2020-07-31 - 2020-04-30",
	"adverse-events-on-tki":         "- 2020-02-28 - - 2020-02-28",
	"pressure-and-protein-on-tki":   "- 2020-02-14 - - 2020-02-28",
	"lenvatinib-hold":               "- 2020-01-24 - - -",
	"lenvatinib-restart":            "2020-02-14 - - - -",
	"sorafenib-restart":             "2020-02-14 - - - -",
	"observation-imaging":           "- 2020-07-31 - - -",
	"calcium-before-antiresorptive": "- 2020-02-28 - - 2020-02-28",
	"rediff-scan":                   "2020-02-25 2020-02-25 2020-02-28 - -",
	"rediff-radioiodine":            "- 2020-03-06 2020-03-13 - -",
	"re-discuss":                    "- 2020-04-30 - - -",
}

func planOf(t *testing.T, s content.ScheduleItem) due.Plan {
	t.Helper()
	p, err := due.ParsePlan(due.Words{Earliest: s.Earliest, Recommended: s.Recommended, Overdue: s.Overdue, Lapse: s.Lapses, Repeat: s.Repeat})
	if err != nil {
		t.Fatalf("%s: %v", s.ID, err)
	}
	return p
}

func dayWord(d *date.Day) string {
	if d == nil {
		return "-"
	}
	return d.String()
}

// Every date of the forecast is the day that was counted by hand, and the item changes
// its state on that day and on no other.
func TestScheduleDays(t *testing.T) {
	c, _ := article()
	trigger := date.On(date.Of(2020, 1, 31))
	seen := 0
	for _, s := range c.Schedule {
		p := planOf(t, s)
		d := p.After(trigger)
		again := "-"
		if p.Repeat.Given {
			again = dayWord(p.Again(trigger).Recommended)
		}
		got := strings.Join([]string{dayWord(d.Earliest), dayWord(d.Recommended), dayWord(d.Overdue), dayWord(d.Lapse), again}, " ")
		want, ok := scheduleDays[s.ID]
		if !ok {
			want = "- - - - -"
		} else {
			seen++
		}
		if got != want {
			t.Errorf("%s: %s, counted %s", s.ID, got, want)
		}
		checkEdges(t, s.ID, d)
	}
	if seen != len(scheduleDays) {
		t.Errorf("%d of %d counted items are in the schedule", seen, len(scheduleDays))
	}
}

// checkEdges looks at the day before, on and after each date.
func checkEdges(t *testing.T, id string, d due.Dates) {
	t.Helper()
	first := d.Earliest
	if first == nil {
		first = d.Recommended
	}
	expect := func(day date.Day, want due.State) {
		if got := d.On(day); got != want {
			t.Errorf("%s on %s: %s, want %s", id, day, got, want)
		}
	}
	last := due.Due
	if first != nil {
		expect(*first-1, due.Later)
		expect(*first, due.Due)
	}
	if d.Overdue != nil {
		expect(*d.Overdue, due.Due)
		expect(*d.Overdue+1, due.Overdue)
		last = due.Overdue
	}
	if d.Lapse != nil {
		expect(*d.Lapse, last)
		expect(*d.Lapse+1, due.Lapsed)
	}
}

// A window is in order: nothing is overdue before it can be done, nothing lapses before
// it is overdue, and only a sourced window makes an item overdue.
func TestScheduleWindowsAreInOrder(t *testing.T) {
	c, _ := article()
	for _, s := range c.Schedule {
		d := planOf(t, s).After(date.On(date.Of(2020, 1, 31)))
		var days []date.Day
		for _, x := range []*date.Day{d.Earliest, d.Recommended, d.Overdue, d.Lapse} {
			if x != nil {
				days = append(days, *x)
			}
		}
		for i := 1; i < len(days); i++ {
			if days[i] < days[i-1] {
				t.Errorf("%s: its days are not in order", s.ID)
			}
		}
		if s.Overdue != "" && s.Local {
			t.Errorf("%s: an interval of the house makes it overdue", s.ID)
		}
		if len(s.Sources) == 0 || s.Because == "" {
			t.Errorf("%s: no source or no reason", s.ID)
		}
	}
}
