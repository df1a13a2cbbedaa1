package dose

import (
	"fmt"
	"strings"
	"testing"
)

// First-order uncertainties of the synthetic example at 5 % a reading, per cent of the
// dose: an independent computation in SciPy at the true parameters.
func TestBloodCaseUncertaintyPins(t *testing.T) {
	var page strings.Builder
	page.WriteString("\n| readings | u, pin (%) | here |\n|---|---|---|\n")
	row := func(what string, got, want float64) {
		t.Helper()
		near(t, what, got, want, 2e-4)
		fmt.Fprintf(&page, "| %s | %.5g | %.5g |\n", what, want, got)
	}
	row("7+7", *run(t, sopCase(sevenTimes, sevenTimes)).U, 1.9865)
	calibrated := sopCase(sevenTimes, sevenTimes)
	calibrated.BloodCalibrationU = 0.03
	row("7+7, blood calibration 3 %", *run(t, calibrated).U, 2.7705)
	short := run(t, sopCase(fourTimes, fiveTimes))
	row("4+5", *short.U, 24.68)
	if len(short.Warnings) == 0 {
		t.Error("4+5 must warn")
	}
	five := run(t, sopCase(fiveTimes, fiveTimes))
	row("5+5", *five.U, 2.1423)
	for _, w := range [][2]float64{{12, 1.8963}, {36, 1.8735}, {48, 2.0164}, {72, 2.1410}, {168, 1.9302}, {192, 1.8931}} {
		row(fmt.Sprintf("5+5 and one more pair at %g h", w[0]), boughtAt(t, five.OneMore, w[0]), w[1])
	}
	page.WriteString("\n")
	comparePage(t, "first order", page.String())
}

func boughtAt(t *testing.T, offers []Purchase, hours float64) float64 {
	t.Helper()
	for _, p := range offers {
		if p.TimeHours == hours {
			return p.U
		}
	}
	t.Fatalf("nothing is said of one more pair at %g h", hours)
	return 0
}
