package chart

import (
	"encoding/xml"
	"io"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"symport/internal/date"
	"symport/internal/testkit/drawing"
)

func genMark(t *rapid.T) Mark {
	lo := date.Of(2000, 1, 1) + date.Day(rapid.IntRange(0, 6000).Draw(t, "lo"))
	return Mark{
		Shape: Shape(rapid.IntRange(0, int(Cut)).Draw(t, "shape")), Lo: lo,
		Hi:    lo + date.Day(rapid.IntRange(0, 900).Draw(t, "days")),
		Hatch: rapid.Bool().Draw(t, "hatch"), Open: rapid.Bool().Draw(t, "open"),
		Value: rapid.Float64Range(0, 1e5).Draw(t, "value"),
		Label: rapid.StringMatching(`[A-Za-z0-9 ,;:µü<&]{0,90}`).Draw(t, "label"),
	}
}

func genTimeline(t *rapid.T) Timeline {
	tl := Timeline{ID: "x", Title: "t", Description: "d", From: date.Of(2000, 1, 1), To: date.Of(2018, 6, 1),
		Today: date.Of(2000, 1, 1) + date.Day(rapid.IntRange(0, 7000).Draw(t, "today")), TodayLabel: "as of 2016-01-01", Ahead: "next 18 months",
		Lanes: rapid.IntRange(0, 4).Draw(t, "lanes"), Low: rapid.Bool().Draw(t, "low")}
	for range rapid.IntRange(0, 4).Draw(t, "rows") {
		r := Row{Label: rapid.StringMatching(`[A-Za-z ,]{1,70}`).Draw(t, "name"), Thin: rapid.Bool().Draw(t, "thin"), Log: rapid.Bool().Draw(t, "log"),
			Empty: "never recorded", Marks: rapid.SliceOfN(rapid.Custom(genMark), 0, 14).Draw(t, "marks"), Bars: rapid.Bool().Draw(t, "bars")}
		if rapid.Bool().Draw(t, "aside") {
			r.Aside = "and 3 without a date"
		}
		if rapid.Bool().Draw(t, "bands") {
			r.Thin, r.Bands = false, []string{"above", "below"}
			for i := range r.Marks {
				r.Marks[i].Band = i % 2
			}
		}
		tl.Rows = append(tl.Rows, r)
	}
	return tl
}

// TestLabelsKeepApart is the rule of the drawing, on the geometry itself: labels of one
// lane do not overlap, and none leaves the drawing. Browsers are asked in internal/report.
func TestLabelsKeepApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tl := genTimeline(t)
		s := scale{tl.From, tl.To, tl.Today}
		for _, r := range tl.Rows {
			checkRow(t, layRow(r, s, tl.Lanes, tl.Low), s)
		}
	})
}

func checkRow(t *rapid.T, r laidRow, s scale) {
	type laneBox struct {
		span
		lane int
		y    float64
	}
	var seen []laneBox
	for i, p := range r.places {
		if p.label == "" {
			continue
		}
		b := laneBox{labelSpan(p), p.lane, 0}
		if r.scaled {
			b.y = r.levelHeight(r.Marks[i], newLogScale(r.Marks))
		}
		if b.lo < 0 || b.hi > chartWidth {
			t.Fatalf("label %q leaves the drawing: %v", p.label, b.span)
		}
		if b.hits(s.now()) && p.anchor != fromMid {
			t.Fatalf("label %q crosses the as-of line at %v: %v", p.label, s.now(), b.span)
		}
		if float64(p.lane+1)*laneHeight > r.height && !r.Thin && len(r.Bands) == 0 {
			t.Fatalf("mark %d stands below its row", i)
		}
		for _, other := range seen {
			if other.lane == b.lane && math.Abs(other.y-b.y) < 12 && other.hits(b.span) {
				t.Fatalf("labels overlap in lane %d: %v %v", b.lane, other.span, b.span)
			}
		}
		seen = append(seen, b)
	}
}

func labelSpan(p place) span {
	w := Width(p.label, labelSize)
	switch p.anchor {
	case fromRight:
		return span{p.lx - w, p.lx}
	case fromMid:
		return span{p.lx - w/2*boldFactor, p.lx + w/2*boldFactor}
	}
	return span{p.lx, p.lx + w}
}

func TestSVGIsWellFormedAndTheSameTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tl := genTimeline(t)
		svg := tl.SVG()
		wellFormed(t, svg)
		if svg != tl.SVG() {
			t.Fatal("the same input gave other bytes")
		}
	})
}

type failer interface{ Fatalf(string, ...any) }

func wellFormed(t failer, svg string) {
	dec := xml.NewDecoder(strings.NewReader(svg))
	for {
		if _, err := dec.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, svg)
		}
	}
}

func TestThermometerLabelsKeepApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		th := Thermometer{ID: "x", Top: 30, Known: rapid.Bool().Draw(t, "known"), Level: rapid.Float64Range(0, 40).Draw(t, "level"), LevelLabel: "so far"}
		for range rapid.IntRange(0, 8).Draw(t, "marks") {
			th.Marks = append(th.Marks, Limit{Value: rapid.Float64Range(0, 40).Draw(t, "value"), Label: "limit & more", Hard: rapid.Bool().Draw(t, "hard")})
		}
		wellFormed(t, th.SVG())
		last := -labelStep
		for _, l := range th.labels() {
			if l.ly-last < labelStep-1e-9 || l.ly < 0 || l.ly > thermHeight {
				t.Fatalf("label at %v after %v", l.ly, last)
			}
			last = l.ly
		}
	})
}

func TestClip(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"short", "short"},
		{"a sentence that is too long for the room", "a sentence that…"},
		{"", ""},
	} {
		if got := Clip(c.text, 12, 110); got != c.want {
			t.Errorf("Clip(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// TestWidth takes the advances of three letters from the font's own table (DejaVu Sans,
// hmtx: i 569, m 1995, space 651 of 2048 to the em).
func TestWidth(t *testing.T) {
	if got, want := Width("im ", 1000), 278.0+974+318; got != want {
		t.Errorf("Width = %v, want %v", got, want)
	}
}

func TestMarkOfAnUncertainDayIsHatchedOverItsSpan(t *testing.T) {
	day := date.Of(2010, 1, 1)
	tl := Timeline{ID: "x", From: date.Of(2009, 1, 1), To: date.Of(2012, 1, 1), Today: date.Of(2011, 1, 1),
		Rows: []Row{{Label: "scans", Marks: []Mark{{Shape: Dot, Lo: day, Hi: day + 120}}}}}
	if svg := tl.SVG(); !strings.Contains(svg, `class="hatch `) {
		t.Error("an examination on some day of four months is drawn as if its day were known")
	}
	tl.Rows[0].Marks[0].Hi = day
	if svg := tl.SVG(); strings.Contains(svg, `class="hatch `) {
		t.Error("a known day is hatched")
	}
}

// timelineType is how a timeline's texts are set.
var timelineType = drawing.Type{Size: labelSize, Classes: map[string]float64{"ax": axisSize, "kx": smallSize}, Width: Width}

// TestTimelineTextsKeepApart asks the finished drawing, with names, axes and key.
func TestTimelineTextsKeepApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tl := genTimeline(t)
		d, err := timelineType.Parse(tl.SVG())
		if err != nil {
			t.Fatal(err)
		}
		if faults := d.Faults(); len(faults) > 0 {
			t.Fatal(faults)
		}
	})
}
