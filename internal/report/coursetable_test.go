package report

import (
	"strings"
	"testing"

	"symport/internal/verdict"
)

func to(least, most float64) *verdict.Range { return &verdict.Range{Least: least, Most: &most} }

// courseAssessment is made up; its numbers are those of the course test of consult.
func courseAssessment() *verdict.Assessment {
	kBq := int64(3_700_000)
	mm, pct, days := 26.0, 30.0, 159.4
	return &verdict.Assessment{
		Case: "COURSE", Lesions: []verdict.Lesion{{ID: "L1", Label: "lung, right", Site: "lung"}},
		Radioiodine: []verdict.RadioiodineCourse{
			{When: "2018-01-10", Courses: *to(1, 1), KBq: &kBq, CumulativeKBq: kBq, Response: "unknown", Doses: []verdict.Dosing{{What: "blood", Kind: "per-activity", Text: "0.12 Gy/GBq"}, {What: "lesion", Lesion: "L1", Kind: "delivered", Text: "32 Gy"}}},
			{When: "2018-12", Courses: *to(1, 1), CumulativeKBq: kBq, LowerBound: true, Since: to(10.7, 11.7), Response: "stable"},
		},
		Drugs: []verdict.Drug{{
			Drug: "sorafenib", When: "2019-10-01 to 2020-04-18", State: "stopped", OnDrug: to(180, 180), Intensity: to(0.7, 0.7), FirstReduction: to(100, 100), Reductions: to(1, 1),
			Steps:   []verdict.DrugStep{{From: "2019-10-01", DrugDose: "400 mg twice daily"}, {From: "2020-01-09", DrugDose: "400 mg/d"}},
			Pauses:  []verdict.DrugPause{{From: "2020-01-09", To: "2020-01-29", Reason: "hand-foot syndrome"}},
			Adverse: []verdict.Adverse{{When: "2020-01-05", Event: "hand-foot syndrome", Grade: "3", CTCAE: "5.0", SinceStart: to(96, 96), DrugDose: to(800, 800), Place: "on-drug"}},
			Stopped: "progression",
		}},
		LesionCourses: []verdict.LesionCourse{{
			ID: "L1", Kinetics: "grows", DoublingDays: &days, Measured: 2, Fastest: true, Discordances: []string{"avid-but-progressing"},
			Points: []verdict.LesionPoint{{When: "2019-02-01", Modality: "CT", Size: "20 mm", Uptake: "unknown", FDG: "-", Used: true},
				{When: "2019-08-01", Modality: "CT", Size: "26 mm", SizeMM: &mm, Percent: &pct, Change: "stable", Uptake: "unknown", FDG: "-", Used: true}},
			Doses: []verdict.Dosing{{What: "lesion", Lesion: "L1", Kind: "delivered", Text: "32 Gy"}},
		}},
		Burden: verdict.Burden{Fastest: "L1", Judged: "L1"},
	}
}

func TestCourseTablesGolden(t *testing.T) {
	s := &sheet{}
	New(courseAssessment()).printCourse(s)
	golden(t, "course-tables.txt", []byte(strings.Join(s.lines, "\n")+"\n"))
	for _, l := range s.lines {
		if width(l) > textWidth {
			t.Errorf("wider than %d: %s", textWidth, l)
		}
	}
}

func TestPageShowsTheCourse(t *testing.T) {
	page, err := HTML(courseAssessment())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Lesions over time", "hand-foot syndrome, grade 3", "at least 3.7", "takes up radioiodine and grows"} {
		if !strings.Contains(strings.ReplaceAll(string(page), "\u00a0", " "), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}
