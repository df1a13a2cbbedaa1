package worksheet

import (
	"fmt"
	"slices"
	"strings"

	"symport/internal/dose"
)

// PlanHead is what a plan's page says of the case and the content behind it.
type PlanHead struct {
	Patient string   // "PLYKU-P1   man, 47 y   follicular thyroid carcinoma"
	Kind    string   // published patient, synthetic patient
	Hashes  string   // record, knowledge, overlay, program
	Sources []string // of the results that were entered
	Elderly string   // what is known of fixed activities at this age; empty: nothing
}

// Plan is the page of activities of a case.
func Plan(h PlanHead, p *dose.Planned, in *dose.CasePlan) *Page {
	v := planView{p: p, in: in, l: in.Limits}
	page := &Page{Title: strings.TrimSpace(h.Patient + "   " + h.Kind), Head: v.head()}
	if !v.measured() {
		v.empty(page, h)
	} else {
		v.full(page)
	}
	page.add("Reporting", planReport(v, h).parts()...)
	page.add(hSources, append(sources(p.Sources), h.Sources...), Para(h.Hashes))
	page.add("Signed", Signatures(signers))
	return page
}

type planView struct {
	p  *dose.Planned
	in *dose.CasePlan
	l  dose.Limits
}

func (v planView) measured() bool {
	in := v.p.Input
	return in.Blood != nil || in.Marrow != nil || in.Retention != nil || len(in.Lesions) > 0
}

func (v planView) head() []string {
	var out []string
	if v.p.AsOf != "" {
		out = append(out, "as of "+v.p.AsOf)
	}
	for _, s := range v.p.Used {
		if s.Used {
			out = append(out, studyText(s))
		}
	}
	return append(out, "For a physicist and a physician to check and sign. A ceiling is not a target.")
}

func studyText(s dose.StudyLine) string {
	text := "measured"
	if s.Nuclide != "" {
		text += " with " + s.Nuclide
	}
	if s.Tracer != nil {
		text += ", " + nearSig(*s.Tracer, 4) + " MBq"
	}
	if s.ID != "" {
		text += ", study " + s.ID
	}
	if s.Date != "unknown" {
		text += ", " + s.Date
	} else {
		text += ", undated"
	}
	state := s.Preparation
	if state == "" {
		state = "preparation not recorded"
	}
	if s.TSH != nil {
		state += fmt.Sprintf(", TSH %s mIU/L", nearSig(*s.TSH, 3))
	}
	return text + "   " + state + ": holds for a therapy in that state"
}

func (v planView) full(page *Page) {
	page.add("", v.answer())
	page.add("Activity", v.activities(), v.chances())
	page.add("Limits", limits(v.p.Limits))
	page.add("Lesions, weakest first", v.lesions(), bands(v.l))
	page.add("Dose to each lesion, Gy (95 %), chance of 20 / of 80 Gy", v.each())
	page.add("Chance against activity", v.chart())
	page.add("Together", v.together())
	page.add("Redifferentiation", v.rediff()...)
	page.add("In another state: no activity comes from it", v.otherStates())
	page.add("Planned and delivered", v.comparison())
	page.add("Cumulative", v.cumulative()...)
	page.add("Check", warnings(v.p.Warnings))
	page.add("To measure", v.asks())
	v.curves(page)
	page.add("By hand", v.byHand())
	page.add("Assumed", v.assumed())
}

// answer is the first block: the ceiling and what it means for the lesions.
func (v planView) answer() Table {
	t := Table{Fold: true}
	add := func(cells ...string) { t.Rows = append(t.Rows, cells) }
	switch {
	case len(v.p.ExcludedBy) > 0:
		add("NO ACTIVITY", "excluded: "+strings.Join(v.p.ExcludedBy, "; "))
	case v.p.Ceiling == nil:
		add("NO CEILING", v.whyNoCeiling())
	default:
		add("CEILING", v.ceiling())
		for _, l := range v.p.Limits {
			if l.Activity != nil && l.Low != nil && activityWord(l.ID) == "2 Gy" {
				add(fmt.Sprintf("%g Gy AT", v.l.BloodGy), fmt.Sprintf("%s GBq (%s-%s), to %s: there the chance of more is one in two; at most 1 chance in 20 at %s GBq",
					gbq(*l.Activity), gbq(*l.Low), ceilSig(*l.High, 3), v.organ(), value(l.AtRisk, gbq)))
			}
		}
		if text := v.reach(); text != "" {
			add("LESIONS", text)
		}
	}
	return t
}

