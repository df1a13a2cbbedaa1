package dose

import (
	"fmt"
	"math"

	"symport/internal/cite"
	"symport/internal/curve"
	"symport/internal/fault"
)

// Methods of the blood dose.
const (
	MethodSOP       = "sop-biexp"
	MethodPiecewise = "piecewise"
	MethodSingle    = "single-whole-body"
	MethodTraino    = "traino"
)

// BloodCase is the input of a blood dosimetry.
type BloodCase struct {
	Sheet         *Sheet
	Setup         Setup
	Limits        Limits
	Person        Person
	WeightKg      float64 // 0: not given
	WeightRelU    float64
	BloodVolumeML float64 // 0: not known
	VolumeSource  string  // for a sentence
	VolumeCite    string  // id of the work of an estimate; empty: none
	LungMassG     float64 // 0: not known
	DiffuseLung   Tri
	ExtensiveBone Tri
	Method        string
	Factors       []Factor // relative uncertainties common to the whole dose

	BloodCalibrationU float64 // relative, of the blood term alone
	Draws             int     // of the simulation beside the profile; 0: none
	Seed              uint64
}

// BloodResult is the outcome, in the words of the contract.
type BloodResult struct {
	Schema       string         `json:"schema"`
	Dose         *float64       `json:"dosePerActivity_Gy_per_GBq"`
	Low          *float64       `json:"low"`
	High         *float64       `json:"high"`
	Confidence   float64        `json:"confidence"`
	TauBody      *float64       `json:"tiac_wholeBody_h"`
	TauBlood     *float64       `json:"tiac_bloodPerMl_h"`
	TauLung      *float64       `json:"tiac_lung_h"`
	MSA          *float64       `json:"maximumSafeActivity_GBq"`
	MSALow       *float64       `json:"msaLow"`
	MSAHigh      *float64       `json:"msaHigh"`
	AtRisk       *float64       `json:"activityAt5percentRisk_GBq"`
	Marrow       *float64       `json:"marrowDosePerActivity_Gy_per_GBq"`
	BetaShare    *float64       `json:"betaShare_percent"`
	Limits       []Limit        `json:"limits"`
	Ceiling      *float64       `json:"ceiling_GBq"`
	UpperBound   bool           `json:"ceilingIsUpperBound"`
	Binding      *string        `json:"binding"`
	Retention48  *float64       `json:"retention48h_percent"`
	Ret48Low     *float64       `json:"retention48hLow_percent"`
	Ret48High    *float64       `json:"retention48hHigh_percent"`
	Model        string         `json:"model"`
	Extrapolated *float64       `json:"extrapolated_percent"`
	Fits         BloodFits      `json:"fits"`
	Budget       []BudgetLine   `json:"budget"`
	OneMore      []Purchase     `json:"oneMoreSample"`
	Simulation   *Simulation    `json:"simulation"`
	Second       *SecondOpinion `json:"secondCalculation"`
	Assumptions  []string       `json:"assumptions"`
	Warnings     []Warning      `json:"warnings"`
	Sources      []cite.Source  `json:"sources"`
	WeightKg     float64        `json:"weight_kg"`
	PrescribeGy  float64        `json:"prescribeLimit_Gy"`
	Spread       *Spread        `json:"-"`
	U            *float64       `json:"u_percent"`
	LungDose     *float64       `json:"lungDosePerActivity_Gy_per_GBq"`
	LungRate48   *float64       `json:"lungDoseRate48h_Gy_per_h_per_GBq"`
	Missed       []Missed       `json:"ifSessionMissed"`
	Readings     []ReadingLine  `json:"readings"`
	Shared       Shared         `json:"-"`
	body, blood  *track         `json:"-"`
}

// BloodFits are the two curves.
type BloodFits struct {
	WholeBody *FitReport `json:"wholeBody"`
	Blood     *FitReport `json:"blood"`
}

// SecondOpinion is the same quantity by a method that shares neither model nor
// integration.
type SecondOpinion struct {
	Method     string   `json:"method"`
	Dose       *float64 `json:"dosePerActivity_Gy_per_GBq"`
	Difference *float64 `json:"difference_percent"`
}

