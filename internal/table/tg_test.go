package table

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"symport/internal/fault"
)

const tgHeader = "date,value,unit,tsh,tgab,assay,state\n"

func lines(p fault.Problems) []string {
	var out []string
	for _, q := range p {
		out = append(out, q.String())
	}
	return out
}

func TestReadTgColumnsInAnyOrder(t *testing.T) {
	a, pa := ReadTg("a", []byte(tgHeader+"2020-01-06,<0.15,ng/mL,0.05,negative,A,suppressed\n"))
	b, pb := ReadTg("b", []byte("# a comment\n\ufeff"[:12]+"state,note,assay,tgab,tsh,unit,value,date\nsuppressed,,A,negative,0.05,ng/mL,<0.15,2020-01-06\n"))
	if len(pa)+len(pb) > 0 {
		t.Fatal(pa, pb)
	}
	a[0].Line, b[0].Line = 0, 0
	if diff := cmp.Diff(a, b); diff != "" {
		t.Error(diff)
	}
}

// All errors at once, each at its line and column with a hint.
func TestReadTgProblems(t *testing.T) {
	text := tgHeader +
		"06/01/2020,1.2,ng/mL,0.05,negative,A,suppressed\n" +
		"2020-02-30,1.2,ng/ml,0.05,negative,A,supressed\n" +
		"2020-03-01,0,ng/mL,low,negative,A,suppressed\n" +
		"2020-04-01,1.2,,0.05,maybe,A,suppressed\n" +
		"2020-05-01,,,,,,\n" +
		"2020-06-01,1,2,ng/mL,0.05,negative,A,suppressed\n"
	_, problems := ReadTg("tg.csv", []byte(text))
	want := []string{
		"tg.csv:2:1: error: \"06/01/2020\" is not a date (day and month can be mistaken for each other: write year-month-day, 2016-04-09)",
		"tg.csv:3:1: error: 2020-02-30 does not exist (the month has 29 days)",
		"tg.csv:3:38: error: unknown state \"supressed\" (did you mean suppressed?)",
		"tg.csv:4:12: error: 0 ng/mL is not above 0 (write <LIMIT for a value below the limit of the assay)",
	}
	got := lines(problems)
	for i, w := range want {
		if i >= len(got) || got[i] != w {
			t.Errorf("problem %d:\n got %s\nwant %s", i, strings.Join(got, "\n     "), w)
			break
		}
	}
	for _, place := range []string{"tg.csv:4:20:", "tg.csv:5:12:", "tg.csv:5:22:", "tg.csv:6:12:", "tg.csv:7:1:"} {
		if !strings.Contains(strings.Join(got, "\n"), place) {
			t.Errorf("nothing at %s\n%s", place, strings.Join(got, "\n"))
		}
	}
}

