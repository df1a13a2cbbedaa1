package dose

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"symport/internal/cite"
)

// PlanLesion is a lesion as the plan needs it.
type PlanLesion struct {
	ID, Study string
	Dose      Estimate // Gy/GBq
	UpperOnly bool     // Dose.High bounds it from above: not seen in the measurement

	MassG         float64 // 0: not known
	Site          string
	Computed      bool // from readings
	FromDelivered bool // a delivered dose divided by its activity
}

// Cumulative is the activity given before.
type Cumulative struct {
	GBq     float64
	Known   bool // false: nothing is known of it
	AtLeast bool // true: there may be more
}

// PlanInput is what a plan is made of. Doses per activity come in with their
// uncertainty; limits, empiric activities and target are data of the knowledge.
type PlanInput struct {
	Case, AsOf    string
	ExcludedBy    []string // excluders of the rules: any of them withholds every activity
	OtherState    string   // why the measurement is of another state than the therapy; withholds as well
	Blood         *Estimate
	Marrow        *Estimate // limits in place of the blood where that was not measured
	Retention     *Retained
	LungDose      *Estimate
	LungRate48    *float64 // Gy/h per GBq at 48 h
	DiffuseLung   Tri
	ExtensiveBone Tri
	BoneOpen      bool // bone metastases are known, their extent is not
	Person        Person
	Lesions       []PlanLesion
	Previous      Cumulative
	Empiric       []float64 // GBq
	Asked         float64   // GBq, 0: none asked for
	Given         float64   // GBq of the last treatment, for comparison; 0: none
	TargetGy      float64
	TargetScope   string  // all, any or share
	TargetShare   float64 // for share
	Limits        Limits

	from origins
}

// origins are the studies from which the values of a plan come.
type origins struct {
	blood, marrow, retention, lung *Study
	lesion                         map[string]*Study
}

// Plan is the page of activities.
type Plan struct {
	Schema     string         `json:"schema"`
	Case       string         `json:"case"`
	AsOf       string         `json:"asOf"`
	Confidence float64        `json:"confidence"`
	ExcludedBy []string       `json:"excludedBy"`
	Limits     []Limit        `json:"limits"`
	Ceiling    *float64       `json:"ceiling_GBq"`
	AtRisk     *float64       `json:"ceilingAt5percentRisk_GBq"`
	Binding    *string        `json:"binding"`
	UpperBound bool           `json:"ceilingIsUpperBound"`
	Lesions    []LesionLine   `json:"lesions"`
	Activities []ActivityLine `json:"activities"`
	Window     Window         `json:"window"`
	Warnings   []Warning      `json:"warnings"`
	Sources    []cite.Source  `json:"sources"`
}

// LesionLine is one lesion: dose per activity and the activities that reach it.
type LesionLine struct {
	ID      string   `json:"id"`
	Study   string   `json:"study"`
	Dose    *float64 `json:"dosePerActivity_Gy_per_GBq"`
	Low     *float64 `json:"low"`
	High    *float64 `json:"high"`
	A20     *float64 `json:"activityFor20Gy_GBq"`
	A80     *float64 `json:"activityFor80Gy_GBq"`
	A100    *float64 `json:"activityFor100Gy_GBq"`
	Reaches string   `json:"reachesBelowCeiling"` // 80, 20, none, unknown
}

// ActivityLine is what one activity delivers.
type ActivityLine struct {
	ID         string       `json:"id"`
	Activity   float64      `json:"activity_GBq"`
	Blood      *float64     `json:"blood_Gy"`
	Low        *float64     `json:"low"`
	High       *float64     `json:"high"`
	POver      *float64     `json:"pBloodOver2Gy"`
	Marrow     *float64     `json:"marrow_Gy"`
	MarrowLow  *float64     `json:"marrowLow"`
	MarrowHigh *float64     `json:"marrowHigh"`
	PMarrow    *float64     `json:"pMarrowOver2Gy"`
	Lung       *float64     `json:"lung_Gy"`
	Retained   *float64     `json:"retained48h_GBq"`
	Exceeds    []string     `json:"exceeds"`
	Lesions    []LesionDose `json:"lesions"`
	Cumulative *float64     `json:"cumulative_GBq"`
	AtLeast    bool         `json:"cumulativeIsAtLeast"`
}

