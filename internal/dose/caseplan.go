package dose

import (
	"fmt"
	"slices"
	"strings"

	"symport/internal/date"
)

// CasePlan is the input of a plan made from a case: what was measured, what the
// consultation found, and what was asked for.
type CasePlan struct {
	Case        string
	AsOf        string
	Studies     []Study
	Preparation string // of the planned therapy; empty: that of the newest study
	ExcludedBy  []string
	Facts       CaseFacts
	Person      Person
	Previous    Cumulative
	Courses     []Course // of radioiodine, in order of time as far as known
	Empiric     []float64
	AskedGBq    float64 // 0: none
	Target      GoNoGo  // scope and share of the lesions; TargetGy
	Limits      Limits
	Assumed     AssumedU
	Marks       []Mark
	First       []Ask // what the consultation asks before any radioiodine
	Draws       int
	Seed        uint64
}

// AssumedU are relative standard uncertainties used where none was stated; 0: none is
// assumed, and no probability is given.
type AssumedU struct{ Blood, Lesion float64 }

// Mark is a cumulative activity of which the reader is told when it is crossed.
type Mark struct {
	GBq  float64
	Text string
	Fact string
}

// Course is one radioiodine treatment of the record.
type Course struct {
	When        date.Span
	GBq         float64
	Preparation string
}

// CaseFacts are findings of the consultation that bear on a dosimetry.
type CaseFacts struct {
	DiffuseLung, BoneMetastases      Tri
	ExtensiveBone                    Tri // empty: as the studies say
	Dialysis, RenalFailure, Contrast Tri
	PregnancyPossible                Tri
	MarrowIrradiated                 []string // courses of external beam or other radionuclides
	StimulatedTSH                    float64  // mIU/L from which TSH counts as stimulated
}

// Planned is the plan of a case: the page of activities, the studies behind it, and
// what is said beside it.
type Planned struct {
	*Plan
	Preparation   string           `json:"preparation"`
	ExtensiveBone Tri              `json:"extensiveBone"`
	Used          []StudyLine      `json:"studies"`
	Assumed       []AssumedLine    `json:"assumedUncertainty"`
	Joint         []Joint          `json:"joint"`
	OtherStates   []StateLine      `json:"otherStates"`
	Comparison    []Comparison     `json:"plannedAndDelivered"`
	Rediff        *RedifferentDose `json:"redifferentiation"`
	Before        *float64         `json:"cumulativeBefore_GBq"`
	BeforeAtLeast bool             `json:"cumulativeBeforeIsAtLeast"`
	Marks         []MarkLine       `json:"cumulativeMarks"`
	Asks          []Ask            `json:"asks"`
	Readings      []ReadingLine    `json:"readings"`

	Input   *PlanInput `json:"-"`
	Studies []*Study   `json:"-"`
}

// StudyLine is a study as the plan used it.
type StudyLine struct {
	ID          string   `json:"id"`
	Date        string   `json:"date"`
	Nuclide     string   `json:"nuclide"`
	Preparation string   `json:"preparation"`
	TSH         *float64 `json:"tsh_mIU_per_L"`
	Tracer      *float64 `json:"tracer_MBq"`
	Computed    bool     `json:"computedFromReadings"`
	Used        bool     `json:"used"`
}

// AssumedLine is an uncertainty that was assumed.
type AssumedLine struct {
	Of string  `json:"of"`
	U  float64 `json:"u_percent"`
}

// MarkLine says how a mark of cumulative activity stands after each activity.
type MarkLine struct {
	GBq     float64  `json:"mark_GBq"`
	Text    string   `json:"text"`
	Fact    string   `json:"fact"`
	State   string   `json:"state"` // before, crossed, not-reached, unknown
	Crosses []string `json:"crossedBy"`
}

// Ask is a measurement that would give the plan more.
type Ask struct {
	What  string `json:"what"`
	When  string `json:"when"`
	Gives string `json:"gives"`
}