// Run computes the blood dose per activity, the activities that follow and what is
// not known about them. Everything wrong with the input comes back at once.
func (c *BloodCase) Run() (*BloodResult, error) {
	p := &problems{file: c.Sheet.File}
	if c.WeightKg <= 0 {
		p.add(fault.Place{}, "weight-missing", "--weight 70kg, or a row weight", "the blood dose needs the body weight")
	} else if c.WeightKg < lightestKg || c.WeightKg > heaviestKg {
		p.add(fault.Place{}, "weight-implausible", "the weight in kg", "a body weight of %g kg", c.WeightKg)
	}
	if c.Method == MethodTraino && c.Person.Sex == "" {
		p.add(fault.Place{}, "sex-missing", "--sex f or --sex m", "the method of Traino needs the sex")
	}
	if g, ok := c.Sheet.Given(Mass, "lung"); ok && c.LungMassG == 0 && g.ID == "lung" {
		c.LungMassG = g.Value
	}
	c.Setup.check(p)
	lung := lungCurve.extract(c.Sheet, &c.Setup, "", p)
	body := wholeBodyCurve.extract(c.Sheet, &c.Setup, "", p)
	blood := bloodCurve.extract(c.Sheet, &c.Setup, "", p)
	body.plausible(WholeBodyFraction, p)
	body.falling(p)
	c.checkBlood(body, blood, p)
	body.holds(c.Setup.parts(c.Sheet), p)
	c.checkCount(body, blood, p)
	if err := p.list.Err(); err != nil {
		return nil, err
	}
	r := &BloodResult{Schema: "symport/dose-blood/1", Confidence: 0.95, WeightKg: c.WeightKg, PrescribeGy: c.Limits.BloodGy,
		Readings: c.Sheet.Lines(""), Limits: []Limit{}, Budget: []BudgetLine{}, OneMore: []Purchase{}, Missed: []Missed{}, Assumptions: []string{}, Warnings: []Warning{}, Sources: cites(bloodSources...)}
	r.Warnings = append(append(r.Warnings, body.warnings...), blood.warnings...)
	if c.Method == MethodSingle {
		return r, c.single(r, body)
	}
	if err := c.fit(r, body, blood); err != nil {
		return nil, err
	}
	c.dose(r)
	c.lungs(r, lung)
	c.limits(r)
	c.check(r)
	c.screenLung(r)
	r.Missed = c.missed(r)
	if c.Draws > 0 {
		r.Simulation = r.Spread.Simulate(c.Draws, c.Seed)
	}
	return r, nil
}

// A weight outside these, in kg, is a slip.
const (
	lightestKg = 1.0
	heaviestKg = 500.0
)

// Sources are ids of works; the knowledge holds their citations.
var bloodSources = []string{"eanm-sop-2008", "sgouros-2006", "hindorf-2010", "jentzen-2015", "lassmann-2011", "stokke-2024", "konijnenberg-2021"}

// checkBlood refuses a blood content that exceeds the whole body's. Without a blood volume
// the least that a body of this weight holds is taken: a slip of %/L for %/mL is a
// thousandfold.
func (c *BloodCase) checkBlood(body, blood *extracted, p *problems) {
	ml := c.BloodVolumeML
	if ml == 0 && c.WeightKg <= heaviestKg {
		ml = c.Limits.BloodLeastMLPerKg * c.WeightKg
	}
	for i, b := range blood.Points {
		w, found := lastUntil(body.Points, b.T)
		if found && b.Y*ml > w.Y*(1+3*body.relSD(w)+3*blood.relSD(b)) {
			p.add(blood.places[i], "blood-above-body", "values in %/L?",
				"at %g h the blood (%.3g x %.0f mL) holds more than the whole body (%.3g)", b.T, b.Y, ml, w.Y)
		}
	}
}

// lastUntil is the last point not later than a time.
func lastUntil(points []curve.Point, hours float64) (last curve.Point, found bool) {
	for _, pt := range points {
		if pt.T <= hours {
			last, found = pt, true
		}
	}
	return last, found
}

func (c *BloodCase) checkCount(body, blood *extracted, p *problems) {
	if len(p.list) > 0 {
		return
	}
	need := 2
	if c.Method == MethodSingle {
		need = 1
	}
	if n := len(body.Points); n < need {
		p.add(fault.Place{}, "too-few", "whole body at 2, 6, 24 and 96 h", "whole-body readings above the detection limit: %d, and %d needed", n, need)
	}
	if n := len(blood.Points); n < need && c.Method != MethodSingle {
		p.add(fault.Place{}, "too-few", "blood at 2, 6, 24, 96 and 144 h; from whole body alone: --method single-whole-body",
			"blood readings above the detection limit: %d, and %d needed", n, need)
	}
	if c.Method == MethodSingle && c.BloodVolumeML == 0 {
		p.add(fault.Place{}, "blood-volume-missing", "--blood-volume 5L, or --height 170cm and --sex", "one whole-body reading needs the blood volume")
	}
}

