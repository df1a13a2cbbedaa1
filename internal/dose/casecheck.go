package dose

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// warnings says what in the case limits the plan.
func (c *CasePlan) warnings(in *PlanInput, used []*Study, state, from string) []Warning {
	w := []Warning{}
	add := func(id, format string, args ...any) { w = append(w, warning(id, format, args...)) }
	if from == "the newest study" {
		if others := c.states(); len(others) > 1 {
			add("state-chosen", "planned for %s, the state of the newest study; --preparation chooses another", orUnknown(state))
		}
	}
	if state == "" && from != "" {
		add("preparation-unknown", "the preparation of the tracer is not recorded: it must equal that of the therapy")
	}
	for _, s := range used {
		w = append(w, c.studyWarnings(s)...)
	}
	w = append(w, c.boneWarnings()...)
	w = append(w, c.patientWarnings(in)...)
	if in.Marrow != nil && in.Blood == nil {
		add("marrow-for-blood", "the procedure limits the blood dose, which was not measured; by its own equations marrow gets 10 to 30 %% less (Lassmann 2008): "+
			"if so here, blood reaches %g Gy at %s GBq", c.Limits.BloodGy, bloodFromMarrow(c.Limits.BloodGy, in.Marrow.Value))
	}
	return w
}

func orUnknown(s string) string {
	if s == "" {
		return "an unrecorded preparation"
	}
	return s
}

// bloodFromMarrow is the range of activities at which blood reaches the limit if marrow
// gets 10 to 30 % less. Source: Lassmann 2008, text to equation 7.
func bloodFromMarrow(limitGy, marrow float64) string {
	a := limitGy / marrow
	return fmt.Sprintf("%.1f to %.1f", math.Floor(7*a)/10, math.Floor(9*a)/10)
}

func (c *CasePlan) studyWarnings(s *Study) []Warning {
	w := []Warning{}
	add := func(id, format string, args ...any) {
		w = append(w, warning(id, "study %s: %s", s.name(), fmt.Sprintf(format, args...)))
	}
	t := c.Facts.StimulatedTSH
	switch {
	case s.Preparation == "on-drug" || t == 0:
	case s.TSHmIU == nil:
		add("tsh-unknown", "TSH at the tracer is not recorded")
	case *s.TSHmIU < t:
		add("tsh-low", "TSH %.3g mIU/L was not stimulated (below %g) at the tracer: uptake may be higher at the therapy", *s.TSHmIU, t)
	}
	if s.Nuclide == "I-131" && s.Usable() && s.DeliveredGBq == 0 {
		tracer := "of unknown activity"
		if s.TracerMBq > 0 {
			tracer = fmt.Sprintf("%.4g MBq", s.TracerMBq)
		}
		add("stunning", "131I tracer %s: it may stun the lesions; activity and days to the therapy belong on the sheet", tracer)
	}
	if last := c.lastCourse(); last != nil && s.When.Known && last.When.Known && s.DeliveredGBq == 0 && s.When.SurelyBefore(last.When) {
		add("treated-since", "radioiodine was given on %s, after the measurement: lesions may have changed", last.When)
	}
	if s.FromSafe {
		add("from-safe", "the blood dose is that of an entered maximum safe activity")
	}
	if d := s.Blood; d != nil && s.BloodRun == nil && (d.Value < c.Limits.PlausibleLow || d.Value > c.Limits.PlausibleHigh) {
		add("dose-implausible", "%.3g Gy/GBq to blood is outside %g to %g: a misprint, or a slip of the unit?", d.Value, c.Limits.PlausibleLow, c.Limits.PlausibleHigh)
	}
	if s.BloodRun == nil && s.LesionRun == nil {
		add("entered", "doses per activity were entered, not computed: no readings, no second calculation")
	}
	for _, l := range s.Lesions {
		if l.FromDelivered {
			add("from-delivered", "doses per activity of lesions are delivered doses divided by %.4g GBq: of the past treatment, not of the next", s.DeliveredGBq)
			break
		}
	}
	if s.BloodRun != nil {
		for _, x := range s.BloodRun.Warnings {
			if x.ID != "bone-unknown" && x.ID != "bone-extensive" { // said of the case
				add(x.ID, "%s", x.Text)
			}
		}
	}
	if s.LesionRun != nil {
		for _, l := range s.LesionRun.Lesions {
			for _, x := range l.Warnings {
				add(x.ID, "lesion %s: %s", l.ID, x.Text)
			}
		}
	}
	return w
}

