package consult

import (
	"slices"
	"testing"

	"symport/internal/verdict"
)

func warned(a *verdict.Assessment, id string) bool {
	return slices.ContainsFunc(a.Warnings, func(w verdict.Warning) bool { return w.ID == id })
}

func TestWarnsOfWhatTheVerdictsStandOn(t *testing.T) {
	const head = "symport: case/1\nid: x\nas-of: 2020-06-15\ntumour: { histology: papillary }\n" + lung
	const scan = "imaging: [{ date: 2020-01-08, modality: whole-body scan, tracer: I-131, kind: post-therapy, lesions: { lung: { uptake: no } } }]\n"
	for _, x := range []struct {
		name, record, id string
		want             bool
	}{
		{"disease free, lesions listed", "events: [{ date: 2020-06-01, what: no evidence of disease }]\n", "no-disease", true},
		{"disease free was denied", "events: [{ date: 2020-06-01, what: no evidence of disease, present: no }]\n", "no-disease", false},
		{"disease free later", "events: [{ date: 2020-07-01, what: no evidence of disease }]\n", "no-disease", false},
		{"no uptake, nothing on TSH", scan, "scan-unproven", true},
		{"no uptake, course without preparation", scan + "radioiodine: [{ date: 2020-01-01, activity: 3.7 GBq }]\n", "scan-unproven", true},
		{"no uptake after withdrawal", scan + "radioiodine: [{ date: 2020-01-01, activity: 3.7 GBq, preparation: withdrawal }]\n", "scan-unproven", false},
		{"the course after the scan proves nothing", scan + "radioiodine: [{ date: 2020-02-01, activity: 3.7 GBq, preparation: withdrawal }]\n", "scan-unproven", true},
		{"no scan", "", "scan-unproven", false},
	} {
		t.Run(x.name, func(t *testing.T) {
			if got := warned(assess(t, decode(t, head+x.record), article(t), ""), x.id); got != x.want {
				t.Errorf("%s: %v, want %v", x.id, got, x.want)
			}
		})
	}
}
