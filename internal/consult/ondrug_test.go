package consult

import (
	"strings"
	"testing"
)

// Lenvatinib 24 mg from 2018-09-10, 14 mg from 2018-11-10 with a pause of 20 days before:
// by hand on 2018-12-09 (90 days): 61 days at 24 mg less 20 paused, 29 at 14 mg:
// 41 x 24 + 29 x 14 = 1390 of 2160 mg.
const onDrugCase = `
symport: case/1
id: ONDRUG
synthetic: yes
patient: { sex: female, age: 60 y }
tumour: { histology: papillary }
complete: [systemic, lesions]
lesions:
  lung: { site: lung, side: right }
  liver: { site: liver }
imaging:
  - { date: 2018-09-01, modality: CT, lesions: { lung: { size: 24 mm }, liver: { size: 38 mm } } }
  - { date: 2018-12-01, modality: CT, lesions: { lung: { size: 18 mm, change: smaller }, liver: { size: 22 mm, change: smaller } } }
systemic:
  - drug: lenvatinib
    from: 2018-09-10
    ongoing: yes
    doses: [{ from: 2018-09-10, dose: 24 mg/d }, { from: 2018-11-10, dose: 14 mg/d }]
    pauses: [{ from: 2018-10-21, to: 2018-11-10, reason: diarrhoea }]
`

func onDrug(t *testing.T, day, id string, changes ...string) (value any, status string) {
	t.Helper()
	text := strings.NewReplacer(changes...).Replace(onDrugCase[1:])
	f := findingOf(t, assess(t, decode(t, text), article(t), day), id, "")
	return f.Value, f.Status
}

func TestFactsOfTheRunningDrug(t *testing.T) {
	const ofLabel = 100 * 14.0 / 24
	for _, c := range []struct {
		name, day, id string
		changes       []string
		status        string
		value         any
	}{
		{"since its first day", "2018-12-10", "tki.months_on", nil, "known", 3.0},
		{"14 of 24 mg", "2018-12-09", "tki.dose_level", nil, "known", ofLabel},
		{"nothing while paused", "2018-11-01", "tki.dose_level", nil, "known", 0.0},
		{"pauses count as nothing", "2018-12-09", "tki.intensity", nil, "known", 100 * 1390.0 / 2160},
		{"in the pause", "2018-11-01", "tki.paused", nil, "known", true},
		{"after the pause", "2018-12-09", "tki.paused", nil, "known", false},
		{"a pause without an end", "2018-12-09", "tki.paused", []string{"to: 2018-11-10", "to: unknown"}, "unknown", nil},
		{"no drug dose recorded", "2018-12-09", "tki.dose_level", []string{"    doses: [{ from: 2018-09-10, dose: 24 mg/d }, { from: 2018-11-10, dose: 14 mg/d }]\n", ""}, "unknown", nil},
		{"the label of another drug is not known", "2018-12-09", "tki.dose_level", []string{"lenvatinib", "anlotinib"}, "unknown", nil},
		{"40 of 62 mm is a partial response", "2018-12-09", "tki.responded", nil, "known", true},
		{"50 of 62 mm is none", "2018-12-09", "tki.responded", []string{"liver: { size: 22 mm", "liver: { size: 32 mm"}, "known", false},
		{"stated by the record", "2018-12-09", "tki.responded", []string{"liver: { size: 22 mm", "liver: { size: 32 mm", "ongoing: yes", "ongoing: yes\n    best-response: partial"}, "known", true},
		{"nothing measured, nothing stated", "2018-11-01", "tki.responded", nil, "unknown", nil},
		{"a second drug may run", "2018-12-09", "tki.months_on", []string{"systemic:\n", "systemic:\n  - { drug: sorafenib, from: 2018-06-01 }\n"}, "unknown", nil},
		{"no drug runs", "2018-12-09", "tki.months_on", []string{"ongoing: yes", "to: 2018-11-20"}, "not-applicable", nil},
	} {
		value, status := onDrug(t, c.day, c.id, c.changes...)
		if status != c.status || !alike(value, c.value) {
			t.Errorf("%s: %s is %s %v, want %s %v", c.name, c.id, status, value, c.status, c.value)
		}
	}
}

func alike(got, want any) bool {
	x, ok1 := got.(float64)
	y, ok2 := want.(float64)
	if ok1 && ok2 {
		return x-y < 1e-9 && y-x < 1e-9
	}
	return got == want
}

// The label's 24 mg is the reference, not the 20 mg that the patient was begun with.
func TestIntensityRelatesToTheLabel(t *testing.T) {
	text := strings.Replace(onDrugCase[1:], "dose: 24 mg/d", "dose: 12 mg/d", 1)
	d := assess(t, decode(t, text), article(t), "2018-10-10").Drugs[0]
	if d.ReferenceOf != "label" || d.Reference == nil || *d.Reference != 24 || d.Intensity == nil || d.Intensity.Least != 0.5 {
		t.Errorf("%+v of %s %v", d.Intensity, d.ReferenceOf, d.Reference)
	}
	text = strings.Replace(text, "lenvatinib", "anlotinib", 1)
	if d = assess(t, decode(t, text), article(t), "2018-10-10").Drugs[0]; d.ReferenceOf != "first" || *d.Reference != 12 || d.Intensity.Least != 1 {
		t.Errorf("%+v of %s %v", d.Intensity, d.ReferenceOf, d.Reference)
	}
}
