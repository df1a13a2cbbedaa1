package recist

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// draw makes 1 to 4 lesions at 2 to 5 visits, 60 days apart.
func draw(t *rapid.T) []Row {
	visits := rapid.IntRange(2, 5).Draw(t, "visits")
	var rows []Row
	for i := range rapid.IntRange(1, 4).Draw(t, "lesions") {
		node := rapid.Bool().Draw(t, "node")
		role := rapid.SampledFrom([]Role{Target, Target, NonTarget}).Draw(t, "role")
		for v := range visits {
			r := Row{Day: 19000 + 60*v, Dated: true, Lesion: fmt.Sprintf("L%d", i), Site: "lung", Node: node, Role: role}
			short := Tenths(rapid.IntRange(0, 400).Draw(t, "short"))
			if v == 0 {
				short = max(short, 150)
			}
			r.ShortAxis, r.Longest = Size{short, true}, Size{short + 50, true}
			if v > 0 {
				r.Status = rapid.SampledFrom([]Status{Measured, Measured, Measured, NotEvaluated, Absent}).Draw(t, "status")
			}
			rows = append(rows, r)
		}
	}
	return rows
}

func editions(t *rapid.T) Criteria {
	return rapid.SampledFrom([]Criteria{V11, V10}).Draw(t, "edition")
}

func TestOrderOfRowsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, c := draw(t), editions(t)
		want := Assess(rows, c, VisitWindow)
		got := Assess(rapid.Permutation(rows).Draw(t, "order"), c, VisitWindow)
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(Visit{})); diff != "" {
			t.Fatal(diff)
		}
	})
}

// A target that is smaller at the last scan never makes it progression.
func TestSmallerTargetIsNeverProgression(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, c := draw(t), editions(t)
		was := Assess(rows, c, VisitWindow)
		last := was.Points[len(was.Points)-1]
		if last.Overall == PD || last.AfterPD {
			t.Skip("progression already")
		}
		i := rapid.IntRange(0, len(rows)-1).Filter(func(i int) bool { return rows[i].Day == was.Visits[len(was.Visits)-1].First }).Draw(t, "row")
		by := Tenths(rapid.IntRange(0, int(rows[i].ShortAxis.V)).Draw(t, "shrinks by"))
		rows[i].ShortAxis.V -= by
		rows[i].Longest.V -= by
		if now := Assess(rows, c, VisitWindow); now.Points[len(now.Points)-1].Overall == PD {
			t.Fatalf("%s became PD: %+v", last.Overall, now.Points)
		}
	})
}

// One more target that shrinks from scan to scan never turns a PR of the targets to PD.
// (Where all targets are CR because nodes measure under 10 mm, a node may grow by 5 mm and
// stay normal; beside a lesion that is left, the same growth counts in the sum.)
func TestShrinkingLesionNeverTurnsPRToPD(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, c := draw(t), editions(t)
		was := Assess(rows, c, VisitWindow)
		size := Tenths(rapid.IntRange(150, 900).Draw(t, "size"))
		for _, v := range was.Visits {
			rows = append(rows, Row{Day: v.First, Dated: true, Lesion: "more", Site: "liver", Role: Target, Longest: Size{size, true}})
			size = Tenths(rapid.IntRange(0, int(size)).Draw(t, "then"))
		}
		now := Assess(rows, c, VisitWindow)
		for i, p := range was.Points {
			if p.Overall == PR && p.Target == PR && now.Points[i].Overall == PD {
				t.Fatalf("scan %d: PR became PD", i)
			}
		}
	})
}

// Losing a size never makes a response better than NE, and never invents progression.
func TestMissingSizeIsNeverFirmer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, c := draw(t), editions(t)
		was := Assess(rows, c, VisitWindow)
		end := len(was.Points) - 1
		i := rapid.IntRange(0, len(rows)-1).Filter(func(i int) bool { return rows[i].Day == was.Visits[end].First && rows[i].Role == Target }).Draw(t, "row")
		rows[i].Status = NotEvaluated
		now := Assess(rows, c, VisitWindow).Points[end]
		if was.Points[end].AfterPD || now.Target == NE || now.Target == "" {
			return
		}
		if now.Target != PD || was.Points[end].Target != PD {
			t.Fatalf("%s became %s", was.Points[end].Target, now.Target)
		}
	})
}

// row is a target of the lung measured by its longest diameter.
func row(visit, lesion string, longest Tenths, edits ...func(*Row)) Row {
	r := Row{Visit: visit, Lesion: lesion, Site: "lung", Role: Target, Longest: Size{longest, true}}
	for _, edit := range edits {
		edit(&r)
	}
	return r
}

