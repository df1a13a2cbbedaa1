package cli

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"symport/internal/growth"
)

func (c *tgCourse) valueTable() string {
	t := grid{{"DATE", "Tg ng/mL", "TSH mIU/L", "assay", "stretch", "why not, or what broke the line"}}
	for pos := 0; pos <= len(c.course.Placed); pos++ {
		for _, b := range c.course.Breaks {
			if b.Before == pos {
				t = append(t, []string{breakWord(b) + b.Cause() + eventDay(b)})
			}
		}
		if pos < len(c.course.Placed) {
			t = append(t, c.valueRow(c.course.Placed[pos]))
		}
	}
	return t.String()
}

// tshWords tell the state of TSH where no number was recorded.
var tshWords = map[growth.TSH]string{growth.TSHSuppressed: "suppressed", growth.TSHOther: "not suppressed", growth.TSHStimulated: "stimulated"}

func breakWord(b growth.Break) string {
	if b.Mark {
		return "  . . . . .  no break: "
	}
	return "- - - - - -  break: "
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
	return []string{e.Date, e.Tg, orUnknown(cmp.Or(e.TSH, tshWords[c.samples[p.Index].TSH])), orUnknown(e.Assay), stretch, why}
}

func (c *tgCourse) stretchTable() string {
	t := grid{{"STRETCH", "from", "to", "n", "doubling time", "per year", "reliable"}}
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
