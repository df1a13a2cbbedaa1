package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"symport/internal/testkit/browser"
)

// planFolder holds a case with readings beside it: the synthetic example of the blood
// procedure, a lesion of a published curve fit (vector A), and one of vector B.
func planFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"case.yaml": planCaseFile, "blood.csv": planBlood, "lesions.csv": planLesions} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const planCaseFile = `symport: case/1
id: READINGS
about: Readings beside the case
synthetic: yes
as-of: 2026-06-01
patient: { sex: female, age: 52 y, menopause: post }
tumour: { histology: papillary }
lesions: { L1: { site: lung }, L8: { site: lung } }
vitals: [{ date: 2026-05-01, weight: 70 kg }]
radioiodine: [{ date: 2024-05-01, activity: 3.7 GBq }]
dosimetry:
  - { id: blood-1, date: 2026-05-10, nuclide: I-131, activity: 10 MBq, preparation: rhTSH, tsh: 110 mIU/L, file: blood.csv }
  - { id: pet-1, date: 2026-05-12, nuclide: I-131, preparation: rhTSH, tsh: 110 mIU/L, file: lesions.csv }
`

const planBlood = `time_h,quantity,value,unit
2,whole_body_fraction,90.815097,%
6,whole_body_fraction,75.229202,%
24,whole_body_fraction,35.157166,%
48,whole_body_fraction,16.486984,%
72,whole_body_fraction,9.955506,%
96,whole_body_fraction,6.910040,%
144,whole_body_fraction,3.808823,%
2,blood_fraction_per_ml,2.45950959e-05,1/mL
6,blood_fraction_per_ml,1.90382386e-05,1/mL
24,blood_fraction_per_ml,6.50303533e-06,1/mL
48,blood_fraction_per_ml,2.17671330e-06,1/mL
72,blood_fraction_per_ml,1.15722119e-06,1/mL
96,blood_fraction_per_ml,8.06519799e-07,1/mL
144,blood_fraction_per_ml,4.81785530e-07,1/mL
`

const planLesions = `time_h,quantity,value,unit,id,sd
,mass,4,g,L1,0.6
4,lesion_fraction,2.10e-3,1,L1,1.5e-4
24,lesion_fraction,5.60e-3,1,L1,4e-4
48,lesion_fraction,4.60e-3,1,L1,3e-4
72,lesion_fraction,3.55e-3,1,L1,2.5e-4
96,lesion_fraction,2.80e-3,1,L1,2e-4
,mass,1.7,g,L8,0.4
4,lesion_fraction,3.9e-4,1,L8,4e-5
24,lesion_fraction,3.1e-4,1,L8,3e-5
48,lesion_fraction,2.2e-4,1,L8,2e-5
72,lesion_fraction,1.62e-4,1,L8,2e-5
96,lesion_fraction,1.15e-4,1,L8,1e-5
`

// dosed runs a command in a folder and returns what it prints.
func dosed(t *testing.T, dir, args string) string {
	t.Helper()
	var out, errs bytes.Buffer
	env := Env{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, ReadFile: os.ReadFile, Today: System().Today}
	list := strings.Fields(args)
	for i, a := range list {
		if strings.HasSuffix(a, ".csv") || strings.HasSuffix(a, ".yaml") {
			list[i] = filepath.Join(dir, a)
		}
	}
	if code := Main(list, env); code != 0 {
		t.Fatalf("%s: exit %d\n%s", args, code, errs.String())
	}
	return out.String()
}

// Pages of the dosimetry: accessible, nothing runs over the edge, labels of drawings keep
// apart, on a screen, a telephone and in the dark.
func TestDosePagesInABrowser(t *testing.T) {
	dir := planFolder(t)
	for _, args := range []string{"dose plan case.yaml", "dose blood blood.csv --weight 70kg", "dose lesion lesions.csv"} {
		p := browser.Open(t, []byte(dosed(t, dir, args+" --format html")))
		for _, look := range []struct {
			scheme string
			width  int64
		}{{"light", 1280}, {"dark", 390}} {
			p.Size(look.width, 900)
			p.Media("screen", look.scheme)
			for _, v := range p.Violations() {
				t.Errorf("%s, %s at %d: %s", args, look.scheme, look.width, v)
			}
			if got := p.Number(`document.documentElement.scrollWidth`); got > float64(look.width) {
				t.Errorf("%s: %.0f px wide at %d", args, got, look.width)
			}
		}
		const paper = 688 // A4 less two margins of 14 mm, at 96 px to the inch
		p.Size(paper, 1000)
		p.Media("print", "light")
		if got := p.Number(`Math.max(...[...document.querySelectorAll('.scroll')].map(e => e.scrollWidth - e.clientWidth))`); got > 1 {
			t.Errorf("%s: %.0f px of a table are cut off on paper", args, got)
		}
	}
}

// A plan from readings gives what the single commands give: blood 0.096817 Gy/GBq of the
// synthetic example.
func TestPlanFromReadings(t *testing.T) {
	dir := planFolder(t)
	text := dosed(t, dir, "dose plan case.yaml")
	for _, want := range []string{"20.6 GBq (19.8-21.5), to blood", "CURVES, STUDY BLOOD-1", "piecewise: 0.09697 Gy/GBq, +0.2 %", "reaches 20 Gy", "one more reading", "what the lesions of a study share"} {
		if !strings.Contains(strings.ToLower(text), strings.ToLower(want)) {
			t.Errorf("the plan does not say %q\n%s", want, text)
		}
	}
	for _, line := range strings.Split(text, "\n") {
		if n := len([]rune(line)); n > 96 {
			t.Errorf("%d wide: %s", n, line)
		}
	}
	if !strings.Contains(dosed(t, dir, "dose blood blood.csv --weight 70kg"), "20.6 GBq") {
		t.Error("the blood sheet gives another activity")
	}
}

