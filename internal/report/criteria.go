package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"symport/internal/verdict"
)

// criterionReason says in the patient's own data why a criterion stands as it does.
func (d *Document) criterionReason(c verdict.Criterion) string {
	say := map[string]func(verdict.Criterion) []string{
		"lesion.uptake":                     d.sayUptake,
		"progression.time_after_rai":        d.sayTime,
		"rai.cumulative_before_progression": d.sayCumulative,
		"lesion.fdg_highly":                 d.sayFDG,
	}
	var parts []string
	if f := say[panelFacts[c.ID]]; f != nil {
		parts = f(c)
	} else {
		parts = d.sayAnything(c)
	}
	if c.Uncertain {
		parts = append(parts, wNotCertain)
	}
	return strings.Join(parts, "; ")
}

// panelFacts is the fact that a published criterion hangs on.
var panelFacts = map[string]string{
	"rair.no-uptake": "lesion.uptake", "rair.no-uptake-all": "lesion.uptake", "rair.mixed-uptake": "lesion.uptake",
	"rair.progression-after-rai-6mo": "progression.time_after_rai", "rair.progression-after-rai-12mo": "progression.time_after_rai",
	"rair.progression-after-cumulative": "rai.cumulative_before_progression", "rair.fdg-avid": "lesion.fdg_highly",
}

// sayUptake goes through the lesions: not taking up, taking up, and why not known.
func (d *Document) sayUptake(c verdict.Criterion) []string {
	return d.sayLesions("lesion.uptake", lesionWords{no: wNoUptakeOn, yes: wUptakeOn, first: false, silent: d.noScanWords()})
}

// sayFDG does the same for FDG.
func (d *Document) sayFDG(c verdict.Criterion) []string {
	silent := wNoPET
	if f := d.labels.finding("staging.fdg_pet_done", nil); f != nil {
		switch n := petsOf(f.From); {
		case n > 0 && f.Value == true:
			silent = fmt.Sprintf(wPETUncalled, n)
		case n > 0:
			silent = fmt.Sprintf(wPETSilent, n)
		}
	}
	return d.sayLesions("lesion.fdg_highly", lesionWords{no: wNotHighlyOn, yes: wHighlyOn, first: true, silent: silent})
}

// petsOf counts the PET among the entries of a finding: that there was none can rest on
// other examinations.
func petsOf(refs []string) (n int) {
	for _, at := range refs {
		if strings.Contains(at, "PET") {
			n++
		}
	}
	return n
}

// lesionWords are the sentences on a truth of the lesions: no, yes and never recorded.
type lesionWords struct {
	no, yes string
	first   bool // the value that stands first
	silent  string
}

// sayLesions groups the lesions by what is known of them, those that decide first.
func (d *Document) sayLesions(fact string, w lesionWords) []string {
	var known, open clauses
	for _, first := range []bool{w.first, !w.first} {
		for _, lesion := range d.A.Lesions {
			f := d.labels.finding(fact, &lesion.ID)
			if f == nil || f.Lesion == "" || f.Value != first {
				continue
			}
			known.add(d.valueSentence(f, w), d.labels.place(lesion.ID))
		}
	}
	for _, lesion := range d.A.Lesions {
		if f := d.labels.finding(fact, &lesion.ID); f != nil && f.Lesion != "" && f.Value == nil {
			open.add(d.whySentence(f, w.silent), d.labels.place(lesion.ID))
		}
	}
	if len(known.heads) == 0 && len(open.heads) == 1 && open.heads[0] == w.silent {
		return []string{w.silent}
	}
	return d.joinLesions(known, open, len(d.A.Lesions))
}

// joinLesions names the places before each sentence, unless it speaks of every lesion.
func (d *Document) joinLesions(known, open clauses, all int) []string {
	if all == 0 {
		return []string{d.noLesions()}
	}
	var out []string
	for _, c := range []clauses{known, open} {
		for _, head := range c.heads {
			places := c.words[head]
			switch {
			case len(places) == all && all > 1:
				out = append(out, head)
			case len(places) > 3:
				out = append(out, fmt.Sprintf(wLesionCount, len(places))+": "+head)
			default:
				out = append(out, listed(places)+": "+head)
			}
		}
	}
	if list := d.labels.finding("lesions.complete", nil); len(open.heads) == 0 && list == nil && d.listOpen() {
		out = append(out, wOtherLesions)
	}
	return out
}

// listOpen says that some criterion lacks the completeness of the list of lesions.
func (d *Document) listOpen() bool {
	return slices.ContainsFunc(d.A.Criteria, func(c verdict.Criterion) bool { return slices.Contains(c.Needs, "lesions.complete") })
}

func (d *Document) valueSentence(f *verdict.Finding, w lesionWords) string {
	sentence := w.no
	if f.Value == true {
		sentence = w.yes
	}
	if len(f.From) == 0 {
		return strings.TrimSuffix(sentence, wOnScan)
	}
	return fmt.Sprintf(sentence, scanWords(f.From[0]))
}

// whySentence says why a value is not known; silent is for what nobody wrote.
func (d *Document) whySentence(f *verdict.Finding, silent string) string {
	words := whyWords[f.Why]
	switch {
	case f.Why == "" || f.Why == "not-recorded":
		return silent
	case words == "":
		return wNotRecorded
	case strings.Contains(words, "%s") && len(f.From) > 0:
		return fmt.Sprintf(words, scanWords(f.From[0]))
	}
	return strings.ReplaceAll(words, "%s", wTheScan)
}

