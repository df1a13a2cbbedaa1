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
	fact      string // of a published criterion: what it hangs on
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

// panel judges no criterion: it sorts them into the rows of the published list. The
// declaration by a physician is no criterion and stands in the heading.
func (d *Document) panel() Panel {
	var p Panel
	for _, c := range panelCriteria(d.A.Criteria) {
		if c.ID == "rair.declared" {
			p.Declared = d.declared(c)
			continue
		}
		row := d.criterion(c)
		if i := slices.IndexFunc(p.Rows, row.joins); i >= 0 {
			p.Rows[i].add(row)
			continue
		}
		p.Rows = append(p.Rows, row)
	}
	for _, r := range p.Rows {
		p.count(r.Status)
	}
	return p
}

// joins says that a criterion is another reading of a row: of one published criterion,
// and of the same status unless it only tells more of the row's lesions.
func (r CriterionRow) joins(row CriterionRow) bool {
	if r.fact == "" {
		return r.Label == row.Label && r.Status == row.Status && r.Body == row.Body
	}
	return r.fact == row.fact && r.Body == row.Body && (r.Status == row.Status || r.fact == "lesion.uptake")
}

// add joins a reading to the row.
func (r *CriterionRow) add(o CriterionRow) {
	if label, ok := oneWordApart(r.Label, o.Label); ok {
		r.Label = label
	}
	r.Explained = appendNew(r.Explained, o.Explained...)
	r.Reading = appendNew(r.Reading, o.Reading...)
	if o.Reason != r.Reason && o.Reason != "" && r.fact != "lesion.uptake" {
		r.Reason = semicolon(r.Reason, o.Reason)
	}
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

func (d *Document) declared(c verdict.Criterion) string {
	said := wDeclared
	switch c.Status {
	case "met":
	case "not-met":
		said = wDeclaredNot
	default:
		if f := d.labels.finding("rair.decided", nil); f != nil && f.Value == true {
			return wUnclear
		}
		return wNotDeclared
	}
	for _, w := range c.Because {
		if w.Date != "" {
			return said + " " + whenWords(w.Date, false)
		}
	}
	return said
}

func (d *Document) criterion(c verdict.Criterion) CriterionRow {
	row := CriterionRow{fact: panelFacts[c.ID], Status: c.Status, Label: c.Label, Body: c.Body, Refs: strings.Join(c.Facts, " ")}
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
