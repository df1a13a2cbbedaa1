package recist

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"symport/internal/date"
)

// VisitWindow is how many days the scans of one assessment may lie apart where rows
// name no visit. It is a convention of this program, said whenever it is used; RECIST
// has no such number.
const VisitWindow = 14

// Rule names what decided a step.
type Rule struct{ ID, Text string }

// Percent is a change that may not exist: no divisor, or not all lesions measured.
type Percent struct {
	V     float64
	Known bool
}

// Timepoint is one assessment after the baseline, or the baseline itself.
type Timepoint struct {
	Sum           Size // of the targets; Known if every target was measured
	Measured      Tenths
	Missing       []string // targets without a size
	Smallest      Size     // sum before this assessment, baseline included
	FromBaseline  Percent
	FromSmallest  Percent
	Target        Category
	TargetRule    Rule
	NonTarget     Category
	NonTargetRule Rule
	New           []string // new lesions
	Equivocal     []string
	Overall       Category
	Rule          Rule
	AfterPD       bool
}

// Result is a course judged by one edition.
type Result struct {
	Criteria Criteria
	Visits   []Visit
	Lesions  []Lesion // targets and non-targets
	Points   []Timepoint
	Warnings []Warning
	// Best is the best response before progression, confirmed where the edition always
	// asks for it; Confirmed demands a second scan ConfirmDays later.
	Best, Unconfirmed, Confirmed Category
	BestAt                       int // visit at which the best response was reached, -1 if none
	ConfirmedAt                  int
	ProgressionAt                int // visit that proves progression, -1 if none
	ProgressionDated             int // visit to which it is dated back
}

// Assess judges the rows. The order of rows is of no account, except that visits
// without dates stand in the order of their first rows.
//
//	CR  every target gone (1.1: nodes below 10 mm)
//	PD  sum - smallest >= 20 % of smallest, and >= 5 mm (1.1); or a new lesion; or
//	    unequivocal progression of a non-target; or a lesion back after CR
//	PR  baseline - sum >= 30 % of baseline
//	SD  otherwise; NE where a target lacks a size, unless the others prove PD
//
// Sums in tenths of mm as whole numbers; the smallest sum includes the baseline and
// only sums in which every target was measured. Source: the papers at V11 and V10.
// Left out: the least time of stable disease (set by a trial's protocol), FDG-PET, and
// the judgement of what is unequivocal, which is the reader's.
func Assess(rows []Row, c Criteria, window int) Result {
	a := &assessment{c: c, recorded: map[string]Role{}}
	a.out = Result{Criteria: c, BestAt: -1, ConfirmedAt: -1, ProgressionAt: -1, ProgressionDated: -1}
	if len(rows) == 0 {
		return a.out
	}
	a.out.Visits = visits(a.choose(a.once(rows, window), window), window)
	a.treatedBefore()
	a.noteVisits(window)
	a.lesions()
	a.checkTargets()
	for i := range a.out.Visits {
		a.out.Points = append(a.out.Points, a.timepoint(i))
		a.sameRegion(i)
		a.sameMethod(i)
		a.restGrew(i)
	}
	a.best()
	return a.out
}

type assessment struct {
	c        Criteria
	out      Result
	recorded map[string]Role // as first written
	hadCR    bool
	ended    bool // progression was reached
	firstNew map[string]int
	treated  map[string]bool // locally, before the baseline
}

func (a *assessment) noteVisits(window int) {
	for i, v := range a.out.Visits {
		if v.mergedDays {
			a.warn("days-joined", i, "", "scans of %s to %s are taken as one assessment (up to %d days apart, no lesion twice)",
				dayText(v.First), dayText(v.Last), window)
		}
	}
}

// checkTargets names breaches of the rules of selection.
func (a *assessment) checkTargets() {
	total, organs := 0, map[string]int{}
	var names []string
	for _, l := range a.out.Lesions {
		if l.Role != Target || !l.Seen[0].Recorded {
			continue
		}
		total++
		organ := a.c.organ(l)
		if organs[organ] == 0 {
			names = append(names, organ)
		}
		organs[organ]++
	}
	if total > a.c.MaxTargets {
		a.warn("too-many-targets", 0, "", "%s targets, %s allows %d; all are summed", word(total), a.c.Name, a.c.MaxTargets)
	}
	for _, o := range names {
		if organs[o] > a.c.MaxPerOrgan {
			a.warn("too-many-in-organ", 0, "", "%s targets in %s, %s allows %d; all are summed", word(organs[o]), o, a.c.Name, a.c.MaxPerOrgan)
		}
	}
	if total == 0 {
		a.warn("no-target", 0, "", "no measurable disease: no target, no percentage")
	}
}

