package dose

import (
	"fmt"
	"math"

	"symport/internal/curve"
)

// Readings is the table of a study with what the case says of the patient.
type Readings struct {
	Sheet  *Sheet
	Blood  BloodCase  // without sheet
	Lesion LesionCase // without sheet
}

// Compute runs the readings of a study and puts their results in the place of entered
// ones; differ says where the two do not agree.
func (s *Study) Compute(r Readings) (differ []Warning, err error) {
	s.Sheet, s.Setup = r.Sheet, r.Blood.Setup
	if len(r.Sheet.rowsOf(WholeBodyFraction, WholeBodyRaw, BloodFraction, BloodRaw)) > 0 {
		if err := s.computeBlood(r); err != nil {
			return nil, err
		}
		differ = append(differ, s.replaceBlood()...)
	}
	if len(r.Sheet.IDs(LesionFraction, LesionRaw, LesionConcentration)) > 0 {
		c := r.Lesion
		c.Sheet = r.Sheet
		if s.LesionRun, err = c.Run(); err != nil {
			return nil, err
		}
		differ = append(differ, s.replaceLesions()...)
	}
	return differ, nil
}

func (s *Sheet) rowsOf(qs ...Quantity) []Reading {
	var out []Reading
	for _, r := range s.Readings {
		for _, q := range qs {
			if r.Quantity == q {
				out = append(out, r)
			}
		}
	}
	return out
}

func (s *Study) computeBlood(r Readings) (err error) {
	c := r.Blood
	c.Sheet = r.Sheet
	if g, ok := r.Sheet.Given(Weight, ""); ok {
		c.WeightKg, c.WeightRelU = g.Value, g.SD/g.Value
	}
	s.BloodRun, err = c.Run()
	return err
}

func (s *Study) replaceBlood() (differ []Warning) {
	r := s.BloodRun
	if r.Dose == nil {
		return nil
	}
	if s.Blood != nil {
		differ = append(differ, s.differs("blood dose", s.Blood.Value, *r.Dose)...)
	}
	s.Blood, s.FromSafe = estimateFrom(r.Dose, r.Low, r.High), false
	s.Blood.Shared = r.Shared
	s.Marrow = nil // computed beside the blood dose, which limits
	if r.Retention48 != nil && *r.Retention48 > 0 {
		if s.Retention != nil {
			differ = append(differ, s.differs("retention at 48 h", s.Retention.Fraction, *r.Retention48/100)...)
		}
		s.Retention = &Retained{Fraction: *r.Retention48 / 100}
		if r.Ret48High != nil {
			s.Retention.RelU = math.Log(*r.Ret48High / *r.Retention48) / curve.Normal95
		}
	}
	if r.LungDose != nil {
		s.Lung = &Estimate{Value: *r.LungDose}
	}
	return differ
}

// replaceLesions puts the computed lesions in the place of entered ones.
func (s *Study) replaceLesions() (differ []Warning) {
	for _, r := range s.LesionRun.Lesions {
		l := PlanLesion{ID: r.ID, Study: s.ID, Computed: true}
		if r.Mass != nil {
			l.MassG = *r.Mass
		}
		switch {
		case r.Dose != nil:
			l.Dose = *estimateFrom(r.Dose, r.Low, r.High)
			l.Dose.Shared = r.Shared
		case r.High != nil:
			l.UpperOnly, l.Dose.High = true, *r.High
		default:
			continue
		}
		i := s.lesionIndex(r.ID)
		if i < 0 {
			s.Lesions = append(s.Lesions, l)
			continue
		}
		if old := s.Lesions[i]; !old.UpperOnly && !l.UpperOnly {
			differ = append(differ, s.differs("lesion "+l.ID, old.Dose.Value, l.Dose.Value)...)
		}
		s.Lesions[i] = l
	}
	return differ
}

func (s *Study) lesionIndex(id string) int {
	for i := range s.Lesions {
		if s.Lesions[i].ID == id {
			return i
		}
	}
	return -1
}

// differs tells of an entered result that the readings do not confirm within 5 %.
func (s *Study) differs(what string, entered, computed float64) []Warning {
	d := entered/computed - 1
	if math.Abs(d) <= 0.05 {
		return nil
	}
	return []Warning{warning("entered-differs", "%s of study %s was entered as %.3g; its readings give %.3g (%+.0f %%), which is used", what, s.name(), entered, computed, 100*d)}
}

func (s *Study) name() string {
	if s.ID == "" {
		return fmt.Sprintf("(%s, %s)", s.When, s.Nuclide)
	}
	return s.ID
}

func estimateFrom(value, low, high *float64) *Estimate {
	e := &Estimate{Value: *value}
	if low != nil && high != nil {
		e.Low, e.High = *low, *high
	}
	return e
}
