package consult

import (
	"math"
	"slices"
	"strings"
	"testing"

	"symport/internal/content"
	"symport/internal/date"
	"symport/internal/growth"
	"symport/internal/rule"
)

// limits as in the knowledge: TSH 0.1 and 30 mU/L, a TgAb result holds 365 days.
var markerLimits = MarkerLimits{Suppressed: 0.1, Stimulated: 30, TotalCV: 10, DateSpan: 31, TgAbDays: 365}

// A TgAb result holds from its own day until the next, at most 365 days; results that
// differ on days whose order is not known leave it open.
func TestAntibodyHoldsUntilTheNext(t *testing.T) {
	tests := []struct {
		name, tg string
		tgab     string
		want     growth.TgAb
	}{
		{"same day", "2020-06-01", "{ date: 2020-06-01, test: TgAb, value: negative }", growth.TgAbNegative},
		{"the last before", "2020-06-01", "{ date: 2020-01-01, test: TgAb, value: negative }", growth.TgAbNegative},
		{"365 days old", "2020-12-31", "{ date: 2020-01-01, test: TgAb, value: negative }", growth.TgAbNegative},
		{"366 days old", "2021-01-01", "{ date: 2020-01-01, test: TgAb, value: negative }", growth.TgAbNotRecorded},
		{"later", "2020-06-01", "{ date: 2020-06-02, test: TgAb, value: negative }", growth.TgAbNotRecorded},
		{"the newer counts", "2020-06-01", "{ date: 2020-01-01, test: TgAb, value: negative }\n  - { date: 2020-05-01, test: TgAb, value: positive }", growth.TgAbFound},
		{"order not known", "2020-06-01", "{ date: 2020-05, test: TgAb, value: negative }\n  - { date: 2020-05-10, test: TgAb, value: positive }", growth.TgAbNotRecorded},
		{"undated", "2020-06-01", "{ test: TgAb, value: negative }", growth.TgAbNotRecorded},
	}
	for _, tt := range tests {
		p := decode(t, "symport: case/1\nid: X\nlaboratory:\n  - { date: "+tt.tg+", test: Tg, value: 4 ng/mL }\n  - "+tt.tgab+"\n")
		values, _ := MarkerSeries(p, date.Span{}, markerLimits)
		if len(values) != 1 || values[0].Sample.TgAb != tt.want {
			t.Errorf("%s: %+v, want TgAb %d", tt.name, values, tt.want)
		}
	}
}

func TestTSHOfTheSameDayOrTheStatedState(t *testing.T) {
	tests := []struct {
		name, labs string
		want       growth.TSH
		unusable   string
	}{
		{"same day", "{ date: 2020-06-01, test: Tg, value: 4 ng/mL }\n  - { date: 2020-06-01, test: TSH, value: 0.05 mU/L }", growth.TSHSuppressed, ""},
		{"another day", "{ date: 2020-06-01, test: Tg, value: 4 ng/mL }\n  - { date: 2020-06-02, test: TSH, value: 0.05 mU/L }", growth.TSHNotRecorded, ""},
		{"stated", "{ date: 2020-06-01, test: Tg, value: 4 ng/mL, tsh-state: suppressed }", growth.TSHSuppressed, ""},
		{"they disagree", "{ date: 2020-06-01, test: Tg, value: 4 ng/mL, tsh-state: suppressed }\n  - { date: 2020-06-01, test: TSH, value: 80 mU/L }", growth.TSHNotRecorded, "TSH and state disagree"},
		{"under the limit of suppression", "{ date: 2020-06-01, test: Tg, value: 4 ng/mL }\n  - { date: 2020-06-01, test: TSH, value: <0.1 mU/L }", growth.TSHSuppressed, ""},
		{"under a higher limit says nothing", "{ date: 2020-06-01, test: Tg, value: 4 ng/mL }\n  - { date: 2020-06-01, test: TSH, value: <0.5 mU/L }", growth.TSHNotRecorded, ""},
	}
	for _, tt := range tests {
		p := decode(t, "symport: case/1\nid: X\nlaboratory:\n  - "+tt.labs+"\n")
		values, _ := MarkerSeries(p, date.Span{}, markerLimits)
		if len(values) != 1 || values[0].Sample.TSH != tt.want || values[0].Sample.Unusable != tt.unusable {
			t.Errorf("%s: %+v, want TSH %d %q", tt.name, values, tt.want, tt.unusable)
		}
	}
}

