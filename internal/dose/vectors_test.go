package dose

import (
	"fmt"
	"math"
	"testing"

	"symport/internal/curve"
)

func near(t *testing.T, what string, got, want, rel float64) {
	t.Helper()
	book.Near(t, what, got, want, rel)
}

func within(t *testing.T, what string, got, want, abs float64) {
	t.Helper()
	book.Within(t, what, got, want, abs)
}

// Half-lives from ICRP Publication 107.
var (
	i131 = Nuclide{"I-131", 8.0207 * 24}
	i124 = Nuclide{"I-124", 4.176 * 24}
	i123 = Nuclide{"I-123", 13.27}
)

// Traino 2007, Phys Med Biol 52:5231, table 4: printed marrow doses (mGy/MBq), and
// the values of equation 8, of Lassmann 2008 equations 5 and 7, recomputed.
func TestTrainoTable4(t *testing.T) {
	for i, r := range trainoPatients {
		of := fmt.Sprintf("%d ", i+1)
		self, cross := MarrowTraino(r.body, r.blood, r.weight, r.female)
		book.Printed(t, of+"total", self+cross, r.eq8, 6e-5, r.printed, 0.002)
		within(t, of+"self, printed", self, r.printedSelf, 0.002)
		within(t, of+"cross, printed", cross, r.printedCross, 0.002)
		within(t, of+"blood, equation 5", BloodDose(r.perMl(), r.body, r.weight), r.sopBlood, 6e-5)
		within(t, of+"marrow, equation 7", MarrowDose(r.perMl(), r.body, r.weight), r.sopMarrow, 6e-5)
		near(t, of+"h per kg of blood", PerKg(r.perMl()), r.blood, 1e-12)
	}
}

// Direct rows: recomputed from Lassmann 2008, equation 5.
func TestBloodDoseDirect(t *testing.T) {
	for _, r := range [][5]float64{
		{5.4e-4, 27, 70, .08821, 22.674}, {4.0e-4, 20, 60, .06773, 29.528},
		{6.0e-4, 31, 80, .09619, 20.792}, {1.0e-3, 50, 70, .16334, 12.244},
		{5.770780e-4, 31.16221, 70, .096817, 20.658},
	} {
		d := BloodDose(r[0], r[1], r[2])
		near(t, "dose", d, r[3], 6e-5)
		near(t, "activity for 2 Gy", ActivityFor(2, d), r[4], 5e-5)
	}
}

// Published cohorts. Jentzen 2015 (211 patients): the formula on the mean residence times
// 3.2 h in 4.61 L and 31 h at 80 kg gives 0.1064, the paper 0.11 (0.04 to 0.34) Gy/GBq; after
// earlier radioiodine 2.9 h in 4.65 L and 22 h, 0.09. Its limit by 4.4 GBq at the mean
// retention of 16 % is 27.5 GBq, inside its 6 to 48. PMC4839952: 0.65, 0.67, 0.79 Gy at
// 3.7, 4.62 and 5.55 GBq.
func TestCohortsArePlausible(t *testing.T) {
	inside := func(what string, d float64) {
		t.Helper()
		if d < 0.04 || d > 0.34 {
			t.Errorf("%s: %v Gy/GBq is outside the published range", what, d)
		}
	}
	d := BloodDose(3.2/4610, 31, 80)
	book.Printed(t, "untreated, Gy/GBq", d, .1064, 1e-4, .11, .01)
	inside("untreated", d)
	d = BloodDose(2.9/4650, 22, 80)
	book.Printed(t, "treated before, Gy/GBq", d, .0896, 1e-4, .09, .01)
	inside("treated before", d)
	a := RetentionActivity(4.4, .16)
	near(t, "4.4 GBq at 16 %, GBq", a, 27.5, 1e-12)
	if a < 6 || a > 48 {
		t.Errorf("%v GBq is outside 6 to 48", a)
	}
	for _, x := range [][2]float64{{.65, 3.7}, {.67, 4.62}, {.79, 5.55}} {
		inside("three activities", x[0]/x[1])
	}
}

