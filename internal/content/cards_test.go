package content_test

import (
	"slices"
	"strings"
	"testing"

	"symport/internal/content"
)

// The columns of the table of inhibition are those of the article, in its order, on
// every card: nothing is sorted by value.
func TestInhibitionIsShownInTheOrderOfTheSource(t *testing.T) {
	want := "VEGFR1 VEGFR2 VEGFR3 BRAF RET PDGFRb EGFR c-KIT"
	c, _ := article()
	n := 0
	for i := range c.Drugs {
		if c.Drugs[i].IC50 == nil {
			continue
		}
		n++
		var targets []string
		for _, v := range c.Drugs[i].IC50.Values {
			targets = append(targets, v.What)
		}
		if got := strings.Join(targets, " "); got != want {
			t.Errorf("%s: %s", c.Drugs[i].ID, got)
		}
	}
	if n != 6 {
		t.Errorf("%d cards with a table of inhibition, want the 6 of the article", n)
	}
}

// What the article does not say cannot be cited from it alone.
func TestWhatTheArticleLacksHasAnotherSource(t *testing.T) {
	c, _ := article()
	for _, card := range content.Show(c, "F205")[0].UsedBy {
		kind, id, _ := strings.Cut(card, " ")
		id, _, _ = strings.Cut(id, " ")
		if kind == "schedule" {
			_, id, _ = strings.Cut(card, "item ")
		}
		cards := content.Show(c, id)
		if !slices.ContainsFunc(cards, func(x content.Card) bool {
			return slices.ContainsFunc(x.Sources, func(s content.Cited) bool { return s.ID != "kreissl-2019" })
		}) {
			t.Errorf("%s names F205 and no source but the article", card)
		}
	}
}
