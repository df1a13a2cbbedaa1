package cli

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"symport/internal/recist"
	"symport/internal/table"
)

// Whatever a table holds, all outputs are made, and the text keeps its width.
func FuzzTgOutput(f *testing.F) {
	f.Add("date,value,unit,tsh,tgab,assay,state,event\n2021-03-09,<0.2,ng/mL,0.04,negative,A,,\n2021-09-14,0.31,ng/mL,0.03,12,B,rhTSH,drug: x\n")
	f.Add("date,value,unit,tsh,tgab,assay,state\n2021-03,1,ng/mL,,,,\n2021-05,1e9,ng/L,,,,\n,3,ng/mL,,,,\n2022,>4,ng/mL,,,,\n")
	f.Add("date,value,unit,tsh,tgab,assay,state\n2021-03-01,1,ng/mL,0.01,positive,A,\n2021-05-01,1,ng/mL,0.01,positive,A,\n2022-01-01,1,ng/mL,0.01,negative,A,\n")
	params := testParams(f)
	f.Fuzz(func(t *testing.T, text string) {
		rows, problems := table.ReadTg("f.csv", []byte(text))
		if problems.Errors() > 0 {
			t.Skip()
		}
		c := tgFromTable("f.csv", rows, nil, params)
		narrow(t, []byte(c.text()))
		if _, err := json.Marshal(c.json()); err != nil {
			t.Fatal(err)
		}
		drawn(t, c.chart().SVG(), c.writeHTML)
	})
}

// drawn checks that a page is made and that its drawing holds numbers only.
func drawn(t *testing.T, svg string, write func(io.Writer) error) {
	t.Helper()
	var page bytes.Buffer
	if err := write(&page); err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal([]byte(svg), new(any)); err != nil {
		t.Fatalf("%v\n%s", err, svg)
	}
	for _, bad := range []string{"NaN", "Inf"} {
		if strings.Contains(svg, `"`+bad) || strings.Contains(svg, bad+` `) {
			t.Fatalf("%s in the drawing\n%s", bad, svg)
		}
	}
}

func FuzzRecistOutput(f *testing.F) {
	f.Add("date,lesion,site,kind,role,longest_mm,short_axis_mm,status\n2024-01-10,N1,neck,node,target,25,18,\n2024-03-13,N1,neck,node,target,17,9.9,\n2024-05-13,X,lung,mass,new,9,,equivocal\n")
	f.Add("visit,date,lesion,site,kind,role,longest_mm,short_axis_mm,status\na,,L1,lung,mass,target,40,,\nb,,L1a,lung,mass,target,18,,part-of:L1\nb,,L1b,lung,mass,target,15,,part-of:L1\n")
	f.Fuzz(func(t *testing.T, text string) {
		rows, problems := table.ReadRecist("f.csv", []byte(text))
		if problems.Errors() > 0 {
			t.Skip()
		}
		for _, edition := range []recist.Criteria{recist.V11, recist.V10} {
			c := &recistCourse{name: "f.csv", rows: rows, result: recist.Assess(rows, edition, recist.VisitWindow)}
			narrow(t, []byte(c.text()))
			if _, err := json.Marshal(c.json()); err != nil {
				t.Fatal(err)
			}
			if len(c.result.Visits) > 0 {
				drawn(t, c.chart().SVG(), c.writeHTML)
			}
		}
	})
}
