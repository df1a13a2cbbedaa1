package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// overlayForm moves how long a blood pressure counts; 30 d in the content, less is safer.
const overlayForm = "overlay: house\nby: who answers for it\ndate: 2026-01-31\nreason: why\nparameters:\n  safety.bp_fresh: %s\n"

const (
	wholeBodyAndBlood = "time_h,quantity,value,unit\n" +
		"2,whole_body_fraction,100,%\n6,whole_body_fraction,90,%\n24,whole_body_fraction,40,%\n96,whole_body_fraction,8,%\n144,whole_body_fraction,5,%\n" +
		"2,blood_fraction_per_ml,0.006,%/mL\n6,blood_fraction_per_ml,0.004,%/mL\n24,blood_fraction_per_ml,0.0012,%/mL\n96,blood_fraction_per_ml,0.0002,%/mL\n144,blood_fraction_per_ml,0.0001,%/mL\n"
	lesionReadings = "time_h,quantity,value,unit,sd\n4,lesion_fraction,1.0,%,0.05\n24,lesion_fraction,0.8,%,0.04\n72,lesion_fraction,0.5,%,0.03\n96,lesion_fraction,0.4,%,0.02\n"
	tgSeries       = "date,value,unit,tsh,tgab,assay,state\n" +
		"2020-01-01,1.0,ng/mL,0.05,negative,A,suppressed\n2020-07-01,1.5,ng/mL,0.05,negative,A,suppressed\n2021-01-01,2.2,ng/mL,0.05,negative,A,suppressed\n2021-07-01,3.1,ng/mL,0.05,negative,A,suppressed\n"
	lesionSizes = "date,lesion,site,kind,role,longest_mm,short_axis_mm\n" +
		"2020-01-01,L1,lung,mass,target,20,\n2020-01-01,L2,lung,mass,target,15,\n2020-04-01,L1,lung,mass,target,12,\n2020-04-01,L2,lung,mass,target,10,\n2020-07-01,L1,lung,mass,target,20,\n2020-07-01,L2,lung,mass,target,10,\n"
	emptyCase   = "symport: case/1\nid: EMPTY\n"
	doubtful    = "symport: case/1\nid: DOUBT\nradioiodine:\n  - { date: 2013-02, activity: 30 GBq }\n"
	wrongCase   = "symport: case/1\nid: WRONG\nsurgerry: []\nlaboratory:\n  - { date: 2016-03, test: Tg, value: 40 }\n"
	outOfScope  = "symport: case/1\nid: OUT\ntumour: { histology: anaplastic }\n"
	wrongTable  = "time_h,quantity,value\n1,foo,3\n"
	nameOfNoOne = "/nowhere/at-all"
)

