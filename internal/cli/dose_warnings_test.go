package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// quietCase says everything that a plan asks of a case: a man, 124I with its TSH and
// preparation, intervals, no bone, no diffuse lung disease, lists declared complete.
const quietCase = `symport: case/1
id: QUIET
about: a quiet case
synthetic: yes
as-of: 2026-06-01
complete: [lesions, external-beam, radionuclide, iodine-load, comorbidity]
patient: { sex: male, age: 52 y }
tumour: { histology: papillary }
lesions: { L1: { site: lung } }
radioiodine: [{ date: 2024-05-01, activity: 3.7 GBq, preparation: rhTSH }]
dosimetry:
  - { id: d1, date: 2026-05-10, nuclide: I-124, activity: 30 MBq, preparation: rhTSH, tsh: 110 mIU/L,
      blood-per-activity: 0.1 Gy/GBq, blood-per-activity-low: 0.09 Gy/GBq, blood-per-activity-high: 0.112 Gy/GBq, retention-48h: 12 %,
      lesions: { L1: { per-activity: 8 Gy/GBq, per-activity-low: 6 Gy/GBq, per-activity-high: 10.5 Gy/GBq } } }
judgements:
  - { date: 2026-05-20, fact: lung.diffuse_avid, answer: no }
`

type plannedJSON struct {
	Warnings      []struct{ ID, Text string }
	Ceiling       *float64 `json:"ceiling_GBq"`
	UpperBound    bool     `json:"ceilingIsUpperBound"`
	ExtensiveBone string   `json:"extensiveBone"`
	Activities    []struct{ ID string }
}

// planned runs dose plan on a case and reads its JSON.
func planned(t *testing.T, text, flags string) plannedJSON {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "case.yaml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var out plannedJSON
	unmarshal(t, dosed(t, dir, "dose plan case.yaml --format json "+flags), &out)
	return out
}

func (p plannedJSON) warned() []string {
	var ids []string
	for _, w := range p.Warnings {
		ids = append(ids, w.ID)
	}
	return ids
}

