package dose

import (
	"errors"
	"math"
	"strings"
	"testing"

	"symport/internal/fault"
)

func lesionCase(q Quantity, unit string, ty ...float64) *LesionCase {
	s := &Sheet{File: "lesion.csv"}
	for i := 0; i < len(ty); i += 2 {
		s.Readings = append(s.Readings, Reading{TimeHours: ty[i], Quantity: q, Value: ty[i+1], Unit: unit, Role: Sample})
	}
	return &LesionCase{Sheet: s, Setup: testSetup, Limits: testLimits}
}

func runLesion(t *testing.T, c *LesionCase) *LesionResult {
	t.Helper()
	r, err := c.Run()
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Lesions) != 1 {
		t.Fatalf("%d lesions", len(r.Lesions))
	}
	return r.Lesions[0]
}

// Two 124I scans, 1.20 and 0.60 kBq/mL per MBq: Jentzen 2008, equation 4.
func TestLesionTwoScan(t *testing.T) {
	c := lesionCase(LesionConcentration, "kBq/mL", 24, 1.20*25, 96, 0.60*25)
	c.Setup.TracerMBq, c.Setup.Measured, c.Model = 25, "I-124", ModelTwoScan
	r := runLesion(t, c)
	near(t, "LDpA", *r.Dose, 25.68366, 4e-7)
	near(t, "half-life", *r.HalfLife, 109.8161, 1e-6)
	if !(*r.Low < *r.Dose && *r.Dose < *r.High) {
		t.Error("no interval")
	}
}

// 25 MBq, 8.0 and 3.0 kBq/mL of 124I: three assumptions before the first scan.
func TestLesionStartAssumptions(t *testing.T) {
	for _, x := range []struct {
		model    string
		tau, dos float64
	}{{ModelLinear, .03777446, 4.180}, {"mono", .04305141, 4.764}} {
		c := lesionCase(LesionConcentration, "kBq/mL", 24, 8.0, 96, 3.0)
		c.Setup.TracerMBq, c.Setup.Measured, c.Model = 25, "I-124", x.model
		r := runLesion(t, c)
		near(t, x.model, *r.TauPerMl, x.tau, 1e-6)
		near(t, x.model, *r.Dose, x.dos, 2e-4)
		near(t, "half-life", *r.HalfLife, 67.247, 1e-5)
		found := false
		for _, b := range r.Budget {
			found = found || strings.HasPrefix(b.Source, "assumption before")
		}
		if !found {
			t.Error("the assumption before the first scan is missing in the budget")
		}
	}
	c := lesionCase(LesionConcentration, "kBq/mL", 24, 8.0, 96, 3.0)
	c.Setup.TracerMBq, c.Setup.Measured, c.Model = 25, "I-124", ModelTwoScan
	near(t, "ts = 8 h with 0.11", *runLesion(t, c).Dose, 4.57*0.11/0.110656, 1e-2)
}

func TestLesionOneReading(t *testing.T) {
	for _, x := range []struct{ mass, rho, f, half, want float64 }{{1, 1, .001, 60, 12.533}, {5, 1, .005, 72, 14.945}, {10.4, 1.04, .01, 80, 15.9365}} {
		c := lesionCase(LesionFraction, "1", 24, x.f)
		c.MassG, c.DensityGPerML, c.HalfLifeHours = x.mass, x.rho, x.half
		r := runLesion(t, c)
		near(t, "dose", *r.Dose, x.want, 1e-4)
		near(t, "A80", *r.A80, 80/x.want, 1e-4)
		if r.Low != nil {
			t.Error("one reading carries no interval")
		}
	}
}

// Vector A as per cent in 10 g: uptake-washout, area 618.88 (unweighted) or near it.
func TestLesionSelectsUptakeWashout(t *testing.T) {
	c := lesionCase(LesionFraction, "%", 4, .210, 24, .560, 48, .460, 72, .355, 96, .280)
	c.MassG = 10
	r := runLesion(t, c)
	if r.Model != "uptake-washout" {
		t.Errorf("model %s", r.Model)
	}
	near(t, "area", *r.Tau, .618878897, 0.03)
	near(t, "activity and dose", *r.A20**r.Dose, 20, 1e-12)
	near(t, "interval of activity", *r.LowA80**r.High, 80, 1e-12)
}

