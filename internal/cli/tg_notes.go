package cli

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"symport/internal/growth"
)

// notes are the reasons, the comparison of stretches, and what the interval rests on.
func (c *tgCourse) notes() []string {
	out := []string{}
	if len(c.course.Stretches) == 0 {
		return nil
	}
	if c.hasNumber() {
		out = append(out, " per year: doublings in a year. Compare these; doubling times run to infinity near zero.")
	}
	for i, s := range c.course.Stretches {
		switch {
		case s.Refusal != nil:
			out = append(out, wrap(fmt.Sprintf("%d no rate: %s.", i+1, s.Refusal.Text), " "))
		case !s.Reliable:
			out = append(out, wrap(fmt.Sprintf("%d not reliable: %s.", i+1, joinReasons(s.Reasons)), " "))
		}
	}
	for _, d := range c.course.Changes {
		out = append(out, wrap(changeText(d), " "))
	}
	return append(append(out, c.spreadNotes()...), c.dateNotes()...)
}

// dateNotes say what a vague date can do to a value of a line: u of the day times the rate.
func (c *tgCourse) dateNotes() []string {
	var out []string
	for i, s := range c.course.Stretches {
		n, most := 0, 0.0
		for _, k := range s.Samples {
			if v := c.samples[k]; v.DayHigh > v.DayLow {
				n, most = n+1, max(most, v.DaySD())
			}
		}
		if n == 0 || s.Refusal != nil {
			continue
		}
		out = append(out, wrap(fmt.Sprintf("%d: %s without a day, the middle of the month or span stands for it (u %.1f d). At this rate that is %.1f %% of a value; it is not in the interval.",
			i+1, plural(n, "date"), most, 100*most/growth.DaysPerYear*math.Abs(s.Fit.Slope.Value)), " "))
	}
	return out
}

func (c *tgCourse) hasNumber() bool {
	return slices.ContainsFunc(c.course.Stretches, func(s growth.Stretch) bool { return s.Refusal == nil })
}

func changeText(d growth.Change) string {
	text := fmt.Sprintf("%d against %d: ", d.Later, d.Earlier)
	r := growth.Interval{Value: d.Slope.Value / math.Ln2, Low: d.Slope.Low / math.Ln2, High: d.Slope.High / math.Ln2, Known: d.Slope.Known}
	switch {
	case !d.Shown:
		return text + "no difference shown, " + rateText(r) + " a year."
	case r.Value < 0:
		return text + "slower by " + rateText(negated(r)) + " a year."
	}
	return text + "faster by " + rateText(r) + " a year."
}

func (c *tgCourse) spreadNotes() []string {
	for _, s := range c.course.Stretches {
		if s.Refusal == nil && s.Fit.Measured == 2 {
			return []string{wrap(fmt.Sprintf("The interval of two values rests on an assumed spread of %s %%; they show none of their own.",
				trimFloat(c.params.totalCV)), " ")}
		}
	}
	return nil
}

// antibodyLines tell the course of TgAb where there are numbers of it: its direction, and
// no rate. Without a line the results are listed with the reason.
func (c *tgCourse) antibodyLines() []string {
	var out []string
	for _, s := range c.antibody.Stretches {
		if word := c.direction(s); word != "" {
			first, last := c.titres[s.Samples[0]], c.titres[s.Samples[len(s.Samples)-1]]
			out = append(out, wrap(fmt.Sprintf("TgAb %s from %s to %s, %s to %s (%s): a surrogate marker, whose direction counts; no rate is made of it.",
				word, first.TgAb, last.TgAb, first.Date, last.Date, plural(len(s.Samples), "result")), ""))
		}
	}
	if len(out) > 0 || !c.antibodyNumbers() {
		return out
	}
	var list []string
	for _, p := range c.antibody.Placed {
		where := c.titres[p.Index].Date
		if p.Why != "" && c.antibodies[p.Index].Dated {
			where += ", " + p.Why
		}
		list = append(list, c.titres[p.Index].TgAb+" ("+where+")")
	}
	return []string{wrap("TgAb "+strings.Join(list, ", ")+": no direction is told from these.", "")}
}

func (c *tgCourse) antibodyNumbers() bool {
	return slices.ContainsFunc(c.antibodies, func(s growth.Sample) bool { return s.Unusable == "" })
}

