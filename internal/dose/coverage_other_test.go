package dose

import (
	"math"
	"slices"
	"testing"

	"symport/internal/curve"
	"symport/internal/testkit/noisy"
)

// otherInterval is a coverage outside the table of designs.
type otherInterval struct {
	name  string
	pin   pin
	bias  float64 // per cent, of the mean; to 0.5
	draws int
	band  float64 // points; 0: 4 standard errors
	// draw returns the estimate over the truth, and whether the interval holds the truth.
	draw func(*noisy.Source) (ratio float64, held bool)

	percent, mean float64
}

func (o *otherInterval) simulate() {
	src, n := noisy.NewSource(coverageSeed), *coverageTimes*o.draws
	held := 0
	for range n {
		ratio, in := o.draw(src)
		held += count(in)
		o.mean += 100 * (ratio - 1) / float64(n)
	}
	o.percent = 100 * float64(held) / float64(n)
}

func (o *otherInterval) judge(t *testing.T) {
	t.Helper()
	want, band := o.pin.wanted(), o.band
	if band == 0 {
		band = fourErrors(want, *coverageTimes*o.draws)
	}
	within(t, o.name, o.percent, want, band)
	if o.bias != 0 {
		within(t, o.name+", bias", o.mean, o.bias, 0.5)
	}
}

func otherIntervals() []otherInterval {
	return []otherInterval{
		{name: "piecewise, blood 7+7, CV 5, natural scale", pin: pin{other: 95.7}, draws: 10000, band: firstOrderBand, draw: joinedBlood(sevenTimes, sevenTimes)},
		{name: "piecewise, blood 4+5, CV 5, natural scale", pin: pin{other: 59.4}, bias: 3.5, draws: 10000, band: firstOrderBand, draw: joinedBlood(fourTimes, fiveTimes)},
		{name: "uptake half-life 0.85 h, model by AICc, CV 5, natural scale", pin: pin{other: 93.1}, bias: 1.5, draws: 5000, band: firstOrderBand, draw: chosenByAICc},
		{name: "mono 185 h, CV 10, draws from the covariance, clipped at the bound", pin: pin{other: 85.3}, draws: 1000, draw: resampled(clipped)},
		{name: "mono 185 h, CV 10, draws from the covariance, truncated there", pin: pin{other: 66.1}, draws: 1000, draw: resampled(truncated)},
		{name: "mono 185 h, CV 10, parametric bootstrap", pin: pin{90.6, 94.0}, draws: 1000, draw: resampled(bootstrapped)},
		{name: "volume 20 mm, FWHM 6 mm, u(V) 10 %, log scale", pin: pin{other: 94.9}, draws: 5000, band: firstOrderBand, draw: outlined(0.1, chainLog)},
		{name: "the same, 20 %", pin: pin{other: 94.7}, draws: 5000, band: firstOrderBand, draw: outlined(0.2, chainLog)},
		{name: "the same, 40 %", pin: pin{other: 93.6}, draws: 5000, band: firstOrderBand, draw: outlined(0.4, chainLog)},
		{name: "volume, u(V) 10 %, value +- 1.96 u", pin: pin{other: 94.7}, draws: 5000, band: firstOrderBand, draw: outlined(0.1, chainNatural)},
		{name: "the same, 20 %", pin: pin{other: 93.7}, draws: 5000, band: firstOrderBand, draw: outlined(0.2, chainNatural)},
		{name: "the same, 40 %", pin: pin{other: 90.7}, draws: 5000, band: firstOrderBand, draw: outlined(0.4, chainNatural)},
		{name: "volume, u(V) 10 %, covariance ignored", pin: pin{other: 100}, draws: 5000, band: firstOrderBand, draw: outlined(0.1, chainIgnored)},
		{name: "the same, 20 %", pin: pin{other: 99.9}, draws: 5000, band: firstOrderBand, draw: outlined(0.2, chainIgnored)},
		{name: "the same, 40 %", pin: pin{other: 99.8}, draws: 5000, band: firstOrderBand, draw: outlined(0.4, chainIgnored)},
	}
}

// joinedBlood joins the readings point to point, tail with the last constant.
func joinedBlood(bodyTimes, bloodTimes []float64) func(*noisy.Source) (float64, bool) {
	join := func(src *noisy.Source, truth noisy.Truth, times []float64) *curve.Joined {
		j, err := curve.PiecewiseExponential(drawnSeries(src.Readings(truth, times, .05, .05)), curve.TailSlope)
		if err != nil {
			panic(err)
		}
		return j
	}
	body := bloodCoefficient(70)
	truth := body*bodyTruth.Area + bloodSelf*bloodTruth.Area
	return func(src *noisy.Source) (float64, bool) {
		a, b := join(src, bodyTruth, bodyTimes), join(src, bloodTruth, bloodTimes)
		v, u := body*a.Area+bloodSelf*b.Area, math.Hypot(body*a.U, bloodSelf*b.U)
		return v / truth, math.Abs(v-truth) <= curve.Normal95*u
	}
}

