package consult

import (
	"slices"
	"testing"

	"symport/internal/verdict"
)

const courseOf2016 = `symport: case/1
id: x
complete: [radioiodine, laboratory, imaging]
patient: { sex: male, born: 1960 }
tumour: { histology: papillary, tnm: { t: pT3, n: N1b, m: M1, edition: "8" } }
lesions: { lung: { site: lung, found: 2015-01-01 } }
radioiodine: [{ date: 2016-03-10, activity: 7.4 GBq }]
`

func actionOf(a *verdict.Assessment, id string) *verdict.Action {
	i := slices.IndexFunc(a.Actions, func(x verdict.Action) bool { return x.ID == id })
	if i < 0 {
		return nil
	}
	return &a.Actions[i]
}

// The window of a course long past is not overdue for ever: it is said that nothing was
// recorded after it.
func TestWindowOfACourseLapses(t *testing.T) {
	c := article(t)
	p := decode(t, courseOf2016)
	for day, want := range map[string]string{"2016-04-01": "later", "2016-04-21": "due", "2016-04-22": "overdue", "2017-06-01": "lapsed"} {
		x := actionOf(assess(t, p, c, day), "blood-count-after-rai")
		if x == nil || x.State != want {
			t.Fatalf("on %s: %+v, want %s", day, x, want)
		}
		if want == "lapsed" && x.Because != "not recorded after 131I 2016-03-10" {
			t.Errorf("because %q", x.Because)
		}
	}
	counted := decode(t, courseOf2016+"laboratory: [{ date: 2016-04-12, test: platelets, value: 160 10^9/L }]\n")
	if x := actionOf(assess(t, counted, c, "2017-06-01"), "blood-count-after-rai"); x == nil || x.State != "done" {
		t.Errorf("with a count at five weeks: %+v", x)
	}
}

// Everything that section "preparation" of the clinical logic names has its day before
// or after the chosen one; a known preparation leaves the other out.
func TestPreparationCalendar(t *testing.T) {
	c := article(t)
	tests := []struct {
		preparation string
		want        map[string]string // id: earliest or recommended day; "" if it has none, "-" if it is left out
	}{
		{"", map[string]string{
			"last-contrast": "2026-10-11", "amiodarone": "", "low-iodine-diet": "2026-12-01", "levothyroxine-stop": "2026-11-17", "rhtsh-first": "2026-12-13",
			"rhtsh-second": "2026-12-14", "tsh-before-rai": "2026-12-14", "treatment-day": "2026-12-15", "post-therapy-scan": "2026-12-17", "tg-72h": "2026-12-17",
			"levothyroxine-restart": "2026-12-17", "tg-after-restart": "2027-02-09", "sperm-banking": "2026-11-17", "counts-before-rai": "2026-12-08",
			"pregnancy-test": "-", "breastfeeding-stop": "-",
		}},
		{", preparation: withdrawal", map[string]string{"levothyroxine-stop": "2026-11-17", "rhtsh-first": "-", "tg-72h": "-", "levothyroxine-restart": "2026-12-17"}},
		{", preparation: rhTSH", map[string]string{"levothyroxine-stop": "-", "rhtsh-first": "2026-12-13", "levothyroxine-restart": "-"}},
	}
	for _, tt := range tests {
		a := assess(t, decode(t, courseOf2016+"planned: [{ date: 2026-12-15, what: radioiodine"+tt.preparation+" }]\n"), c, "2026-09-01")
		for id, want := range tt.want {
			x := actionOf(a, id)
			got := "-"
			if x != nil {
				got = x.Earliest
				if got == "" {
					got = x.Recommended
				}
				if x.For != "2026-12-15" {
					t.Errorf("%s is for %q", id, x.For)
				}
			}
			if got != want {
				t.Errorf("%q: %s on %q, want %q", tt.preparation, id, got, want)
			}
		}
	}
}

// The tracer needs the same preparation as the therapy, and nothing of its aftermath.
func TestTracerIsPreparedAlike(t *testing.T) {
	a := assess(t, decode(t, courseOf2016+"planned: [{ date: 2026-12-15, what: radioiodine-scan }]\n"), article(t), "2026-09-01")
	for id, want := range map[string]bool{"last-contrast": true, "low-iodine-diet": true, "tsh-before-rai": true, "levothyroxine-stop": true,
		"no-sour-sweets": false, "post-therapy-scan": false} {
		if got := actionOf(a, id) != nil; got != want {
			t.Errorf("%s: %v, want %v", id, got, want)
		}
	}
}

func TestDrugIsHeldAroundAnOperation(t *testing.T) {
	file := courseOf2016 + "systemic: [{ drug: lenvatinib, from: 2020-01-01 }]\nplanned: [{ date: 2026-12-15, what: surgery }]\n"
	a := assess(t, decode(t, file), article(t), "2026-09-01")
	if x := actionOf(a, "lenvatinib-hold"); x == nil || x.Recommended != "2026-12-08" {
		t.Errorf("hold %+v, want a week before", x)
	}
	if x := actionOf(a, "lenvatinib-restart"); x == nil || x.Earliest != "2026-12-29" {
		t.Errorf("restart %+v, want two weeks after", x)
	}
	if x := actionOf(a, "sorafenib-hold"); x != nil {
		t.Errorf("sorafenib does not run: %+v", x)
	}
}
