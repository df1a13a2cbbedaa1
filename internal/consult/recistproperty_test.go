package consult

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"symport/internal/date"
	"symport/internal/verdict"
)

// Random sizes under two drugs: written in another order, or in cm instead of mm, the
// responses, the facts and the lesions over time are the same.
func TestOrderAndUnitOfSizesAreOfNoAccount(t *testing.T) {
	c := article(t)
	rapid.Check(t, func(rt *rapid.T) {
		var mm, cm []string
		day := 0
		for range rapid.IntRange(2, 6).Draw(rt, "scans") {
			day += rapid.IntRange(20, 150).Draw(rt, "days")
			on := (date.Of(2018, 1, 1) + date.Day(day)).String()
			a, b := rapid.IntRange(50, 600).Draw(rt, "lung"), rapid.IntRange(50, 600).Draw(rt, "liver")
			const line = "  - { date: %s, modality: CT, lesions: { lung: { size: %g %s }, liver: { size: %g %s } } }\n"
			mm = append(mm, fmt.Sprintf(line, on, float64(a)/10, "mm", float64(b)/10, "mm"))
			cm = append(cm, fmt.Sprintf(line, on, float64(a)/100, "cm", float64(b)/100, "cm"))
		}
		head := linesCase[1:strings.Index(linesCase, "imaging:\n")] + "imaging:\n"
		tail := linesCase[strings.Index(linesCase, "systemic:\n"):]
		told := func(lines []string) (out []any) {
			a := assess(t, decode(t, head+strings.Join(lines, "")+tail), c, "")
			out = append(out, a.Responses, a.Burden)
			for _, f := range a.Findings {
				if strings.HasPrefix(f.ID, "progression.") || strings.HasPrefix(f.ID, "lesion.") || strings.HasPrefix(f.ID, "tki.") || strings.HasPrefix(f.ID, "growth.") {
					out = append(out, verdict.Finding{ID: f.ID, Lesion: f.Lesion, Status: f.Status, Value: f.Value, Low: f.Low, High: f.High})
				}
			}
			return out
		}
		want := told(mm)
		if diff := cmp.Diff(want, told(cm)); diff != "" {
			rt.Fatalf("in cm:\n%s", diff)
		}
		slices.Reverse(mm)
		if diff := cmp.Diff(want, told(mm)); diff != "" {
			rt.Fatalf("in another order:\n%s", diff)
		}
	})
}
