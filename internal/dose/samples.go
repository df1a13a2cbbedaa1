package dose

import (
	"maps"
	"math"
	"slices"
	"sort"

	"symport/internal/curve"
	"symport/internal/fault"
)

// sample is one value of a curve: a fraction of the administered activity (or per
// mL) at a time, as the therapy nuclide would show it.
type sample struct {
	at    fault.Place
	t     float64
	y, sd float64 // sd 0: not declared
	below bool
	unit  string
	raw   bool // a rate that still needs a reference
}

// curveOf turns the readings of a fraction or its raw counterpart into a series.
type curveOf struct {
	fraction, raw Quantity
	perML         bool
	cv            float64 // assumed relative sd
	normalise     bool    // raw readings are divided by the first
}

var (
	wholeBodyCurve     = curveOf{WholeBodyFraction, WholeBodyRaw, false, 0.05, true}
	bloodCurve         = curveOf{BloodFraction, BloodRaw, true, 0.05, false}
	lungCurve          = curveOf{LungFraction, LungRaw, false, 0.10, false}
	lesionCurve        = curveOf{LesionFraction, LesionRaw, false, 0.10, false}
	concentrationCurve = curveOf{LesionConcentration, "", true, 0.10, false}
)

// extracted is a series with what was done to get it.
type extracted struct {
	curve.Series
	normalised bool
	limits     []sample // values below the detection limit
	warnings   []Warning
	lossMax    float64 // largest dead-time loss
	places     []fault.Place
}

// extract builds the series of one id and study.
func (c curveOf) extract(sh *Sheet, set *Setup, id string, p *problems) *extracted {
	e := &extracted{Series: curve.Series{Lambda: set.Therapy.Lambda(), CV: c.cv, SDSource: curve.Declared}}
	rows := c.rows(sh, id)
	samples := c.reduce(sh, set, rows, e, p)
	c.reference(samples, set, e, p)
	with := 0
	for _, s := range samples {
		if s.below {
			e.limits = append(e.limits, s)
			continue
		}
		if s.sd > 0 {
			with++
		}
		e.Points = append(e.Points, curve.Point{T: s.t, Y: s.y, SD: s.sd})
		e.places = append(e.places, s.at)
	}
	switch {
	case with == 0:
		e.SDSource = curve.Assumed
	case with < len(e.Points):
		p.add(samples[0].at, "sd-partly", "give sd for every reading or for none",
			"sd is given for %d of %d readings of %s", with, len(e.Points), c.fraction)
	}
	if n := len(e.limits); n > 0 && len(e.Points) > 0 {
		e.warnings = append(e.warnings, warning("below-limit", "%d reading(s) below the detection limit are not used in the fit", n))
	}
	return e
}

func (c curveOf) rows(sh *Sheet, id string) []Reading {
	var out []Reading
	for _, r := range sh.Readings {
		if (r.Quantity == c.fraction || r.Quantity == c.raw) && r.ID == id {
			out = append(out, r)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].TimeHours < out[j].TimeHours })
	return out
}

// reduce makes one sample per time: dead time, background, opposite views.
func (c curveOf) reduce(sh *Sheet, set *Setup, rows []Reading, e *extracted, p *problems) []sample {
	var out []sample
	single, paired := false, false
	for i := 0; i < len(rows); {
		j := i
		var views []sample
		for ; j < len(rows) && rows[j].TimeHours == rows[i].TimeHours; j++ {
			if rows[j].Role != Sample {
				continue
			}
			if s, ok := c.net(set, rows[j], rows, e, p); ok {
				views = append(views, s)
			}
		}
		switch len(views) {
		case 0:
		case 2:
			paired = true
			out = append(out, conjugate(views[0], views[1]))
		default:
			single = true
			out = append(out, views[0])
		}
		i = j
	}
	if single && paired {
		p.add(rows[0].At, "view-missing", "both views at every time, or one at every time", "%s has one view at some times and two at others", c.raw)
	}
	switch c.raw {
	case BloodRaw:
		c.standardise(sh, set, rows, out, e, p)
	case WholeBodyRaw:
		c.steady(set, rows, out, e, p)
	}
	return out
}

