package due

import (
	"testing"

	"pgregory.net/rapid"

	"symport/internal/date"
)

func TestParseOffset(t *testing.T) {
	for _, c := range []struct {
		text string
		want Offset
		bad  bool
	}{
		{"6 mo", Offset{Months: 6, Given: true}, false},
		{"28 d", Offset{Days: 28, Given: true}, false},
		{"-6 wk", Offset{Days: -42, Given: true}, false},
		{"1 y", Offset{Months: 12, Given: true}, false},
		{"", Offset{}, false},
		{"6", Offset{}, true},
		{"6 months", Offset{}, true},
		{"1.5 mo", Offset{}, true},
	} {
		got, err := ParseOffset(c.text)
		if (err != nil) != c.bad || got != c.want {
			t.Errorf("ParseOffset(%q) = %+v, %v", c.text, got, err)
		}
	}
}

// A CT 6 to 12 months after a course of 2015-12 can be made from 2016-06-01 on and is
// overdue only after 2016-12-31: the day of the course is not known.
func TestWindowAfterVagueTrigger(t *testing.T) {
	p, err := ParsePlan(Words{Earliest: "6 mo", Overdue: "12 mo"})
	if err != nil {
		t.Fatal(err)
	}
	d := p.After(date.Between(date.Of(2015, 12, 1), date.Of(2015, 12, 31)))
	if got := d.Earliest.String() + " " + d.Overdue.String(); got != "2016-06-01 2016-12-31" {
		t.Errorf("window %s", got)
	}
	for day, want := range map[date.Day]State{
		date.Of(2016, 5, 31): Later, date.Of(2016, 6, 1): Due, date.Of(2016, 12, 31): Due, date.Of(2017, 1, 1): Overdue,
	} {
		if got := d.On(day); got != want {
			t.Errorf("on %s: %s, want %s", day, got, want)
		}
	}
}

// A count whose window is long past tells nothing of that course any more: it lapses
// instead of staying overdue for ever.
func TestWindowLapses(t *testing.T) {
	p, err := ParsePlan(Words{Earliest: "4 wk", Overdue: "6 wk", Lapse: "6 mo"})
	if err != nil {
		t.Fatal(err)
	}
	d := p.After(date.On(date.Of(2016, 3, 10)))
	for day, want := range map[date.Day]State{
		date.Of(2016, 4, 6): Later, date.Of(2016, 4, 7): Due, date.Of(2016, 4, 21): Due, date.Of(2016, 4, 22): Overdue,
		date.Of(2016, 9, 10): Overdue, date.Of(2016, 9, 11): Lapsed,
	} {
		if got := d.On(day); got != want {
			t.Errorf("on %s: %s, want %s", day, got, want)
		}
	}
}

func TestNoIntervalIsNeverOverdue(t *testing.T) {
	p, _ := ParsePlan(Words{})
	if got := p.After(date.On(date.Of(2000, 1, 1))).On(date.Of(2030, 1, 1)); got != Due {
		t.Errorf("state %s, want due", got)
	}
}

func TestAgain(t *testing.T) {
	p, _ := ParsePlan(Words{Earliest: "3 mo", Overdue: "6 mo", Repeat: "3 mo"})
	d := p.Again(date.On(date.Of(2020, 1, 31)))
	if got := d.Earliest.String() + " " + d.Overdue.String(); got != "2020-04-30 2020-07-30" {
		t.Errorf("again %s", got)
	}
}

// A wider span of the trigger never makes an item later due or sooner overdue.
func TestWiderTriggerIsNeverFirmer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := date.Day(rapid.IntRange(0, 20000).Draw(t, "day"))
		lo, hi := at-date.Day(rapid.IntRange(0, 60).Draw(t, "before")), at+date.Day(rapid.IntRange(0, 60).Draw(t, "after"))
		p := Plan{Earliest: Offset{Months: rapid.IntRange(0, 12).Draw(t, "first"), Given: true}, Overdue: Offset{Months: 12, Given: true}}
		exact, wide := p.After(date.On(at)), p.After(date.Between(lo, hi))
		if *wide.Earliest > *exact.Earliest || *wide.Overdue < *exact.Overdue {
			t.Fatalf("%v %v against %v %v", *wide.Earliest, *wide.Overdue, *exact.Earliest, *exact.Overdue)
		}
	})
}
