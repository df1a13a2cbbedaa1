package dose

import (
	"fmt"
	"math"

	"symport/internal/fault"
)

// sphere holds the closed form for the absorbed fractions of a uniform sphere in
// water, fitted to a Monte Carlo calculation with ICRP 107 spectra: electrons
// 1/(1+(a/R)^b), photons c R/(1+d R), R in cm.
type sphere struct {
	electronKeV, photonKeV float64
	a, b, c, d             float64
}

var spheres = map[string]sphere{
	"I-131": {electronKeV: 191.85, photonKeV: 382.76, a: 0.04448, b: 1.2125, c: 0.02506, d: 0.00245},
	"I-124": {electronKeV: 194.22, photonKeV: 1113.25, a: 0.2591, b: 1.298, c: 0.02415, d: 0.00526},
}

const (
	joulePerKeV = 1.602177e-16
	// perHour turns keV per decay and g into Gy g/(GBq h): 1e9 decays/s, 3600 s, 1e-3 kg.
	perHour = joulePerKeV * 1e9 * 3600 / 1e-3
)

// Fractions returns the absorbed fractions of electrons and photons.
func (s sphere) fractions(radiusCm float64) (electrons, photons float64) {
	electrons = 1 / (1 + math.Pow(s.a/radiusCm, s.b))
	photons = s.c * radiusCm / (1 + s.d*radiusCm)
	return electrons, photons
}

// SphereS is the dose per time-integrated activity in a uniform sphere to itself.
//
//	S = (E_e phi_e(R) + E_g phi_g(R)) 1.602e-16 J/keV / m
//	R = (3 rho^2 m/(4 pi))^(1/3)
//
//	m    mass, g, 0.06 to 1000
//	rho  density, g/mL; phi is taken at the radius in g/cm2, that is, of the
//	     unit-density sphere of mass rho^2 m (0.2 % at 1.04 and 10 g; at bone
//	     density 1.92 the photon part grows by half)
//
// Result in Gy/(GBq h). Within 0.8 % of the Monte Carlo table it was fitted to,
// within 2 % of the power law of OLINDA/EXM from 0.5 to 100 g; u(S) is taken as 2 %.
// A heterogeneous or non-spherical lesion is left out: an ellipsoid counts as the
// sphere of its volume. Fails with Unsupported for a nuclide without closed form.
func SphereS(nuclide string, massG, density float64) (float64, error) {
	s, ok := spheres[nuclide]
	if !ok {
		return 0, fault.New(fault.Unsupported, "no sphere S value for %s", nuclide)
	}
	if !(massG > 0) || !(density > 0) {
		return 0, fmt.Errorf("sphere of %v g and %v g/mL", massG, density)
	}
	e, g := s.fractions(sphereRadius(density*density*massG, 1))
	return (s.electronKeV*e + s.photonKeV*g) * perHour / massG, nil
}

// SphereTerms are the intermediate values of SphereS, for a calculation by hand.
type SphereTerms struct {
	Radius             float64 // g/cm2
	Electrons, Photons float64 // absorbed fractions
	PerKeV             float64 // Gy g/(GBq h) per keV of each decay
}

// SphereParts returns the intermediate values of SphereS.
func SphereParts(nuclide string, massG, density float64) SphereTerms {
	r := sphereRadius(density*density*massG, 1)
	e, g := spheres[nuclide].fractions(r)
	return SphereTerms{Radius: r, Electrons: e, Photons: g, PerKeV: perHour}
}

// ElectronOnly is the dose per time-integrated activity if every electron stays in
// the mass and every photon leaves it: 110.66/m Gy/(GBq h) for 131I.
func ElectronOnly(nuclide string, massG float64) float64 {
	return spheres[nuclide].electronKeV * perHour / massG
}

// sensitivityToMass is d ln S/d ln m by central difference; near -0.97.
func sensitivityToMass(nuclide string, massG, density float64) float64 {
	const h = 1e-4
	up, _ := SphereS(nuclide, massG*math.Exp(h), density)
	down, _ := SphereS(nuclide, massG*math.Exp(-h), density)
	return (math.Log(up) - math.Log(down)) / (2 * h)
}

// PowerLawS is the power law fitted to OLINDA/EXM's 131I spheres, 108 m^-0.97 in
// Gy/(GBq h), for lesions of 0.06 to 47 mL: the second opinion on SphereS.
// Source: Plyku 2017, J Nucl Med 58:1146.
func PowerLawS(massG float64) float64 { return 108 * math.Pow(massG, -0.97) }

// SphereSUncertainty is the relative standard uncertainty of S: what closed form,
// Monte Carlo table and OLINDA/EXM differ by.
const SphereSUncertainty = 0.02

// The smallest sphere that the model is used for: below, the range of the
// electrons is no longer small. Source: Lassmann 2010 (5 mm); Plyku 2017 (0.06 g).
const (
	smallestMassG      = 0.06
	smallestDiameterMM = 5
)

func sphereRadius(massG, density float64) float64 {
	return math.Cbrt(3 * massG / (4 * math.Pi * density))
}

// SphereDiameterMM is the diameter of the sphere of a volume.
func SphereDiameterMM(volumeML float64) float64 { return 20 * sphereRadius(volumeML, 1) }

// EllipsoidVolumeML is pi/6 a b c for three diameters in mm.
func EllipsoidVolumeML(a, b, c float64) float64 { return math.Pi / 6 * a * b * c / 1000 }
