package content

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"symport/internal/fact"
)

// readValue reads a fact of a vignette: "yes", "8 mo", "<0.1 ng/mL", "6..9 mo",
// "7 (5..9) mo", a member, a list of members, a word for not knowing, or {stale: value}.
// It answers with a hint if the text is none of these.
func readValue(t *fact.Term, n *yaml.Node) (fact.Value, string) {
	if n.Kind == yaml.MappingNode {
		return staleValue(t, n)
	}
	if status, ok := fact.ParseStatus(n.Value); ok && n.Kind == yaml.ScalarNode {
		return fact.Value{Status: status}, ""
	}
	switch t.Type {
	case fact.Truth:
		return truthValue(n)
	case fact.Enum:
		return memberValue(t, n)
	}
	return quantityValue(t, n)
}

func staleValue(t *fact.Term, n *yaml.Node) (fact.Value, string) {
	old := child(n, "stale")
	if old == nil || len(n.Content) != 2 {
		return fact.Value{}, "a mapping is {stale: value}"
	}
	v, hint := readValue(t, old)
	v.Status = fact.Stale
	return v, hint
}

func truthValue(n *yaml.Node) (fact.Value, string) {
	switch n.Value {
	case "yes", "true":
		return fact.True(), ""
	case "no", "false":
		return fact.False(), ""
	}
	return fact.Value{}, "yes, no, unknown, not-done, failed, pending or not-applicable"
}

func memberValue(t *fact.Term, n *yaml.Node) (fact.Value, string) {
	words := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		words = n.Content
	}
	var mask uint64
	for _, w := range words {
		bit := t.Bit(w.Value)
		if bit == 0 {
			return fact.Value{}, didYouMean(w.Value, t.Members)
		}
		mask |= bit
	}
	if mask == 0 {
		return fact.Value{}, "name at least one member"
	}
	return fact.Members(mask), ""
}

// quantityValue reads a number or range and the term's unit.
func quantityValue(t *fact.Term, n *yaml.Node) (fact.Value, string) {
	hint := "write a number and " + t.Unit
	text, ok := strings.CutSuffix(strings.TrimSpace(n.Value), t.Unit)
	if t.Unit == "1" {
		text, ok = n.Value, true
	}
	if !ok || n.Kind != yaml.ScalarNode {
		return fact.Value{}, hint
	}
	text = strings.TrimSpace(text)
	if est, span, soft := strings.Cut(text, "("); soft {
		e, errE := strconv.ParseFloat(strings.TrimSpace(est), 64)
		lo, hi, okSpan := readSpan(strings.TrimSuffix(strings.TrimSpace(span), ")"))
		if errE != nil || !okSpan || e < lo || e > hi {
			return fact.Value{}, "write 7 (5..9) " + t.Unit
		}
		return fact.Estimated(e, lo, hi), ""
	}
	return hardQuantity(text, hint)
}

func hardQuantity(text, hint string) (fact.Value, string) {
	if lo, hi, ok := readSpan(text); ok {
		return fact.Within(lo, hi), ""
	}
	bound := text[:min(1, len(text))]
	x, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimLeft(text, "<>=")), 64)
	switch {
	case err != nil || x != x:
		return fact.Value{}, hint
	case strings.HasPrefix(text, ">="):
		return fact.AtLeast(x), ""
	case bound == ">":
		v := fact.AtLeast(x)
		v.LoOpen = true
		return v, ""
	case bound == "<":
		v := fact.Within(0, x)
		v.HiOpen = true
		return v, ""
	}
	return fact.Exactly(x), ""
}

func readSpan(text string) (lo, hi float64, ok bool) {
	a, b, found := strings.Cut(text, "..")
	lo, errA := strconv.ParseFloat(strings.TrimSpace(a), 64)
	hi, errB := strconv.ParseFloat(strings.TrimSpace(b), 64)
	return lo, hi, found && errA == nil && errB == nil && lo <= hi
}
