package dose

import (
	"fmt"
	"math"
	"slices"

	"symport/internal/cite"
	"symport/internal/curve"
	"symport/internal/fault"
)

// Models of a lesion that are not a curve.Kind.
const (
	ModelAuto      = "auto"
	ModelTwoScan   = "two-scan"
	ModelLinear    = "linear-uptake"
	ModelPiecewise = "piecewise"
	ModelTrapezoid = "trapezoid"
	ModelSingle    = "single-time-point"
)

// Outline says how the volume of interest was drawn.
type Outline string

// The outlines.
const (
	OutlineUnknown    Outline = ""
	OutlineAnatomical Outline = "anatomical" // equal to the volume from which the mass comes
	OutlineThreshold  Outline = "threshold"
	OutlineMaximum    Outline = "maximum"
)

// LesionCase is the input of a lesion dosimetry. Sizes given here go before those of
// the sheet and need a single lesion.
type LesionCase struct {
	Sheet         *Sheet
	Setup         Setup
	Limits        Limits
	Model         string
	MassG         float64
	VolumeML      float64
	DiametersMM   []float64
	MassRelU      float64
	DensityGPerML float64 // 0: not given
	Recovery      float64 // 0: not given
	FWHMMM        float64 // resolution; with it the recovery is the closed form
	VoxelMM       float64
	Outline       Outline
	HalfLifeHours float64 // effective, for one reading
	Factors       []Factor
	Draws         int // of the simulation beside the profile; 0: none
	Seed          uint64
}

// LesionReport holds all lesions; with one, its keys stand beside the list.
type LesionReport struct {
	Schema     string  `json:"schema"`
	Confidence float64 `json:"confidence"`
	*LesionResult
	Lesions  []*LesionResult `json:"lesions"`
	Readings []ReadingLine   `json:"readings"`
}

// LesionResult is the dose to one lesion.
type LesionResult struct {
	ID           string         `json:"id"`
	Dose         *float64       `json:"dosePerActivity_Gy_per_GBq"`
	Low          *float64       `json:"low"`
	High         *float64       `json:"high"`
	U            *float64       `json:"u_percent"`
	Tau          *float64       `json:"tiac_h"`
	TauPerMl     *float64       `json:"tiacPerMl_h"`
	HalfLife     *float64       `json:"effectiveHalfLife_h"`
	Mass         *float64       `json:"mass_g"`
	Density      float64        `json:"density_g_per_mL"`
	Recovery     *float64       `json:"recovery"`
	S            *float64       `json:"sphereS_Gy_per_GBq_h"`
	Electrons    *float64       `json:"electronOnly_Gy_per_GBq"`
	A20          *float64       `json:"activityFor20Gy_GBq"`
	LowA20       *float64       `json:"lowA20"`
	HighA20      *float64       `json:"highA20"`
	A80          *float64       `json:"activityFor80Gy_GBq"`
	LowA80       *float64       `json:"lowA80"`
	HighA80      *float64       `json:"highA80"`
	A100         *float64       `json:"activityFor100Gy_GBq"`
	LowA100      *float64       `json:"lowA100"`
	HighA100     *float64       `json:"highA100"`
	Measured     string         `json:"nuclideMeasured"`
	Model        string         `json:"model"`
	Extrapolated *float64       `json:"extrapolated_percent"`
	Fit          *FitReport     `json:"fit"`
	Tried        []Tried        `json:"models"`
	Budget       []BudgetLine   `json:"budget"`
	OneMore      []Purchase     `json:"oneMoreSample"`
	Simulation   *Simulation    `json:"simulation"`
	Second       *SecondOpinion `json:"secondCalculation"`
	Assumptions  []string       `json:"assumptions"`
	Warnings     []Warning      `json:"warnings"`
	Sources      []cite.Source  `json:"sources"`
	Shared       Shared         `json:"-"`
}

// Tried is one model of the selection.
type Tried struct {
	Model    string   `json:"model"`
	AICc     *float64 `json:"aicc"`
	Tau      *float64 `json:"tiac"`
	Rejected string   `json:"rejected"`
}