func TestLesionDoseIsLinear(t *testing.T) {
	one := lesionCase(LesionFraction, "%", 4, .39, 24, .31, 48, .22, 72, .162, 96, .115)
	two := lesionCase(LesionFraction, "1", 4, .0078, 24, .0062, 48, .0044, 72, .00324, 96, .0023)
	one.MassG, two.MassG = 4, 4
	near(t, "twice the uptake", *runLesion(t, two).Dose, 2**runLesion(t, one).Dose, 1e-9)
	three := lesionCase(LesionFraction, "MBq", 4, .39, 24, .31, 48, .22, 72, .162, 96, .115)
	three.Setup.TracerMBq, three.VolumeML = 100, 4
	near(t, "MBq of 100 MBq", *runLesion(t, three).Dose, *runLesion(t, one).Dose, 1e-9)
}

func TestLesionSizes(t *testing.T) {
	base := func() *LesionCase { return lesionCase(LesionFraction, "%", 4, .39, 24, .31, 48, .22, 96, .115) }
	c := base()
	c.DiametersMM = []float64{20, 18, 22}
	near(t, "ellipsoid", *runLesion(t, c).Mass, math.Pi/6*20*18*22/1000, 1e-12)
	c = base()
	c.DiametersMM = []float64{4.9}
	r := runLesion(t, c)
	if r.Dose != nil || r.High != nil {
		t.Error("below 5 mm there is no sphere dose")
	}
	c = base()
	c.DiametersMM, c.FWHMMM, c.Outline = []float64{10}, 15, OutlineAnatomical
	r = runLesion(t, c)
	if r.Dose != nil || r.High == nil {
		t.Error("below 1.5 FWHM the dose is a range")
	}
	c = base()
	if _, err := c.Run(); err == nil || !strings.Contains(err.Error(), "no mass") {
		t.Errorf("without size: %v", err)
	}
	c = base()
	c.MassG, c.FWHMMM, c.Outline = 4, 6, OutlineMaximum
	if _, err := c.Run(); err == nil {
		t.Error("the closed form does not hold for a maximum")
	}
}

// The volume chain of a 20-mm sphere at FWHM 6 mm: 0.543 of u(V), signed.
func TestLesionVolumeChain(t *testing.T) {
	c := lesionCase(LesionFraction, "%", 4, .39, 24, .31, 48, .22, 96, .115)
	c.DiametersMM, c.FWHMMM, c.Outline, c.MassRelU = []float64{20}, 6, OutlineAnatomical, 0.2
	for _, b := range runLesion(t, c).Budget {
		if strings.HasPrefix(b.Source, "volume") {
			near(t, "one outline", *b.U, 20*0.543, 5e-3)
		}
	}
	c.Outline = OutlineUnknown
	for _, b := range runLesion(t, c).Budget {
		if strings.HasPrefix(b.Source, "volume") {
			near(t, "independent", *b.U, 20*0.975, 5e-3)
		}
	}
}

func TestLesionNotSeen(t *testing.T) {
	c := lesionCase(LesionFraction, "%", 24, .05)
	c.Sheet.Readings[0].Below = true
	c.MassG = 4
	r := runLesion(t, c)
	if r.Dose != nil || r.High == nil || *r.High <= 0 || r.LowA20 == nil {
		t.Error("a detection limit bounds the dose from above and is not zero")
	}
}

func TestLesionsAboveTheWhole(t *testing.T) {
	c := lesionCase(LesionFraction, "1", 4, .6, 24, .5, 48, .4)
	for _, r := range c.Sheet.Readings {
		r.ID = "L2"
		c.Sheet.Readings = append(c.Sheet.Readings, r)
	}
	c.Sheet.Givens = []Given{{Quantity: Mass, Value: 10}}
	_, err := c.Run()
	var ps fault.Problems
	if !errors.As(err, &ps) || !strings.Contains(err.Error(), "together") {
		t.Errorf("got %v", err)
	}
}

// One reading at the time of administration and no half-life: an error, and not a dose of
// 0, which the rule of 2 t/ln 2 would give.
func TestLesionAtZeroHoursGivesNoDose(t *testing.T) {
	c := lesionCase(LesionFraction, "1", 0, 0.01)
	c.MassG = 4
	if rep, err := c.Run(); err == nil {
		t.Errorf("dose %v", *rep.Dose)
	}
	c.HalfLifeHours = 60
	if r := runLesion(t, c); *r.Dose <= 0 {
		t.Errorf("with a half-life there is one: %v", *r.Dose)
	}
}

