package worksheet

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"symport/internal/chart"
	"symport/internal/cite"
	"symport/internal/dose"
)

// fitLines describe a fitted or joined curve.
func fitLines(name, unit string, f *dose.FitReport, area *float64) List {
	if f == nil || area == nil {
		return nil
	}
	head := fmt.Sprintf("%s: %s (%s), area %s %s", name, f.Model, f.How, nearSig(*area, 5), unit)
	if f.Chi2 != nil {
		head += fmt.Sprintf(", chi2 %.3g on %s of freedom, sd %s", *f.Chi2, plural(f.DF, "degree"), f.SDSource)
	}
	lines := List{head}
	if f.Formula != "" {
		lines = append(lines, "f(t) = "+f.Formula)
	}
	var params []string
	for _, p := range f.Parameters {
		text := fmt.Sprintf("%s %s", p.Name, nearSig(p.Value, 4))
		switch {
		case p.AtBound:
			text += " (at its bound)"
		case p.CV != nil:
			text += fmt.Sprintf(" +- %.2g %%", *p.CV)
		}
		params = append(params, text)
	}
	if len(params) > 0 {
		lines = append(lines, strings.Join(params, "; ")+correlations(f))
	}
	if f.BeforeFirst == nil || f.Extrapolated == nil {
		return lines
	}
	outside := fmt.Sprintf("outside the samples: %.1f %% before the first, %.1f %% after the last", *f.BeforeFirst, *f.Extrapolated)
	if f.LimitExcess != nil {
		outside += fmt.Sprintf("; %+.1f %% with physical decay after it", *f.LimitExcess)
	}
	return append(lines, outside)
}