func (r *LesionResult) warn(id, format string, args ...any) {
	r.Warnings = append(r.Warnings, warning(id, format, args...))
}

func (r *LesionResult) assume(format string, args ...any) {
	r.Assumptions = append(r.Assumptions, fmt.Sprintf(format, args...))
}

// Run computes the dose per activity of each lesion of the sheet. Everything wrong
// with the input comes back at once.
func (c *LesionCase) Run() (*LesionReport, error) {
	p := &problems{file: c.Sheet.File}
	c.Setup.check(p)
	ids := c.Sheet.IDs(LesionFraction, LesionRaw, LesionConcentration)
	if len(ids) == 0 {
		p.add(fault.Place{}, "no-lesion", "rows lesion_fraction or lesion_concentration", "no reading of a lesion")
	}
	if len(ids) > 1 && (c.MassG > 0 || c.VolumeML > 0 || len(c.DiametersMM) > 0) {
		p.add(fault.Place{}, "size-for-many", "give rows mass, volume or diameter with an id", "one size for %d lesions", len(ids))
	}
	if c.recovers() && (c.Outline == OutlineThreshold || c.Outline == OutlineMaximum) {
		p.add(fault.Place{}, "recovery-outline", "a recovery holds for an outline equal to the lesion", "no recovery, closed-form or measured, for a %s volume of interest", c.Outline)
	}
	lesions := make([]*lesion, len(ids))
	total := 0.0
	for i, id := range ids {
		lesions[i] = c.prepare(id, p)
		if len(lesions[i].ex.Points) > 0 && !lesions[i].perML {
			total += lesions[i].ex.Points[0].Y
		}
	}
	if total > 1 {
		p.add(fault.Place{}, "lesions-above-all", "per cent written as 1?", "the lesions together hold %.3g of the administered activity at their first readings", total)
	}
	c.checkBody(lesions, p)
	if err := p.list.Err(); err != nil {
		return nil, err
	}
	return c.each(lesions)
}

// checkBody compares with whole-body readings of the same table, where there are any.
func (c *LesionCase) checkBody(lesions []*lesion, p *problems) {
	parts := c.Setup.parts(c.Sheet)
	for _, l := range lesions {
		if l.perML {
			for _, pt := range l.ex.Points {
				parts[pt.T] += pt.Y * l.volume
			}
		}
	}
	wholeBodyCurve.extract(c.Sheet, &c.Setup, "", p).holds(parts, p)
}

// recovers: a recovery is asked for, by the call or by a row.
func (c *LesionCase) recovers() bool {
	return c.Recovery > 0 || c.FWHMMM > 0 || slices.ContainsFunc(c.Sheet.Givens, func(g Given) bool { return g.Quantity == RecoveryCoefficient })
}

func (c *LesionCase) each(lesions []*lesion) (*LesionReport, error) {
	rep := &LesionReport{Schema: "symport/dose-lesion/1", Confidence: 0.95, Readings: c.Sheet.Lines("")}
	for _, l := range lesions {
		r, err := l.run()
		if err != nil {
			return nil, fault.Hinted(fault.Invalid, "look at the readings, or name a --model", "no dose for lesion %s: %w", l.name(), err)
		}
		rep.Lesions = append(rep.Lesions, r)
	}
	if len(rep.Lesions) == 1 {
		rep.LesionResult = rep.Lesions[0]
	}
	return rep, nil
}

func (set *Setup) check(p *problems) {
	if set.Measured != "" && set.Nuclides[set.Measured].Name == "" {
		p.add(fault.Place{}, "nuclide-unknown", "I-131, I-124 or I-123", "unknown nuclide %q", set.Measured)
	}
}

// lesion is one lesion on its way.
type lesion struct {
	c       *LesionCase
	id      string
	ex      *extracted
	perML   bool
	volume  float64 // mL; 0: unknown
	mass    float64 // g
	relU    float64 // of the volume
	density float64
	rc      float64 // 1: none applied
	rcU     float64
	diam    float64 // mm
	r       *LesionResult
}

