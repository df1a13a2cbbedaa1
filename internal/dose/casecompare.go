package dose

import (
	"slices"
	"strings"
)

// StateLine is what a measurement in another state said. No activity comes from it.
type StateLine struct {
	Preparation string        `json:"preparation"`
	TSH         *float64      `json:"tsh_mIU_per_L"`
	Date        string        `json:"date"`
	Blood       *float64      `json:"bloodDosePerActivity_Gy_per_GBq"`
	Marrow      *float64      `json:"marrowDosePerActivity_Gy_per_GBq"`
	Lesions     []StateLesion `json:"lesions"`
}

// StateLesion is a lesion in another state; Ratio is its dose per activity over that of
// the plan.
type StateLesion struct {
	ID    string   `json:"id"`
	Dose  *float64 `json:"dosePerActivity_Gy_per_GBq"`
	Ratio *float64 `json:"overPlan"`
}

func (c *CasePlan) otherStates(in *PlanInput, state string) []StateLine {
	out := []StateLine{}
	for i := range c.Studies {
		s := &c.Studies[i]
		if !s.Usable() || s.Preparation == state {
			continue
		}
		l := lineOf(s, false)
		line := StateLine{Preparation: s.State(), TSH: s.TSHmIU, Date: l.Date, Lesions: []StateLesion{}}
		if s.Blood != nil {
			line.Blood = ref(s.Blood.Value)
		}
		if s.Marrow != nil {
			line.Marrow = ref(s.Marrow.Value)
		}
		for _, x := range s.Lesions {
			if x.UpperOnly {
				continue
			}
			sl := StateLesion{ID: x.ID, Dose: ref(x.Dose.Value)}
			if here := in.lesion(x.ID); here != nil && !here.UpperOnly && in.from.lesion[x.ID] != s {
				sl.Ratio = ref(x.Dose.Value / here.Dose.Value)
			}
			line.Lesions = append(line.Lesions, sl)
		}
		out = append(out, line)
	}
	return out
}

func (in *PlanInput) lesion(id string) *PlanLesion {
	i := slices.IndexFunc(in.Lesions, func(l PlanLesion) bool { return l.ID == id })
	if i < 0 {
		return nil
	}
	return &in.Lesions[i]
}

// Comparison sets the dose that a therapy delivered to a lesion beside the one that the
// measurement before it foretold.
type Comparison struct {
	Study         string   `json:"study"`
	Lesion        string   `json:"lesion"`
	Activity      float64  `json:"activity_GBq"`
	Planned       *float64 `json:"planned_Gy"`
	PlannedLow    *float64 `json:"plannedLow"`
	PlannedHigh   *float64 `json:"plannedHigh"`
	Delivered     float64  `json:"delivered_Gy"`
	DeliveredLow  *float64 `json:"deliveredLow"`
	DeliveredHigh *float64 `json:"deliveredHigh"`
	Ratio         *float64 `json:"deliveredOverPlanned"`
	Within        Tri      `json:"withinPlannedInterval"`
}

// compare finds for each delivered dose the dose per activity that was measured in the
// same state and not after it.
func (c *CasePlan) compare(in *PlanInput) []Comparison {
	out := []Comparison{}
	for i := range c.Studies {
		s := &c.Studies[i]
		for _, d := range s.Delivered {
			line := Comparison{Study: s.name(), Lesion: d.Lesion, Activity: s.DeliveredGBq, Delivered: d.Gy, Within: Unknown}
			if d.High > 0 {
				line.DeliveredLow, line.DeliveredHigh = ref(d.Low), ref(d.High)
			}
			if p := c.foretold(s, d.Lesion); p != nil && s.DeliveredGBq > 0 {
				line.foretell(p.Times(s.DeliveredGBq))
			}
			out = append(out, line)
		}
	}
	return out
}

func (x *Comparison) foretell(p Estimate) {
	x.Planned, x.Ratio = ref(p.Value), ref(x.Delivered/p.Value)
	if !p.known() {
		return
	}
	x.PlannedLow, x.PlannedHigh, x.Within = ref(p.Low), ref(p.High), No
	if p.Low <= x.Delivered && x.Delivered <= p.High {
		x.Within = Yes
	}
}

