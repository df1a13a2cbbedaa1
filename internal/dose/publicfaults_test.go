package dose

import (
	"math"
	"testing"

	"symport/internal/curve"
)

// Faults that were found in public programs, tables and papers. Each test computes the
// faulty value and ours from the same figures and holds the two apart.

// A public workbook divides the residence time of a mL of blood by the body's mass where
// it should turn it into one per kg (1000 mL/kg over the density): the self dose of the
// marrow vanishes, and the mean limit of its cohort is 67 GBq where the procedure gives
// 7.5 GBq on the same patients. The two printed limits fix the two residence times of a
// man of 70 kg; from these the fault gives 67 GBq and ours stays with the procedure: its own
// equations allow the marrow 12 and the blood 7.5 GBq.
func TestFaultResidencePerMlDividedByBodyMass(t *testing.T) {
	const weight, faultyLimit, sopLimit = 70.0, 67.0, 7.5
	_, perHour := MarrowTraino(1, 0, weight, false)
	tauBody := 2 / faultyLimit / perHour
	tauMl := (2/sopLimit - bloodCoefficient(weight)*tauBody) / bloodSelf
	faulty := func() float64 {
		self, cross := MarrowTraino(tauBody, tauMl/weight, weight, false)
		return ActivityFor(2, self+cross)
	}
	near(t, "faulty limit, GBq", faulty(), faultyLimit, 1e-3)
	near(t, "limit of the blood, GBq", ActivityFor(2, BloodDose(tauMl, tauBody, weight)), sopLimit, 1e-12)
	near(t, "times too permissive", faulty()/ActivityFor(2, BloodDose(tauMl, tauBody, weight)), 8.93, 1e-3)

	self, cross := MarrowTraino(tauBody, PerKg(tauMl), weight, false)
	ours, sop := self+cross, MarrowDose(tauMl, tauBody, weight)
	if math.Abs(ours/sop-1) > 0.10 {
		t.Errorf("marrow by Traino %v, by the procedure %v Gy/GBq", ours, sop)
	}
	if share := self / ours; share < 0.5 {
		t.Errorf("self dose is %.0f %% of the marrow's", 100*share)
	}
}

// The same on the seven printed patients: the fault takes the whole self dose, 24 to 57 %
// of the printed total, and every limit becomes too high.
func TestFaultResidencePerMlOnPrintedPatients(t *testing.T) {
	for _, r := range trainoPatients {
		self, cross := MarrowTraino(r.body, PerKg(r.perMl()), r.weight, r.female)
		lost, rest := MarrowTraino(r.body, r.perMl()/r.weight, r.weight, r.female)
		if lost > 1e-6 || rest < cross || (self+cross)/(lost+rest) < 1.25 {
			t.Errorf("%+v: with the fault self %v, cross %v", r, lost, rest)
		}
		within(t, "self dose that the fault loses", self-lost, r.printedSelf, 0.002)
	}
}

// A public script divides the second reading of the right kidney by an acquisition time of
// 1 where the first was divided by its own. Counts here are divided by their own live time:
// whole-body readings of 300 to 1200 s give the area of their rates; all divided by the time
// of the first they would give 2.7 times as much.
func TestFaultSecondPointDividedByOne(t *testing.T) {
	times, live := []float64{2, 24, 96, 144}, []float64{300, 600, 900, 1200}
	measured := func(divide func(i int) float64) float64 {
		c := sopCase(nil, sevenTimes)
		for i, h := range times {
			c.Sheet.Readings = append(c.Sheet.Readings, Reading{TimeHours: h, Quantity: WholeBodyRaw, Value: 2000 * sopBody(h) * live[i],
				Unit: "counts", LiveSeconds: divide(i), Role: Sample})
		}
		return *run(t, c).TauBody
	}
	ours := measured(func(i int) float64 { return live[i] })
	near(t, "area of rates, h", ours, 31.16221/sopBody(2), 1e-5)
	if faulty := measured(func(int) float64 { return live[0] }); faulty < 1.5*ours {
		t.Errorf("one time for all readings gives %v h against %v: the test does not see the fault", faulty, ours)
	}
}

