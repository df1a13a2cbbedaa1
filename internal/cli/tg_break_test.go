package cli

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// breakCase is one kind of event on 2020-08-01, in each way in which it can be written.
type breakCase struct {
	column string // of the table, and behind --break DATE:
	record string // of a case file; "" if it has none
	cause  string
	ends   bool // the line
	within bool // the value 19 days later is set aside
}

var breakCases = []breakCase{
	{"radioiodine: 3.7 GBq", "radioiodine:\n  - { date: 2020-08-01, activity: 3.7 GBq }\n", "radioiodine 3.7 GBq", true, true},
	{"radionuclide: radionuclide therapy Lu-177", "radionuclide:\n  - { date: 2020-08-01, agent: Lu-177 }\n", "radionuclide therapy Lu-177", true, true},
	{"surgery", "surgery:\n  - { date: 2020-08-01, what: surgery }\n", "surgery", true, true},
	{"other: external beam", "", "external beam", true, false},
	{"external-beam", "", "external-beam", true, true},
	{"local: ablation-heat", "local:\n  - { date: 2020-08-01, what: ablation-heat }\n", "ablation-heat", true, true},
	{"drug: lenvatinib", "systemic:\n  - { from: 2020-08-01, drug: lenvatinib }\n", "start of lenvatinib", true, false},
	{"drug-start: lenvatinib", "", "start of lenvatinib", true, false},
	{"drug-stop: lenvatinib", "systemic:\n  - { from: 2019-01-01, to: 2020-08-01, drug: lenvatinib }\n", "stop of lenvatinib", true, false},
	{"drug-pause: lenvatinib", "systemic:\n  - { from: 2019-01-01, drug: lenvatinib, pauses: [ { from: 2020-08-01 } ] }\n", "pause of lenvatinib", true, false},
	{"drug-restart: lenvatinib", "systemic:\n  - { from: 2019-01-01, drug: lenvatinib, pauses: [ { from: 2019-03-01, to: 2020-08-01 } ] }\n", "restart of lenvatinib", true, false},
	{"drug-dose: lenvatinib 14 mg/d", "systemic:\n  - { from: 2019-01-01, drug: lenvatinib, doses: [ { date: 2020-08-01, dose: 14 mg/d } ] }\n", "lenvatinib 14 mg/d", false, false},
	{"pregnancy", "events:\n  - { date: 2020-08-01, what: pregnancy }\n", "pregnancy", true, false},
	{"delivery", "events:\n  - { date: 2020-08-01, what: delivery }\n", "delivery", true, false},
}

var breakDays = []string{"2020-01-01", "2020-07-01", "2020-08-20", "2021-08-01"}

// breakTable writes the values as a table, with an event if it is not "".
func breakTable(event string) string {
	var b strings.Builder
	b.WriteString("date,value,unit,tsh,tgab,assay,state,event\n")
	for i, day := range breakDays {
		fmt.Fprintf(&b, "%s,%d,ng/mL,0.05,negative,A,suppressed,\n", day, i+2)
	}
	if event != "" {
		fmt.Fprintf(&b, "2020-08-01,,,,,,,%s\n", event)
	}
	return b.String()
}

func breakRecord(section string) string {
	var b strings.Builder
	b.WriteString("symport: case/1\nid: X\nas-of: 2023-01-01\n" + section + "laboratory:\n")
	for i, day := range breakDays {
		fmt.Fprintf(&b, "  - { date: %s, test: Tg, value: %d ng/mL, tsh-state: suppressed, assay: A }\n", day, i+2)
		fmt.Fprintf(&b, "  - { date: %s, test: TgAb, value: negative }\n", day)
	}
	return b.String()
}

