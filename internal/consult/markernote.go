package consult

import (
	"math"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/growth"
	"symport/internal/record"
	"symport/internal/verdict"
)

var tshStates = map[growth.TSH]string{growth.TSHSuppressed: "suppressed", growth.TSHOther: "not-suppressed", growth.TSHStimulated: "stimulated"}

// markerNotes says of a laboratory event in which state of TSH it was taken, whether
// antibodies were found, and how a result of TgAb reads.
func (a *assembly) markerNotes() func(*dated) {
	limits := a.v.ctx.markerLimits()
	values, _ := MarkerSeries(a.v.all, date.Span{}, limits)
	return func(d *dated) {
		if d.e.Section != string(record.SecLaboratory) {
			return
		}
		switch d.e.Test {
		case "Tg":
			for i := range values {
				if v := &values[i]; v.Lab.Seq == d.seq && spanText(v.Lab.Span()) == spanText(d.span) {
					d.e.State, d.e.TgAb = tshStates[v.Sample.TSH], v.Sample.TgAb == growth.TgAbFound
				}
			}
		case "TgAb":
			for i := range a.v.all.Labs {
				if l := &a.v.all.Labs[i]; l.Test == "TgAb" && l.Seq == d.seq {
					d.e.Result = map[fact.Tri]string{fact.Yes: "positive", fact.No: "negative"}[antibodies(l)]
				}
			}
		case "TSH":
			for i := range a.v.all.Labs {
				if l := &a.v.all.Labs[i]; l.Test == "TSH" && l.Seq == d.seq && l.Value.Has() {
					state, _ := limits.tshState(l, l)
					d.e.State = tshStates[state]
				}
			}
		}
	}
}

// markerFits are the lines of thyroglobulin as the rules read them.
func (a *assembly) markerFits() []verdict.MarkerFit {
	out := []verdict.MarkerFit{}
	for _, s := range a.v.ctx.marker().course.Stretches {
		if s.Refusal != nil {
			continue
		}
		f := s.Fit
		m := verdict.MarkerFit{
			From: dayText(f.FromDay), To: dayText(f.ToDay), AtFrom: math.Exp(f.At(f.FromDay)), AtTo: math.Exp(f.At(f.ToDay)), Band: markerBand(f),
			Doublings: f.PerYear().Value, HasInterval: f.Slope.Known, Reliable: s.Reliable, Why: codes(s.Reasons), Opened: list(s.Opened),
		}
		if allFinite(m.AtFrom, m.AtTo, m.Doublings) {
			out = append(out, m)
		}
	}
	return out
}

func markerBand(f growth.Fit) []verdict.MarkerDay {
	out := []verdict.MarkerDay{}
	for _, l := range f.BandOver() {
		d := verdict.MarkerDay{Date: dayText(l.Day), Low: math.Exp(l.Low), High: math.Exp(l.High)}
		if !allFinite(d.Low, d.High) {
			return []verdict.MarkerDay{}
		}
		out = append(out, d)
	}
	return out
}

func dayText(day float64) string { return date.Day(math.Round(day)).String() }

func allFinite(xs ...float64) bool {
	for _, x := range xs {
		if math.IsInf(x, 0) || math.IsNaN(x) {
			return false
		}
	}
	return true
}
