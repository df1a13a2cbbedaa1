package consult

import (
	"strings"
	"testing"

	"symport/internal/verdict"
)

const rowsHead = `symport: case/1
id: ROWS
synthetic: yes
as-of: 2022-06-15
patient: { sex: female, age: 60 y }
tumour: { histology: papillary, tnm: { m: M1 } }
complete: [lesions, systemic, surgery, radioiodine, external-beam, local]
lesions:
  a: { site: lung, found: 2018-01-10, role: target }
  b: { site: liver, found: 2018-01-10, role: target }
`

const rowsDrug = "systemic: [ { drug: lenvatinib, from: 2021-06-01, ongoing: yes } ]\n"

func scanned(day, modality, sizes string) string {
	return "  - { date: " + day + ", modality: " + modality + ", lesions: { " + sizes + " } }\n"
}

func judgedRows(t *testing.T, text string) (*verdict.Assessment, verdict.Response) {
	t.Helper()
	a := assess(t, decode(t, rowsHead+text), article(t), "")
	if len(a.Responses) == 0 {
		t.Fatal("no response")
	}
	return a, a.Responses[len(a.Responses)-1]
}

// 40, 55, 80 mm: the first scan that shows progression is 12 months old, the last, which
// shows it too (+45 % and +25 mm from 55 would do; it is judged from 40), two weeks.
func TestProgressionIsDatedByTheNewestScanThatShowsIt(t *testing.T) {
	const first = "systemic: []\nimaging:\n"
	for name, x := range map[string]struct{ last, status, from string }{
		"it went on growing": {"a: { longest: 60 mm }, b: { longest: 20 mm }", "known", "2022-06-01"},
		"it shrank":          {"a: { longest: 22 mm }, b: { longest: 20 mm }", "stale", "2021-06-01"},
	} {
		a, _ := judgedRows(t, first+scanned("2020-06-01", "CT", "a: { longest: 20 mm }, b: { longest: 20 mm }")+
			scanned("2021-06-01", "CT", "a: { longest: 35 mm }, b: { longest: 20 mm }")+scanned("2022-06-01", "CT", x.last))
		f := findingOf(t, a, "progression.recist_pd", "")
		if f.Status != x.status || len(f.From) == 0 || !strings.Contains(f.From[0], x.from) {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

// A lesion that the baseline does not hold is new if it was found since, older if it was
// known, else perhaps new: never "no progression".
func TestFoundAfterTheBaseline(t *testing.T) {
	for name, x := range map[string]struct {
		lesion, at string
		status     string
		value      any
	}{
		"found since":                        {"{ site: bone, found: 2022-06-01 }", "c: { longest: 9 mm }", "known", true},
		"a target of later":                  {"{ site: bone, found: 2022-06-01, role: target }", "c: { longest: 12 mm }", "known", true},
		"known before":                       {"{ site: bone, found: 2018-01-10 }", "c: { longest: 9 mm }", "known", false},
		"nobody says since when":             {"{ site: bone }", "c: { longest: 9 mm }", "unknown", nil},
		"some time of that year":             {"{ site: bone, found: 2021 }", "c: { longest: 9 mm }", "unknown", nil},
		"a normal node":                      {"{ site: lymph node, found: 2022-06-01 }", "c: { longest: 12 mm, short-axis: 8 mm }", "known", false},
		"a part of a lesion of the baseline": {"{ site: lung, part-of: a, found: 2022-06-01 }", "c: { longest: 9 mm }", "known", false},
	} {
		a, _ := judgedRows(t, "  c: "+x.lesion+"\n"+rowsDrug+"imaging:\n"+
			scanned("2021-05-20", "CT", "a: { longest: 30 mm }, b: { longest: 20 mm }")+
			scanned("2022-06-01", "CT", "a: { longest: 30 mm }, b: { longest: 20 mm }, "+x.at))
		if f := findingOf(t, a, "progression.recist_pd", ""); f.Status != x.status || f.Value != x.value {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

// a was irradiated half a year before the baseline. It is a target only once it grew after
// that; its 15 mm under the drug are no progression of a target.
func TestIrradiatedBeforeTheBaseline(t *testing.T) {
	const beam = "external-beam: [ { date: 2020-11-10, lesions: [a], dose: 50 Gy } ]\nimaging:\n"
	under := scanned("2021-05-20", "CT", "a: { longest: 30 mm }, b: { longest: 20 mm }") + scanned("2022-06-01", "CT", "a: { longest: 45 mm }, b: { longest: 20 mm }")
	for name, x := range map[string]struct {
		before  string
		targets int
		last    string
		warned  bool
	}{
		"not known to have grown": {"", 1, "SD", true},
		"grown since":             {scanned("2020-12-10", "CT", "a: { longest: 20 mm }"), 2, "PD", false},
		"grown before it":         {scanned("2020-10-10", "CT", "a: { longest: 20 mm }"), 1, "SD", true},
	} {
		a, r := judgedRows(t, rowsDrug+beam+x.before+under)
		if f := findingOf(t, a, "progression.recist_pd", ""); x.warned && f.Value != nil || !x.warned && f.Value != true {
			t.Errorf("%s: +50 %% of an irradiated lesion is the reader's to judge: %+v", name, f)
		}
		if r.Targets != x.targets || r.Last != x.last || strings.Contains(strings.Join(r.Warnings, ";"), "before baseline") != x.warned {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestUltrasoundAfterCT(t *testing.T) {
	for modality, want := range map[string]bool{"ultrasound": true, "PET/CT": false} {
		_, r := judgedRows(t, rowsDrug+"imaging:\n"+scanned("2021-05-20", "CT", "a: { longest: 30 mm }, b: { longest: 20 mm }")+
			scanned("2022-06-01", modality, "a: { longest: 45 mm }, b: { longest: 20 mm }"))
		if strings.Contains(strings.Join(r.Warnings, ";"), "change of method") != want {
			t.Errorf("%s: %v", modality, r.Warnings)
		}
	}
}
