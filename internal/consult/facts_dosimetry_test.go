package consult

import (
	"math"
	"testing"
)

// The ceiling is that of the plan: the lowest of the lower bounds. Blood 0.1 Gy/GBq (0.09
// to 0.125) gives 2/0.125 = 16; 4.4 GBq at 40 % retained gives 11, at 10 % 44. Without the
// retention, and with bone metastases of unknown extent, only an upper end is known. Marrow 0.11 stands for blood, with 10 % assumed:
// 2/0.11 exp(-1.96 x 0.1) = 14.9457.
func TestCeiling(t *testing.T) {
	const head = "symport: case/1\nid: x\npatient: { sex: male, age: 50 y }\nlesions: { L1: { site: bone } }\ncomplete: [lesions]\n"
	const blood = "blood-per-activity: 0.1 Gy/GBq, blood-per-activity-low: 0.09 Gy/GBq, blood-per-activity-high: 0.125 Gy/GBq"
	for _, c := range []struct {
		study  string
		lo, hi float64
		over   map[float64]string
	}{
		{blood + ", retention-48h: 10 %", 0, 16, map[float64]string{7.4: "unknown"}}, // bone metastases, extent not said
		{blood + ", extensive-bone: no, retention-48h: 10 %", 16, 16, map[float64]string{7.4: "not-met"}},
		{blood + ", extensive-bone: no, retention-48h: 80 %", 5.5, 5.5, map[float64]string{3.7: "not-met", 7.4: "met"}},
		{"maximum-safe-activity: 5 GBq, maximum-safe-activity-low: 4 GBq, maximum-safe-activity-high: 7 GBq", 0, 4, map[float64]string{3.7: "unknown", 5.5: "met"}},
		{"marrow-per-activity: 0.11 Gy/GBq", 0, 14.9457, map[float64]string{7.4: "unknown"}},
	} {
		p := decode(t, head+"dosimetry:\n  - { date: 2020-01-10, nuclide: I-131, preparation: rhTSH, "+c.study+" }\n")
		a := assess(t, p, article(t), "2020-06-15")
		f := findingOf(t, a, "dosimetry.ceiling", "")
		if f.Status != "known" || math.Abs(*f.Low-c.lo) > 1e-3 || math.Abs(*f.High-c.hi) > 1e-3 {
			t.Errorf("%s: %s %v, want %v..%v", c.study, f.Status, f.Value, c.lo, c.hi)
		}
		for gbq, want := range c.over {
			for _, x := range option(t, a, "radioiodine-fixed", "", gbq).Excludes {
				if x.Rule == "safety.rai-over-ceiling" && x.Status != want {
					t.Errorf("%s: %v GBq over the ceiling is %s, want %s", c.study, gbq, x.Status, want)
				}
			}
		}
	}
}
