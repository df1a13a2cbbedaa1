package dose

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"symport/internal/curve"
	"symport/internal/fault"
)

// The schedule of the procedure. Source: Lassmann 2008, table 1.
const (
	firstSampleHours = 2.0
	lastBodyHours    = 96.0
	lastBloodHours   = 144.0
	scheduleSlack    = 0.1 // a sample counts for a time of the schedule within 10 %
)

// LowBlood marks a blood term that is too small for its unit to be believed.
const LowBlood = "blood-low"

// check adds the warnings; no rule of sampling refuses a dose.
func (c *BloodCase) check(r *BloodResult) {
	c.checkSchedule(r)
	c.checkTails(r)
	c.checkReadings(r)
	c.checkDose(r)
	c.assume(r)
}

// checkDose says what makes a blood dose doubtful, whatever the method.
func (c *BloodCase) checkDose(r *BloodResult) {
	if d := *r.Dose; d < c.Limits.PlausibleLow || d > c.Limits.PlausibleHigh {
		r.Warnings = append(r.Warnings, warning("dose-implausible",
			"%.3g Gy/GBq is outside %g to %g: check first whether blood is in %%/mL or %%/L, then the weight", d, c.Limits.PlausibleLow, c.Limits.PlausibleHigh))
	}
	if s := *r.BetaShare; s < 100*c.Limits.BloodShareLeast {
		r.Warnings = append(r.Warnings, warning(LowBlood, "only %.2g %% of the dose come from the blood, where the procedure finds 75 to 80 %%: "+
			"check the unit of the blood readings (1/mL, %%/mL or %%/L); written too low by ten or more, every activity is too high", s))
	}
	if c.ExtensiveBone != Yes && c.ExtensiveBone != No {
		r.Warnings = append(r.Warnings, warning("bone-unknown", "not valid with extensive bone metastases: their extent was not stated"))
	}
}

func (c *BloodCase) checkSchedule(r *BloodResult) {
	body, blood := r.body.s.Points, r.blood.s.Points
	add := func(format string, args ...any) {
		r.Warnings = append(r.Warnings, warning("schedule", format, args...))
	}
	if t := math.Max(body[0].T, blood[0].T); t > firstSampleHours*(1+2*scheduleSlack) {
		add("first sample at %g h; the schedule begins at 2 h (10 min after injection)", t)
	}
	if t := r.body.s.Last().T; t < lastBodyHours*(1-scheduleSlack) {
		add("last whole-body reading at %g h; the schedule asks for 96 h", t)
	}
	if t := r.blood.s.Last().T; t < lastBloodHours*(1-scheduleSlack) {
		add("last blood sample at %g h; the schedule asks for 144 h", t)
	}
}

// checkTails applies the 15/30 % rule, the 20 % rule at both ends and the 96-h rule,
// and shows where they disagree.
func (c *BloodCase) checkTails(r *BloodResult) {
	l := c.Limits
	bodyExcess, bloodExcess := r.Fits.WholeBody.LimitExcess, r.Fits.Blood.LimitExcess
	if bodyExcess != nil && *bodyExcess > 100*l.BodyTauLimit {
		r.Warnings = append(r.Warnings, warning("tau-limit-body", "whole body: physical decay after the last reading would raise the area by %.0f %% (rule: less than %.0f %%)", *bodyExcess, 100*l.BodyTauLimit))
	}
	if bloodExcess != nil && *bloodExcess > 100*l.BloodTauLimit {
		r.Warnings = append(r.Warnings, warning("tau-limit-blood", "blood: physical decay after the last sample would raise the area by %.0f %% (rule: less than %.0f %%)", *bloodExcess, 100*l.BloodTauLimit))
	}
	for _, x := range []struct {
		name string
		t    *track
	}{{"whole body", r.body}, {"blood", r.blood}} {
		if s := x.t.Tail(); s > l.Extrapolated {
			r.Warnings = append(r.Warnings, warning("extrapolated", "%s: %.0f %% of the area lies after the last sample (rule: below %.0f %%)", x.name, 100*s, 100*l.Extrapolated))
		}
		if s := x.t.Before(); s > l.Extrapolated {
			r.Warnings = append(r.Warnings, warning("before-first", "%s: %.0f %% of the area lies before the first sample (rule: below %.0f %%)", x.name, 100*s, 100*l.Extrapolated))
		}
	}
	c.checkLate(r, bodyExcess)
}

func (c *BloodCase) checkLate(r *BloodResult, excess *float64) {
	if r.body.s.Last().T >= lastBloodHours*(1-scheduleSlack) {
		return
	}
	r96, _ := r.body.at(96)
	over := r96 > c.Limits.LateRetention
	fail := excess != nil && *excess > 100*c.Limits.BodyTauLimit
	if over || fail {
		r.Warnings = append(r.Warnings, warning("late-reading", "whole body at 144 h is asked for: %.1f %% at 96 h (rule: 5 %%)%s", 100*r96, c.lateRange(r)))
	}
	if over != fail && excess != nil {
		r.Warnings = append(r.Warnings, warning("rules-disagree", "the two rules for a 144-h reading disagree: %.1f %% at 96 h against 5 %%, tau limit %+.0f %% against %.0f %%", 100*r96, *excess, 100*c.Limits.BodyTauLimit))
	}
}

