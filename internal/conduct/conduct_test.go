package conduct

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"symport/internal/date"
)

func day(t testing.TB, s string) date.Day {
	t.Helper()
	d, err := date.Parse(s)
	if err != nil || d.Lo != d.Hi {
		t.Fatalf("%s: %v", s, err)
	}
	return d.Lo
}

func on(t testing.TB, s string) date.Span {
	t.Helper()
	d, err := date.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func mg(x float64) MGPerDay { return MGPerDay{x, true} }

// A drug of 100 days at 24 mg, 20 days paused, then 80 days at 14 mg: 200 days, 180 on drug,
// 24 x 100 + 14 x 80 = 3520 mg of 24 x 200 = 4800 mg. Computed by hand.
func TestExposureOfKnownDays(t *testing.T) {
	start := day(t, "2020-01-01")
	d := Drug{
		From: date.On(start), To: date.On(start + 200), State: Stopped,
		Steps:  []Step{{Initial: true, MGPerDay: mg(24)}, {On: date.On(start + 100), MGPerDay: mg(14)}},
		Pauses: []Pause{{From: date.On(start + 100), To: date.On(start + 120)}},
	}
	got, ok := d.Expose(start+900, d.First())
	want := Exposure{
		Course: Bounds{200, 200}, Paused: Bounds{20, 20}, OnDrug: Bounds{180, 180}, TotalMG: Bounds{3520, 3520},
		Reference: mg(24), Intensity: Bounds{3520.0 / 4800, 3520.0 / 4800}, FirstReduction: Bounds{100, 100}, Reductions: Bounds{1, 1},
		Doses: []MGPerDay{mg(24), mg(14)},
	}
	if diff := cmp.Diff(want, got); !ok || diff != "" {
		t.Error(diff)
	}
}

// Begun in January 2020 (31 possible days), stopped in April (30): 91 - 30 = 61 days at
// least (31 January to 1 April), 120 at most (1 January to 30 April). Constant drug dose:
// the intensity is 1 whatever the days.
func TestExposureOfMonths(t *testing.T) {
	d := Drug{From: on(t, "2020-01"), To: on(t, "2020-04"), Steps: []Step{{Initial: true, MGPerDay: mg(10)}}}
	got, _ := d.Expose(day(t, "2021-01-01"), d.First())
	want := Exposure{Course: Bounds{61, 120}, OnDrug: Bounds{61, 120}, TotalMG: Bounds{610, 1200}, Reference: mg(10),
		Intensity: Bounds{1, 1}, FirstReduction: Bounds{math.Inf(1), math.Inf(1)}, Doses: []MGPerDay{mg(10)}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestUnknownIsNamed(t *testing.T) {
	start := day(t, "2020-01-01")
	tests := []struct {
		name string
		drug Drug
		want []string
	}{
		{"nothing", Drug{}, []string{NoFirstDay}},
		{"no end, no drug dose", Drug{From: date.On(start)}, []string{NoEnd, NoDose}},
		{"a step without a day", Drug{From: date.On(start), State: Running, Steps: []Step{{Initial: true, MGPerDay: mg(1)}, {MGPerDay: mg(2)}}}, []string{NoStepDay}},
		{"a pause without days", Drug{From: date.On(start), State: Running, Steps: []Step{{Initial: true, MGPerDay: mg(1)}}, Pauses: []Pause{{}}}, []string{NoPauseStart, NoPauseEnd}},
	}
	for _, tt := range tests {
		got, _ := tt.drug.Expose(start+100, MGPerDay{})
		if diff := cmp.Diff(tt.want, got.Unknown); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

// A pause without an end can last to the end: on drug from 50 to 100 of 100 days.
func TestOpenPause(t *testing.T) {
	start := day(t, "2020-01-01")
	d := Drug{From: date.On(start), To: date.On(start + 100), Steps: []Step{{Initial: true, MGPerDay: mg(10)}}, Pauses: []Pause{{From: date.On(start + 50)}}}
	got, _ := d.Expose(start+100, d.First())
	if got.OnDrug != (Bounds{50, 100}) || got.Paused != (Bounds{0, 50}) || got.Intensity != (Bounds{0.5, 1}) {
		t.Errorf("on drug %v, paused %v, intensity %v", got.OnDrug, got.Paused, got.Intensity)
	}
}

func TestMoment(t *testing.T) {
	start := day(t, "2020-01-01")
	d := Drug{From: date.On(start), To: date.On(start + 100), State: Stopped, Steps: []Step{{Initial: true, MGPerDay: mg(24)}, {On: date.On(start + 40), MGPerDay: mg(14)}}}
	tests := []struct {
		name   string
		lo, hi date.Day
		want   Moment
	}{
		{"first dose", start + 10, start + 10, Moment{SinceStart: Bounds{10, 10}, MG: Bounds{24, 24}}},
		{"across the step", start + 30, start + 50, Moment{SinceStart: Bounds{30, 50}, MG: Bounds{14, 24}}},
		{"after the stop", start + 120, start + 120, Moment{SinceStart: Bounds{120, 120}, After: true}},
		{"perhaps before", start - 5, start + 5, Moment{SinceStart: Bounds{-5, 5}, MG: Bounds{0, 24}, Before: true}},
	}
	for _, tt := range tests {
		got, ok := d.At(date.Between(tt.lo, tt.hi), start+500)
		if diff := cmp.Diff(tt.want, got); !ok || diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

// 100 mCi are 3 700 000 kBq; the sums of whole kBq are exact.
func TestLedger(t *testing.T) {
	one := Bounds{1, 1}
	entries := []Radioiodine{
		{On: on(t, "2015-01-10"), Last: on(t, "2015-01-10"), Courses: one, Activity: Activity{3_700_000, true}},
		{On: on(t, "2015-07"), Last: on(t, "2015-07"), Courses: one, Activity: Activity{5_550_000, true}},
		{On: on(t, "2016-07-31"), Last: on(t, "2016-07-31"), Courses: one},
		{Courses: Bounds{2, 2}, Activity: Activity{11_100_000, true}},
	}
	want := []Line{
		{Cumulative: Activity{3_700_000, true}, Courses: one, Unordered: true},
		{Cumulative: Activity{9_250_000, true}, Courses: Bounds{2, 2}, Since: Bounds{5 + 21.0/30, 6 + 21.0/31}, HasSince: true, Unordered: true},
		{Cumulative: Activity{9_250_000, false}, Courses: Bounds{3, 3}, Since: Bounds{12, 12 + 30.0/31}, HasSince: true, Unordered: true},
		{Cumulative: Activity{20_350_000, false}, Courses: Bounds{5, 5}, Unordered: true},
	}
	if diff := cmp.Diff(want, Ledger(entries), cmpopts.EquateApprox(0, 1e-9)); diff != "" {
		t.Error(diff)
	}
}

// anyDrug draws a drug whose days are all known.
func anyDrug(t *rapid.T) Drug {
	at := func(label string, lo int) date.Span { return date.On(date.Day(rapid.IntRange(lo, 400).Draw(t, label))) }
	d := Drug{From: at("from", 0), State: rapid.SampledFrom([]State{NotSaid, Running, Stopped}).Draw(t, "state")}
	if rapid.Bool().Draw(t, "ended") {
		d.To = at("to", int(d.From.Lo))
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "steps") {
		s := Step{On: at("step", 0), MGPerDay: MGPerDay{float64(rapid.IntRange(0, 24).Draw(t, "mg")), true}}
		s.Initial = i == 0 && rapid.Bool().Draw(t, "initial")
		d.Steps = append(d.Steps, s)
	}
	for range rapid.IntRange(0, 2).Draw(t, "pauses") {
		from := at("pause", 0)
		d.Pauses = append(d.Pauses, Pause{From: from, To: at("until", int(from.Lo))})
	}
	return d
}

// vaguer replaces some dates by spans that contain them.
func vaguer(t *rapid.T, d Drug) Drug {
	wide := func(s date.Span) date.Span {
		if !s.Known || rapid.Bool().Draw(t, "keep") {
			return s
		}
		return date.Between(s.Lo-date.Day(rapid.IntRange(0, 40).Draw(t, "before")), s.Hi+date.Day(rapid.IntRange(0, 40).Draw(t, "after")))
	}
	out := Drug{Name: d.Name, From: wide(d.From), To: wide(d.To), State: d.State}
	for _, s := range d.Steps {
		s.On = wide(s.On)
		out.Steps = append(out.Steps, s)
	}
	for _, x := range d.Pauses {
		out.Pauses = append(out.Pauses, Pause{From: wide(x.From), To: wide(x.To)})
	}
	return out
}

func TestAVaguerDateNeverNarrowsBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDrug(t)
		asOf := date.Day(rapid.IntRange(int(d.From.Lo), 500).Draw(t, "as of"))
		v := vaguer(t, d)
		narrow, _ := d.Expose(asOf, mg(10))
		wide, ok := v.Expose(asOf, mg(10))
		if !ok {
			t.Fatalf("no exposure of %+v", v)
		}
		for _, b := range []struct {
			name         string
			narrow, wide Bounds
		}{
			{"course", narrow.Course, wide.Course}, {"paused", narrow.Paused, wide.Paused}, {"on drug", narrow.OnDrug, wide.OnDrug},
			{"total", narrow.TotalMG, wide.TotalMG}, {"intensity", narrow.Intensity, wide.Intensity},
			{"first reduction", narrow.FirstReduction, wide.FirstReduction}, {"reductions", narrow.Reductions, wide.Reductions},
		} {
			if b.name == "intensity" && narrow.Course.Most == 0 {
				continue // a course without a day has no mean
			}
			if b.narrow.Least < b.wide.Least-1e-9 || b.narrow.Most > b.wide.Most+1e-9 {
				t.Errorf("%s: %v outside %v\nexact %+v\nvague %+v", b.name, b.narrow, b.wide, d, v)
			}
		}
	})
}

func TestBoundsAreInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := vaguer(t, anyDrug(t))
		e, ok := d.Expose(date.Day(rapid.IntRange(0, 500).Draw(t, "as of")), mg(10))
		if !ok {
			return
		}
		for _, b := range []Bounds{e.Course, e.Paused, e.OnDrug, e.TotalMG, e.Intensity, e.FirstReduction, e.Reductions} {
			if b.Least > b.Most || b.Least < 0 || math.IsNaN(b.Least) || math.IsNaN(b.Most) {
				t.Errorf("%v of %+v", b, d)
			}
		}
		if e.OnDrug.Most > e.Course.Most || e.Paused.Most > e.Course.Most {
			t.Errorf("more days than the course: %+v", e)
		}
	})
}

// Days are shifted: nothing but the dates changes.
func TestShiftChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDrug(t)
		asOf := date.Day(450)
		by := date.Day(rapid.IntRange(-3000, 3000).Draw(t, "by"))
		move := func(s date.Span) date.Span {
			if s.Known {
				s.Lo, s.Hi = s.Lo+by, s.Hi+by
			}
			return s
		}
		e := Drug{From: move(d.From), To: move(d.To), State: d.State}
		for _, s := range d.Steps {
			s.On = move(s.On)
			e.Steps = append(e.Steps, s)
		}
		for _, x := range d.Pauses {
			e.Pauses = append(e.Pauses, Pause{From: move(x.From), To: move(x.To)})
		}
		a, _ := d.Expose(asOf, mg(7))
		b, _ := e.Expose(asOf+by, mg(7))
		if diff := cmp.Diff(a, b); diff != "" {
			t.Error(diff)
		}
	})
}
