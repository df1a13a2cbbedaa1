package report

import (
	"math"

	"symport/internal/chart"
	"symport/internal/date"
	"symport/internal/verdict"
)

// tshMarks are the marks of the states of TSH.
var tshMarks = map[string]chart.TSHState{"suppressed": chart.Suppressed, "not-suppressed": chart.NotSuppressed, "stimulated": chart.Stimulated}

// drugs is the row of systemic drugs: bars whose height is the drug dose.
func (c course) drugs(list []verdict.Drug) chart.Row {
	row := c.row(wRowDrug, false, "systemic")
	for i := range row.Marks {
		for k := range list {
			if m := &row.Marks[i]; m.Shape == chart.Bar && !m.Hatch && c.isDrug(m, &list[k]) {
				m.Steps = c.heights(&list[k], m)
			}
		}
	}
	return row
}

// isDrug reports whether a bar shows a drug: its name and its days.
func (c course) isDrug(m *chart.Mark, x *verdict.Drug) bool {
	if len(m.Label) < len(x.Drug) || m.Label[:len(x.Drug)] != x.Drug {
		return false
	}
	for _, s := range x.Steps {
		if on, ok := days(s.From); ok && (on.Lo < m.Lo || on.Lo > m.Hi) {
			return false
		}
	}
	return len(x.Steps) > 0
}

// heights are the drug doses over the bar as shares of the highest; a pause is 0, and a
// drug dose whose day is not known makes the rest unknown.
func (c course) heights(x *verdict.Drug, m *chart.Mark) []chart.Height {
	highest := 0.0
	for _, s := range x.Steps {
		if s.MGPerDay != nil {
			highest = max(highest, *s.MGPerDay)
		}
	}
	var out []chart.Height
	for _, s := range x.Steps {
		on, ok := days(s.From)
		h := chart.Height{From: m.Lo, Unknown: s.MGPerDay == nil || highest == 0 || !ok && len(x.Steps) > 1}
		if ok {
			h.From = on.Lo
		}
		if !h.Unknown {
			h.Share = *s.MGPerDay / highest
		}
		out = append(out, h)
	}
	return paused(out, x.Pauses, m)
}

// paused cuts the pauses with known days out of the steps.
func paused(steps []chart.Height, pauses []verdict.DrugPause, m *chart.Mark) []chart.Height {
	for _, p := range pauses {
		from, ok1 := days(p.From)
		to, ok2 := days(p.To)
		if !ok1 || !ok2 || from.Lo < m.Lo {
			continue
		}
		var out []chart.Height
		after := chart.Height{From: to.Hi}
		for _, s := range steps {
			switch {
			case s.From <= from.Lo:
				out = append(out, s)
				after.Share, after.Unknown = s.Share, s.Unknown
			case s.From <= to.Hi:
				after.Share, after.Unknown = s.Share, s.Unknown
			}
		}
		out = append(out, chart.Height{From: from.Lo}, after)
		for _, s := range steps {
			if s.From > to.Hi {
				out = append(out, s)
			}
		}
		steps = out
	}
	return steps
}

// tg is the row of thyroglobulin with its fitted lines and what parts them.
func (c course) tg(fits []verdict.MarkerFit, board bool) chart.Row {
	row := c.marker("Tg")
	row.Tall = !board
	for i := range fits {
		f := &fits[i]
		from, ok1 := days(f.From)
		to, ok2 := days(f.To)
		if !ok1 || !ok2 {
			continue
		}
		line := chart.FitLine{From: from.Lo, To: to.Lo, AtFrom: math.Log(f.AtFrom), AtTo: math.Log(f.AtTo), Reliable: f.Reliable}
		for _, b := range f.Band {
			if on, ok := days(b.Date); ok {
				line.Band = append(line.Band, chart.BandDay{Day: on.Lo, Low: math.Log(b.Low), High: math.Log(b.High)})
			}
		}
		row.Fits = append(row.Fits, line)
		if i > 0 && !board {
			row.Marks = append(row.Marks, c.cuts(f, fits[i-1].To, from.Lo)...)
		}
	}
	return row
}

// cuts marks changes of the samples between two lines; treatments have rows of their own.
func (c course) cuts(f *verdict.MarkerFit, before string, first date.Day) []chart.Mark {
	last, ok := days(before)
	var out []chart.Mark
	for _, cause := range f.Opened {
		if change(cause) && ok {
			mid := last.Lo + (first-last.Lo)/2
			out = append(out, chart.Mark{Shape: chart.Cut, Lo: mid, Hi: mid, Label: cause, Note: cause})
		}
	}
	return out
}

// change reports whether a cause is a change of assay, TSH or antibodies.
func change(cause string) bool {
	for _, what := range []string{"assay ", "TSH ", "TgAb "} {
		if len(cause) > len(what) && cause[:len(what)] == what {
			return true
		}
	}
	return false
}

// tsh is a strip of values by target band: filled suppressed, square above, open
// stimulated.
func (c course) tsh() chart.Row {
	row := c.marker("TSH")
	row.Thin, row.Log = true, false
	for i := range row.Marks {
		if m := &row.Marks[i]; m.Shape == chart.Level {
			m.Shape, m.Below, m.Above = chart.Beat, false, false
		}
	}
	return row
}