// Visits without dates keep the order of their rows and are enough for a category, not
// for a confirmation.
func TestUndatedVisits(t *testing.T) {
	r := Assess([]Row{row("before", "L1", 400), row("after", "L1", 200), row("later", "L1", 200)}, V11, VisitWindow)
	if r.Points[1].Overall != PR || r.Unconfirmed != PR || r.Confirmed != SD {
		t.Errorf("overall %s, best %s, confirmed %s; want PR, PR, SD", r.Points[1].Overall, r.Unconfirmed, r.Confirmed)
	}
}

func TestConfirmation(t *testing.T) {
	on := func(day int) func(*Row) { return func(r *Row) { r.Visit, r.Day, r.Dated = "", day, true } }
	missing := func(r *Row) { r.Status = NotEvaluated }
	for name, c := range map[string]struct {
		rows []Row
		want Category
	}{
		"28 days later": {[]Row{row("", "L", 400, on(0)), row("", "L", 200, on(60)), row("", "L", 210, on(88))}, PR},
		"27 days later": {[]Row{row("", "L", 400, on(0)), row("", "L", 200, on(60)), row("", "L", 210, on(87))}, SD},
		"not evaluated between": {[]Row{row("", "L", 400, on(0)), row("", "L", 200, on(60)), row("", "L", 200, on(90), missing),
			row("", "L", 210, on(120))}, PR},
		"stable between": {[]Row{row("", "L", 400, on(0)), row("", "L", 260, on(60)), row("", "L", 300, on(90)), row("", "L", 260, on(120))}, SD},
		"PR then CR":     {[]Row{row("", "L", 400, on(0)), row("", "L", 200, on(60)), row("", "L", 0, on(120))}, PR},
	} {
		if got := Assess(c.rows, V11, VisitWindow).Confirmed; got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestPercentNearItsLimit(t *testing.T) {
	for _, c := range []struct {
		now, then Tenths
		want      string
	}{{701, 1000, "-29.9 %"}, {700, 1000, "-30 %"}, {1199, 1000, "+19.9 %"}, {1200, 1000, "+20 %"}, {1000, 1000, "0 %"}, {7003, 10000, "-29.9 %"}} {
		if got := percent(Size{c.now, true}, Size{c.then, true}).String(); got != c.want {
			t.Errorf("%d of %d: %s, want %s", c.now, c.then, got, c.want)
		}
	}
}

// What is not at the baseline is neither counted as new nor passed over.
func TestTargetNotAtBaseline(t *testing.T) {
	r := Assess([]Row{row("before", "L1", 400), row("after", "L1", 400), row("after", "L2", 300)}, V11, VisitWindow)
	if r.Points[1].Overall != NE || !has(r, "not-at-baseline") {
		t.Errorf("overall %s, warnings %v; want NE and a warning", r.Points[1].Overall, r.Warnings)
	}
}

func TestTreatedStaysOut(t *testing.T) {
	on := func(day int) func(*Row) { return func(r *Row) { r.Visit, r.Day, r.Dated = "", day, true } }
	treated := func(r *Row) { r.Status, r.TreatedDay, r.TreatedKnown = Treated, 30, true }
	r := Assess([]Row{row("", "L", 400, on(0)), row("", "L", 0, on(60), treated), row("", "L", 0, on(120))}, V11, VisitWindow)
	if r.Points[1].Overall != NE || r.Points[2].Overall != NE {
		t.Errorf("%s, %s; want NE at both scans after the treatment", r.Points[1].Overall, r.Points[2].Overall)
	}
}

// The largest measurable lesions become targets, no more than the edition allows in an
// organ; what is too small is a non-target.
func TestTargetsAreChosenBySize(t *testing.T) {
	open := func(r *Row) { r.Role = Open }
	node := func(r *Row) { r.Role, r.Node, r.Site, r.ShortAxis = Open, true, "neck", Size{149, true} }
	rows := []Row{row("a", "L1", 180, open), row("a", "L2", 62, open), row("a", "L3", 108, open), row("a", "L4", 150, open), row("a", "N1", 300, node)}
	for _, c := range []struct {
		edition Criteria
		want    string
	}{{V11, "L1 L4"}, {V10, "L1 L3 L4 N1"}} {
		var got []string
		for _, l := range Assess(rows, c.edition, VisitWindow).Lesions {
			if l.Role == Target {
				got = append(got, l.ID)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: targets %v, want %s", c.edition.Name, got, c.want)
		}
	}
}