// steady takes out a drift of the counter by a standard counted beside the patient:
// each rate is divided by the standard's, corrected for its decay.
func (c curveOf) steady(set *Setup, rows []Reading, samples []sample, e *extracted, p *problems) {
	rates := map[float64]float64{}
	for _, r := range rows {
		if r.Role != Standard {
			continue
		}
		if y, _, ok := c.netRate(set, r, rows, e, p); ok {
			rates[r.TimeHours] = y * set.toAdministration(r)
		}
	}
	if len(rates) == 0 || len(samples) == 0 {
		return
	}
	for _, s := range samples {
		if rates[s.t] == 0 {
			e.warnings = append(e.warnings, warning("standard-unused", "whole body: the standard was not counted at %g h and is not used", s.t))
			return
		}
	}
	first := rates[samples[0].t]
	for i := range samples {
		k := first / rates[samples[i].t]
		samples[i].y *= k
		samples[i].sd *= k
	}
}

func conjugate(a, b sample) sample {
	y := GeometricMean(a.y, b.y)
	rel := math.Hypot(a.sd/a.y, b.sd/b.y) / 2
	a.y, a.sd, a.below = y, y*rel, a.below || b.below
	return a
}

// net is one reading as a fraction or a net rate, at the time of sampling, with the
// decay of the therapy nuclide.
func (c curveOf) net(set *Setup, r Reading, all []Reading, e *extracted, p *problems) (sample, bool) {
	s := sample{at: r.At, t: r.TimeHours, below: r.Below, unit: r.Unit}
	s.raw = isRate(r.Unit) || r.Unit == "MBq" && set.TracerMBq == 0
	read := c.inUnits
	if s.raw {
		read = func(set *Setup, r Reading, e *extracted, p *problems) (y, sd float64, ok bool) {
			return c.netRate(set, r, all, e, p)
		}
	}
	y, sd, ok := read(set, r, e, p)
	if !ok {
		return s, false
	}
	f := set.decayFactor(r)
	s.y, s.sd = y*f, sd*f
	return s, true
}

// netRate is the rate of a sample or a standard less its background, as counted.
func (c curveOf) netRate(set *Setup, r Reading, all []Reading, e *extracted, p *problems) (y, sd float64, ok bool) {
	y, sd, ok = c.inUnits(set, r, e, p)
	if !ok {
		return 0, 0, false
	}
	b, found := backgroundFor(r, all)
	if !found {
		e.withoutBackground(r, all)
		return y, sd, true
	}
	by, bsd, ok := c.inUnits(set, b, e, p)
	if !ok {
		return 0, 0, false
	}
	if y -= by; y <= 0 {
		p.add(r.At, "net-negative", "is the background row the right one?", "net rate after background is not positive")
		return 0, 0, false
	}
	return y, math.Hypot(sd, bsd), true
}

// withoutBackground says that the background rows are of another view than a reading.
func (e *extracted) withoutBackground(r Reading, all []Reading) {
	if slices.ContainsFunc(all, func(b Reading) bool { return b.Role == Background }) {
		e.warnings = append(e.warnings, warning("background-unused", "%s at %g h (%s): no background row of its view: none is subtracted", r.Quantity, r.TimeHours, r.Role))
	}
}

func isRate(unit string) bool { return unit == "counts" || unit == "cps" || unit == "uSv/h" }

// backgroundFor is the last background of the view until a reading, else the first after
// it; all are in order of time.
func backgroundFor(r Reading, all []Reading) (best Reading, found bool) {
	for _, b := range all {
		if b.Role == Background && b.View == r.View && (!found || b.TimeHours <= r.TimeHours) {
			best, found = b, true
		}
	}
	return best, found
}