// A value below its stated limit of quantification counts as below that limit.
func TestBelowTheLimitOfQuantification(t *testing.T) {
	p := decode(t, "symport: case/1\nid: X\nlaboratory:\n  - { date: 2020-06-01, test: Tg, value: 0.15 ng/mL, loq: 0.2 ng/mL }\n")
	values, _ := MarkerSeries(p, date.Span{}, markerLimits)
	if v := values[0]; !v.BelowLOQ || v.Sample.Censor != growth.Below {
		t.Errorf("%+v", v)
	}
}

// What lies after the day is left out; what may lie after it is shown only.
func TestMarkerSeriesEndsOnTheDay(t *testing.T) {
	p := decode(t, "symport: case/1\nid: X\nlaboratory:\n  - { date: 2020-06-01, test: Tg, value: 4 ng/mL }\n  - { date: 2020-07, test: Tg, value: 5 ng/mL }\n  - { date: 2020-08-01, test: Tg, value: 6 ng/mL }\n")
	values, _ := MarkerSeries(p, date.On(date.Of(2020, 7, 15)), markerLimits)
	if len(values) != 2 || values[0].Sample.Unusable != "" || values[1].Sample.Unusable == "" {
		t.Errorf("%+v", values)
	}
}

// The parameters of the kinetics stand in the knowledge, for every kind of event.
func TestMarkerParameters(t *testing.T) {
	rules, ok := MarkerEventRules(func(id string) (float64, bool) {
		v, known := map[string]float64{"tg.break_surgery": 1, "tg.release_surgery": 25, "tg.break_drug_dose": 0}[id]
		return v, known
	})
	if ok {
		t.Error("most kinds have no parameter here")
	}
	if rules[growth.Surgery] != (growth.EventRule{Ends: true, ReleaseDays: 25}) || rules[growth.DrugDose].Ends {
		t.Errorf("%+v", rules)
	}
}

