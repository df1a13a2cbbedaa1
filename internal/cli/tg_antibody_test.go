package cli

import (
	"strings"
	"testing"
)

// What is said of TgAb itself: a word for its direction, never a rate of Tg beside it; parted
// by events; the results in a list where they carry no day.
func TestAntibodyInWords(t *testing.T) {
	row := func(day, tgab string) string { return day + ",1.5,ng/mL,0.05," + tgab + ",40,A,suppressed,\n" }
	head := "date,value,unit,tsh,tgab,tgab_limit,assay,state,event\n"
	for _, c := range []struct{ name, text, want, not string }{
		{"rise", head + row("2020-01-01", "60") + row("2020-07-01", "90") + row("2021-01-01", "180"), "TgAb rises from 60 IU/mL to 180 IU/mL, 2020-01-01 to 2021-01-01 (3 results)", "Tg rose"},
		{"fall to negative", head + row("2020-01-01", "160") + row("2020-07-01", "90") + row("2021-01-01", "<10"), "TgAb falls from 160 IU/mL to under 10 IU/mL", "Tg fell"},
		{"ends against the line", head + row("2020-01-01", "60") + row("2020-02-01", "10") + row("2021-01-01", "70") + row("2021-01-02", "59"), "TgAb varies from 60", "rises"},
		{"no change", head + row("2020-01-01", "60") + row("2020-07-01", "60"), "TgAb stays", "rises"},
		{"a treatment between", head + row("2020-01-01", "60") + row("2020-07-01", "90") + "2020-08-01,,,,,,,,radioiodine\n" + row("2021-07-01", "80") + row("2021-12-01", "40"), "TgAb falls from 80 IU/mL to 40 IU/mL", "to 40 IU/mL, 2020"},
		{"no day", head + row("", "60") + row("", "90"), "TgAb 60 IU/mL (no date), 90 IU/mL (no date): no direction is told from these.", "rises"},
		{"words only", head + row("2020-01-01", "positive") + row("2020-07-01", "positive"), "TgAb positive: thyroglobulin is unreliable", "TgAb rises"},
	} {
		text := strings.Join(strings.Fields(string(run(t, c.text, "tg", "-"))), " ")
		if !strings.Contains(text, c.want) || strings.Contains(text, c.not) {
			t.Errorf("%s: want %q and no %q\n%s", c.name, c.want, c.not, text)
		}
	}
}

// Published patients whose course stands in TgAb.
func TestAntibodyOfPublishedPatients(t *testing.T) {
	for name, want := range map[string]string{
		"scielo-2005-tgab": "TgAb 164 ng/mL (no date), 174 ng/mL (no date), 217 ng/mL (no date), negative (no date): no direction is told from these.",
		"cantemist-1239":   "TgAb 21.51 UI/mL (2011-07-04), rising (2012-02-21..2012-11-22, a direction, no value): no direction is told from these.",
	} {
		text := strings.Join(strings.Fields(string(run(t, "", "tg", "example:"+name))), " ")
		if !strings.Contains(text, want) {
			t.Errorf("%s: want %q\n%s", name, want, text)
		}
	}
}