// inUnits turns the written value into a fraction, a fraction per mL or a rate.
func (c curveOf) inUnits(set *Setup, r Reading, e *extracted, p *problems) (y, sd float64, ok bool) {
	scale := 1.0
	switch r.Unit {
	case "%", "%/mL":
		scale = 0.01
	case "%/L":
		scale = 1e-5
	case "kBq/mL", "MBq":
		if set.TracerMBq == 0 {
			if r.Unit == "MBq" && c.normalise {
				break
			}
			p.add(r.At, "tracer-missing", "--administered 74MBq, or a row administered_activity",
				"%s in %s needs the administered activity", r.Quantity, r.Unit)
			return 0, 0, false
		}
		scale = 1 / set.TracerMBq
		if r.Unit == "kBq/mL" {
			scale /= 1000
		}
	case "counts", "cps":
		return c.rate(set, r, e, p)
	}
	return r.Value * scale, r.SD * scale, true
}

func (c curveOf) rate(set *Setup, r Reading, e *extracted, p *problems) (y, sd float64, ok bool) {
	y, sd = r.Value, r.SD
	if r.Unit == "counts" {
		if r.LiveSeconds <= 0 {
			p.add(r.At, "live-missing", "add the column live_s", "counts without live time")
			return 0, 0, false
		}
		if !r.HasSD {
			sd = math.Sqrt(r.Value)
		}
		y, sd = y/r.LiveSeconds, sd/r.LiveSeconds
	}
	if set.DeadTimeSec == 0 || y == 0 {
		return y, sd, true
	}
	n, err := TrueRate(y, set.DeadTimeSec, set.DeadTimeModel)
	loss := 1 - y/n
	if err != nil || loss > 0.30 {
		p.add(r.At, "dead-time", "count at a greater distance", "dead-time loss above 30 %%")
		return 0, 0, false
	}
	e.lossMax = math.Max(e.lossMax, loss)
	return n, sd * n / y, true
}

// decayFactor takes a value to the time of sampling and to the therapy nuclide.
func (set *Setup) decayFactor(r Reading) float64 {
	m := set.nuclide(r.Nuclide)
	lm, lt, t := m.Lambda(), set.Therapy.Lambda(), r.TimeHours
	mode := r.Decay
	if mode == DecayDefault && set.DecayCorrected {
		mode = DecayAdministration
	}
	switch {
	case mode == DecayAdministration:
		return math.Exp(-lt * t)
	case mode != DecayCounting && r.HasCounted:
		return math.Exp(lm*(r.Counted-t)) * math.Exp((lm-lt)*t)
	}
	return math.Exp((lm - lt) * t)
}

// toAdministration takes a standard, which loses activity by decay alone, back to 0 h.
func (set *Setup) toAdministration(r Reading) float64 {
	mode, at := r.Decay, r.TimeHours
	if mode == DecayDefault && set.DecayCorrected {
		mode = DecayAdministration
	}
	switch {
	case mode == DecayAdministration:
		return 1
	case mode != DecayCounting && r.HasCounted:
		at = r.Counted
	}
	return math.Exp(set.nuclide(r.Nuclide).Lambda() * at)
}

func (set *Setup) nuclide(name string) Nuclide {
	if name == "" {
		name = set.Measured
	}
	if n, ok := set.Nuclides[name]; ok {
		return n
	}
	return set.Therapy
}

// standardise calibrates blood rates by a standard of the administered solution: net, and
// taken back to 0 h, it stands for its fraction.
func (c curveOf) standardise(sh *Sheet, set *Setup, rows []Reading, samples []sample, e *extracted, p *problems) {
	if !slices.ContainsFunc(samples, func(s sample) bool { return s.raw }) {
		return
	}
	std, ok := sh.Given(BloodStandard, "")
	i := slices.IndexFunc(rows, func(r Reading) bool { return r.Role == Standard })
	if !ok || i < 0 {
		p.add(samples[0].at, "standard-missing",
			"a row blood_standard_fraction_per_ml and a blood row with role standard, or use blood_fraction_per_ml",
			"raw blood counts need a counted standard")
		return
	}
	y, sd, ok := c.netRate(set, rows[i], rows, e, p)
	if !ok {
		return
	}
	y0 := y * set.toAdministration(rows[i])
	for k := range samples {
		s := &samples[k]
		rel := math.Sqrt(sq(s.sd/s.y) + sq(sd/y) + sq(std.SD/std.Value))
		s.y *= std.Value / y0
		s.sd, s.raw = s.y*rel, false
	}
}