func (c *CasePlan) foretold(after *Study, lesion string) *Estimate {
	for i := range c.Studies {
		s := &c.Studies[i]
		if s.Preparation != after.Preparation || after.When.SurelyBefore(s.When) {
			continue
		}
		for j := range s.Lesions {
			if l := &s.Lesions[j]; l.ID == lesion && !l.FromDelivered && !l.UpperOnly {
				e := l.Dose
				if !e.known() && c.Assumed.Lesion > 0 {
					e = LogNormal(e.Value, c.Assumed.Lesion)
				}
				return &e
			}
		}
	}
	return nil
}

// RedifferentDose is the dose to lesions before and on a redifferentiating drug, and
// whether the target is reached.
type RedifferentDose struct {
	Before    string            `json:"before"`
	OnDrug    string            `json:"onDrug"`
	Activity  *float64          `json:"activity_GBq"`
	From      string            `json:"activityFrom"` // asked, ceiling; empty: none
	TargetGy  float64           `json:"target_Gy"`
	Scope     string            `json:"lesions"`
	Lesions   []RedifferentLine `json:"doses"`
	BeforeAns Answer            `json:"beforeReaches"`
	OnDrugAns Answer            `json:"onDrugReaches"`
}

// RedifferentLine is one lesion before and on the drug.
type RedifferentLine struct {
	ID     string   `json:"id"`
	Before *float64 `json:"beforePerActivity_Gy_per_GBq"`
	OnDrug *float64 `json:"onDrugPerActivity_Gy_per_GBq"`
	Ratio  *float64 `json:"ratio"`
}

const onDrug = "on-drug"

// redifferentiation compares the studies on the drug with those without it. The
// question is asked at the activity asked for, or at the ceiling if that is lower; it
// has no answer without an activity.
func (c *CasePlan) redifferentiation(p *Planned) *RedifferentDose {
	before, after := c.lesionsOf(false), c.lesionsOf(true)
	if len(after) == 0 {
		return nil
	}
	g := c.Target
	g.TargetGy = c.Limits.LesionPartialGy
	out := &RedifferentDose{Before: studyNames(before), OnDrug: studyNames(after), TargetGy: g.TargetGy, Scope: g.Scope, Lesions: []RedifferentLine{}}
	switch {
	case len(c.ExcludedBy) > 0 || p.Ceiling == nil && c.AskedGBq == 0:
	case c.AskedGBq > 0 && (p.Ceiling == nil || c.AskedGBq <= *p.Ceiling):
		g.ActivityGBq, out.From = c.AskedGBq, "asked"
	default:
		g.ActivityGBq, out.From = *p.Ceiling, "ceiling"
	}
	if g.ActivityGBq > 0 {
		out.Activity = ref(g.ActivityGBq)
	}
	out.BeforeAns, out.OnDrugAns = g.Ask(before), g.Ask(after)
	for _, a := range after {
		line := RedifferentLine{ID: a.ID}
		if !a.UpperOnly {
			line.OnDrug = ref(a.Dose.Value)
		}
		for _, b := range before {
			if b.ID == a.ID && !b.UpperOnly && !a.UpperOnly {
				line.Before, line.Ratio = ref(b.Dose.Value), ref(a.Dose.Value/b.Dose.Value)
			}
		}
		out.Lesions = append(out.Lesions, line)
	}
	return out
}

// lesionsOf joins the lesions of the studies on the drug, or of the others, with the
// uncertainty that is stated or assumed.
func (c *CasePlan) lesionsOf(drug bool) []PlanLesion {
	var in PlanInput
	in.from.lesion = map[string]*Study{}
	for i := range c.Studies {
		if s := &c.Studies[i]; s.Usable() && (s.Preparation == onDrug) == drug {
			c.take(&in, s)
		}
	}
	c.assume(&in, &Planned{})
	return in.Lesions
}

func studyNames(ls []PlanLesion) string {
	var names []string
	for _, l := range ls {
		if !slices.Contains(names, l.Study) {
			names = append(names, l.Study)
		}
	}
	return strings.Join(names, ", ")
}
