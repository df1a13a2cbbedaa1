package dose

import (
	"flag"
	"math"
	"slices"
	"sync"
	"testing"

	"symport/internal/curve"
	"symport/internal/testkit/noisy"
)

// The columns of the table of coverages: how an interval of 95 % is made.
const (
	declaredZ = iota // first order, declared sd
	naturalZ         // the same, value +- 1.96 u instead of a factor
	residualZ        // first order, sd from the residuals, normal quantile
	residualT        // the same with Student's t
	profiled         // profile likelihood, declared sd
	widerOf          // profile likelihood by the wider-of rule
	columns
)

var columnNames = [columns]string{"first order", "natural scale", "residual sd, z", "residual sd, t", "profile", "wider-of"}

// band of the first-order columns around their pin, in points.
const firstOrderBand = 1.0

// pin is a coverage of another program; own, where given, is what is demanded instead,
// because that program's number is not reproduced (dosimetry-uncertainty.md says why).
type pin struct{ other, own float64 }

func (p pin) wanted() float64 {
	if p.own > 0 {
		return p.own
	}
	return p.other
}

// simulatedCurve is one addend of the result: its truth, when it is read, and the model.
type simulatedCurve struct {
	truth noisy.Truth
	times []float64
	coef  float64
	fit   func(curve.Series) (*curve.Fit, error)
}

// design is a row of the table.
type design struct {
	name         string
	curves       []simulatedCurve
	cv, declared float64
	draws        int // of the first order
	profileDraws int // the first of them; 0: none
	pins         [columns]pin
	bias         float64 // per cent; held by the median to 1 point
	mean         float64 // per cent, where it is far from the median; to 0.5
}

func modelled(k curve.Kind) func(curve.Series) (*curve.Fit, error) {
	return func(s curve.Series) (*curve.Fit, error) { return curve.New(k, s) }
}

var (
	fourTimes   = []float64{2, 6, 24, 96}
	fiveTimes   = []float64{2, 6, 24, 96, 144}
	lesionHours = []float64{4, 24, 48, 72, 96}

	bodyTruth  = noisy.Exponentials(noisy.Term{A: 0.8, HalfLife: 12}, noisy.Term{A: 0.2, HalfLife: 60})
	bloodTruth = noisy.Exponentials(noisy.Term{A: 2.6e-5, HalfLife: 10}, noisy.Term{A: 2e-6, HalfLife: 70})
	// 2.6 % of the activity left at 96 h, upper limit of the area 26 % above it.
	quickBody = noisy.Exponentials(noisy.Term{A: 0.92, HalfLife: 10}, noisy.Term{A: 0.08, HalfLife: 56})
	// A third term outside the fitted family: 2 % of the value at 0, 150 h.
	thirdBody  = noisy.Exponentials(noisy.Term{A: 0.8, HalfLife: 12}, noisy.Term{A: 0.2, HalfLife: 60}, noisy.Term{A: 0.02, HalfLife: 150})
	thirdBlood = noisy.Exponentials(noisy.Term{A: 2.6e-5, HalfLife: 10}, noisy.Term{A: 2e-6, HalfLife: 70}, noisy.Term{A: 0.02 * 2.8e-5, HalfLife: 150})
	vectorA    = noisy.UptakeWashout(8.629656, .012075133, .09009446)
	// Uptake half-life 0.85 h: over before the first of five readings.
	quickUptake = noisy.UptakeWashout(4.296197, .013711371, .81200023)
)

func bloodDesign(body, blood noisy.Truth, bodyTimes, bloodTimes []float64) []simulatedCurve {
	bi := modelled(curve.BiExp)
	return []simulatedCurve{{body, bodyTimes, bloodCoefficient(70), bi}, {blood, bloodTimes, bloodSelf, bi}}
}

func lesionDesign(truth noisy.Truth, k curve.Kind, times ...float64) []simulatedCurve {
	return []simulatedCurve{{truth, times, 1, modelled(k)}}
}