// boneWarnings: with extensive bone metastases the blood method is not valid; their
// extent is a question, for no source gives a number.
func (c *CasePlan) boneWarnings() []Warning {
	f, extensive := c.Facts, c.ExtensiveBone()
	switch {
	case extensive == Yes || extensive == No || f.BoneMetastases == No:
		return nil
	case f.BoneMetastases == Yes:
		return []Warning{warning("bone-extent", "bone metastases are on record and their extent is not: if extensive, the blood method is not valid (extensive-bone: of the study, or --extensive-bone)")}
	}
	return []Warning{warning("bone-unknown", "bone metastases are not excluded: if extensive, the blood method is not valid (extensive-bone: of the study, or --extensive-bone)")}
}

func (c *CasePlan) patientWarnings(in *PlanInput) []Warning {
	w := []Warning{}
	add := func(id, format string, args ...any) { w = append(w, warning(id, format, args...)) }
	f := c.Facts
	if len(f.MarrowIrradiated) > 0 {
		add("marrow-irradiated", "marrow was, or may have been, irradiated before (%s): %g Gy to blood may be too much for it", strings.Join(f.MarrowIrradiated, "; "), c.Limits.BloodGy)
	}
	switch {
	case f.Dialysis == Yes:
		add("dialysis", "dialysis: readings before and after every session, piecewise between them; the tracer must follow the schedule of the therapy")
	case f.RenalFailure == Yes:
		add("renal-failure", "renal failure: iodine leaves slowly; readings to 7 days, or a tail that only decays")
	}
	if f.PregnancyPossible == Yes && len(c.ExcludedBy) == 0 {
		add("pregnancy-possible", "pregnancy is possible: a negative test comes before any activity, of a tracer too")
	}
	if f.Contrast == Yes {
		add("iodine", "iodinated contrast lately: uptake and clearance at the tracer and at the therapy may differ; urinary iodine")
	}
	if in.DiffuseLung == Unknown || in.DiffuseLung == "" {
		add("lung-unknown", "whether diffuse lung metastases take up iodine is unknown: the lung limits are taken as applying")
	}
	if c.measured() {
		add("tracer-to-therapy", "intervals and chances cover the measurement only, not the step from tracer to therapy; no factor for it is assumed")
	}
	return w
}

// asks lists the measurements that a plan still lacks, in the order of asking.
func (c *CasePlan) asks(in *PlanInput) []Ask {
	if len(c.ExcludedBy) > 0 {
		return []Ask{} // what forbids the therapy forbids the tracer
	}
	asks := append([]Ask{}, c.First...)
	if in.Blood == nil {
		asks = append(asks, Ask{"blood and whole body", "2, 6, 24, 96, 144 h; 10-15 MBq", fmt.Sprintf("%g Gy and 48 h limits", c.Limits.BloodGy)})
	} else if in.Retention == nil {
		asks = append(asks, Ask{"whole-body counts", "48 h", "retention limits"})
	}
	if in.Retention == nil && in.Blood == nil {
		asks = append(asks, Ask{"or whole-body counts alone", "24 to 48 h", "blood limit to 14 %, retention"})
	}
	if len(in.Lesions) == 0 {
		asks = append(asks, Ask{"124I PET of the lesions", "at least 24 and 96 h", "Gy/GBq of each lesion"},
			Ask{"size of the lesions, weight", "CT of the same weeks", "mass, blood dose"})
	}
	if c.Facts.DiffuseLung != Yes && c.Facts.DiffuseLung != No {
		asks = append(asks, Ask{"pattern of lung uptake", "reports of the scans", "which retention limit applies"})
	}
	if slices.ContainsFunc(in.Lesions, func(l PlanLesion) bool { return l.Dose.Assumed }) {
		asks = append(asks, Ask{"uncertainty of the lesion doses", "from who measured them", "intervals and chances that are not assumed"})
	}
	return asks
}