// LesionDose is what an activity delivers to one lesion.
type LesionDose struct {
	ID   string   `json:"id"`
	Dose *float64 `json:"dose_Gy"`
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
	P20  *float64 `json:"p20"`
	P80  *float64 `json:"p80"`
	Band string   `json:"band"`
}

// Window is the range of activities that reach the target and stay below the
// ceiling at the accepted risk.
type Window struct {
	Target  float64  `json:"target_Gy"`
	Lesions string   `json:"lesions"`
	Low     *float64 `json:"low_GBq"`
	High    *float64 `json:"high_GBq"`
	State   string   `json:"state"`
}

// The states of a window. FutileOrUnsafe is a word of the interface, never said of a
// patient in a text.
const (
	WindowOpen           = "open"
	WindowFutileOrUnsafe = "futile-or-unsafe"
	WindowUnknown        = "unknown"
)

// Make computes the plan. Lesion targets never raise the ceiling; the ceiling is
// never a target. An excluder or a measurement in another state withholds every
// activity and leaves limits and doses per activity to be read.
func (in *PlanInput) Make() *Plan {
	p := &Plan{Schema: "symport/dose-plan/1", Case: in.Case, AsOf: in.AsOf, Confidence: 0.95, ExcludedBy: append([]string{}, in.ExcludedBy...),
		Lesions: []LesionLine{}, Activities: []ActivityLine{}, Warnings: []Warning{}, Sources: cites(bloodSources...)}
	p.Limits = in.limits()
	withheld := len(in.ExcludedBy) > 0 || in.OtherState != "" || in.ExtensiveBone == Yes
	c := CeilingOf(p.Limits)
	p.UpperBound = c.UpperBound
	if !withheld {
		p.Ceiling, p.AtRisk = c.GBq, c.AtRisk
		if c.Binding != "" {
			p.Binding = &c.Binding
		}
	}
	for _, l := range in.Lesions {
		p.Lesions = append(p.Lesions, in.lesionLine(l, p.Ceiling))
	}
	in.withheld(p)
	if !withheld {
		in.activities(p)
	}
	p.Window = in.window(p)
	return p
}

// limits lists blood first, marrow where it stands for it, retention and lung.
func (in *PlanInput) limits() []Limit {
	out := []Limit{in.bloodLimit()}
	if in.Blood == nil && in.Marrow != nil && in.ExtensiveBone != Yes {
		m := Limit{ID: "marrow-2Gy", Kind: "hard", Applies: Yes, Limit: ref(in.Limits.BloodGy), Unit: "Gy", Needs: in.bloodNeeds(),
			Because: fmt.Sprintf("%g Gy to marrow, in place of blood", in.Limits.BloodGy)}
		m.fromDose(in.Limits.BloodGy, *in.Marrow, in.Limits.RiskShare)
		out = append(out, m)
	}
	return append(out, in.Limits.standing(in.Retention, in.lung(), in.Person, LungData{Dose: in.LungDose, Rate48: in.LungRate48, Electrons: in.LungRate48 != nil})...)
}

func (in *PlanInput) lung() Tri {
	if in.DiffuseLung == "" {
		return Unknown
	}
	return in.DiffuseLung
}

