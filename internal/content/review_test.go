package content

import (
	"strings"
	"testing"
)

// A signature counts under the state that was signed; a change of the item, of a
// parameter that it uses or of its role clears it.
func TestSignaturesAreOfAState(t *testing.T) {
	sign := func(kind, id string) string {
		return "- {item: " + kind + " " + id + ", by: A. Name, role: physician, date: 2026-01-01, of: " + mustLoad(t, mini(nil), "").ItemHash(kind, id) + "}\n"
	}
	rules := string(mini(nil)["book/rules/r.yaml"].Data)
	params := string(mini(nil)["book/params/p.yaml"].Data)
	tests := []struct {
		name, kind, id string
		changes        map[string]string
		want           int
	}{
		{"as it was", "rule", "walk.old", nil, 1},
		{"another text", "rule", "walk.ill", map[string]string{"book/rules/r.yaml": strings.Replace(rules, "when: ill, text: t", "when: ill, text: u", 1)}, 0},
		{"another role", "rule", "walk.ill", map[string]string{"book/rules/r.yaml": strings.Replace(rules, "for: strong", "for: weak", 1)}, 0},
		{"another threshold", "rule", "walk.old", map[string]string{"book/params/p.yaml": strings.Replace(params, "value: 65", "value: 70", 1)}, 0},
		{"a rule that does not use it", "rule", "walk.ill", map[string]string{"book/params/p.yaml": strings.Replace(params, "value: 65", "value: 70", 1)}, 1},
		{"a parameter", "parameter", "old", nil, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := mini(tt.changes)
			fsys["reviews/a.yaml"] = mini(map[string]string{"reviews/a.yaml": sign(tt.kind, tt.id)})["reviews/a.yaml"]
			c := mustLoad(t, fsys, "")
			if got := len(c.Signed(tt.kind, tt.id)); got != tt.want {
				t.Errorf("%d signatures, want %d", got, tt.want)
			}
			cleared := strings.Contains(Lint(c, fsys).Error(), "has changed since A. Name signed it")
			if cleared != (tt.want == 0) {
				t.Errorf("lint says cleared: %v", cleared)
			}
		})
	}
}

func TestReviewsAreComplete(t *testing.T) {
	for text, want := range map[string]string{
		"- {item: rule nowhere, by: A, role: r, date: 2026-01-01, of: x}": "which is not there",
		"- {item: rule walk.ill, by: A, date: 2026-01-01, of: x}":         "is incomplete",
	} {
		fsys := mini(map[string]string{"reviews/a.yaml": text})
		if got := Lint(mustLoad(t, fsys, ""), fsys).Error(); !strings.Contains(got, want) {
			t.Errorf("%s: %q is not said in %s", text, want, got)
		}
	}
}

// An overlay changes what a rule does: what was signed without it is not what is used.
func TestOverlayClearsSignatures(t *testing.T) {
	fsys := mini(nil)
	of := mustLoad(t, fsys, "").ItemHash("rule", "walk.old")
	fsys["reviews/a.yaml"] = mini(map[string]string{"reviews/a.yaml": "- {item: rule walk.old, by: A, role: r, date: 2026-01-01, of: " + of + "}"})["reviews/a.yaml"]
	if n := len(mustLoad(t, fsys, "").Signed("rule", "walk.old")); n != 1 {
		t.Errorf("%d signatures without the overlay", n)
	}
	c := mustLoad(t, fsys, "overlay: here\nby: us\nreason: r\nparameters: {old: 60 y}\n")
	if n := len(c.Signed("rule", "walk.old")); n != 0 {
		t.Errorf("%d signatures under the overlay", n)
	}
}

func TestPacketHoldsEachItemOnce(t *testing.T) {
	c := mustLoad(t, mini(nil), "")
	seen := map[string]bool{}
	for _, card := range Packet(c, nil) {
		name := card.Kind + " " + card.ID
		if seen[name] || card.Hash == "" {
			t.Errorf("%s: twice or without hash", name)
		}
		seen[name] = true
	}
	for _, want := range []string{"rule walk.ill", "rule safety.pregnant", "criterion bad-any", "parameter old", "fact F001"} {
		if !seen[want] {
			t.Errorf("%s is not in the packet", want)
		}
	}
	if got := Packet(c, []string{"rule walk.ill"}); len(got) != 1 {
		t.Errorf("%d items, want one", len(got))
	}
}
