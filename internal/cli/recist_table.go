package cli

import (
	"slices"
	"strings"

	"symport/internal/recist"
)

// scansAcross is how many scans stand beside each other.
const scansAcross = 6

// tables are the scans in blocks that fit the width.
func (c *recistCourse) tables() []string {
	var out []string
	n := len(c.result.Visits)
	for from := 0; from < n; from += scansAcross {
		out = append(out, c.block(from, min(from+scansAcross, n)))
	}
	return out
}

func (c *recistCourse) block(from, to int) string {
	r := c.result
	head := []string{""}
	for i := from; i < to; i++ {
		head = append(head, shortLabel(r.Visits, from, i))
	}
	head = append(head, "")
	t := grid{head}
	row := func(label string, cell func(i int) string, mark string) {
		line := []string{label}
		for i := from; i < to; i++ {
			line = append(line, cell(i))
		}
		if slices.ContainsFunc(line[1:], func(s string) bool { return s != "" }) {
			t = append(t, append(line, mark))
		}
	}
	fastest := c.fastest()
	for _, l := range r.Lesions {
		if l.Role == recist.Target {
			row(c.label(l), func(i int) string { return c.cell(l, i) }, map[bool]string{true: "fastest"}[l.ID == fastest && to == len(r.Visits)])
		}
	}
	c.sums(row)
	for _, l := range r.Lesions {
		if l.Role == recist.NonTarget {
			row(c.label(l)+" (non-target)", func(i int) string { return c.cell(l, i) }, "")
		}
	}
	row("new lesion", c.newCell, "")
	row("OVERALL", func(i int) string { return c.overallCell(i) }, "")
	return t.String()
}

// shortLabel leaves out the year where it is that of the scan before.
func shortLabel(visits []recist.Visit, from, i int) string {
	label := visits[i].Label()
	if i > from && len(label) == len("2006-01-02") && strings.HasPrefix(visits[i-1].Label(), label[:5]) {
		return label[5:]
	}
	return label
}

func (c *recistCourse) sums(row func(string, func(int) string, string)) {
	points := c.result.Points
	if c.count(recist.Target) == 0 {
		return
	}
	row("sum, mm", c.sumCell, "")
	row("from baseline", func(i int) string { return percentCell(points[i].FromBaseline) }, "")
	row("from smallest so far", func(i int) string {
		if p := points[i]; p.FromSmallest.Known && p.FromSmallest.V <= 0 {
			return "0"
		}
		return percentCell(points[i].FromSmallest)
	}, "")
	row("", func(i int) string {
		p := points[i]
		if !p.Sum.Known || !p.Smallest.Known || p.Sum.V <= p.Smallest.V {
			return ""
		}
		return "+" + trimFloat((p.Sum.V - p.Smallest.V).MM()) + " mm"
	}, "")
	row("targets", func(i int) string { return string(points[i].Target) }, "")
}

func percentCell(p recist.Percent) string {
	if !p.Known {
		return ""
	}
	return p.String()
}

func (c *recistCourse) label(l recist.Lesion) string {
	text := l.ID + "  " + l.Site
	if l.Node && c.result.Criteria.NodeShortAxis && l.Role == recist.Target {
		text += ", short axis"
	}
	if r := []rune(text); len(r) > 26 {
		text = string(r[:25]) + "."
	}
	return text
}

// cell is a lesion at a visit: millimetres, or a word.
func (c *recistCourse) cell(l recist.Lesion, i int) string {
	o := l.Seen[i]
	e := c.result.Criteria
	word := map[recist.Status]string{recist.Absent: "gone", recist.Present: "seen", recist.Progression: "worse",
		recist.NotEvaluated: "?", recist.Treated: "treated", recist.MergedIn: "merged", recist.TooSmall: "small"}[o.State]
	switch {
	case o.State == recist.TooSmall && o.Known:
		return trimFloat(o.V.MM()) + " s"
	case word != "":
		return word
	case e.NodeShortAxis && l.Node && o.V < e.NormalShort && o.V > 0:
		return trimFloat(o.V.MM()) + " n"
	}
	return trimFloat(o.V.MM())
}

func (c *recistCourse) sumCell(i int) string {
	p := c.result.Points[i]
	if !p.Sum.Known {
		return trimFloat(p.Measured.MM()) + "+?"
	}
	text := trimFloat(p.Sum.V.MM())
	if i == c.lowest() && i > 0 {
		text += " min"
	}
	return text
}

// lowest is the visit of the smallest sum.
func (c *recistCourse) lowest() int {
	at := -1
	for i, p := range c.result.Points {
		if p.Sum.Known && (at < 0 || p.Sum.V < c.result.Points[at].Sum.V) {
			at = i
		}
	}
	return at
}

func (c *recistCourse) newCell(i int) string {
	p := c.result.Points[i]
	switch {
	case i == 0:
		return ""
	case len(p.New) > 0:
		return strings.Join(p.New, " ")
	case len(p.Equivocal) > 0:
		return strings.Join(p.Equivocal, " ") + " ?"
	}
	return "no"
}

func (c *recistCourse) overallCell(i int) string {
	p := c.result.Points[i]
	switch {
	case i == 0:
		return "baseline"
	case p.AfterPD:
		return "after PD"
	}
	return string(p.Overall)
}

// fastest is the target that has grown most from its smallest size, "" if none has.
func (c *recistCourse) fastest() string {
	name, most := "", 0.0
	for _, l := range c.result.Lesions {
		if g := growthOf(l); l.Role == recist.Target && g > most {
			name, most = l.ID, g
		}
	}
	return name
}

// growthOf is the last size over the smallest before it, less 1; 0 if unknown.
func growthOf(l recist.Lesion) float64 {
	last := l.Seen[len(l.Seen)-1]
	least := last.V
	for _, o := range l.Seen {
		if o.Known && o.V > 0 {
			least = min(least, o.V)
		}
	}
	if !last.Known || least <= 0 {
		return 0
	}
	return float64(last.V-least) / float64(least)
}