// correlations are those of the constants, each pair once.
func correlations(f *dose.FitReport) string {
	var parts []string
	for i, row := range f.Correlation {
		for j := range i {
			if row[j] != 0 {
				parts = append(parts, fmt.Sprintf("%s/%s %.2f", f.Parameters[j].Name, f.Parameters[i].Name, row[j]))
			}
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "; correlations " + strings.Join(parts, ", ")
}

// readingsHead heads the readings; the last column draws the residual from -3 to +3 sd.
var readingsHead = []string{"readings", "h", "value", "sd", "fitted", "-3    0    +3  sd"}

// readings are the values of a curve after correction, against it.
func readings(name string, f *dose.FitReport) [][]string {
	var rows [][]string
	if f == nil {
		return nil
	}
	for _, r := range f.Residuals {
		rows = append(rows, []string{name, fmt.Sprintf("%g", r.TimeHours), nearSig(r.Value, 4), nearSig(r.SD, 2),
			dash(r.Fitted, 4), residualMark(r.Z)})
	}
	return rows
}

// residualMark draws a residual in units of sd: 0 in the middle, one place each half sd.
func residualMark(z *float64) string {
	if z == nil {
		return ""
	}
	const half = 6
	marks := []byte(strings.Repeat(" ", half) + "|" + strings.Repeat(" ", half))
	at := half + int(math.Round(*z*2))
	marks[min(max(at, 0), 2*half)] = 'o'
	return fmt.Sprintf("%s  %+.1f", marks, math.Round(*z*10)/10+0) // +0: never -0.0
}

// plot draws the curve with its readings, band and residuals.
func plot(id, name, unit string, f *dose.FitReport) Figure {
	if f == nil || len(f.Curve) == 0 {
		return Figure{}
	}
	p := chart.FitPlot{ID: id, Title: "Curve of " + name, Unit: unit,
		Description: fmt.Sprintf("%s; %s, %s. Values and residuals stand in the table of readings.", name, f.Model, plural(len(f.Residuals), "reading"))}
	for _, r := range f.Residuals {
		reading := chart.Reading{Hours: r.TimeHours, Value: r.Value, SD: r.SD}
		if r.Z != nil {
			reading.Z, reading.HasZ = *r.Z, true
		}
		p.Readings = append(p.Readings, reading)
		p.LastHours = max(p.LastHours, r.TimeHours)
	}
	p.Curve, p.Other = chartCurve(f.Curve), chartCurve(f.Other)
	caption := name + ": readings with one sd, curve with its first-order 95 % band; dashed where nothing was measured."
	if len(p.Other) > 0 {
		caption += " Dotted: joined point to point, the second calculation."
	}
	return Figure{SVG: p.SVG(), Caption: caption}
}

func chartCurve(points []dose.CurvePoint) []chart.CurvePoint {
	var out []chart.CurvePoint
	for _, q := range points {
		c := chart.CurvePoint{Hours: q.TimeHours, Value: q.Value}
		if q.Low != nil && q.High != nil {
			c.Low, c.High = *q.Low, *q.High
		}
		out = append(out, c)
	}
	return out
}

// raw are the readings as they were entered, before any correction: those of lesions, or
// the others.
func raw(s *dose.Sheet, lesions bool) Table {
	return entered(s, func(r dose.Reading) bool { return ofLesion(r) == lesions })
}

// entered are the readings that show wants, and every row without time and event.
func entered(s *dose.Sheet, show func(dose.Reading) bool) Table {
	t := Table{Head: []string{"as entered", "h", "value", "unit", "sd", "role and view"}, Numbers: "lrrlrl"}
	for _, r := range s.Readings {
		if !show(r) {
			continue
		}
		t.Rows = append(t.Rows, []string{strings.TrimSpace(string(r.Quantity) + " " + r.ID), fmt.Sprintf("%g", r.TimeHours), below(r.Below) + nearSig(r.Value, 6), r.Unit, sdText(r), roleText(r)})
	}
	for _, g := range s.Givens {
		row := []string{strings.TrimSpace(string(g.Quantity) + " " + g.ID), "", nearSig(g.Value, 6), givenUnit(g.Quantity), "", ""}
		if g.SD > 0 {
			row[4] = nearSig(g.SD, 3)
		}
		t.Rows = append(t.Rows, row)
	}
	for _, e := range s.Events {
		t.Rows = append(t.Rows, []string{string(e.Quantity), fmt.Sprintf("%g", e.TimeHours), fmt.Sprintf("%g", e.DurationHours), "h", "", ""})
	}
	return t.without()
}

func ofLesion(r dose.Reading) bool {
	return r.Quantity == dose.LesionFraction || r.Quantity == dose.LesionRaw || r.Quantity == dose.LesionConcentration
}

func givenUnit(q dose.Quantity) string {
	return map[dose.Quantity]string{dose.AdministeredActivity: "MBq", dose.Volume: "mL", dose.Mass: "g", dose.Diameter: "mm", dose.Weight: "kg",
		dose.Density: "g/mL", dose.RecoveryCoefficient: "1", dose.BloodStandard: "1/mL"}[q]
}

func below(limit bool) string {
	if limit {
		return "<"
	}
	return ""
}

func sdText(r dose.Reading) string {
	switch {
	case r.HasSD:
		return nearSig(r.SD, 3)
	case r.Unit == "counts":
		return "sqrt(N)"
	}
	return "assumed"
}

func roleText(r dose.Reading) string {
	var parts []string
	if r.Role != dose.Sample {
		parts = append(parts, string(r.Role))
	}
	if r.View != "" {
		parts = append(parts, r.View)
	}
	if r.Nuclide != "" {
		parts = append(parts, r.Nuclide)
	}
	if r.HasCounted {
		parts = append(parts, fmt.Sprintf("counted at %g h", r.Counted))
	}
	if r.LiveSeconds > 0 {
		parts = append(parts, fmt.Sprintf("live %g s", r.LiveSeconds))
	}
	return strings.Join(parts, ", ")
}

// corrections says in words what was done to the entered values.
func corrections(s *dose.Sheet, set *dose.Setup) List {
	var out List
	has := func(is func(dose.Reading) bool) bool { return slices.ContainsFunc(s.Readings, is) }
	if has(func(r dose.Reading) bool { return r.Role == dose.Background }) {
		out = append(out, "background of the same view taken from each rate")
	}
	if has(func(r dose.Reading) bool { return r.View == "ant" || r.View == "post" }) {
		out = append(out, "opposite views joined by their geometric mean")
	}
	if set.DeadTimeSec > 0 {
		out = append(out, fmt.Sprintf("dead time %g us, %s", set.DeadTimeSec*1e6, set.DeadTimeModel))
	}
	if has(func(r dose.Reading) bool { return r.Role == dose.Standard }) {
		out = append(out, "rates referred to the standard that was counted")
	}
	if has(func(r dose.Reading) bool { return r.HasCounted }) {
		out = append(out, "decay between sampling and counting undone")
	}
	if set.DecayCorrected || has(func(r dose.Reading) bool { return r.Decay == dose.DecayAdministration }) {
		out = append(out, "values came corrected to the administration: decay put back")
	}
	if set.Measured != "" && set.Measured != set.Therapy.Name {
		out = append(out, fmt.Sprintf("decay of %s exchanged for that of %s, reading by reading: A(t) exp((lambda_measured - lambda_therapy) t)", set.Measured, set.Therapy.Name))
	}
	if len(out) == 0 {
		out = append(out, "none: values are used as entered")
	}
	return out
}

func budget(lines []dose.BudgetLine) Table {
	t := Table{Head: []string{"what is not known", "u, %", "share of variance, %"}, Numbers: "lrr"}
	for _, b := range lines {
		t.Rows = append(t.Rows, []string{b.Source, value(b.U, two), value(b.Share, func(x float64) string { return fmt.Sprintf("%.0f", x) })})
	}
	return t
}

// purchases says what one more reading would buy.
func purchases(of string, u *float64, list []dose.Purchase) Para {
	if len(list) == 0 || u == nil {
		return ""
	}
	best := list[0]
	var parts []string
	for _, p := range list {
		if p.U < best.U {
			best = p
		}
		parts = append(parts, fmt.Sprintf("%g h %.2g %%", p.TimeHours, p.U))
	}
	return Para(fmt.Sprintf("u is %.2g %%. One more reading of %s would bring it to: %s. Best of these: %g h.", *u, of, strings.Join(parts, ", "), best.TimeHours))
}

func second(s *dose.SecondOpinion) Para {
	if s == nil {
		return ""
	}
	if s.Dose == nil {
		return Para(s.Method + ": not possible with these readings")
	}
	return Para(fmt.Sprintf("%s: %s Gy/GBq, %+.1f %%. It shares neither the model nor the integration with the first.", s.Method, nearSig(*s.Dose, 4), *s.Difference))
}

func simulation(s *dose.Simulation) Para {
	if s == nil {
		return ""
	}
	verdict := "they agree"
	if !s.Applies || !s.Agrees {
		verdict = "the first order is too narrow or does not apply here: the intervals above are those of the profile likelihood"
	}
	return Para(fmt.Sprintf("%d refits (seed %d): u %.2g %%, mean shift %+.2g %%; first order %.2g %%; %s.", s.Draws-s.Failed, s.Seed, 100*s.U, 100*s.Shift, 100*s.FirstU, verdict))
}

func warnings(list []dose.Warning) List {
	var lines List
	for _, w := range list {
		lines = append(lines, w.Text)
	}
	return lines
}

// first are the warnings that belong beside the answer.
func first(list []dose.Warning, id string) List {
	var lines List
	for _, w := range list {
		if w.ID == id {
			lines = append(lines, w.Text)
		}
	}
	return lines
}

func sources(list []cite.Source) List {
	var lines List
	for _, s := range list {
		text := s.Citation
		if text == "" {
			text = s.ID
		}
		if s.Verified != cite.AtSource {
			text += " [" + string(s.Verified) + "]"
		}
		if !slices.Contains(lines, text) {
			lines = append(lines, text)
		}
	}
	return lines
}

// limits lists the limits of the activity; ids are put into words.
func limits(list []dose.Limit) Table {
	t := Table{Head: []string{"limit", "GBq", "95 %", "applies", "because"}, Fold: true}
	for i, l := range list {
		activity, ci := "unknown", ""
		if l.Applies == dose.No {
			activity = "-"
		}
		if l.Activity != nil {
			activity = down3(*l.Activity)
		}
		if l.Low != nil || l.High != nil {
			ci = strings.TrimPrefix(interval(l.Low, l.High), "95 % ")
		}
		because := l.Because
		if l.Binds {
			because = "binds: " + because
			t.Strong = append(t.Strong, i)
		}
		if len(l.Needs) > 0 {
			because += "; needs " + strings.Join(l.Needs, ", ")
		}
		t.Rows = append(t.Rows, []string{l.ID, activity, ci, string(l.Applies), because})
	}
	return t
}
