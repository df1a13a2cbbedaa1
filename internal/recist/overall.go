package recist

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// nonTarget is the response of the non-targets, "" if there is none.
func (a *assessment) nonTarget(i int) (Category, Rule) {
	var present, absent, unknown, worse []string
	for _, l := range a.out.Lesions {
		if l.Role != NonTarget {
			continue
		}
		switch o := l.Seen[i]; {
		case o.State == Progression:
			worse = append(worse, l.ID)
		case o.Known && a.vanished(l, o.V):
			absent = append(absent, l.ID)
		case o.Known || o.State == Present || o.State == TooSmall:
			present = append(present, l.ID)
		default:
			unknown = append(unknown, l.ID)
		}
	}
	switch {
	case len(worse) > 0:
		return PD, Rule{"non-target-pd", "unequivocal progression of " + strings.Join(worse, ", ")}
	case len(unknown) > 0:
		return NE, Rule{"non-target-ne", "not evaluated: " + strings.Join(unknown, ", ")}
	case len(present) > 0:
		return NonCRNonPD, Rule{"non-target-persists", "non-target neither CR nor PD"}
	case len(absent) > 0:
		return CR, Rule{"non-target-cr", "all non-targets gone"}
	}
	return "", Rule{"no-non-target", "no non-target"}
}

func (a *assessment) vanished(l Lesion, v Tenths) bool {
	return v == 0 || (a.c.NodeShortAxis && l.Node && v < a.c.NormalShort)
}

// newLesions collects the new lesions of a visit; one whose id is known already, or at
// baseline, is not new.
func (a *assessment) newLesions(i int, tp *Timepoint) {
	if a.firstNew == nil {
		a.firstNew = map[string]int{}
	}
	for _, r := range a.out.Visits[i].rows {
		switch {
		case r.Role != New || r.Status == PartOf:
		case a.find(r.Lesion) >= 0:
			a.warn("not-new", i, r.Lesion, "%s is not new: it is already recorded under this id", r.Lesion)
		case i == 0:
			a.warn("new-at-baseline", 0, r.Lesion, "%s is called new at baseline: not counted", r.Lesion)
		case r.Status == Absent || r.Status == NotEvaluated || (r.Longest.Known && r.Longest.V == 0):
		case a.c.NodeShortAxis && r.Node && r.ShortAxis.Known && r.ShortAxis.V < a.c.NormalShort:
			a.warn("normal-node", i, r.Lesion, "%s is no new lesion: short axis %s mm, below %s mm a node is normal", r.Lesion, mm(r.ShortAxis.V), mm(a.c.NormalShort))
		case r.Status == Equivocal:
			a.seenNew(r.Lesion, i)
			tp.Equivocal = append(tp.Equivocal, r.Lesion)
		default:
			a.seenNew(r.Lesion, i)
			tp.New = append(tp.New, r.Lesion)
		}
	}
	tp.New, tp.Equivocal = slices.Compact(tp.New), slices.Compact(tp.Equivocal)
}

func (a *assessment) seenNew(id string, i int) {
	if _, ok := a.firstNew[id]; !ok {
		a.firstNew[id] = i
	}
}

// dateBack dates progression by a new lesion to the scan that first showed it.
func (a *assessment) dateBack(i int, tp Timepoint) {
	for _, id := range tp.New {
		if first := a.firstNew[id]; first < a.out.ProgressionDated && tp.Target != PD && tp.NonTarget != PD {
			a.out.ProgressionDated = first
			a.warn("dated-back", i, id, "progression date %s: %s was equivocal there and is confirmed now%s",
				a.out.Visits[first].Label(), id, a.silent())
		}
	}
}

func (a *assessment) silent() string {
	if a.c.NodeShortAxis {
		return ""
	}
	return " (" + a.c.Name + " does not say which date counts)"
}

