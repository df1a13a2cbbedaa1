package casefile

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"symport/internal/date"
	"symport/internal/record"
	"symport/internal/unit"
)

// checkPerson finds what cannot be true of one person.
func (w *walker) checkPerson(p *record.Patient) {
	who := &p.Person
	pregnant := who.Pregnancy.V == "pregnant"
	if who.Sex.V == "male" {
		for _, f := range []struct {
			said  bool
			field any
			what  string
		}{
			{pregnant, &who.Pregnancy, "pregnant"},
			{who.Lactation.V == "breastfeeding", &who.Lactation, "breastfeeding"},
			{who.Menopause.Has(), &who.Menopause, "menopause"},
			{who.LastPeriod.Has(), &who.LastPeriod, "a last period"},
		} {
			if f.said {
				w.warn(w.node(f.field), "contradiction", "the sex, or this?", "%s, but the patient is male", f.what)
			}
		}
	}
	for i := range p.Events {
		e := &p.Events[i]
		if who.Sex.V == "male" && slices.Contains([]string{"pregnancy", "delivery", "miscarriage"}, e.What) && (!e.Present.Has() || e.Present.V) {
			w.warn(w.node(&e.What), "contradiction", "the sex, or this?", "%s, but the patient is male", e.What)
		}
	}
	if pregnant && (who.Menopause.V == "post" || who.Hysterectomy.V) {
		w.warn(w.node(&who.Pregnancy), "contradiction", "which of them?", "pregnant, but after menopause or hysterectomy")
	}
	w.checkAge(p)
}

// checkAge compares an age with the birth: on the day of the age, else anywhere in the
// time that the file tells of.
func (w *walker) checkAge(p *record.Patient) {
	who := &p.Person
	born, held := who.Born.V, who.AgeOn
	if !who.Age.Has() || !who.Born.Has() || !born.Known {
		return
	}
	when := "on " + held.String()
	if !held.Known {
		if held = w.told(p); !held.Known {
			return
		}
		when = "at some time in " + held.String()
	}
	least, most := born.MonthsTo(held)
	years := who.Age.V.In("y")
	young, old := years > most/12, years < math.Floor(least/12)
	switch who.Age.V.Bound {
	case unit.Below:
		young, old = false, years <= math.Floor(least/12)
	case unit.Above:
		old = false
	}
	if young || old {
		w.warn(w.node(&who.Age), "contradiction", "one of the three?", "age %s %s, but born %s", who.Age.V, when, born)
	}
}

// told is the time from the first to the last dated entry, with the day of the question.
func (w *walker) told(p *record.Patient) date.Span {
	out := p.AsOf
	for _, a := range w.entries {
		if s := a.entry.Span(); s.Known && a.section != "planned" {
			if !out.Known {
				out = s
			}
			out = date.Between(min(out.Lo, s.Lo), max(out.Hi, s.Hi))
		}
	}
	return out
}

// checkStage finds distant lesions beside M0. A lesion found after the diagnosis does
// not contradict the stage of the diagnosis.
func (w *walker) checkStage(p *record.Patient) {
	if !strings.HasSuffix(p.Tumour.TNM.M, "0") {
		return
	}
	diagnosis := p.Tumour.Found
	if !diagnosis.Known {
		diagnosis = firstSurgery(p)
	}
	var ids []string
	for _, l := range p.Lesions {
		if distant(l) && (!l.Found.Known || !diagnosis.SurelyBefore(l.Found)) && (l.FoundText != "" || !l.Found.Known) {
			ids = append(ids, l.ID)
		}
	}
	for _, s := range p.Tumour.Sites {
		if s.Present.V && !slices.Contains(notDistant, s.Site) && !s.When.Known && !slices.Contains(ids, s.Site) {
			ids = append(ids, s.Site)
		}
	}
	if len(ids) > 0 {
		verb := " is a distant site"
		if len(ids) > 1 {
			verb = " are distant sites"
		}
		w.warn(w.node(&p.Tumour.TNM.M), "contradiction", "M1, other sites, or found later? then say when", "M0, but %s%s", enumerate(ids), verb)
	}
}

func distant(l record.Lesion) bool {
	return !slices.Contains(notDistant, l.Site) && l.Site != "" && l.Kind != "primary" && l.Kind != "other-tumour" && l.Nature.V != "other-tumour"
}

func firstSurgery(p *record.Patient) date.Span {
	var first date.Span
	for _, s := range p.Surgery {
		if d := s.Span(); d.Known && (!first.Known || d.Hi < first.Hi) {
			first = d
		}
	}
	return first
}

