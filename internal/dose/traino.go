package dose

// reference holds the values of a reference body used by Traino 2007 (from
// OLINDA/EXM, 131I): masses in kg, S in mGy/(MBq s).
type reference struct{ marrow, body, selfS, bodyS float64 }

var (
	referenceMan   = reference{marrow: 1.12, body: 73.7, selfS: 1.55e-5, bodyS: 6.29e-7}
	referenceWoman = reference{marrow: 1.3, body: 56.912, selfS: 1.41e-5, bodyS: 7.72e-7}
)

const secondsPerHour = 3600

// MarrowTraino is the red-marrow dose per administered activity of 131I.
//
//	self  = [A_bl] m_RM S_RM<-RM
//	cross = (A_tb - [A_bl] m_RM m_tb/m_TB)
//	        (S_RM<-TB m_TB/m_RB - S_RM<-RM m_RM/m_RB) m_TB/m_tb,   m_RB = m_TB - m_RM
//
//	[A_bl]  residence time per mass of blood, h/kg: the residence time per mL times
//	        about 1000 mL/kg (density 1.06), never divided by the body's mass
//	A_tb    residence time of the whole body, h
//	m_tb    body weight, kg;  capitals are the reference body's
//
// Result in mGy/MBq (= Gy/GBq). Marrow-to-blood ratio 1, linear scaling. Reproduces
// the seven printed rows within 0.002 mGy/MBq. The paper's non-linear equation 15
// does not reproduce its own table and is not offered.
// Source: Traino 2007, Phys Med Biol 52:5231, equation 8 and table 4.
func MarrowTraino(tauBodyHours, tauBloodPerKgHours, weightKg float64, female bool) (self, cross float64) {
	r := referenceMan
	if female {
		r = referenceWoman
	}
	rest := r.body - r.marrow
	scale := r.body / weightKg
	self = tauBloodPerKgHours * r.marrow * r.selfS * secondsPerHour
	cross = (tauBodyHours - tauBloodPerKgHours*r.marrow/scale) *
		(r.bodyS*r.body/rest - r.selfS*r.marrow/rest) * scale * secondsPerHour
	return self, cross
}

// bloodDensity is the density of blood, g/mL, by which residence times per mL and
// per mass are exchanged.
const bloodDensity = 1.06

// PerKg turns a residence time per mL of blood into one per kg of blood.
func PerKg(tauPerMl float64) float64 { return tauPerMl * 1000 / bloodDensity }
