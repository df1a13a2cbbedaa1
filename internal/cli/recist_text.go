package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"symport/internal/date"
	"symport/internal/recist"
)

// text is the output of recist for a reader: the category first, then lesions down and
// scans across, the reason of each change, and what to check.
func (c *recistCourse) text() string {
	var b strings.Builder
	b.WriteString(clip(c.name+"   "+c.about) + "\n")
	if len(c.result.Visits) == 0 {
		return b.String() + strings.Repeat("-", textWidth) + "\nNo size of a lesion is recorded: no response by " + c.result.Criteria.Name + ".\n"
	}
	b.WriteString(clip(c.extent()) + "\n")
	b.WriteString(strings.Repeat("-", textWidth) + "\n")
	if lines := c.linesTable(); lines != "" {
		b.WriteString(wrap(c.lastLine(), "") + "\n\n" + lines + "\nWHOLE RECORD\n")
	}
	b.WriteString(wrap(c.sentence(), "") + "\n")
	for _, part := range c.tables() {
		b.WriteString("\n" + part)
	}
	if why := c.why(); why != "" {
		b.WriteString("\n" + why)
	}
	for _, line := range c.checks() {
		b.WriteString("\n" + wrap(line, ""))
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func (c *recistCourse) count(role recist.Role) int {
	n := 0
	for _, l := range c.result.Lesions {
		if l.Role == role {
			n++
		}
	}
	return n
}

func (c *recistCourse) extent() string {
	r := c.result
	text := fmt.Sprintf("%s   %s, %s, %s", r.Criteria.Name, plural(c.count(recist.Target), "target lesion"),
		plural(c.count(recist.NonTarget), "non-target"), plural(len(r.Visits), "scan"))
	if when := scanTime(r.Visits); when != "" {
		return text + ", " + when
	}
	return text + " without dates"
}

// scanTime is the time from the first scan to the last, "" if the scans have names only.
func scanTime(visits []recist.Visit) string {
	first, last := visits[0], visits[len(visits)-1]
	from, to := first.Label(), last.Label()
	if first.Dated {
		from, to = date.Day(first.First).String(), date.Day(last.Last).String()
	} else if _, err := date.Parse(from); err != nil {
		return ""
	}
	if from == to {
		return from
	}
	return from + " to " + to
}

// sentence is the best response and the progression.
func (c *recistCourse) sentence() string {
	r := c.result
	if len(r.Points) < 2 {
		return "Baseline only: no response yet."
	}
	var out []string
	if r.ProgressionAt < 0 || r.Best != recist.PD {
		out = append(out, c.bestSentence())
	}
	if i := r.ProgressionAt; i >= 0 {
		text := "PD on " + r.Visits[i].Label() + ": "
		if !r.Visits[i].Dated {
			text = "PD at scan " + r.Visits[i].Label() + ": "
		}
		if r.Points[i].Rule.ID == "target-pd" {
			text += "by the sum of the targets, "
		}
		text += r.Points[i].Rule.Text
		if i != r.ProgressionDated {
			text += ", dated to " + r.Visits[r.ProgressionDated].Label()
		}
		out = append(out, text+"."+c.nearMiss(i))
	}
	return strings.Join(out, " ")
}

func (c *recistCourse) bestSentence() string {
	r := c.result
	if r.Best == recist.NE {
		return "No response could be evaluated."
	}
	text := "Best response " + string(r.Best)
	if r.BestAt >= 0 {
		text += ", reached " + r.Visits[r.BestAt].Label()
	}
	if r.Best != recist.CR && r.Best != recist.PR {
		return text + "."
	}
	if r.Confirmed == r.Best && r.ConfirmedAt >= 0 {
		return text + ", confirmed " + r.Visits[r.ConfirmedAt].Label() + "."
	}
	return text + ", not confirmed."
}

// nearMiss says by how much the scan before progression fell short of it.
func (c *recistCourse) nearMiss(i int) string {
	p := c.result.Points[i-1]
	if i < 2 || !p.Sum.Known || !p.Smallest.Known || p.Smallest.V == 0 || p.Sum.V <= p.Smallest.V || p.Overall == recist.PD {
		return ""
	}
	short := c.shortOf(p)
	if short <= 0 || short > 20 { // tenths: worth saying within 2 mm
		return ""
	}
	return fmt.Sprintf(" The scan before was %s mm short of it.", trimFloat(short.MM()))
}

// shortOf is how much the sum lacks to progression, rounded up to tenths.
func (c *recistCourse) shortOf(p recist.Timepoint) recist.Tenths {
	e := c.result.Criteria
	need := recist.Tenths((e.PDPercent*int64(p.Smallest.V) + 99) / 100)
	return max(need, e.PDLeast) - (p.Sum.V - p.Smallest.V)
}

// why is one line for each change of category, with the rule in numbers.
func (c *recistCourse) why() string {
	var b strings.Builder
	r := c.result
	was := recist.Category("")
	for i, p := range r.Points {
		confirms := i == r.ConfirmedAt && r.Confirmed == p.Overall
		if i == 0 || (p.Overall == was && !confirms) {
			continue
		}
		text := p.Rule.Text
		if confirms && p.Overall == was {
			text = "confirms it" + c.later(i)
		}
		word := string(p.Overall)
		if p.AfterPD {
			word = "-"
		}
		b.WriteString(wrapHanging(fmt.Sprintf(" %-12s %-4s ", r.Visits[i].Label(), word), text) + "\n")
		was = p.Overall
	}
	if b.Len() == 0 {
		return ""
	}
	return "WHY\n" + b.String() + c.legend()
}

func (c *recistCourse) later(i int) string {
	v, w := c.result.Visits[max(c.result.BestAt, 0)], c.result.Visits[i]
	if !v.Dated || !w.Dated {
		return ""
	}
	return fmt.Sprintf(", %d days later", w.First-v.First)
}

// legend explains the marks that were used.
func (c *recistCourse) legend() string {
	var out string
	used := func(mark string) bool {
		for _, l := range c.result.Lesions {
			for i := range l.Seen {
				if strings.HasSuffix(c.cell(l, i), mark) {
					return true
				}
			}
		}
		return false
	}
	if used(" n") {
		out += " n  a node under 10 mm counts as normal; its millimetres stay in the sum\n"
	}
	if used(" s") {
		out += " s  seen, too small to measure: taken as 5 mm\n"
	}
	if used("?") {
		out += " ?  not evaluated\n"
	}
	return out
}

// wrapHanging wraps text after a label, further lines under the first word.
func wrapHanging(label, text string) string {
	width := textWidth - len([]rune(label))
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return label + strings.Join(append(lines, line), "\n"+strings.Repeat(" ", len([]rune(label))))
}

// checks are the warnings and what the reader must know beside them.
func (c *recistCourse) checks() []string {
	var out []string
	for _, w := range c.result.Warnings {
		at := ""
		if w.Visit > 0 {
			at = c.result.Visits[w.Visit].Label() + ": "
		}
		out = append(out, "CHECK  "+at+w.Text+".")
	}
	if text := c.growers(); text != "" {
		out = append(out, "CHECK  "+text)
	}
	if c.smallTarget() {
		out = append(out, "CHECK  Slice thickness not recorded: 10 mm is measurable only on slices of 5 mm or less.")
	}
	return out
}

// growers says which targets have grown from their smallest size, the fastest first,
// where others have not.
func (c *recistCourse) growers() string {
	var grown []recist.Lesion
	var text, still []string
	for _, l := range c.result.Lesions {
		switch {
		case l.Role != recist.Target:
		case growthOf(l) > 0:
			grown = append(grown, l)
		default:
			still = append(still, l.ID)
		}
	}
	if len(grown) == 0 || len(still) == 0 {
		return ""
	}
	slices.SortStableFunc(grown, func(a, b recist.Lesion) int { return cmp.Compare(growthOf(b), growthOf(a)) })
	for _, l := range grown {
		text = append(text, fmt.Sprintf("%s grew %.0f %%", l.ID, 100*growthOf(l)))
	}
	return strings.Join(text, ", ") + " from the smallest; " + strings.Join(still, ", ") + " did not."
}

// smallTarget reports whether a target under 20 mm is measured by its longest diameter.
func (c *recistCourse) smallTarget() bool {
	return slices.ContainsFunc(c.result.Lesions, func(l recist.Lesion) bool {
		o := l.Seen[0]
		return l.Role == recist.Target && !l.Node && o.Known && o.V < 200
	})
}
