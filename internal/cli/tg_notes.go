package cli

import (
	"fmt"
	"math"
	"strings"

	"symport/internal/date"
	"symport/internal/growth"
)

// notes are the reasons, the comparison of stretches, and what the interval rests on.
func (c *tgCourse) notes() []string {
	out := []string{}
	if len(c.course.Stretches) == 0 {
		return nil
	}
	out = append(out, " per year: doublings in a year. Compare these; doubling times run to infinity near zero.")
	for i, s := range c.course.Stretches {
		if s.Reliable {
			continue
		}
		text := joinReasons(s.Reasons)
		if s.Months {
			text += "; months without days"
		}
		out = append(out, wrap(fmt.Sprintf("%d not reliable: %s.", i+1, text), " "))
	}
	for _, d := range c.course.Changes {
		out = append(out, wrap(changeText(d), " "))
	}
	return append(out, c.spreadNotes()...)
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

// antibodyLines tell the course of TgAb where there are numbers of it.
func (c *tgCourse) antibodyLines() []string {
	var out []string
	for _, s := range c.antibody.Stretches {
		if s.Refusal != nil || len(s.Samples) < 2 {
			continue
		}
		verb := "rises"
		if s.Fit.Slope.Value < 0 {
			verb = "falls"
		}
		first, last := c.antibodies[s.Samples[0]], c.antibodies[s.Samples[len(s.Samples)-1]]
		out = append(out, wrap(fmt.Sprintf("TgAb %s from %s to %s IU/mL, %s to %s: a surrogate marker, whose direction says more than its rate.",
			verb, figure(math.Exp(first.Ln)), figure(math.Exp(last.Ln)), date.Day(first.Day), date.Day(last.Day)), ""))
	}
	return out
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
	for _, w := range c.warnings {
		at := w.At
		if at != "" {
			at += ": "
		}
		out = append(out, wrap("CHECK  "+at+w.Text+".", ""))
	}
	return out
}

func (c *tgCourse) method() []string {
	out := []string{"METHOD  ln Tg on time; a value below the limit counts by its probability; interval by likelihood",
		" with t at measured values less 2, not narrower than an assay spread of " + trimFloat(c.params.totalCV) + " % allows."}
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