// The same script integrates by rectangles and stops at 400 h. Our area is the integral to
// the end of decay: at an effective half-life of 150 h 2^(-400/150) = 15.7 % lies beyond.
func TestFaultIntegralCutAt400Hours(t *testing.T) {
	const half = 150.0
	s := curve.Series{Lambda: i131.Lambda(), CV: 0.05, SDSource: curve.Assumed}
	at := func(h float64) float64 { return 0.01 * math.Exp2(-h/half) }
	for _, h := range []float64{24, 48, 96, 144} {
		s.Points = append(s.Points, curve.Point{T: h, Y: at(h)})
	}
	f, err := curve.New(curve.Mono, s)
	if err != nil {
		t.Fatal(err)
	}
	rectangles := 0.0
	for h := 0.0; h < 400; h += 0.5 {
		rectangles += at(h) * 0.5
	}
	near(t, "area, h", f.TIA, 0.01*half/math.Ln2, 1e-6)
	near(t, "share of it by rectangles to 400 h", rectangles/f.TIA, 0.8435, 1e-3)
}

// A public program puts the physical half-life into the formula that asks for the
// effective one: 80 Gy at 60 h effective become 84.9 instead of 95.6 Gy. The labelled BED of
// a sheet takes the half-life of the fitted curve, never the physical one.
func TestFaultPhysicalHalfLifeInBED(t *testing.T) {
	near(t, "with the effective half-life, Gy", BED(80, 10, 60, 1.5), 95.610, 1e-5)
	near(t, "with the physical half-life (the fault), Gy", BED(80, 10, i131.HalfLifeHours, 1.5), 84.9485, 1e-4)
	c := lesionCase(LesionFraction, "1", 24, 0.005, 48, 0.005*math.Exp2(-0.4), 96, 0.005*math.Exp2(-1.2))
	c.MassG, c.Model = 4, "mono"
	if r := runLesion(t, c); math.Abs(*r.HalfLife/60-1) > 1e-4 {
		t.Errorf("the half-life of the sheet is %v h, the curve's is 60", *r.HalfLife)
	}
}

// Misprints. A cohort paper prints 0.87 mGy/MBq for 0.087 (PMC5020787): the tenfold dose is
// outside what is plausible and is warned of, the right one is not. Traino 2007: its
// equation 8 gives its table 4, whose totals are the sums of their parts to the last
// digit that is printed.
func TestFaultMisprints(t *testing.T) {
	for printed, implausible := range map[float64]bool{0.87: true, 0.087: false, 0.118: false, 0.080: false} {
		c := casePlan(study("rhTSH", ""))
		c.Studies[0].Blood = &Estimate{Value: printed}
		if got := hasWarning(c.Plan().Warnings, "dose-implausible"); got != implausible {
			t.Errorf("%v Gy/GBq entered: warned %v", printed, got)
		}
	}
	for _, r := range trainoPatients {
		self, cross := MarrowTraino(r.body, PerKg(r.perMl()), r.weight, r.female)
		within(t, "printed total against its parts", r.printed, r.printedSelf+r.printedCross, 0.00101)
		within(t, "equation 8 against the printed total", self+cross, r.printed, 0.002)
	}
}

// trainoPatient is a row of Traino 2007, table 4: residence times of the whole body (h) and
// per kg of blood (h/kg), weight in kg, printed marrow doses in mGy/MBq, then what
// equation 8 and the procedure's equations 5 and 7 give, recomputed.
type trainoPatient struct {
	female                             bool
	body, blood, weight                float64
	printed, printedSelf, printedCross float64
	eq8, sopBlood, sopMarrow           float64
}

// perMl is the residence time per mL of blood.
func (p trainoPatient) perMl() float64 { return p.blood * bloodDensity * 1e-3 }

var trainoPatients = []trainoPatient{
	{true, 37, .55, 53, .101, .036, .065, .1010, .1123, .1096},
	{false, 29, .38, 85, .060, .024, .036, .0593, .0717, .0607},
	{false, 25, .70, 70, .080, .044, .037, .0805, .1078, .0831},
	{false, 26, .65, 73, .076, .040, .036, .0773, .1024, .0798},
	{true, 31, .70, 58, .095, .046, .049, .0951, .1190, .1019},
	{true, 21, .28, 90, .040, .019, .021, .0399, .0517, .0428},
	{true, 22, .64, 57, .077, .042, .035, .0773, .1012, .0823},
}