// chosenByAICc counts any other choice than the mono-exponential as a miss: five
// readings cannot tell this uptake from none.
func chosenByAICc(src *noisy.Source) (float64, bool) {
	c, err := curve.Select(drawnSeries(src.Readings(quickUptake, lesionHours, .05, .05)), curve.Mono, curve.PhysicalTail, curve.UptakeWashout, curve.BiExp)
	if err != nil || c.Kind != curve.Mono {
		return 0, false
	}
	return c.TIA / quickUptake.Area, math.Abs(c.TIA-quickUptake.Area) <= curve.Normal95*c.U
}

const resamples = 200

// resampled takes the middle 95 % of areas drawn about the fit of a mono-exponential
// whose constant is at its bound in half of the samples.
func resampled(areas func(*curve.Fit, *noisy.Source) []float64) func(*noisy.Source) (float64, bool) {
	truth := mono(185)
	return func(src *noisy.Source) (float64, bool) {
		f, err := curve.New(curve.Mono, drawnSeries(src.Readings(truth, lesionHours, .10, .10)))
		if err != nil {
			panic(err)
		}
		a := areas(f, src)
		slices.Sort(a)
		last := float64(len(a) - 1)
		low, high := a[int(math.Round(.025*last))], a[int(math.Round(.975*last))]
		return f.TIA / truth.Area, low <= truth.Area && truth.Area <= high
	}
}

func clipped(f *curve.Fit, src *noisy.Source) []float64 {
	return drawsOfCovariance(f, src, func(lambda float64) (float64, bool) { return max(lambda, f.Series.Lambda), true })
}

func truncated(f *curve.Fit, src *noisy.Source) []float64 {
	return drawsOfCovariance(f, src, func(lambda float64) (float64, bool) { return lambda, lambda >= f.Series.Lambda })
}

// drawsOfCovariance draws amplitude and constant from the full covariance, as if there
// were no bound: what a page must not do.
func drawsOfCovariance(f *curve.Fit, src *noisy.Source, keep func(float64) (float64, bool)) []float64 {
	amplitude, lambda := f.Params[0].Value, f.Params[1].Value
	var aa, al, ll float64 // of J'WJ
	for i, p := range f.Series.Points {
		byA := math.Exp(-lambda*p.T) / f.Sigma[i]
		byL := -amplitude * p.T * byA
		aa, al, ll = aa+byA*byA, al+byA*byL, ll+byL*byL
	}
	det := aa*ll - al*al
	sdLambda := math.Sqrt(aa / det)
	slope, rest := -al/aa, math.Sqrt(1/aa)
	var out []float64
	for len(out) < resamples {
		d := sdLambda * src.Normal()
		a := amplitude + slope*d + rest*src.Normal()
		if l, ok := keep(lambda + d); ok {
			out = append(out, a/l)
		}
	}
	return out
}

// bootstrapped refits readings drawn about the fitted curve, with the weights of the fit.
func bootstrapped(f *curve.Fit, src *noisy.Source) []float64 {
	again, y := f.Refitter(), make([]float64, f.N)
	var out []float64
	for len(out) < resamples {
		for i, v := range f.Fitted {
			y[i] = v * math.Exp(.10*src.Normal())
		}
		if a, ok := again.Area(y); ok {
			out = append(out, a)
		}
	}
	return out
}

// The intervals of a dose whose outline alone is uncertain.
func chainLog(ratio, u float64, s [3]float64) bool {
	return math.Abs(math.Log(ratio)) <= curve.Normal95*u*math.Abs(s[0]+s[1]+s[2])
}

func chainNatural(ratio, u float64, s [3]float64) bool {
	return math.Abs(1/ratio-1) <= curve.Normal95*u*math.Abs(s[0]+s[1]+s[2])
}

func chainIgnored(ratio, u float64, s [3]float64) bool {
	return math.Abs(math.Log(ratio)) <= curve.Normal95*u*math.Sqrt(sq(s[0])+sq(s[1])+sq(s[2]))
}

// outlined draws a radius for a sphere of 20 mm at FWHM 6 mm; counts (of the blurred
// sphere inside the outline), recovery and mass follow from it.
func outlined(u float64, holds func(ratio, u float64, sensitivities [3]float64) bool) func(*noisy.Source) (float64, bool) {
	const radius, fwhm = 10.0, 6.0
	grams := func(r float64) float64 { return 4.0 / 3 * math.Pi * r * r * r / 1000 }
	sphere := func(r float64) float64 {
		s, err := SphereS("I-131", grams(r), 1)
		if err != nil {
			panic(err)
		}
		return s
	}
	truth := sphere(radius)
	return func(src *noisy.Source) (float64, bool) {
		r := radius * math.Exp(u*src.Normal()/3)
		rc := Recovery(2*r, fwhm)
		ratio := noisy.BlurredContent(r, radius, fwhm/fwhmPerSigma) / rc * sphere(r) / truth
		return ratio, holds(ratio, u, [3]float64{EdgeResponse(2*r, fwhm) / (2 * rc), -recoverySensitivity(2*r, fwhm), sensitivityToMass("I-131", grams(r), 1)})
	}
}