// fit chooses the curves by protocol, never by a criterion.
func (c *BloodCase) fit(r *BloodResult, body, blood *extracted) (err error) {
	defer fault.Wrap(&err, "no dose")
	dialysis := c.dialysis()
	if dialysis > 0 {
		if err := c.aroundSessions(body, blood); err != nil {
			return err
		}
	}
	if r.body, err = c.track(body, dialysis > 0); err != nil {
		return fault.Hinted(fault.Invalid, "look at the readings", "whole body: %w", err)
	}
	if r.blood, err = c.track(blood, dialysis > 0); err != nil {
		return fault.Hinted(fault.Invalid, "look at the readings", "blood: %w", err)
	}
	if blood.LateRise() {
		r.Warnings = append(r.Warnings, warning("late-rise",
			"the last blood value is not below the one before (protein-bound iodine?): joined point to point with a physical tail; sample again at 168 h or later"))
	}
	if dialysis > 0 {
		r.Warnings = append(r.Warnings, warning("dialysis", "haemodialysis inside the curve: joined point to point between sessions, physical tail"))
	}
	return nil
}

func (c *BloodCase) dialysis() int {
	n := 0
	for _, e := range c.Sheet.Events {
		if e.Quantity == Haemodialysis {
			n++
		}
	}
	return n
}

// aroundSessions demands a reading before and after each dialysis session.
func (c *BloodCase) aroundSessions(curves ...*extracted) error {
	p := &problems{file: c.Sheet.File}
	for _, ev := range c.Sheet.Events {
		if ev.Quantity != Haemodialysis {
			continue
		}
		for _, e := range curves {
			before, after := false, false
			for _, pt := range e.Points {
				before = before || pt.T <= ev.TimeHours
				after = after || pt.T >= ev.TimeHours+ev.DurationHours
			}
			if !before || !after {
				p.add(ev.At, "dialysis-uncovered", "measure before and after each session", "no reading before or after the session at %g h", ev.TimeHours)
			}
		}
	}
	return p.list.Err()
}

func (c *BloodCase) track(e *extracted, dialysis bool) (*track, error) {
	switch {
	case dialysis || e.LateRise():
		j, err := curve.PiecewiseExponential(e.Series, curve.TailPhysical)
		return &track{j, "joined point to point, physical tail", "piecewise-exponential", e}, err
	case c.Method == MethodPiecewise:
		j, err := curve.PiecewiseExponential(e.Series, curve.TailSlope)
		return &track{j, "joined point to point", "piecewise-exponential", e}, err
	}
	f, how, err := curve.Protocol(e.Series)
	if err != nil {
		return nil, err
	}
	return &track{f, how, f.Kind.String(), e}, nil
}

func (c *BloodCase) dose(r *BloodResult) {
	coefBody := bloodCoefficient(c.WeightKg)
	parts := []part{
		newPart("whole-body curve", coefBody, r.body.curved),
		newPart("blood curve", bloodSelf, r.blood.curved),
	}
	factors := c.factors(coefBody * r.body.Value() / (coefBody*r.body.Value() + bloodSelf*r.blood.Value()))
	us := make([]float64, len(factors))
	for i, f := range factors {
		us[i] = f.U
	}
	s := newSpread(parts, us...)
	r.Spread = s
	r.Dose = ref(s.Value())
	r.Low, r.High = s.ends()
	if r.Low == nil || r.High == nil {
		r.Warnings = append(r.Warnings, warning("unbounded", "the readings do not bound the dose on %s", openSide(r.Low, r.High)))
	}
	r.U = ref(100 * s.U())
	r.TauBody, r.TauBlood = ref(r.body.Value()), ref(r.blood.Value())
	r.BetaShare = ref(100 * parts[1].value() / s.Value())
	r.Marrow = ref(c.marrow(r))
	r.Model = r.body.model + "+" + r.blood.model
	r.Extrapolated = ref(100 * math.Max(r.body.Tail(), r.blood.Tail()))
	r.Budget = s.budget(factors)
	r.Shared = sharedOf(factors)
	r.Fits.WholeBody, r.Fits.Blood = c.report(r.body), c.report(r.blood)
	r.Second = c.second(r)
	r.OneMore = c.oneMore(r, factors)
	r48, u48 := r.body.at(48)
	rel := u48 / r48
	r.Retention48 = ref(100 * r48)
	r.Ret48Low, r.Ret48High = ref(100*r48*math.Exp(-curve.Normal95*rel)), ref(100*r48*math.Exp(curve.Normal95*rel))
}

// factors are what is common to the whole dose; weight and blood calibration act on
// one of the two terms, the weight with its exponent.
func (c *BloodCase) factors(bodyShare float64) []Factor {
	out := append([]Factor(nil), c.Factors...)
	if c.BloodCalibrationU > 0 {
		out = append(out, Factor{Source: "calibration of the blood counter", U: (1 - bodyShare) * c.BloodCalibrationU})
	}
	if c.WeightRelU > 0 {
		out = append(out, Factor{Source: "body weight", U: 2.0 / 3 * bodyShare * c.WeightRelU})
	}
	if u := c.Setup.TracerRelSD; u > 0 {
		out = append(out, Factor{Source: "administered tracer activity", U: c.absoluteShare(bodyShare) * u, With: WithStudy})
	}
	return out
}