func mono(halfLife float64) noisy.Truth {
	return noisy.Exponentials(noisy.Term{A: 1, HalfLife: halfLife})
}

// Pins: another program, 20,000 draws for the first order (standard error 0.15 to 0.35
// points) and for lesions, 4,000 for the profile of blood. Own pins: this program at
// 20,000 draws, and SciPy (docs/science/check/dosimetry_coverage.py).
var designs = []design{
	{name: "blood 7+7, CV 5", curves: bloodDesign(bodyTruth, bloodTruth, sevenTimes, sevenTimes), cv: .05, declared: .05,
		draws: bloodDraws, profileDraws: bloodProfiles,
		pins: [columns]pin{declaredZ: {other: 96.0}, residualZ: {other: 91.4}, residualT: {other: 95.8}, profiled: {other: 95.7}, widerOf: {other: 97.5}}},
	{name: "blood 5+5, CV 5", curves: bloodDesign(bodyTruth, bloodTruth, fiveTimes, fiveTimes), cv: .05, declared: .05,
		draws: bloodDraws, profileDraws: bloodProfiles,
		pins: [columns]pin{declaredZ: {other: 96.3}, residualZ: {other: 82.2}, residualT: {other: 95.5}, profiled: {other: 95.2}}},
	{name: "blood 4+5, CV 5", curves: bloodDesign(bodyTruth, bloodTruth, fourTimes, fiveTimes), cv: .05, declared: .05,
		draws: 2 * bloodDraws, profileDraws: bloodProfiles, bias: 2.5, mean: 5.5,
		pins: [columns]pin{declaredZ: {51.5, 49.2}, residualZ: {43.3, 39.1}, residualT: {94.3, 92.9}, profiled: {other: 99.3}}},
	{name: "blood 4+5, 2.6 % left at 96 h", curves: bloodDesign(quickBody, bloodTruth, fourTimes, fiveTimes), cv: .05, declared: .05,
		draws: 2 * bloodDraws, profileDraws: bloodProfiles, bias: 2.7,
		pins: [columns]pin{declaredZ: {other: 62.5}, residualZ: {58.8, 59.4}, residualT: {other: 97.2}, profiled: {other: 98.5}}},
	{name: "blood 7+7, CV 10, declared 5", curves: bloodDesign(bodyTruth, bloodTruth, sevenTimes, sevenTimes), cv: .10, declared: .05,
		draws: bloodDraws, profileDraws: bloodProfiles,
		pins: [columns]pin{declaredZ: {other: 70.6}, residualZ: {other: 89.0}, residualT: {other: 93.5}, widerOf: {93.5, 95.2}}},
	{name: "blood 7+7, CV 10", curves: bloodDesign(bodyTruth, bloodTruth, sevenTimes, sevenTimes), cv: .10, declared: .10,
		draws: bloodDraws, pins: [columns]pin{declaredZ: {other: 91.9}, residualZ: {other: 88.4}, residualT: {other: 93.2}}},
	{name: "blood 7+7, CV 5, declared 10", curves: bloodDesign(bodyTruth, bloodTruth, sevenTimes, sevenTimes), cv: .05, declared: .10,
		draws: bloodProfiles, profileDraws: bloodProfiles, pins: [columns]pin{widerOf: {other: 99.9}}},
	{name: "blood 7+7, CV 5, a slow third term", curves: bloodDesign(thirdBody, thirdBlood, sevenTimes, sevenTimes), cv: .05, declared: .05,
		draws: bloodDraws, bias: -1.8, pins: [columns]pin{naturalZ: {other: 83.6}, residualT: {86.9, 87.7}}},
	{name: "lesion, uptake-washout, CV 5", curves: lesionDesign(vectorA, curve.UptakeWashout, lesionHours...), cv: .05, declared: .05,
		draws: lesionDraws, profileDraws: lesionProfiles,
		pins: [columns]pin{naturalZ: {other: 94.6}, residualZ: {other: 80.5}, residualT: {other: 94.8}, profiled: {other: 94.8}}},
	{name: "lesion, uptake-washout, CV 10", curves: lesionDesign(vectorA, curve.UptakeWashout, lesionHours...), cv: .10, declared: .10,
		draws: lesionDraws, profileDraws: lesionProfiles,
		pins: [columns]pin{naturalZ: {other: 93.2}, residualZ: {other: 81.0}, residualT: {other: 94.5}, profiled: {other: 94.8}}},
	{name: "lesion, mono 24 h, 3 readings, CV 10", curves: lesionDesign(mono(24), curve.Mono, 4, 24, 96), cv: .10, declared: .10,
		draws: lesionDraws, profileDraws: lesionProfiles,
		pins: [columns]pin{naturalZ: {other: 95.2}, residualZ: {other: 70.9}, residualT: {other: 95.4}, profiled: {other: 95.3}}},
	{name: "lesion, mono 24 h, 5 readings, CV 10", curves: lesionDesign(mono(24), curve.Mono, lesionHours...), cv: .10, declared: .10,
		draws: lesionDraws, profileDraws: lesionProfiles,
		pins: [columns]pin{naturalZ: {other: 93.8}, residualZ: {other: 84.9}, residualT: {other: 94.6}, profiled: {other: 94.2}}},
	{name: "lesion, mono 170 h, CV 10", curves: lesionDesign(mono(170), curve.Mono, lesionHours...), cv: .10, declared: .10,
		draws: lesionDraws, profileDraws: lesionProfiles,
		pins: [columns]pin{declaredZ: {other: 74.7}, naturalZ: {89.6, 73.0}, residualZ: {other: 70.6}, residualT: {other: 87.1}, profiled: {other: 97.3}}},
	{name: "lesion, mono 185 h, CV 10", curves: lesionDesign(mono(185), curve.Mono, lesionHours...), cv: .10, declared: .10,
		draws: lesionDraws, profileDraws: lesionProfiles,
		pins: [columns]pin{declaredZ: {other: 89.5}, profiled: {other: 95.2}}},
}

