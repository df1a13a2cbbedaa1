package chart

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func genFit(t *rapid.T) FitPlot {
	p := FitPlot{ID: "x", Title: "t", Description: "d", Unit: "fraction of the administered activity"}
	scale := math.Pow(10, rapid.Float64Range(-8, 2).Draw(t, "scale"))
	hours := 0.0
	for range rapid.IntRange(1, 9).Draw(t, "readings") {
		hours += rapid.Float64Range(0.1, 80).Draw(t, "step")
		r := Reading{Hours: hours, Value: scale * rapid.Float64Range(1e-3, 1).Draw(t, "value"), HasZ: rapid.Bool().Draw(t, "has"), Z: rapid.Float64Range(-9, 9).Draw(t, "z")}
		r.SD = r.Value * rapid.Float64Range(0, 1.5).Draw(t, "sd")
		p.Readings = append(p.Readings, r)
		p.Curve = append(p.Curve, CurvePoint{Hours: hours, Value: r.Value * 1.1, Low: r.Value * 0.5, High: r.Value * 2})
	}
	p.LastHours = hours
	p.Curve = append(p.Curve, CurvePoint{Hours: hours * 4 / 3, Value: p.Readings[len(p.Readings)-1].Value / 2})
	return p
}

// Nothing of a fit leaves its drawing, no label touches another, and the same input
// gives the same bytes.
func TestFitPlot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := genFit(t)
		svg := p.SVG()
		if svg != p.SVG() {
			t.Fatal("two drawings differ")
		}
		wellFormed(t, svg)
		apart(t, svg, fitHeight)
		if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
			t.Fatalf("a coordinate is no number:\n%s", svg)
		}
	})
}

// What lies after the last reading is drawn dashed; a reading has its values as text.
func TestFitPlotTail(t *testing.T) {
	p := FitPlot{ID: "x", Title: "t", Description: "d", Unit: "u", LastHours: 48,
		Readings: []Reading{{Hours: 24, Value: 1, SD: 0.1, Z: 1.5, HasZ: true}, {Hours: 48, Value: 0.5, SD: 0.1}},
		Curve:    []CurvePoint{{Hours: 0, Value: 2}, {Hours: 48, Value: 0.5}, {Hours: 96, Value: 0.125}}}
	svg := p.SVG()
	if strings.Count(svg, `class="fit"`) != 1 || strings.Count(svg, `class="tail"`) != 1 {
		t.Errorf("one full and one dashed line:\n%s", svg)
	}
	if !strings.Contains(svg, "<title>24 h: 1, sd 0.1</title>") {
		t.Error("a reading says its values")
	}
	if strings.Count(svg, "<circle") != 3 { // two readings, one residual
		t.Errorf("%d circles", strings.Count(svg, "<circle"))
	}
}

func TestChances(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Chances{ID: "x", Title: "t", Description: "d", TopGBq: rapid.Float64Range(1, 400).Draw(t, "top"), CeilingGBq: rapid.Float64Range(0, 500).Draw(t, "ceiling")}
		panel := ChancePanel{Label: rapid.StringMatching(`[A-Za-z0-9 <&]{1,60}`).Draw(t, "label"), Note: rapid.StringMatching(`[0-9.]{1,9} Gy/GBq`).Draw(t, "note")}
		panel.Lines = []ChanceLine{{Class: "les", Label: "80 Gy", Points: []ChancePoint{{0, 0}, {1, 0.4}, {c.TopGBq, 1}}}}
		c.Panels = []ChancePanel{panel}
		svg := c.SVG()
		wellFormed(t, svg)
		apart(t, svg, panelHeight)
		if drawn := strings.Contains(svg, `class="ceil"`); drawn != (c.CeilingGBq > 0 && c.CeilingGBq <= c.TopGBq) {
			t.Fatalf("ceiling drawn: %v", drawn)
		}
	})
}

func TestTicks(t *testing.T) {
	if got := ticks(192, 8); len(got) != 8 || got[1] != 25 || got[7] != 175 {
		t.Errorf("%v", got)
	}
	if got := logTicks(-2.1, 0.2); len(got) != 7 || got[0] != 0.01 || got[6] != 1 {
		t.Errorf("%v", got)
	}
	for v, want := range map[float64]string{2e-5: "2e-5", 0.05: "0.05", 25: "25", 0: "0", 1.5e6: "1.5e6"} {
		if got := short(v); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
}
