package report_test

import (
	"strings"
	"testing"

	"symport/internal/report"
)

// TestFirstScreenSaysWhatIsKnown: sentences of small records, each with the words that
// would mislead where they stood otherwise.
func TestFirstScreenSaysWhatIsKnown(t *testing.T) {
	const m1 = "patient: { sex: male, age: 50 y }\ntumour: { histology: papillary, tnm: { m: M1 } }\n"
	const femur = "lesions: { f1: { site: bone, detail: left femur, found: 2024-01 }, f2: { site: bone, detail: left femur, found: 2024-01 } }\n"
	for _, x := range []struct{ about, text, want, never string }{
		{"a running drug", m1 + "systemic: [ { drug: lenvatinib, from: 2025-02, ongoing: yes } ]\n", "since 2025-02 lenvatinib, running.", ""},
		{"a drug without an end", m1 + "systemic: [ { drug: lenvatinib, from: 2025-02 } ]\n", "2025-02 lenvatinib.", "running."},
		{"lesions of one name", m1 + femur, "bone, left femur (f1)", "left femur, left femur"},
		{"a scan without a date", m1 + femur + "imaging: [ { modality: CT, lesions: { f1: { seen: yes } } } ]\n", "No scan with a date; without: CT:", "seen unknown"},
		{"an operation without a date", m1 + femur + "surgery: [ { what: curettage, lesions: [f1] } ]\n", "surgery undated", "surgery unknown"},
		{"a list that is complete and empty", m1 + "complete: [lesions]\n", "no metastasis on record on this day, in a list declared complete", "whether there are any is unknown"},
		{"a list that is open", m1, "whether there are any is unknown", "declared complete"},
		{"sizes after the course in an open list", m1 + "complete: [radioiodine]\n" + femur + "radioiodine: [ { date: 2024-02-15, activity: 7.4 GBq } ]\n" +
			"imaging: [ { date: 2024-02-10, modality: CT, lesions: { f1: { longest: 20 mm } } }, { date: 2025-02-20, modality: CT, lesions: { f1: { longest: 20 mm } } } ]\n",
			"the scan of 2025-02-20, after the last course, does not say of every lesion whether it grew", "no scan after the last course"},
		{"growth that may precede the course", m1 + "complete: [radioiodine]\nradioiodine: [ { date: 2024-02-15..2024-02-20, activity: 7.4 GBq } ]\n" +
			"imaging: [ { date: 2024-02-18..2024-06-01, modality: CT, response: progression } ]\n",
			"whether after the last course, and against which scan, is not said", "no scan after the last course"},
	} {
		got := strings.Join(strings.Fields(report.Text(of(t, x.text), report.TextOptions{})), " ")
		if !strings.Contains(got, x.want) || x.never != "" && strings.Contains(got, x.never) {
			t.Errorf("%s: want %q, never %q:\n%s", x.about, x.want, x.never, report.Text(of(t, x.text), report.TextOptions{}))
		}
	}
}

// TestBackgroundStaysOut: notes of extraction and numbering are of the reading room.
func TestBackgroundStaysOut(t *testing.T) {
	text := report.Text(of(t, "patient: { sex: male, age: 50 y }\ntumour: { histology: papillary, tnm: { m: M1 } }\n"), report.TextOptions{Full: true})
	for _, id := range []string{" I18:", " I32:", " I55:", " I56:"} {
		if strings.Contains(text, id) {
			t.Errorf("%s is printed", id)
		}
	}
	if !strings.Contains(text, " I01:") {
		t.Error("no note at all")
	}
}
