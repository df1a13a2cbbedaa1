package dose

import (
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// A public test compared time-integrated activities with an absolute tolerance larger than
// any of them: it passed whatever the result (rpt_dosi, test003: 1e6 against 7098.62, 656.607
// and 5535.17 MBq h). No tolerance of a page of validation may swallow its value.
func TestFaultToleranceSwallowsTheValue(t *testing.T) {
	for _, area := range []float64{7098.62, 656.607, 5535.17} {
		if share := relativeTolerance(t, "+- 1e+06", area); share < 0.15 {
			t.Errorf("the guard lets the public tolerance pass: %v", share)
		}
	}
	rows := 0
	for _, page := range []string{"curves.md", "dosimetry.md"} {
		text, err := os.ReadFile("../../docs/validation/" + page)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(text), "\n") {
			cells := strings.Split(strings.Trim(line, "| "), "|")
			if len(cells) < 4 {
				continue
			}
			n := len(cells)
			want, err := strconv.ParseFloat(strings.TrimSpace(cells[n-3]), 64)
			if err != nil || want == 0 {
				continue
			}
			rows++
			if share := relativeTolerance(t, strings.TrimSpace(cells[n-1]), want); !(share < 0.15) {
				t.Errorf("%s: %s allows %.0f %%", page, line, 100*share)
			}
			if value, tol, ok := strings.Cut(cells[1], "+-"); n == 5 && ok {
				printed, _ := strconv.ParseFloat(strings.TrimSpace(value), 64)
				if share := relativeTolerance(t, "+- "+strings.TrimSpace(tol), printed); !(share < 0.15) {
					t.Errorf("%s: %s allows %.0f %% of what is printed", page, line, 100*share)
				}
			}
		}
	}
	if rows < 280 {
		t.Errorf("only %d rows read", rows)
	}
}

func relativeTolerance(t *testing.T, text string, want float64) float64 {
	absolute, isAbsolute := strings.CutPrefix(text, "+- ")
	number := strings.TrimSuffix(absolute, " %")
	v, err := strconv.ParseFloat(number, 64)
	if err != nil {
		t.Fatalf("tolerance %q: %v", text, err)
	}
	if isAbsolute {
		return math.Abs(v / want)
	}
	return v / 100
}