func enumerate(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// slack is what rounding between mCi and GBq may do to a printed sum.
const slack = 0.02

// checkTotals finds sums that do not add up.
func (w *walker) checkTotals(p *record.Patient) {
	for i := range p.Radioiodine {
		r := &p.Radioiodine[i]
		if r.Each.Has() && r.Total.Has() && r.Courses.Has() {
			w.addsUp(r, float64(r.Courses.V)*r.Each.V.Value, r.Total.V, &r.Total, "the parts")
		}
		if r.Activity.Has() && r.Total.Has() && (!r.Courses.Has() || r.Courses.V <= 1) {
			w.addsUp(r, r.Activity.V.Value, r.Total.V, &r.Total, "the one course")
		}
		w.checkStatedTotal(p, r)
	}
}

func (w *walker) addsUp(r *record.Radioiodine, sum float64, total unit.Quantity, field any, what string) {
	if math.Abs(sum-total.Value) > slack*total.Value {
		w.warn(w.node(field), "total", "one of them?", "%s make %s GBq, the total says %s (%s GBq)",
			what, unit.Sig(sum/1e6, 3), total, unit.Sig(total.Value/1e6, 3))
	}
}

// checkStatedTotal holds the printed cumulative activity against the entries up to it.
// An entry of unknown activity makes their sum a lower bound.
func (w *walker) checkStatedTotal(p *record.Patient, r *record.Radioiodine) {
	if !r.StatedTotal.Has() {
		return
	}
	sum, lower := 0.0, false
	for i := range p.Radioiodine {
		o := &p.Radioiodine[i]
		if o != r && !o.Span().SurelyBefore(r.Span()) || o.Intent.V == "diagnostic" {
			lower = lower || o != r && !r.Span().SurelyBefore(o.Span())
			continue
		}
		kBq, known := courseSum(o)
		sum += kBq
		lower = lower || !known
	}
	stated := r.StatedTotal.V
	if sum > stated.Value*(1+slack) || !lower && sum < stated.Value*(1-slack) {
		w.warn(w.node(&r.StatedTotal), "total", "a course missing, or a misprint?", "the courses up to here make %s GBq, stated are %s (%s GBq)",
			unit.Sig(sum/1e6, 3), stated, unit.Sig(stated.Value/1e6, 3))
	}
}

func courseSum(r *record.Radioiodine) (kBq float64, known bool) {
	switch {
	case r.Total.Has():
		return r.Total.V.Value, true
	case r.Each.Has() && r.Courses.Has():
		return r.Each.V.Value * float64(r.Courses.V), true
	case r.Activity.Has():
		if r.Courses.Has() {
			return r.Activity.V.Value * float64(r.Courses.V), true
		}
		return r.Activity.V.Value, true
	}
	return 0, false
}

// checkTime finds entries after death, after the day of the question, before birth.
// Entries after the day of the question are normal in a course that was written down
// later, and make one warning; so do several after the death, of which one date is wrong.
func (w *walker) checkTime(p *record.Patient) {
	dead := p.Vital.Status.V == "dead" && p.Vital.When.Known
	var later, posthumous []int
	var at *yaml.Node
	var what string
	for _, a := range w.entries {
		if a.section == "planned" {
			continue
		}
		s := a.entry.When
		if !s.Known {
			s = a.entry.From
		}
		n := w.node(&a.entry.When, &a.entry.From)
		switch {
		case dead && p.Vital.When.SurelyBefore(s):
			posthumous, at, what = append(posthumous, a.entry.Line), n, fmt.Sprintf("%s %s", a.section, s)
		case p.AsOf.SurelyBefore(s):
			later = append(later, a.entry.Line)
		case s.SurelyBefore(p.Person.Born.V):
			w.warn(n, "before-birth", "the year?", "%s %s, before the birth %s", a.section, s, p.Person.Born.V)
		}
	}
	switch {
	case len(posthumous) == 1:
		w.warn(at, "after-death", "the year?", "%s, after the death %s", what, p.Vital.When)
	case len(posthumous) > 1:
		w.warn(w.node(&p.Vital.When), "after-death", "the year?", "%d entries after the death %s, in %s", len(posthumous), p.Vital.When, lineList(posthumous))
	}
	if len(later) > 0 {
		w.warn(w.node(&p.AsOf), "after-as-of", "what is later counts only for a later day", "entries after the day of the question %s, in %s", p.AsOf, lineList(later))
	}
	if p.AsOf.SurelyBefore(p.Tumour.Found) {
		w.warn(w.node(&p.Tumour.Found), "after-as-of", "the year?", "the tumour was found %s, after the day of the question %s", p.Tumour.Found, p.AsOf)
	}
	if dead && p.Vital.When.SurelyBefore(p.AsOf) {
		w.warn(w.node(&p.AsOf), "after-death", "the year?", "the day of the question lies after the death %s", p.Vital.When)
	}
}

// lineList names lines, each once: entries may share one.
func lineList(lines []int) string {
	slices.Sort(lines)
	var words []string
	for _, l := range slices.Compact(lines) {
		words = append(words, strconv.Itoa(l))
	}
	if len(words) == 1 {
		return "line " + words[0]
	}
	return "lines " + enumerate(words)
}

// checkImaging finds a site that one examination both shows and rules out, and a scan
// after a treatment that was never given.
func (w *walker) checkImaging(p *record.Patient) {
	_, closed := p.Complete[record.SecRadioiodine]
	for i := range p.Imaging {
		im := &p.Imaging[i]
		if closed && len(p.Radioiodine) == 0 && im.Kind.V == "post-therapy" {
			w.warn(w.node(&im.Kind), "contradiction", "add the course, or open the list", "a post-therapy scan, but complete: radioiodine says that none was given")
		}
		for _, site := range im.Absent {
			if slices.Contains(im.Sites, site) || slices.ContainsFunc(im.Findings, func(f record.LesionFinding) bool {
				l := p.Lesion(f.Lesion)
				return l != nil && l.Site == site && f.Seen.V != "no" && f.Change.V != "gone" && f.Uptake.V != "no"
			}) {
				w.warn(w.node(&im.Absent, im), "contradiction", "which of them?", "%s is both shown and searched-absent", site)
			}
		}
	}
}
