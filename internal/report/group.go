package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"symport/internal/verdict"
)

// groupKind is one of the display groups, in the order in which they are shown.
type groupKind int

const (
	groupNow groupKind = iota
	groupCheck
	groupOpen
	groupNotNow
	groupNotThis
	groupCount
)

// groupOf sorts verdicts into display groups.
func groupOf(v verdict.Verdict) groupKind {
	switch v {
	case verdict.Indicated, verdict.Consider:
		return groupNow
	case verdict.CheckFirst, verdict.Defer:
		return groupCheck
	case verdict.NeedsData:
		return groupOpen
	case verdict.Discouraged, verdict.NotIndicated:
		return groupNotNow
	}
	return groupNotThis
}

// Group is a display group with its rows.
type Group struct {
	Title  string
	InPlay bool
	Rows   []Row
}

// Row is one line of the options: one option, or several that share verdict and question.
type Row struct {
	Parts   []Part
	Verdict verdict.Verdict
	AtBest  verdict.Verdict // empty where the verdict cannot rise
	State   string
	Counts  verdict.Counts // the most of its parts
	Least   verdict.Counts // the least
	Hint    Hint
	Card    Card // every reason
	Brief   Card // the reasons on few lines

	kind               string // what several options are ways of: radioiodine, tki
	test, experimental bool
}

// Part is one option of a row.
type Part struct {
	ID     string
	Number int
	Name   string
	Target string // the lesions it is judged for
	Many   string // how many, where that is more than one
}

// Numbers lists the numbers of a row, each once, three or more in a row as a span.
func (r Row) Numbers() string { return strings.ReplaceAll(ranges(r.numbers()), " ", ", ") }

func (r Row) numbers() []int {
	var out []int
	for _, p := range r.Parts {
		if !slices.Contains(out, p.Number) {
			out = append(out, p.Number)
		}
	}
	return out
}

// Name joins the names of a row, without the numbers; a last word that all have is said
// once.
func (r Row) Name() string {
	names, shared := make([]string, len(r.Parts)), r.sharedWord()
	for i, p := range r.Parts {
		if names[i] = p.Name; i > 0 {
			names[i] = lowerFirst(p.Name)
		}
		if i < len(r.Parts)-1 {
			names[i] = strings.TrimSuffix(names[i], shared)
		}
	}
	return strings.Join(names, ", ") + r.target()
}

// target names the lesions of a row whose parts speak of the same ones; mergeRow joins
// no others.
func (r Row) target() string {
	if r.Parts[0].Target == "" {
		return ""
	}
	return ": " + r.Parts[0].Target
}

// VerdictPhrase is the verdict with the best that it can become.
func (r Row) VerdictPhrase() string {
	switch {
	case r.AtBest == "":
		return verdictWords[r.Verdict]
	case r.Verdict == verdict.Defer:
		return fmt.Sprintf(wCorrected, verdictWords[r.Verdict], verdictWords[r.AtBest])
	}
	return fmt.Sprintf(wAtBest, verdictWords[r.Verdict], verdictWords[r.AtBest])
}

// group arranges the options: targets and activities of one option that agree share a
// row, then options that share verdict, counts and question.
func (d *Document) group() []Group {
	var groups [groupCount][]Row
	for _, bundle := range d.bundles() {
		row := d.row(bundle)
		g := groupOf(row.Verdict)
		groups[g] = mergeRow(groups[g], row)
	}
	var out []Group
	for kind, rows := range groups {
		if len(rows) == 0 {
			continue
		}
		title := groupTitles[kind]
		if groupKind(kind) == groupNotThis {
			title = fmt.Sprintf(title, whom(d.A.Summary.Sex))
		}
		out = append(out, Group{Title: title, InPlay: groupKind(kind) <= groupOpen, Rows: rows})
	}
	return out
}

// bundles collects the entries of one option that agree, in the order of the source.
func (d *Document) bundles() [][]*verdict.Option {
	var out [][]*verdict.Option
	places := map[string]int{}
	for i := range d.A.Options {
		o := &d.A.Options[i]
		k := fmt.Sprint(o.ID, o.Verdict, atBest(o), o.Reason, o.Until, o.Correct)
		at, ok := places[k]
		if !ok {
			at = len(out)
			places[k] = at
			out = append(out, nil)
		}
		out[at] = append(out[at], o)
	}
	slices.SortStableFunc(out, func(a, b []*verdict.Option) int {
		return cmp.Compare(d.numbers[a[0].ID], d.numbers[b[0].ID])
	})
	return out
}

func (d *Document) row(bundle []*verdict.Option) Row {
	o := bundle[0]
	return Row{
		Parts:   []Part{{ID: o.ID, Number: d.numbers[o.ID], Name: d.name(bundle), Target: d.target(bundle), Many: many(bundle)}},
		Verdict: o.Verdict, AtBest: atBest(o), State: o.State, Counts: most(bundle), Least: least(bundle),
		Hint: d.hint(bundle),
		Card: d.card(bundle), Brief: d.briefCard(bundle),
		kind: o.Group, test: o.Kind == "test", experimental: o.Experimental,
	}
}

