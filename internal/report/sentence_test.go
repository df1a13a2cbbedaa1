package report

import (
	"testing"

	"symport/internal/verdict"
)

func sample() labels {
	c6 := 14.0
	return newLabels(&verdict.Assessment{
		Lesions: []verdict.Lesion{{ID: "c6", Label: "bone, C6"}},
		Findings: []verdict.Finding{
			{ID: "rai.cumulative", Label: "cumulative 131I activity", Status: "known", Low: &c6, Unit: "GBq"},
			{ID: "tg.doubling", Label: "thyroglobulin doubling time", Status: "not-done"},
			{ID: "lesion.size", Label: "largest diameter (mm)", Lesion: "c6", Status: "known", Low: &c6, High: &c6, Unit: "mm"},
		},
	})
}

func TestReason(t *testing.T) {
	lesion := "c6"
	for _, c := range []struct {
		why  verdict.Why
		want string
	}{
		{verdict.Why{Fact: "rai.cumulative", Value: 15.17, Unit: "GBq", Date: "2015-12", Op: ">=", Threshold: 22.2, Status: "not-met"},
			"cumulative 131I activity: 15.2 GBq (410 mCi) (2015-12), under 22.2 GBq"},
		{verdict.Why{Fact: "rai.cumulative", Unit: "GBq", Op: ">=", Threshold: 22.2, Status: "unknown"},
			"cumulative 131I activity: at least 14 GBq (378 mCi), at least 22.2 GBq is asked"},
		{verdict.Why{Fact: "tg.doubling", Op: "<", Threshold: 12.0, Unit: "mo", Status: "unknown"},
			"thyroglobulin doubling time: not done, under 12 mo is asked"},
		{verdict.Why{Fact: "lesion.size", Lesion: &lesion, Status: "unknown"}, "bone, C6: largest diameter (mm): 14 mm"},
		{verdict.Why{Fact: "patient.pregnant", Value: false, Status: "not-met"}, "patient pregnant: no"},
	} {
		if got := sample().reason(&c.why); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestFlip(t *testing.T) {
	lesion := "c6"
	for _, c := range []struct {
		flip verdict.Flip
		want string
	}{
		{verdict.Flip{Fact: "tg.doubling", Op: "<", Threshold: 12.0, Unit: "mo", To: verdict.Indicated}, "thyroglobulin doubling time under 12 mo -> indicated"},
		{verdict.Flip{Fact: "uptake.any", Op: "==", Threshold: false, To: verdict.NotIndicated}, "uptake any: no -> not indicated"},
		{verdict.Flip{Fact: "lesion.size", Lesion: &lesion, Op: ">", Threshold: 20.0, Unit: "mm", To: verdict.Consider}, "bone, C6: largest diameter over 20 mm -> consider"},
		{verdict.Flip{Fact: "lesion.site", Op: "==", Threshold: "bone", To: verdict.Consider}, "lesion site is bone -> consider"},
	} {
		if got := sample().flip(c.flip); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// TestActivityHasBothUnits: 1 mCi is 37 MBq, so 200 mCi are 7.4 GBq.
func TestActivityHasBothUnits(t *testing.T) {
	for gbq, want := range map[float64]string{7.4: "7.4 GBq (200 mCi)", 15.17: "15.2 GBq (410 mCi)", 3.7: "3.7 GBq (100 mCi)"} {
		if got := activity(gbq); got != want {
			t.Errorf("activity(%v) = %s, want %s", gbq, got, want)
		}
	}
}

func TestWhenWords(t *testing.T) {
	for _, c := range []struct {
		when   string
		period bool
		want   string
	}{
		{"2016-12~", false, "about 2016-12"}, {"2015-12..2016-04", false, "between 2015-12 and 2016-04"},
		{"2013-02..2015-12", true, "2013-02 to 2015-12"}, {"2012-12-11", false, "2012-12-11"}, {"unknown", false, "undated"},
	} {
		if got := whenWords(c.when, c.period); got != c.want {
			t.Errorf("whenWords(%q, %v) = %q, want %q", c.when, c.period, got, c.want)
		}
	}
}

func TestEditionNote(t *testing.T) {
	a := fixture(t) // 2017-02-15; the edition is of 2019 and no longer current from 2025
	if got, want := editionNote(a), "state of knowledge 2018, later than this day"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	a.Released, a.Until = "2015-01-01", "2016-06-01"
	if got, want := editionNote(a), "state of knowledge 2018, not current practice"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