// sameRegion names an assessment that evaluates no lesion of the baseline: it is no
// follow-up of it.
func (a *assessment) sameRegion(i int) {
	if i == 0 || len(a.out.Points[i].New) > 0 {
		return
	}
	atBaseline := false
	for _, l := range a.out.Lesions {
		if !l.Seen[0].Recorded {
			continue
		}
		atBaseline = true
		if l.Seen[i].Recorded {
			return
		}
	}
	if atBaseline {
		a.warn("other-region", i, "", "no lesion of the baseline is evaluated: a scan of another region is no follow-up")
	}
}

// sameMethod names targets that were measured in another way than at baseline.
func (a *assessment) sameMethod(i int) {
	var other []string
	then, now := "", ""
	for _, l := range a.out.Lesions {
		if was, is := a.methodOf(l, 0), a.methodOf(l, i); l.Role == Target && was != "" && is != "" && was != is {
			other, then, now = append(other, l.ID), was, is
		}
	}
	if len(other) > 0 {
		a.warn("other-method", i, other[0], "%s measured by %s, at baseline by %s: a change of method can pass for a change of size", strings.Join(other, ", "), now, then)
	}
}

func (a *assessment) methodOf(l Lesion, visit int) string {
	for _, r := range a.out.Visits[visit].rows {
		if r.Lesion == l.ID {
			return r.Method
		}
	}
	return ""
}

// restGrew names growth of the evaluated targets by themselves where the sum of all is not
// known and so no category follows.
func (a *assessment) restGrew(i int) {
	tp := a.out.Points[i]
	if i == 0 || len(tp.Missing) == 0 || tp.Target != NE {
		return
	}
	var rest []string
	for _, l := range a.out.Lesions {
		if l.Role == Target && l.Seen[i].Known {
			rest = append(rest, l.ID)
		}
	}
	least := a.smallestOf(rest, i)
	if len(rest) > 0 && a.grown(tp.Measured, least) && !a.restGone(i) {
		a.warn("rest-grew", i, rest[0], "%s alone went from %s to %s mm, which would be progression by itself; the sum of all targets is not known, so no category follows",
			strings.Join(rest, ", "), mm(least.V), mm(tp.Measured))
	}
}

// smallestOf is the smallest sum of some lesions before a visit.
func (a *assessment) smallestOf(ids []string, visit int) (least Size) {
	for i := range visit {
		sum := Size{Known: true}
		for _, l := range a.out.Lesions {
			if slices.Contains(ids, l.ID) {
				sum.V += l.Seen[i].V
				sum.Known = sum.Known && l.Seen[i].Known
			}
		}
		if sum.Known && (!least.Known || sum.V < least.V) {
			least = sum
		}
	}
	return least
}

// organ is what stands before the first comma of the site.
func (c Criteria) organ(l Lesion) string {
	if c.NodeShortAxis && l.Node {
		return "lymph nodes"
	}
	organ, _, _ := strings.Cut(strings.ToLower(l.Site), ",")
	return strings.TrimSpace(organ)
}

func word(n int) string {
	words := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	if n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n)
}

// mm prints tenths as millimetres, without a zero after the point.
func mm(t Tenths) string { return strconv.FormatFloat(t.MM(), 'f', -1, 64) }

func dayText(day int) string { return date.Day(day).String() }