// Each bad cell is an error at its place, and says what to write; what only looks odd passes.
func TestReadTgBadInput(t *testing.T) {
	row := func(value, unit, tsh, tgab string) string {
		return tgHeader + "2020-01-01," + value + "," + unit + "," + tsh + "," + tgab + ",A,suppressed\n"
	}
	for _, c := range []struct{ name, text, want string }{
		{"no column", "date,value,unit,tsh,tgab,state\n", `x:1:1: error: no column "assay"`},
		{"column twice", "date,date,value,unit,tsh,tgab,assay,state\n", `x:1:6: error: column "date" stands twice`},
		{"empty", "", "x:1:1: error: the file is empty"},
		{"header alone", tgHeader, "x:1:1: error: no values"},
		{"semicolons", strings.ReplaceAll(tgHeader, ",", ";") + "2020-01-01;1,5;ng/mL;;;;\n", "x:1:1: error: "},
		{"tabs", strings.ReplaceAll(tgHeader, ",", "\t"), "x:1:1: error: "},
		{"decimal comma", row(`"1,5"`, "ng/mL", "", ""), "x:2:12: error: decimal comma in 1,5 ng/mL (write 1.5 ng/mL)"},
		{"decimal comma, bare", row("1,5", "ng/mL", "", ""), "x:2:1: error: 8 fields where the header has 7"},
		{"decimal comma in TSH", row("1", "ng/mL", `"0,05"`, ""), "x:2:20: error: decimal comma in 0,05"},
		{"negative", row("-1", "ng/mL", "", ""), "x:2:12: error: -1 ng/mL is negative"},
		{"zero", row("0", "ng/mL", "", ""), "x:2:12: error: 0 ng/mL is not above 0 (write <LIMIT"},
		{"below zero's limit", row("<0", "ng/mL", "", ""), "x:2:12: error: <0 ng/mL is not above 0"},
		{"limit without a number", row("<", "ng/mL", "", ""), `x:2:12: error: "< ng/mL" is not a quantity`},
		{"NaN", row("NaN", "ng/mL", "", ""), `x:2:12: error: "NaN ng/mL" is not a quantity`},
		{"infinite", row("Inf", "ng/mL", "", ""), `x:2:12: error: "Inf ng/mL" is not a quantity`},
		{"a word", row("high", "ng/mL", "", ""), `x:2:12: error: "high ng/mL" is not a quantity`},
		{"no unit", row("1", "", "", ""), "x:2:12: error: 1 has no unit"},
		{"amount of substance", row("1", "pmol/L", "", ""), "x:2:12: error: 1 pmol/L is an amount concentration"},
		{"unit of antibodies", row("1", "IU/mL", "", ""), "x:2:12: error: 1 IU/mL is an antibody"},
		{"TSH range swapped", row("1", "ng/mL", "3-1", ""), "x:2:20: error: the range 3-1 ends below its beginning"},
		{"TgAb as a word", row("1", "ng/mL", "", "maybe"), `x:2:21: error: "maybe" is no TgAb`},
		{"day first", tgHeader + "01.02.2020,1,ng/mL,,,A,\n", `x:2:1: error: "01.02.2020" is not a date`},
		{"no such day", tgHeader + "2020-02-30,1,ng/mL,,,A,\n", "x:2:1: error: 2020-02-30 does not exist"},
		{"a far year", tgHeader + "3020-02-20,1,ng/mL,,,A,\n", "x:2:1: error: 3020-02-20 lies outside"},
		{"not UTF-8", "date\xff\n", "x:1:1: error: the file is not UTF-8 (save the file as UTF-8)"},
		{"open quote", tgHeader + "\"2020-01-01,1\n", "x:"},
	} {
		_, problems := ReadTg("x", []byte(c.text))
		if got := lines(problems); problems.Errors() == 0 || !strings.HasPrefix(got[0], c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	for name, text := range map[string]string{
		"byte order mark": "\ufeff" + row("1", "ng/mL", "", ""), "CRLF": strings.ReplaceAll(row("1", "ng/mL", "", ""), "\n", "\r\n"),
		"no last line end": strings.TrimSuffix(row("1", "ng/mL", "", ""), "\n"), "blanks": tgHeader + " 2020-01-01 , 1 , ng/mL , , , A , \n",
		"the later first": tgHeader + "2021-01-01,1,ng/mL,,,A,\n2020-01-01,1,ng/mL,,,A,\n", "comment": "# mine\n" + row("1", "ng/mL", "", ""),
	} {
		if rows, problems := ReadTg("x", []byte(text)); len(problems) > 0 || rows[0].Value.Value != 1 || rows[0].Assay != "A" {
			t.Errorf("%s: %+v %v", name, rows, problems)
		}
	}
}

// A misspelt event is found, other words are not taken for one.
func TestNearEvent(t *testing.T) {
	for text, want := range map[string]string{"radiodine": "radioiodine", "surgry: neck": "surgery", "drug-pouse: x": "drug-pause", "cardiac ablation": "", "holiday": ""} {
		if got := NearEvent(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestReadTgUnknownColumn(t *testing.T) {
	_, problems := ReadTg("tg.csv", []byte("date,value,unit,tsh,tgab,asay,state\n2020-01-01,1,ng/mL,,,,\n"))
	got := strings.Join(lines(problems), "\n")
	if !strings.Contains(got, `tg.csv:1:26: error: unknown column "asay" (did you mean assay?)`) || !strings.Contains(got, `no column "assay"`) {
		t.Error(got)
	}
}

// What can be written in a cell and how it is read.
func TestReadTgCells(t *testing.T) {
	row := func(value, unit, tsh, tgab, limit, state string) TgRow {
		t.Helper()
		rows, p := ReadTg("x", []byte("date,value,unit,tsh,tgab,tgab_limit,assay,state\n2020-01,"+strings.Join([]string{value, unit, tsh, tgab, limit, "A", state}, ",")+"\n"))
		if p.Errors() > 0 {
			t.Fatal(p)
		}
		return rows[0]
	}
	if r := row("560", "ng/dL", "", "", "", ""); r.Value.Value != 5.6 { // 1 ng/dL = 0.01 ng/mL
		t.Errorf("560 ng/dL is %v ng/mL", r.Value.Value)
	}
	if r := row("18-20", "ng/mL", "0.01-0.03", "", "", ""); r.Unusable == "" || r.TSH != (Range{Low: .01, High: .03, Known: true}) {
		t.Errorf("%+v", r)
	}
	if r := row("404.3", "not-stated", "<0.01", "", "", ""); r.Unusable != "unit not stated" || r.TSH != (Range{High: .01, Known: true, HighOpen: true}) {
		t.Errorf("%+v", r)
	}
	for tgab, want := range map[[2]string]string{{"21.5", ""}: "", {"21.5", "40"}: "negative", {"40.1", "40"}: "positive", {"<10", ""}: "negative",
		{"unknown", ""}: "", {"positive", ""}: "positive", {">4000", "40"}: "positive"} {
		if got := row("1", "ng/mL", "", tgab[0], tgab[1], "").TgAb.State; got != want {
			t.Errorf("TgAb %v: %q, want %q", tgab, got, want)
		}
	}
	if r := row("1", "ng/mL", "84", "", "", "rhTSH"); r.State != "stimulated" || r.StateText != "rhTSH" {
		t.Errorf("%+v", r)
	}
}

func TestReadTgEvents(t *testing.T) {
	read := func(event string) (TgEvent, fault.Problems) {
		rows, p := ReadTg("x", []byte("date,value,unit,tsh,tgab,assay,state,event\n2020-01-01,,,,,,,"+event+"\n"))
		return rows[0].Event, p
	}
	for text, want := range map[string]TgEvent{
		"radioiodine: 3.7 GBq":           {"radioiodine", "radioiodine 3.7 GBq"},
		"drug: lenvatinib":               {"drug-start", "start of lenvatinib"},
		"drug-pause: sorafenib":          {"drug-pause", "pause of sorafenib"},
		"Drug-Stop":                      {"drug-stop", "stop of a drug"},
		"drug-dose: lenvatinib 14 mg/d":  {"drug-dose", "lenvatinib 14 mg/d"},
		"local: radiofrequency ablation": {"local", "radiofrequency ablation"},
		"pregnancy":                      {"pregnancy", "pregnancy"},
	} {
		if got, p := read(text); got != want || len(p) > 0 {
			t.Errorf("%s: %+v %v", text, got, p)
		}
	}
	if _, p := read("radiodine"); len(p) != 1 || p[0].Hint != "did you mean radioiodine?" {
		t.Errorf("a misspelt event passes: %v", p)
	}
}

func FuzzReadTg(f *testing.F) {
	f.Add(tgHeader + "2020-01-06,<0.15,ng/mL,0.05,negative,A,suppressed\n")
	f.Add("date;value\n1;2\n")
	f.Add("date,value,unit,tsh,tgab,assay,state,event,loq\n,18-20,ng/mL,<1,>9 IU/mL,,rhTSH,\"drug: x\",0.1\n")
	f.Fuzz(func(t *testing.T, text string) {
		rows, problems := ReadTg("f.csv", []byte(text))
		if problems.Errors() > 0 {
			for _, p := range problems {
				if p.Place.Line < 1 || p.Place.Column < 1 || p.Message == "" {
					t.Fatalf("problem without a place: %+v", p)
				}
			}
			return
		}
		if len(rows) == 0 {
			t.Fatal("neither rows nor a problem")
		}
		for _, r := range rows {
			if r.HasValue && r.Unusable == "" && !(r.Value.Value > 0) {
				t.Fatalf("value %v", r.Value.Value)
			}
		}
	})
}