// A man of 1.80 m and 80 kg: 0.3669 x 5.832 + 0.03219 x 80 + 0.6041 = 5.3191 L; a woman of
// 1.60 m and 60 kg: 0.3561 x 4.096 + 0.03308 x 60 + 0.1833 = 3.6267 L. A boy of 10, 1.40 m,
// 35 kg: log10 V = 0.6459 x 1.544068 + 0.002743 x 140 + 2.0324 = 3.413733; a girl of 10:
// 0.6412 x 1.544068 + 0.00127 x 140 + 2.2169 = 3.384756; a child of 1, 0.75 m, 10 kg:
// 0.7891 + 0.3099 + 1.8117 = 2.9107.
func TestBloodVolumes(t *testing.T) {
	for _, r := range []struct {
		what      string
		p         Person
		m, kg, ml float64
	}{
		{"man", Person{Sex: "m", AgeYears: 50, HasAge: true}, 1.80, 80, 5319.1}, {"woman", Person{Sex: "f", AgeYears: 50, HasAge: true}, 1.60, 60, 3626.7},
		{"no age: adult", Person{Sex: "f"}, 1.60, 60, 3626.7},
		{"boy of 10", Person{Sex: "m", AgeYears: 10, HasAge: true}, 1.40, 35, 2592.6}, {"girl of 10", Person{Sex: "f", AgeYears: 10, HasAge: true}, 1.40, 35, 2425.2},
		{"child of 1", Person{Sex: "f", AgeYears: 1, HasAge: true}, 0.75, 10, 814.1},
	} {
		near(t, r.what+", mL", EstimateBloodVolume(r.p, r.m, r.kg).ML, r.ml, 1e-4)
	}
}

func TestSingleWholeBody(t *testing.T) {
	for _, r := range []struct{ t, ret, tau, d, a float64 }{
		{48, .10, 20.846, .08611, 23.23}, {48, .13, 0, .09719, 20.58}, {24, .40, 26.193, .10820, 18.48},
	} {
		tau, d := SingleWholeBody(r.t, r.ret, 5000, 70)
		if r.tau > 0 {
			near(t, "tau", tau, r.tau, 3e-5)
		}
		near(t, "dose", d, r.d, 6e-5)
		near(t, "activity", ActivityFor(2, d), r.a, 3e-4)
	}
}

func TestRetentionActivity(t *testing.T) {
	for _, r := range [][3]float64{{4.4, .40, 11.0}, {3.0, .40, 7.5}, {4.4, .16, 27.5}, {3.0, .16, 18.75}} {
		near(t, "activity", RetentionActivity(r[0], r[1]), r[2], 1e-12)
	}
}

// Worked example of Verburg 2013: 40 kg, residence time 50 h -> 4.0 GBq.
func TestLungScreen(t *testing.T) { near(t, "screen", LungScreen(40, 50), 4.0, 1e-12) }

// Effective half-lives and group values of Jentzen 2008, J Nucl Med 49:1017, eq. 4,
// recomputed.
func TestTwoScan(t *testing.T) {
	for _, r := range [][3]float64{{16, 17.33, 17}, {45, 57.34, 57}, {47, 60.63, 61}} { // printed as medians
		book.Printed(t, fmt.Sprintf("T131 of %g h of 124I", r[0]), EffectiveHalfLife(r[0], i124, i131), r[1], 5e-3, r[2], 0.5)
	}
	for _, r := range [][3]float64{
		{.25, 16, 1.638}, {.70, 45, 8.774}, {5.74, 47, 75.09}, {.28, 23, 2.115}, {.76, 41, 8.729}, {6.03, 54, 91.20},
	} {
		got := TwoScan(r[0], 24, r[1], EffectiveHalfLife(r[1], i124, i131), TwoScanUptakeHours, 1)
		near(t, "LDpA", got, r[2], 4e-4)
	}
	t124 := TwoPointHalfLife(24, 1.20, 96, 0.60)
	near(t, "T124", t124, 72, 1e-12)
	t131 := EffectiveHalfLife(t124, i124, i131)
	near(t, "T131", t131, 109.8161, 1e-6)
	near(t, "LDpA", TwoScan(1.20, 24, t124, t131, TwoScanUptakeHours, 1), 25.68366, 4e-7)
}

func TestConversionFactors(t *testing.T) {
	for _, r := range [][2]float64{{4, 1.013349}, {24, 1.082815}, {48, 1.172487}, {72, 1.269586}, {96, 1.374727}, {120, 1.488574}} {
		near(t, fmt.Sprintf("124I to 131I at %g h", r[0]), Convert(1, r[0], i124, i131), r[1], 1e-6)
	}
	near(t, "123I to 131I, 24 h", Convert(1, 24, i123, i131), 3.212983, 1e-6)
	near(t, "123I to 131I, 48 h", Convert(1, 48, i123, i131), 10.32326, 1e-6)
}

