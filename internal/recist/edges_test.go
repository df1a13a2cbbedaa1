package recist

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

func readTable(t *testing.T, text string) []map[string]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.Comment = '#'
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, fields := range all[1:] {
		m := map[string]string{}
		for i, f := range fields {
			m[all[0][i]] = f
		}
		out = append(out, m)
	}
	return out
}

// readEdges reads testdata/edges.csv, whose header says how it was made.
func readEdges(t *testing.T) []map[string]string {
	t.Helper()
	data, err := os.ReadFile("testdata/edges.csv")
	if err != nil {
		t.Fatal(err)
	}
	return readTable(t, string(data))
}

var roles = map[string]Role{"target": Target, "nontarget": NonTarget, "new": New}

var states = map[string]Status{"": Measured, "present": Present, "absent": Absent, "progression": Progression,
	"not-evaluated": NotEvaluated, "too-small": TooSmall, "equivocal": Equivocal, "treated": Treated, "part-of": PartOf, "merged": MergedIn}

func rowsOf(t *testing.T, text string) []Row {
	t.Helper()
	var out []Row
	for _, m := range readTable(t, text) {
		status, other, _ := strings.Cut(m["status"], ":")
		r := Row{Day: dayOf(t, m["date"]), Dated: true, Lesion: m["lesion"], Site: m["site"], Node: m["kind"] == "node",
			Role: roles[m["role"]], Status: states[status], Longest: sizeOf(t, m["longest_mm"]), ShortAxis: sizeOf(t, m["short_axis_mm"])}
		if r.Status == Treated {
			r.TreatedDay, r.TreatedKnown = dayOf(t, other), true
		} else {
			r.Other = other
		}
		out = append(out, r)
	}
	return out
}

func dayOf(t *testing.T, text string) int {
	t.Helper()
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return int(d.Unix() / 86400)
}

func sizeOf(t *testing.T, text string) Size {
	t.Helper()
	if text == "" {
		return Size{}
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return Size{V: Tenths(math.Round(10 * x)), Known: true}
}

func TestEdges(t *testing.T) {
	edges := readEdges(t)
	if len(edges) != 43 {
		t.Fatalf("%d cases, 43 expected", len(edges))
	}
	for _, e := range edges {
		t.Run(e["id"], func(t *testing.T) {
			rows := rowsOf(t, e["rows"])
			r11, r10 := Assess(rows, V11, VisitWindow), Assess(rows, V10, VisitWindow)
			sameCourse(t, r11, e["expected_1_1"])
			sameCourse(t, r10, e["expected_1_0"])
			if want := e["best_1_1_unconfirmed"]; want != "" && string(r11.Unconfirmed) != want {
				t.Errorf("1.1: best %s, want %s", r11.Unconfirmed, want)
			}
			if want := e["best_1_0_confirmed"]; want != "" && string(r10.Best) != want {
				t.Errorf("1.0: best %s, want %s", r10.Best, want)
			}
			checkWarning(t, e, r11, r10)
		})
	}
}

// sameCourse compares the categories after baseline; * stands for a time point after
// progression, which has none, and an empty course is not stated.
func sameCourse(t *testing.T, r Result, want string) {
	t.Helper()
	if want == "" {
		return
	}
	var got []string
	for _, p := range r.Points[1:] {
		c := string(p.Overall)
		if p.AfterPD {
			c = "*"
		}
		got = append(got, c)
	}
	if strings.Join(got, ";") != want {
		t.Errorf("%s: %s, want %s\n%+v\n%v", r.Criteria.Name, strings.Join(got, ";"), want, r.Points, r.Warnings)
	}
}

// warnings that the table asks for, by case: edition and id.
var wantWarning = map[string][2]string{
	"R21": {"", "dated-back"}, "R24": {"1.0", "no-default-size"}, "R29": {"", "not-measurable"},
	"R30": {"1.1", "not-measurable"}, "R31": {"1.1", "no-target"}, "R32": {"1.1", "too-many-targets"},
	"R33": {"1.1", "too-many-in-organ"}, "R38": {"", "treated"}, "R41": {"", "not-new"},
}

func checkWarning(t *testing.T, e map[string]string, results ...Result) {
	t.Helper()
	want, ok := wantWarning[e["id"]]
	special := e["id"] == "R28" || e["id"] == "R42" // no warning, a value: see below
	if ok != (e["warning"] != "") && !special {
		t.Errorf("the table asks for %q", e["warning"])
	}
	for _, r := range results {
		if has(r, want[1]) != (ok && strings.HasSuffix(r.Criteria.Name, want[0])) {
			t.Errorf("%s: warning %q: %v", r.Criteria.Name, want[1], r.Warnings)
		}
	}
	if e["id"] == "R28" && results[0].Points[2].FromSmallest.Known {
		t.Error("a percentage of a sum of 0")
	}
	if e["id"] == "R42" && !results[0].Points[2].AfterPD {
		t.Error("the scan after progression is not marked")
	}
}

func has(r Result, id string) bool {
	for _, w := range r.Warnings {
		if w.ID == id {
			return true
		}
	}
	return false
}

func TestProgressionIsDatedBack(t *testing.T) {
	for _, e := range readEdges(t) {
		if e["id"] != "R21" {
			continue
		}
		r := Assess(rowsOf(t, e["rows"]), V11, VisitWindow)
		if r.ProgressionAt != 2 || r.ProgressionDated != 1 {
			t.Errorf("proved at %d, dated to %d; want 2 and 1", r.ProgressionAt, r.ProgressionDated)
		}
	}
}