func (a *assessment) timepoint(i int) Timepoint {
	tp := a.sum(i)
	a.newLesions(i, &tp)
	if i == 0 {
		tp.Rule = Rule{"baseline", "baseline"}
		return tp
	}
	tp.Target, tp.TargetRule = a.target(i, tp)
	tp.NonTarget, tp.NonTargetRule = a.nonTarget(i)
	tp.Overall, tp.Rule = a.overall(tp)
	if a.ended {
		tp.Overall, tp.AfterPD = "", true
		tp.Rule = Rule{"after-progression", "after progression no category is defined; sum and lesions are shown"}
		return tp
	}
	a.hadCR = a.hadCR || tp.Overall == CR
	if tp.Overall == PD {
		a.ended = true
		a.out.ProgressionAt, a.out.ProgressionDated = i, i
		a.dateBack(i, tp)
	}
	return tp
}

// sum adds the targets of a visit and compares with baseline and smallest sum.
func (a *assessment) sum(i int) Timepoint {
	var tp Timepoint
	targets := 0
	for _, l := range a.out.Lesions {
		if l.Role != Target {
			continue
		}
		targets++
		if o := l.Seen[i]; o.Known {
			tp.Measured += o.V
		} else {
			tp.Missing = append(tp.Missing, l.ID)
		}
	}
	tp.Sum = Size{V: tp.Measured, Known: targets > 0 && len(tp.Missing) == 0}
	if i == 0 {
		return tp
	}
	for _, earlier := range a.out.Points {
		if s := earlier.Sum; s.Known && (!tp.Smallest.Known || s.V < tp.Smallest.V) {
			tp.Smallest = s
		}
	}
	tp.FromBaseline = percent(tp.Sum, a.out.Points[0].Sum)
	tp.FromSmallest = percent(tp.Sum, tp.Smallest)
	return tp
}

func percent(now, then Size) Percent {
	if !now.Known || !then.Known || then.V == 0 {
		return Percent{}
	}
	return Percent{V: 100 * float64(now.V-then.V) / float64(then.V), Known: true}
}

// target is the response of the targets.
func (a *assessment) target(i int, tp Timepoint) (Category, Rule) {
	base := a.out.Points[0].Sum
	gone, back := a.gone(i)
	switch {
	case len(a.out.Points[0].Missing) > 0:
		return NE, Rule{"target-ne-baseline", "the baseline sum is not known"}
	case !base.Known:
		return "", Rule{"no-target", "no target"}
	case gone:
		return CR, Rule{"target-cr", a.goneText()}
	case a.hadCR && back:
		return PD, Rule{"target-pd-return", "a lesion is back after complete response"}
	case a.grown(tp.Measured, tp.Smallest) && !(len(tp.Missing) > 0 && a.restGone(i)):
		return PD, Rule{"target-pd", a.grownText(tp)}
	case !tp.Sum.Known:
		return NE, Rule{"target-ne", "not every target evaluated, and the others do not prove progression"}
	case 100*int64(base.V-tp.Sum.V) >= a.c.PRPercent*int64(base.V):
		return PR, Rule{"target-pr", fmt.Sprintf("%s from baseline (at least -%d %%)", tp.FromBaseline, a.c.PRPercent)}
	}
	return SD, Rule{"target-sd", a.stableText(tp)}
}

// gone reports whether every target has disappeared, and whether one that is no node
// by short axis is there.
func (a *assessment) gone(i int) (gone, there bool) {
	gone = true
	for _, l := range a.out.Lesions {
		if l.Role != Target {
			continue
		}
		o := l.Seen[i]
		node := a.c.NodeShortAxis && l.Node
		absent := o.Known && (o.V == 0 || (node && o.V < a.c.NormalShort))
		gone = gone && absent
		there = there || (!node && (o.State == Present || o.State == TooSmall || (o.Known && o.V > 0)))
	}
	return gone, there
}

// restGone reports whether every evaluated target has disappeared: a node may grow from 0
// to under 10 mm and stay normal.
func (a *assessment) restGone(i int) bool {
	return !slices.ContainsFunc(a.out.Lesions, func(l Lesion) bool {
		return l.Role == Target && l.Seen[i].Known && !a.vanished(l, l.Seen[i].V)
	})
}

// grown reports whether a sum is progression from the smallest one. A sum that lacks a
// lesion is the least that the whole can be.
func (a *assessment) grown(sum Tenths, smallest Size) bool {
	rise := sum - smallest.V
	return smallest.Known && rise > 0 && rise >= a.c.PDLeast && 100*int64(rise) >= a.c.PDPercent*int64(smallest.V)
}