// overall joins targets, non-targets and new lesions.
func (a *assessment) overall(tp Timepoint) (Category, Rule) {
	nonTargetOpen := tp.NonTarget == NonCRNonPD || tp.NonTarget == NE
	switch {
	case len(tp.New) > 0:
		return PD, Rule{"overall-new", "new lesion " + strings.Join(tp.New, ", ")}
	case tp.Target == PD:
		return PD, tp.TargetRule
	case tp.NonTarget == PD:
		return PD, tp.NonTargetRule
	case tp.Target == CR && nonTargetOpen:
		return PR, Rule{"overall-cr-incomplete", "targets gone, but " + tp.NonTargetRule.Text + a.analogy(tp)}
	case tp.Target == PR && nonTargetOpen:
		return PR, Rule{tp.TargetRule.ID, tp.TargetRule.Text + "; " + tp.NonTargetRule.Text + a.analogy(tp)}
	case tp.Target != "":
		return tp.Target, tp.TargetRule
	case tp.NonTarget == NonCRNonPD:
		return a.c.Persistent, tp.NonTargetRule
	case tp.NonTarget != "":
		return tp.NonTarget, tp.NonTargetRule
	}
	return NE, Rule{"nothing-to-judge", "neither target nor non-target at baseline"}
}

// analogy says where 1.0 is read by the rule of 1.1.
func (a *assessment) analogy(tp Timepoint) string {
	if tp.NonTarget == NE && !a.c.NodeShortAxis {
		return " (by analogy: " + a.c.Name + " has no such row)"
	}
	return ""
}

func (a *assessment) goneText() string {
	if a.c.NodeShortAxis {
		return "every target gone, nodes below " + mm(a.c.NormalShort) + " mm"
	}
	return "every target gone"
}

func (a *assessment) grownText(tp Timepoint) string {
	text := fmt.Sprintf("%s and +%s mm from %s mm", percent(Size{tp.Measured, true}, tp.Smallest), mm(tp.Measured-tp.Smallest.V), mm(tp.Smallest.V))
	if tp.Smallest.V == 0 {
		text = "+" + mm(tp.Measured) + " mm from 0 mm"
	}
	if len(tp.Missing) > 0 {
		text += ", even without " + strings.Join(tp.Missing, ", ")
	}
	return text
}

// stableText says by how much the nearest limit is missed.
func (a *assessment) stableText(tp Timepoint) string {
	rise := tp.Sum.V - tp.Smallest.V
	if rise <= 0 {
		return fmt.Sprintf("%s from baseline does not reach -%d %%", tp.FromBaseline, a.c.PRPercent)
	}
	if tp.Smallest.V == 0 {
		return fmt.Sprintf("+%s mm from 0 mm, less than %s mm", mm(rise), mm(a.c.PDLeast))
	}
	need := fmt.Sprintf("+%d %% (%s mm of %s mm)", a.c.PDPercent, limitMM(a.c.PDPercent, tp.Smallest.V), mm(tp.Smallest.V))
	if a.c.PDLeast > 0 {
		need += " and +" + mm(a.c.PDLeast) + " mm"
	}
	return fmt.Sprintf("%s from baseline; %s with +%s mm from the smallest is not PD: it takes %s",
		tp.FromBaseline, tp.FromSmallest, mm(rise), need)
}

// limitMM is a percentage of a sum in mm, with up to two decimals.
func limitMM(percent int64, sum Tenths) string {
	thousandths := percent * int64(sum) // of 1/1000 mm: % x tenths
	return trimZeros(fmt.Sprintf("%d.%03d", thousandths/1000, thousandths%1000))
}

func trimZeros(s string) string { return strings.TrimRight(strings.TrimRight(s, "0"), ".") }

// String prints a change in whole per cent, with a decimal where rounding would seem
// to reach a limit that was not reached.
func (p Percent) String() string {
	if !p.Known {
		return "-"
	}
	whole := fmt.Sprintf("%+.0f %%", p.V)
	if (whole == "-30 %" && p.V > -30) || (whole == "+20 %" && p.V < 20) {
		return fmt.Sprintf("%+.1f %%", math.Trunc(p.V*10)/10)
	}
	if whole == "+0 %" || whole == "-0 %" {
		return "0 %"
	}
	return whole
}

// Label is the visit's name, or its first day.
func (v Visit) Label() string {
	if v.Name != "" || !v.Dated {
		return v.Name
	}
	return dayText(v.First)
}