func (v planView) whyNoCeiling() string {
	for _, w := range v.p.Warnings {
		if w.ID == "other-state" || w.ID == "bone-extensive" {
			return w.Text
		}
	}
	return "no limit that applies is computed: see LIMITS"
}

func (v planView) ceiling() string {
	text := gbq(*v.p.Ceiling) + " GBq"
	if v.p.UpperBound {
		text = "at most " + text + ", as far as measured"
	}
	if v.p.Binding != nil {
		if l := v.limit(*v.p.Binding); l.Low != nil && *l.Low < *l.Activity {
			text += fmt.Sprintf(": lower bound of %s at %s (%s-%s)", bindingWord(l), gbq(*l.Activity), gbq(*l.Low), ceilSig(*l.High, 3))
		} else {
			text += ": point estimate of " + bindingWord(l) + ", no uncertainty stated"
		}
	}
	if open := v.open(); len(open) > 0 {
		text += ". Not computed: " + strings.Join(open, ", ") + "; each could lower it"
	}
	return text
}

func bindingWord(l dose.Limit) string {
	if l.ID == "blood-2Gy" || l.ID == "marrow-2Gy" {
		return l.Because
	}
	return limitWord(l.ID) + " (" + l.Because + ")"
}

func (v planView) limit(id string) dose.Limit {
	i := slices.IndexFunc(v.p.Limits, func(l dose.Limit) bool { return l.ID == id })
	return v.p.Limits[max(i, 0)]
}

// open names the limits that apply, or may, and are not computed.
func (v planView) open() []string {
	var out []string
	for _, l := range v.p.Limits {
		if l.Applies != dose.No && l.Status != "computed" {
			out = append(out, limitWord(l.ID))
		}
	}
	return out
}

func limitWord(id string) string {
	if w := map[string]string{"blood-2Gy": "blood", "retention-48h": "retention at 48 h", "lung-retention-48h": "retention with diffuse lungs",
		"lung-dose-rate": "lung dose rate", "lung-dose": "lung dose"}[id]; w != "" {
		return w
	}
	return id
}

// reach says per lesion what lies below the ceiling; never of the patient.
func (v planView) reach() string {
	if v.p.Ceiling == nil || len(v.p.Lesions) == 0 {
		return ""
	}
	var reach20, reach80 int
	var not20, not80 []string
	for _, l := range v.sorted() {
		switch l.Reaches {
		case "80":
			reach20, reach80 = reach20+1, reach80+1
		case "20":
			reach20++
			not80 = append(not80, fmt.Sprintf("%s (%s GBq)", lesionName(l.ID), gbq(*l.A80)))
		case "none":
			not20 = append(not20, fmt.Sprintf("%s (%s GBq)", lesionName(l.ID), gbq(*l.A20)))
			not80 = append(not80, lesionName(l.ID))
		}
	}
	n := len(v.p.Lesions)
	text := fmt.Sprintf("below %s GBq the estimate reaches %g Gy in %d of %d and %g Gy in %d of %d", gbq(*v.p.Ceiling), v.l.LesionPartialGy, reach20, n, v.l.LesionGy, reach80, n)
	if len(not20) > 0 {
		text += fmt.Sprintf("; not reachable below the ceiling: %g Gy in %s", v.l.LesionPartialGy, strings.Join(not20, ", "))
	}
	if len(not80) > 0 {
		text += fmt.Sprintf("; not reachable below the ceiling: %g Gy in %s", v.l.LesionGy, strings.Join(not80, ", "))
	}
	return text
}

// sorted are the lesions, weakest first; those known only from above at the end.
func (v planView) sorted() []dose.LesionLine {
	out := slices.Clone(v.p.Lesions)
	slices.SortStableFunc(out, func(a, b dose.LesionLine) int {
		switch {
		case a.Dose == nil && b.Dose == nil:
			return 0
		case a.Dose == nil:
			return 1
		case b.Dose == nil:
			return -1
		case *a.Dose < *b.Dose:
			return -1
		case *a.Dose > *b.Dose:
			return 1
		}
		return 0
	})
	return out
}

// organ is blood, or marrow that stands for it.
func (v planView) organ() string {
	if v.p.Input.Blood == nil && v.p.Input.Marrow != nil {
		return "marrow"
	}
	return "blood"
}