func (l *lesion) name() string {
	if l.id == "" {
		return "(unnamed)"
	}
	return l.id
}

// prepare reads the curve, the size and the recovery of a lesion.
func (c *LesionCase) prepare(id string, p *problems) *lesion {
	l := &lesion{c: c, id: id, rc: 1, r: &LesionResult{ID: id, Measured: c.measured(), Tried: []Tried{}, Budget: []BudgetLine{}, OneMore: []Purchase{},
		Assumptions: []string{}, Warnings: []Warning{}, Sources: cites(lesionSources...)}}
	src := lesionCurve
	for _, r := range c.Sheet.Readings {
		if r.ID == id && r.Quantity == LesionConcentration {
			src, l.perML = concentrationCurve, true
		}
	}
	l.ex = src.extract(c.Sheet, &c.Setup, id, p)
	l.r.Warnings = append(l.r.Warnings, l.ex.warnings...)
	if !l.perML {
		l.ex.plausible(LesionFraction, p)
	}
	l.size(p)
	l.recover()
	return l
}

func (c *LesionCase) measured() string {
	if c.Setup.Measured != "" {
		return c.Setup.Measured
	}
	return c.Setup.Therapy.Name
}

var lesionSources = []string{"symport-sphere", "icrp-107", "plyku-2017", "kreissl-2019", "lassmann-2011", "stokke-2024", "konijnenberg-2021"}

// size finds mass and volume: from the call, or from the rows of the lesion.
func (l *lesion) size(p *problems) {
	c := l.c
	l.density = c.DensityGPerML
	if g, ok := c.Sheet.Given(Density, l.id); ok && l.density == 0 {
		l.density = g.Value
	}
	if l.density == 0 {
		l.density = 1
		l.r.assume("density 1.00 g/mL: none was given")
	}
	switch {
	case c.MassG > 0:
		l.setMass(c.MassG, c.MassRelU)
	case c.VolumeML > 0:
		l.setVolume(c.VolumeML, c.MassRelU)
	case len(c.DiametersMM) > 0:
		l.setDiameters(c.DiametersMM, c.MassRelU, p)
	default:
		l.sizeFromRows(p)
	}
	l.r.Density = l.density
	l.sizePossible(p)
	if l.mass > 0 {
		l.r.Mass = ref(l.mass)
		l.diam = SphereDiameterMM(l.volume)
		if l.relU == 0 && c.FWHMMM > 0 && c.VoxelMM > 0 {
			l.relU = VolumeUncertainty(c.VoxelMM, c.FWHMMM, l.diam)
		}
	} else if !l.perML {
		p.add(fault.Place{}, "mass-missing", "--mass 4g, --volume 4mL, --diameters 20mm,18mm,22mm, or a row with the id",
			"lesion %s has no mass: lesions without volume get no Gy", l.name())
	}
}

// What a lesion can be; outside it a number is a slip. The sphere model ends at 1 kg.
const (
	heaviestLesionG = 1000.0
	lightestDensity = 0.1 // g/mL
	highestDensity  = 3.0
	highestRecovery = 1.3 // reconstruction may overshoot at an edge
)

func (l *lesion) sizePossible(p *problems) {
	if l.mass > heaviestLesionG {
		p.add(fault.Place{}, "mass-implausible", "the unit?", "lesion %s of %.4g g: the sphere model holds to %g g", l.name(), l.mass, heaviestLesionG)
	}
	if l.density < lightestDensity || l.density > highestDensity {
		p.add(fault.Place{}, "density-implausible", "1.04g/mL for soft tissue", "lesion %s of %g g/mL", l.name(), l.density)
	}
	recovery := l.c.Recovery
	if g, ok := l.c.Sheet.Given(RecoveryCoefficient, l.id); ok && recovery == 0 {
		recovery = g.Value
	}
	if recovery > highestRecovery {
		p.add(fault.Place{}, "recovery-implausible", "a share of the truth, for instance 0.63", "recovery %g of lesion %s", recovery, l.name())
	}
}

