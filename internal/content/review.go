package content

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"symport/internal/fault"
)

// Review is the signature of a named clinician under one state of an item. It stands in
// a file of its own, so that signing touches no content; changing the item clears it.
type Review struct {
	Item string `json:"item"` // "rule tki.need", "parameter tsh-target"
	By   string `json:"by"`
	Role string `json:"role"`
	Date string `json:"date"`
	Of   string `json:"of"` // the item's hash when it was read
}

// hashLength is how much of an item's SHA-256 is printed and signed: 64 bits.
const hashLength = 16

// reviewedKinds are what a physician reads and signs.
var reviewedKinds = []string{"rule", "criterion", "parameter", "fact", "prognosis", "schedule item", "red flag", "drug", "sheet"}

// ItemHash names the state of an item: its words, its conditions, its sources and
// statements, and the values of the parameters that it uses. "" if there is none.
func (c *Content) ItemHash(kind, id string) string {
	s := &shelf{Content: c}
	for _, card := range s.cards(id) {
		if card.Kind == kind {
			return s.hash(card)
		}
	}
	return ""
}

func (s *shelf) hash(card Card) string {
	card.At, card.UsedBy, card.Hash, card.Reviewed = "", nil, "", nil
	for _, id := range card.Uses {
		if p, ok := s.Params[id]; ok {
			card.Fields = append(slices.Clone(card.Fields), Field{"value of " + id, strconv.FormatFloat(p.Value, 'g', -1, 64) + " " + p.Unit})
		}
	}
	data, err := json.Marshal(card)
	if err != nil {
		return "" // a card is plain text
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])[:hashLength]
}

// Signed are the signatures under the item as it stands now.
func (c *Content) Signed(kind, id string) []Review {
	var out []Review
	for _, r := range c.Reviews {
		if r.Item == kind+" "+id && r.Of == c.ItemHash(kind, id) {
			out = append(out, r)
		}
	}
	return out
}

// Packet are the cards that a physician is asked to sign, each with its hash: of the
// names, "rule tki.need", or of all content without names.
func Packet(c *Content, names []string) []Card {
	var out []Card
	for _, id := range IDs(c) {
		if strings.Contains(id, "@") {
			continue // a shared rule is read once
		}
		for _, card := range Show(c, id) {
			name := card.Kind + " " + card.ID
			if slices.Contains(reviewedKinds, card.Kind) && (len(names) == 0 || slices.Contains(names, name)) {
				out = append(out, card)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Card) int {
		return slices.Index(reviewedKinds, a.Kind) - slices.Index(reviewedKinds, b.Kind)
	})
	return out
}

// reviews: a signature names an item there is, who read it and when; one under an
// earlier state is shown as cleared.
func (l *linter) reviews() {
	for i, r := range l.Reviews {
		at := l.reviewPlaces[i]
		fail := func(severity fault.Severity, id, message, hint string) {
			l.problems = append(l.problems, fault.Problem{Place: at, Severity: severity, ID: id, Message: message, Hint: hint})
		}
		kind, id := splitItem(r.Item)
		hash := l.ItemHash(kind, id)
		switch {
		case hash == "":
			fail(fault.Fatal, "item-unknown", "a review of "+strconv.Quote(r.Item)+", which is not there", "kind and id, for example rule tki.need")
		case r.By == "" || r.Role == "" || r.Date == "" || r.Of == "":
			fail(fault.Fatal, "review-incomplete", "the review of "+r.Item+" is incomplete", "by, role, date, of")
		case r.Of != hash:
			fail(fault.Warning, "review-cleared", r.Item+" has changed since "+r.By+" signed it", "read it again: symport knowledge review")
		}
	}
}

// splitItem parts "schedule item tsh-now" into its kind and its id.
func splitItem(name string) (kind, id string) {
	for _, kind := range reviewedKinds {
		if id, ok := strings.CutPrefix(name, kind+" "); ok {
			return kind, id
		}
	}
	return "", ""
}
