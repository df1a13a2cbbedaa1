package dose

import "math"

// Constants of the two-scan protocol. Source: Jentzen 2008, J Nucl Med 49:1017.
const (
	jentzenDelta = 0.11 // Gy g/(MBq h)
	// TwoScanUptakeHours is the fixed end of the linear uptake phase.
	TwoScanUptakeHours = 8.0
)

// TwoScan is the lesion dose per activity of 131I from 124I PET at two times.
//
//	LDpA = (Delta/rho) C24 exp(ln2 (t24/T124 - ts/T131)) (T131/ln2 + ts/2)
//
//	C24   concentration at the first scan per administered activity, kBq/mL per
//	      MBq, not decay-corrected, recovery-corrected
//	T124  effective half-life of 124I, h;  T131 that of 131I;  ts  8 h
//	rho   density, g/mL
//
// Result in Gy/GBq. Mean deviation from five scans 12, 8 and 5 % for lesions below 5,
// 5-10 and above 10 Gy/GBq; total physical uncertainty 20 to 30 %. Delta takes all
// electrons as absorbed: not for lesions below 5 mm.
// Source: Jentzen 2008, equation 4.
func TwoScan(c24, t24Hours, t124, t131, tsHours, density float64) float64 {
	shift := math.Exp2(t24Hours/t124 - tsHours/t131)
	return jentzenDelta / density * c24 * shift * (t131/math.Ln2 + tsHours/2)
}

// TwoPointHalfLife is the effective half-life of two values.
func TwoPointHalfLife(t1, y1, t2, y2 float64) float64 {
	return math.Ln2 * (t2 - t1) / math.Log(y1/y2)
}