func (l *lesion) sizeFromRows(p *problems) {
	if g, ok := l.c.Sheet.Given(Mass, l.id); ok {
		l.setMass(g.Value, g.SD/g.Value)
		return
	}
	if g, ok := l.c.Sheet.Given(Volume, l.id); ok {
		l.setVolume(g.Value, g.SD/g.Value)
		return
	}
	var ds []float64
	v := 0.0
	for _, g := range l.c.Sheet.Givens {
		if g.Quantity == Diameter && g.ID == l.id {
			ds = append(ds, g.Value)
			v += sq(g.SD / g.Value)
		}
	}
	if len(ds) > 0 {
		u := math.Sqrt(v)
		if len(ds) == 1 {
			u *= 3
		}
		l.setDiameters(ds, u, p)
	}
}

func (l *lesion) setMass(g, u float64)    { l.mass, l.volume, l.relU = g, g/l.density, u }
func (l *lesion) setVolume(ml, u float64) { l.mass, l.volume, l.relU = ml*l.density, ml, u }

func (l *lesion) setDiameters(d []float64, u float64, p *problems) {
	switch len(d) {
	case 1:
		l.r.assume("one diameter: taken as a sphere")
		d = []float64{d[0], d[0], d[0]}
	case 2:
		l.r.assume("two diameters: the third is taken as their geometric mean")
		d = []float64{d[0], d[1], math.Sqrt(d[0] * d[1])}
	case 3:
	default:
		p.add(fault.Place{}, "diameters", "one, two or three", "%d diameters", len(d))
		return
	}
	l.setVolume(EllipsoidVolumeML(d[0], d[1], d[2]), u)
}

// recover corrects the readings for partial volume.
func (l *lesion) recover() {
	c := l.c
	g, ok := c.Sheet.Given(RecoveryCoefficient, l.id)
	switch {
	case c.Recovery > 0:
		l.rc = c.Recovery
	case ok:
		l.rc, l.rcU = g.Value, g.SD/g.Value
	case c.FWHMMM > 0 && l.diam > 0:
		l.rc = Recovery(l.diam, c.FWHMMM)
		if c.Outline == OutlineUnknown {
			l.r.warn("outline-unknown", "recovery holds if the volume of interest equals the lesion; how it was drawn was not stated (--voi)")
		}
	default:
		l.r.assume("no recovery correction: doses to lesions that are small for the resolution are too low")
		return
	}
	l.r.Recovery = ref(l.rc)
	for i := range l.ex.Points {
		pt := &l.ex.Points[i]
		k := TrueConcentration(1, l.background(pt.T), l.rc)
		pt.Y *= k
		pt.SD *= k
	}
}

// background returns the background concentration at a time relative to the
// lesion's; cold, 0, where it was not measured.
func (l *lesion) background(t float64) float64 {
	var b, s float64
	for _, r := range l.c.Sheet.Readings {
		if r.ID != l.id || r.TimeHours != t || r.Quantity != LesionConcentration {
			continue
		}
		if r.Role == Background {
			b = r.Value
		} else {
			s = r.Value
		}
	}
	if s <= 0 {
		return 0
	}
	return b / s
}

// run fits the curve and computes the dose.
func (l *lesion) run() (*LesionResult, error) {
	if len(l.ex.Points) == 0 {
		return l.notSeen()
	}
	if l.tooSmall() {
		return l.r, nil
	}
	m, err := l.curve()
	if err != nil {
		return nil, err
	}
	l.finish(m)
	return l.r, nil
}

// tooSmall: below 5 mm or 0.06 g there is no sphere dose.
func (l *lesion) tooSmall() bool {
	if l.mass == 0 || l.mass >= smallestMassG && l.diam >= smallestDiameterMM {
		return false
	}
	l.r.warn("too-small", "%.2g g, %.2g mm: below %g g or %d mm the range of the electrons is not small: no sphere dose", l.mass, l.diam, smallestMassG, smallestDiameterMM)
	return true
}

