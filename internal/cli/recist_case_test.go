package cli

import (
	"encoding/json"
	"strings"
	"testing"
)

// Progression under sorafenib (50 to 62 mm), partial response under lenvatinib (62 to 40):
// of the whole record, from its first scan, progression on the second and nothing after.
const twoDrugs = `symport: case/1
id: TWO
synthetic: yes
as-of: 2018-12-31
patient: { age: 60 y }
tumour: { histology: papillary }
lesions: { lung: { site: lung }, liver: { site: liver } }
imaging:
  - { date: 2018-06-01, modality: CT, lesions: { lung: { size: 20 mm }, liver: { size: 30 mm } } }
  - { date: 2018-09-01, modality: CT, lesions: { lung: { size: 24 mm }, liver: { size: 38 mm } } }
  - { date: 2018-12-01, modality: CT, lesions: { lung: { size: 18 mm }, liver: { size: 22 mm } } }
systemic:
  - { drug: sorafenib, from: 2018-06-10, to: 2018-09-05, stopped: progression }
  - { drug: lenvatinib, from: 2018-09-10, ongoing: yes }
`

func TestRecistByTreatment(t *testing.T) {
	var got recistJSON
	if err := json.Unmarshal(run(t, twoDrugs, "recist", "--format", "json", "-"), &got); err != nil {
		t.Fatal(err)
	}
	if overall(got) != "PD;*" || got.Progression == nil || got.Progression.Date != "2018-09-01" {
		t.Errorf("the whole record keeps its keys: %s %+v", overall(got), got.Progression)
	}
	if len(got.Lines) != 2 {
		t.Fatalf("%+v", got.Lines)
	}
	for i, want := range []struct{ treatment, baseline, overall string }{{"sorafenib", "2018-06-01", "PD"}, {"lenvatinib", "2018-09-01", "PR"}} {
		l := got.Lines[i]
		if *l.Treatment != want.treatment || *l.Baseline != want.baseline || l.Kind != "in-time" || overall(recistJSON{Timepoints: l.Timepoints}) != want.overall {
			t.Errorf("%+v, want %+v", l, want)
		}
	}
	text := run(t, twoDrugs, "recist", "-")
	narrow(t, text)
	if !strings.Contains(string(text), "Under the last treatment, lenvatinib from 2018-09-10: Best response PR") || !strings.Contains(string(text), "WHOLE RECORD\nPD on 2018-09-01") {
		t.Errorf("%s", text)
	}
}
