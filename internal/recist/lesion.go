package recist

import (
	"fmt"
	"slices"
	"strings"
)

// Lesion is a lesion as the baseline fixes it.
type Lesion struct {
	ID, Site string
	Node     bool
	Role     Role
	Demoted  bool // recorded as target, counted as non-target
	Seen     []Observation
}

// Observation is one lesion at one visit. Size counts in the sum where Known.
type Observation struct {
	Size
	State    Status // Measured, Present, Absent, Progression, NotEvaluated, TooSmall, Treated, MergedIn
	Recorded bool   // a row speaks of it
}

// Warning is a breach of a rule or something that the reader must know.
type Warning struct {
	ID, Text string
	Visit    int // -1: of the whole
	Lesion   string
}

// NotAtBaseline is the warning of a lesion that the baseline does not hold and nobody calls
// new.
const NotAtBaseline = "not-at-baseline"

// TreatedBefore is the warning of a lesion treated locally before the baseline.
const TreatedBefore = "treated-before"

// axis is the size that counts.
func (c Criteria) axis(r Row) Size {
	if !c.NodeShortAxis || !r.Node {
		return r.Longest
	}
	if !r.ShortAxis.Known && r.Longest.Known && r.Longest.V == 0 {
		return r.Longest
	}
	return r.ShortAxis
}

// lesions lists targets and non-targets as the baseline fixes them, in the order of
// their ids, with what each visit says of them.
func (a *assessment) lesions() {
	for i, v := range a.out.Visits {
		for _, r := range v.rows {
			if r.Status != PartOf && r.Role != New {
				a.know(i, r)
			}
		}
	}
	slices.SortFunc(a.out.Lesions, func(x, y Lesion) int { return strings.Compare(x.ID, y.ID) })
	for k := range a.out.Lesions {
		l := &a.out.Lesions[k]
		for i, v := range a.out.Visits {
			l.Seen = append(l.Seen, a.observe(*l, i, v))
		}
		a.stayTreated(l)
	}
}

// know adds a lesion when a row first speaks of it.
func (a *assessment) know(visit int, r Row) {
	if k := a.find(r.Lesion); k >= 0 {
		if a.recorded[r.Lesion] != r.Role {
			a.warn("role-changed", visit, r.Lesion, "%s changes between target and non-target: its role at baseline holds", r.Lesion)
		}
		return
	}
	a.recorded[r.Lesion] = r.Role
	l := Lesion{ID: r.Lesion, Site: r.Site, Node: r.Node, Role: r.Role, Demoted: a.treated[r.Lesion]}
	if visit > 0 {
		a.warn(NotAtBaseline, visit, l.ID, "%s is not in the baseline: new, or not imaged or overlooked there", l.ID)
	} else if l.Role == Target && a.demote(&l, r) {
		return
	}
	a.out.Lesions = append(a.out.Lesions, l)
}

func (a *assessment) find(id string) int {
	return slices.IndexFunc(a.out.Lesions, func(l Lesion) bool { return l.ID == id })
}

// demote counts a target that is not measurable as a non-target; gone is true for a
// normal node, which is no lesion.
func (a *assessment) demote(l *Lesion, r Row) (gone bool) {
	size := a.c.axis(r)
	least, what := a.c.MinLongest, "longest diameter"
	if a.c.NodeShortAxis && l.Node {
		least, what = a.c.MinNodeShort, "short axis"
	}
	switch {
	case !size.Known:
		a.warn("no-baseline-size", 0, l.ID, "%s is a target without %s at baseline", l.ID, what)
		return false
	case size.V >= least:
		return false
	case a.c.NodeShortAxis && l.Node && size.V < a.c.NormalShort:
		a.warn("normal-node", 0, l.ID, "%s is no lesion: short axis %s mm, below %s mm a node is normal", l.ID, mm(size.V), mm(a.c.NormalShort))
		return true
	}
	a.warn("not-measurable", 0, l.ID, "%s is not a target: %s %s mm, at least %s mm asked; counted as non-target",
		l.ID, what, mm(size.V), mm(least))
	l.Role, l.Demoted = NonTarget, true
	return false
}

// observe joins what the rows of a visit say of a lesion.
func (a *assessment) observe(l Lesion, visit int, v Visit) Observation {
	var own, parts []Row
	for _, r := range v.rows {
		switch {
		case r.Status == PartOf && r.Other == l.ID:
			parts = append(parts, r)
		case r.Lesion == l.ID && r.Role != New:
			own = append(own, r)
		}
	}
	if len(parts) > 0 {
		return a.sumParts(l, visit, own, parts)
	}
	if len(own) == 0 {
		return Observation{State: NotEvaluated}
	}
	if slices.ContainsFunc(own[1:], func(r Row) bool { return r != own[0] && !sameButDay(r, own[0]) }) {
		a.warn("contradiction", visit, l.ID, "%s has two different entries at one assessment: not evaluated", l.ID)
		return Observation{State: NotEvaluated, Recorded: true}
	}
	return a.observed(l, visit, own[0])
}

