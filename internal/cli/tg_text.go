package cli

import (
	"fmt"
	"math"
	"strings"

	"symport/internal/growth"
)

// text is the output of tg for a reader: the sentence first, then every value with the
// stretch it went into or the reason it did not.
func (c *tgCourse) text() string {
	var b strings.Builder
	b.WriteString(wrap(titleOf(c.name)+": "+c.about, "") + "\n")
	b.WriteString(wrap(c.extent(), "") + "\n" + strings.Repeat("-", textWidth) + "\n")
	for _, s := range c.sentences() {
		b.WriteString(wrap(s, "") + "\n")
	}
	if len(c.course.Placed) > 0 {
		b.WriteString("\n" + c.valueTable())
	}
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
		text += ", " + first
	}
	if last != first {
		text += " to " + last
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
	case count[growth.TgAbNotRecorded] == n && c.antibodyNumbers():
		return "TgAb recorded, but not whether it is negative at a value"
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
	if stretches[last].Reliable {
		return out
	}
	out = append(out, c.doubtfulSentence(last))
	for i := last; i >= 0 && len(out) == 1 && stretches[last].Refusal != nil; i-- { // the last with a number
		if stretches[i].Refusal == nil {
			out = append(out, c.doubtfulSentence(i))
		}
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
			return "no value can be used, for the reasons beside them"
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
