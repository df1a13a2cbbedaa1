package content_test

import (
	"strings"
	"testing"

	"symport/internal/content"
)

// Whatever has an id can be shown, with its words; what has a source shows it.
func TestEveryIDShowsItsItem(t *testing.T) {
	c, _ := article()
	for _, id := range content.IDs(c) {
		cards := content.Show(c, id)
		if len(cards) == 0 {
			t.Errorf("%s: nothing shown", id)
		}
		for _, card := range cards {
			if card.Title == "" || card.ID == "" || card.At == "" {
				t.Errorf("%s %s: title %q, at %q", card.Kind, id, card.Title, card.At)
			}
			sourced := card.Kind == "rule" || card.Kind == "criterion" || card.Kind == "parameter" || card.Kind == "fact"
			if sourced && (len(card.Sources) == 0 || card.Verified == "") {
				t.Errorf("%s %s: sources %v, verified %q", card.Kind, id, card.Sources, card.Verified)
			}
		}
	}
}

// From a number in a rule to its source and place in one step.
func TestParameterShowsValueAndPlace(t *testing.T) {
	c, _ := article()
	card := content.Show(c, "safety.breastfeeding_stop")[0]
	if got := card.Fields[0].Value; got != "3 mo" {
		t.Errorf("value %q", got)
	}
	if card.Sources[0].ID != "ata-2025" || !strings.Contains(card.Sources[0].Locator, "Rec 43B") {
		t.Errorf("source %+v", card.Sources[0])
	}
	if !strings.Contains(strings.Join(card.UsedBy, " "), "safety.rai-after-nursing") {
		t.Errorf("used by %v", card.UsedBy)
	}
}

// A shared rule is found without the option in its id, with all its options.
func TestSharedRuleNamesAllItsOptions(t *testing.T) {
	c, _ := article()
	cards := content.Show(c, "safety.tki-pressure")
	if len(cards) != 1 {
		t.Fatalf("%d cards", len(cards))
	}
	for _, option := range []string{"lenvatinib", "sorafenib", "continue-tki"} {
		if !strings.Contains(cards[0].Fields[0].Value, option) {
			t.Errorf("%s is not among %s", option, cards[0].Fields[0].Value)
		}
	}
}

func TestNearNamesTheLikeliest(t *testing.T) {
	c, _ := article()
	for word, want := range map[string]string{"lenvatinb": "lenvatinib", "F02O": "F020", "qqqqqqqqqqq": ""} {
		if got := content.Near(c, word); got != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}