// Lesions with one value and a given effective half-life, mono-exponential from 0.
// The third, 10 mL at 1.04 g/mL, was computed with the absorbed fractions of a
// unit-density sphere of 10.4 g; at the radius in g/cm2 they are 0.2 % higher.
func TestSphereLesions(t *testing.T) {
	for _, r := range []struct{ mass, rho, uptake, half, sphere, electrons float64 }{
		{1, 1, .001, 60, 12.533, 12.639}, {5, 1, .005, 72, 14.945, 14.482}, {10.4, 1, .01, 80, 15.902, 15.119}, {10.4, 1.04, .01, 80, 15.9365, 15.119},
	} {
		tau := curve.SingleTimePointPrior(24, r.uptake, r.half)
		s, err := SphereS("I-131", r.mass, r.rho)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "sphere", tau*s, r.sphere, 1e-4)
		near(t, "electrons", tau*ElectronOnly("I-131", r.mass), r.electrons, 1e-4)
	}
}

// Power law of OLINDA/EXM 131I spheres, Plyku 2017.
func TestPowerLaw(t *testing.T) {
	for _, r := range [][2]float64{{1, 108}, {10, 11.572}, {47, 2.5792}, {100, 1.2400}} {
		near(t, fmt.Sprintf("S of %g g, Gy/(GBq h)", r[0]), PowerLawS(r[0]), r[1], 5e-5)
	}
	for m := 0.5; m <= 100; m *= 1.05 {
		s, _ := SphereS("I-131", m, 1)
		if math.Abs(s/PowerLawS(m)-1) > 0.02 {
			t.Errorf("%g g: closed form and power law differ by more than 2 %%", m)
		}
	}
	s, _ := SphereS("I-131", 310, 1)
	near(t, "OLINDA/EXM sphere of 310 g", s, 0.429, 0.01)
}

// Monte Carlo S in mGy/(MBq s), noise 0.3-0.5 %, ICRP 107 spectra, unit density.
func TestSphereTable(t *testing.T) {
	for _, r := range [][2]float64{
		{0.1, .2827}, {0.5, 5.971e-2}, {1, 3.033e-2}, {2, 1.545e-2}, {4, 7.864e-3}, {6, 5.304e-3},
		{8, 4.005e-3}, {10, 3.223e-3}, {20, 1.648e-3}, {40, 8.428e-4}, {60, 5.694e-4}, {80, 4.320e-4},
		{100, 3.494e-4}, {300, 1.230e-4}, {310, 1.197e-4}, {400, 9.413e-5}, {500, 7.643e-5},
		{600, 6.476e-5}, {1000, 4.023e-5},
	} {
		s, _ := SphereS("I-131", r[0], 1)
		near(t, fmt.Sprintf("131I, %g g, mGy/(MBq s)", r[0]), s/3600, r[1], 0.013)
		if r[0] >= 0.5 && r[0] <= 100 && math.Abs(s/3600/r[1]-1) > 0.008 {
			t.Errorf("%g g: more than 0.8 %% from the table", r[0])
		}
	}
	for _, r := range [][2]float64{
		{0.1, .1763}, {0.5, 4.740e-2}, {1, 2.598e-2}, {2, 1.415e-2}, {4, 7.575e-3}, {10, 3.310e-3},
		{20, 1.779e-3}, {40, 9.509e-4}, {100, 4.201e-4}, {310, 1.55e-4}, {1000, 5.60e-5},
	} {
		s, _ := SphereS("I-124", r[0], 1)
		near(t, fmt.Sprintf("124I, %g g, mGy/(MBq s)", r[0]), s/3600, r[1], 0.03)
	}
	s, _ := SphereS("I-131", 1, 1)
	near(t, "1 g", s/3600, 3.048e-2, 2e-4)
}

// Mean recovery of a blurred sphere: closed form, checked by radial quadrature.
func TestRecovery(t *testing.T) {
	diameters := []float64{10, 13, 17, 22, 28, 37}
	table := []struct {
		fwhm float64
		row  []float64
	}{
		{5, []float64{.522306, .622948, .707251, .771849, .819875, .863239}},
		{6, []float64{.442880, .554880, .651984, .727733, .784585, .836206}},
		{8, []float64{.310620, .431397, .547122, .642119, .715275, .782689}},
		{15, []float64{.091373, .163256, .267108, .384249, .493027, .604194}},
	}
	for _, x := range table {
		for i, d := range diameters {
			within(t, fmt.Sprintf("RC, %g mm at FWHM %g mm", d, x.fwhm), Recovery(d, x.fwhm), x.row[i], 1e-5)
		}
	}
	for i, want := range []float64{.670047, .619263, .583469, .560084, .544738, .532231} {
		d := diameters[i]
		within(t, "phi/(2 RC)", EdgeResponse(d, 6)/(2*Recovery(d, 6)), want, 1e-5)
	}
}