// What a record says of a drug: start, change of dose, pause with its reason, restart, stop.
// The first dose is the start, a pause that runs into the stop has no restart.
func TestEventsOfADrug(t *testing.T) {
	p := decode(t, `symport: case/1
id: X
systemic:
  - drug: lenvatinib
    from: 2020-01-01
    to: 2022-01-01
    stopped: toxicity
    doses: [ { date: 2020-01-01, dose: 24 mg/d }, { date: 2020-06-01, dose: 14 mg/d, reason: weight loss } ]
    pauses: [ { from: 2021-03-01, to: 2021-04-01, reason: bleeding }, { from: 2021-12-01, to: 2022-01-01 } ]
`)
	_, events := MarkerSeries(p, date.Span{}, markerLimits)
	var got []string
	for _, e := range events {
		got = append(got, dayText(e.DayLow)+" "+string(e.Kind)+" "+e.Label)
	}
	want := []string{"2020-01-01 drug-start start of lenvatinib", "2020-06-01 drug-dose lenvatinib 14 mg/d", "2021-03-01 drug-pause pause of lenvatinib (bleeding)",
		"2021-04-01 drug-restart restart of lenvatinib", "2021-12-01 drug-pause pause of lenvatinib", "2022-01-01 drug-stop stop of lenvatinib (toxicity)"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// A diagnostic activity is no treatment, a pregnancy test no pregnancy; the end of a pregnancy
// is an event of its own.
func TestWhatIsNoEvent(t *testing.T) {
	p := decode(t, `symport: case/1
id: X
radioiodine:
  - { date: 2020-01-01, activity: 185 MBq, intent: diagnostic }
events:
  - { date: 2020-02-01, what: pregnancy test }
  - { from: 2020-03-01, to: 2020-12-01, what: pregnancy }
`)
	_, events := MarkerSeries(p, date.Span{}, markerLimits)
	if len(events) != 2 || events[0].Kind != growth.Pregnancy || events[1].Kind != growth.Delivery || events[1].Label != "end of pregnancy" {
		t.Errorf("%+v", events)
	}
}

// A pregnancy that ends otherwise than by a delivery ends it all the same.
func TestHoweverAPregnancyEnds(t *testing.T) {
	for what, want := range map[string]growth.EventKind{"delivery": growth.Delivery, "miscarriage": growth.Delivery,
		"termination of pregnancy": growth.Delivery, "pregnancy": growth.Pregnancy} {
		p := decode(t, "symport: case/1\nid: X\nevents:\n  - { date: 2020-02-01, what: "+what+" }\n")
		_, events := MarkerSeries(p, date.Span{}, markerLimits)
		if len(events) != 1 || events[0].Kind != want {
			t.Errorf("%s: %+v, want %s", what, events, want)
		}
	}
}

// TgAb in another unit or by another assay is no part of the same line.
func TestAntibodySeriesTellsAssayAndUnit(t *testing.T) {
	p := decode(t, "symport: case/1\nid: X\nlaboratory:\n  - { date: 2020-01-01, test: TgAb, value: 40 IU/mL, assay: A }\n  - { date: 2020-06-01, test: TgAb, value: 90 ng/mL, assay: A }\n"+
		"  - { date: 2021-01-01, test: TgAb, value: positive }\n")
	got := AntibodySeries(p, date.Span{}, markerLimits)
	if len(got) != 3 || got[0].Sample.Assay == got[1].Sample.Assay || got[2].Sample.Unusable != "no value" {
		t.Errorf("%+v", got)
	}
}

// "<12 mm" is below 12 mm and tells nothing beside 8 and 10; a scan known to a year has no day; with an error of a diameter a
// doubling time has an interval, without one it has none.
func TestVolumeInterval(t *testing.T) {
	p := decode(t, `symport: case/1
id: X
lesions: { L1: { site: lung, kind: metastasis } }
imaging:
  - { date: 2020-01-01, modality: CT, lesions: { L1: { longest: <12 mm } } }
  - { date: 2020, modality: CT, lesions: { L1: { longest: 6 mm } } }
  - { date: 2021-01-01, modality: CT, lesions: { L1: { longest: 8 mm } } }
  - { date: 2022-01-01, modality: CT, lesions: { L1: { longest: 10 mm } } }
`)
	params := map[string]content.Param{}
	for id, value := range map[string]float64{paramDateSpan: 31, paramMinValues: 4, paramMinSpan: 180, paramFast: 1, paramSlow: 3, paramCV: 10} {
		params[id] = content.Param{Param: rule.Param{Value: value}}
	}
	for _, kind := range growth.EventKinds {
		params[breakParam+strings.ReplaceAll(string(kind), "-", "_")] = content.Param{Param: rule.Param{Value: 1}}
	}
	c := &ctx{p: p, params: params, seen: map[string][]at{"L1": findingsIn(p, "L1")}}
	if g := c.volumeGrowth(&p.Lesions[0]); g.Fit.Slope.Known || g.Fit.Measured != 2 || g.Fit.Below != 1 {
		t.Errorf("without an error: %+v %+v", g.Fit, g.Refusal)
	}
	params[paramDiameter] = content.Param{Param: rule.Param{Value: 1.45}}
	f := c.volumeGrowth(&p.Lesions[0]).Fit
	// by hand, without the value below the limit, which agrees: sd of ln V 3 x 1.45/8 and
	// 3 x 1.45/10 over 365 days
	half := 1.959963985 * math.Hypot(3*1.45/8, 3*1.45/10) / math.Ln2 * growth.DaysPerYear / 365
	if r := f.PerYear(); !r.Known || r.High-r.Value < half-1e-6 || math.Abs(r.Value-3*math.Log2(10./8)*growth.DaysPerYear/365) > 0.2 {
		t.Errorf("%+v, half width at least %g", r, half)
	}
}
