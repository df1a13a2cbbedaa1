package cli

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"

	"symport/internal/date"
	"symport/internal/growth"
)

// text is the output of tg for a reader: the sentence first, then every value with the
// stretch it went into or the reason it did not.
func (c *tgCourse) text() string {
	var b strings.Builder
	b.WriteString(clip(titleOf(c.name)+"   "+c.about) + "\n")
	b.WriteString(clip(c.extent()) + "\n" + strings.Repeat("-", textWidth) + "\n")
	for _, s := range c.sentences() {
		b.WriteString(wrap(s, "") + "\n")
	}
	b.WriteString("\n" + c.valueTable())
	if len(c.course.Stretches) > 0 {
		b.WriteString("\n" + c.stretchTable())
	}
	for _, block := range [][]string{c.notes(), c.antibodyLines(), c.next(), c.warningLines(), c.method()} {
		if len(block) > 0 {
			b.WriteString("\n" + strings.Join(block, "\n") + "\n")
		}
	}
	return b.String()
}

// titleOf is the file without its folder.
func titleOf(name string) string {
	if name == "-" {
		return "standard input"
	}
	return filepath.Base(name)
}

func clip(s string) string {
	if r := []rune(s); len(r) > textWidth {
		return string(r[:textWidth-3]) + "..."
	}
	return s
}

// wrap breaks a sentence into lines; those after the first begin with a blank.
func wrap(s, indent string) string {
	var lines []string
	line := indent
	for _, word := range strings.Fields(s) {
		if len([]rune(line))+len([]rune(word))+1 > textWidth && strings.TrimSpace(line) != "" {
			lines = append(lines, line)
			line = " " + strings.TrimSpace(indent)
		}
		if strings.TrimSpace(line) != "" {
			line += " "
		}
		line += word
	}
	return strings.Join(append(lines, line), "\n")
}

// extent is the number of values and their time.
func (c *tgCourse) extent() string {
	dated, first, last := 0, "", ""
	for _, p := range c.course.Placed {
		if s := c.samples[p.Index]; s.Dated {
			dated++
			last = c.entries[p.Index].Date
			if first == "" {
				first = last
			}
		}
	}
	text := fmt.Sprintf("%d thyroglobulin entries", len(c.entries))
	if len(c.entries) == 1 {
		text = "1 thyroglobulin entry"
	}
	if dated < len(c.entries) {
		text += fmt.Sprintf(", %d with a date", dated)
	}
	if dated > 0 {
		text += ", " + first + " to " + last
	}
	if c.leftOut != "" {
		text += "; " + c.leftOut
	}
	return text + "; " + c.antibodyExtent()
}

func (c *tgCourse) antibodyExtent() string {
	count := map[growth.TgAb]int{}
	for _, s := range c.samples {
		count[s.TgAb]++
	}
	n := len(c.samples)
	switch {
	case n == 0 || count[growth.TgAbNotRecorded] == n:
		return "TgAb not recorded"
	case count[growth.TgAbNegative] == n:
		return "TgAb negative throughout"
	case count[growth.TgAbFound] == n:
		return "TgAb positive throughout"
	case count[growth.TgAbFound] > 0:
		return fmt.Sprintf("TgAb positive at %d", count[growth.TgAbFound])
	}
	return fmt.Sprintf("TgAb negative at %d, not recorded at %d", count[growth.TgAbNegative], count[growth.TgAbNotRecorded])
}

// sentences say what the course comes to.
func (c *tgCourse) sentences() []string {
	stretches := c.course.Stretches
	last := len(stretches) - 1
	if last < 0 {
		return []string{"No rate: " + c.whyNothing() + "."}
	}
	var out []string
	for i := last; i >= 0; i-- {
		if stretches[i].Reliable {
			out = append(out, c.reliableSentence(i, i == last))
			break
		}
	}
	if !stretches[last].Reliable {
		out = append(out, c.doubtfulSentence(last))
	}
	return out
}

func (c *tgCourse) whyNothing() string {
	if len(c.course.Placed) == 0 {
		return "no thyroglobulin value"
	}
	why := c.course.Placed[0].Why
	for _, p := range c.course.Placed {
		if p.Why != why {
			return "no value can be used, see each"
		}
	}
	return "no value can be used (" + why + ")"
}

