package dose

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"symport/internal/curve"
	"symport/internal/fault"
)

// Tri is yes, no or unknown; unknown is the zero value and never means no.
type Tri string

// The values of Tri.
const (
	Yes     Tri = "yes"
	No      Tri = "no"
	Unknown Tri = "unknown"
)

// Limits are the thresholds of decisions and the marks of the sampling rules; they
// are data of the knowledge, not of this package.
type Limits struct {
	BloodGy          float64 // dose to blood that an activity must not exceed
	Retention48GBq   float64 // whole body at 48 h
	LungRetentionGBq float64 // the same with iodine-avid diffuse lung disease
	LungFemaleGBq    float64 // by lung dose rate, adult woman
	LungMaleGBq      float64 // adult man
	LungTeenGBq      float64 // from TeenYears to AdultYears
	TeenYears        float64
	AdultYears       float64
	LungDoseGy       float64 // normal lung
	LungRateGyPerH   float64
	RiskShare        float64 // chance of exceeding a limit that is still accepted

	LateRetention   float64 // whole body at 96 h above which a 144-h reading is asked for
	BloodTauLimit   float64 // excess of tau_LIMIT over tau, blood
	BodyTauLimit    float64 // whole body
	Extrapolated    float64 // share of an area outside the samples, either end
	PlausibleLow    float64 // Gy/GBq to blood
	PlausibleHigh   float64
	LesionPartialGy float64 // 20
	LesionGy        float64 // 80
	LesionHighGy    float64 // 100

	BloodLeastMLPerKg float64 // blood that a body holds at least, for a slip of the unit
	BloodShareLeast   float64 // of the dose, below which the unit of the blood is asked for

	MisfitTail float64 // chance of a larger chi2 below which a curve misfits grossly
	SecondFar  float64 // distance of the second calculation at which a doubtful fit gives no dose

	LungPhotonMan   float64 // what photons of the lungs' own activity add to the electrons, adult phantom
	LungPhotonWoman float64
	BEDAlphaBetaGy  float64 // of the labelled index on the sheet of a lesion
	BEDRepairHours  float64
}

// Limit is one boundary of the activity.
type Limit struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind"` // hard or advisory
	Applies  Tri      `json:"applies"`
	Status   string   `json:"status"` // computed or unknown
	Limit    *float64 `json:"limit"`
	Unit     string   `json:"unit"`
	Activity *float64 `json:"activity_GBq"`
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
	AtRisk   *float64 `json:"activityAt5percentRisk_GBq"`
	Binds    bool     `json:"binds"`
	Because  string   `json:"because"`
	Needs    []string `json:"needs"`
}

// LimitsFrom reads the limits from labelled parameters by their ids; get answers in the
// unit that the field names. Parameters that are missing are named together.
func LimitsFrom(get func(id string) (float64, bool)) (l Limits, err error) {
	var missing []string
	for id, into := range map[string]*float64{
		"blood_limit": &l.BloodGy, "retention_48h": &l.Retention48GBq, "retention_48h_lung": &l.LungRetentionGBq,
		"lung_48h_female": &l.LungFemaleGBq, "lung_48h_male": &l.LungMaleGBq, "lung_48h_15y": &l.LungTeenGBq,
		"lung_teen_from": &l.TeenYears, "lung_adult_from": &l.AdultYears, "lung_dose": &l.LungDoseGy, "lung_rate": &l.LungRateGyPerH,
		"risk_share": &l.RiskShare, "late_retention": &l.LateRetention, "blood_tau_limit": &l.BloodTauLimit, "body_tau_limit": &l.BodyTauLimit,
		"extrapolated": &l.Extrapolated, "plausible_low": &l.PlausibleLow, "plausible_high": &l.PlausibleHigh,
		"lesion_partial": &l.LesionPartialGy, "lesion_response": &l.LesionGy, "lesion_high": &l.LesionHighGy,
		"blood_least": &l.BloodLeastMLPerKg, "blood_share_least": &l.BloodShareLeast, "misfit_tail": &l.MisfitTail, "second_far": &l.SecondFar,
		"lung_photon_man": &l.LungPhotonMan, "lung_photon_woman": &l.LungPhotonWoman, "bed_alpha_beta": &l.BEDAlphaBetaGy, "bed_repair": &l.BEDRepairHours,
	} {
		v, ok := get("dose." + id)
		if !ok {
			missing = append(missing, "dose."+id)
		}
		*into = v
	}
	if len(missing) > 0 {
		slices.Sort(missing)
		return l, fault.New(fault.Internal, "no parameter %s", strings.Join(missing, ", "))
	}
	return l, nil
}

