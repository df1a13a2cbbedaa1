package dose

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// countedBlood is the synthetic example with blood in counts of 600 s over a background of
// 500 in 600 s. A standard of 1e-5 per mL gives 4000 net counts in 600 s at administration.
func countedBlood(standard Reading) *BloodCase {
	c := sopCase(sevenTimes, nil)
	add := func(at, counts float64, role Role) {
		c.Sheet.Readings = append(c.Sheet.Readings, Reading{TimeHours: at, Quantity: BloodRaw, Value: counts, Unit: "counts", LiveSeconds: 600, Role: role})
	}
	add(0, 500, Background)
	for _, t := range sevenTimes {
		add(t, 500+4000*sopBlood(t)/1e-5, Sample)
	}
	standard.Quantity, standard.Unit, standard.Role = BloodRaw, "counts", Standard
	c.Sheet.Readings = append(c.Sheet.Readings, standard)
	c.Sheet.Givens = append(c.Sheet.Givens, Given{Quantity: BloodStandard, Value: 1e-5})
	return c
}

// A standard is counted like the samples: background and live time taken off, decay undone.
// Expected: the exact areas of the two curves, 31.16221 h and 5.770780e-4 h/mL. Without
// the background of the standard the blood term is 4000/4500 of it, and 22.2 GBq follow.
func TestBloodCaseCountedAgainstStandard(t *testing.T) {
	decayed := math.Exp(-math.Ln2 / i131.HalfLifeHours * 168)
	for _, r := range []struct {
		what     string
		standard Reading
	}{
		{"at 0 h", Reading{Value: 4500, LiveSeconds: 600}},
		{"in 300 s", Reading{Value: 2250, LiveSeconds: 300}},
		{"counted at 168 h", Reading{Value: 500 + 4000*decayed, LiveSeconds: 600, Counted: 168, HasCounted: true}},
		{"at 168 h", Reading{TimeHours: 168, Value: 500 + 4000*decayed, LiveSeconds: 600}},
	} {
		got := run(t, countedBlood(r.standard))
		near(t, "tau of blood, standard "+r.what, *got.TauBlood, 5.770780e-4, 1e-5)
		near(t, "dose, standard "+r.what, *got.Dose, 0.096817, 1e-5)
		near(t, "activity for 2 Gy, standard "+r.what, *got.MSA, 20.658, 2e-5)
	}
	c := countedBlood(Reading{Value: 500, LiveSeconds: 600})
	if _, err := c.Run(); err == nil || !strings.Contains(err.Error(), "net rate after background is not positive") {
		t.Errorf("a standard no higher than its background: %v", err)
	}
}

// A standard that is written corrected to administration is not taken back a second time:
// 4000 net counts in 600 s are its rate at 0 h already.
func TestStandardCorrectedToAdministration(t *testing.T) {
	for decay, want := range map[Decay]float64{DecayAdministration: 1, DecayCounting: 1.0879, DecayNone: 1.8286} {
		// ln2/192.4968 h x 23.4 h and x 167.6 h
		r := Reading{TimeHours: 23.4, Counted: 167.6, HasCounted: true, Decay: decay}
		near(t, "to 0 h: "+string(decay), testSetup.toAdministration(r), want, 1e-4)
	}
}

// The whole body against a standard counted beside the patient, both over 40 cps: the
// drift is that of the net rates, and the area is the exact one over R(2 h).
func TestBloodCaseDriftOverBackground(t *testing.T) {
	c := sopCase(nil, sevenTimes)
	for _, at := range sevenTimes {
		k := 1 - 0.2*at/144
		for role, cps := range map[Role]float64{Sample: 40 + 5000*sopBody(at)*k, Standard: 40 + 200*math.Exp(-i131.Lambda()*at)*k, Background: 40} {
			c.Sheet.Readings = append(c.Sheet.Readings, Reading{TimeHours: at, Quantity: WholeBodyRaw, Value: cps, Unit: "cps", Role: role})
		}
	}
	near(t, "tau", *run(t, c).TauBody, 31.16221/sopBody(2), 1e-6)
}

// One background for a session that was counted last belongs to every reading of its view;
// one of another view belongs to none, and that is said.
func TestBackgroundAtAnotherTimeOrView(t *testing.T) {
	c := countedBlood(Reading{Value: 4500, LiveSeconds: 600})
	i := slices.IndexFunc(c.Sheet.Readings, func(r Reading) bool { return r.Role == Background })
	c.Sheet.Readings[i].TimeHours = 150
	near(t, "background at 150 h", *run(t, c).Dose, 0.096817, 1e-5)
	c.Sheet.Readings[i].View = "ant"
	if r := run(t, c); !hasWarning(r.Warnings, "background-unused") {
		t.Errorf("a background of another view: %v", r.Warnings)
	}
}