func (v planView) activities() Table {
	organ := v.organ()
	t := Table{Head: []string{"GBq", "mCi", "which", organ + ", Gy", fmt.Sprintf("P>%g", v.l.BloodGy), "at 48 h", "lung", "<20", "20-80", "80-100", ">100", "weakest, Gy", "P>20", "P>80"},
		Numbers: "rrlrrrrrrrrrrr"}
	weakest := ""
	if s := v.sorted(); len(s) > 0 && s[0].Dose != nil {
		weakest = s[0].ID
	}
	for i, a := range v.p.Activities {
		x, low, high, chanceOf := a.Blood, a.Low, a.High, a.POver
		if organ == "marrow" {
			x, low, high, chanceOf = a.Marrow, a.MarrowLow, a.MarrowHigh, a.PMarrow
		}
		row := []string{gbq(a.Activity), mCiOf(gbq(a.Activity)), activityWord(a.ID), brackets(x, low, high, 2), chance(chanceOf), dash(a.Retained, 2), upDash(a.Lung)}
		row = append(row, v.bandCounts(a)...)
		t.Rows = append(t.Rows, append(row, v.weakest(a, weakest)...))
		if a.ID == "ceiling" {
			t.Strong = append(t.Strong, i)
		}
	}
	return t.without()
}

func upDash(x *float64) string {
	if x == nil {
		return "-"
	}
	return ceilSig(*x, 2)
}

func activityWord(id string) string {
	switch {
	case strings.HasPrefix(id, "empiric"):
		return ""
	case id == "blood-2Gy" || id == "marrow-2Gy":
		return "2 Gy"
	}
	return id
}

// bandCounts counts the lesions in each band of dose.
func (v planView) bandCounts(a dose.ActivityLine) []string {
	n := map[string]int{}
	for _, l := range a.Lesions {
		n[l.Band]++
	}
	var out []string
	for _, b := range []string{"below-20", "20-80", "boundary-80-100", "above-100"} {
		if len(a.Lesions) == 0 {
			out = append(out, "-")
		} else {
			out = append(out, fmt.Sprint(n[b]))
		}
	}
	return out
}

func (v planView) weakest(a dose.ActivityLine, id string) []string {
	for _, l := range a.Lesions {
		if l.ID == id && l.Dose != nil {
			return []string{toLesion(l.Dose, l.Low, l.High, 2), chance(l.P20), chance(l.P80)}
		}
	}
	return []string{"-", "", ""}
}