func tgOf(t *testing.T, text string, args ...string) (out tgJSON) {
	t.Helper()
	if err := json.Unmarshal(run(t, text, append([]string{"tg", "--format", "json"}, args...)...), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// Each kind of event ends a line or does not, sets values aside for a while or does not,
// as the knowledge says; written in a table, behind --break and in a case file it does the
// same, and its reason is printed.
func TestEveryKindOfBreak(t *testing.T) {
	for _, c := range breakCases {
		for way, got := range map[string]tgJSON{
			"column":  tgOf(t, breakTable(c.column), "-"),
			"--break": tgOf(t, breakTable(""), "--break", "2020-08-01:"+c.column, "-"),
			"record":  tgOf(t, breakRecord(c.record), "-"),
		} {
			if way == "record" && c.record == "" {
				continue
			}
			c.judge(t, way, got)
		}
		if text := string(run(t, breakTable(c.column), "tg", "-")); !strings.Contains(text, "break: "+c.cause+" 2020-08-01") {
			t.Errorf("%s: the reason is not printed\n%s", c.column, text)
		}
	}
}

func (c breakCase) judge(t *testing.T, way string, got tgJSON) {
	t.Helper()
	segments := func(on ...int) []int { return on }
	want := segments(1, 1, 1, 1)
	switch {
	case c.ends && c.within:
		want = segments(1, 1, 0, 2)
	case c.ends:
		want = segments(1, 1, 2, 2)
	}
	var is []int
	for _, v := range got.Values {
		n := 0
		if v.Segment != nil {
			n = *v.Segment
		}
		is = append(is, n)
	}
	if diff := cmp.Diff(want, is); diff != "" {
		t.Errorf("%s, %s: segments -want +got\n%s", c.column, way, diff)
	}
	for _, b := range got.Breaks {
		if b.Event && *b.From == "2020-08-01" {
			if b.Causes[0] != c.cause || b.Ends != c.ends || b.BeforeValue != 2 {
				t.Errorf("%s, %s: break %+v", c.column, way, b)
			}
			return
		}
	}
	t.Errorf("%s, %s: no break on the day: %+v", c.column, way, got.Breaks)
}

// A treatment that lasted: values before it, within it, in its release time and after.
func TestExternalBeamOverWeeks(t *testing.T) {
	got := tgOf(t, "symport: case/1\nid: X\nas-of: 2023-01-01\nexternal-beam:\n  - { from: 2020-07-20, to: 2020-08-25, dose: 30 Gy }\nlaboratory:\n"+
		"  - { date: 2020-07-01, test: Tg, value: 1 ng/mL }\n  - { date: 2020-08-01, test: Tg, value: 1 ng/mL }\n"+
		"  - { date: 2020-10-01, test: Tg, value: 1 ng/mL }\n  - { date: 2021-08-01, test: Tg, value: 1 ng/mL }\n", "-")
	var why []string
	for _, v := range got.Values {
		why = append(why, v.Why)
	}
	if diff := cmp.Diff([]string{"", "during external beam", "release after external beam", ""}, why); diff != "" {
		t.Error(diff)
	}
}

// A change of assay, of the TSH state and of TgAb parts a line, from a table and from a
// case file.
func TestChangesOfTheSamples(t *testing.T) {
	for _, c := range []struct{ row, record, cause string }{
		{"2021-08-01,5,ng/mL,0.05,negative,B,suppressed\n", "{ date: 2021-08-01, test: Tg, value: 5 ng/mL, tsh-state: suppressed, assay: B }\n  - { date: 2021-08-01, test: TgAb, value: negative }", "assay A to B"},
		{"2021-08-01,5,ng/mL,2.1,negative,A,not-suppressed\n", "{ date: 2021-08-01, test: Tg, value: 5 ng/mL, tsh-state: normal, assay: A }\n  - { date: 2021-08-01, test: TgAb, value: negative }", "TSH suppressed to not suppressed"},
		{"2021-08-01,5,ng/mL,0.05,positive,A,suppressed\n", "{ date: 2021-08-01, test: Tg, value: 5 ng/mL, tsh-state: suppressed, assay: A }\n  - { date: 2021-08-01, test: TgAb, value: positive }", "TgAb negative to positive"},
	} {
		table := "date,value,unit,tsh,tgab,assay,state\n2020-01-01,2,ng/mL,0.05,negative,A,suppressed\n2020-07-01,3,ng/mL,0.05,negative,A,suppressed\n" + c.row
		record := "symport: case/1\nid: X\nas-of: 2023-01-01\nlaboratory:\n  - { date: 2020-01-01, test: Tg, value: 2 ng/mL, tsh-state: suppressed, assay: A }\n" +
			"  - { date: 2020-01-01, test: TgAb, value: negative }\n  - { date: 2020-07-01, test: Tg, value: 3 ng/mL, tsh-state: suppressed, assay: A }\n  - " + c.record + "\n"
		for way, text := range map[string]string{"table": table, "record": record} {
			got := tgOf(t, text, "-")
			if len(got.Segments) != 2 || len(got.Breaks) != 1 || got.Breaks[0].Causes[0] != c.cause || got.Breaks[0].BeforeValue != 2 {
				t.Errorf("%s from a %s: %d segments, breaks %+v", c.cause, way, len(got.Segments), got.Breaks)
			}
		}
	}
}

// Every value of a record is in the output, used or with its reason: without a day, known to
// a year, ordered by another entry with a narrow and with a wide span.
func TestNoValueIsDropped(t *testing.T) {
	got := tgOf(t, "symport: case/1\nid: X\nas-of: 2023-01-01\nsurgery:\n  - { id: op, date: 2018-01-01, what: total thyroidectomy }\nlaboratory:\n"+
		"  - { date: 2020-01-01, test: Tg, value: 1 ng/mL }\n  - { date: 2020-06, test: Tg, value: 2 ng/mL }\n  - { date: 2021, test: Tg, value: 3 ng/mL }\n"+
		"  - { date: unknown, test: Tg, value: 4 ng/mL }\n  - { after: op + 40 mo, test: Tg, value: 5 ng/mL }\n  - { after: op + 40..48 mo, test: Tg, value: 6 ng/mL }\n"+
		"  - { after: op, test: Tg, value: 7 ng/mL }\n", "-")
	why := map[string]string{}
	for _, v := range got.Values {
		why[v.Tg] = v.Why
	}
	want := map[string]string{"1": "", "2": "", "3": "date known to 12 months only", "4": "no day", "5": "", "6": why["6"], "7": why["7"]}
	if diff := cmp.Diff(want, why); diff != "" || why["6"] == "" || why["7"] == "" {
		t.Errorf("%s\n%v", diff, why)
	}
	if text := string(run(t, "date,value,unit,tsh,tgab,assay,state\n2020-01,1,ng/mL,0.05,negative,A,\n2021-01-01,2,ng/mL,0.05,negative,A,\n", "tg", "-")); !strings.Contains(text, "u 8.9 d") {
		t.Errorf("what a month without a day does is not said\n%s", text)
	}
}

// An undated treatment may lie within any line: it is said, and no rate is reliable.
func TestUndatedTreatment(t *testing.T) {
	table := "date,value,unit,tsh,tgab,assay,state,event\n"
	for i, day := range []string{"2020-01-01", "2020-07-01", "2021-01-01", "2021-07-01"} {
		table += fmt.Sprintf("%s,%d,ng/mL,0.05,negative,A,suppressed,\n", day, 1<<i)
	}
	if !tgOf(t, table, "-").Segments[0].Reliable {
		t.Fatal("the line alone is reliable")
	}
	got := tgOf(t, table+",,,,,,,radioiodine\n", "-")
	if s := got.Segments[0]; s.Reliable || s.Reasons[0].Code != "event-undated" || len(got.Warnings) != 1 {
		t.Errorf("%+v %+v", s, got.Warnings)
	}
}

// Values under stimulation give no rate, and JSON says so as the text does.
func TestNothingToFitIsSaidInJSON(t *testing.T) {
	const table = "date,value,unit,tsh,tgab,assay,state\n2018-01-10,1,ng/mL,,negative,A,withdrawal\n2019-01-10,2,ng/mL,,negative,A,withdrawal\n"
	out := tgOf(t, table, "-")
	if len(out.Segments) != 0 || len(out.Warnings) != 1 || out.Warnings[0].ID != "no-rate" || out.Warnings[0].Text != "no value can be used (stimulated)" {
		t.Errorf("%+v", out)
	}
}
