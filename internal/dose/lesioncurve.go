package dose

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"symport/internal/curve"
)

// measure is the area of a lesion's curve with what the choice of curve leaves open.
type measure struct {
	curved
	how, model string
	halfLife   float64
	startU     float64 // half the range over assumptions before the first reading
	modelU     float64 // half the range over admissible models, where no criterion chose
	unknownU   bool    // one reading: no interval
}

// lateStartHours: a first reading later than this leaves the uptake open.
const lateStartHours = 12

func (l *lesion) curve() (*measure, error) {
	s := l.ex.Series
	if err := s.Check(); err != nil {
		return nil, err
	}
	model := l.c.Model
	if len(s.Points) == 1 && (model == "" || model == ModelAuto) {
		model = ModelSingle
	}
	m, err := l.byModel(model, s)
	if err != nil {
		return nil, err
	}
	l.before(m, s)
	return m, nil
}

func (l *lesion) byModel(model string, s curve.Series) (*measure, error) {
	switch model {
	case "", ModelAuto:
		return l.auto(s)
	case ModelTwoScan:
		l.r.Sources = append(l.r.Sources, cites("jentzen-2008")...)
		return uptake(s, TwoScanUptakeHours, ModelTwoScan)
	case ModelLinear:
		return uptake(s, s.Points[0].T, ModelLinear)
	case ModelPiecewise:
		j, err := curve.PiecewiseExponential(s, curve.TailSlope)
		return joined(j, err, "joined point to point, flat before the first")
	case ModelTrapezoid:
		j, err := curve.Trapezoid(s, curve.StartZero, curve.TailPhysical)
		l.r.warn("trapezoid", "straight lines and a physical tail: an upper bound rather than an estimate")
		return joined(j, err, "straight lines from 0, physical tail")
	case ModelSingle:
		return l.single(s)
	}
	k, err := curve.ParseKind(model)
	if err != nil {
		return nil, err
	}
	f, err := curve.New(k, s)
	if err != nil {
		return nil, err
	}
	if k != curve.UptakeWashout && s.Rises() {
		l.r.warn("rises", "the values rise at first and the model that was named has no uptake phase")
	}
	return &measure{curved: f, how: "named in the call", model: k.String(), halfLife: f.EffectiveHalfLife()}, nil
}

func joined(j *curve.Joined, err error, how string) (*measure, error) {
	if err != nil {
		return nil, err
	}
	return &measure{curved: j, how: how, model: j.Method, halfLife: math.Ln2 / j.TailLambda}, nil
}

func uptake(s curve.Series, ts float64, name string) (*measure, error) {
	u, err := curve.NewLinearUptake(s, ts)
	if err != nil {
		return nil, err
	}
	return &measure{curved: u, how: fmt.Sprintf("linear to %g h, one exponential after it", ts), model: name, halfLife: u.EffectiveHalfLife()}, nil
}

// auto selects by AICc among the admissible models.
func (l *lesion) auto(s curve.Series) (*measure, error) {
	ch, err := curve.Select(s, curve.Mono, curve.PhysicalTail, curve.UptakeWashout, curve.BiExp)
	if err != nil {
		return nil, err
	}
	m := &measure{curved: ch, how: ch.How, model: ch.Kind.String(), halfLife: ch.EffectiveHalfLife()}
	chosenByAICc := false
	for _, k := range ch.Candidates {
		t := Tried{Model: k.Kind.String(), Rejected: k.Rejected}
		if k.Fit != nil {
			t.Tau = ref(k.Fit.TIA)
		}
		if k.HasAICc && k.Rejected == "" {
			t.AICc = ref(k.AICc)
			chosenByAICc = true
		}
		l.r.Tried = append(l.r.Tried, t)
	}
	if !chosenByAICc {
		m.modelU = ch.Spread
		l.r.warn("no-criterion", "%d readings are too few to choose a model: the simplest admissible is used", len(s.Points))
	}
	return m, nil
}

