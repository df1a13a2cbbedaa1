package dose

import (
	"math"

	"symport/internal/date"
	"symport/internal/record"
	"symport/internal/unit"
)

// Study is one measurement of a case: results that were entered, and those that its
// readings gave.
type Study struct {
	ID, Nuclide, Method string
	Preparation         string // rhTSH, withdrawal, on-drug, none; empty: not recorded
	When                date.Span
	TSHmIU              *float64
	TracerMBq           float64 // 0: not recorded
	File                string  // of the readings
	Blood, Marrow, Lung *Estimate
	FromSafe            bool // the blood dose is that of an entered maximum safe activity
	Retention           *Retained
	Lesions             []PlanLesion
	ExtensiveBone       Tri     // empty: not said
	PlannedGBq          float64 // 0: not recorded
	DeliveredGBq        float64
	Delivered           []DeliveredDose // to lesions, measured after a therapy
	Sheet               *Sheet          // the readings; nil: none
	Setup               Setup           // how they were measured
	BloodRun            *BloodResult    // from readings; nil: none
	LesionRun           *LesionReport
}

// DeliveredDose is the absorbed dose that a therapy brought to a lesion.
type DeliveredDose struct {
	Lesion        string
	Gy, Low, High float64 // Low = High = 0: no interval was recorded
}

// StudiesOf returns what the record says of its dosimetry, in file order. Values with
// a bound (`<5 Gy/GBq`) are limits of a lesion's dose and nothing for blood.
func StudiesOf(entries []record.Dosimetry, bloodGy float64) []Study {
	var out []Study
	for i := range entries {
		out = append(out, studyOf(&entries[i], bloodGy))
	}
	return out
}

func studyOf(d *record.Dosimetry, bloodGy float64) Study {
	s := Study{ID: d.ID, Nuclide: d.Nuclide, Method: d.Method, When: d.Span(), File: d.File}
	if d.Preparation.Has() {
		s.Preparation = d.Preparation.V
	}
	if v, ok := exact(d.TSH, "mU/L"); ok {
		s.TSHmIU = &v
	}
	if d.ExtensiveBone.Has() {
		s.ExtensiveBone = triOf(d.ExtensiveBone.V)
	}
	s.TracerMBq, _ = exact(d.Activity, "MBq")
	s.PlannedGBq, _ = exact(d.Planned, "GBq")
	s.DeliveredGBq, _ = exact(d.Delivered, "GBq")
	s.Blood = estimateOf(d.BloodPerGBq, d.BloodLow, d.BloodHigh, "Gy/GBq")
	s.Marrow = estimateOf(d.MarrowPerGBq, record.Quantity{}, record.Quantity{}, "Gy/GBq")
	s.Lung = estimateOf(d.LungPerGBq, record.Quantity{}, record.Quantity{}, "Gy/GBq")
	if safe := estimateOf(d.MaxSafe, d.MaxSafeLow, d.MaxSafeHigh, "GBq"); s.Blood == nil && safe != nil {
		s.Blood, s.FromSafe = safe.over(bloodGy), true
	}
	if v, ok := exact(d.Retention48h, "%"); ok && v > 0 {
		s.Retention = &Retained{Fraction: v / 100}
	}
	for i := range d.Lesions {
		s.lesion(&d.Lesions[i])
	}
	return s
}

func triOf(yes bool) Tri {
	if yes {
		return Yes
	}
	return No
}

// lesion reads the dose per activity of a lesion, or what a therapy delivered to it.
func (s *Study) lesion(l *record.LesionDose) {
	out := PlanLesion{ID: l.Lesion, Study: s.ID}
	out.MassG, _ = exact(l.Mass, "g")
	switch e := estimateOf(l.PerGBq, l.Low, l.High, "Gy/GBq"); {
	case e != nil:
		out.Dose = *e
		s.Lesions = append(s.Lesions, out)
	case l.PerGBq.Has() && l.PerGBq.V.Bound == unit.Below:
		out.UpperOnly, out.Dose.High = true, l.PerGBq.V.In("Gy/GBq")
		s.Lesions = append(s.Lesions, out)
	}
	e := estimateOf(l.Dose, l.DoseLow, l.DoseHigh, "Gy")
	if e == nil {
		return
	}
	s.Delivered = append(s.Delivered, DeliveredDose{l.Lesion, e.Value, e.Low, e.High})
	if !l.PerGBq.Has() && s.DeliveredGBq > 0 {
		out.Dose, out.FromDelivered = e.Times(1/s.DeliveredGBq), true
		s.Lesions = append(s.Lesions, out)
	}
}

// exact is a positive value without a bound.
func exact(q record.Quantity, in string) (float64, bool) {
	if !q.Has() || q.V.Bound != unit.Exact {
		return 0, false
	}
	v := q.V.In(in)
	return v, v > 0 && !math.IsInf(v, 0)
}

// estimateOf joins a value with its bounds; bounds that do not enclose it are not
// taken for an interval.
func estimateOf(q, low, high record.Quantity, in string) *Estimate {
	v, ok := exact(q, in)
	if !ok {
		return nil
	}
	e := &Estimate{Value: v}
	lo, ok1 := exact(low, in)
	hi, ok2 := exact(high, in)
	if ok1 && ok2 && lo <= v && v <= hi && lo < hi {
		e.Low, e.High = lo, hi
	}
	return e
}

// over divides a number by the estimate: a dose limit by an activity gives a dose per
// activity.
func (e Estimate) over(x float64) *Estimate {
	out := &Estimate{Value: x / e.Value}
	if e.known() {
		out.Low, out.High = x/e.High, x/e.Low
	}
	return out
}

// Usable reports whether the study says anything that a plan can use.
func (s *Study) Usable() bool {
	return s.Blood != nil || s.Marrow != nil || s.Retention != nil || s.Lung != nil || len(s.Lesions) > 0
}

// State is the state of the patient in which a study was made, as it is printed.
func (s *Study) State() string {
	if s.Preparation == "" {
		return "preparation not recorded"
	}
	return s.Preparation
}

// plannedTherapy is the radioiodine that the record plans, if there is one plan alone that
// was known on the day and does not lie before it.
func plannedTherapy(plans []record.Plan, day date.Day) (record.Plan, bool) {
	var found []record.Plan
	for _, x := range plans {
		known := !x.Known.Known || x.Known.SurelyBy(day)
		ahead := !x.Span().Known || x.Span().Hi >= day
		if x.What == "radioiodine" && known && ahead {
			found = append(found, x)
		}
	}
	if len(found) != 1 {
		return record.Plan{}, false
	}
	return found[0], true
}

// TakePlanned takes preparation and activity from the therapy that the record plans, where
// nothing else was asked for.
func (c *CasePlan) TakePlanned(plans []record.Plan, day date.Day) {
	x, ok := plannedTherapy(plans, day)
	if !ok {
		return
	}
	if c.Preparation == "" && x.Preparation.Has() {
		c.Preparation = x.Preparation.V
	}
	if gbq, ok := exact(x.Activity, "GBq"); ok && c.AskedGBq == 0 {
		c.AskedGBq = gbq
	}
}
