package consult

import "testing"

// TestSizesTellOfGrowth: sizes alone say how a lesion went and whether radioiodine was
// followed by growth. Growth is 20 % and 5 mm above the smallest before (RECIST 1.1); no
// growth of the disease is said only where every lesion of a closed list was measured
// again. From 2022-02-15 to 2023-02-20 are 12.2 months.
func TestSizesTellOfGrowth(t *testing.T) {
	const head = "symport: case/1\nid: X\nsynthetic: yes\nas-of: 2025-06-15\npatient: { sex: male, age: 50 y }\n" +
		"tumour: { histology: papillary, tnm: { m: M1 } }\nradioiodine: [ { date: 2022-02-15, activity: 7.4 GBq } ]\n"
	const closed, open = "complete: [radioiodine, lesions]\n", "complete: [radioiodine]\n"
	const one, two = "lesions: { lung: { site: lung, found: 2022-01 } }\nimaging:\n", "lesions: { lung: { site: lung, found: 2022-01 }, rib: { site: bone, found: 2022-01 } }\nimaging:\n"
	const late = "lesions: { lung: { site: lung, found: 2022-01 }, rib: { site: bone, found: 2023-02-20 } }\nimaging:\n"
	scan := func(day, size string) string {
		return "  - { date: " + day + ", modality: CT, lesions: { lung: { longest: " + size + " } } }\n"
	}
	for _, x := range []struct{ about, text, course, criterion string }{
		{"the same size", closed + one + scan("2022-02-20", "20 mm") + scan("2023-02-20", "20 mm"), "unchanged, 20 mm 2023-02-20", "not-met"},
		{"less than growth", closed + one + scan("2022-02-20", "20 mm") + scan("2023-02-20", "23 mm"), "20 to 23 mm 2023-02-20", "not-met"},
		{"growth", closed + one + scan("2022-02-20", "20 mm") + scan("2023-02-10", "31 mm"), "grew 20 to 31 mm 2023-02-10", "met"},
		{"an open list", open + one + scan("2022-02-20", "20 mm") + scan("2023-02-20", "20 mm"), "unchanged, 20 mm 2023-02-20", "unknown"},
		{"a lesion that was not measured", closed + two + scan("2022-02-20", "20 mm") + scan("2023-02-20", "20 mm"), "unchanged, 20 mm 2023-02-20", "unknown"},
		{"a lesion found on the scan", closed + late + scan("2022-02-20", "20 mm") + scan("2023-02-20", "20 mm"), "unchanged, 20 mm 2023-02-20", "unknown"},
		{"one size", closed + one + scan("2023-02-20", "20 mm"), "unknown", "unknown"},
		{"a size of unclear order", closed + one + scan("2022-02-20", "20 mm") + scan("2023-02-20", "20 mm") + scan("2023", "12 mm"), "", "unknown"},
	} {
		a := assess(t, decode(t, head+x.text), article(t), "")
		if got := a.Lesions[0].Course; x.course != "" && got != x.course {
			t.Errorf("%s: course %q, want %q", x.about, got, x.course)
		}
		if got := criterion(a, "rair.progression-after-rai-12mo").Status; got != x.criterion {
			t.Errorf("%s: criterion is %s, want %s", x.about, got, x.criterion)
		}
	}
}

// TestPainAsAnEvent: pain that was recorded as an event is pain of the lesions it names,
// unless it ended, was asked for in vain, or the lesion was said to be without it later.
func TestPainAsAnEvent(t *testing.T) {
	const head = "symport: case/1\nid: X\nsynthetic: yes\nas-of: 2025-06-15\npatient: { sex: male, age: 50 y }\ntumour: { histology: papillary, tnm: { m: M1 } }\n"
	for _, x := range []struct{ lesion, event, status string }{
		{"", "{ date: 2025-05-01, what: pain, lesions: [rib] }", "true"},
		{"", "{ date: 2025-05-01, what: pain, present: no, lesions: [rib] }", "false"},
		{"", "{ from: 2025-05-01, to: 2025-05-20, what: pain, lesions: [rib] }", "unknown"},
		{"", "{ date: 2025-05-01, what: pain }", "unknown"},
		{", painful: no", "{ date: 2025-05-01, what: pain, lesions: [rib] }", "false"},
	} {
		a := assess(t, decode(t, head+"lesions: { rib: { site: bone, found: 2024-01"+x.lesion+" } }\nevents: [ "+x.event+" ]\n"), article(t), "")
		got := "unknown"
		for _, f := range a.Findings {
			if f.ID == "lesion.painful" && f.Status == "known" {
				got = map[bool]string{true: "true", false: "false"}[f.Value == true]
			}
		}
		if got != x.status {
			t.Errorf("%q, %q: %s, want %s", x.lesion, x.event, got, x.status)
		}
	}
}
