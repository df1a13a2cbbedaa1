package worksheet

import (
	"slices"
	"strings"

	"symport/internal/dose"
)

// PlanReport is what the page of activities states.
func PlanReport(h PlanHead, p *dose.Planned, in *dose.CasePlan) Report {
	return planReport(planView{p: p, in: in, l: in.Limits}, h)
}

func planReport(v planView, h PlanHead) Report {
	l := &checklist{}
	v.ofPatient(l, h)
	v.ofActivity(l)
	v.ofMeasurement(l)
	v.ofQuantities(l)
	v.ofIntegration(l)
	v.ofDose(l)
	v.ofResult(l)
	if !v.measured() {
		return l.report(icruNone)
	}
	return l.report(icruMeasured)
}

func (v planView) ofPatient(l *checklist, h PlanHead) {
	f := v.in.Facts
	l.of("patient")
	l.told("identity, sex, age, diagnosis", hHead, strings.ReplaceAll(h.Patient, "   ", ", "))
	l.missing("indication")
	before := ""
	if v.p.Before != nil {
		before = nearSig(*v.p.Before, 3) + " GBq"
		if v.p.BeforeAtLeast {
			before = "at least " + before
		}
	}
	l.told("earlier radioiodine", hCumulative, before)
	l.told("marrow irradiated before", hCheck, strings.Join(f.MarrowIrradiated, "; "))
	l.told("preparation and TSH, of tracer and therapy", hHead, v.states())
	l.known("iodinated contrast", f.Contrast)
	l.known("dialysis", f.Dialysis)
	l.known("renal failure", f.RenalFailure)
	l.known("extensive bone metastases", v.p.ExtensiveBone)
	l.known("iodine-avid diffuse lung metastases", f.DiffuseLung)
}

// known is an item of yes, no or unknown; unknown is not stated.
func (l *checklist) known(what string, t dose.Tri) {
	if t != dose.Yes && t != dose.No {
		l.missing(what)
		return
	}
	l.stated(what, "case", string(t))
}

// states are the preparations of the studies; empty if one lacks preparation or TSH.
func (v planView) states() string {
	var out []string
	for _, s := range v.p.Used {
		if !s.Used {
			continue
		}
		if s.Preparation == "" || s.TSH == nil && s.Preparation != "on-drug" {
			return ""
		}
		if !slices.Contains(out, s.Preparation) {
			out = append(out, s.Preparation)
		}
	}
	return strings.Join(out, ", ")
}

// all joins what every study that is used says; empty if one does not say it.
func (v planView) all(say func(*dose.Study) string) string {
	var out []string
	for _, s := range v.p.Studies {
		text := say(s)
		if text == "" {
			return ""
		}
		if !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return strings.Join(out, ", ")
}

func (v planView) ofActivity(l *checklist) {
	l.of("activity")
	l.told("nuclide of the tracer", hHead, v.all(func(s *dose.Study) string { return s.Nuclide }))
	l.told("administered activity of the tracer", hHead, v.all(func(s *dose.Study) string {
		if s.TracerMBq == 0 {
			return ""
		}
		return nearSig(s.TracerMBq, 4) + " MBq"
	}))
	l.told("dates of the studies", hHead, v.all(func(s *dose.Study) string {
		if !s.When.Known {
			return ""
		}
		return s.When.String()
	}))
	l.missing("calibrator, route, time")
	asked := ""
	if v.in.AskedGBq > 0 {
		asked = gbq(v.in.AskedGBq) + " GBq"
	}
	l.told("planned activity", "Activity", asked)
	if len(v.p.Comparison) > 0 {
		l.stated("delivered activity and doses", "Planned and delivered", "")
	} else {
		l.without("delivered activity and doses", "no therapy was measured")
	}
}

// fromSheets is "study a, b" where the readings of a study show something; empty if those
// of one do not, or there are none.
func (v planView) fromSheets(is func(*dose.Study) bool) string {
	return v.all(func(s *dose.Study) string {
		if s.Sheet == nil || !is(s) {
			return ""
		}
		return lesionName(s.ID)
	})
}

func (v planView) ofMeasurement(l *checklist) {
	l.of("equipment")
	l.missing("counter, camera or probe, quality control")
	l.told("calibration by a standard", hRaw, v.fromSheets(func(s *dose.Study) bool { return counted(s.Sheet, dose.Standard) != "" }))
	l.told("background", hRaw, v.fromSheets(func(s *dose.Study) bool { return counted(s.Sheet, dose.Background) != "" }))
	l.missing("dead time")
	l.of("acquisition")
	l.told("activity at each time *", hRaw, v.fromSheets(func(*dose.Study) bool { return true }))
	l.missing("range, duration, energy windows")
}

func (v planView) ofQuantities(l *checklist) {
	l.of("quantification")
	l.told("corrections of the readings", hCorrections, v.fromSheets(func(*dose.Study) bool { return true }))
	l.missing("attenuation, scatter, reconstruction")
	l.missing("region of interest, how drawn")
	masses := "mass of each"
	for _, x := range v.p.Input.Lesions {
		if x.MassG == 0 {
			masses = ""
		}
	}
	if len(v.p.Input.Lesions) == 0 {
		l.without("volumes and masses of lesions *", "no lesion was measured")
		return
	}
	l.told("volumes and masses of lesions *", "Lesions, weakest first", masses)
}

func (v planView) ofIntegration(l *checklist) {
	computed := v.fromSheets(func(s *dose.Study) bool { return s.BloodRun != nil || s.LesionRun != nil })
	l.of("integration")
	l.told("model and its constants *", hCurves, computed)
	l.told("goodness of fit, share extrapolated", hCurves, computed)
}

func (v planView) ofDose(l *checklist) {
	l.of("dose")
	if v.p.Ceiling != nil {
		l.stated("formula and constants", hByHand, "limits and chances; of the curves on their own sheets")
	} else {
		l.missing("formula and constants")
	}
	if v.measured() {
		l.stated("source and target regions", hHead, v.organ()+", whole body; each lesion to itself")
	} else {
		l.missing("source and target regions")
	}
	if len(v.p.Lesions) > 0 {
		l.stated("dose of each lesion *", "Lesions, weakest first", plural(len(v.p.Lesions), "lesion"))
	} else {
		l.missing("dose of each lesion *")
	}
	l.without("BED *", "on the sheet of a lesion alone")
	l.rest()
}

func (v planView) ofResult(l *checklist) {
	l.of("result")
	switch {
	case !v.measured():
		l.missing("uncertainty and how it was found")
	case len(v.p.Assumed) > 0:
		l.stated("uncertainty and how it was found", "Assumed", "ASSUMED where none was stated")
	default:
		l.told("uncertainty and how it was found", hLimits, v.intervals())
	}
	l.told("second calculation", hCurves, v.fromSheets(func(s *dose.Study) bool { return s.BloodRun != nil || s.LesionRun != nil }))
	l.program()
}

// intervals says that blood and every lesion came with an interval; empty if not.
func (v planView) intervals() string {
	in := v.p.Input
	for _, e := range []*dose.Estimate{in.Blood, in.Marrow} {
		if e != nil && !hasInterval(e) {
			return ""
		}
	}
	for i := range in.Lesions {
		if !in.Lesions[i].UpperOnly && !hasInterval(&in.Lesions[i].Dose) {
			return ""
		}
	}
	return "95 %, as measured"
}
