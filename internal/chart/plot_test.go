package chart

import (
	"encoding/xml"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"symport/internal/date"
)

var update = flag.Bool("update", false, "write the golden files")

// texts are the labels of a drawing with the room they take.
func texts(t failer, svg string) map[string][]box {
	out := map[string][]box{}
	d := xml.NewDecoder(strings.NewReader(svg))
	var open *xml.StartElement
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			open = nil
			if e.Name.Local == "text" {
				e = e.Copy()
				open = &e
			}
		case xml.CharData:
			if open != nil {
				s := string(e)
				out[s] = append(out[s], textBox(*open, s))
			}
		case xml.EndElement:
			open = nil
		}
	}
}

func textBox(e xml.StartElement, s string) box {
	at := map[string]string{}
	for _, a := range e.Attr {
		at[a.Name.Local] = a.Value
	}
	x, _ := strconv.ParseFloat(at["x"], 64)
	y, _ := strconv.ParseFloat(at["y"], 64)
	w := Width(s, smallSize)
	b := box{x, y - 8, x + w, y + 2}
	switch at["text-anchor"] {
	case "middle":
		b.x0, b.x1 = x-w/2, x+w/2
	case "end":
		b.x0, b.x1 = x-w, x
	}
	return b
}

// apart fails if two labels overlap or one leaves the drawing.
func apart(t failer, svg string, height float64) {
	var all []box
	var names []string
	for s, boxes := range texts(t, svg) {
		for _, b := range boxes {
			if b.x0 < -0.5 || b.x1 > plotWidth+0.5 || b.y0 < -0.5 || b.y1 > height+0.5 {
				t.Fatalf("label %q leaves the drawing: %v\n%s", s, b, svg)
			}
			all, names = append(all, b), append(names, s)
		}
	}
	for i := range all {
		for j := range i {
			if all[i].hits(all[j]) {
				t.Fatalf("labels %q and %q overlap: %v %v\n%s", names[i], names[j], all[i], all[j], svg)
			}
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs: run with -update and look at it", name)
	}
}

func known(v float64) Amount { return Amount{v, true} }

// sixScans is a made-up course: four lesions, six scans; sums added by hand.
func sixScans() Response {
	row := func(name string, mm ...float64) Spider {
		s := Spider{Name: name, Words: make([]string, len(mm))}
		for _, v := range mm {
			s.MM = append(s.MM, known(v))
		}
		return s
	}
	return Response{
		ID: "r", Title: "Response by RECIST 1.1", Description: "Sum of four target lesions over six scans",
		Visits:   []string{"2024-02-06", "2024-05-07", "2024-08-06", "2024-11-05", "2025-02-04", "2025-05-06"},
		Days:     []float64{19759, 19850, 19941, 20032, 20123, 20214},
		Sum:      []Amount{known(115), known(97), known(72), known(69), known(82), known(87)},
		Smallest: []Amount{{}, known(115), known(97), known(72), known(69), known(69)},
		Category: []string{"", "SD", "PR", "PR", "SD", "PD"}, FallPercent: 30, RisePercent: 20, RiseLeast: 5,
		Lesions: []Spider{row("lung, right upper", 34, 28, 22, 23, 27, 30), row("lung, left lower", 21, 18, 14, 12, 12, 12),
			row("liver, segment 6", 42, 36, 27, 26, 35, 37), row("node 4R", 18, 15, 9, 8, 8, 8)},
	}
}

func tgCourse() Marker {
	d := func(y, m, day int) date.Day { return date.Of(y, 1, 1).AddMonths(m-1) + date.Day(day-1) }
	m := Marker{ID: "m", Title: "Thyroglobulin", Description: "Made-up course", Name: "Tg", Unit: "ng/mL"}
	add := func(day date.Day, v float64, s TSHState, used bool) {
		m.Values = append(m.Values, Sample{Day: day, When: day.String(), V: v, State: s, Used: used, Why: "shown"})
	}
	add(d(2016, 3, 1), 210, Stimulated, false)
	add(d(2016, 9, 4), 0.2, Suppressed, false)
	m.Values[1].Below = true
	for i, v := range []float64{1.1, 1.6, 2.4, 3.4, 5.2} {
		add(d(2017, 3+7*i, 10), v, Suppressed, true)
	}
	add(d(2020, 1, 20), 88, Stimulated, false)
	add(d(2020, 9, 20), 2.1, NotSuppressed, true)
	add(d(2021, 3, 20), 2.6, NotRecorded, true)
	add(d(2021, 9, 20), 2.9, Suppressed, true)
	m.Values[len(m.Values)-1].TgAb = true
	from, to := d(2017, 3, 10), d(2019, 7, 10)
	a, b := math.Log(1.1), math.Log(5.2)
	line := FitLine{From: from, To: to, AtFrom: a, AtTo: b, Reliable: true, Label: "doubling 12 months"}
	for i := range 9 {
		share := float64(i) / 8
		half := 0.1 * math.Hypot(1, 4*(share-0.5))
		line.Band = append(line.Band, BandDay{from + date.Day(share*float64(to-from)), a + share*(b-a) - half, a + share*(b-a) + half})
	}
	m.Fits = []FitLine{line}
	m.Breaks = []Break{{Day: d(2016, 3, 1), When: "2016-03-01", Reason: "radioiodine 3.7 GBq"}, {Day: d(2020, 1, 21), When: "2020-01-21", Reason: "radioiodine 5.5 GBq"},
		{Day: d(2021, 9, 1), When: "2021-09-01", Reason: "TgAb negative to positive"}}
	return m
}

func cohort() Survival {
	return Survival{ID: "s", Title: "Survival", Description: "Cohort table", Strata: []Stratum{
		{Name: "with uptake", N: 295, Applies: "unknown", Years: []float64{10, 15, 20}, Percent: []Amount{known(56), known(45), known(40)}},
		{Name: "without uptake", N: 149, Applies: "no", Years: []float64{10, 15, 20}, Percent: []Amount{known(10), known(6), {}}},
	}}
}

func TestPlotGoldens(t *testing.T) {
	for _, p := range []struct {
		name, svg string
		height    float64
	}{
		{"response.svg", sixScans().SVG(), responseHeight}, {"marker.svg", tgCourse().SVG(), markerHeight}, {"survival.svg", cohort().SVG(), survivalHeight},
	} {
		apart(t, p.svg, p.height)
		golden(t, p.name, p.svg)
	}
}

func TestEveryPlotHasATable(t *testing.T) {
	for _, tab := range []Table{sixScans().Table(), tgCourse().Table(), cohort().Table()} {
		if tab.Caption == "" || len(tab.Rows) == 0 {
			t.Fatalf("empty: %+v", tab)
		}
		for _, row := range tab.Rows {
			if len(row) != len(tab.Head) {
				t.Errorf("%s: %d cells under %d heads: %v", tab.Caption, len(row), len(tab.Head), row)
			}
		}
	}
}

// The table says where the line and its band lie on the first, the middle and the last day:
// 1.1 and 5.2 at the ends, their geometric mean between, limits by exp(+-0.1 hypot(1, 2)).
func TestMarkerTableTellsTheBand(t *testing.T) {
	var got []string
	for _, row := range tgCourse().Table().Rows {
		if strings.HasPrefix(row[1], "line at ") {
			got = append(got, row[0]+" "+row[1])
		}
	}
	want := []string{"2017-03-10 line at 1.1, 95 % confidence band 0.88 to 1.38", "2018-05-10 line at 2.39, 95 % confidence band 2.16 to 2.64",
		"2019-07-10 line at 5.2, 95 % confidence band 4.16 to 6.5"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func genMarker(t *rapid.T) Marker {
	m := Marker{ID: "m", Title: "t", Description: "d", Name: "Tg", Unit: "ng/mL"}
	for range rapid.IntRange(0, 60).Draw(t, "values") {
		day := date.Of(2005, 1, 1) + date.Day(rapid.IntRange(0, 6000).Draw(t, "day"))
		m.Values = append(m.Values, Sample{Day: day, When: day.String(), V: math.Exp(rapid.Float64Range(-4, 12).Draw(t, "ln")), State: TSHState(rapid.IntRange(0, 3).Draw(t, "tsh")),
			Below: rapid.IntRange(0, 5).Draw(t, "below") == 0, TgAb: rapid.Bool().Draw(t, "tgab"), Used: rapid.Bool().Draw(t, "used")})
	}
	for range rapid.IntRange(0, 12).Draw(t, "breaks") {
		m.Breaks = append(m.Breaks, Break{Day: date.Of(2005, 1, 1) + date.Day(rapid.IntRange(0, 6000).Draw(t, "at")), Reason: rapid.StringMatching(`[A-Za-z0-9 .]{0,50}`).Draw(t, "reason")})
	}
	return m
}

func TestMarkerLabelsKeepApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := genMarker(t)
		apart(t, m.SVG(), markerHeight)
		if m.SVG() != m.SVG() {
			t.Fatal("drawn twice, two drawings")
		}
	})
}

func TestResponseLabelsKeepApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(t, "visits")
		amount := func() Amount {
			return Amount{float64(rapid.IntRange(0, 300).Draw(t, "mm")), rapid.IntRange(0, 9).Draw(t, "known") > 0}
		}
		r := Response{ID: "r", Title: "t", Description: "d", FallPercent: 30, RisePercent: 20, RiseLeast: 5}
		day := 19000.0
		for range n {
			day += float64(rapid.IntRange(1, 300).Draw(t, "days"))
			r.Visits, r.Days = append(r.Visits, date.Day(day).String()), append(r.Days, day)
			r.Sum, r.Smallest = append(r.Sum, amount()), append(r.Smallest, amount())
			r.Category = append(r.Category, rapid.SampledFrom([]string{"", "CR", "PR", "SD", "PD", "NE", "non-CR/non-PD"}).Draw(t, "category"))
		}
		for range rapid.IntRange(0, 12).Draw(t, "lesions") {
			s := Spider{Name: rapid.StringMatching(`[a-z ,]{1,40}`).Draw(t, "name"), Words: make([]string, n)}
			for range n {
				s.MM = append(s.MM, amount())
			}
			r.Lesions = append(r.Lesions, s)
		}
		apart(t, r.SVG(), responseHeight)
	})
}

// Lines are told apart without colour: no two of the first eight share dash and mark.
func TestLinesDifferWithoutColour(t *testing.T) {
	seen := map[string]bool{}
	for n := range 8 {
		c := &canvas{}
		symbol(c, 0, 0, n, "")
		key := strings.Join(strings.Fields(lineClass(n))[2:], " ") + c.b.String()
		if seen[key] {
			t.Errorf("line %d looks like another in black and white", n)
		}
		seen[key] = true
	}
}

func TestRoundTicks(t *testing.T) {
	a := linear(0, 137, 0, 100, 5)
	if a.lo != 0 || a.hi != 150 || len(a.ticks) != 4 {
		t.Errorf("%+v", a)
	}
	if b := decades(0.3, 52, 0, 100); b.lo != 0.1 || b.hi != 100 || len(b.ticks) != 4 {
		t.Errorf("%+v", b)
	}
}
