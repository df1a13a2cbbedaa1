package consult

import (
	"strings"
	"testing"

	"symport/internal/verdict"
)

// A made-up course: numbers by hand. Sorafenib 800 mg/d for 100 days, then 400 mg/d for
// 100 more with 20 days paused: 800 x 100 + 400 x 80 = 112 000 mg of 160 000 mg.
const courseCase = `
symport: case/1
id: COURSE
synthetic: yes
patient: { sex: female, age: 60 y }
tumour: { histology: papillary }
complete: [radioiodine, systemic, surgery, external-beam, local]
lesions:
  L1: { site: lung, side: right }
  L2: { site: bone, detail: iliac }
radioiodine:
  - { id: rai-1, date: 2018-01-10, activity: 100 mCi, preparation: rhTSH }
  - { id: rai-2, date: 2018-12, activity: 7.4 GBq, response: stable }
imaging:
  - { date: 2018-11-15, modality: CT, lesions: { L1: { size: 20 mm }, L2: { size: 30 mm } } }
  - { date: 2018-12-31, modality: whole-body scan, tracer: I-131, kind: post-therapy, lesions: { L1: { uptake: yes }, L2: { uptake: no, above-resolution: yes } } }
  - { date: 2019-02-01, modality: CT, lesions: { L1: { size: 20 mm }, L2: { size: 30 mm } } }
  - { date: 2019-08-01, modality: CT, lesions: { L1: { size: 26 mm, change: stable }, L2: { size: 31 mm } } }
systemic:
  - drug: sorafenib
    from: 2019-10-01
    to: 2020-04-18
    doses: [{ from: 2019-10-01, dose: 400 mg twice daily }, { from: 2020-01-09, dose: 400 mg/d, reason: hand-foot syndrome }]
    pauses: [{ from: 2020-01-09, to: 2020-01-29, reason: hand-foot syndrome }]
    stopped: progression
adverse-events:
  - { date: 2020-01-05, event: hand-foot syndrome, grade: 3, ctcae: "5.0", during: sorafenib }
`

func courseOf(t *testing.T) *verdict.Assessment {
	t.Helper()
	return assess(t, decode(t, courseCase[1:]), article(t), "2020-12-31")
}

func TestDrugLog(t *testing.T) {
	d := courseOf(t).Drugs[0]
	exact := func(name string, r *verdict.Range, want float64) {
		t.Helper()
		if r == nil || r.Most == nil || r.Least != want || *r.Most != want {
			t.Errorf("%s: %v, want %g", name, r, want)
		}
	}
	exact("days", d.Days, 200)
	exact("on drug", d.OnDrug, 180)
	exact("paused", d.Paused, 20)
	exact("total", d.TotalMG, 112000)
	exact("intensity", d.Intensity, 0.7)
	exact("first reduction", d.FirstReduction, 100)
	if d.State != "stopped" || len(d.Unknown) != 0 {
		t.Errorf("state %s, unknown %v", d.State, d.Unknown)
	}
	e := d.Adverse[0]
	exact("event", e.SinceStart, 96)
	exact("drug dose at the event", e.DrugDose, 800)
	if e.Place != "on-drug" || e.Grade != "3" || e.CTCAE != "5.0" {
		t.Errorf("%+v", e)
	}
}

// 100 mCi are 3 700 000 kBq; 2018-01-10 to December 2018 is 10 months and 22 days at least.
func TestRadioiodineLedger(t *testing.T) {
	l := courseOf(t).Radioiodine
	if len(l) != 2 || l[0].CumulativeKBq != 3_700_000 || l[1].CumulativeKBq != 11_100_000 || l[1].LowerBound {
		t.Fatalf("%+v", l)
	}
	if l[1].Courses.Least != 1 || *l[1].Courses.Most != 1 {
		t.Errorf("one entry is one course: %+v", l[1].Courses)
	}
	if l[1].Since == nil || l[1].Since.Least < 10.7 || *l[1].Since.Most > 11.7 || l[1].Response != "stable" {
		t.Errorf("%+v", l[1])
	}
}

func TestLesionsOverTime(t *testing.T) {
	a := courseOf(t)
	l1, l2 := a.LesionCourses[0], a.LesionCourses[1]
	if n := len(l1.Points); n != 4 || l1.Points[3].Percent == nil || *l1.Points[3].Percent != 30 {
		t.Errorf("%+v", l1.Points)
	}
	if !l1.Fastest || l2.Fastest || a.Burden.Fastest != "L1" || !l1.Dominant || !l2.Dominant || a.Burden.MeanDoublingDays == nil {
		t.Errorf("burden %+v", a.Burden)
	}
	// V ~ d^3: 181 days x ln 2 / (3 ln 1.3) = 159.4
	if d := l1.DoublingDays; d == nil || *d < 159 || *d > 160 || !l1.Assumed || l1.Kinetics != "grows" {
		t.Errorf("%+v", l1)
	}
	if strings.Join(l1.Discordances, " ") != avidButProgressing || strings.Join(l2.Discordances, " ") != notAvidAmongAvid {
		t.Errorf("discordances %v %v", l1.Discordances, l2.Discordances)
	}
}

// L1 is called stable on the scan on which it grew from 20 to 26 mm; the sum went from 50 to
// 57 mm (+14 %), which is stable by RECIST, and the response says progression.
func TestComputedAgainstEntered(t *testing.T) {
	text := courseCase[1:] + "responses:\n  - { date: 2019-08-01, verdict: progression, basis: RECIST }\n"
	a := assess(t, decode(t, text), article(t), "2019-09-30")
	var ids []string
	for _, w := range a.Warnings {
		if strings.HasPrefix(w.ID, "computed-disagrees") {
			ids = append(ids, w.ID)
		}
	}
	if strings.Join(ids, " ") != "computed-disagrees-recist computed-disagrees-size" {
		t.Errorf("warnings %v", ids)
	}
	for _, f := range a.Findings {
		if f.ID == "progression.recist_pd" && (f.Status != "known" || f.Value != false) {
			t.Errorf("the computed verdict does not count: %+v", f)
		}
	}
}

// +20 % and +5 mm above the smallest sum: 50 to 60 mm.
func TestRecistProgressionIsComputed(t *testing.T) {
	text := strings.Replace(courseCase[1:], "size: 31 mm", "size: 34 mm", 1)
	for _, f := range assess(t, decode(t, text), article(t), "2019-09-30").Findings {
		if f.ID == "progression.recist_pd" && (f.Status != "known" || f.Value != true || f.Date != "2019-08-01") {
			t.Errorf("%+v", f)
		}
	}
}

// A second drug dose of unknown day may hold on every day of the 200: 800 to 1200 mg a day.
func TestAnUndatedStepMayHold(t *testing.T) {
	text := strings.Replace(courseCase[1:], "{ from: 2020-01-09, dose: 400 mg/d, reason: hand-foot syndrome }", "{ from: unknown, dose: 1200 mg/d }", 1)
	text = strings.Replace(text, "    pauses: [{ from: 2020-01-09, to: 2020-01-29, reason: hand-foot syndrome }]\n", "", 1)
	d := assess(t, decode(t, text), article(t), "2020-12-31").Drugs[0]
	if d.Intensity == nil || d.Intensity.Least != 1 || *d.Intensity.Most != 1.5 {
		t.Errorf("%+v, unknown %v", d.Intensity, d.Unknown)
	}
}