// Draws at one time of the flag -coverage.
const (
	bloodDraws, bloodProfiles   = 5000, 1000
	lesionDraws, lesionProfiles = 10000, 2000
)

// tally counts the draws whose interval holds the truth.
type tally struct {
	held         [columns]int
	fitted       int     // draws that gave a fit; the others give no interval
	followed     int     // draws whose profile was followed
	mean, median float64 // of estimate/truth - 1, per cent
	atBound      int
}

func (t *tally) percent(column int) float64 {
	n := t.fitted
	if column >= profiled {
		n = t.followed
	}
	return 100 * float64(t.held[column]) / float64(n)
}

func (d *design) simulate(seed uint64) *tally {
	src, out := noisy.NewSource(seed), &tally{}
	truth := 0.0
	for _, c := range d.curves {
		truth += c.coef * c.truth.Area
	}
	var errs []float64
	for i := range *coverageTimes * d.draws {
		fits := d.draw(src)
		if fits == nil {
			continue
		}
		out.fitted++
		value := out.firstOrder(d.curves, fits, truth)
		errs = append(errs, 100*(value/truth-1))
		if i < *coverageTimes*d.profileDraws {
			out.profile(d.curves, fits, truth)
		}
	}
	for _, e := range errs {
		out.mean += e / float64(len(errs))
	}
	slices.Sort(errs)
	out.median = errs[len(errs)/2]
	return out
}

func (d *design) draw(src *noisy.Source) []*curve.Fit {
	fits := make([]*curve.Fit, len(d.curves))
	failed := false
	for i, c := range d.curves {
		f, err := c.fit(drawnSeries(src.Readings(c.truth, c.times, d.cv, d.declared)))
		failed = failed || err != nil
		fits[i] = f
	}
	if failed {
		return nil
	}
	return fits
}

