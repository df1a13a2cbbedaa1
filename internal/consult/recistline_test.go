package consult

import (
	"strings"
	"testing"
)

// Sizes by hand: 50 mm at first, 62 under sorafenib (+24 % and +12 mm: progression), then
// under lenvatinib 40 (-35 % from 62: partial response). Against the first scan of all the
// 62 would be progression for ever.
const linesCase = `
symport: case/1
id: LINES
synthetic: yes
patient: { sex: female, age: 60 y }
tumour: { histology: papillary }
complete: [radioiodine, systemic, surgery, external-beam, local]
lesions:
  lung: { site: lung, side: right }
  liver: { site: liver }
imaging:
  - { date: 2018-06-01, modality: CT, lesions: { lung: { size: 20 mm }, liver: { size: 30 mm } } }
  - { date: 2018-09-01, modality: CT, lesions: { lung: { size: 24 mm }, liver: { size: 38 mm } } }
  - { date: 2018-12-01, modality: CT, lesions: { lung: { size: 18 mm }, liver: { size: 22 mm } } }
systemic:
  - { drug: sorafenib, from: 2018-06-10, to: 2018-09-05, stopped: progression }
  - { drug: lenvatinib, from: 2018-09-10, ongoing: yes }
`

func TestAResponseBelongsToItsTreatment(t *testing.T) {
	a := assess(t, decode(t, linesCase[1:]), article(t), "2018-12-31")
	want := []struct{ treatment, baseline, last, progression string }{
		{"sorafenib", "2018-06-01", "PD", "2018-09-01"}, {"lenvatinib", "2018-09-01", "PR", ""},
	}
	if len(a.Responses) != len(want) {
		t.Fatalf("%+v", a.Responses)
	}
	for i, w := range want {
		if r := a.Responses[i]; r.Treatment != w.treatment || r.Baseline != w.baseline || r.Last != w.last || r.Progression != w.progression || r.Kind != "in-time" {
			t.Errorf("%+v, want %+v", r, w)
		}
	}
	f := findingOf(t, a, "progression.recist_pd", "")
	if f.Status != "known" || f.Value != false || !strings.Contains(f.From[0], "baseline 2018-09-01 of lenvatinib") {
		t.Errorf("the current treatment counts: %+v", f)
	}
}

func TestProgressionUnderTheLastTreatment(t *testing.T) {
	for name, c := range map[string]struct {
		day, from, to string
		status        string
		value         any
	}{
		"under sorafenib, on that day":       {"2018-09-05", "", "", "known", true},
		"no scan since lenvatinib began":     {"2018-11-01", "", "", "unknown", nil},
		"the baseline is a year older":       {"2018-12-31", "2018-09-01, modality", "2017-08-01, modality", "unknown", nil},
		"a stated PD before it does not":     {"2018-11-01", "systemic:", "responses: [{ date: 2018-09-01, verdict: progression, basis: RECIST }]\nsystemic:", "unknown", nil},
		"a stated PD since it began does so": {"2018-11-01", "systemic:", "responses: [{ date: 2018-10-20, verdict: progression, basis: RECIST }]\nsystemic:", "known", true},
	} {
		text := strings.Replace(linesCase[1:], c.from, c.to, 1)
		f := findingOf(t, assess(t, decode(t, text), article(t), c.day), "progression.recist_pd", "")
		if f.Status != c.status || f.Value != c.value {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

// Without a scan before it the first under the drug is no baseline of a response, yet growth
// from it (40 to 62 mm) is progression.
func TestALateBaselineProvesProgressionOnly(t *testing.T) {
	text := strings.Replace(linesCase[1:], "2018-06-01, modality", "2018-10-15, modality", 1)
	text = strings.Replace(text, "  - { date: 2018-09-01, modality: CT, lesions: { lung: { size: 24 mm }, liver: { size: 38 mm } } }\n", "", 1)
	f := findingOf(t, assess(t, decode(t, text), article(t), "2018-12-31"), "progression.recist_pd", "")
	if f.Status != "unknown" || f.Why != whyLateBaseline {
		t.Errorf("smaller: %+v", f)
	}
	text = strings.Replace(text, "lung: { size: 18 mm }, liver: { size: 22 mm }", "lung: { size: 24 mm }, liver: { size: 38 mm }", 1)
	if f = findingOf(t, assess(t, decode(t, text), article(t), "2018-12-31"), "progression.recist_pd", ""); f.Value != true {
		t.Errorf("larger: %+v", f)
	}
}

// A group and its measured parts are one burden: the part alone is a target, and of group
// and part one stands among the two largest.
func TestGroupAndPartAreNotTwoTargets(t *testing.T) {
	text := strings.Replace(linesCase[1:], "  liver: { site: liver }", "  liver: { site: liver }\n  nodule: { site: lung, side: right, part-of: lung }", 1)
	text = strings.ReplaceAll(text, "liver: { size", "nodule: { size: 12 mm }, liver: { size")
	a := assess(t, decode(t, text), article(t), "2018-12-31")
	if r := a.Responses[1]; r.Targets != 2 || !strings.Contains(strings.Join(r.Warnings, ";"), "lung and parts of it are measured") {
		t.Errorf("%+v", r)
	}
	text = strings.Replace(text, "2018-12-01, modality", "2018-08-15, modality", 1) // three scans under sorafenib give rates
	if b := assess(t, decode(t, text), article(t), "2018-09-02").Burden; strings.Join(b.Dominant, " ") != "liver nodule" {
		t.Errorf("of group and part one is among the largest: %+v", b)
	}
}

// Days are not known, the order is: after radioiodine it measures 37 mm.
func TestTheOrderOfUndatedEntriesIsHonoured(t *testing.T) {
	const text = `symport: case/1
id: ORDER
synthetic: yes
as-of: 2020-01-01
patient: { age: 62 y }
tumour: { histology: papillary }
lesions: { l1: { site: lung } }
radioiodine: [{ id: rai-1, date: unknown, activity: 6623 MBq }]
imaging:
  - { id: ct-2, WORDS, modality: CT, lesions: { l1: { size: 37 mm } } }
  - { id: ct-1, BEFORE, modality: CT, lesions: { l1: { size: 18 mm } } }
`
	for words, want := range map[[2]string]float64{
		{"after: rai-1", "before: rai-1"}:                    37,
		{"after: ct-1", "date: unknown"}:                     37,
		{"compared-with: ct-1", "date: unknown"}:             37,
		{"after: rai-1 + 12 mo", "after: rai-1 + 6 mo"}:      37,
		{"after: rai-1 + 6..12 mo", "after: rai-1 + 6 mo"}:   0, // may be the same day
		{"date: unknown", "date: unknown"}:                   0,
		{"compared-with: ct-1", "compared-with: ct-2"}:       0, // a circle
		{"after: rai-1", "date: unknown, note: any day"}:     0,
		{"before: rai-1 + 1 mo", "before: rai-1 + 6 mo"}:     37,
		{"before: rai-1", "before: rai-1, note: and others"}: 0,
	} {
		f := findingOf(t, assess(t, decode(t, strings.NewReplacer("WORDS", words[0], "BEFORE", words[1]).Replace(text)), article(t), ""), "lesion.size", "l1")
		exact := f.Value == want && f.Status == "known"
		if exact != (want > 0) {
			t.Errorf("%v: %+v", words, f)
		}
	}
}

func TestBaselineDays(t *testing.T) {
	if d := BaselineDays(3); d != 91 { // 365.25 x 3 / 12 = 91.3
		t.Errorf("three months are %d days", d)
	}
}