// Each warning of the dosimetry from one change of the case file or one flag, and not
// without it. What forbids an activity leaves no ceiling and no activity.
func TestPlanWarnings(t *testing.T) {
	quiet := planned(t, quietCase, "")
	if got := quiet.warned(); !slices.Equal(got, []string{"entered", "tracer-to-therapy"}) {
		t.Fatalf("the quiet case is not: %v", got)
	}
	if quiet.Ceiling == nil || quiet.UpperBound || quiet.ExtensiveBone != "no" {
		t.Fatalf("ceiling %v, upper bound %v, extensive bone %s", quiet.Ceiling, quiet.UpperBound, quiet.ExtensiveBone)
	}
	section := func(text string) [2]string { return [2]string{"dosimetry:", text + "\ndosimetry:"} }
	for _, c := range []struct {
		name     string
		change   [2]string // in the case
		flags    string
		want     string
		withheld bool
	}{
		{"bone of unknown extent", [2]string{"site: lung", "site: bone"}, "", "bone-extent", false},
		{"extent said to be unknown", [2]string{"site: lung } }", "site: bone } }\n"}, "--extensive-bone unknown", "bone-extent", false},
		{"bone not excluded", [2]string{"complete: [lesions, ", "complete: ["}, "", "bone-unknown", false},
		{"extensive, by flag", [2]string{}, "--extensive-bone yes", "bone-extensive", true},
		{"extensive, by the case", [2]string{"retention-48h:", "extensive-bone: yes, retention-48h:"}, "", "", false}, // no bone lesion in a complete list
		{"beam to the spine", section("external-beam: [{ date: 2020, region: Th8-Th10, dose: 30 Gy }]"), "", "marrow-irradiated", false},
		{"beam of no recorded region", section("external-beam: [{ date: 2020, dose: 30 Gy }]"), "", "marrow-irradiated", false},
		{"beam to the neck", section("external-beam: [{ date: 2020, region: neck, dose: 60 Gy }]"), "", "", false},
		{"another radionuclide", section("radionuclide: [{ date: 2020, agent: radium-223 }]"), "", "marrow-irradiated", false},
		{"dialysis", [2]string{"age: 52 y", "age: 52 y, comorbidity: [{ name: haemodialysis }]"}, "", "dialysis", false},
		{"renal failure", [2]string{"age: 52 y", "age: 52 y, comorbidity: [{ name: renal failure }]"}, "", "renal-failure", false},
		{"contrast", section("iodine-load: [{ date: 2026-05-25, what: contrast }]"), "", "iodine", false},
		{"TSH not stimulated", [2]string{"tsh: 110", "tsh: 4"}, "", "tsh-low", false},
		{"TSH not recorded", [2]string{" tsh: 110 mIU/L,", ""}, "", "tsh-unknown", false},
		{"131I tracer", [2]string{"I-124", "I-131"}, "", "stunning", false},
		{"preparation not recorded", [2]string{"preparation: rhTSH, tsh", "tsh"}, "", "preparation-unknown", false},
		{"another preparation, by the case", section("planned: [{ date: 2026-07-01, what: radioiodine, preparation: withdrawal }]"), "", "other-state", true},
		{"another preparation, by flag", [2]string{}, "--preparation withdrawal", "other-state", true},
		{"the same preparation", section("planned: [{ date: 2026-07-01, what: radioiodine, preparation: rhTSH }]"), "", "", false},
		{"lung not known", [2]string{"answer: no", "answer: unknown"}, "", "lung-unknown", false},
		{"lung not known, by flag", [2]string{}, "--diffuse-lung unknown", "lung-unknown", false},
		{"treated since", [2]string{"2024-05-01", "2026-05-20"}, "", "treated-since", false},
		{"pregnancy possible", [2]string{"sex: male, age: 52 y", "sex: female, age: 32 y"}, "", "pregnancy-possible", false},
		{"pregnant", [2]string{"sex: male, age: 52 y", "sex: female, age: 32 y, pregnancy: pregnant"}, "", "excluded", true},
		{"a misprinted dose", [2]string{"0.1 Gy/GBq, blood-per-activity-low: 0.09 Gy/GBq, blood-per-activity-high: 0.112", "0.87"}, "", "dose-implausible", false},
		{"no uncertainty", [2]string{", blood-per-activity-low: 0.09 Gy/GBq, blood-per-activity-high: 0.112 Gy/GBq", ""}, "--assume none", "no-uncertainty", false},
		{"a limit not computed", [2]string{" retention-48h: 12 %,", ""}, "", "upper-bound", false},
	} {
		text := quietCase
		if c.change[0] != "" {
			if text = strings.Replace(quietCase, c.change[0], c.change[1], 1); text == quietCase {
				t.Fatalf("%s changes nothing", c.name)
			}
		}
		p := planned(t, text, c.flags)
		if got := p.warned(); c.want != "" && !slices.Contains(got, c.want) {
			t.Errorf("%s: %s is not said: %v", c.name, c.want, got)
		} else if c.want == "" && !slices.Equal(got, quiet.warned()) {
			t.Errorf("%s: said %v", c.name, got)
		}
		if gone := p.Ceiling == nil && len(p.Activities) == 0; gone != c.withheld {
			t.Errorf("%s: ceiling %v, %d activities", c.name, p.Ceiling, len(p.Activities))
		}
	}
}

