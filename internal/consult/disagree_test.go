package consult

import (
	"strings"
	"testing"
)

// 40, 44 and 60 mm under the drug: +50 % and +20 mm, progression on 2022-06-01. A verdict a
// few days later is of that scan and does not outweigh its sizes; one months later does.
func TestStatedAgainstComputedProgression(t *testing.T) {
	for name, x := range map[string]struct {
		said, response, text, hint string
		pd, grew                   any
	}{
		"four days later":       {"- { date: 2022-06-05, verdict: partial, what: RECIST 1.1 }", "", "2022-06-05: stated partial by RECIST, computed from the sizes of 2022-06-01 PD", computedUsed, true, true},
		"on the day, no RECIST": {"- { date: 2022-06-01, verdict: stable, basis: imaging }", "", "2022-06-01: stated stable, computed from the sizes PD", growthEither, true, true},
		"on the scan":           {"", "response: partial, ", "2022-06-01: stated partial, computed from the sizes PD", growthEither, true, true},
		"seven weeks later":     {"- { date: 2022-07-20, verdict: stable, what: RECIST 1.1 }", "", "2022-07-20: stated stable by RECIST, computed from the sizes of 2022-06-01 PD", statedNewerUsed, false, false},
		"they agree":            {"- { date: 2022-06-05, verdict: progression, what: RECIST 1.1 }", "", "", "", true, true},
		"by thyroglobulin":      {"- { date: 2022-06-05, verdict: partial, basis: thyroglobulin }", "", "", "", true, true},
	} {
		text := strings.Replace(rowsHead, "2022-06-15", "2022-07-31", 1) + rowsDrug
		if x.said != "" {
			text += "responses:\n  " + x.said + "\n"
		}
		text += "imaging:\n" + scanned("2021-05-20", "CT", "a: { longest: 20 mm }, b: { longest: 20 mm }") + scanned("2021-09-01", "CT", "a: { longest: 22 mm }, b: { longest: 22 mm }") +
			scanned("2022-06-01", "CT, "+x.response+"region: chest", "a: { longest: 30 mm }, b: { longest: 30 mm }")
		text = strings.ReplaceAll(text, "region: chest", "regions: [chest]")
		a := assess(t, decode(t, text), article(t), "")
		var got []string
		for _, w := range a.Warnings {
			if w.ID == "computed-disagrees-recist" {
				got = append(got, w.Text+"; "+w.Hint)
			}
		}
		want := ""
		if x.text != "" {
			want = x.text + "; " + x.hint
		}
		if s := strings.Join(got, " | "); s != want {
			t.Errorf("%s\n got %s\nwant %s", name, s, want)
		}
		if f, g := findingOf(t, a, "progression.recist_pd", ""), findingOf(t, a, "progression.any", ""); f.Value != x.pd || g.Value != x.grew {
			t.Errorf("%s: by RECIST %v, any %v", name, f.Value, g.Value)
		}
	}
}

// Both lesions are called larger under the drug, 40 to 42 mm is stable by RECIST.
func TestGeneralisedGrowthAgainstRecist(t *testing.T) {
	text := rowsHead + rowsDrug + "imaging:\n" + scanned("2021-05-20", "CT", "a: { longest: 20 mm }, b: { longest: 20 mm }") +
		scanned("2022-06-01", "CT", "a: { longest: 21 mm, change: larger }, b: { longest: 21 mm, change: larger }")
	n := 0
	for _, w := range assess(t, decode(t, text), article(t), "").Warnings {
		if w.ID == "computed-disagrees-spread" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d warnings", n)
	}
}
