package growth

import (
	"cmp"
	"math"
	"slices"
)

// Size is one measurement of a lesion: diameters or a volume.
type Size struct {
	Day         float64
	DiametersMM []float64 // one to three, > 0; the limit if Censor is not Exact
	VolumeML    float64   // used when there are no diameters
	Censor      Censor
}

// SizeError is the stated error of a size; zero means not stated.
type SizeError struct {
	DiameterMM float64 // sd of one diameter
	VolumeCV   float64 // of a volume that was measured as such
}

// Volume returns ln of the volume in mL and its sd.
//
//	three diameters  V = pi/6 d1 d2 d3
//	two              V = pi/6 (d1 d2)^(3/2), the third being their geometric mean
//	one              V = pi/6 d^3
//	sd of ln V = u sqrt(sum (k/d_i)^2),  k = 1; 1.5; 3 for three, two, one diameter
//
// d_i diameters in mm, > 0; u sd of one diameter in mm. One or two diameters assume the
// shape, which the last result tells. Source of the ellipsoid: geometry; doubling of volume as a
// measure of progression: Sabra 2017 (doi 10.1002/cncr.30690).
func (s Size) Volume(e SizeError) (ln, sd float64, assumed bool) {
	n := len(s.DiametersMM)
	if n == 0 {
		return math.Log(s.VolumeML), math.Sqrt(math.Log1p(e.VolumeCV * e.VolumeCV)), false
	}
	k := 3 / float64(n)
	ln = math.Log(math.Pi / 6 / 1000)
	var squares float64
	for _, d := range s.DiametersMM {
		ln += k * math.Log(d)
		squares += (k / d) * (k / d)
	}
	return ln, e.DiameterMM * math.Sqrt(squares), n < 3
}

// LesionGrowth is the growth of one lesion.
type LesionGrowth struct {
	Lesion   string
	Fit      Fit
	Refusal  *Reason
	Assumed  bool    // shape assumed from fewer than three diameters
	LastML   float64 // latest volume, 0 if it was not measured
	Class    string
	Reliable bool
	Reasons  []Reason
}

// Grow fits the volume of one lesion by the likelihood of FitLine. Without a stated
// error of measurement there is a point estimate only.
func Grow(lesion string, sizes []Size, e SizeError, rules Rules) LesionGrowth {
	out := LesionGrowth{Lesion: lesion}
	rules.Surrogate, rules.Fit.SDKnown = true, true
	samples := make([]Sample, len(sizes))
	for i, s := range sizes {
		ln, sd, assumed := s.Volume(e)
		if sd == 0 {
			sd, rules.Fit.SDKnown = 1, false
		}
		out.Assumed = out.Assumed || assumed
		samples[i] = Sample{Day: s.Day, DayLow: s.Day, DayHigh: s.Day, Dated: true, Ln: ln, SD: sd, Censor: s.Censor}
	}
	if !rules.Fit.SDKnown {
		for i := range samples {
			samples[i].SD = 1
		}
	}
	order := inTime(samples)
	st := rules.stretch(samples, order, nil)
	out.Fit, out.Refusal, out.Class, out.Reasons, out.Reliable = st.Fit, st.Refusal, st.Class, st.Reasons, st.Reliable
	if n := len(order); n > 0 && samples[order[n-1]].Censor == Exact {
		out.LastML = math.Exp(samples[order[n-1]].Ln)
	}
	return out
}

// Burden is the growth of several lesions together.
type Burden struct {
	// Dominant are the two lesions with the largest latest volume that have a rate;
	// MeanDoublingDays is the mean of their doubling times, unknown if one does not grow.
	Dominant         []string
	MeanDoublingDays Interval
	Pacemaker        string // the lesion that grows fastest, "" if none grows
}

// Together compares lesions: the mean of the two dominant ones (midDT of Sabra 2017,
// doi 10.1002/cncr.30690) and the fastest.
func Together(lesions []LesionGrowth) Burden {
	var b Burden
	var rated []LesionGrowth
	for _, l := range lesions {
		if l.Refusal == nil {
			rated = append(rated, l)
		}
	}
	fastest := 0.0
	for _, l := range rated {
		if l.Fit.Slope.Value > fastest {
			fastest, b.Pacemaker = l.Fit.Slope.Value, l.Lesion
		}
	}
	slices.SortStableFunc(rated, func(x, y LesionGrowth) int {
		return cmp.Or(cmp.Compare(y.LastML, x.LastML), cmp.Compare(x.Lesion, y.Lesion))
	})
	if len(rated) < 2 {
		return b
	}
	b.Dominant = []string{rated[0].Lesion, rated[1].Lesion}
	mean := (rated[0].Fit.DoublingDays().Value + rated[1].Fit.DoublingDays().Value) / 2
	b.MeanDoublingDays = Interval{Value: mean, Known: !math.IsInf(mean, 0)}
	return b
}