// The exit codes: 0 done, 2 wrong usage, 3 wrong input, 1 otherwise and for findings.
// What fails leaves standard output empty and says why on standard error.
func TestContractExitCodes(t *testing.T) {
	broken := copyKnowledge(t)
	change(t, filepath.Join(broken, "facts", "article.yaml"), "- id: F002", "- id: F001")
	safer, unsafe := write(t, "safer.yaml", strings.Replace(overlayForm, "%s", "14 d", 1)), write(t, "unsafe.yaml", strings.Replace(overlayForm, "%s", "60 d", 1))
	for line, want := range map[string]struct {
		stdin string
		code  int
	}{
		"bogus":                                     {"", 2},
		"consult":                                   {"", 2},
		"consult --bogus -":                         {emptyCase, 2},
		"consult - --format xml":                    {emptyCase, 2},
		"consult - --edition 1066":                  {emptyCase, 2},
		"consult - --as-of yesterday":               {emptyCase, 2},
		"consult - --as-of 2016-05":                 {emptyCase, 2},
		"consult - --as-of 2016-02-30":              {emptyCase, 2},
		"consult - --knowledge " + nameOfNoOne:      {emptyCase, 2},
		"consult " + nameOfNoOne:                    {"", 1},
		"consult example:nobody":                    {"", 1},
		"consult -":                                 {wrongCase, 3},
		"consult - --overlay " + unsafe:             {emptyCase, 3},
		"consult - --knowledge " + broken:           {emptyCase, 3},
		"case check -":                              {wrongCase, 3},
		"case bogus":                                {"", 2},
		"compare -":                                 {emptyCase, 2},
		"compare - --as-of 2016-01-01":              {emptyCase, 2},
		"compare - --as-of x --as-of y":             {emptyCase, 2},
		"dose bogus":                                {"", 2},
		"dose blood - --weight 70kg":                {wrongTable, 3},
		"dose blood - --weight 70":                  {wholeBodyAndBlood, 2},
		"dose lesion - --mass 4g":                   {wrongTable, 3},
		"tg -":                                      {wrongTable, 3},
		"tg " + nameOfNoOne:                         {"", 1},
		"recist -":                                  {wrongTable, 3},
		"recist - --criteria 2":                     {lesionSizes, 2},
		"knowledge bogus":                           {"", 2},
		"knowledge show":                            {"", 2},
		"knowledge show NOBODY":                     {"", 1},
		"knowledge test --knowledge " + broken:      {"", 1},
		"knowledge lint --knowledge " + nameOfNoOne: {"", 2},
		"help bogus":                                {"", 2},
		"version extra":                             {"", 2},
	} {
		s := symport(want.stdin, strings.Fields(line)...)
		if s.code != want.code {
			t.Errorf("symport %s: exit %d, want %d: %s", line, s.code, want.code, s.err)
		}
		if s.out != "" || s.err == "" {
			t.Errorf("symport %s: fails with stdout %q, stderr %q", line, s.out, s.err)
		}
	}
	if s := symport("", "knowledge", "lint", "--knowledge", broken); s.code != 1 || !strings.Contains(s.out, "declared twice") {
		t.Errorf("lint of broken content: exit %d, %s", s.code, s.out)
	}
	ok(t, emptyCase, "consult", "-", "--overlay", safer)
}

// Every command that reads FILE reads standard input as well, and a doubt, an empty or an
// out-of-scope patient are answers.
func TestContractStandardInput(t *testing.T) {
	for line, stdin := range map[string]string{
		"consult -":                                         emptyCase,
		"consult - --as-of 2020-01-01":                      outOfScope,
		"consult - --format html":                           doubtful,
		"compare - --as-of 2020-01-01 --as-of 2021-01-01":   emptyCase,
		"dose blood - --weight 70kg --height 170cm --sex f": wholeBodyAndBlood,
		"dose lesion - --volume 4mL":                        lesionReadings,
		"dose lesion - --diameters 20mm,18mm,22mm":          lesionReadings,
		"tg -":                       tgSeries,
		"recist - --criteria 1.0":    lesionSizes,
		"tg - --format json":         emptyCase,
		"recist - --format json":     emptyCase,
		"case check -":               emptyCase,
		"case check - --format json": emptyCase,
	} {
		if out := ok(t, stdin, strings.Fields(line)...); out == "" {
			t.Errorf("symport %s: says nothing", line)
		}
	}
	if s := symport(doubtful, "case", "check", "-"); s.code != 0 || !strings.Contains(s.out, "warning") {
		t.Errorf("a doubt: exit %d, %q, %q", s.code, s.out, s.err)
	}
}

// An error shows the line that it speaks of and nothing else of the patient.
func TestContractErrorsShowNoMoreOfThePatient(t *testing.T) {
	text := readModel(t) + "\nwrong-key: 1\n"
	s := symport(text, "consult", "-")
	if s.code != 3 {
		t.Fatalf("exit %d", s.code)
	}
	for _, datum := range []string{"papillary", "70 y", "sorafenib", "enalapril", "404.3"} {
		if strings.Contains(s.err, datum) {
			t.Errorf("stderr tells %s:\n%s", datum, s.err)
		}
	}
}

func copyKnowledge(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "knowledge")
	if err := os.CopyFS(dir, os.DirFS("../../knowledge")); err != nil {
		t.Fatal(err)
	}
	return dir
}
