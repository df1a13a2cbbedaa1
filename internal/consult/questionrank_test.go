package consult

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFirstQuestions holds the questions that a physician would put first: what forbids
// most, then what opens most, each something that those before it do not.
func TestFirstQuestions(t *testing.T) {
	c := article(t)
	for file, want := range map[string][]string{
		"published/cantemist-945":   {"fistula site", "uptake", "lesion at risk"},        // irradiated neck after salvage surgery, uptake never recorded
		"published/jem764-68f":      {"growth and symptoms", "uptake", "lesion at risk"}, // nothing told of the course
		"synthetic/lung-only-45":    {"pregnant or nursing", "growth and symptoms", "courses of radioiodine"},
		"synthetic/empty":           {"pregnant or nursing", "sites, neck", "growth and symptoms"},
		"synthetic/rair-painful-t8": {"fastest lesion, threatening lesion", "number of metastases, staging", "local options"}, // radioiodine is over, the drug waits for the pressure
	} {
		data, err := os.ReadFile(filepath.Join("../../cases", file+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		a := assess(t, decode(t, string(data)), c, "")
		var got []string
		for _, q := range a.Missing[:min(3, len(a.Missing))] {
			got = append(got, q.Short)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
}