func (c *tgCourse) span(s growth.Stretch) (from, to string) {
	return c.entries[s.Samples[0]].Date, c.entries[s.Samples[len(s.Samples)-1]].Date
}

func (c *tgCourse) reliableSentence(i int, last bool) string {
	s := c.course.Stretches[i]
	from, to := c.span(s)
	lead := fmt.Sprintf("From %s to %s", from, to)
	if last && i == 0 && len(c.course.Stretches) == 1 {
		lead = "In " + duration(s.Fit.ToDay-s.Fit.FromDay)
	}
	if s.Fit.Slope.Value < 0 {
		return fmt.Sprintf("%s Tg fell, halving in %s: class falling, chance of a doubling time under %s %s.",
			lead, duration(halvingDays(s.Fit)), c.fastLimit(), percentText(s.Fast))
	}
	of := "a doubling time under " + c.fastLimit()
	if s.Class == growth.ClassOf(math.Inf(1), c.params.classes) {
		of = "that"
	}
	return fmt.Sprintf("%s Tg doubled in %s: class %s, chance of %s %s.",
		lead, withLimits(s.Fit.DoublingDays()), classText(s.Class), of, percentText(s.Fast))
}

func (c *tgCourse) fastLimit() string { return yearsText(c.params.classes[0]) }

func yearsText(x float64) string {
	if x == 1 {
		return "1 year"
	}
	return trimFloat(x) + " years"
}

