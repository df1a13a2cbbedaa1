package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"symport/internal/date"
	"symport/internal/dose"
	"symport/internal/fault"
	"symport/internal/record"
	"symport/internal/unit"
	"symport/internal/verdict"
	"symport/internal/worksheet"
)

func asProblems(err error, problems *fault.Problems) bool { return errors.As(err, problems) }

// findings are those of the consultation, by id; the plan says what it says.
type findings map[string]verdict.Finding

func findingsOf(a *verdict.Assessment) findings {
	f := findings{}
	for _, x := range a.Findings {
		if x.Lesion == "" {
			f[x.ID] = x
		}
	}
	return f
}

func (f findings) tri(id string) dose.Tri {
	switch x := f[id]; {
	case x.Status == "not-applicable":
		return dose.No
	case x.Status != "known":
		return dose.Unknown
	case x.Value == true:
		return dose.Yes
	}
	return dose.No
}

func (f findings) caseFacts(p *record.Patient) dose.CaseFacts {
	return dose.CaseFacts{
		DiffuseLung: f.tri("lung.diffuse_avid"), BoneMetastases: f.tri("site.bone"), Dialysis: f.tri("renal.dialysis"),
		RenalFailure: f.tri("renal.failure"), PregnancyPossible: f.tri("patient.pregnancy_possible"), Contrast: f.tri("iodine.contrast_recent"), MarrowIrradiated: irradiated(p),
	}
}

// irradiated are external beam that may have met marrow and other radionuclide therapies
// of the record: every beam but one of soft tissue alone.
func irradiated(p *record.Patient) []string {
	var out []string
	for _, b := range p.ExternalBeam {
		where := strings.TrimSpace(b.Region + " " + strings.Join(b.Lesions, ", "))
		if where == "" {
			where = "of no recorded region"
		}
		if !sparesMarrow(p, b) {
			out = append(out, strings.TrimSpace("external beam "+where+" "+dateText(b.Span())))
		}
	}
	for _, r := range p.Radionuclide {
		out = append(out, strings.TrimSpace(r.Agent+" "+dateText(r.Span())))
	}
	return out
}

// softRegions are regions of a beam that hold little marrow.
var softRegions = []string{"neck", "thyroid", "brain", "orbit", "eye", "lung", "liver", "skin", "mediastin", "axilla"}

// sparesMarrow reports whether all that is recorded of a beam is soft tissue.
func sparesMarrow(p *record.Patient, b record.Beam) bool {
	if b.Region == "" && len(b.Lesions) == 0 {
		return false
	}
	soft := b.Region == "" || slices.ContainsFunc(softRegions, func(w string) bool { return strings.Contains(strings.ToLower(b.Region), w) })
	for _, id := range b.Lesions {
		l := p.Lesion(id)
		soft = soft && l != nil && l.Site != "" && !strings.HasPrefix(l.Site, "bone") && l.Site != "vertebra" && l.Site != "spinal_canal"
	}
	return soft
}

// person gives the age by its lower end: the limits of the young are the lower ones.
func (f findings) person() dose.Person {
	var p dose.Person
	if a := f["patient.age"]; a.Status == "known" && a.Low != nil {
		p.AgeYears, p.HasAge = *a.Low, true
	}
	switch f.tri("patient.female") {
	case dose.Yes:
		p.Sex = "f"
	case dose.No:
		p.Sex = "m"
	}
	return p
}

func (f findings) cumulative() dose.Cumulative {
	x := f["rai.cumulative"]
	if x.Status != "known" || x.Low == nil {
		return dose.Cumulative{}
	}
	return dose.Cumulative{GBq: *x.Low, Known: true, AtLeast: x.High == nil || *x.High > *x.Low}
}

// excluders are the rules of the safety floor that forbid every activity.
var excluders = map[string]string{
	"safety.rai-pregnancy": "pregnancy", "safety.rai-nursing": "breastfeeding", "safety.rai-after-nursing": "breastfeeding until lately",
}

// excludedBy are the rules that forbid every activity, or defer it for the sake of an
// unborn or a suckling: pregnancy and breastfeeding.
func excludedBy(a *verdict.Assessment) []string {
	var out []string
	for _, o := range a.Options {
		if o.ID != "radioiodine-dosimetry" {
			continue
		}
		for _, x := range o.Excludes {
			rule, _, _ := strings.Cut(x.Rule, "@")
			if name := excluders[rule]; x.Status == "met" && name != "" {
				out = append(out, name)
			}
		}
	}
	return out
}

