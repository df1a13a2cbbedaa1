package report

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"symport/internal/date"
	"symport/internal/verdict"
)

// 366 days lie between: what only followed from them is no change, nor is what stays
// unknown, nor the long list of what nobody knows of a new lesion.
func TestFindingsThatAReaderCallsChanged(t *testing.T) {
	num := func(x float64) *float64 { return &x }
	finding := func(id, lesion, status string, value any, unit string, low, high *float64) verdict.Finding {
		return verdict.Finding{ID: id, Lesion: lesion, Label: id, Status: status, Value: value, Unit: unit, Low: low, High: high}
	}
	a := &verdict.Assessment{AsOf: date.Of(2020, 1, 1), Findings: []verdict.Finding{
		finding("age", "", "known", nil, "y", num(60), num(61)),
		finding("since", "", "known", 3.0, "mo", nil, nil),
		finding("since-again", "", "known", 15.0, "mo", nil, nil),
		finding("pain", "", "not-applicable", nil, "", nil, nil),
		finding("tsh", "", "known", 0.05, "mU/L", nil, nil),
		finding("running", "", "known", false, "", nil, nil),
		finding("gone", "", "known", true, "", nil, nil),
	}}
	b := &verdict.Assessment{AsOf: date.Of(2021, 1, 1), Findings: []verdict.Finding{
		finding("age", "", "known", nil, "y", num(61), num(62)),
		finding("since", "", "known", 15.0, "mo", nil, nil),
		finding("since-again", "", "known", 1.0, "mo", nil, nil),
		finding("pain", "", "unknown", nil, "", nil, nil),
		finding("tsh", "", "stale", 0.05, "mU/L", nil, nil),
		finding("running", "", "known", true, "", nil, nil),
		finding("size", "L2", "known", 12.0, "mm", nil, nil),
		finding("proven", "L2", "known", false, "", nil, nil),
		finding("avid", "L2", "unknown", nil, "", nil, nil),
	}, Lesions: []verdict.Lesion{{ID: "L2", Label: "lung, right"}}}
	want := []string{"since-again: 15 mo -> 1 mo", "running: no -> yes", "size@L2:  -> 12 mm", "gone: yes -> "}
	var got []string
	for _, c := range findingChanges(a, b) {
		got = append(got, c.ID+": "+c.From+" -> "+c.To)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"tsh"}, staleFindings(a, b)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"lung, right"}, newLesions(a, b)); diff != "" {
		t.Error(diff)
	}
}

func TestChangesOfOneThingAreOneLine(t *testing.T) {
	got := folded([]Change{
		{"radioiodine@3.7", "radioiodine 3.7 GBq", "defer", "consider"}, {"radioiodine@5.5", "radioiodine 5.5 GBq", "defer", "consider"},
		{"radioiodine@7.4", "radioiodine 7.4 GBq", "defer", "defer"}, {"surgery@a", "surgery: bone, C6", "", "consider"},
		{"surgery@b", "surgery: bone, T8", "", "consider"}, {"ablation@b", "ablation: bone, T8", "", "consider"},
	})
	var names []string
	for _, c := range got {
		names = append(names, c.What)
	}
	want := []string{"radioiodine 3.7, 5.5 GBq", "radioiodine 7.4 GBq", "surgery: bone, C6; bone, T8", "ablation: bone, T8"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
}