// direction is the word for the course of TgAb, "" without one. The line and its ends must
// agree.
func (c *tgCourse) direction(s growth.Stretch) string {
	if s.Refusal != nil {
		return ""
	}
	rise := c.antibodies[s.Samples[len(s.Samples)-1]].Ln - c.antibodies[s.Samples[0]].Ln
	switch slope := s.Fit.Slope.Value; {
	case slope > 0 && rise > 0:
		return "rises"
	case slope < 0 && rise < 0:
		return "falls"
	case slope == 0 && rise == 0:
		return "stays"
	}
	return "varies"
}

// next says what would make the last stretch reliable.
func (c *tgCourse) next() []string {
	var last growth.Stretch
	if n := len(c.course.Stretches); n > 0 {
		last = c.course.Stretches[n-1]
	}
	if last.Reliable {
		return nil
	}
	var asks []string
	if missing := c.params.minValues - last.Fit.Measured; missing > 0 && !hasReason(last, growth.TgAbPositive) {
		what := "more value"
		if last.Fit.Measured == 0 {
			what = "value"
		}
		asks = append(asks, plural(missing, what)+" at TSH under "+trimFloat(c.params.suppressed)+", same assay, with TgAb")
	}
	asks = append(asks, c.askRecorded(last)...)
	for _, q := range []struct {
		code growth.Code
		ask  string
	}{
		{growth.TgAbPositive, "TgAb itself over time with one assay, and imaging"},
		{growth.ShortSpan, "a value " + trimFloat(c.params.minSpan) + " days or more after the first"},
		{growth.WideInterval, "values over a longer time: these fit a fall as well as fast growth"},
	} {
		if hasReason(last, q.code) {
			asks = append(asks, q.ask)
		}
	}
	if len(asks) == 0 {
		return nil
	}
	return []string{wrap("NEXT  "+strings.Join(asks, "; ")+".", "")}
}

// askRecorded asks for what the values of a stretch do not record.
func (c *tgCourse) askRecorded(s growth.Stretch) []string {
	var what []string
	for _, q := range []struct {
		code growth.Code
		name string
	}{{growth.TSHUnknown, "TSH"}, {growth.TgAbUnknown, "TgAb"}, {growth.AssayUnknown, "assay"}} {
		if hasReason(s, q.code) {
			what = append(what, q.name)
		}
	}
	if len(what) == 0 {
		return nil
	}
	return []string{strings.Join(what, ", ") + " of the values of " + c.lastSpan(s)}
}

func (c *tgCourse) lastSpan(s growth.Stretch) string {
	if len(s.Samples) == 0 {
		return ""
	}
	from, to := c.span(s)
	if from == to {
		return from
	}
	return from + " to " + to
}

func hasReason(s growth.Stretch, code growth.Code) bool {
	for _, r := range s.Reasons {
		if r.Code == code {
			return true
		}
	}
	return false
}

func (c *tgCourse) warningLines() []string {
	var out []string
	if len(c.undated) > 0 {
		out = append(out, wrap("CHECK  no date: "+strings.Join(c.undated, ", ")+". Each may lie within any line; until it has a date, a year at least, no rate is reliable.", ""))
	}
	for _, w := range c.warnings {
		if w.ID == "event-no-date" {
			continue
		}
		at := w.At
		if at != "" {
			at += ": "
		}
		out = append(out, wrap("CHECK  "+at+w.Text+".", ""))
	}
	return out
}

func (c *tgCourse) method() []string {
	if !c.hasNumber() {
		return nil
	}
	out := []string{"METHOD  ln Tg on time; a value below the limit counts by its probability; interval by likelihood",
		" with t at measured values less 2, not narrower than an assay spread of " + trimFloat(c.params.totalCV) + " % allows."}
	if slices.ContainsFunc(c.course.Breaks, func(b growth.Break) bool { return b.Event }) {
		out = append(out, wrap("Which events end a line, and for how long values are set aside, are parameters (tg.break_*, tg.release_*), most without a source.", " "))
	}
	for i, s := range c.course.Stretches {
		if line := c.naive(s); line != "" && s.Refusal == nil {
			out = append(out, wrap(fmt.Sprintf("%d: %s", i+1, line), " "))
		}
	}
	var ids []string
	for _, s := range c.params.sources {
		ids = append(ids, s.ID)
	}
	return append(out, "SOURCES  "+strings.Join(ids, ", "))
}