// Extensive bone metastases as the case says them: plan and consultation have no ceiling
// with yes, and the same one with no; unknown is said and is not no. The command line goes
// before the case.
func TestExtensiveBoneFromTheCase(t *testing.T) {
	bone := strings.Replace(quietCase, "site: lung", "site: bone", 1)
	for answer, want := range map[string]string{"yes": "yes", "no": "no", "unknown": "unknown", "": "unknown"} {
		text := bone
		if answer != "" {
			text = strings.Replace(bone, "retention-48h:", "extensive-bone: "+answer+", retention-48h:", 1)
		}
		p := planned(t, text, "")
		if p.ExtensiveBone != want || (p.Ceiling == nil) != (answer == "yes") || slices.Contains(p.warned(), "bone-extent") != (want == "unknown") {
			t.Errorf("%q: extensive %s, ceiling %v, %v", answer, p.ExtensiveBone, p.Ceiling, p.warned())
		}
		if got := consultCeiling(t, text); (got == nil) != (p.Ceiling == nil) || got != nil && *got != *p.Ceiling {
			t.Errorf("%q: the consultation says %v, the plan %v", answer, got, p.Ceiling)
		}
	}
	text := strings.Replace(bone, "retention-48h:", "extensive-bone: yes, retention-48h:", 1)
	if p := planned(t, text, "--extensive-bone no"); p.Ceiling == nil {
		t.Error("the command line does not go before the case")
	}
}

// consultCeiling is the upper end of the finding; nil if it is not known.
func consultCeiling(t *testing.T, text string) *float64 {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "case.yaml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var a struct {
		Findings []struct {
			ID, Status string
			High       *float64
		}
	}
	unmarshal(t, dosed(t, dir, "consult case.yaml --format json"), &a)
	for _, f := range a.Findings {
		if f.ID == "dosimetry.ceiling" && f.Status == "known" {
			return f.High
		}
	}
	return nil
}

// A case from standard input finds its readings in the working directory; one that names
// files elsewhere does not.
func TestPlanFromStandardInput(t *testing.T) {
	t.Chdir(planFolder(t))
	run := func(text string) (string, string, int) {
		var out, errs bytes.Buffer
		env := Env{Stdin: strings.NewReader(text), Stdout: &out, Stderr: &errs, ReadFile: os.ReadFile, Today: System().Today}
		code := Main([]string{"dose", "plan", "-"}, env)
		return out.String(), errs.String(), code
	}
	if out, errs, code := run(planCaseFile); code != 0 || !strings.Contains(out, "20.6 GBq (19.8-21.5), to blood") {
		t.Errorf("exit %d\n%s", code, errs)
	}
	if out, errs, code := run(strings.Replace(planCaseFile, "blood.csv", "../blood.csv", 1)); code != 3 || out != "" || !strings.Contains(errs, "outside the folder of the case") {
		t.Errorf("exit %d, %q", code, errs)
	}
	if out, errs, code := run(strings.Replace(planCaseFile, "blood.csv", "nowhere.csv", 1)); code == 0 || out != "" || !strings.Contains(errs, "nowhere.csv") {
		t.Errorf("exit %d, %q", code, errs)
	}
}

// The marks and line ends of a spreadsheet change nothing.
func TestSpreadsheetBytesChangeNothing(t *testing.T) {
	dir := t.TempDir()
	want := ""
	for name, text := range map[string]string{"plain": planBlood, "bom": "\ufeff" + planBlood, "crlf": strings.ReplaceAll(planBlood, "\n", "\r\n"),
		"both": "\ufeff" + strings.ReplaceAll(planBlood, "\n", "\r\n"), "noend": strings.TrimSuffix(planBlood, "\n")} {
		if err := os.WriteFile(filepath.Join(dir, name+".csv"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var got struct {
			Dose float64 `json:"dosePerActivity_Gy_per_GBq"`
		}
		text := dosed(t, dir, "dose blood "+name+".csv --weight 70kg --format json")
		unmarshal(t, text, &got)
		numbers, _, _ := strings.Cut(text, `"readings"`)
		if want == "" {
			want = numbers
		}
		if numbers != want {
			t.Errorf("%s: %v Gy/GBq", name, got.Dose)
		}
	}
}