func (in *PlanInput) withheld(p *Plan) {
	if len(in.ExcludedBy) > 0 {
		p.Warnings = append(p.Warnings, warning("excluded", "no activity is given, of a tracer or a therapy: %s", strings.Join(in.ExcludedBy, ", ")))
	}
	if in.OtherState != "" {
		p.Warnings = append(p.Warnings, warning("other-state", "doses per activity are of another state (%s): no activity is offered from them", in.OtherState))
	}
	if in.ExtensiveBone == Yes {
		p.Warnings = append(p.Warnings, warning("bone-extensive", "extensive bone metastases: the blood method is not valid, no activity is given"))
	}
	if p.UpperBound && p.Ceiling != nil {
		p.Warnings = append(p.Warnings, warning("upper-bound", "a limit that applies or may apply is not computed: the ceiling is an upper bound"))
	}
	if in.Blood != nil && !in.Blood.known() || in.Blood == nil && in.Marrow != nil && !in.Marrow.known() {
		p.Warnings = append(p.Warnings, warning("no-uncertainty", "no uncertainty of the blood or marrow dose was given: no probability, and its limit is the point estimate"))
	}
}

// bloodNeeds is what has to be known for the blood method to hold: with extensive bone
// metastases it does not.
func (in *PlanInput) bloodNeeds() []string {
	if in.BoneOpen {
		return []string{"extent of the bone metastases"}
	}
	return []string{}
}

func (in *PlanInput) bloodLimit() Limit {
	out := Limit{ID: "blood-2Gy", Kind: "hard", Applies: Yes, Status: "unknown", Limit: ref(in.Limits.BloodGy), Unit: "Gy",
		Because: fmt.Sprintf("%g Gy to blood", in.Limits.BloodGy), Needs: in.bloodNeeds()}
	switch {
	case in.ExtensiveBone == Yes:
		out.Because = "extensive bone metastases: the blood method is not valid"
		out.Needs = []string{"another method of marrow dosimetry"}
	case in.Blood == nil:
		out.Needs = []string{"blood and whole body over time"}
	default:
		out.fromDose(in.Limits.BloodGy, *in.Blood, in.Limits.RiskShare)
	}
	return out
}

func (in *PlanInput) lesionLine(l PlanLesion, ceiling *float64) LesionLine {
	out := LesionLine{ID: l.ID, Study: l.Study, Reaches: "unknown"}
	if l.UpperOnly {
		out.Low, out.High = ref(0), ref(l.Dose.High)
		return out
	}
	d := l.Dose.Value
	out.Dose = ref(d)
	if l.Dose.known() {
		out.Low, out.High = ref(l.Dose.Low), ref(l.Dose.High)
	}
	out.A20, out.A80, out.A100 = ref(in.Limits.LesionPartialGy/d), ref(in.Limits.LesionGy/d), ref(in.Limits.LesionHighGy/d)
	if ceiling != nil {
		switch {
		case *out.A80 <= *ceiling:
			out.Reaches = "80"
		case *out.A20 <= *ceiling:
			out.Reaches = "20"
		default:
			out.Reaches = "none"
		}
	}
	return out
}

// activities lists the empiric ones, the one asked for, the ceiling and the limit of
// the blood dose, in order.
func (in *PlanInput) activities(p *Plan) {
	add := func(id string, a float64) { p.Activities = append(p.Activities, in.activityLine(p, id, a)) }
	for _, a := range in.Empiric {
		add(fmt.Sprintf("empiric-%g", a), a)
	}
	if in.Asked > 0 && !slices.Contains(in.Empiric, in.Asked) {
		add("asked", in.Asked)
	}
	if in.Given > 0 && in.Given != in.Asked && !slices.Contains(in.Empiric, in.Given) {
		add("given", in.Given)
	}
	if p.Ceiling != nil {
		add("ceiling", *p.Ceiling)
	}
	for _, l := range p.Limits {
		if a := l.Activity; a != nil && (l.ID == "blood-2Gy" || l.ID == "marrow-2Gy") {
			add(l.ID, *a)
		}
	}
	sort.SliceStable(p.Activities, func(i, j int) bool { return p.Activities[i].Activity < p.Activities[j].Activity })
}