func TestVolumeUncertainty(t *testing.T) {
	for _, r := range [][4]float64{{4.8, 15, 40, .69143}, {2, 6, 20, .55421}, {1, 1, 20, .10893}} {
		within(t, "u(V)/V", VolumeUncertainty(r[0], r[1], r[2]), r[3], 1e-5)
	}
}

// A sphere of 20 mm seen with FWHM 6 mm: counts +0.568, recovery -0.135, S -0.975.
func TestVolumeChain(t *testing.T) {
	v := math.Pi / 6 * 8
	within(t, "counts", EdgeResponse(20, 6)/(2*Recovery(20, 6)), .568, 1e-3)
	within(t, "recovery", -recoverySensitivity(20, 6), -.135, 1e-3)
	within(t, "S", sensitivityToMass("I-131", v, 1), -.975, 2e-3)
	within(t, "together", VolumeSensitivity("I-131", v, 1, 20, 6), -.543, 2e-3)
}

func TestDeadTime(t *testing.T) {
	n, err := TrueRate(20000, 5e-6, NonParalysable)
	if err != nil {
		t.Fatal(err)
	}
	within(t, "non-paralysable", n, 22222.2, 0.05)
	p, err := TrueRate(20000, 5e-6, Paralysable)
	if err != nil {
		t.Fatal(err)
	}
	within(t, "paralysable", p, 22366.5, 0.05)
	if _, err := TrueRate(1e5, 5e-6, Paralysable); err == nil {
		t.Error("a rate above 1/(e tau) has no solution")
	}
}

// Others printed. Mouse 131I, EJNMMI Res 1:29, table 1: local electrons of 190 keV.
func TestMouseTable(t *testing.T) {
	for _, r := range []struct{ tia, phi, mass, d13, d130, d260 float64 }{
		{161544, .919, .34, .17, 1.7, 3.5}, {313027, .954, 1.2, .098, .98, 2.0},
		{217091, .85, .15, .49, 4.9, 9.7}, {49087, .854, .079, .21, 2.1, 4.2},
	} {
		perKBq := 190 * joulePerKeV * r.tia * r.phi / (r.mass * 1e-3) * 1000 // mGy per kBq, tia kBq s/MBq
		for i, want := range []float64{r.d13, r.d130, r.d260} {
			kBq := []float64{13, 130, 260}[i]
			near(t, fmt.Sprintf("%g g, %g kBq, mGy", r.mass, kBq), perKBq*kBq, want, 0.035)
		}
	}
}

// ThyRAD guide: 100 to 80 uSv/h in 5.91 h is a half-life of 18.358 h; 30 uSv/h after 31.887 h.
func TestTwoPointHalfLife(t *testing.T) {
	h := TwoPointHalfLife(0, 100, 5.91, 80)
	near(t, "half-life", h, 18.358, 1e-4)
	near(t, "time to 30", h*math.Log2(100.0/30), 31.887, 1e-4)
}

func TestBiologicalEffect(t *testing.T) {
	near(t, "BED 80 Gy", BED(80, 10, 60, 1.5), 95.610, 1e-5)
	near(t, "BED 80 Gy, repair 0.5 h", BED(80, 10, 60, 0.5), 85.289, 1e-5)
	near(t, "BED 20 Gy", BED(20, 3, 24, 1.5), 27.843, 1e-5)
	d := []float64{20, 40, 60, 80, 100}
	near(t, "EUD .1", EUD(d, .1), 34.6407, 1e-5)
	near(t, "EUD .3", EUD(d, .3), 25.3565, 1e-5)
	near(t, "EUD .35", EUD(d, .35), 24.5958, 1e-5)
	near(t, "gEUD -10", GeneralisedEUD(d, -10), 23.4900, 1e-5)
	var h []float64
	for x := 0; x <= 100; x++ {
		h = append(h, float64(x))
	}
	near(t, "D95", DoseAtLeast(h, 95), 5, 1e-12)
	near(t, "V80", VolumeAbove(h, 80), .20792, 1e-4)
	near(t, "EUD of the histogram", EUD(h, .1), 22.629931, 1e-7)
}

// Thyroid of 20 g: OLINDA/EXM 1.59e-3 mGy/(MBq s); a sphere differs by its shape.
func TestThyroidIsNotASphere(t *testing.T) {
	s, _ := SphereS("I-131", 20, 1)
	near(t, "20 g sphere, mGy/(MBq s)", s/3600, 1.648e-3, 0.01)
	near(t, "thyroid over sphere", 1.59e-3/(s/3600), 0.9648, 0.005)
}
