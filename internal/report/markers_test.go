package report_test

import (
	"strings"
	"testing"

	"symport/internal/report"
)

// standing are the lines between the red flags and the questions, as one.
func standing(t *testing.T, text string) string {
	t.Helper()
	d := report.New(of(t, text))
	return strings.Join(d.Standing, "\n")
}

// TestLastMarkers: the last thyroglobulin, TSH and antibodies stand among the first lines
// with unit, day and state of TSH, and beside them how fast it doubles or why that is not
// said. 50 to 400 ng/mL in 12 months are three doublings.
func TestLastMarkers(t *testing.T) {
	head := "patient: { sex: male }\ntumour: { histology: papillary, tnm: { m: M1 } }\n"
	for _, x := range []struct{ about, text, want string }{
		{"nothing", "", "Tg, TSH and TgAb: none on record."},
		{"the last of each, each with its day", `laboratory:
  - { date: 2025-05-10, test: Tg, value: 5 ng/mL, tsh-state: suppressed }
  - { date: 2025-06-10, test: Tg, value: 262 ng/mL, tsh-state: suppressed }
  - { date: 2025-06-10, test: TSH, value: 0.05 mU/L }
  - { date: 2025-05-10, test: TgAb, value: negative }
`, "Markers: 2025-06-10: Tg 262 ng/mL (TSH suppressed), TSH 0.05 mU/L; 2025-05-10: TgAb negative;"},
		{"what lacks is named", `laboratory: [ { date: 2025-06-10, test: Tg, value: 5 ng/mL } ]
`, "Tg 5 ng/mL (TSH state unknown); TSH, TgAb not on record; no doubling time of Tg: one value in the range of the assay."},
		{"without a date it is said so", `laboratory: [ { test: Tg, value: 5 ng/mL } ]
`, "Markers: undated: Tg 5 ng/mL"},
		{"a speed that decides nothing", `laboratory:
  - { date: 2024-06-10, test: Tg, value: 50 ng/mL, tsh-state: suppressed }
  - { date: 2025-06-10, test: Tg, value: 400 ng/mL, tsh-state: suppressed }
`, "Tg doubles in about 4.0 mo (shown only: too few values)."},
		{"a value that is unknown", "laboratory: [ { date: 2025-06-10, test: Tg, value: unknown } ]\n", "Tg, TSH and TgAb: none on record."},
		{"antibodies", `laboratory:
  - { date: 2025-06-10, test: Tg, value: 50 ng/mL, tsh-state: suppressed }
  - { date: 2025-06-10, test: TgAb, value: positive }
`, "no doubling time of Tg: TgAb positive."},
	} {
		if got := standing(t, head+x.text); !strings.Contains(got, x.want) {
			t.Errorf("%s: %q is not in\n%s", x.about, x.want, got)
		}
	}
}

// TestPregnancyIsSaid where it can be, first if there is one, and not of those who cannot.
func TestPregnancyIsSaid(t *testing.T) {
	for _, x := range []struct{ patient, want string }{
		{"{ sex: female, age: 30 y }", "\nPregnant: unknown; breastfeeding: unknown."},
		{"{ sex: female, age: 30 y, pregnancy: not-pregnant, pregnancy-on: 2025-06-10 }", "\nPregnant: no (2025-06-10); breastfeeding: unknown."},
		{"{ sex: female, age: 30 y, pregnancy: not-pregnant, pregnancy-on: 2024-06-10 }", "\nPregnant: no (2024-06-10, too old); "},
		{"{ sex: female, age: 30 y, pregnancy: pregnant, pregnancy-on: 2025-06-10 }", "^Pregnant: yes (2025-06-10); breastfeeding: unknown."},
		{"{ sex: male, age: 30 y }", ""},
		{"{ sex: female, age: 60 y, menopause: post }", ""},
	} {
		got := "^" + standing(t, "patient: "+x.patient+"\ntumour: { histology: papillary, tnm: { m: M1 } }\n")
		if x.want == "" && strings.Contains(got, "egnan") || !strings.Contains(got, x.want) {
			t.Errorf("%s: %q is not in\n%s", x.patient, x.want, got)
		}
	}
}