func sameButDay(a, b Row) bool {
	a.Day, b.Day = 0, 0
	return a == b
}

func (a *assessment) sumParts(l Lesion, visit int, own, parts []Row) Observation {
	out := Observation{Size: Size{Known: true}, Recorded: true}
	for _, r := range append(slices.Clone(own), parts...) {
		r.Node = l.Node
		o := a.observed(l, visit, r)
		if !o.Known {
			return Observation{State: NotEvaluated, Recorded: true}
		}
		out.V += o.V
	}
	a.warn("split", visit, l.ID, "%s has split: its parts are added", l.ID)
	return out
}

// observed reads one row.
func (a *assessment) observed(l Lesion, visit int, r Row) Observation {
	size := a.c.axis(r)
	out := Observation{Size: size, State: r.Status, Recorded: true}
	switch r.Status {
	case Measured, PartOf:
		out.State = Measured
		if !size.Known {
			out.State = NotEvaluated
			if r.Longest.Known && l.Role == Target {
				a.warn("no-short-axis", visit, l.ID, "%s is a node without short axis: not evaluated", l.ID)
			}
		}
	case Absent:
		out.Size = Size{Known: true}
	case MergedIn:
		out.Size = Size{Known: true}
		a.warn("merged", visit, l.ID, "%s has merged with %s, which is measured once", l.ID, r.Other)
	case TooSmall:
		out = a.tooSmall(l, visit, out)
	case NotEvaluated, Treated, Equivocal:
		out.Size = Size{}
	}
	return out
}

func (a *assessment) tooSmall(l Lesion, visit int, o Observation) Observation {
	switch {
	case o.Known:
	case a.c.TooSmall > 0:
		o.Size = Size{V: a.c.TooSmall, Known: true}
	case l.Role == Target:
		a.warn("no-default-size", visit, l.ID, "%s is too small to measure: %s has no value for it, not evaluated", l.ID, a.c.Name)
	}
	return o
}

// stayTreated takes a locally treated lesion out of the measure from the first scan
// after the treatment on.
func (a *assessment) stayTreated(l *Lesion) {
	day, known, treated := 0, false, false
	for i, v := range a.out.Visits {
		for _, r := range v.rows {
			if r.Lesion == l.ID && r.Status == Treated && !treated {
				day, known, treated = r.TreatedDay, r.TreatedKnown, true
				a.treatedWarning(l, i, r)
			}
		}
		if treated && i > 0 && (!known || !v.Dated || v.Last >= day) {
			l.Seen[i] = Observation{State: Treated, Recorded: true}
		}
	}
}

func (a *assessment) treatedWarning(l *Lesion, visit int, r Row) {
	a.warn("treated", visit, l.ID, "%s locally treated%s: what it does since is no response, it is not evaluated", l.ID, treatedOn(r))
}

func treatedOn(r Row) string {
	if r.TreatedKnown {
		return " " + dayText(r.TreatedDay)
	}
	return ""
}

// treatedBefore makes a lesion that was treated locally before the baseline a non-target:
// it is measurable only once it has grown since, and then the row does not call it treated.
func (a *assessment) treatedBefore() {
	a.treated = map[string]bool{}
	base := &a.out.Visits[0]
	for k := range base.rows {
		r := &base.rows[k]
		if r.Status != Treated || r.TreatedKnown && base.Dated && r.TreatedDay > base.Last {
			continue
		}
		a.treated[r.Lesion] = a.treated[r.Lesion] || r.Role == Target
		counted := ""
		if r.Role == Target {
			counted = "; counted as non-target"
		}
		a.warn(TreatedBefore, 0, r.Lesion, "%s locally treated%s, before baseline: a target only if it has grown since%s", r.Lesion, treatedOn(*r), counted)
		r.Status = Measured
		if !a.c.axis(*r).Known {
			r.Status = Present
		}
	}
	for i := range a.out.Visits {
		for k := range a.out.Visits[i].rows {
			if r := &a.out.Visits[i].rows[k]; a.treated[r.Lesion] && r.Role == Target {
				r.Role = NonTarget
			}
		}
	}
}

func (a *assessment) warn(id string, visit int, lesion, format string, args ...any) {
	a.out.Warnings = append(a.out.Warnings, Warning{ID: id, Text: fmt.Sprintf(format, args...), Visit: visit, Lesion: lesion})
}
