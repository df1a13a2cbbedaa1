package dose

import (
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// A public test compared time-integrated activities with an absolute tolerance larger than
// any of them: it passed whatever the result (rpt_dosi, test003). No tolerance of the
// validation pages may swallow its value.
func TestNoToleranceSwallowsItsValue(t *testing.T) {
	rows := 0
	for _, page := range []string{"curves.md", "dosimetry.md"} {
		text, err := os.ReadFile("../../docs/validation/" + page)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(text), "\n") {
			cells := strings.Split(strings.Trim(line, "| "), "|")
			if len(cells) != 4 {
				continue
			}
			want, err := strconv.ParseFloat(strings.TrimSpace(cells[1]), 64)
			if err != nil || want == 0 {
				continue
			}
			rows++
			if share := relativeTolerance(t, strings.TrimSpace(cells[3]), want); !(share < 0.15) {
				t.Errorf("%s: %s allows %.0f %%", page, line, 100*share)
			}
		}
	}
	if rows < 200 {
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