func most(bundle []*verdict.Option) verdict.Counts {
	c := bundle[0].Counts
	for _, o := range bundle {
		c = larger(c, o.Counts)
	}
	return c
}

func least(bundle []*verdict.Option) verdict.Counts {
	c := bundle[0].Counts
	for _, o := range bundle {
		c = smaller(c, o.Counts)
	}
	return c
}

func larger(a, b verdict.Counts) verdict.Counts {
	return verdict.Counts{For: max(a.For, b.For), Against: max(a.Against, b.Against), Unknown: max(a.Unknown, b.Unknown)}
}

func smaller(a, b verdict.Counts) verdict.Counts {
	return verdict.Counts{For: min(a.For, b.For), Against: min(a.Against, b.Against), Unknown: min(a.Unknown, b.Unknown)}
}

// mergeRow adds a row to the one of its group that says the same, if there is one.
func mergeRow(rows []Row, row Row) []Row {
	for i := range rows {
		if rows[i].says(row) {
			rows[i].Parts = append(rows[i].Parts, row.Parts...)
			rows[i].Card, rows[i].Brief = rows[i].Card.with(row.Card), rows[i].Brief.joined(row.Brief)
			rows[i].Hint = rows[i].Hint.with(row.Hint)
			rows[i].Counts, rows[i].Least = larger(rows[i].Counts, row.Counts), smaller(rows[i].Least, row.Least)
			return rows
		}
	}
	return append(rows, row)
}

func (r Row) says(other Row) bool {
	const partsMost = 6
	if r.listed() || other.listed() {
		return r.listed() && other.listed() && r.Verdict == other.Verdict
	}
	if r.Verdict != other.Verdict || r.AtBest != other.AtBest || r.State != other.State ||
		len(r.Parts) >= partsMost || r.target() != other.target() {
		return false
	}
	if r.target() != "" && r.Verdict == verdict.NeedsData && slices.Equal(r.Hint.Lead, other.Hint.Lead) {
		return true // one lesion, one question
	}
	sameItem := r.Parts[0].Number == other.Parts[0].Number // one item of the source
	related := r.kind != "" && r.kind == other.kind || groupOf(r.Verdict) > groupOpen
	return sameItem || related && r.Hint.Fit(hintRoom) == other.Hint.Fit(hintRoom)
}

// listed says that the row is a test of which no more is said than its verdict.
func (r Row) listed() bool {
	return r.test && (r.Verdict == verdict.NeedsData || r.Verdict == verdict.NotIndicated)
}

// Common are the counts that every part of the row has.
func (r Row) Common() verdict.Counts {
	c := r.Counts
	if r.Least.For != c.For {
		c.For = 0
	}
	if r.Least.Against != c.Against {
		c.Against = 0
	}
	if r.Least.Unknown != c.Unknown {
		c.Unknown = 0
	}
	return c
}

// name is the label with the activities that the bundle speaks of.
func (d *Document) name(bundle []*verdict.Option) string {
	name := bundle[0].Label
	if name == "" {
		name = humanize(bundle[0].ID)
	}
	var activities []string
	for _, o := range bundle {
		if o.ActivityGBq != nil {
			activities = appendNew(activities, figures(*o.ActivityGBq))
		}
	}
	if len(activities) > 0 {
		name += " " + strings.Join(activities, ", ") + " GBq"
	}
	if bundle[0].Experimental && groupOf(bundle[0].Verdict) > groupOpen {
		name += " (" + wExperiment + ")"
	}
	return name
}

// target names the lesions or regions that the bundle is judged for.
func (d *Document) target(bundle []*verdict.Option) string {
	var targets []string
	for _, o := range bundle {
		if o.Target.Kind != "patient" && o.Target.Kind != "" {
			targets = appendNew(targets, d.labels.lesion(o.Target.ID))
		}
	}
	if len(targets) > 3 {
		return fmt.Sprintf(wLesionCount, len(targets))
	}
	return strings.Join(targets, "; ")
}

// many counts the lesions of a bundle of more than one.
func many(bundle []*verdict.Option) string {
	if len(bundle) < 2 || bundle[0].Target.Kind == "patient" {
		return ""
	}
	return fmt.Sprintf(wLesionCount, len(bundle))
}

// bestFirst orders verdicts from the furthest.
var bestFirst = []verdict.Verdict{
	verdict.Indicated, verdict.Consider, verdict.CheckFirst, verdict.NeedsData, verdict.Defer,
	verdict.Discouraged, verdict.NotIndicated, verdict.NotEligible, verdict.NotAddressed, verdict.Contraindicated,
}

// atBest is the best verdict still open, for the verdicts that answers can raise.
func atBest(o *verdict.Option) verdict.Verdict {
	switch o.Verdict {
	case verdict.CheckFirst, verdict.Defer, verdict.NeedsData:
	default:
		return ""
	}
	if o.Verdict == verdict.Defer {
		return o.Corrected
	}
	if o.AtBest != "" {
		return o.AtBest
	}
	for _, v := range bestFirst {
		if slices.Contains(o.Allows, v) && v != o.Verdict {
			return v
		}
	}
	return ""
}