func trimFloat(x float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0") }

func (c *tgCourse) doubtfulSentence(i int) string {
	s := c.course.Stretches[i]
	after, no := "", "No rate: "
	if len(s.Opened) > 0 {
		after = "After " + strings.Join(s.Opened, ", ") + ", "
		no = "no rate: "
	}
	if s.Refusal != nil {
		return after + no + s.Refusal.Text + "."
	}
	first, end := c.entries[s.Samples[0]].Tg, c.entries[s.Samples[len(s.Samples)-1]].Tg
	move := "rose from " + first + " to " + end
	switch {
	case s.Fit.Slope.Value < 0:
		move = "fell from " + first + " to " + end
	case first == end:
		move = "stayed at " + first
	}
	return fmt.Sprintf("%sTg %s in %s. Not reliable: %s, so used in no rule.", after, move,
		duration(s.Fit.ToDay-s.Fit.FromDay), s.Reasons[0].Text)
}

// classText is a class in words: "under 1 year", "1 to 3 years", "3 years or more".
func classText(class string) string {
	limit, _ := strings.CutSuffix(class, " y")
	switch {
	case strings.HasPrefix(limit, "<"):
		return "under " + strings.Replace(limit[1:]+" years", "1 years", "1 year", 1)
	case strings.HasPrefix(limit, ">="):
		return limit[2:] + " years or more"
	case limit == class:
		return class
	}
	return strings.Replace(limit, "-", " to ", 1) + " years"
}

func percentText(p float64) string {
	switch {
	case p < 0.01:
		return "under 1 %"
	case p > 0.99:
		return "over 99 %"
	}
	return fmt.Sprintf("%.0f %%", 100*p)
}

func halvingDays(f growth.Fit) float64 { return -math.Ln2 / f.Slope.Value * growth.DaysPerYear }

// duration is days in months below two years, in years above.
func duration(days float64) string {
	x, unit := inUnit(days)
	return figure(x) + " " + unit
}

func inUnit(days float64) (float64, string) {
	if days < 2*growth.DaysPerYear {
		return days / (growth.DaysPerYear / 12), "months"
	}
	return days / growth.DaysPerYear, "years"
}

// figure is a time in at most three figures, a decimal below 20.
func figure(x float64) string {
	switch {
	case x >= 1000:
		return "over 1000"
	case x < 19.95:
		return trimFloat(x)
	}
	return fmt.Sprintf("%.0f", x)
}

// withLimits is a doubling time with its interval, all in the unit of the estimate.
func withLimits(d growth.Interval) string {
	x, unit := inUnit(d.Value)
	scale := d.Value / x
	switch {
	case !d.Known:
		return figure(x) + " " + unit
	case math.IsInf(d.High, 1):
		return fmt.Sprintf("%s %s (%s or more)", figure(x), unit, figure(d.Low/scale))
	}
	return fmt.Sprintf("%s %s (%s-%s)", figure(x), unit, figure(d.Low/scale), figure(d.High/scale))
}

func (c *tgCourse) valueTable() string {
	t := grid{{"DATE", "Tg ng/mL", "TSH mIU/L", "assay", "stretch", "why not, or what broke the line"}}
	for pos := 0; pos <= len(c.course.Placed); pos++ {
		for _, b := range c.course.Breaks {
			if b.Before == pos {
				t = append(t, []string{"- - - - - -  break: " + b.Cause() + eventDay(b)})
			}
		}
		if pos < len(c.course.Placed) {
			t = append(t, c.valueRow(c.course.Placed[pos]))
		}
	}
	return t.String()
}

// eventDay is the date of an event, as far as it is known.
func eventDay(b growth.Break) string {
	if !b.Event {
		return ""
	}
	return " " + date.Between(date.Day(b.DayLow), date.Day(b.DayHigh)).String()
}

func (c *tgCourse) valueRow(p growth.Placed) []string {
	e := c.entries[p.Index]
	stretch, why := "-", p.Why
	if p.Stretch > 0 {
		stretch = fmt.Sprint(p.Stretch)
	}
	if why == "stimulated" && e.Way != "" {
		why += " (" + e.Way + ")"
	}
	if why == "" && c.samples[p.Index].Censor != growth.Exact {
		why = map[growth.Censor]string{growth.Below: "below the limit, used as such", growth.Above: "above the range, used as such"}[c.samples[p.Index].Censor]
	}
	if c.samples[p.Index].TgAb == growth.TgAbFound {
		why = strings.TrimPrefix(why+"; TgAb positive", "; ")
	}
	return []string{e.Date, e.Tg, orUnknown(e.TSH), orUnknown(e.Assay), stretch, why}
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}

func (c *tgCourse) stretchTable() string {
	t := grid{{"STRETCH", "from", "to", "values", "doubling time", "per year", "reliable"}}
	for i, s := range c.course.Stretches {
		from, to := c.span(s)
		row := []string{fmt.Sprint(i + 1), from, to, fmt.Sprint(len(s.Samples)), "no rate", "-", "no"}
		if s.Refusal == nil {
			row[4], row[5] = doublingText(s.Fit), rateText(s.Fit.PerYear())
		}
		if s.Reliable {
			row[6] = "yes"
		}
		t = append(t, row)
	}
	return t.String()
}

func doublingText(f growth.Fit) string {
	switch {
	case f.Slope.Value < 0:
		return "halves in " + duration(halvingDays(f))
	case f.Slope.Value == 0:
		return "none: no change"
	}
	return withLimits(f.DoublingDays())
}

// rateText is doublings per year, to hundredths where the interval is narrow.
func rateText(r growth.Interval) string {
	digits := 1
	if !r.Known || r.High-r.Low < 1 {
		digits = 2
	}
	f := func(x float64) string { return fixed(x, digits) }
	if !r.Known {
		return f(r.Value)
	}
	joint := "-"
	if r.Low < 0 || r.High < 0 {
		joint = " to "
	}
	return f(r.Value) + " (" + f(r.Low) + joint + f(r.High) + ")"
}

// fixed prints x with a number of decimals, a rounded zero without a sign.
func fixed(x float64, decimals int) string {
	s := fmt.Sprintf("%.*f", decimals, x)
	if strings.Trim(s, "-0.") == "" {
		return strings.TrimPrefix(s, "-")
	}
	return s
}

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

func negated(r growth.Interval) growth.Interval {
	return growth.Interval{Value: -r.Value, Low: -r.High, High: -r.Low, Known: r.Known}
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
		asks = append(asks, fmt.Sprintf("%d more %s at TSH under %s, same assay, with TgAb", missing,
			map[bool]string{true: "value", false: "values"}[missing == 1], trimFloat(c.params.suppressed)))
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

// naive shows what the usual ways with values below the limit come to.
func (c *tgCourse) naive(s growth.Stretch) string {
	var points []growth.Point
	for _, i := range s.Samples {
		v := c.samples[i]
		points = append(points, growth.Point{Day: v.Day, Ln: v.Ln, Censor: v.Censor, SD: v.SD})
	}
	dropped, halved, ok := growth.Naive(points)
	if !ok {
		return ""
	}
	return fmt.Sprintf("leaving out what is below the limit gives %.2f a year, half the limit %.2f, which is wrong.",
		dropped/math.Ln2, halved/math.Ln2)
}
