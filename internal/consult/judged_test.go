package consult

import (
	"path/filepath"
	"slices"
	"testing"
)

// What Assess judged is what Explain writes: explaining changes no verdict, and asking
// for it twice gives the same.
func TestExplainWritesWhatWasJudged(t *testing.T) {
	c := article(t)
	for _, path := range published(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			j := Assess(readCase(t, path), c, Input{Today: today})
			judged := j.Result().Options
			for range 2 {
				written := j.Explain()
				if written.Scope.Status == "out" || written.Summary.Dead {
					return
				}
				if len(written.Options) != len(judged) {
					t.Fatalf("%d options written, %d judged", len(written.Options), len(judged))
				}
				for i := range judged {
					w, r := &written.Options[i], &judged[i]
					if w.ID != r.Option.ID || w.Target != r.Target || w.Verdict != r.Verdict || !slices.Equal(w.Allows, r.Allows) {
						t.Errorf("%s %v: %s written, %s judged", w.ID, w.Target, w.Verdict, r.Verdict)
					}
				}
			}
		})
	}
}
