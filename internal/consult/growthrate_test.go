package consult

import (
	"strings"
	"testing"

	"symport/internal/verdict"
)

// Lung 20 to 40 mm in 181 days: 40 mm is the double diameter, the eightfold volume, so that
// the volume doubles in 60 days; with 1.45 mm of error of a diameter the interval is ln 8
// +- 1.96 x 3 x 1.45 x sqrt(1/20^2 + 1/40^2) = 2.08 +- 0.48, that is 49 to 78 days. Liver
// unchanged: from shrinking to growing.
const rateCase = `
symport: case/1
id: RATE
synthetic: yes
patient: { sex: female, age: 60 y }
tumour: { histology: papillary }
complete: [systemic, radioiodine, surgery, external-beam, local, lesions]
lesions:
  lung: { site: lung, side: right }
  liver: { site: liver }
imaging:
  - { date: 2019-02-01, modality: CT, lesions: { lung: { size: 20 mm }, liver: { size: 30 mm } } }
  - { date: 2019-08-01, modality: CT, lesions: { lung: { size: 40 mm }, liver: { size: 30 mm, change: stable } } }
`

func rated(t *testing.T, changes ...string) *verdict.Assessment {
	t.Helper()
	return assess(t, decode(t, strings.NewReplacer(changes...).Replace(rateCase[1:])), article(t), "2019-09-01")
}

func TestVolumeDoublingIsAFact(t *testing.T) {
	a := rated(t)
	f := findingOf(t, a, "lesion.volume_doubling", "lung")
	if f.Status != "known" || f.Low == nil || f.High == nil || *f.Low < 1.5 || *f.Low > 1.7 || *f.High < 2.4 || *f.High > 2.7 {
		t.Errorf("49 to 78 days: %+v %v %v", f, f.Low, f.High)
	}
	if g := findingOf(t, a, "growth.fastest_doubling", ""); g.Low == nil || *g.Low != *f.Low || *g.High != *f.High {
		t.Errorf("the fastest: %+v", g)
	}
	if l := findingOf(t, a, "lesion.volume_doubling", "liver"); l.Status != "known" || l.Low == nil || *l.Low < 6 || l.High != nil {
		t.Errorf("liver, which may shrink: %+v", l)
	}
	if c := criterionStatus(a, "lesion.doubling-rapid"); c != "met" {
		t.Errorf("criterion %s", c)
	}
	if c := criterionStatus(a, "progression.volume"); c != "met" {
		t.Errorf("significant growth is computed: %s", c)
	}
}

func TestWhatTheSizesTell(t *testing.T) {
	const answer = "\njudgements:\n  - { date: 2019-08-15, fact: FACT, answer: ANSWER }\nimaging:"
	judge := func(fact, word string) []string {
		return []string{"\nimaging:", strings.NewReplacer("FACT", fact, "ANSWER", word).Replace(answer)}
	}
	still := []string{"size: 40 mm", "size: 20 mm, change: stable"}
	for name, c := range map[string]struct {
		changes      []string
		fact, lesion string
		status       string
		value        any
	}{
		"fast growth is significant":         {nil, "progression.significant_volume", "", "known", true},
		"no growth is for a physician":       {still, "progression.significant_volume", "", "unknown", nil},
		"a newer judgement holds":            {judge("progression.significant_volume", "no"), "progression.significant_volume", "", "known", false},
		"an older one does not":              {[]string{"\nimaging:", strings.Replace(strings.NewReplacer("FACT", "progression.significant_volume", "ANSWER", "no").Replace(answer), "2019-08-15", "2019-03-01", 1)}, "progression.significant_volume", "", "known", true},
		"fast growth is not slow":            {nil, "progression.judged_slow", "", "known", false},
		"stable by RECIST is slow":           {still, "progression.judged_slow", "", "known", true},
		"one of two grows":                   {nil, "progression.local_only", "", "known", true},
		"none grows":                         {still, "progression.local_only", "", "known", false},
		"more lesions than are listed":       {[]string{", lesions]", "]"}, "progression.local_only", "", "unknown", nil},
		"both grow, at two sites":            {[]string{"size: 30 mm, change: stable", "size: 45 mm"}, "progression.local_only", "", "known", false},
		"the fast one is the pacemaker":      {nil, "lesion.rapid", "lung", "known", true},
		"the still one is none":              {nil, "lesion.rapid", "liver", "known", false},
		"not while another grows":            {[]string{"size: 30 mm, change: stable", "size: 45 mm"}, "lesion.rapid", "lung", "unknown", nil},
		"as a physician judged, whatever":    {[]string{"\nimaging:", "\njudgements:\n  - { date: 2019-08-15, lesion: lung, fact: lesion.rapid, answer: no }\nimaging:"}, "lesion.rapid", "lung", "known", false},
		"unknown where no drug runs is none": {nil, "tki.generalised", "", "not-applicable", nil},
	} {
		f := findingOf(t, rated(t, c.changes...), c.fact, c.lesion)
		if f.Status != c.status || f.Value != c.value {
			t.Errorf("%s: %s is %s %v, want %s %v", name, c.fact, f.Status, f.Value, c.status, c.value)
		}
	}
}