// AssumedFrom reads the labelled assumptions of uncertainty; 0 where there is none.
func AssumedFrom(get func(id string) (float64, bool)) AssumedU {
	blood, _ := get("dose.assumed_u_blood")
	lesion, _ := get("dose.assumed_u_lesion")
	return AssumedU{Blood: blood, Lesion: lesion}
}

func ref(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// lungRetention returns the retention allowed with diffuse lung disease: the smaller
// of the procedure's and that by lung dose rate for age and sex. Below the youngest phantom
// its value bounds what is not known, for lungs are no larger there.
func (l Limits) lungRetention(p Person) (limit float64, because string, needs []string) {
	limit, because = l.LungRetentionGBq, fmt.Sprintf("%g GBq of the procedure", l.LungRetentionGBq)
	switch {
	case !p.HasAge:
		return limit, because + "; by lung dose rate it depends on age and sex", []string{"age", "sex"}
	case p.AgeYears < l.TeenYears:
		return math.Min(limit, l.LungTeenGBq), fmt.Sprintf("at most the smaller of %s and %g GBq by lung dose rate at %g years; no value below that age: lung dosimetry required",
			because, l.LungTeenGBq, l.TeenYears), []string{"lung dosimetry"}
	case p.AgeYears < l.AdultYears:
		return math.Min(limit, l.LungTeenGBq), fmt.Sprintf("smaller of %s and %g GBq by lung dose rate at %g years", because, l.LungTeenGBq, l.TeenYears), nil
	}
	byRate := l.LungMaleGBq
	if p.Sex != "m" {
		byRate = l.LungFemaleGBq
	}
	if p.Sex == "" {
		needs = []string{"sex"}
	}
	return math.Min(limit, byRate), fmt.Sprintf("smaller of %s and %g GBq by lung dose rate", because, byRate), needs
}

// Person is what the limits need to know of the patient.
type Person struct {
	AgeYears float64
	HasAge   bool
	Sex      string // m, f or empty
}

// Retained is a fraction retained at 48 h with its relative standard uncertainty, 0 if
// none was stated: then the limit is its point estimate.
type Retained struct{ Fraction, RelU float64 }

// LungData are what was measured of the lungs, each per GBq; nil: not measured.
type LungData struct {
	Dose   *Estimate // Gy
	Rate48 *float64  // Gy/h at 48 h, electrons alone

	Electrons bool // Dose is of electrons alone
}

// standing returns the limits that do not need the blood dose.
func (l Limits) standing(r *Retained, lung Tri, p Person, data LungData) []Limit {
	out := []Limit{l.retention("retention-48h", l.Retention48GBq, Yes, r, fmt.Sprintf("%g GBq in the body at 48 h", l.Retention48GBq), nil)}
	if lung == No {
		return append(out, Limit{ID: "lung-retention-48h", Kind: "hard", Applies: No, Status: "unknown", Unit: "GBq", Because: "no diffuse lung disease", Needs: []string{}})
	}
	limit, because, needs := l.lungRetention(p)
	out = append(out, l.retention("lung-retention-48h", limit, lung, r, because, needs))
	return append(out, l.lungRate(lung, data.Rate48), l.lungDose(lung, data))
}

// lungRate is the limit by the dose rate to the lungs at 48 h.
func (l Limits) lungRate(applies Tri, rate48 *float64) Limit {
	out := Limit{ID: "lung-dose-rate", Kind: "hard", Applies: applies, Status: "unknown", Limit: ref(l.LungRateGyPerH), Unit: "Gy/h",
		Because: fmt.Sprintf("%g Gy/h to the lungs at 48 h", l.LungRateGyPerH), Needs: []string{"lung activity over time and lung mass"}}
	if rate48 != nil && *rate48 > 0 {
		out.Status, out.Activity = "computed", ref(l.LungRateGyPerH / *rate48)
		out.Because += electronsAlone
		out.Needs = []string{"photon part"}
	}
	return out
}

// electronsAlone says which way a lung limit of electrons errs.
const electronsAlone = " by electrons alone: with photons the activity is lower"

func (l Limits) retention(id string, limit float64, applies Tri, r *Retained, because string, needs []string) Limit {
	out := Limit{ID: id, Kind: "hard", Applies: applies, Status: "unknown", Limit: ref(limit), Unit: "GBq", Because: because, Needs: append([]string{}, needs...)}
	if r == nil || math.IsNaN(limit) {
		if r == nil {
			out.Needs = append(out.Needs, "whole body at 48 h")
		}
		return out
	}
	a := RetentionActivity(limit, r.Fraction)
	out.Status = "computed"
	out.Activity = ref(a)
	if r.RelU == 0 {
		return out
	}
	out.Low, out.High = ref(a*math.Exp(-curve.Normal95*r.RelU)), ref(a*math.Exp(curve.Normal95*r.RelU))
	out.AtRisk = ref(a * math.Exp(-zRisk(l.RiskShare)*r.RelU))
	return out
}

func (l Limits) lungDose(applies Tri, data LungData) Limit {
	out := Limit{ID: "lung-dose", Kind: "hard", Applies: applies, Status: "unknown", Limit: ref(l.LungDoseGy), Unit: "Gy",
		Because: fmt.Sprintf("%g Gy to normal lung", l.LungDoseGy), Needs: []string{"lung dose per activity"}}
	if data.Dose == nil {
		return out
	}
	out.fromDose(l.LungDoseGy, *data.Dose, l.RiskShare)
	out.Needs = []string{}
	if data.Electrons {
		out.Because += electronsAlone
		out.Needs = []string{"photon part"}
	}
	return out
}

// fromDose fills in the activity at which an estimated dose reaches a limit.
func (x *Limit) fromDose(limitGy float64, d Estimate, risk float64) {
	x.Status = "computed"
	x.Activity = ref(limitGy / d.Value)
	if d.known() {
		x.Low, x.High = ref(limitGy/d.High), ref(limitGy/d.Low)
		x.AtRisk = ref(limitGy / d.Quantile(1-risk))
	}
}

// Ceiling is what the hard limits leave.
type Ceiling struct {
	GBq        *float64 // lowest of the lower bounds
	AtRisk     *float64 // lowest of the activities at the accepted risk
	Binding    string   // id of the limit that sets GBq; empty if none
	UpperBound bool     // a limit that applies, or may, is not computed
}

// CeilingOf finds the ceiling and marks the limit that binds. A limit whose
// application is unknown counts as applying; one without uncertainty counts with its
// point estimate.
func CeilingOf(limits []Limit) Ceiling {
	var c Ceiling
	best := -1
	for i := range limits {
		x := &limits[i]
		x.Binds = false
		if x.Kind != "hard" || x.Applies == No {
			continue
		}
		if x.Status != "computed" || len(x.Needs) > 0 {
			c.UpperBound = true
		}
		if x.Activity == nil { // not computed, or nothing is retained
			continue
		}
		low := x.Activity
		if x.Low != nil {
			low = x.Low
		}
		if c.GBq == nil || *low < *c.GBq {
			c.GBq, c.Binding, best = low, x.ID, i
		}
		risk := x.Activity
		if x.AtRisk != nil {
			risk = x.AtRisk
		}
		if c.AtRisk == nil || *risk < *c.AtRisk {
			c.AtRisk = risk
		}
	}
	if best >= 0 {
		limits[best].Binds = true
	}
	return c
}
