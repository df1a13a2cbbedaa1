package dose

import (
	"os"
	"testing"

	"symport/internal/testkit/vector"
)

var book = vector.Book{
	File: "../../docs/validation/dosimetry.md", Title: "Validation of the dosimetry",
	Sections: []vector.Section{
		{Test: "TestTrainoTable4", Title: "Marrow and blood, Traino's patients", Source: "Traino 2007, Phys Med Biol 52:5231, table 4 (printed), equation 8 and Lassmann 2008, equations 5 and 7 (recomputed); mGy/MBq."},
		{Test: "TestFaultResidencePerMlDividedByBodyMass", Title: "A public fault: residence per mL divided by the body's mass", Source: "Mean limits of a public workbook's cohort, 67 and 7.5 GBq; a man of 70 kg."},
		{Test: "TestFaultResidencePerMlOnPrintedPatients", Title: "The same on Traino's patients", Source: "Table 4; mGy/MBq."},
		{Test: "TestFaultMisprints", Title: "Misprints", Source: "Traino 2007, table 4 against its parts and equation 8; mGy/MBq."},
		{Test: "TestFaultSecondPointDividedByOne", Title: "A public fault: one acquisition time for all readings", Source: "Synthetic example, live times 300 to 1200 s."},
		{Test: "TestFaultIntegralCutAt400Hours", Title: "A public fault: an integral that ends at 400 h", Source: "0.01 2^(-t/150 h); rectangles of half an hour."},
		{Test: "TestFaultPhysicalHalfLifeInBED", Title: "A public fault: the physical half-life in the BED", Source: "80 Gy, alpha/beta 10 Gy, repair 1.5 h, effective 60 h."},
		{Test: "TestBloodDoseDirect", Title: "Blood dose from residence times", Source: "Lassmann 2008, equations 5 and 6; recomputed."},
		{Test: "TestCohortsArePlausible", Title: "Cohorts as plausibility", Source: "Published means and ranges; a program outside them is wrong, one inside them not proved."},
		{Test: "TestBloodVolumes", Title: "Estimated blood volumes", Source: "Nadler 1962 and Linderkamp 1977, as quoted; arithmetic by hand."},
		{Test: "TestBloodCaseUncertaintyPins", Title: "Uncertainties of the synthetic example", Source: "First order at 5 % a reading; SciPy, at the true parameters."},
		{Test: "TestBloodCaseSOPExample", Title: "Synthetic example of the procedure, end to end", Source: "Exact areas; u by SciPy."},
		{Test: "TestBloodCaseCountedAgainstStandard", Title: "The same in counts, against a standard", Source: "Background 500 and standard 4500 counts in 600 s, 1e-5 per mL; exact areas."},
		{Test: "TestBloodCaseDriftOverBackground", Title: "Whole body beside a standard, both over background", Source: "40 cps of background, sensitivity falls by 20 %; exact area over R(2 h)."},
		{Test: "TestSingleWholeBody", Title: "One whole-body reading", Source: "Assumptions of Hänscheid 2009; 70 kg, 5 L; recomputed."},
		{Test: "TestRetentionActivity", Title: "Retention at 48 h", Source: "4.4 and 3 GBq, Lassmann 2008."},
		{Test: "TestTwoScan", Title: "Two 124I scans", Source: "Jentzen 2008, J Nucl Med 49:1017, equation 4; recomputed."},
		{Test: "TestLesionTwoScan", Title: "The same through the whole path", Source: "1.20 and 0.60 kBq/mL per MBq."},
		{Test: "TestLesionStartAssumptions", Title: "Two scans, three assumptions before the first", Source: "25 MBq, 8.0 and 3.0 kBq/mL at 24 and 96 h; recomputed."},
		{Test: "TestConversionFactors", Title: "Exchange of nuclides", Source: "Half-lives of ICRP 107."},
		{Test: "TestSphereLesions", Title: "Lesions of the sphere model", Source: "One value, given half-life; recomputed."},
		{Test: "TestPowerLaw", Title: "Power law of OLINDA/EXM spheres", Source: "Plyku 2017, J Nucl Med 58:1146; and the sphere of 310 g."},
		{Test: "TestSphereTable", Title: "Closed form against the Monte Carlo table", Source: "ICRP 107 spectra, unit density, noise 0.3 to 0.5 %."},
		{Test: "TestThyroidIsNotASphere", Title: "A thyroid is not a sphere", Source: "Marinelli: thyroid of 20 g, OLINDA/EXM 1.59e-3 mGy/(MBq s)."},
		{Test: "TestRecovery", Title: "Recovery of a blurred sphere", Source: "Closed form, checked by radial quadrature to 5e-7."},
		{Test: "TestVolumeUncertainty", Title: "u(V)/V", Source: "a^2/6 + FWHM^2/(4 ln 2)."},
		{Test: "TestVolumeChain", Title: "Volume through counts, recovery and mass", Source: "Sphere of 20 mm, FWHM 6 mm; finite differences."},
		{Test: "TestDeadTime", Title: "Dead time", Source: "20,000 cps, 5 us."},
		{Test: "TestMouseTable", Title: "131I in the mouse", Source: "EJNMMI Res 1:29, table 1, printed to two digits."},
		{Test: "TestTwoPointHalfLife", Title: "Dose rate of a patient", Source: "ThyRAD guide."},
		{Test: "TestBiologicalEffect", Title: "BED, EUD, DVH", Source: "Recomputed."},
		{Test: "TestLungDose", Title: "Lungs, electrons alone", Source: "110.656 Gy g/(GBq h); 800 g; exponential between 24 and 96 h; recomputed."},
		{Test: "TestMissedSession", Title: "A session of dialysis that is missed", Source: "Closed form of the synthetic course."},
		{Test: "TestJointAgainstClosedForms", Title: "Joint chances, ends", Source: "Product and weakest lesion; 20,000 draws."},
		{Test: "TestJointSharedFactors", Title: "Joint chances, shared factors", Source: "Bivariate normal: 1/4 + asin(rho)/(2 pi); 40,000 draws."},
		{Test: "TestRedifferentiationGoNoGo", Title: "Go or no go", Source: "Log-normal; recomputed."},
		{Test: "TestPlanProbabilities", Title: "Chances of a plan", Source: "Log-normal; recomputed."},
	},
}

func TestMain(m *testing.M) { os.Exit(book.Main(m)) }