// Under a drug since March; growth is told by scans since then.
func TestSpreadUnderTheDrug(t *testing.T) {
	const drug = "\nsystemic:\n  - { drug: lenvatinib, from: 2019-03-01, ongoing: yes }\nimaging:"
	both := "size: 45 mm"
	for name, c := range map[string]struct {
		liver, fact string
		status      string
		value       any
	}{
		"one of two is localised":         {"size: 30 mm, change: stable", "tki.localised", "known", true},
		"and not generalised":             {"size: 30 mm, change: stable", "tki.generalised", "known", false},
		"both are generalised":            {both, "tki.generalised", "known", true},
		"and not localised":               {both, "tki.localised", "known", false},
		"a lesion of which nobody speaks": {"seen: unknown", "tki.generalised", "unknown", nil},
		"no response, so none before it":  {both, "tki.slow_after_response", "known", false},
	} {
		f := findingOf(t, rated(t, "\nimaging:", drug, "size: 30 mm, change: stable", c.liver), c.fact, "")
		if f.Status != c.status || f.Value != c.value {
			t.Errorf("%s: %s is %s %v, want %s %v", name, c.fact, f.Status, f.Value, c.status, c.value)
		}
	}
}

// Both are shown, and which counts.
func TestAnswersAgainstTheRestOfTheRecord(t *testing.T) {
	answers := func(lines string) []string {
		var out []string
		for _, w := range rated(t, "\nimaging:", "\njudgements:\n"+lines+"imaging:").Warnings {
			if w.ID == "computed-disagrees-answer" {
				out = append(out, w.Text+"; "+w.Hint)
			}
		}
		return out
	}
	for lines, want := range map[string]string{
		"  - { date: 2019-08-15, fact: progression.significant_volume, answer: no }\n":   "significant growth on imaging: answered no, the rest of the record tells yes (imaging 2019-08-01 CT); " + judgedUsed,
		"  - { date: 2019-03-01, fact: progression.significant_volume, answer: no }\n":   "significant growth on imaging: answered no, the rest of the record tells yes (imaging 2019-08-01 CT); " + newerUsed,
		"  - { date: 2019-08-15, fact: progression.recist_pd, answer: no }\n":            "progression by RECIST: answered no, the rest of the record tells yes (imaging 2019-08-01 RECIST 1.1, baseline 2019-02-01); " + computedUsed,
		"  - { date: 2019-08-15, lesion: lung, fact: lesion.progressing, answer: no }\n": "lung: grows: answered no, the rest of the record tells yes (imaging 2019-08-01 CT); " + computedUsed,
		"  - { date: 2019-08-15, fact: progression.significant_volume, answer: yes }\n":  "",
		"  - { date: 2019-08-15, fact: tki.ongoing, answer: yes }\n":                     "a TKI is running: answered yes, the rest of the record tells no (systemic: complete); " + computedUsed,
	} {
		if got := strings.Join(answers(lines), " | "); got != want {
			t.Errorf("%s\n got %s\nwant %s", lines, got, want)
		}
	}
}