// factor is what turns the area into a dose: Gy/GBq per h (or per h/mL).
func (l *lesion) factor() float64 {
	if l.mass == 0 {
		if l.c.Model == ModelTwoScan {
			return jentzenDelta * 1000 / l.density
		}
		return ElectronOnly("I-131", 1) / l.density
	}
	s, _ := SphereS("I-131", l.mass, l.density)
	if l.perML {
		return s * l.volume
	}
	return s
}

// finish turns the area into doses, activities, interval and budget.
func (l *lesion) finish(m *measure) {
	r, k := l.r, l.factor()
	factors := l.factors(m)
	us := make([]float64, len(factors))
	for i, f := range factors {
		us[i] = f.U
	}
	d := k * m.Value()
	r.Model, r.HalfLife, r.Extrapolated = m.model, ref(m.halfLife), ref(100*m.Tail())
	rep := track{m.curved, m.how, m.model, l.ex}.report()
	r.Fit = &rep
	l.areas(m, d, k)
	l.describe(m)
	if m.unknownU {
		r.Dose = ref(d)
		l.activities(Estimate{Value: d})
		return
	}
	s := newSpread([]part{newPart("curve of the lesion", k, m.curved)}, us...)
	r.Low, r.High = s.ends()
	r.U = ref(100 * s.U())
	if r.Low == nil || r.High == nil {
		r.warn("unbounded", "the readings do not bound the dose on %s", openSide(r.Low, r.High))
	}
	r.Budget = s.budget(factors)
	r.Shared = sharedOf(factors)
	if l.onlyRange() {
		r.warn("only-range", "recovery %.2f, diameter %.3g mm at a resolution of %.3g mm: the dose is given as a range only", l.rc, l.diam, l.c.FWHMMM)
		return
	}
	if l.doubtful(m) {
		r.Low, r.High, r.Budget, r.U = nil, nil, []BudgetLine{}, nil
		return
	}
	r.Dose = ref(d)
	e := Estimate{Value: d}
	if r.Low != nil && r.High != nil {
		e.Low, e.High = *r.Low, *r.High
	}
	l.activities(e)
	r.OneMore = l.oneMore(m, s)
	if l.c.Draws > 0 {
		r.Simulation = s.Simulate(l.c.Draws, l.c.Seed)
	}
}

func openSide(low, high *float64) string {
	switch {
	case low == nil && high == nil:
		return "either side"
	case low == nil:
		return "the low side"
	}
	return "the high side"
}

// oneMore gives the uncertainty with one more reading at the assumed relative sd.
func (l *lesion) oneMore(m *measure, s *Spread) []Purchase {
	out := []Purchase{}
	f := fitOf(m.curved)
	_, linear := m.curved.(*curve.LinearUptake)
	if f == nil || linear || f.AtBound() {
		return out
	}
	rest := sq(s.U()) - sq(f.RelU())
	for _, t := range lesionTimes {
		out = purchase(out, t, sq(f.WithSample(t, l.ex.CV))+rest)
	}
	return out
}

var lesionTimes = []float64{2, 12, 36, 60, 120, 168, 240}

func (l *lesion) onlyRange() bool {
	return l.rc < 0.3 || l.c.FWHMMM > 0 && l.diam > 0 && l.diam < 1.5*l.c.FWHMMM
}

func (l *lesion) areas(m *measure, d, k float64) {
	r := l.r
	tau := m.Value()
	if l.perML {
		r.TauPerMl = ref(tau)
		if l.volume == 0 {
			r.warn("no-mass", "no mass: every electron is taken as absorbed in the lesion, no photon part")
		} else {
			r.Tau = ref(tau * l.volume)
		}
		r.Electrons = ref(tau * ElectronOnly("I-131", 1) / l.density)
	} else {
		r.Tau = ref(tau)
		r.Electrons = ref(tau * ElectronOnly("I-131", l.mass))
	}
	if l.mass > 0 {
		s, _ := SphereS("I-131", l.mass, l.density)
		r.S = ref(s)
	}
	l.second(m, d, k)
}