// lateRange says which activities the missing reading could lead to.
func (c *BloodCase) lateRange(r *BloodResult) string {
	f := fitOf(r.body.curved)
	if f == nil || r.MSA == nil {
		return ""
	}
	worst := BloodDose(r.blood.Value(), f.Terms.LimitArea(r.body.s.Last().T, r.body.s.Lambda), c.WeightKg)
	return fmt.Sprintf("; it could lower %.4g GBq to %.4g GBq", *r.MSA, c.Limits.BloodGy/worst)
}

func (c *BloodCase) checkReadings(r *BloodResult) {
	if m := math.Max(r.body.s.lossMax, r.blood.s.lossMax); m > 0.10 {
		r.Warnings = append(r.Warnings, warning("dead-time", "dead-time loss up to %.0f %%", 100*m))
	}
	for _, e := range c.Sheet.Events {
		if e.Quantity == Vomiting || e.Quantity == Void && e.TimeHours < r.body.s.Points[0].T {
			r.Warnings = append(r.Warnings, warning("event", "%s at %g h: the first reading is not the administered activity", e.Quantity, e.TimeHours))
		}
	}
	for _, t := range []*track{r.body, r.blood} {
		if f := fitOf(t.curved); f != nil && misfit(f) {
			r.Warnings = append(r.Warnings, warning("misfit", "%s: chi2 %.3g on %d: the readings scatter more than their standard deviations say, or the model is wrong", t.model, f.Chi2, f.DF))
		}
		if f := fitOf(t.curved); f != nil && f.AtBound() {
			r.Warnings = append(r.Warnings, warning("at-bound", "%s: a constant lies at its bound; the interval is that of the profile likelihood", t.model))
		}
	}
	if r.body.s.normalised {
		t1 := r.body.s.Points[0].T
		share := (1 - *r.BetaShare/100) * (1 - math.Exp(-r.body.s.Lambda*t1))
		if share > 0.01 {
			r.Warnings = append(r.Warnings, warning("normalisation", "if nothing was voided before %g h the dose is %.1f %% lower", t1, 100*share))
		}
	}
}

// misfit: chi2 beyond its 99 % quantile.
func misfit(f *curve.Fit) bool {
	return f.DF > 0 && f.Series.SDSource != curve.Residual && f.Chi2 > distuv.ChiSquared{K: float64(f.DF)}.Quantile(0.99)
}

func (c *BloodCase) assume(r *BloodResult) {
	for _, x := range []struct {
		name string
		s    *extracted
	}{{"whole body", r.body.s}, {"blood", r.blood.s}} {
		if x.s.SDSource == curve.Assumed {
			r.Assumptions = append(r.Assumptions, fmt.Sprintf("%s: standard deviation ASSUMED %g %% of each reading; none was declared", x.name, 100*x.s.CV))
		}
	}
	if r.body.s.normalised {
		r.Assumptions = append(r.Assumptions, "whole-body readings are divided by the first, which counts as 100 % at its own time")
	} else {
		r.Assumptions = append(r.Assumptions, "fractions are of the administered activity and are not renormalised")
	}
	r.Assumptions = append(r.Assumptions,
		"intervals cover the measurement only: not the constants of the procedure, not the step from tracer to therapy",
		"tracer and therapy are given in the same preparation, TSH and iodine state")
}

// single runs the method of one whole-body reading: the one nearest to 48 h.
func (c *BloodCase) single(r *BloodResult, body *extracted) error {
	best := body.Points[0]
	for _, p := range body.Points {
		if math.Abs(p.T-48) < math.Abs(best.T-48) {
			best = p
		}
	}
	if body.normalised && best.T == body.Points[0].T || best.Y >= 1 || best.T <= 0 {
		return fault.Hinted(fault.Invalid, "a fraction at 24 to 48 h", "one whole-body reading: %.3g at %g h gives no half-life", best.Y, best.T)
	}
	tau, d := SingleWholeBody(best.T, best.Y, c.BloodVolumeML, c.WeightKg)
	relTau := body.relSD(best) / math.Abs(math.Log(best.Y))
	e := LogNormal(d, math.Hypot(SingleCountDeviation, relTau))
	r.Dose, r.Low, r.High, r.TauBody = ref(d), ref(e.Low), ref(e.High), ref(tau)
	r.U = ref(100 * math.Hypot(SingleCountDeviation, relTau))
	r.Model = MethodSingle
	r.BetaShare = ref(100 * bloodSelf * bloodShare / c.BloodVolumeML * tau / d)
	r48 := math.Exp(-48 / tau)
	r.Retention48 = ref(100 * r48)
	u48 := 48 / tau * relTau
	r.Ret48Low, r.Ret48High = ref(100*r48*math.Exp(-curve.Normal95*u48)), ref(100*r48*math.Exp(curve.Normal95*u48))
	c.settle(r, &Retained{r48, u48}, func(blood *Limit) { blood.fromDose(c.Limits.BloodGy, e, c.Limits.RiskShare) })
	c.checkDose(r)
	r.Budget = budgetOf([]Factor{{Source: "method (mean deviation, one reading)", U: SingleCountDeviation}, {Source: "whole-body reading", U: relTau}})
	r.Warnings = append(r.Warnings, warning("single-reading", "one whole-body reading: mean deviation from the full procedure 14 %%, taken as a standard uncertainty"))
	if best.T < 24 || best.T > 48 {
		r.Warnings = append(r.Warnings, warning("single-time", "the reading at %g h is outside the 24 to 48 h for which the method was tested", best.T))
	}
	r.Assumptions = append(r.Assumptions, "14 % of the whole-body residence time is in the blood", "blood volume "+c.VolumeSource)
	r.Sources = append(r.Sources, cites("haenscheid-2009")...)
	if c.VolumeCite != "" {
		r.Sources = append(r.Sources, cites(c.VolumeCite)...)
	}
	return nil
}