func drawnSeries(rs []noisy.Reading) curve.Series {
	s := curve.Series{SDSource: curve.Declared, Lambda: i131.Lambda()}
	for _, r := range rs {
		s.Points = append(s.Points, curve.Point{T: r.Hours, Y: r.Value, SD: r.SD})
	}
	return s
}

// firstOrder judges the intervals of the covariance, on the log scale.
func (t *tally) firstOrder(curves []simulatedCurve, fits []*curve.Fit, truth float64) (value float64) {
	var v, chi2 float64
	df, atBound := 0, false
	for i, f := range fits {
		value += curves[i].coef * f.TIA
		v += sq(curves[i].coef * f.U)
		chi2, df = chi2+f.Chi2, df+f.DF
		atBound = atBound || f.AtBound()
	}
	off, u := math.Abs(math.Log(truth/value)), math.Sqrt(v)/value
	t.held[declaredZ] += count(off <= curve.Normal95*u)
	t.held[naturalZ] += count(math.Abs(truth-value) <= curve.Normal95*u*value)
	if df > 0 {
		u *= math.Sqrt(chi2 / float64(df))
		t.held[residualZ] += count(off <= curve.Normal95*u)
		t.held[residualT] += count(off <= curve.StudentQuantile(0.975, df)*u)
	}
	t.atBound += count(atBound)
	return value
}

// profile judges the intervals that are printed.
func (t *tally) profile(curves []simulatedCurve, fits []*curve.Fit, truth float64) {
	parts := make([]part, len(fits))
	for i, f := range fits {
		parts[i] = newPart("", curves[i].coef, f)
	}
	s := newSpread(parts)
	t.followed++
	holds := func() int {
		low, high := s.Interval()
		return count(low <= truth && truth <= high)
	}
	wide := holds()
	t.held[widerOf] += wide
	if s.widened {
		s.widened = false
		wide = holds()
	}
	t.held[profiled] += wide
}

// band is what a coverage may differ from its pin: 1 point for the first order; 4
// standard errors of the draws where the profile was followed.
func (t *tally) band(column int, want float64) float64 {
	if column < profiled {
		return firstOrderBand
	}
	return fourErrors(want, t.followed)
}

func fourErrors(percent float64, draws int) float64 {
	p := percent / 100
	return 400 * math.Sqrt(p*(1-p)/float64(draws))
}

var coverageTimes = flag.Int("coverage", 1, "multiplies the draws of the coverages; the page is compared at 1")

// How often the intervals of 95 % hold the truth, the bad ones too: a method that
// claimed 95 % where it has 49 would fail here. The numbers found stand on the page.
func TestIntervalCoverage(t *testing.T) {
	if testing.Short() {
		t.Skip("simulation")
	}
	results := make([]*tally, len(designs))
	others := otherIntervals()
	var wait sync.WaitGroup
	for i := range designs {
		wait.Go(func() { results[i] = designs[i].simulate(coverageSeed) })
	}
	for i := range others {
		wait.Go(func() { others[i].simulate() })
	}
	wait.Wait()
	for i := range designs {
		designs[i].judge(t, results[i])
	}
	for i := range others {
		others[i].judge(t)
	}
	if *coverageTimes == 1 {
		comparePage(t, "coverage", coverageTable(results, others))
	}
}

const coverageSeed = 2

func (d *design) judge(t *testing.T, r *tally) {
	t.Helper()
	for c, p := range d.pins {
		if want := p.wanted(); want > 0 {
			within(t, d.name+", "+columnNames[c], r.percent(c), want, r.band(c, want))
		}
	}
	if d.bias != 0 {
		within(t, d.name+", bias of the median", r.median, d.bias, 1)
	}
	if d.mean != 0 {
		within(t, d.name+", bias of the mean", r.mean, d.mean, 0.5)
	}
	if lost := *coverageTimes*d.draws - r.fitted; float64(lost) > 0.002*float64(r.fitted) {
		t.Errorf("%s: %d draws gave no fit", d.name, lost)
	}
}
