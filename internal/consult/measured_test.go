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

// TestGrowthUnderATreatment: growth is measured from the treatment's baseline or the nadir
// since it. Both lesions went 12, 25, 40 mm before the drug; under it 22 and 20 mm are no
// growth though 20 is above 12 by more than the limit, and 30 is growth from 22.
func TestGrowthUnderATreatment(t *testing.T) {
	const head = "symport: case/1\nid: X\nsynthetic: yes\nas-of: 2022-06-15\npatient: { sex: female, age: 60 y }\ntumour: { histology: papillary, tnm: { m: M1 } }\n" +
		"complete: [radioiodine, systemic, surgery, external-beam, local, lesions]\nlesions: { a: { site: lung, found: 2018-01 }, b: { site: liver, found: 2018-01 } }\n"
	const drug = "systemic: [ { drug: lenvatinib, from: 2021-06-01, ongoing: yes } ]\nimaging:\n"
	scan := func(day, a, b string) string {
		return "  - { date: " + day + ", modality: CT, lesions: { a: { longest: " + a + " mm }, b: { longest: " + b + " mm } } }\n"
	}
	before := scan("2019-01-10", "12", "12") + scan("2020-01-10", "25", "25") + scan("2021-05-20", "40", "40")
	const courses = "radioiodine: [ { date: 2019-02-01, activity: 7.4 GBq }, { date: 2020-02-01, activity: 7.4 GBq }, { date: 2021-06-01, activity: 7.4 GBq } ]\nimaging:\n"
	for _, x := range []struct{ about, text, any, generalised, local, a, b string }{
		{"smaller", drug + before + scan("2021-09-01", "22", "22") + scan("2022-06-01", "20", "20"), "no", "no", "no", "no", "no"},
		{"stable", drug + before + scan("2022-06-01", "42", "38"), "no", "no", "no", "no", "no"},
		{"from the nadir", drug + before + scan("2021-09-01", "22", "22") + scan("2022-06-01", "30", "29"), "yes", "yes", "no", "yes", "yes"},
		{"one of two", drug + before + scan("2021-09-01", "22", "22") + scan("2022-06-01", "30", "22"), "yes", "no", "yes", "yes", "no"},
		{"the baseline is a year older", drug + scan("2020-05-20", "20", "20") + scan("2022-06-01", "40", "40"), "yes", "", "no", "yes", "yes"},
		{"shrunk after radioiodine", courses + before + scan("2022-06-01", "20", "20"), "no", "-", "no", "no", "no"},
		{"slowly through three courses", courses + scan("2019-01-10", "20", "20") + scan("2020-01-10", "23", "23") + scan("2021-05-20", "27", "27") + scan("2022-05-10", "31", "31"), "yes", "-", "no", "yes", "yes"},
	} {
		a := assess(t, decode(t, head+x.text), article(t), "")
		for _, f := range [][3]string{{"progression.any", "", x.any}, {"tki.generalised", "", x.generalised}, {"progression.local_only", "", x.local}, {"lesion.progressing", "a", x.a}, {"lesion.progressing", "b", x.b}} {
			got := findingOf(t, a, f[0], f[1])
			word := map[any]string{true: "yes", false: "no"}[got.Value]
			if got.Status == "not-applicable" {
				word = "-"
			}
			if word != f[2] {
				t.Errorf("%s: %s %s is %q, want %q: %+v", x.about, f[0], f[1], word, f[2], got)
			}
		}
	}
}

// Ten of twelve grow: whichever way the other two went, most do. Five of twelve leave it open.
func TestMostLesionsGrowWhateverTheOthersDo(t *testing.T) {
	for growing, want := range map[int]any{10: true, 5: nil} {
		lesions, first, last := "", "", ""
		for i := range 12 {
			id := string(rune('a' + i))
			lesions += id + ": { site: lung, found: 2018-01 }, "
			first += id + ": { longest: 20 mm }, "
			if i < growing {
				last += id + ": { longest: 30 mm }, "
			}
		}
		a := assess(t, decode(t, "symport: case/1\nid: X\nsynthetic: yes\nas-of: 2022-06-15\npatient: { sex: female, age: 60 y }\ntumour: { histology: papillary }\ncomplete: [systemic, lesions]\n"+
			"lesions: { "+lesions+"}\nsystemic: [ { drug: lenvatinib, from: 2021-06-01, ongoing: yes } ]\nimaging:\n"+
			"  - { date: 2021-05-20, modality: CT, lesions: { "+first+"} }\n  - { date: 2022-06-01, modality: CT, lesions: { "+last+"} }\n"), article(t), "")
		if f := findingOf(t, a, "tki.generalised", ""); f.Value != want {
			t.Errorf("%d of 12: %+v", growing, f)
		}
	}
}