// Two lesions with 0.45 and 0.30 each against a whole body of 0.30 at 24 and 0.15 at 96 h:
// a part cannot hold more than the whole. The same as concentrations in 4 mL, and against
// raw readings, of which the first counts as 1: 300 and 60 cps, so that 0.60 is above 0.2 at 96 h.
func TestLesionsAboveTheWholeBody(t *testing.T) {
	sheet := func(q Quantity, unit string, scale float64, bodyUnit string, body Quantity) *LesionCase {
		s := &Sheet{File: "x.csv"}
		for i, at := range []float64{24, 96} {
			s.Readings = append(s.Readings, Reading{TimeHours: at, Quantity: body, Value: []float64{0.30, 0.15}[i], Unit: bodyUnit, Role: Sample})
			for _, id := range []string{"L1", "L2"} {
				s.Readings = append(s.Readings, Reading{ID: id, TimeHours: at, Quantity: q, Value: []float64{0.45, 0.30}[i] * scale, Unit: unit, Role: Sample})
			}
		}
		s.Givens = []Given{{ID: "L1", Quantity: Mass, Value: 4}, {ID: "L2", Quantity: Mass, Value: 4}}
		return &LesionCase{Sheet: s, Setup: testSetup, Limits: testLimits}
	}
	concentrations := sheet(LesionConcentration, "kBq/mL", 74000.0/4, "1", WholeBodyFraction)
	concentrations.Setup.TracerMBq = 74
	raw := sheet(LesionFraction, "1", 1, "cps", WholeBodyRaw)
	raw.Sheet.Readings[0].Value, raw.Sheet.Readings[3].Value = 300, 60
	for what, c := range map[string]*LesionCase{
		"fractions": sheet(LesionFraction, "1", 1, "1", WholeBodyFraction), "concentrations": concentrations, "raw body": raw,
	} {
		if _, err := c.Run(); err == nil || !strings.Contains(err.Error(), "at 96 h lesions and lungs (0.6) hold more than the whole body") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := sheet(LesionFraction, "1", 0.3, "1", WholeBodyFraction).Run(); err != nil {
		t.Errorf("0.27 of 0.30 at 24 h and 0.18 of 0.15 at 96 h, within three deviations: %v", err)
	}
}

// Vector A (uptake and washout) with one exponential forced on it: chi2 87.4 on 3 has a
// chance below 1e-17. The curve is shown; there is no dose.
func TestLesionForcedModelGivesNoDose(t *testing.T) {
	c := lesionCase(LesionFraction, "1", 4, .0021, 24, .0056, 48, .0046, 72, .00355, 96, .0028)
	c.MassG, c.Model = 4, "mono"
	r, err := c.Run()
	if err != nil {
		t.Fatal(err)
	}
	if r.Dose != nil || r.A20 != nil || r.High != nil || r.Fit == nil || !hasWarning(r.Warnings, DoubtfulFit) {
		t.Errorf("dose %v, warnings %v", r.Dose, r.Warnings)
	}
	c = lesionCase(LesionFraction, "1", 4, .0021, 24, .0056, 48, .0046, 72, .00355, 96, .0028)
	c.MassG, c.Model = 4, "uptake-washout"
	if r, err = c.Run(); err != nil || r.A20 == nil {
		t.Errorf("the right model: %v %v", r, err)
	}
}

// A recovery is of an outline equal to the lesion, whether measured, in a row or by formula.
func TestLesionRecoveryNeedsItsOutline(t *testing.T) {
	for what, change := range map[string]func(*LesionCase){
		"measured": func(c *LesionCase) { c.Recovery = 0.63 },
		"row": func(c *LesionCase) {
			c.Sheet.Givens = append(c.Sheet.Givens, Given{Quantity: RecoveryCoefficient, Value: 0.63})
		},
		"formula": func(c *LesionCase) { c.FWHMMM = 6 },
	} {
		for outline, refused := range map[Outline]bool{OutlineThreshold: true, OutlineMaximum: true, OutlineAnatomical: false} {
			c := lesionCase(LesionFraction, "1", 4, .0021, 24, .0056, 48, .0046, 72, .00355, 96, .0028)
			c.MassG, c.Outline = 4, outline
			change(c)
			if _, err := c.Run(); (err != nil) != refused {
				t.Errorf("%s, %s: %v", what, outline, err)
			}
		}
	}
}
