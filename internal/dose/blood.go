package dose

import "math"

// Constants of the EANM blood and marrow equations. Source: Lassmann 2008, Eur J
// Nucl Med Mol Imaging 35:1405, equations 5 and 7.
const (
	bloodSelf   = 108.0  // Gy mL/(GBq h): 187 keV of beta energy per decay, photons neglected
	bloodCross  = 0.0188 // Gy kg^(2/3)/(GBq h): photons from the whole body
	marrowSelf  = 61.0   // Gy mL/(GBq h)
	marrowCross = 0.106  // Gy kg/(GBq h)
)

// BloodDose is the dose to blood per administered activity of 131I.
//
//	D/A0 = 108 tau_ml + 0.0188/wt^(2/3) tau_WB
//
//	tau_ml  residence time in 1 mL of blood, h/mL (fraction per mL times h), >= 0
//	tau_WB  residence time in the whole body, h, >= 0
//	wt      body weight, kg, > 0
//
// Result in Gy/GBq. The constant 108 neglects photons from blood; the second term
// agrees with the geometric-factor method within 5 %. Not valid with extensive bone
// metastases, nor with 124I or 123I residence times (convert them first).
// Source: Lassmann 2008, Eur J Nucl Med Mol Imaging 35:1405, equations 4 and 5.
func BloodDose(tauMlHours, tauWholeBodyHours, weightKg float64) float64 {
	return bloodSelf*tauMlHours + bloodCoefficient(weightKg)*tauWholeBodyHours
}

func bloodCoefficient(weightKg float64) float64 {
	return bloodCross / math.Pow(weightKg, 2.0/3)
}

// MarrowDose is the dose to red marrow per administered activity if the
// concentration in marrow equals that of blood; 10 to 30 % below the blood dose.
//
//	D/A0 = 61 tau_ml + 0.106/wt tau_WB
//
// Symbols, units and limits as BloodDose. The procedure prescribes on the blood
// dose and reports both. Source: Lassmann 2008, equation 7.
func MarrowDose(tauMlHours, tauWholeBodyHours, weightKg float64) float64 {
	return marrowSelf*tauMlHours + marrowCross/weightKg*tauWholeBodyHours
}

// ActivityFor is the activity at which the estimated dose reaches limit: the chance
// of exceeding it there is one in two. Source: Lassmann 2008, equation 6.
func ActivityFor(limitGy, dosePerActivity float64) float64 { return limitGy / dosePerActivity }

// RetentionActivity is the activity that leaves limit in the body when the fraction
// retained is given (48 h in the procedure).
func RetentionActivity(limitGBq, retained float64) float64 { return limitGBq / retained }

// bloodShare is the share of the whole-body residence time that is in the blood.
// Source: Hänscheid 2009, Endocr Relat Cancer 16:1283 (abstract).
const bloodShare = 0.14

// SingleCountDeviation is the mean absolute deviation of SingleWholeBody from the
// full procedure. Source: Hänscheid 2009 (n = 29).
const SingleCountDeviation = 0.14

// SingleWholeBody estimates the blood dose from one whole-body measurement.
//
//	tau = -t/ln R(t);  D/A0 = (108 0.14/BLV + 0.0188/wt^(2/3)) tau
//
//	t    time of the measurement, h, > 0 (24 to 48 h are usual)
//	R    fraction retained then, physical decay included, 0 < R < 1
//	BLV  blood volume, mL;  wt  body weight, kg
//
// Gives tau in h and the dose in Gy/GBq. Mean absolute deviation from the full
// procedure 14 %. Assumes one exponential and 14 % of the residence time in blood;
// not for renal failure, large remnants or functioning metastases that change the
// share. Source: assumptions Hänscheid 2009 (abstract); the equation follows from
// them and Lassmann 2008, and is not the printed one.
func SingleWholeBody(tHours, retained, bloodVolumeML, weightKg float64) (tauHours, dose float64) {
	tau := -tHours / math.Log(retained)
	return tau, (bloodSelf*bloodShare/bloodVolumeML + bloodCoefficient(weightKg)) * tau
}

// BloodVolume is an estimated blood volume in mL with the work that its formula is from.
type BloodVolume struct {
	ML     float64
	By     string // author and year, for a sentence
	Source string // id of the work
}

// childUntil is the age from which the formula for children no longer holds, years.
const childUntil = 15

// EstimateBloodVolume takes the formula for children below 15 years and that for adults
// from there, or where the age is not known.
func EstimateBloodVolume(p Person, heightM, weightKg float64) BloodVolume {
	if p.HasAge && p.AgeYears < childUntil {
		return BloodVolume{bloodVolumeLinderkamp(heightM, weightKg, p.AgeYears, p.Sex == "f"), "Linderkamp 1977, children", "linderkamp-1977"}
	}
	return BloodVolume{bloodVolumeNadler(heightM, weightKg, p.Sex == "f"), "Nadler 1962, adults", "nadler-1962"}
}

// bloodVolumeLinderkamp estimates the blood volume of a child in mL, H in cm, W in kg.
//
//	below 2 years               log10 V = 0.7891 log10 W + 0.004132 H + 1.8117
//	boys to 14, girls to 6      log10 V = 0.6459 log10 W + 0.002743 H + 2.0324
//	girls from 7 to 14          log10 V = 0.6412 log10 W + 0.001270 H + 2.2169
//
// Errors of the three 10.1, 4.8 and 7.5 %. Source: Linderkamp 1977, Eur J Pediatr
// 125:227, as quoted by medicalalgorithms.com (the paper itself was not read).
func bloodVolumeLinderkamp(heightM, weightKg, ageYears float64, female bool) float64 {
	a, b, c := 0.6459, 0.002743, 2.0324
	switch {
	case ageYears < 2:
		a, b, c = 0.7891, 0.004132, 1.8117
	case female && ageYears >= 7:
		a, b, c = 0.6412, 0.001270, 2.2169
	}
	return math.Pow(10, a*math.Log10(weightKg)+b*100*heightM+c)
}

// bloodVolumeNadler estimates the blood volume of an adult in mL.
//
//	men   0.3669 H^3 + 0.03219 W + 0.6041 L
//	women 0.3561 H^3 + 0.03308 W + 0.1833 L      H in m, W in kg
//
// Source: Nadler 1962, Surgery 51:224, as quoted by the documentation of public
// packages (the paper itself was not read); for adults and children above 35 kg.
func bloodVolumeNadler(heightM, weightKg float64, female bool) float64 {
	h3 := heightM * heightM * heightM
	if female {
		return 1000 * (0.3561*h3 + 0.03308*weightKg + 0.1833)
	}
	return 1000 * (0.3669*h3 + 0.03219*weightKg + 0.6041)
}

// LungScreen is the activity (GBq) above which, in a child with iodine-avid diffuse
// lung disease, the lung rather than the blood may limit: a question, not a limit.
//
//	5 wt/tau_lung      wt in kg, tau_lung the residence time in the lungs in h
//
// Source: Verburg 2013, J Clin Endocrinol Metab 98:3912.
func LungScreen(weightKg, tauLungHours float64) float64 { return 5 * weightKg / tauLungHours }