// before puts what is assumed before a late first reading into the budget.
func (l *lesion) before(m *measure, s curve.Series) {
	first := s.Points[0].T
	if first < lateStartHours || m.unknownU {
		return
	}
	lo, hi := m.Value(), m.Value()
	for _, ts := range []float64{TwoScanUptakeHours, first} {
		if u, err := curve.NewLinearUptake(s, ts); err == nil {
			lo, hi = math.Min(lo, u.Area), math.Max(hi, u.Area)
		}
	}
	if f, err := curve.New(curve.Mono, s); err == nil {
		lo, hi = math.Min(lo, f.TIA), math.Max(hi, f.TIA)
	}
	m.startU = (hi - lo) / 2 / m.Value()
	l.r.warn("late-start", "first reading at %g h: nothing is known before it; areas from %.3g to %.3g by assumption", first, lo, hi)
}

// single is the area from one reading.
func (l *lesion) single(s curve.Series) (*measure, error) {
	p := s.Points[0]
	if len(s.Points) != 1 {
		return nil, fmt.Errorf("%s with %d readings", ModelSingle, len(s.Points))
	}
	m := &measure{model: ModelSingle, unknownU: true}
	if h := l.c.HalfLifeHours; h > 0 {
		if h > math.Ln2/s.Lambda*(1+1e-9) {
			return nil, fmt.Errorf("effective half-life %g h is longer than the physical one", h)
		}
		m.how = fmt.Sprintf("one reading, effective half-life %g h as given", h)
		m.halfLife = h
		m.curved = point{curve.SingleTimePointPrior(p.T, p.Y, h), math.Exp2(-p.T / h)}
	} else {
		if p.T <= 0 {
			return nil, errors.New("one reading at 0 h and no half-life: it says nothing of the time after it")
		}
		m.how = "one reading, half-life unknown: 2 t/ln 2"
		m.halfLife = math.NaN()
		m.curved = point{curve.SingleTimePoint(p.T, p.Y), math.NaN()}
		l.r.warn("single-ratio", "within -12 and +6 %% if the reading lies between 0.75 and 2.5 effective half-lives; far too low outside")
	}
	l.r.warn("single-reading", "one reading: no fit, no residuals, no interval")
	return m, nil
}

// point is an area from one reading.
type point struct{ a, tail float64 }

func (p point) Value() float64  { return p.a }
func (p point) RelU() float64   { return math.NaN() }
func (p point) Tail() float64   { return p.tail }
func (p point) Before() float64 { return 1 - p.tail }

// DoubtfulFit marks a curve that is shown and gives no dose.
const DoubtfulFit = "fit-doubtful"

// doubtful: two of a constant at its bound, a gross misfit, a second calculation far away.
func (l *lesion) doubtful(m *measure) bool {
	f := fitOf(m.curved)
	if f == nil {
		return false
	}
	gross := f.DF > 0 && f.Series.SDSource != curve.Residual && distuv.ChiSquared{K: float64(f.DF)}.Survival(f.Chi2) < l.c.Limits.MisfitTail
	difference := 0.0
	if x := l.r.Second; x != nil && x.Difference != nil {
		difference = *x.Difference
	}
	far := math.Abs(difference) > 100*l.c.Limits.SecondFar
	if f.AtBound() && (gross || far) || gross && far {
		l.r.warn(DoubtfulFit, "lesion %s: the curve does not describe the readings (chi2 %.3g on %d, constant at its bound: %t, second calculation %+.0f %%): "+
			"it is shown, and no dose and no activity is given", l.name(), f.Chi2, f.DF, f.AtBound(), difference)
		return true
	}
	return false
}

// describe adds the assumptions of the curve.
func (l *lesion) describe(m *measure) {
	if l.ex.SDSource == curve.Assumed {
		l.r.assume("standard deviation ASSUMED %g %% of each reading; none was declared", 100*l.ex.CV)
	}
	l.r.assume("uniform activity in a sphere of the lesion's volume; intervals cover the measurement only")
	if n := l.r.Measured; n != l.c.Setup.Therapy.Name {
		l.r.assume("%s readings converted to %s point by point", n, l.c.Setup.Therapy.Name)
	}
	if f := fitOf(m.curved); f != nil && misfit(f) {
		l.r.warn("misfit", "chi2 %.3g on %d: the readings scatter more than their standard deviations say, or the model is wrong", f.Chi2, f.DF)
	}
	if f := fitOf(m.curved); f != nil && f.AtBound() {
		l.r.warn("at-bound", "a constant lies at its bound: the interval is that of the profile likelihood")
	}
}
