package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"symport/internal/cite"
	"symport/internal/verdict"
)

// Step is one thing to do, with its dates in words.
type Step struct {
	What, Because   string
	From, Limit     string
	Refs            string
	State           string // due | overdue | later
	Overdue, Starts string // ISO, for drawings and machines
}

// steps lists the red flags, what is overdue, then due, then later; what is done is left
// out, what lapsed is said under the checks of the record.
func steps(a *verdict.Assessment) []Step {
	var out []Step
	for _, state := range []string{"red-flags", "overdue", "due", "later"} {
		for _, act := range a.Actions {
			if act.For != "" {
				continue // in the calendar
			}
			if act.ID == state || act.State == state && act.ID != "red-flags" {
				out = append(out, step(act, a.AsOf.String()))
			}
		}
	}
	return out
}

func step(a verdict.Action, today string) Step {
	s := Step{What: a.Label, Because: a.Because, Refs: strings.Join(a.Facts, " "), State: a.State, Overdue: a.Overdue, Starts: cmp.Or(a.Earliest, a.Recommended)}
	s.From = s.Starts
	if a.State == "due" && (s.From == "" || s.From <= today) {
		s.From = wNow
	}
	switch {
	case a.State == "due" && a.Overdue == today:
		s.From, s.Limit, s.State = wToday, wToday, "today"
	case a.State == "overdue" && a.Overdue != "":
		s.Limit = fmt.Sprintf(wIsOverdue, a.Overdue)
	case a.Overdue != "":
		s.Limit = a.Overdue
	default:
		s.Limit = wNoLimit
	}
	return s
}

// Prognosis is a table of survival by stratum and year.
type Prognosis struct {
	Note   string
	Years  []int
	Strata []Stratum
	Notes  []string
}

// Stratum is one row: cells stand for the years.
type Stratum struct {
	Label, Applies, Refs string
	N                    int
	Cells                []Cell
}

// Cell is one figure; Percent nil is one the source does not give.
type Cell struct {
	Percent *float64
	Text    string
}

// afterResponse are the strata of patients who lived to a recorded response: before one
// is recorded, their figures would promise what nobody has seen.
var afterResponse = []string{"complete-response", "residual"}

func prognosis(cells []verdict.Prognosis) Prognosis {
	var p Prognosis
	hidden := false
	for _, c := range cells { // every year of the table, also of strata left out
		if !slices.Contains(p.Years, c.Years) {
			p.Years = append(p.Years, c.Years)
		}
	}
	slices.Sort(p.Years)
	for _, c := range cells {
		if slices.Contains(afterResponse, c.Stratum) && (c.Applies == nil || !*c.Applies) {
			hidden = true
			continue
		}
		p.place(c)
	}
	if hidden {
		p.Notes = append(p.Notes, wResponseOnly)
	}
	if len(cells) > 0 {
		p.Note = fmt.Sprintf(wPrognosisNote, cells[0].Endpoint, cells[0].TimeZero, cells[0].Cohort)
	}
	return p
}

func (p *Prognosis) place(c verdict.Prognosis) {
	label := c.Label
	if label == "" {
		label = humanize(c.Stratum)
	}
	i := slices.IndexFunc(p.Strata, func(s Stratum) bool { return s.Label == label && s.N == c.N })
	if i < 0 {
		i = len(p.Strata)
		p.Strata = append(p.Strata, Stratum{Label: label, N: c.N, Applies: applies(c.Applies), Refs: strings.Join(c.Facts, " "), Cells: p.empty()})
	}
	p.Strata[i].Cells[slices.Index(p.Years, c.Years)] = cell(c)
	if c.Note != "" {
		p.Notes = appendNew(p.Notes, c.Note)
	}
}

func (p *Prognosis) empty() []Cell {
	cells := make([]Cell, len(p.Years))
	for i := range cells {
		cells[i].Text = wNotGiven
	}
	return cells
}

func cell(c verdict.Prognosis) Cell {
	if c.Percent == nil {
		return Cell{Text: wNotGiven}
	}
	text := figures(*c.Percent) + " %"
	if c.Low != nil && c.High != nil {
		text += " (" + figures(*c.Low) + "-" + figures(*c.High) + ")"
	}
	return Cell{Percent: c.Percent, Text: text}
}

func applies(b *bool) string {
	switch {
	case b == nil:
		return wUnknown
	case *b:
		return wYes
	}
	return wNo
}

// notes lists what the source leaves open, where one of its statements is shown.
func notes(a *verdict.Assessment) []string {
	var out []string
	for _, n := range a.Notes {
		out = appendNew(out, noteText(n))
	}
	return out
}

// check lists what to look at in the record.
func check(a *verdict.Assessment) []string {
	var out []string
	for _, w := range a.Warnings {
		text := sentence(w.Text)
		if w.Hint != "" {
			text += " " + sentence(w.Hint)
		}
		out = appendNew(out, text)
	}
	return out
}

// sentence begins with a capital and ends with one stop.
func sentence(s string) string {
	s = upperFirst(strings.TrimRight(s, ". "))
	if strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}

// SourceLine is one source with its key.
type SourceLine struct{ Key, Text string }

func sourceLines(a *verdict.Assessment) []SourceLine {
	var out []SourceLine
	uses := sourceUses(a)
	sources := slices.Clone(a.Sources)
	slices.SortStableFunc(sources, func(x, y cite.Source) int { return uses[y.ID] - uses[x.ID] })
	for _, s := range sources {
		text := strings.TrimRight(s.Citation, ". ")
		if s.DOI != "" {
			text += ". doi " + s.DOI
		}
		if s.Verified == "unverified" {
			text += " (" + wUnverified + ")"
		}
		out = append(out, SourceLine{s.ID, text})
	}
	if a.Summary.Citation != "" || a.Summary.DOI != "" {
		text := a.Summary.Citation
		if a.Summary.DOI != "" {
			text += ". doi " + a.Summary.DOI
		}
		out = append(out, SourceLine{wPatient, strings.TrimPrefix(text, ". ")})
	}
	return out
}

// sourceUses counts how often criteria and arguments rest on each source.
func sourceUses(a *verdict.Assessment) map[string]int {
	uses := map[string]int{}
	count := func(ids []string) {
		for _, id := range ids {
			uses[id]++
		}
	}
	for i := range a.Criteria {
		count(a.Criteria[i].Sources)
	}
	for i := range a.Options {
		o := &a.Options[i]
		for _, args := range [][]verdict.Argument{o.For, o.Against, o.Excludes, o.Requires, o.Informs, o.Checklist} {
			for j := range args {
				count(args[j].Sources)
			}
		}
	}
	return uses
}

func yearHead(y int) string { return strconv.Itoa(y) + " y" }