// firstAsks are questions that come before any measurement: uptake at all, and a lesion
// that may swell.
func firstAsks(a *verdict.Assessment, f findings) []dose.Ask {
	var out []dose.Ask
	if f.tri("uptake.any") != dose.Yes {
		out = append(out, dose.Ask{What: "uptake: is there any?", When: "reports of the scans", Gives: "whether to go on at all"})
	}
	for _, o := range a.Options {
		for _, x := range o.Excludes {
			if o.ID == "radioiodine-dosimetry" && x.Status != "not-met" && strings.HasPrefix(x.Rule, "safety.rai-critical-lesion") && f.tri("lesion_list.critical") == dose.Yes {
				out = append(out, dose.Ask{What: "critical lesion", When: "before any TSH stimulation", Gives: "whether it is safe: " + x.Text})
			}
		}
	}
	return out
}

// empiric are the fixed activities that the edition weighs.
func empiric(a *verdict.Assessment) []float64 {
	var out []float64
	for _, o := range a.Options {
		if o.ID == "radioiodine-fixed" && o.ActivityGBq != nil && !slices.Contains(out, *o.ActivityGBq) {
			out = append(out, *o.ActivityGBq)
		}
	}
	slices.Sort(out)
	return out
}

// dosimetryUntil are the studies that may lie on or before the day; an undated one
// counts only where the day is not before the last dated entry.
func dosimetryUntil(p *record.Patient, a *verdict.Assessment) []record.Dosimetry {
	var out []record.Dosimetry
	for _, d := range p.Dosimetry {
		known := d.Span()
		if d.Known.Known {
			known = d.Known
		}
		switch {
		case known.Known && known.SurelyBy(a.AsOf):
			out = append(out, d)
		case !known.Known && usesUndated(p, a):
			out = append(out, d)
		}
	}
	return out
}

// usesUndated: the day of the question was not moved before the case's own.
func usesUndated(p *record.Patient, a *verdict.Assessment) bool {
	return a.AsOfFrom != "command-line" || !p.AsOf.Known || a.AsOf >= p.AsOf.Lo
}

// coursesOf are the treatments up to the day with one activity each.
func coursesOf(p *record.Patient, day date.Day) []dose.Course {
	var out []dose.Course
	for _, r := range p.Radioiodine {
		if r.Span().Known && !r.Span().SurelyBy(day) {
			continue
		}
		c := dose.Course{When: r.Span()}
		if r.Activity.Has() && r.Activity.V.Bound == unit.Exact && !(r.Courses.Has() && r.Courses.V > 1) {
			c.GBq = r.Activity.V.In("GBq")
		}
		if r.Preparation.Has() {
			c.Preparation = r.Preparation.V
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(x, y dose.Course) int {
		switch {
		case x.When.SurelyBefore(y.When):
			return -1
		case y.When.SurelyBefore(x.When):
			return 1
		}
		return 0
	})
	return out
}

// planHead is what the page says of the patient and of its own origin.
func planHead(p *record.Patient, a *verdict.Assessment) worksheet.PlanHead {
	s := a.Summary
	who := []string{p.ID}
	if text := strings.Trim(s.Sex+", "+s.Age, ", "); text != "" {
		who = append(who, text)
	}
	if s.Histology != "" {
		who = append(who, s.Histology)
	}
	h := worksheet.PlanHead{Patient: strings.Join(who, "   ")}
	switch {
	case s.Published:
		h.Kind = "published patient"
	case s.Synthetic:
		h.Kind = "synthetic patient"
	}
	if p.Source.Citation != "" {
		h.Sources = []string{"doses that were entered: " + p.Source.Citation}
	}
	h.Hashes = fmt.Sprintf("record %.8s   knowledge %.8s   overlay %.8s   program %s", a.Hashes.Case, a.Hashes.Knowledge, a.Hashes.Overlay, a.Hashes.Program)
	return h
}

// elderly is what a cohort says of fixed activities at this age.
func (k *doseKnowledge) elderly(p dose.Person) string {
	if !p.HasAge || p.AgeYears < k.elderlyFrom.Value {
		return ""
	}
	return fmt.Sprintf("%s (%s)", k.elderlyFrom.Text, k.sources[k.elderlyFrom.Sources[0]].Citation)
}
