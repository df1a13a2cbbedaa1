package recist

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"symport/internal/date"
)

// scan is a scan of a day (-1: without one) and the lesions that it measures.
func scan(day int, lesions ...string) Scan {
	if day < 0 {
		return Scan{Lesions: lesions}
	}
	return Scan{On: date.On(date.Day(day)), Lesions: lesions}
}

// cut parts scans by treatments that start on days; 91 days before and 14 after count.
func cut(scans []Scan, starts ...int) []Segment {
	place := func(s, t int) Place {
		switch on := scans[s].On; {
		case !on.Known:
			return PlaceUnknown
		case int(on.Lo) <= starts[t]:
			return Before
		}
		return After
	}
	apart := func(s, t int) int {
		if !scans[s].On.Known {
			return -1
		}
		d := int(scans[s].On.Lo) - starts[t]
		return max(d, -d)
	}
	return Segments(scans, len(starts), place, apart, Window{Before: 91, After: 14}, VisitWindow)
}

// By hand: what belongs to which treatment.
func TestSegments(t *testing.T) {
	type want struct {
		Treatment int
		Scans     []int
		Kind      Baseline
	}
	cases := []struct {
		name   string
		scans  []Scan
		starts []int
		want   []want
	}{
		{"without treatment the first scan", []Scan{scan(0, "a"), scan(90, "a")}, nil, []want{{-1, []int{0, 1}, InTime}}},
		{"each treatment has its own baseline",
			[]Scan{scan(0, "a"), scan(90, "a"), scan(150, "a"), scan(290, "a"), scan(400, "a")}, []int{100, 300},
			[]want{{-1, []int{0, 1}, InTime}, {0, []int{1, 2, 3}, InTime}, {1, []int{3, 4}, InTime}}},
		{"a scan on the day of the start comes before it", []Scan{scan(100, "a"), scan(190, "a")}, []int{100}, []want{{0, []int{0, 1}, InTime}}},
		{"scans of days together are one baseline", []Scan{scan(90, "a"), scan(98, "b"), scan(190, "a", "b")}, []int{100}, []want{{0, []int{0, 1, 2}, InTime}}},
		{"an old baseline", []Scan{scan(0, "a"), scan(150, "a")}, []int{100}, []want{{0, []int{0, 1}, OldBaseline}}},
		{"91 days are not old", []Scan{scan(9, "a"), scan(150, "a")}, []int{100}, []want{{0, []int{0, 1}, InTime}}},
		{"a scan 14 days into the treatment", []Scan{scan(114, "a"), scan(200, "a")}, []int{100}, []want{{0, []int{0, 1}, InTime}}},
		{"a scan 15 days into it is late", []Scan{scan(115, "a"), scan(200, "a")}, []int{100}, []want{{0, []int{0, 1}, LateBaseline}}},
		{"another region is no baseline", []Scan{scan(50, "a"), scan(90, "neck"), scan(150, "a")}, []int{100}, []want{{0, []int{0, 2}, InTime}}},
		{"nor is it without treatment", []Scan{scan(0, "neck"), scan(90, "a")}, nil, []want{{-1, []int{1}, InTime}}},
		{"a scan without a day belongs nowhere", []Scan{scan(-1, "a"), scan(90, "a"), scan(150, "a")}, []int{100}, []want{{0, []int{1, 2}, InTime}}},
		{"no follow-up yet", []Scan{scan(90, "a")}, []int{100}, []want{{0, []int{0}, InTime}}},
		{"no scan at all", nil, []int{100}, []want{{0, nil, NoBaseline}}},
	}
	for _, c := range cases {
		var got []want
		for _, s := range cut(c.scans, c.starts...) {
			got = append(got, want{s.Treatment, s.Scans, s.Kind})
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}

func TestSegmentsNameWhatTheyPassOver(t *testing.T) {
	got := cut([]Scan{scan(50, "a"), scan(90, "neck"), scan(-1, "a"), scan(150, "a")}, 100)
	if s := got[len(got)-1]; !slices.Equal(s.OtherRegion, []int{1}) || !slices.Equal(s.Unplaced, []int{2}) {
		t.Errorf("%+v", s)
	}
}

// No scan after the start of a treatment is judged under two, and each baseline shares a
// lesion with a scan that is judged against it.
func TestEachScanIsJudgedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var scans []Scan
		day := 0
		for range rapid.IntRange(0, 8).Draw(t, "scans") {
			day += rapid.IntRange(0, 120).Draw(t, "days")
			scans = append(scans, scan(day, rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c"}), 1, 3).Draw(t, "lesions")...))
		}
		starts := slices.Sorted(slices.Values(rapid.SliceOfNDistinct(rapid.IntRange(0, 800), 0, 3, rapid.ID[int]).Draw(t, "starts")))
		judged := map[int]int{}
		for _, s := range cut(scans, starts...) {
			for _, i := range s.Scans {
				if s.Treatment >= 0 && int(scans[i].On.Lo) > starts[s.Treatment] {
					judged[i]++
				}
			}
			if s.Treatment >= 0 && len(s.Scans) > 1 && s.Kind != LateBaseline && int(scans[s.Scans[0]].On.Lo) > starts[s.Treatment]+14 {
				t.Fatalf("baseline %d of a treatment from %d", scans[s.Scans[0]].On.Lo, starts[s.Treatment])
			}
		}
		for i, n := range judged {
			if n > 1 {
				t.Fatalf("scan %d is judged %d times", i, n)
			}
		}
	})
}

// A group of 30 mm and its measured part of 12 mm: one of them is in the sum.
func TestGroupAndPartsCountOnce(t *testing.T) {
	row := func(day int, id, group string, tenths Tenths) Row {
		return Row{Day: day, Dated: true, Lesion: id, Group: group, Site: "lung", Role: Open, Longest: Size{tenths, true}}
	}
	sums := func(rows ...Row) (out []Tenths) {
		for _, p := range Assess(rows, V11, VisitWindow).Points {
			out = append(out, p.Sum.V)
		}
		return out
	}
	for name, c := range map[string]struct {
		rows []Row
		want []Tenths
	}{
		"the part where the baseline measures it": {[]Row{row(0, "g", "", 300), row(0, "p", "g", 120), row(90, "g", "", 300), row(90, "p", "g", 150)}, []Tenths{120, 150}},
		"the group where it does not":             {[]Row{row(0, "g", "", 300), row(90, "g", "", 310), row(90, "p", "g", 150)}, []Tenths{300, 310}},
		"a part without its group":                {[]Row{row(0, "p", "g", 120), row(90, "p", "g", 150)}, []Tenths{120, 150}},
	} {
		if diff := cmp.Diff(c.want, sums(c.rows...)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
	r := Assess([]Row{row(0, "g", "", 300), row(0, "p", "g", 120)}, V11, VisitWindow)
	if !slices.ContainsFunc(r.Warnings, func(w Warning) bool { return w.ID == "group-once" && w.Lesion == "g" }) {
		t.Errorf("not said: %+v", r.Warnings)
	}
}

// A scan that evaluates nothing of the baseline is no follow-up, which is said.
func TestAnotherRegionIsNoFollowUp(t *testing.T) {
	rows := []Row{
		{Day: 0, Dated: true, Lesion: "neck", Site: "neck", Role: Open, Longest: Size{200, true}},
		{Day: 90, Dated: true, Lesion: "lung", Site: "lung", Role: Open, Longest: Size{160, true}},
	}
	r := Assess(rows, V11, VisitWindow)
	if !slices.ContainsFunc(r.Warnings, func(w Warning) bool { return w.ID == "other-region" && w.Visit == 1 }) || r.Points[1].Overall != NE {
		t.Errorf("%s, %+v", r.Points[1].Overall, r.Warnings)
	}
}
