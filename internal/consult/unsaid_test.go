package consult

import (
	"strings"
	"testing"
)

const closedCourse = `symport: case/1
id: CLOSED
as-of: 2017-02-15
complete: [surgery, systemic, external-beam, lesions, radioiodine]
lesions: { l1: { site: SITE } }
surgery: [{ date: 2012-12-11, what: SURGERY }]
external-beam: [BEAM]
radioiodine: [{ FROM to: 2017-05, courses: 4, total: 15 GBq }]
systemic:
  - { drug: DRUG, from: 2016-06-01, to: 2016-12-01, stopped: progression }
  - { drug: lenvatinib, PERIOD, stopped: toxicity }
`

// A complete list that has an entry without its name, place or beginning says of no kind,
// place or day that it was not there.
func TestUnsaidIsNoOther(t *testing.T) {
	said := map[string]string{"SITE": "lung", "SURGERY": "total thyroidectomy", "BEAM": "{ date: 2016-05, region: pelvis }",
		"DRUG": "sorafenib", "PERIOD": "from: 2017-02, to: 2017-05", "FROM": "from: 2013-02,"}
	for _, c := range []struct{ key, unsaid, fact, lesion string }{
		{"SITE", "unknown", "site.bone", ""},
		{"SITE", "unknown", "disease.m1", ""},
		{"SITE", "pending", "lesion.site", "l1"},
		{"SITE", "unknown", "lesion.vertebra", "l1"},
		{"SURGERY", "unknown", "thyroid.total_removed", ""},
		{"SURGERY", "thyroidectomy", "thyroid.total_removed", ""},
		{"BEAM", "{ date: 2016-05, dose: 60 Gy }", "risk.neck_irradiated_or_salvage", ""},
		{"DRUG", "unknown", "sorafenib.failed", ""},
		{"DRUG", "failed", "sorafenib.ever", ""},
		{"PERIOD", "from: unknown, to: 2017-05", "lenvatinib.ongoing", ""},
		{"PERIOD", "from: 2017-02, to: unknown", "lenvatinib.ongoing", ""},
		{"PERIOD", "from: 2016-12, to: unknown", "lenvatinib.stopped_toxicity", ""},
		{"FROM", "", "rai.ever", ""},
	} {
		text := strings.Replace(closedCourse, c.key, c.unsaid, 1)
		for key, word := range said {
			text = strings.Replace(text, key, word, 1)
		}
		a := assess(t, decode(t, text), article(t), "")
		if f := findingOf(t, a, c.fact, c.lesion); f.Status == "known" && f.Value != nil {
			t.Errorf("%s %s: %s is known: %+v", c.key, c.unsaid, c.fact, f)
		}
	}
}