// Plan chooses the studies that hold for the planned state, plans from them, and says
// what the others mean.
func (c *CasePlan) Plan() *Planned {
	out := &Planned{Used: []StudyLine{}, Assumed: []AssumedLine{}, Joint: []Joint{}, OtherStates: []StateLine{}, Comparison: []Comparison{}, Marks: []MarkLine{}, Asks: []Ask{}, Readings: []ReadingLine{}}
	state, from := c.state()
	out.Preparation, out.ExtensiveBone = state, c.ExtensiveBone()
	in := c.chosen(out, state, from)
	out.Input = in
	if from == "" && c.measured() {
		in.OtherState = fmt.Sprintf("measured %s, planned %s", strings.Join(c.states(), " and "), state)
		c.takeOther(in)
	}
	out.Plan = in.Make()
	out.Warnings = append(out.Warnings, c.warnings(in, out.Studies, state, from)...)
	c.cumulative(out)
	out.OtherStates = c.otherStates(in, state)
	out.Comparison = c.compare(in)
	out.Rediff = c.redifferentiation(out)
	out.Joint = in.jointAt(out.Plan, c.Draws, c.Seed)
	out.Asks = c.asks(in)
	return out
}

// chosen puts the results of the studies in the planned state into one input.
func (c *CasePlan) chosen(out *Planned, state, from string) *PlanInput {
	in := c.input()
	for i := range c.Studies {
		s := &c.Studies[i]
		used := s.Usable() && s.Preparation == state && from != ""
		if s.Sheet != nil {
			out.Readings = append(out.Readings, s.Sheet.Lines(s.ID)...)
		}
		if used {
			c.take(in, s)
			out.Studies = append(out.Studies, s)
		}
		out.Used = append(out.Used, lineOf(s, used))
	}
	c.assume(in, out)
	return in
}

// Ceiling is the ceiling of the plan, whatever excludes the patient; GBq is nil if no
// limit that applies was computed. The consultation and the plan share it.
func (c *CasePlan) Ceiling() Ceiling {
	state, from := c.state()
	in := c.chosen(&Planned{}, state, from)
	if from == "" || in.ExtensiveBone == Yes {
		return Ceiling{UpperBound: true}
	}
	return CeilingOf(in.limits())
}

func (c *CasePlan) measured() bool {
	return slices.ContainsFunc(c.Studies, func(s Study) bool { return s.Usable() })
}

func (c *CasePlan) input() *PlanInput {
	in := &PlanInput{Case: c.Case, AsOf: c.AsOf, ExcludedBy: c.ExcludedBy, DiffuseLung: c.Facts.DiffuseLung, ExtensiveBone: c.ExtensiveBone(),
		BoneOpen: c.Facts.BoneMetastases == Yes && c.ExtensiveBone() == Unknown,
		Person:   c.Person, Previous: c.Previous, Empiric: c.Empiric, Asked: c.AskedGBq, TargetGy: c.Limits.LesionGy,
		TargetScope: c.Target.Scope, TargetShare: c.Target.Share, Limits: c.Limits, from: origins{lesion: map[string]*Study{}}}
	if last := c.lastCourse(); last != nil {
		in.Given = last.GBq
	}
	return in
}

// ExtensiveBone is what was asked for, else what the studies say: one that says yes goes
// before any that says no. Without an answer it is unknown, and no where no bone
// metastasis is known to be.
func (c *CasePlan) ExtensiveBone() Tri {
	if c.Facts.ExtensiveBone != "" {
		return c.Facts.ExtensiveBone
	}
	if c.Facts.BoneMetastases == No {
		return No
	}
	out := Unknown
	for i := range c.Studies {
		if said := c.Studies[i].ExtensiveBone; said == Yes || said == No && out == Unknown {
			out = said
		}
	}
	return out
}

// lastCourse is the last treatment with a known activity.
func (c *CasePlan) lastCourse() *Course {
	for i := len(c.Courses) - 1; i >= 0; i-- {
		if c.Courses[i].GBq > 0 {
			return &c.Courses[i]
		}
	}
	return nil
}

// state is the preparation for which the plan holds, and why; from is empty if no study
// was made in it.
func (c *CasePlan) state() (state, from string) {
	if c.Preparation != "" {
		for i := range c.Studies {
			if s := &c.Studies[i]; s.Usable() && s.Preparation == c.Preparation {
				return c.Preparation, "asked for"
			}
		}
		return c.Preparation, ""
	}
	var newest *Study
	for i := range c.Studies {
		if s := &c.Studies[i]; s.Usable() && (newest == nil || !s.When.SurelyBefore(newest.When)) {
			newest = s
		}
	}
	if newest == nil {
		return "", ""
	}
	return newest.Preparation, "the newest study"
}

func (c *CasePlan) states() []string {
	var out []string
	for i := range c.Studies {
		if s := &c.Studies[i]; s.Usable() && !slices.Contains(out, s.State()) {
			out = append(out, s.State())
		}
	}
	return out
}