func sq(x float64) float64 { return x * x }

// reference gives rates their 100 %: the first reading, at its own time.
func (c curveOf) reference(samples []sample, set *Setup, e *extracted, p *problems) {
	if len(samples) == 0 || !slices.ContainsFunc(samples, func(s sample) bool { return s.raw }) {
		return
	}
	if !c.normalise {
		p.add(samples[0].at, "calibration-missing", "give fractions, MBq or kBq/mL",
			"%s in %s needs a calibration", c.raw, samples[0].unit)
		return
	}
	for _, s := range samples {
		if s.unit != samples[0].unit {
			p.add(s.at, "unit-mixed", "one unit for all raw readings of a curve", "%s after %s", s.unit, samples[0].unit)
			return
		}
	}
	first := samples[0].y
	e.normalised = true
	for i := range samples {
		samples[i].y /= first
		samples[i].sd /= first
	}
}

// plausible refuses fractions above what physical decay leaves.
func (e *extracted) plausible(what Quantity, p *problems) {
	if e.normalised {
		return
	}
	for i, pt := range e.Points {
		if left := math.Exp(-e.Lambda * pt.T); e.low(pt) > left {
			p.add(e.places[i], "above-decay", "values corrected for decay? say --decay-corrected",
				"%s is %.3g at %g h: more than physical decay leaves (%.3g)", what, pt.Y, pt.T, left)
		}
	}
}

// falling refuses a whole body that rises by more than readings scatter (the assumed
// deviation, however small the declared one): nothing is given after the tracer.
func (e *extracted) falling(p *problems) {
	for i := 1; i < len(e.Points); i++ {
		a, b := e.Points[i-1], e.Points[i]
		if b.Y*(1-3*e.CV) > a.Y*(1+3*e.CV) && e.low(b) > e.high(a) {
			p.add(e.places[i], "body-rises", "background, geometry, live time, or rows exchanged?", "the whole body rises from %.3g at %g h to %.3g at %g h", a.Y, a.T, b.Y, b.T)
		}
	}
}

// parts are the fractions in lesions and lungs together, by time; what has no calibration
// is left out.
func (set *Setup) parts(sh *Sheet) map[float64]float64 {
	sum := map[float64]float64{}
	for _, src := range []curveOf{lesionCurve, lungCurve} {
		for _, id := range sh.IDs(src.fraction, src.raw) {
			p := &problems{}
			e := src.extract(sh, set, id, p)
			if len(p.list) > 0 {
				continue
			}
			for _, pt := range e.Points {
				sum[pt.T] += pt.Y
			}
		}
	}
	return sum
}

// holds refuses parts that together hold more than the whole body did at its last reading
// until then. The body only loses activity, and readings divided by the first are never
// below its fractions.
func (e *extracted) holds(parts map[float64]float64, p *problems) {
	for _, t := range slices.Sorted(maps.Keys(parts)) {
		i := sort.Search(len(e.Points), func(i int) bool { return e.Points[i].T > t }) - 1
		if i < 0 {
			continue
		}
		if w := e.Points[i]; parts[t] > w.Y*(1+3*e.relSD(w)+3*lesionCurve.cv) {
			p.add(e.places[i], "parts-above-body", "per cent written as 1?", "at %g h lesions and lungs (%.3g) hold more than the whole body (%.3g)", t, parts[t], w.Y)
		}
	}
}

func (e *extracted) relSD(pt curve.Point) float64 { return e.sd(pt) / pt.Y }

func (e *extracted) sd(pt curve.Point) float64 {
	if pt.SD > 0 {
		return pt.SD
	}
	return e.CV * pt.Y
}

// low and high are three standard deviations away.
func (e *extracted) low(pt curve.Point) float64  { return pt.Y - 3*e.sd(pt) }
func (e *extracted) high(pt curve.Point) float64 { return pt.Y + 3*e.sd(pt) }
