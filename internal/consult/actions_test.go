package consult

import "testing"

const onSorafenib = `symport: case/1
id: x
complete: [radioiodine, systemic, lesions]
patient: { sex: male, born: 1960 }
tumour: { histology: papillary, tnm: { t: pT3, n: N1b, m: M1, edition: "8" } }
lesions: { lung: { site: lung, found: 2019-01-01 } }
systemic: [{ drug: sorafenib, from: 2020-01-01, to: 2020-10-01, stopped: progression }]
`

// An item of a running drug is due or overdue; when the drug has ended without it, it
// lapses and is said, and is never overdue.
func TestActionLapsesWithItsDrug(t *testing.T) {
	c := article(t)
	p := decode(t, onSorafenib)
	states := map[string]map[string]string{}
	for _, day := range []string{"2020-06-01", "2020-12-01"} {
		states[day] = map[string]string{}
		for _, x := range assess(t, p, c, day).Actions {
			states[day][x.ID] = x.State
		}
	}
	lapsed := 0
	for id, state := range states["2020-06-01"] {
		if after, ok := states["2020-12-01"][id]; ok && after == "lapsed" {
			lapsed++
			if state != "due" && state != "overdue" && state != "later" {
				t.Errorf("%s was %s under the drug", id, state)
			}
		}
	}
	if lapsed == 0 {
		t.Errorf("nothing lapsed: %v", states)
	}
}

func TestEveryScheduleItemIsDated(t *testing.T) {
	c := article(t)
	for _, s := range c.Schedule {
		if s.Trigger == "" {
			t.Errorf("%s has no trigger", s.ID)
		}
	}
	a := assess(t, decode(t, onSorafenib), c, "2020-06-01")
	for _, x := range a.Actions {
		if x.State == "overdue" && x.Overdue == "" {
			t.Errorf("%s is overdue without a day", x.ID)
		}
	}
}

// A red-flag answer counts 30 days (a parameter of the floor) and is asked again when a
// lesion was found since.
func TestRedFlagAnswers(t *testing.T) {
	c := article(t)
	file := func(answer, found string) string {
		return "symport: case/1\nid: x\ntumour: { histology: papillary }\nlesions: { t8: { site: bone, detail: vertebra T8, found: " + found + " } }\n" +
			"red-flags: [{ flag: cord, date: " + answer + ", present: no }]\n"
	}
	for _, x := range []struct{ answer, found, want string }{
		{"2020-06-01", "2019-01-01", "not-met"},
		{"2020-04-01", "2019-01-01", "unknown"},
		{"2020-06-01", "2020-06-10", "unknown"},
	} {
		a := assess(t, decode(t, file(x.answer, x.found)), c, "2020-06-15")
		got := ""
		for _, f := range a.RedFlags {
			if f.ID == "cord-compression" {
				got = f.Status
			}
		}
		if got != x.want {
			t.Errorf("answered %s, lesion found %s: %q, want %q", x.answer, x.found, got, x.want)
		}
	}
}

// TestSampleLeavesNothingToDo: TSH, Tg and TgAb of one day are not asked for again as long
// as they count (180 days for TSH); of two days they are.
func TestSampleLeavesNothingToDo(t *testing.T) {
	const head = "symport: case/1\nid: X\nsynthetic: yes\nas-of: 2025-06-15\npatient: { sex: male, age: 50 y }\ntumour: { histology: papillary, tnm: { m: M1 } }\nlaboratory:\n"
	sample := func(tsh, tg, tgab string) string {
		return head + "  - { date: " + tsh + ", test: TSH, value: 0.05 mU/L }\n  - { date: " + tg + ", test: Tg, value: 9 ng/mL, tsh-state: suppressed }\n  - { date: " + tgab + ", test: TgAb, value: negative }\n"
	}
	for text, want := range map[string]string{
		sample("2025-06-10", "2025-06-10", "2025-06-10"): "done",
		sample("2025-06-10", "2025-06-10", "2025-05-10"): "due",
		sample("2024-06-10", "2024-06-10", "2024-06-10"): "due",
	} {
		for _, x := range assess(t, decode(t, text), article(t), "").Actions {
			if x.ID == "tsh-now" && x.State != want {
				t.Errorf("%s, want %s:\n%s", x.State, want, text)
			}
		}
	}
}
