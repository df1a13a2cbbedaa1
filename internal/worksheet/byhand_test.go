package worksheet

import (
	"strings"
	"testing"

	"symport/internal/dose"
)

// 3/0.16487 = 18.1962 and 3/0.1762 = 17.0261, by hand, rounded down.
func TestRetentionByHandShowsWhatBinds(t *testing.T) {
	n := func(x float64) *float64 { return &x }
	r := &dose.BloodResult{Retention48: n(16.487), Ret48High: n(17.62), Limits: []dose.Limit{{ID: "lung-retention-48h", Unit: "GBq", Applies: dose.Unknown, Limit: n(3), Activity: n(18.1962), Low: n(17.0261)}}}
	if got := strings.Join(retentionByHand(r), "\n"); got != "lung-retention-48h: 3 GBq / 0.1649 at 48 h = 18.19 GBq; / 0.1762 = 17.02 GBq" {
		t.Error(got)
	}
}
