package cli

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// run gives a command its standard input and returns what it prints.
func run(t *testing.T, stdin string, args ...string) []byte {
	t.Helper()
	var out, talk bytes.Buffer
	env := System()
	env.Stdin, env.Stdout, env.Stderr = strings.NewReader(stdin), &out, &talk
	if code := Main(args, env); code != exitOK {
		t.Fatalf("%v: exit %d\n%s", args, code, talk.String())
	}
	return out.Bytes()
}

// reference reads a table of testdata of an engine, whose head names its computation.
func reference(t *testing.T, name string) (rows []map[string]string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.Comment = '#'
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, fields := range all[1:] {
		m := map[string]string{}
		for i, f := range fields {
			m[all[0][i]] = f
		}
		rows = append(rows, m)
	}
	return rows
}

// Every reference series through the command: the numbers of the JSON, null where the
// reference has none, and a text of 96 columns.
func TestTgVectorsThroughTheCommand(t *testing.T) {
	for _, v := range reference(t, "../growth/testdata/tg-vectors.csv") {
		t.Run(v["id"]+"/"+v["segment"], func(t *testing.T) {
			narrow(t, run(t, v["rows"], "tg", "-"))
			var got tgJSON
			if err := json.Unmarshal(run(t, v["rows"], "tg", "--format", "json", "-"), &got); err != nil {
				t.Fatal(err)
			}
			n, _ := strconv.Atoi(v["segment"])
			s := got.Segments[n-1]
			if s.From != v["from"] || s.To != v["to"] || strconv.Itoa(s.N) != v["n"] || strconv.FormatBool(s.Reliable) != strings.ToLower(v["reliable"]) {
				t.Errorf("segment %+v, want %v", s, v)
			}
			agree(t, "rate", s.DoublingRatePerY.Value, v["rate_per_y"], 1e-5)
			agree(t, "low", s.RateLow, v["rateLow_per_y"], 1e-5)
			agree(t, "high", s.RateHigh, v["rateHigh_per_y"], 1e-5)
			agree(t, "time", s.DoublingTimeD.Value, v["doublingTime_d"], 1e-2)
			agree(t, "time, low", s.DoublingTimeD.Low, v["low_d"], 1e-2)
			agree(t, "time, high", s.DoublingTimeD.High, v["high_d"], 3e-2)
			agree(t, "probability", s.ProbabilityUnder1y, v["pDoublingUnder1y"], 1e-6)
		})
	}
}

func agree(t *testing.T, what string, got *float64, want string, tolerance float64) {
	t.Helper()
	if want == "" || got == nil {
		if (want == "") != (got == nil) {
			t.Errorf("%s: got %v, want %q", what, got, want)
		}
		return
	}
	x, err := strconv.ParseFloat(want, 64)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(*got-x) > tolerance {
		t.Errorf("%s: got %g, want %g", what, *got, x)
	}
}

func narrow(t *testing.T, text []byte) {
	t.Helper()
	for _, line := range strings.Split(string(text), "\n") {
		if utf8.RuneCountInString(line) > textWidth {
			t.Errorf("%d columns: %s", utf8.RuneCountInString(line), line)
		}
	}
}

// Every edge case through the command, in both editions.
func TestRecistEdgesThroughTheCommand(t *testing.T) {
	for _, e := range reference(t, "../recist/testdata/edges.csv") {
		t.Run(e["id"], func(t *testing.T) {
			for edition, want := range map[string]string{"1.1": e["expected_1_1"], "1.0": e["expected_1_0"]} {
				narrow(t, run(t, e["rows"], "recist", "--criteria", edition, "-"))
				var got recistJSON
				if err := json.Unmarshal(run(t, e["rows"], "recist", "--criteria", edition, "--format", "json", "-"), &got); err != nil {
					t.Fatal(err)
				}
				if course := overall(got); want != "" && course != want {
					t.Errorf("%s: %s, want %s", edition, course, want)
				}
			}
		})
	}
}

// overall joins the categories after the baseline; * is a scan after progression.
func overall(r recistJSON) string {
	var out []string
	for _, p := range r.Timepoints[1:] {
		switch {
		case p.AfterPD:
			out = append(out, "*")
		case p.Overall == nil:
			out = append(out, "null")
		default:
			out = append(out, *p.Overall)
		}
	}
	return strings.Join(out, ";")
}