func (in *PlanInput) activityLine(p *Plan, id string, a float64) ActivityLine {
	out := ActivityLine{ID: id, Activity: a, Exceeds: []string{}, Lesions: []LesionDose{}}
	in.organs(&out, a)
	for _, l := range p.Limits {
		if l.Kind == "hard" && l.Applies != No && l.Activity != nil && a > *l.Activity {
			out.Exceeds = append(out.Exceeds, l.ID)
		}
	}
	for _, l := range in.Lesions {
		out.Lesions = append(out.Lesions, in.lesionDose(l, a))
	}
	if in.Previous.Known {
		out.Cumulative, out.AtLeast = ref(in.Previous.GBq+a), in.Previous.AtLeast
	}
	return out
}

// organs fills in what an activity brings to blood, marrow, lungs and the whole body.
func (in *PlanInput) organs(out *ActivityLine, a float64) {
	if in.Blood != nil {
		b := in.Blood.Times(a)
		out.Blood = ref(b.Value)
		if b.known() {
			out.Low, out.High = ref(b.Low), ref(b.High)
		}
		if v, ok := b.Above(in.Limits.BloodGy); ok {
			out.POver = ref(v)
		}
	}
	if in.Marrow != nil {
		m := in.Marrow.Times(a)
		out.Marrow = ref(m.Value)
		if m.known() {
			out.MarrowLow, out.MarrowHigh = ref(m.Low), ref(m.High)
		}
		if v, ok := m.Above(in.Limits.BloodGy); ok {
			out.PMarrow = ref(v)
		}
	}
	if in.LungDose != nil {
		out.Lung = ref(a * in.LungDose.Value)
	}
	if in.Retention != nil {
		out.Retained = ref(a * in.Retention.Fraction)
	}
}

func (in *PlanInput) lesionDose(l PlanLesion, a float64) LesionDose {
	out := LesionDose{ID: l.ID, Band: "unknown"}
	if l.UpperOnly {
		out.Low, out.High = ref(0), ref(l.Dose.High*a)
		return out
	}
	d := l.Dose.Times(a)
	out.Dose, out.Band = ref(d.Value), in.Limits.Band(d.Value)
	if d.known() {
		out.Low, out.High = ref(d.Low), ref(d.High)
	}
	if v, ok := d.Above(in.Limits.LesionPartialGy); ok {
		out.P20 = ref(v)
	}
	if v, ok := d.Above(in.Limits.LesionGy); ok {
		out.P80 = ref(v)
	}
	return out
}

// Band is the response band of a lesion dose; from 80 to 100 Gy, both included, is
// the boundary zone and belongs to neither side.
func (l Limits) Band(gy float64) string {
	switch {
	case gy < l.LesionPartialGy:
		return "below-20"
	case gy < l.LesionGy:
		return "20-80"
	case gy <= l.LesionHighGy:
		return "boundary-80-100"
	}
	return "above-100"
}

// window finds the lowest activity at which all, any or a share of the lesions reach
// the target, and compares it with the ceiling at the accepted risk.
func (in *PlanInput) window(p *Plan) Window {
	w := Window{Target: in.TargetGy, Lesions: in.TargetScope, State: WindowUnknown, High: p.AtRisk}
	var need []float64
	for _, l := range in.Lesions {
		if l.UpperOnly {
			need = append(need, math.Inf(1))
		} else {
			need = append(need, in.TargetGy/l.Dose.Value)
		}
	}
	if len(need) == 0 || in.TargetGy == 0 {
		return w
	}
	sort.Float64s(need)
	low := need[len(need)-1]
	switch in.TargetScope {
	case "any":
		low = need[0]
	case "share":
		low = need[max(0, int(math.Ceil(in.TargetShare*float64(len(need))))-1)]
	}
	w.Low = ref(low)
	switch {
	case w.High == nil:
	case low > *w.High:
		w.State = WindowFutileOrUnsafe
	case !p.UpperBound:
		w.State = WindowOpen
	}
	return w
}