// What is wrong with readings of a case is said with the file of the readings, all at
// once; files outside the folder of the case are not read.
func TestPlanReadingsRefused(t *testing.T) {
	dir := planFolder(t)
	bad := strings.NewReplacer("24,lesion_fraction,5.60e-3", "2,lesion_fraction,-5", "1.62e-4,1,L8", "1.62e-4,Bq,L8").Replace(planLesions)
	if err := os.WriteFile(filepath.Join(dir, "lesions.csv"), []byte(bad), 0o600); err != nil {
		t.Fatal(err)
	}
	for caseText, wants := range map[string][]string{
		planCaseFile: {"lesions.csv:4:", "negative value -5", "\"Bq\""},
		strings.Replace(planCaseFile, "lesions.csv", "../secret.csv", 1): {"outside the folder of the case"},
		strings.Replace(planCaseFile, "lesions.csv", "nowhere.csv", 1):   {"no such file"},
		strings.Replace(planCaseFile, "vitals:", "x-vitals:", 1):         {},
	} {
		name := filepath.Join(dir, "case.yaml")
		if err := os.WriteFile(name, []byte(caseText), 0o600); err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		env := Env{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, ReadFile: os.ReadFile, Today: System().Today}
		if code := Main([]string{"dose", "plan", name}, env); code == 0 || out.Len() > 0 {
			t.Errorf("exit %d with %d bytes of data", code, out.Len())
		}
		for _, want := range wants {
			if !strings.Contains(errs.String(), want) {
				t.Errorf("not said: %q in\n%s", want, errs.String())
			}
		}
	}
}

// The keys of the contract are all there, in the plan, its limits, its activities and
// their lesions.
func TestPlanJSONKeys(t *testing.T) {
	var got map[string]any
	if err := json.Unmarshal([]byte(dosed(t, planFolder(t), "dose plan case.yaml --activity 9GBq --format json")), &got); err != nil {
		t.Fatal(err)
	}
	first := func(of map[string]any, key string) map[string]any { return of[key].([]any)[0].(map[string]any) }
	activity := first(got, "activities")
	for keys, in := range map[string]map[string]any{
		"schema case asOf confidence excludedBy limits ceiling_GBq ceilingAt5percentRisk_GBq binding ceilingIsUpperBound lesions activities window warnings sources": got,
		"id kind applies status limit unit activity_GBq low high because needs":                                                                                      first(got, "limits"),
		"id study dosePerActivity_Gy_per_GBq low high activityFor20Gy_GBq activityFor80Gy_GBq":                                                                       first(got, "lesions"),
		"id activity_GBq blood_Gy low high pBloodOver2Gy retained48h_GBq exceeds lesions cumulative_GBq":                                                             activity,
		"id dose_Gy low high p20 p80 band":                 first(activity, "lesions"),
		"target_Gy lesions low_GBq high_GBq state":         got["window"].(map[string]any),
		"id activity_GBq target_Gy pAllLesionsWithinLimit": first(got, "joint"),
	} {
		for _, key := range strings.Fields(keys) {
			if _, ok := in[key]; !ok {
				t.Errorf("no key %s", key)
			}
		}
	}
	if got["binding"] != "blood-2Gy" && got["binding"] != "lung-retention-48h" {
		t.Errorf("binding %v", got["binding"])
	}
}

// The plan and the consultation give one ceiling, with an overlay too: a limit of 1 Gy
// halves the activity that blood allows.
func TestPlanAndConsultAgree(t *testing.T) {
	dir := planFolder(t)
	entered := strings.Replace(planCaseFile, "file: blood.csv", "blood-per-activity: 0.1 Gy/GBq, retention-48h: 12 %", 1)
	entered = strings.Replace(entered, "file: lesions.csv", "lesions: { L1: { per-activity: 5 Gy/GBq } }", 1)
	for name, text := range map[string]string{"case.yaml": entered, "local.yaml": "by: a physicist\nreason: a local limit\nparameters:\n  dose.blood_limit: 1 Gy\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var ceilings []float64
	for _, overlay := range []string{"", " --overlay local.yaml"} {
		var plan struct {
			Ceiling float64 `json:"ceiling_GBq"`
		}
		var consult struct {
			Findings []struct {
				ID   string
				High *float64
			}
		}
		unmarshal(t, dosed(t, dir, "dose plan case.yaml --format json"+overlay), &plan)
		unmarshal(t, dosed(t, dir, "consult case.yaml --format json"+overlay), &consult)
		for _, f := range consult.Findings {
			if f.ID == "dosimetry.ceiling" && (f.High == nil || *f.High != plan.Ceiling) {
				t.Errorf("consult %v, plan %v", f.High, plan.Ceiling)
			}
		}
		ceilings = append(ceilings, plan.Ceiling)
	}
	if ceilings[1] >= ceilings[0] || ceilings[1] == 0 {
		t.Errorf("the overlay changes nothing: %v", ceilings)
	}
}

func unmarshal(t *testing.T, text string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatal(err)
	}
}
