package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"symport/internal/chart"
	"symport/internal/date"
	"symport/internal/unit"
	"symport/internal/verdict"
)

// tshMarks are the marks of the states of TSH.
var tshMarks = map[string]chart.TSHState{"suppressed": chart.Suppressed, "not-suppressed": chart.NotSuppressed, "stimulated": chart.Stimulated}

// drugs is the row of systemic drugs: bars whose height is the drug dose.
func (c course) drugs(list []verdict.Drug) chart.Row {
	row := c.row(wRowDrug, "systemic")
	row.Bars = true
	for i := range row.Marks {
		for k := range list {
			if m := &row.Marks[i]; m.Shape == chart.Bar && c.isDrug(m, &list[k]) {
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

// heights are the drug doses over the bar as shares of the highest; a pause is 0. Where
// the day of a drug dose is not known, each of them can have held; a drug that perhaps
// was not begun can have been 0.
func (c course) heights(x *verdict.Drug, m *chart.Mark) []chart.Height {
	highest := 0.0
	for _, s := range x.Steps {
		if s.MGPerDay != nil {
			highest = max(highest, *s.MGPerDay)
		}
	}
	var dated, undated []chart.Height
	for _, s := range x.Steps {
		h := chart.Height{From: m.Lo, Most: 1}
		if s.MGPerDay != nil && highest > 0 {
			h.Share, h.Most = *s.MGPerDay/highest, *s.MGPerDay/highest
		}
		if m.Hatch {
			h.Share = 0
		}
		if on, ok := days(s.From); ok {
			h.From = on.Lo
			dated = append(dated, h)
		} else {
			undated = append(undated, h)
		}
	}
	if len(dated) == 0 {
		dated, undated = undated[:1], undated[1:]
	}
	for i := range dated {
		for _, u := range undated {
			dated[i].Share, dated[i].Most = min(dated[i].Share, u.Share), max(dated[i].Most, u.Most)
		}
	}
	return paused(dated, x.Pauses, m)
}

// paused cuts the pauses whose first day is known out of the steps; one without a last
// day can still go on.
func paused(steps []chart.Height, pauses []verdict.DrugPause, m *chart.Mark) []chart.Height {
	for _, p := range pauses {
		from, ok1 := days(p.From)
		to, ok2 := days(p.To)
		if !ok1 || from.Lo < m.Lo {
			continue
		}
		var out []chart.Height
		after := chart.Height{From: to.Hi}
		for _, s := range steps {
			if s.From <= from.Lo {
				out = append(out, s)
			}
			if s.From <= from.Lo || ok2 && s.From <= to.Hi {
				after.Share, after.Most = s.Share, s.Most
			}
		}
		if !ok2 {
			steps = append(out, chart.Height{From: from.Lo, Most: after.Most})
			continue
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
	row.Tall = !board && levels(row) > 2
	for i := range fits {
		f := &fits[i]
		from, ok1 := days(f.From)
		to, ok2 := days(f.To)
		if !ok1 || !ok2 {
			continue
		}
		line := chart.FitLine{From: from.Lo, To: to.Lo, AtFrom: math.Log(f.AtFrom), AtTo: math.Log(f.AtTo), Reliable: f.Reliable, Label: fitWords(f)}
		for _, b := range f.Band {
			if on, ok := days(b.Date); ok {
				line.Band = append(line.Band, chart.BandDay{Day: on.Lo, Low: math.Log(b.Low), High: math.Log(b.High)})
			}
		}
		row.Fits = append(row.Fits, line)
		if i > 0 && !board {
			row.Marks = append(row.Marks, c.cuts(f, from.Lo)...)
		}
	}
	if !board && len(row.Marks) > 0 {
		row.Marks = append(row.Marks, c.conversions()...)
	}
	return row
}

// cuts marks changes of assay and TSH that opened a line, between its first value and the
// one before that, whether that was fitted or not; treatments have rows of their own.
func (c course) cuts(f *verdict.MarkerFit, first date.Day) []chart.Mark {
	last := c.lastBefore(first)
	var out []chart.Mark
	for _, cause := range f.Opened {
		if change(cause) && last.Known {
			out = append(out, cut(last.Hi, first, cause))
		}
	}
	return out
}

func cut(from, to date.Day, label string) chart.Mark {
	mid := from + (to-from)/2
	return chart.Mark{Shape: chart.Cut, Lo: mid, Hi: mid, Label: label, Note: label}
}

// lastBefore is the last value of thyroglobulin before a day.
func (c course) lastBefore(day date.Day) (last date.Span) {
	for _, e := range c.events {
		if s, ok := days(e.When); ok && e.Test == "Tg" && e.Value != nil && s.Hi < day && (!last.Known || s.Hi > last.Hi) {
			last = s
		}
	}
	return last
}

// conversions are the changes of TgAb between two results that can be read: no line need
// follow, as one found positive has none.
func (c course) conversions() (out []chart.Mark) {
	was, on := "", date.Span{}
	for _, e := range c.events {
		s, ok := days(e.When)
		if e.Test != "TgAb" || e.Result == "" || !ok {
			continue
		}
		if was != "" && was != e.Result {
			out = append(out, cut(on.Hi, max(on.Hi, s.Lo), fmt.Sprintf(wConversion, was, e.Result)))
		}
		was, on = e.Result, s
	}
	return out
}

// change reports whether a cause is a change of assay or TSH.
func change(cause string) bool {
	for _, what := range []string{"assay ", "TSH "} {
		if len(cause) > len(what) && cause[:len(what)] == what {
			return true
		}
	}
	return false
}

// fitWords say what a fitted line does.
func fitWords(f *verdict.MarkerFit) string {
	text := fmt.Sprintf(wDoublingRate, unit.Sig(f.Doublings, 2))
	if !f.Reliable {
		text += ", " + wNotReliable
	}
	return text
}

func levels(row chart.Row) (n int) {
	for i := range row.Marks {
		if row.Marks[i].Shape == chart.Level {
			n++
		}
	}
	return n
}

// tshBands are the bands of the strip, from above.
var tshBands = []chart.TSHState{chart.Stimulated, chart.NotSuppressed, chart.Suppressed}

// tsh is a strip of values by target band; a value that tells no band stands below them.
func (c course) tsh() chart.Row {
	row := c.marker("TSH")
	row.Log, row.Bands = false, []string{wStimulated, wAboveTarget, wSuppressed}
	for i := range row.Marks {
		m := &row.Marks[i]
		m.Shape, m.Below, m.Above = chart.Beat, false, false
		if m.Band = slices.Index(tshBands, m.State); m.Band < 0 {
			m.Band = len(tshBands)
		}
		if m.Band == len(row.Bands) {
			row.Bands = append(row.Bands, wNoBand)
		}
	}
	return row
}

// results reads the marks of the row of a test that say positive or negative.
func (c course) results(test string) (out []string) {
	for _, e := range c.events {
		if _, ok := days(e.When); ok && e.Test == test {
			out = append(out, cmp.Or(map[string]string{"positive": wPositive, "negative": wNegative}[e.Result], wNoReading))
		}
	}
	return out
}

// antibodies is a strip of the results of TgAb by what they say, if there are any.
func (c course) antibodies() []chart.Row {
	row := c.marker("TgAb")
	if len(row.Marks) == 0 && row.Empty == wNeverRecorded {
		return nil
	}
	row.Log = false
	results := c.results("TgAb")
	for _, band := range []string{wPositive, wNegative, wNoReading} {
		if slices.Contains(results, band) {
			row.Bands = append(row.Bands, band)
		}
	}
	for i := range row.Marks {
		m := &row.Marks[i]
		m.Shape, m.Band = chart.Dot, slices.Index(row.Bands, results[i])
		if results[i] == m.Label {
			m.Label = "" // its band says it
		}
		if results[i] == wNegative {
			m.Class = "hollow"
		}
	}
	return []chart.Row{row}
}