// absoluteShare is the share of the dose that was measured in units of activity, so
// that the activity of the tracer enters it; readings of the whole body divided by the
// first, and blood against a standard of the tracer, do not need it.
func (c *BloodCase) absoluteShare(bodyShare float64) float64 {
	share := 0.0
	for _, r := range c.Sheet.rowsOf(BloodFraction, BloodRaw) {
		if r.Unit == "kBq/mL" {
			share = 1 - bodyShare
		}
	}
	for _, r := range c.Sheet.rowsOf(WholeBodyFraction) {
		if r.Unit == "MBq" {
			return share + bodyShare
		}
	}
	return share
}

func (c *BloodCase) marrow(r *BloodResult) float64 {
	if c.Method != MethodTraino {
		return MarrowDose(r.blood.Value(), r.body.Value(), c.WeightKg)
	}
	self, cross := MarrowTraino(r.body.Value(), PerKg(r.blood.Value()), c.WeightKg, c.Person.Sex == "f")
	r.Sources = append(r.Sources, cites("traino-2007")...)
	return self + cross
}

func (c *BloodCase) report(t *track) *FitReport {
	rep := t.report()
	if f := fitOf(t.curved); f != nil {
		last := t.s.Last().T
		rep.LimitExcess = ref(100 * (f.Terms.LimitArea(last, t.s.Lambda)/f.TIA - 1))
	}
	return &rep
}

// second repeats the calculation with the other family of methods.
func (c *BloodCase) second(r *BloodResult) *SecondOpinion {
	other := *c
	method := MethodPiecewise
	if r.body.model == "piecewise-exponential" && r.blood.model == "piecewise-exponential" {
		method = MethodSOP
	}
	other.Method = method
	b, err1 := other.track(r.body.s, false)
	l, err2 := other.track(r.blood.s, false)
	if err1 != nil || err2 != nil {
		return &SecondOpinion{Method: method}
	}
	d := BloodDose(l.Value(), b.Value(), c.WeightKg)
	return &SecondOpinion{Method: method, Dose: ref(d), Difference: ref(100 * (d / *r.Dose - 1))}
}

// limits adds the limits, the ceiling and the maximum safe activity.
func (c *BloodCase) limits(r *BloodResult) {
	r48, u48 := r.body.at(48)
	c.settle(r, &Retained{r48, u48 / r48}, func(blood *Limit) {
		blood.Status, blood.Activity = "computed", ref(c.Limits.BloodGy / *r.Dose)
		if r.High != nil {
			blood.Low = ref(c.Limits.BloodGy / *r.High)
			blood.AtRisk = ref(c.Limits.BloodGy / r.Spread.Quantile(1-c.Limits.RiskShare))
		}
		if r.Low != nil {
			blood.High = ref(c.Limits.BloodGy / *r.Low)
		}
	})
}

// settle joins the limit of the blood dose, which fill computes, with those that stand
// without it. With extensive bone metastases the method is not valid: no activity at all.
func (c *BloodCase) settle(r *BloodResult, retained *Retained, fill func(*Limit)) {
	blood := Limit{ID: "blood-2Gy", Kind: "hard", Applies: Yes, Status: "unknown", Limit: ref(c.Limits.BloodGy), Unit: "Gy", Needs: []string{},
		Because: fmt.Sprintf("%g Gy to blood", c.Limits.BloodGy)}
	if c.ExtensiveBone == Yes {
		blood.Needs = []string{"another method of marrow dosimetry"}
		blood.Because = "extensive bone metastases: the blood method is not valid"
		r.Warnings = append(r.Warnings, warning("bone-extensive", "extensive bone metastases: the blood method is not valid, no safe activity is given"))
	} else {
		fill(&blood)
		r.MSA, r.MSALow, r.MSAHigh, r.AtRisk = blood.Activity, blood.Low, blood.High, blood.AtRisk
	}
	r.Limits = append([]Limit{blood}, c.Limits.standing(retained, c.lung(), c.Person, r.lungData())...)
	ceiling := CeilingOf(r.Limits)
	r.UpperBound = ceiling.UpperBound
	if c.ExtensiveBone == Yes {
		return
	}
	r.Ceiling = ceiling.GBq
	if ceiling.Binding != "" {
		r.Binding = &ceiling.Binding
	}
}

func (r *BloodResult) lungData() LungData {
	d := LungData{Rate48: r.LungRate48, Electrons: true}
	if r.LungDose != nil {
		d.Dose = &Estimate{Value: *r.LungDose}
	}
	return d
}

func (c *BloodCase) lung() Tri {
	if c.DiffuseLung == "" {
		return Unknown
	}
	return c.DiffuseLung
}
