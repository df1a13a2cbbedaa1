package consult

import (
	"testing"

	"symport/internal/date"
	"symport/internal/growth"
)

// limits as in the knowledge: TSH 0.1 and 30 mU/L, a TgAb result holds 365 days.
var markerLimits = MarkerLimits{Suppressed: 0.1, Stimulated: 30, TotalCV: 10, AfterSurgery: 25, AfterRadiated: 183, TgAbDays: 365}

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
