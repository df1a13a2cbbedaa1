package report

import (
	"fmt"
	"slices"
	"strings"

	"symport/internal/verdict"
)

// Panel is the list of published criteria of refractoriness, each judged.
type Panel struct {
	Met, NotMet, Unknown int
	Declared             string
	Rows                 []CriterionRow
}

// CriterionRow is one criterion, or its readings if they agree.
type CriterionRow struct {
	Status  string
	Label   string
	Reason  string
	Refs    string
	Reading []string // short: beside the label
	// Explained holds readings that are sentences: shown on the page and with --full.
	Explained []string
	Body      string
}

// Tally counts the criteria by status.
func (p Panel) Tally() string { return fmt.Sprintf(wTally, p.Met, p.NotMet, p.Unknown) }

// Mark is the sign of a criterion's status in text.
func (r CriterionRow) Mark() string {
	switch r.Status {
	case "met":
		return "+"
	case "not-met":
		return "-"
	case "not-applicable":
		return "."
	}
	return "?"
}

// panel judges no criterion: it sorts them. The declaration by a physician is no
// criterion and stands in the heading.
func (d *Document) panel() Panel {
	var p Panel
	for _, c := range panelCriteria(d.A.Criteria) {
		if c.ID == "rair.declared" {
			p.Declared = d.declared(c)
			continue
		}
		row := d.criterion(c)
		if i := len(p.Rows) - 1; i >= 0 && row.Status == p.Rows[i].Status && row.Reason == p.Rows[i].Reason {
			if label, ok := oneWordApart(p.Rows[i].Label, row.Label); ok {
				p.Rows[i].Label = label
				p.Rows[i].Explained = appendNew(p.Rows[i].Explained, row.Explained...)
				p.count(row.Status)
				continue
			}
		}
		if i := slices.IndexFunc(p.Rows, row.agrees); i >= 0 {
			p.Rows[i].Reading = appendNew(p.Rows[i].Reading, row.Reading...)
			p.Rows[i].Reason = joinReasons(p.Rows[i].Reason, row.Reason)
			continue
		}
		p.Rows = append(p.Rows, row)
	}
	for _, r := range p.Rows {
		p.count(r.Status)
	}
	return p
}

// oneWordApart joins two labels that differ in one word: "within 6 or 12 months".
func oneWordApart(a, b string) (string, bool) {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) != len(y) {
		return "", false
	}
	at := -1
	for i := range x {
		if x[i] == y[i] {
			continue
		}
		if at >= 0 {
			return "", false
		}
		at = i
	}
	if at < 0 {
		return "", false
	}
	x[at] += " " + wOr + " " + y[at]
	return strings.Join(x, " "), true
}

// panelOrder is the order of the published list; other criteria of refractoriness follow.
var panelOrder = []string{
	"rair.declared", "rair.no-uptake", "rair.progression-after-rai-6mo", "rair.progression-after-rai-12mo",
	"rair.progression-after-cumulative", "rair.fdg-avid", "rair.no-uptake-all", "rair.mixed-uptake",
}

// derived criteria join the published ones; they are judged, not printed.
var derived = []string{"rair.any-criterion", "rair.current"}

func panelCriteria(all []verdict.Criterion) []verdict.Criterion {
	var out []verdict.Criterion
	for _, c := range all {
		if strings.HasPrefix(c.ID, "rair.") && !slices.Contains(derived, c.ID) {
			out = append(out, c)
		}
	}
	rank := func(c verdict.Criterion) int {
		if i := slices.Index(panelOrder, c.ID); i >= 0 {
			return i
		}
		return len(panelOrder)
	}
	slices.SortStableFunc(out, func(a, b verdict.Criterion) int { return rank(a) - rank(b) })
	return out
}

func (p *Panel) count(status string) {
	switch status {
	case "met":
		p.Met++
	case "not-met":
		p.NotMet++
	case "unknown":
		p.Unknown++
	}
}

func (r CriterionRow) agrees(o CriterionRow) bool {
	return r.Label == o.Label && r.Status == o.Status && r.Body == o.Body
}

func joinReasons(a, b string) string {
	if a == b || b == "" {
		return a
	}
	return a + "; " + b
}

func (d *Document) declared(c verdict.Criterion) string {
	if c.Status != "met" {
		return wNotDeclared
	}
	for _, w := range c.Because {
		if w.Date != "" {
			return wDeclared + " " + w.Date
		}
	}
	return wDeclared
}

func (d *Document) criterion(c verdict.Criterion) CriterionRow {
	row := CriterionRow{Status: c.Status, Label: c.Label, Body: c.Body, Refs: strings.Join(c.Facts, " ")}
	if row.Label == "" {
		row.Label = humanize(strings.TrimPrefix(c.ID, "rair."))
	}
	const short = 30
	switch {
	case c.Reading == "":
	case width(c.Reading) <= short:
		row.Reading = []string{c.Reading}
	default:
		row.Explained = []string{c.Reading}
	}
	row.Reason = d.criterionReason(c)
	return row
}

// criterionReason names the lesions it holds for, the values that decide, or what lacks.
func (d *Document) criterionReason(c verdict.Criterion) string {
	var parts []string
	if c.Lesions != nil && c.Status == "met" && len(c.Lesions.Met) > 0 {
		parts = append(parts, d.lesionNames(c.Lesions.Met))
	}
	var open []string
	for _, w := range c.Because {
		switch {
		case c.Status == "unknown" && w.Value == nil:
			open = appendNew(open, d.labels.need(w.Fact))
		case w.Status == c.Status || w.Status == "unknown":
			parts = appendNew(parts, w.Text)
		}
	}
	if len(parts)+len(open) == 0 && c.Status == "unknown" {
		open = d.labels.needs(c.Needs)
	}
	if len(open) > 0 {
		parts = append(parts, strings.Join(open, "? ")+"?")
	}
	const most = 3
	parts = parts[:min(len(parts), most)]
	if c.Uncertain {
		parts = append(parts, wNotCertain)
	}
	return strings.Join(parts, "; ")
}

func (d *Document) lesionNames(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = d.labels.lesion(id)
	}
	return strings.Join(names, ", ")
}
