package report

import (
	"fmt"

	"symport/internal/chart"
	"symport/internal/unit"
)

// Gauge is one thermometer with its caption.
type Gauge struct{ Title, Note, SVG string }

// gauges draws the cumulative activity against the criterion of the edition, and what
// was not measured as not measured.
func (d *Document) gauges() []Gauge {
	return []Gauge{
		d.cumulative(),
		d.measured("dosimetry.ceiling", wGaugeCeiling, wGaugeCeilingNote, "th-b"),
		d.measured("lesion.dose_last", wGaugeLesion, wGaugeLesionNote, "th-l"),
	}
}

func (d *Document) cumulative() Gauge {
	t := chart.Thermometer{ID: "th-c", Title: wGaugeTotal}
	note := wGaugeTotalNote
	if f := d.labels.finding("rai.cumulative", nil); rangeOf(f) != "" && f.Low != nil {
		t.Known, t.Level, t.LevelLabel = true, *f.Low, unit.Sig(*f.Low, 3)+" GBq "+wSoFar
		if f.High == nil {
			t.LevelLabel = opWords[">="] + " " + t.LevelLabel
		}
	} else {
		t.LevelLabel = wNotRecorded
	}
	if limit, ok := d.cumulativeLimit(); ok {
		t.Marks = append(t.Marks, chart.Limit{Value: limit, Label: fmt.Sprintf(wGaugeLimit, unit.Sig(limit, 3)), Hard: true})
	}
	if t.Known {
		t.Marks = append(t.Marks, d.nextCourses(t.Level)...)
	}
	t.Top = t.Level
	for _, m := range t.Marks {
		t.Top = max(t.Top, m.Value)
	}
	t.Top *= 1.2
	t.Description = t.LevelLabel
	return Gauge{wGaugeTotal, note, t.SVG()}
}

// cumulativeLimit is the threshold that the criterion itself carries.
func (d *Document) cumulativeLimit() (float64, bool) {
	for _, c := range d.A.Criteria {
		if c.ID != "rair.progression-after-cumulative" {
			continue
		}
		for _, w := range c.Because {
			if x, ok := w.Threshold.(float64); ok && w.Unit == "GBq" {
				return x, true
			}
		}
	}
	return 0, false
}

func (d *Document) nextCourses(level float64) []chart.Limit {
	var out []chart.Limit
	seen := map[float64]bool{}
	for _, o := range d.A.Options {
		if a := o.ActivityGBq; a != nil && !seen[*a] && len(out) < 3 {
			seen[*a] = true
			out = append(out, chart.Limit{Value: level + *a, Next: true,
				Label: fmt.Sprintf(wGaugeAfter, unit.Sig(level+*a, 3), figures(*a))})
		}
	}
	return out
}

func (d *Document) measured(id, title, note, svgID string) Gauge {
	t := chart.Thermometer{ID: svgID, Title: title, LevelLabel: wNotMeasured}
	if f := d.labels.finding(id, nil); rangeOf(f) != "" {
		x, ok := f.Value.(float64)
		if !ok && f.Low != nil {
			x, ok = *f.Low, true
		}
		if ok {
			t.Known, t.Level, t.Top, t.LevelLabel = true, x, x*1.4, rangeOf(f)
		}
	}
	t.Description = t.LevelLabel
	return Gauge{title, note, t.SVG()}
}
