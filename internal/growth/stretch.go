package growth

import (
	"errors"
	"fmt"
	"math"
	"strconv"
)

// stretch fits the members, given in time.
func (r Rules) stretch(samples []Sample, members []int, opened []string) Stretch {
	out := Stretch{Samples: members, Opened: opened}
	points := make([]Point, len(members))
	for k, i := range members {
		s := samples[i]
		points[k] = Point{Day: s.Day, Ln: s.Ln, Censor: s.Censor, SD: s.SD}
		out.Months = out.Months || s.DayHigh > s.DayLow
		if s.TgAb == TgAbFound && !r.Surrogate {
			return out.refused(Refusal{TgAbPositive})
		}
	}
	fit, err := FitLine(points, r.Fit)
	if err != nil {
		return out.refused(err)
	}
	out.Fit, out.Class = fit, ClassOf(fit.Slope.Value, r.ClassYears)
	if len(r.ClassYears) > 0 {
		out.Fast, _ = fit.ProbabilityAbove(math.Ln2 / r.ClassYears[0])
	}
	out.Reasons = r.doubts(samples, members, fit)
	out.Reliable = len(out.Reasons) == 0
	return out
}

func (s Stretch) refused(err error) Stretch {
	var r Refusal
	if !errors.As(err, &r) {
		r.Code = NoMaximum
	}
	reason := Reason{Code: r.Code, Text: r.Error()}
	s.Refusal, s.Reasons = &reason, []Reason{reason}
	return s
}

func (s *Stretch) doubt(r Reason) {
	s.Reasons, s.Reliable = append(s.Reasons, r), false
}

// doubts lists why the number of a stretch is not reliable.
func (r Rules) doubts(samples []Sample, members []int, f Fit) []Reason {
	var out []Reason
	if f.Measured < r.MinMeasured {
		out = append(out, because(FewValues, "%d values (%d asked)", f.Measured, r.MinMeasured))
	}
	if span := f.ToDay - f.FromDay; span < r.MinSpanDays {
		out = append(out, because(ShortSpan, "%.0f days (%.0f asked)", span, r.MinSpanDays))
	}
	if !f.Slope.Known {
		out = append(out, because(NoSD, "error of measurement not stated: point estimate only"))
	}
	if len(r.ClassYears) > 0 && f.Slope.Known && f.Slope.Low < 0 && f.Slope.High > math.Ln2/r.ClassYears[0] {
		out = append(out, because(WideInterval, "the interval reaches from falling to doubling within %s",
			years(r.ClassYears[0])))
	}
	if r.Surrogate {
		return out
	}
	return append(out, unrecorded(samples, members)...)
}

// unrecorded lists what the samples of a stretch leave open.
func unrecorded(samples []Sample, members []int) []Reason {
	var noTSH, high, noTgAb, noAssay int
	for _, i := range members {
		s := samples[i]
		count(&noTSH, s.TSH == TSHNotRecorded)
		count(&high, s.TSH == TSHOther)
		count(&noTgAb, s.TgAb == TgAbNotRecorded)
		count(&noAssay, s.Assay == "")
	}
	var out []Reason
	n := len(members)
	for _, d := range []struct {
		missing int
		code    Code
		what    string
	}{
		{high, TSHNotLow, "TSH not suppressed"},
		{noTSH, TSHUnknown, "TSH not recorded"},
		{noTgAb, TgAbUnknown, "TgAb not known"},
		{noAssay, AssayUnknown, "assay not recorded"},
	} {
		switch {
		case d.missing == n:
			out = append(out, because(d.code, "%s", d.what))
		case d.missing > 0:
			out = append(out, because(d.code, "%s at %d of %d values", d.what, d.missing, n))
		}
	}
	return out
}

func count(n *int, yes bool) {
	if yes {
		*n++
	}
}

// Falling is the class of a negative rate.
const Falling = "falling"

// ClassOf names the class of a slope (per year, ln units) by the doubling times that
// part the classes, in years: "<1 y", "1-3 y", ">=3 y", "falling". A doubling time
// equal to a limit belongs to the slower class.
func ClassOf(slope float64, limits []float64) string {
	if len(limits) == 0 {
		return ""
	}
	if slope < 0 {
		return Falling
	}
	doubling := math.Inf(1)
	if slope > 0 {
		doubling = math.Ln2 / slope
	}
	for i, limit := range limits {
		switch {
		case doubling >= limit:
		case i == 0:
			return "<" + years(limit)
		default:
			return fmt.Sprintf("%s-%s", decimal(limits[i-1]), years(limit))
		}
	}
	return ">=" + years(limits[len(limits)-1])
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func years(x float64) string { return decimal(x) + " y" }

// DoublingDays returns ln 2/slope in days with the limits of the slope's interval.
// Value is +Inf where the marker does not rise; High is +Inf where the interval holds no
// change or a fall; Low is +Inf where the whole interval falls.
func (f Fit) DoublingDays() Interval {
	days := func(slope float64) float64 {
		if slope <= 0 {
			return math.Inf(1)
		}
		return math.Ln2 / slope * DaysPerYear
	}
	out := Interval{Value: days(f.Slope.Value), Low: days(f.Slope.High), High: days(f.Slope.Low), Known: f.Slope.Known}
	return out
}

// PerYear returns the doublings per year, slope/ln 2, with their interval.
func (f Fit) PerYear() Interval {
	s := f.Slope
	return Interval{Value: s.Value / math.Ln2, Low: s.Low / math.Ln2, High: s.High / math.Ln2, Known: s.Known}
}
