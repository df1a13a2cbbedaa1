package consult

import (
	"slices"
	"testing"

	"symport/internal/verdict"
)

// One drug dose beside the first day of the drug began with it; one of two undated ones, or
// one of a drug without a first day, has no day.
func TestOnlyADrugDoseWithoutADayIsNamed(t *testing.T) {
	for drug, want := range map[string]bool{
		"from: 2021-06-01, dose: 24 mg/d":                                 false,
		"from: 2021-06-01, doses: [{ dose: 24 mg/d }, { dose: 14 mg/d }]": true,
		"dose: 24 mg/d": true,
		"from: 2021-06-01, doses: [{ from: 2021-06-01, dose: 24 mg/d }, {dose: 14 mg/d}]": true,
	} {
		a := assess(t, decode(t, rowsHead+"systemic: [ { drug: lenvatinib, "+drug+", ongoing: yes } ]\n"), article(t), "")
		if got := slices.ContainsFunc(a.Warnings, func(w verdict.Warning) bool { return w.ID == "dose-undated" }); got != want {
			t.Errorf("%s: %v", drug, got)
		}
	}
}
