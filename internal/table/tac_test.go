package table

import (
	"math"
	"strings"
	"testing"

	"symport/internal/dose"
)

const tacGood = `# raw example
time_h,quantity,value,unit,sd,view,role,live_s,counted_h
0,administered_activity,14.8,MBq,0.3,,,,
2,whole_body,1774344,counts,,ant,sample,300,
2,whole_body,1136822,counts,,post,sample,300,
2,whole_body,3450,counts,,ant,background,300,
2,whole_body,3450,counts,,post,background,300,
2,whole_body,599145,counts,,single,standard,300,
24,blood,11199,counts,,,sample,600,168
0,blood_standard_fraction_per_ml,0.00001,1/mL,,,,,
,weight,70,kg,,,,,
30,event_haemodialysis,4,h,,,,,
`

func TestReadTAC(t *testing.T) {
	s, problems := ReadTAC("raw.csv", []byte(tacGood))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if len(s.Readings) != 6 || len(s.Givens) != 3 || len(s.Events) != 1 {
		t.Fatalf("%d readings, %d givens, %d events", len(s.Readings), len(s.Givens), len(s.Events))
	}
	b := s.Readings[5]
	if b.Quantity != dose.BloodRaw || b.Counted != 168 || !b.HasCounted || b.LiveSeconds != 600 || b.Role != dose.Sample {
		t.Errorf("blood: %+v", b)
	}
	if g, _ := s.Given(dose.AdministeredActivity, ""); g.Value != 14.8 || g.SD != 0.3 {
		t.Errorf("activity: %+v", g)
	}
	if g, _ := s.Given(dose.Weight, ""); math.Abs(g.Value-70) > 1e-9 {
		t.Errorf("weight: %+v", g)
	}
}

func TestReadTACUnits(t *testing.T) {
	s, problems := ReadTAC("x.csv", []byte("quantity,value,unit,time_h,id,sd\nadministered_activity,2,mCi,,,\ndiameter,2,cm,,L1,0.1\nlesion_fraction,<0.01,%,24,L1,\n"))
	if problems.Errors() > 0 {
		t.Fatal(problems)
	}
	if g, _ := s.Given(dose.AdministeredActivity, ""); g.Value != 74 {
		t.Errorf("2 mCi is 74 MBq, got %v", g.Value)
	}
	if g, _ := s.Given(dose.Diameter, "L1"); g.Value != 20 || g.SD != 1 {
		t.Errorf("2 cm is 20 mm, got %+v", g)
	}
	if !s.Readings[0].Below {
		t.Error("<0.01 is a detection limit")
	}
}

// Every mistake of a table is listed at once, each with line and column.
func TestReadTACListsAll(t *testing.T) {
	const bad = `time_h,quantity,value,unit,sd
2,whole_body_fraction,105,%,
6,whole_body_fraction,-3,%,
4,whole_body_fraction,1.5,1,
-1,whole_body_fraction,50,%,
24,whole_body_fraction,30,kBq/mL,
24,whole_body_fraktion,30,%,
48,blood_fraction_per_ml,1e-6,,
x,blood_fraction_per_ml,1e-6,1/mL,
72,blood_fraction_per_ml,0,1/mL,
96,blood_fraction_per_ml,1e-6,1/mL,-1
,weight,70,cm,
`
	_, problems := ReadTAC("bad.csv", []byte(bad))
	text := problems.Error()
	for _, want := range []string{
		"bad.csv:2:23: error: 105 above 100 %",
		"bad.csv:3:23: error: negative value",
		"bad.csv:4:23: error: a fraction of 1.5 is above 1 (is the unit %?)",
		"bad.csv:5:1: error: time -1 h is before administration",
		`bad.csv:6:27: error: whole_body_fraction cannot be in "kBq/mL"`,
		"did you mean whole_body_fraction?",
		"bad.csv:8:31: error: blood_fraction_per_ml without a unit",
		`bad.csv:9:1: error: "x" is not a time`,
		"bad.csv:10:26: error: zero is not a reading",
		`bad.csv:11:36: error: sd "-1"`,
		"bad.csv:12:12",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("missing %q in\n%s", want, text)
		}
	}
}

func TestReadTACOrder(t *testing.T) {
	_, problems := ReadTAC("o.csv", []byte("time_h,quantity,value,unit\n24,lesion_fraction,1,%\n4,lesion_fraction,2,%\n4,lesion_fraction,2,%\n"))
	text := problems.Error()
	if !strings.Contains(text, "o.csv:3:1: error: 4 h after 24 h") || !strings.Contains(text, "o.csv:4:1: error: a second lesion_fraction at 4 h") {
		t.Error(text)
	}
	_, problems = ReadTAC("u.csv", []byte("time_h,quantity,value,unit\n24,blood_fraction_per_ml,1e-6,1\n"))
	if problems.Errors() != 0 || len(problems) != 1 {
		t.Errorf("unit 1 per mL is accepted with a warning: %v", problems)
	}
	_, problems = ReadTAC("c.csv", []byte("time_h,quantity,value,unit,valeu\n"))
	if !strings.Contains(problems.Error(), "did you mean value?") {
		t.Error(problems)
	}
}

// Whatever the bytes, there are readings or there are problems, and never a panic.
func FuzzReadTAC(f *testing.F) {
	f.Add([]byte(tacGood))
	f.Add([]byte("time_h,quantity,value,unit\n1,blood,<,%\n"))
	f.Add([]byte("time_h,quantity,value,unit,sd,id\n,diameter,NaN,mm,Inf,\"L\n1\"\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, problems := ReadTAC("f.csv", data)
		for _, p := range problems {
			if p.Place.Line < 1 || p.Place.Column < 1 {
				t.Errorf("no place: %v", p)
			}
		}
		if problems.Errors() > 0 {
			return
		}
		if len(s.Readings)+len(s.Givens)+len(s.Events) == 0 {
			t.Error("nothing read and nothing wrong")
		}
		for _, r := range s.Readings {
			if !(r.Value >= 0) || !(r.TimeHours >= 0) || r.Unit == "" {
				t.Errorf("accepted %+v", r)
			}
		}
	})
}
