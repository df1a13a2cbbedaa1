package cli

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"

	"symport/internal/growth"
)

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

// wrap breaks a sentence into lines; those after the first begin with a blank. A label
// ("NEXT") keeps its two blanks.
func wrap(s, indent string) string {
	var lines []string
	line := indent
	if label, rest, ok := strings.Cut(s, "  "); ok && label == strings.ToUpper(label) {
		line, s = label+" ", rest
	}
	for _, word := range strings.Fields(s) {
		if len([]rune(line))+len([]rune(word))+1 > textWidth && strings.TrimSpace(line) != "" {
			lines = append(lines, line)
			line = " " + indent
		}
		if strings.TrimSpace(line) != "" {
			line += " "
		}
		line += word
	}
	return strings.Join(append(lines, line), "\n")
}

func trimFloat(x float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0") }

func (c *tgCourse) doubtfulSentence(i int) string {
	s := c.course.Stretches[i]
	after, no := "", "No rate: "
	switch {
	case i < len(c.course.Stretches)-1:
		from, to := c.span(s)
		after, no = fmt.Sprintf("Before that, from %s to %s, ", from, to), "no rate: "
	case len(s.Opened) > 0:
		after = "After " + strings.Join(s.Opened, ", ") + ", "
		no = "no rate: "
	}
	if s.Refusal != nil {
		return after + no + s.Refusal.Text + "."
	}
	first, end := c.entries[s.Samples[0]].Tg, c.entries[s.Samples[len(s.Samples)-1]].Tg
	move := "rose from " + first + " to " + end
	rise := c.samples[s.Samples[len(s.Samples)-1]].Ln - c.samples[s.Samples[0]].Ln
	switch {
	case first == end:
		move = "stayed at " + first
	case s.Fit.Slope.Value*rise < 0:
		move = "went from " + first + " to " + end + ", against its line,"
	case s.Fit.Slope.Value < 0:
		move = "fell from " + first + " to " + end
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

// eventDay is the date of an event, as far as it is known, after a blank.
func eventDay(b growth.Break) string {
	if !b.Event {
		return ""
	}
	return " " + eventWhen(b)
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
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

// rateDigits are the decimals that a rate and the width of its interval bear.
func rateDigits(r growth.Interval) int {
	if !r.Known || r.High-r.Low < 1 {
		return 2
	}
	return 1
}

// rateText is doublings per year, to hundredths where the interval is narrow.
func rateText(r growth.Interval) string {
	digits := rateDigits(r)
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

func negated(r growth.Interval) growth.Interval {
	return growth.Interval{Value: -r.Value, Low: -r.High, High: -r.Low, Known: r.Known}
}