// lungs integrates the readings of the lungs. With their mass they give a dose and a
// dose rate at 48 h, of the electrons alone, all absorbed: both are too low by the
// photons, so that the activities that follow are upper bounds.
func (c *BloodCase) lungs(r *BloodResult, lung *extracted) {
	if len(lung.Points) < 2 {
		return
	}
	j, err := curve.PiecewiseExponential(lung.Series, curve.TailSlope)
	if err != nil {
		r.Warnings = append(r.Warnings, warning("lung-curve", "lung readings are not used: %v", err))
		return
	}
	r.TauLung = ref(j.Area)
	if c.LungMassG == 0 {
		r.Warnings = append(r.Warnings, warning("lung-mass", "lung readings without a mass of the lungs (--lung-mass, or a row mass with the id lung): no lung dose"))
		return
	}
	k := ElectronOnly("I-131", c.LungMassG)
	r.LungDose, r.LungRate48 = ref(k*j.Area), ref(k*j.At(48))
	r.Assumptions = append(r.Assumptions, fmt.Sprintf("lung dose and dose rate: electrons alone, all absorbed in %g g", c.LungMassG))
	r.Warnings = append(r.Warnings, warning("lung-electrons", "lung dose and dose rate are too low, and the activities at their limits too high: photons are not in them. "+
		"In adult phantoms those of the lungs' own activity add %.0f %% (woman) to %.0f %% (man) to the electrons; those of the rest of the body come on top, and a child's share was not found",
		100*c.Limits.LungPhotonWoman, 100*c.Limits.LungPhotonMan))
	r.Sources = append(r.Sources, cites("olinda-icrp89")...)
}

// screenLung asks for lung dosimetry in a child whose lungs hold iodine longer than the
// blood limit assumes. The screen is a question, not a limit.
func (c *BloodCase) screenLung(r *BloodResult) {
	if r.TauLung == nil || r.MSA == nil {
		return
	}
	child := c.Person.HasAge && c.Person.AgeYears < c.Limits.AdultYears
	if a := LungScreen(c.WeightKg, *r.TauLung); child && a < *r.MSA {
		r.Warnings = append(r.Warnings, warning("lung-screen", "child: with %.3g h in the lungs these may limit above %.3g GBq: lung dosimetry is asked for (Verburg 2013)", *r.TauLung, a))
	}
}

// Purchase is what one more sample of whole body and blood would buy.
type Purchase struct {
	TimeHours float64 `json:"time_h"`
	U         float64 `json:"u_percent"`
}

// purchase adds an offer unless the first order has no value there.
func purchase(list []Purchase, tHours, variance float64) []Purchase {
	if math.IsNaN(variance) || math.IsInf(variance, 0) {
		return list
	}
	return append(list, Purchase{TimeHours: tHours, U: 100 * math.Sqrt(math.Max(variance, 0))})
}

var sampleTimes = []float64{12, 36, 48, 72, 120, 168, 192}

// oneMore gives the first-order uncertainty with one more pair of readings at the
// assumed relative sd.
func (c *BloodCase) oneMore(r *BloodResult, factors []Factor) []Purchase {
	out := []Purchase{}
	w, b := fitOf(r.body.curved), fitOf(r.blood.curved)
	if w == nil || b == nil || w.AtBound() || b.AtBound() {
		return out
	}
	coef := bloodCoefficient(c.WeightKg)
	for _, t := range sampleTimes {
		v := sq(coef*w.TIA / *r.Dose * w.WithSample(t, wholeBodyCurve.cv)) + sq(bloodSelf*b.TIA / *r.Dose * b.WithSample(t, bloodCurve.cv))
		for _, f := range factors {
			v += f.U * f.U
		}
		out = purchase(out, t, v)
	}
	return out
}