// noScanWords says that the scans after radioiodine are silent on uptake.
func (d *Document) noScanWords() string {
	if f := d.labels.finding("rai.ever", nil); f != nil && f.Value == false {
		return wNoScanNoRAI
	}
	n := d.labels.finding("rai.courses", nil)
	if n == nil || n.Low == nil || n.High == nil || *n.Low != *n.High || *n.Low < 1 {
		return wScansSilent
	}
	if *n.Low == 1 {
		return wOneScanSilent
	}
	return fmt.Sprintf(wScansSilentOf, figures(*n.Low))
}

// sayTime says when growth came after the last course, or why that is not known.
func (d *Document) sayTime(c verdict.Criterion) []string {
	if said := d.withoutRadioiodine(c); said != "" {
		return []string{said}
	}
	f := d.labels.finding("progression.time_after_rai", nil)
	switch {
	case f == nil:
		return []string{wNotRecorded}
	case f.Status == "known" && f.High == nil && f.Low != nil:
		return []string{fmt.Sprintf(wFreeUntil, figures(*f.Low))}
	case f.Status == "known":
		return []string{fmt.Sprintf(wGrewAfter, rangeOf(f))}
	}
	return []string{d.whyNoTime(f)}
}

// whyNoTime says what lacks: a scan after the last course, or what the scans that there
// are do not say.
func (d *Document) whyNoTime(f *verdict.Finding) string {
	if f.Why != "scan-missing" && f.Why != "not-recorded" {
		return d.whySentence(f, wNoScanAfter)
	}
	courses := d.labels.finding("rai.courses", nil)
	if courses == nil {
		return wNoScanAfter
	}
	course, ok := days(courses.Date)
	if grew := d.labels.finding("progression.any", nil); ok && grew != nil && grew.Value == true && len(grew.From) > 0 {
		if on, dated := days(grew.Date); dated && on.Hi > course.Hi {
			return fmt.Sprintf(wGrowthUnplaced, scanWords(grew.From[0]))
		}
	}
	for _, e := range slices.Backward(d.A.Summary.Course) {
		on, dated := days(e.When)
		if ok && dated && e.Section == "imaging" && e.Used && on.Hi > course.Hi && !strings.HasPrefix(e.Text, wWholeBody) {
			return fmt.Sprintf(wSilentScan, whenWords(e.When, false))
		}
	}
	return wNoScanAfter
}

// withoutRadioiodine answers a criterion that asks for growth after radioiodine where
// there was none.
func (d *Document) withoutRadioiodine(c verdict.Criterion) string {
	f := d.labels.finding("rai.ever", nil)
	switch {
	case f == nil || f.Value == true:
		return ""
	case f.Value == false:
		return lowerFirst(strings.TrimSuffix(wNoRadioiodine, "."))
	}
	return wWhetherRAI
}

// sayCumulative sets the sum given beside the limit.
func (d *Document) sayCumulative(c verdict.Criterion) []string {
	if said := d.withoutRadioiodine(c); said != "" {
		return []string{said}
	}
	var out []string
	for _, w := range c.Because {
		if limit, ok := w.Threshold.(float64); ok && w.Fact == "rai.cumulative_before_progression" {
			out = append(out, d.sumGiven(w, limit))
		}
	}
	grew := d.labels.finding("progression.after_rai", nil)
	switch {
	case grew == nil || c.Status == "not-met" && grew.Value != false:
	case grew.Value == true:
		out = append(out, wGrewAfterAll)
	case grew.Value == false:
		out = append(out, wNoGrowth)
	default:
		out = append(out, d.whyNoTime(grew))
	}
	return out
}

func (d *Document) sumGiven(w *verdict.Why, limit float64) string {
	f := d.labels.finding(w.Fact, nil)
	switch {
	case f == nil || f.Status != "known" || f.Low == nil || f.High == nil && *f.Low == 0:
		if all := rangeOf(d.labels.finding("rai.cumulative", nil)); all != "" {
			return fmt.Sprintf(wSumAll, all)
		}
		return wSumUnknown
	case f.High == nil:
		return fmt.Sprintf(wSumAtLeast, figures(*f.Low))
	case *f.High < limit:
		return fmt.Sprintf(wSumBelow, figures(*f.High), strconv.FormatFloat(limit-*f.High, 'f', 1, 64))
	case *f.Low == *f.High:
		return fmt.Sprintf(wSumGiven, figures(*f.Low))
	}
	return fmt.Sprintf(wSumBetween, figures(*f.Low), figures(*f.High))
}

// sayAnything is for a criterion without sentences of its own: the lesions it holds
// for, the values that decide, or what lacks.
func (d *Document) sayAnything(c verdict.Criterion) []string {
	var parts []string
	if c.Lesions != nil && c.Status == "met" && len(c.Lesions.Met) > 0 {
		parts = append(parts, d.labels.places(c.Lesions.Met))
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
	return parts[:min(len(parts), most)]
}

// scanWords names an examination of the record ("imaging 2018-03 I-131 post-therapy").
func scanWords(at string) string {
	section, rest, _ := strings.Cut(at, " ")
	when, kind, _ := strings.Cut(rest, " ")
	if section != "imaging" {
		return wTheScan
	}
	if kind == "" || strings.HasPrefix(kind, "I-1") {
		kind = strings.TrimSpace(kind + " scan")
	}
	if when == wUndated {
		return fmt.Sprintf(wUndatedScan, kind)
	}
	words := whenWords(when, false)
	if strings.HasPrefix(words, wAbout) || strings.Contains(when, "..") {
		return fmt.Sprintf(wScanAt, kind, words)
	}
	return fmt.Sprintf(wScanOf, kind, words)
}
