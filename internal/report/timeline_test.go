package report

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"symport/internal/chart"
	"symport/internal/date"
	"symport/internal/testkit/browser"
	"symport/internal/verdict"
)

// dense is a made-up course of 15 years: 300 laboratory values, 40 scans, 12 lesions,
// five courses of radioiodine, two drugs.
func dense() *verdict.Assessment {
	a := &verdict.Assessment{Case: "DENSE", AsOf: date.Of(2025, 6, 1)}
	start := date.Of(2010, 3, 1)
	day := func(k, n int) date.Day { return start + date.Day(k*5500/n) }
	add := func(e verdict.Event) {
		e.Used = true
		a.Summary.Course = append(a.Summary.Course, e)
	}
	sites := []string{"lung", "bone", "neck", "pleura", "liver", "brain"}
	for k := range 12 {
		id := fmt.Sprintf("L%02d", k)
		a.Lesions = append(a.Lesions, verdict.Lesion{ID: id, Label: sites[k%6] + ", number " + id, Site: sites[k%6], Size: "12 mm", Course: "stable", Uptake: "yes", FDG: "no",
			Local: "none recorded", Found: day(k, 40).String()})
	}
	for k := range 150 {
		tg := 0.4 * math.Exp(float64(k)/22)
		tsh := []float64{0.03, 0.06, 0.4, 60}[k%17%4]
		state := []string{"suppressed", "suppressed", "not-suppressed", "stimulated"}[k%17%4]
		when := day(k, 150).String()
		add(verdict.Event{When: when, Section: "laboratory", Test: "Tg", Text: fmt.Sprintf("Tg %.3g ng/mL", tg), Value: &tg, Unit: "ng/mL", State: state, Below: k < 4, TgAb: k%31 == 30})
		add(verdict.Event{When: when, Section: "laboratory", Test: "TSH", Text: fmt.Sprintf("TSH %.2g mU/L", tsh), Value: &tsh, Unit: "mU/L", State: state})
	}
	for k := range 40 {
		id := fmt.Sprintf("L%02d", k%12)
		add(verdict.Event{When: day(k, 40).String(), Section: "imaging", Text: fmt.Sprintf("CT: %s larger, %d mm", sites[k%6], 10+k/4), Lesions: []string{id}, Change: []string{"grew", "seen", "smaller"}[k%3]})
	}
	for k := range 5 {
		add(verdict.Event{When: day(k, 9).String(), Section: "radioiodine", Text: fmt.Sprintf("131I, %.1f GBq", 3.7+float64(k))})
		add(verdict.Event{When: day(3+k, 9).String(), Section: "responses", Text: "stable"})
		add(verdict.Event{When: day(4+k, 10).String(), Section: "decisions", Text: "tumour board: observe"})
		add(verdict.Event{When: day(60+k*4, 90).String(), Section: "adverse-events", Text: "diarrhoea grade 2 under lenvatinib"})
	}
	mg := []float64{24, 14, 10}
	drug := verdict.Drug{Drug: "lenvatinib", Pauses: []verdict.DrugPause{{From: "2022-02-01", To: "2022-05-01"}}}
	for k, on := range []string{"2020-01-01", "2021-01-01", "2023-01-01"} {
		drug.Steps = append(drug.Steps, verdict.DrugStep{From: on, DrugDose: fmt.Sprintf("%g mg/d", mg[k]), MGPerDay: &mg[k]})
	}
	a.Drugs = []verdict.Drug{drug}
	add(verdict.Event{When: "2020-01-01..2025-01-01", Period: true, Section: "systemic", Text: "lenvatinib 24 mg/d, then 14 mg/d, then 10 mg/d"})
	a.MarkerFits = []verdict.MarkerFit{{From: "2011-01-01", To: "2015-01-01", AtFrom: 0.5, AtTo: 4, Doublings: 0.75, Band: []verdict.MarkerDay{{Date: "2011-01-01", Low: 0.4, High: 0.6}, {Date: "2013-01-01", Low: 1.2, High: 1.6}, {Date: "2015-01-01", Low: 3.3, High: 4.8}}, HasInterval: true, Reliable: true},
		{From: "2015-03-01", To: "2019-01-01", AtFrom: 4.2, AtTo: 30, Doublings: 0.74, Band: []verdict.MarkerDay{{Date: "2015-03-01", Low: 3.5, High: 5}, {Date: "2017-01-01", Low: 9.9, High: 12.6}, {Date: "2019-01-01", Low: 25, High: 36}}, HasInterval: true, Opened: []string{"assay A to B"}}}
	slices.SortStableFunc(a.Summary.Course, func(x, y verdict.Event) int { return strings.Compare(x.When, y.When) })
	return a
}

func TestDenseTimelineStaysReadable(t *testing.T) {
	p := browser.Open(t, render(t, dense()))
	p.Size(1280, 800)
	noFindings(t, "screen", p.Clashes())
	svg := New(dense()).timeline("tl", false)
	for _, want := range []string{"lenvatinib 24 mg/d", "assay A to B", "¹³¹I, 7.7 GBq", "Brain, number L11"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the timeline lacks %q", want)
		}
	}
	if height := p.Number(`document.querySelector('svg.tl').getBoundingClientRect().height`); height > 800 {
		t.Errorf("the timeline takes %g px of a screen of 800", height)
	}
}

// Full, half and a pause: heights are shares of the highest drug dose.
func TestDrugBarFollowsTheDrugDose(t *testing.T) {
	a := dense()
	c := course{events: a.Summary.Course, today: a.AsOf}
	row := c.drugs(a.Drugs)
	on := func(y, m int) date.Day { return date.Of(y, 1, 1).AddMonths(m - 1) }
	want := []chart.Height{{From: on(2020, 1), Share: 1, Most: 1}, {From: on(2021, 1), Share: 14.0 / 24, Most: 14.0 / 24}, {From: on(2022, 2)}, {From: on(2022, 5), Share: 14.0 / 24, Most: 14.0 / 24}, {From: on(2023, 1), Share: 10.0 / 24, Most: 10.0 / 24}}
	if len(row.Marks) != 1 || !slices.Equal(row.Marks[0].Steps, want) {
		t.Errorf("%+v", row.Marks)
	}
}

func BenchmarkDenseTimeline(b *testing.B) {
	d := New(dense())
	for b.Loop() {
		d.timeline("tl", false)
	}
}