// without drops columns that hold nothing.
func (t Table) without() Table {
	out := Table{Fold: t.Fold, Strong: t.Strong}
	keep := []int{}
	for c := range t.Head {
		for _, r := range t.Rows {
			if s := r[c]; s != "" && s != "-" && s != "unknown" {
				keep = append(keep, c)
				out.Head = append(out.Head, t.Head[c])
				out.Numbers += string(t.Numbers[c])
				break
			}
		}
	}
	for _, r := range t.Rows {
		var row []string
		for _, c := range keep {
			row = append(row, r[c])
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// chances says in one line how likely the limit is passed at three activities.
func (v planView) chances() Para {
	var parts []string
	for _, a := range v.p.Activities {
		p := a.POver
		if v.organ() == "marrow" {
			p = a.PMarrow
		}
		if p != nil && (a.ID == "ceiling" || a.ID == "asked" || activityWord(a.ID) == "2 Gy") {
			parts = append(parts, fmt.Sprintf("%s at %s GBq", chance(p), gbq(a.Activity)))
		}
	}
	text := ""
	if len(parts) > 0 {
		text = fmt.Sprintf("Chance of more than %g Gy to %s: %s. ", v.l.BloodGy, v.organ(), strings.Join(parts, ", "))
	}
	if s := v.sorted(); len(s) > 0 && s[0].Dose != nil && len(v.p.Activities) > 0 {
		text += fmt.Sprintf("Columns <20 to >100 count the lesions by dose in Gy; the weakest is %s.", lesionName(s[0].ID))
	}
	return Para(strings.TrimSpace(text))
}

func (v planView) lesions() Table {
	t := Table{Head: []string{"lesion", "site", "mass, g", "Gy/GBq (95 %)", fmt.Sprintf("GBq for %g Gy", v.l.LesionPartialGy), fmt.Sprintf("for %g", v.l.LesionGy),
		fmt.Sprintf("for %g", v.l.LesionHighGy), "below the ceiling"}, Numbers: "llrrrrrl"}
	for _, l := range v.sorted() {
		mass, site := "-", "-"
		for _, x := range v.p.Input.Lesions {
			if x.ID == l.ID && x.MassG > 0 {
				mass = nearSig(x.MassG, 2)
			}
			if x.ID == l.ID && x.Site != "" {
				site = x.Site
			}
		}
		t.Rows = append(t.Rows, []string{lesionName(l.ID), site, mass, toLesion(l.Dose, l.Low, l.High, 2), dash(l.A20, 2), dash(l.A80, 2), dash(l.A100, 2), v.reachWord(l)})
	}
	return t.without()
}

func (v planView) reachWord(l dose.LesionLine) string {
	switch l.Reaches {
	case "80":
		return fmt.Sprintf("reaches %g Gy", v.l.LesionGy)
	case "20":
		return fmt.Sprintf("reaches %g Gy", v.l.LesionPartialGy)
	case "none":
		return fmt.Sprintf("%g Gy not reachable", v.l.LesionPartialGy)
	}
	return "unknown"
}

// each lists what up to four activities bring to every lesion.
func (v planView) each() Table {
	use := v.shownActivities(4)
	for len(use) > 1 && v.eachOf(use).room(v.eachOf(use).widths(), 2) < 0 {
		use = v.shownActivities(len(use) - 1)
	}
	return v.eachOf(use)
}

// shownActivities are at most n of the activities, in the order in which one wants to
// see them: asked for, largest empiric, ceiling, the others.
func (v planView) shownActivities(n int) []dose.ActivityLine {
	var use []dose.ActivityLine
	for _, id := range []string{"asked", "empiric", "ceiling", "given"} {
		for _, a := range slices.Backward(v.p.Activities) {
			if (a.ID == id || strings.HasPrefix(a.ID, id+"-")) && len(use) < n {
				use = append(use, a)
			}
		}
	}
	slices.SortStableFunc(use, func(a, b dose.ActivityLine) int {
		if a.Activity < b.Activity {
			return -1
		}
		return 1
	})
	return use
}

func (v planView) eachOf(use []dose.ActivityLine) Table {
	t := Table{Head: []string{"lesion"}, Numbers: "l"}
	for _, a := range use {
		t.Head = append(t.Head, strings.TrimSpace(gbq(a.Activity)+" GBq "+activityWord(a.ID)))
		t.Numbers += "r"
	}
	for _, l := range v.sorted() {
		row := []string{lesionName(l.ID)}
		for _, a := range use {
			for _, d := range a.Lesions {
				if d.ID == l.ID {
					row = append(row, doseCell(d))
				}
			}
		}
		if len(row) > 1 {
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

func doseCell(d dose.LesionDose) string {
	text := toLesion(d.Dose, d.Low, d.High, 2)
	if d.P20 != nil && d.P80 != nil {
		text += " " + tight(d.P20) + "/" + tight(d.P80)
	}
	return text
}

func tight(p *float64) string { return strings.Replace(chance(p), "0.", ".", 1) }

// together is the chance that all lesions reach a dose while the limit holds; with two
// models of what the lesions share it is a range.
func (v planView) together() Table {
	t := Table{Head: []string{"GBq", "which", "dose, Gy", "all lesions", "any lesion", "all, and " + v.organ() + " within"}, Numbers: "rlrrrr"}
	if len(v.p.Lesions) < 2 {
		return t
	}
	for i := 0; i < len(v.p.Joint); i++ {
		j, k := v.p.Joint[i], v.p.Joint[i]
		if j.Model == dose.Independent && i+1 < len(v.p.Joint) {
			i++
			k = v.p.Joint[i]
		}
		if activityWord(j.ID) != "2 Gy" {
			t.Rows = append(t.Rows, []string{gbq(j.Activity), activityWord(j.ID), fmt.Sprintf("%g", j.Target), between(&j.All, &k.All), between(&j.Any, &k.Any), orDash(between(j.AllWithin, k.AllWithin))})
		}
	}
	if len(t.Rows) > 0 {
		j := v.p.Joint[0]
		note := fmt.Sprintf("%d draws, seed %d; what the lesions of a study share (tracer activity, calibration, S value) is drawn once for all of them.", j.Draws, j.Seed)
		if j.Model == dose.Independent {
			note = fmt.Sprintf("%d draws, seed %d. What the uncertainties of the lesions share is not known: from nothing to everything.", j.Draws, j.Seed)
		}
		t.Rows = append(t.Rows, []string{note})
	}
	return t
}

// between prints two chances as a range, or one if they print alike.
func between(a, b *float64) string {
	if a == nil || b == nil {
		return ""
	}
	lo, hi := min(*a, *b), max(*a, *b)
	if chance(&lo) == chance(&hi) {
		return chance(&lo)
	}
	return chance(&lo) + " to " + chance(&hi)
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func (v planView) rediff() []Part {
	r := v.p.Rediff
	if r == nil {
		return nil
	}
	t := Table{Head: []string{"lesion", "before, Gy/GBq", "on the drug", "ratio"}, Numbers: "lrrr"}
	for _, l := range r.Lesions {
		t.Rows = append(t.Rows, []string{lesionName(l.ID), dash(l.Before, 2), dash(l.OnDrug, 2), dash(l.Ratio, 2)})
	}
	head := fmt.Sprintf("Target %g Gy in %s lesions.", r.TargetGy, r.Scope)
	if r.Activity == nil {
		return []Part{t, Para(head + " No answer without an activity: --activity, or a ceiling.")}
	}
	from := map[string]string{"asked": "as asked for", "ceiling": "the ceiling, not a target"}[r.From]
	return []Part{t, Para(fmt.Sprintf("%s At %s GBq (%s): before %s; on the drug %s.", head, gbq(*r.Activity), from, answerText(r.BeforeAns), answerText(r.OnDrugAns)))}
}

func answerText(a dose.Answer) string {
	text := map[dose.Tri]string{dose.Yes: "reached (go)", dose.No: "not reached (no go)", dose.Unknown: "unknown"}[a.Reached]
	if a.Independent != nil && a.Shared != nil {
		return text + ", chance " + between(a.Independent, a.Shared)
	}
	return text
}

func (v planView) otherStates() List {
	var out List
	for _, s := range v.p.OtherStates {
		text := s.Preparation
		if s.TSH != nil {
			text += fmt.Sprintf(", TSH %s mIU/L", nearSig(*s.TSH, 3))
		}
		var parts []string
		if s.Blood != nil {
			parts = append(parts, "blood "+nearSig(*s.Blood, 2)+" Gy/GBq")
		}
		if s.Marrow != nil {
			parts = append(parts, "marrow "+nearSig(*s.Marrow, 2)+" Gy/GBq")
		}
		for _, l := range s.Lesions {
			lesion := lesionName(l.ID) + " " + nearSig(*l.Dose, 2)
			if l.Ratio != nil {
				lesion += fmt.Sprintf(" (%s times that of the plan)", nearSig(*l.Ratio, 2))
			}
			parts = append(parts, lesion)
		}
		out = append(out, text+": "+strings.Join(parts, "; "))
	}
	return out
}

func (v planView) comparison() Table {
	t := Table{Head: []string{"lesion", "GBq", "planned, Gy (95 %)", "delivered, Gy", "ratio", "within"}, Numbers: "lrrrrl"}
	for _, c := range v.p.Comparison {
		activity := "-"
		if c.Activity > 0 {
			activity = nearSig(c.Activity, 3)
		}
		planned := "not measured before"
		if c.Planned != nil {
			planned = toLesion(c.Planned, c.PlannedLow, c.PlannedHigh, 2)
		}
		t.Rows = append(t.Rows, []string{lesionName(c.Lesion), activity, planned, toLesion(&c.Delivered, c.DeliveredLow, c.DeliveredHigh, 3), dash(c.Ratio, 2), string(c.Within)})
	}
	return t
}

// cumulative is what each activity would bring the sum to.
func (v planView) cumulative() []Part {
	marks := List{}
	for _, m := range v.p.Marks {
		state := map[string]string{"reached": "reached already", "not-reached": "not reached yet", "unknown": "cannot be checked"}[m.State]
		marks = append(marks, fmt.Sprintf("%g GBq mark: %s. %s (%s)", m.GBq, state, m.Text, m.Fact))
	}
	if v.p.Before == nil {
		return []Part{Para("The activity given before is unknown: no sum."), marks}
	}
	least := ""
	if v.p.BeforeAtLeast {
		least = "at least "
	}
	t := Table{Rows: [][]string{{"before", least + nearSig(*v.p.Before, 3) + " GBq", mCi(*v.p.Before) + " mCi", ""}}, Numbers: "lrrl"}
	for _, a := range v.shown() {
		sum, note := *v.p.Before+a, ""
		for _, m := range v.p.Marks {
			if slices.Contains(m.Crosses, fmt.Sprintf("%g", a)) {
				note = fmt.Sprintf("crosses the %g GBq mark", m.GBq)
			}
		}
		if len(v.p.ExcludedBy) == 0 {
			t.Rows = append(t.Rows, []string{fmt.Sprintf("+ %g GBq", a), least + nearSig(sum, 3) + " GBq", mCi(sum) + " mCi", note})
		}
	}
	return []Part{t, marks}
}

func (v planView) shown() []float64 {
	out := slices.Clone(v.in.Empiric)
	if v.in.AskedGBq > 0 && !slices.Contains(out, v.in.AskedGBq) {
		out = append(out, v.in.AskedGBq)
	}
	slices.Sort(out)
	return out
}

func (v planView) asks() Table {
	t := Table{Head: []string{"measure", "when", "gives"}, Fold: true}
	for _, a := range v.p.Asks {
		t.Rows = append(t.Rows, []string{a.What, a.When, a.Gives})
	}
	return t
}

func (v planView) assumed() List {
	var out List
	for _, a := range v.p.Assumed {
		out = append(out, fmt.Sprintf("ASSUMED relative standard uncertainty of %s: %g %%, for none was stated. Intervals and chances above rest on it (--assume none leaves them out)", a.Of, a.U))
	}
	return out
}

// byHand writes the arithmetic of the page for one activity.
func (v planView) byHand() Formulas {
	if v.p.Ceiling == nil {
		return nil
	}
	var out Formulas
	for _, l := range v.p.Limits {
		if l.Activity == nil || l.Limit == nil {
			continue
		}
		line := fmt.Sprintf("%s: %s %s / %s = %s GBq", l.ID, nearSig(*l.Limit, 3), l.Unit, nearSig(*l.Limit / *l.Activity, 4), nearSig(*l.Activity, 4))
		if l.Low != nil {
			line += fmt.Sprintf("; lower bound %s, at most 1 in 20 at %s", nearSig(*l.Low, 4), value(l.AtRisk, func(x float64) string { return nearSig(x, 4) }))
		}
		out = append(out, line)
	}
	for _, a := range v.p.Activities {
		if x := a.Blood; x != nil && v.p.Input.Blood != nil && a.ID == "ceiling" {
			out = append(out, fmt.Sprintf("blood at %s GBq: %s x %s = %s Gy", nearSig(a.Activity, 4), nearSig(a.Activity, 4), nearSig(v.p.Input.Blood.Value, 4), nearSig(*x, 4)))
		}
	}
	return append(out, "chance of more than L: 1 - Phi(ln(L/D)/u), u = ln(upper/D)/1.96 on the upper and ln(D/lower)/1.96 on the lower side")
}

// curves show the fits of the studies that were computed from readings.
func (v planView) curves(page *Page) {
	for i, s := range v.p.Studies {
		if s.Sheet != nil {
			page.add(hRaw+", study "+lesionName(s.ID), entered(s.Sheet, func(dose.Reading) bool { return true }))
			page.add(hCorrections+", study "+lesionName(s.ID), corrections(s.Sheet, &s.Setup))
		}
		var parts []Part
		if r := s.BloodRun; r != nil {
			parts = append(parts, fitLines("whole body", "h", r.Fits.WholeBody, r.TauBody), fitLines("blood per mL", "h/mL", r.Fits.Blood, r.TauBlood),
				second(r.Second), purchases("whole body and blood", r.U, r.OneMore),
				plot(fmt.Sprintf("w%d", i), "whole body", "fraction of the administered activity", r.Fits.WholeBody), plot(fmt.Sprintf("b%d", i), "blood", "fraction per mL", r.Fits.Blood))
		}
		if rep := s.LesionRun; rep != nil {
			for k, r := range rep.Lesions {
				parts = append(parts, fitLines("lesion "+lesionName(r.ID), "h", r.Fit, r.Tau), second(r.Second), purchases("the lesion", r.U, r.OneMore),
					plot(fmt.Sprintf("s%dl%d", i, k), "lesion "+lesionName(r.ID), axisUnit(r), r.Fit))
			}
		}
		page.add(hCurves+", study "+lesionName(s.ID), parts...)
	}
}

// empty is the page of a case in which nothing was measured: a shopping list.
func (v planView) empty(page *Page, h PlanHead) {
	lead := "No dose: nothing has been measured. What is known without a measurement:"
	if len(v.p.ExcludedBy) > 0 {
		lead = "No activity: excluded by " + strings.Join(v.p.ExcludedBy, "; ") + ". What is known:"
	}
	page.add("", Para(lead))
	page.add("Cumulative", append(v.cumulative(), Para(h.Elderly))...)
	page.add("To get a plan", v.asks())
	page.add("Check", warnings(v.p.Warnings))
}