// second repeats the calculation with the power law and point-to-point integration.
func (l *lesion) second(m *measure, d, k float64) {
	j, err := curve.PiecewiseExponential(l.ex.Series, curve.TailSlope)
	if err != nil {
		return
	}
	method := "piecewise exponential"
	if l.mass > 0 {
		s, _ := SphereS("I-131", l.mass, l.density)
		k *= PowerLawS(l.mass) / s
		method += ", power law of OLINDA/EXM spheres"
	}
	l.r.Second = &SecondOpinion{Method: method, Dose: ref(k * j.Area), Difference: ref(100 * (k*j.Area/d - 1))}
}

func (l *lesion) activities(e Estimate) {
	for _, x := range []struct {
		gy           float64
		a, low, high **float64
	}{
		{l.c.Limits.LesionPartialGy, &l.r.A20, &l.r.LowA20, &l.r.HighA20},
		{l.c.Limits.LesionGy, &l.r.A80, &l.r.LowA80, &l.r.HighA80},
		{l.c.Limits.LesionHighGy, &l.r.A100, &l.r.LowA100, &l.r.HighA100},
	} {
		*x.a = ref(x.gy / e.Value)
		if e.known() {
			*x.low, *x.high = ref(x.gy/e.High), ref(x.gy/e.Low)
		}
	}
}

// factors are the relative uncertainties of everything but the curve.
func (l *lesion) factors(m *measure) []Factor {
	out := append([]Factor(nil), l.c.Factors...)
	if l.mass > 0 {
		out = append(out, Factor{Source: "sphere S value", U: SphereSUncertainty, With: WithLesions})
		if l.relU > 0 {
			out = append(out, Factor{Source: "volume, through " + l.through(), U: l.volumeSensitivity() * l.relU})
		} else {
			l.r.assume("the volume is taken as exact: no uncertainty was given for it")
		}
	}
	if l.rcU > 0 {
		out = append(out, Factor{Source: "recovery coefficient", U: l.rcU})
	}
	if l.c.Setup.TracerRelSD > 0 {
		out = append(out, Factor{Source: "administered tracer activity", U: l.c.Setup.TracerRelSD, With: WithStudy})
	}
	if m.startU > 0 {
		out = append(out, Factor{Source: "assumption before the first reading", U: m.startU})
	}
	if m.modelU > 0 {
		out = append(out, Factor{Source: "choice of model", U: m.modelU})
	}
	return out
}

// chained: counts, recovery and mass come from one outline.
func (l *lesion) chained() bool { return l.c.Outline == OutlineAnatomical && l.c.FWHMMM > 0 }

func (l *lesion) through() string {
	if l.chained() {
		return "counts, recovery and mass (one outline)"
	}
	return "mass"
}

func (l *lesion) volumeSensitivity() float64 {
	if l.chained() {
		return VolumeSensitivity("I-131", l.mass, l.density, l.diam, l.c.FWHMMM)
	}
	s := sensitivityToMass("I-131", l.mass, l.density)
	if l.perML {
		s++
	}
	return s
}

// notSeen: all readings are detection limits; they bound the dose from above.
func (l *lesion) notSeen() (*LesionResult, error) {
	if len(l.ex.limits) == 0 {
		return nil, fmt.Errorf("no readings")
	}
	if l.tooSmall() {
		return l.r, nil
	}
	lambda, best := l.ex.Lambda, 0.0
	for _, s := range l.ex.limits {
		best = math.Max(best, s.y*math.Exp(lambda*s.t)/lambda)
	}
	l.r.Model = "detection limit"
	l.r.Low, l.r.High = ref(0), ref(best/l.rc*l.factor())
	l.r.warn("not-seen", "not seen in any reading: an upper limit of the dose if what is below the limit only decays physically; not zero")
	l.r.LowA20, l.r.LowA80, l.r.LowA100 = ref(l.c.Limits.LesionPartialGy / *l.r.High), ref(l.c.Limits.LesionGy / *l.r.High), ref(l.c.Limits.LesionHighGy / *l.r.High)
	return l.r, nil
}
