package table

import (
	"strings"
	"testing"

	"symport/internal/date"
	"symport/internal/recist"
)

const recistHeader = "date,lesion,site,kind,role,longest_mm,short_axis_mm,status\n"

func TestReadRecist(t *testing.T) {
	rows, problems := ReadRecist("r.csv", []byte(recistHeader+
		"2024-01-10,N1,Neck,node,target,25,18.0,\n2024-03-13,N1,Neck,node,target,0,,treated:2024-02-01\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	first, second := rows[0], rows[1]
	if first.Longest != (recist.Size{V: 250, Known: true}) || first.ShortAxis.V != 180 || !first.Node || first.Site != "Neck" {
		t.Errorf("%+v", first)
	}
	if day, _ := date.Parse("2024-02-01"); second.TreatedDay != int(day.Lo) || second.Status != recist.Treated {
		t.Errorf("%+v", second)
	}
}

func TestReadRecistProblems(t *testing.T) {
	_, problems := ReadRecist("r.csv", []byte(recistHeader+
		"2024-01,L1,lung,mass,target,20,,\n"+
		"2024-01-10,,lung,masse,targt,20.25,,\n"+
		"2024-01-10,L1,lung,mass,target,<5,,tosmall\n"+
		"2024-01-10,L1,lung,mass,target,,,\n"+
		"2024-01-10,L1,lung,node,target,12,14,part-of:\n"))
	got := strings.Join(lines(problems), "\n")
	for _, want := range []string{
		"r.csv:2:1: error: 2024-01 is not a day",
		"r.csv:3:12: error: no lesion",
		`r.csv:3:18: error: kind "masse" is not known (did you mean mass?)`,
		`r.csv:3:24: error: role "targt" is not known (did you mean target?)`,
		`r.csv:3:30: error: "20.25" is not a size in mm (mm, at most one decimal: 12.5)`,
		`r.csv:4:32: error: "<5" is not a size in mm (leave the size empty and write too-small under status)`,
		`r.csv:4:36: error: status "tosmall" is not known (did you mean too-small?)`,
		"r.csv:5:32: error: neither a size nor a status",
		"r.csv:6:35: error: the short axis is longer than the longest diameter",
		"r.csv:6:38: error: part-of which other lesion?",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing: %s\ngot:\n%s", want, got)
		}
	}
}

func TestReadRecistWhole(t *testing.T) {
	for name, c := range map[string]struct{ rows, want string }{
		"dated and undated": {"2024-01-10,L1,lung,mass,target,20,,,\n,L1,lung,mass,target,20,,,after\n", "the order of the visits is not clear"},
		"no such lesion":    {"2024-01-10,L1,lung,mass,target,20,,part-of:L9,\n", `lesion "L9" is in no row`},
		"nothing":           {"", "no lesions"},
	} {
		_, problems := ReadRecist("r.csv", []byte(strings.TrimSpace(recistHeader)+",visit\n"+c.rows))
		if got := strings.Join(lines(problems), "\n"); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func FuzzReadRecist(f *testing.F) {
	f.Add(recistHeader + "2024-01-10,L1,lung,mass,target,60,,\n2024-03-13,L1,lung,mass,target,,,too-small\n")
	f.Add("visit,date,lesion,site,kind,role,longest_mm,short_axis_mm,status\nbefore,,L1,lung,mass,new,1.5,,part-of:L1\n")
	f.Fuzz(func(t *testing.T, text string) {
		rows, problems := ReadRecist("f.csv", []byte(text))
		if problems.Errors() > 0 {
			return
		}
		for _, c := range []recist.Criteria{recist.V11, recist.V10} {
			if r := recist.Assess(rows, c, recist.VisitWindow); len(r.Points) == 0 {
				t.Fatal("rows without a visit")
			}
		}
	})
}