// take puts a study's results into the plan; later entries replace earlier ones unless
// they are surely older.
func (c *CasePlan) take(in *PlanInput, s *Study) {
	newer := func(have bool, of *Study) bool { return !have || of == nil || !s.When.SurelyBefore(of.When) }
	if s.Blood != nil && newer(in.Blood != nil, in.from.blood) {
		in.Blood, in.from.blood = s.Blood, s
	}
	if s.Marrow != nil && newer(in.Marrow != nil, in.from.marrow) {
		in.Marrow, in.from.marrow = s.Marrow, s
	}
	if s.Retention != nil && newer(in.Retention != nil, in.from.retention) {
		in.Retention, in.from.retention = s.Retention, s
	}
	if s.Lung != nil && newer(in.LungDose != nil, in.from.lung) {
		in.LungDose, in.from.lung = s.Lung, s
	}
	if s.BloodRun != nil && s.BloodRun.LungRate48 != nil {
		in.LungRate48 = s.BloodRun.LungRate48
	}
	for _, l := range s.Lesions {
		l.Study = s.name()
		i := slices.IndexFunc(in.Lesions, func(x PlanLesion) bool { return x.ID == l.ID })
		switch {
		case i < 0:
			in.Lesions = append(in.Lesions, l)
		case newer(true, in.from.lesion[l.ID]):
			in.Lesions[i] = l
		default:
			continue
		}
		in.from.lesion[l.ID] = s
	}
}

// takeOther lets the results of another state be read; no activity comes from them.
func (c *CasePlan) takeOther(in *PlanInput) {
	for i := range c.Studies {
		if c.Studies[i].Usable() {
			c.take(in, &c.Studies[i])
		}
	}
}

func lineOf(s *Study, used bool) StudyLine {
	l := StudyLine{ID: s.ID, Date: "unknown", Nuclide: s.Nuclide, Preparation: s.Preparation, TSH: s.TSHmIU, Used: used,
		Computed: s.BloodRun != nil || s.LesionRun != nil}
	if s.When.Known {
		l.Date = s.When.String()
	}
	if s.TracerMBq > 0 {
		l.Tracer = ref(s.TracerMBq)
	}
	return l
}

// assume gives estimates without an interval the assumed one, and says so.
func (c *CasePlan) assume(in *PlanInput, out *Planned) {
	add := func(of string, u float64) {
		if !slices.ContainsFunc(out.Assumed, func(a AssumedLine) bool { return a.Of == of }) {
			out.Assumed = append(out.Assumed, AssumedLine{of, 100 * u})
		}
	}
	organ := func(e *Estimate, name string) *Estimate {
		if e == nil || e.known() || c.Assumed.Blood <= 0 {
			return e
		}
		add(name, c.Assumed.Blood)
		a := LogNormal(e.Value, c.Assumed.Blood)
		a.Assumed = true
		return &a
	}
	in.Blood, in.Marrow = organ(in.Blood, "blood"), organ(in.Marrow, "marrow")
	for i := range in.Lesions {
		l := &in.Lesions[i]
		if l.UpperOnly || l.Dose.known() || c.Assumed.Lesion <= 0 {
			continue
		}
		add("lesions", c.Assumed.Lesion)
		l.Dose = LogNormal(l.Dose.Value, c.Assumed.Lesion)
		l.Dose.Assumed = true
	}
}

// cumulative compares the sums with the marks.
func (c *CasePlan) cumulative(out *Planned) {
	if c.Previous.Known {
		out.Before, out.BeforeAtLeast = ref(c.Previous.GBq), c.Previous.AtLeast
	}
	for _, m := range c.Marks {
		line := MarkLine{GBq: m.GBq, Text: m.Text, Fact: m.Fact, State: "unknown", Crosses: []string{}}
		if c.Previous.Known {
			line.State = markState(c.Previous, m.GBq)
			for _, a := range c.activitiesToShow() {
				if c.Previous.GBq < m.GBq && c.Previous.GBq+a >= m.GBq {
					line.Crosses = append(line.Crosses, fmt.Sprintf("%g", a))
				}
			}
		}
		out.Marks = append(out.Marks, line)
	}
}

func markState(p Cumulative, mark float64) string {
	switch {
	case p.GBq >= mark:
		return "reached"
	case p.AtLeast:
		return "unknown"
	}
	return "not-reached"
}

func (c *CasePlan) activitiesToShow() []float64 {
	out := slices.Clone(c.Empiric)
	if c.AskedGBq > 0 && !slices.Contains(out, c.AskedGBq) {
		out = append(out, c.AskedGBq)
	}
	slices.Sort(out)
	return out
}
