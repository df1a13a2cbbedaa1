package recist

import (
	"strings"
	"testing"
)

func warned(r Result, id string) (texts []string) {
	for _, w := range r.Warnings {
		if w.ID == id {
			texts = append(texts, w.Text)
		}
	}
	return texts
}

func on(day int, lesion string, longest Tenths, edits ...func(*Row)) Row {
	return row("", lesion, longest, append([]func(*Row){func(r *Row) { r.Day, r.Dated = day, true }}, edits...)...)
}

func treated(day int) func(*Row) {
	return func(r *Row) { r.Status, r.TreatedDay, r.TreatedKnown = Treated, day, true }
}

// A lesion treated before the baseline is no target (RECIST 1.1: not measurable unless it has
// progressed since); the untreated one is judged by itself: 20 to 26 mm is +30 % and +6 mm.
func TestTreatedBeforeTheBaseline(t *testing.T) {
	r := Assess([]Row{on(19000, "A", 300, treated(18900)), on(19000, "B", 200), on(19060, "A", 450), on(19060, "B", 200), on(19120, "A", 450), on(19120, "B", 260)}, V11, VisitWindow)
	if a := r.Lesions[0]; a.Role != NonTarget || !a.Demoted || a.Seen[1].V != 450 {
		t.Errorf("the treated one: %+v", a)
	}
	if r.Points[1].Overall != SD || r.Points[2].Overall != PD || len(warned(r, "treated-before")) != 1 {
		t.Errorf("%s %s %v", r.Points[1].Overall, r.Points[2].Overall, r.Warnings)
	}
}

// After the ablation of A the sum is not known; that B alone went from 20 to 48.1 mm is said.
func TestTheRestGrewWhereTheSumIsNotKnown(t *testing.T) {
	rows := []Row{on(19000, "A", 300), on(19000, "B", 200), on(19060, "A", 0, treated(19030)), on(19060, "B", 200), on(19120, "A", 0), on(19120, "B", 481)}
	r := Assess(rows, V11, VisitWindow)
	if w := warned(r, "rest-grew"); r.Points[2].Overall != NE || len(w) != 1 || !strings.Contains(w[0], "B alone went from 20 to 48.1 mm") {
		t.Errorf("%s %v", r.Points[2].Overall, w)
	}
	rows[5].Longest.V = 230 // +15 %
	if w := warned(Assess(rows, V11, VisitWindow), "rest-grew"); len(w) != 0 {
		t.Errorf("%v", w)
	}
}

func TestNewNodesBelow10mmAreNormal(t *testing.T) {
	for short, want := range map[Tenths]Category{80: SD, 100: PD} {
		n := on(19060, "z", 120, func(r *Row) { r.Node, r.Role, r.ShortAxis = true, New, Size{short, true} })
		r := Assess([]Row{on(19000, "A", 300), on(19060, "A", 300), n}, V11, VisitWindow)
		if got := r.Points[1].Overall; got != want || (want == SD) != (len(warned(r, "normal-node")) == 1) {
			t.Errorf("short axis %s mm: %s %v", mm(short), got, r.Warnings)
		}
	}
}

// 1.0 has no size for a lesion too small to measure; it is there all the same.
func TestBackAfterCompleteResponseTooSmallToMeasure(t *testing.T) {
	small := func(r *Row) { r.Status, r.Longest = TooSmall, Size{} }
	for _, c := range []Criteria{V10, V11} {
		r := Assess([]Row{on(19000, "A", 200), on(19000, "B", 200), on(19060, "A", 0), on(19060, "B", 0), on(19120, "A", 0), on(19120, "B", 0, small)}, c, VisitWindow)
		if r.Points[1].Overall != CR || r.Points[2].Overall != PD {
			t.Errorf("%s: %s, then %s", c.Name, r.Points[1].Overall, r.Points[2].Overall)
		}
	}
}

func TestAnotherMethodIsSaid(t *testing.T) {
	by := func(m string) func(*Row) { return func(r *Row) { r.Method = m } }
	for _, x := range []struct {
		method string
		n      int
	}{{"CT", 0}, {"ultrasound", 1}, {"", 0}} {
		r := Assess([]Row{on(19000, "A", 300, by("CT")), on(19060, "A", 450, by(x.method))}, V11, VisitWindow)
		if w := warned(r, "other-method"); len(w) != x.n || r.Points[1].Overall != PD {
			t.Errorf("%q: %v", x.method, w)
		}
	}
}

// Two nodes gone; one is 5 mm later, which is normal, the other is not evaluated: with any
// size of the other the targets are at most gone, so that the 5 mm prove nothing.
func TestANormalNodeIsNoProgressionWithoutTheOthers(t *testing.T) {
	node := func(short Tenths) func(*Row) {
		return func(r *Row) { r.Node, r.ShortAxis = true, Size{short, true} }
	}
	missing := func(r *Row) { r.Status, r.ShortAxis, r.Longest = NotEvaluated, Size{}, Size{} }
	r := Assess([]Row{on(19000, "A", 200, node(150)), on(19000, "B", 200, node(150)), on(19060, "A", 0, node(0)), on(19060, "B", 0, node(0)),
		on(19120, "A", 90, node(50)), on(19120, "B", 0, missing)}, V11, VisitWindow)
	if r.Points[2].Target != NE {
		t.Errorf("%s, %s", r.Points[2].Target, r.Points[2].TargetRule.Text)
	}
}
