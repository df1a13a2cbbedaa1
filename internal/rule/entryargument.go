package rule

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// Role is what an argument does to the verdict.
type Role string

// The roles, in the order in which they are shown.
const (
	Excludes Role = "excludes"
	Requires Role = "requires"
	For      Role = "for"
	Against  Role = "against"
	Informs  Role = "informs"
	Failing  Role = "failed"
)

var roles = []Role{Excludes, Requires, For, Against, Informs, Failing}

// The kinds of an excluder and the strengths of a for or against.
const (
	Absolute    = "absolute"
	Correctable = "correctable"
	Dated       = "until"
	Strong      = "strong"
	Conditional = "conditional"
	Weak        = "weak"
)

func roleWords(role Role) []string {
	switch role {
	case Excludes:
		return []string{Absolute, Correctable, Dated}
	case For, Against:
		return []string{Strong, Conditional, Weak}
	}
	return []string{"yes", "true"}
}

func (r *reader) arguments(to *[]*argumentEntry) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.SequenceNode {
			r.fail(r.place(n), "not-a-list", "begin each argument with \"- rule:\"", "arguments are a list")
			return
		}
		for _, item := range n.Content {
			if a, ok := r.argument(item); ok {
				*to = append(*to, a)
			}
		}
	}
}

func (r *reader) argument(n *yaml.Node) (*argumentEntry, bool) {
	a := &argumentEntry{place: r.place(n), reader: r}
	fields := []field{
		{"rule", r.text(&a.id)},
		{"when", r.condition(&a.when)},
		{"scope", r.text(&a.scope)},
		{"text", r.text(&a.text)},
		{"short", r.text(&a.short)},
		{"certainty", r.oneOf(&a.certainty, "high", "moderate", "low", "very-low", "not-graded")},
		{"evidence", r.text(&a.evidence)},
		{"sources", r.list(&a.sources)},
		{"facts", r.list(&a.facts)},
		{"verified", r.verified(&a.verified)},
		{"cap", r.oneOf(&a.cap, "consider")},
		{"gate", r.oneOf(&a.gate, "before-start", "verdict")},
		{"correct", r.text(&a.correct)},
		{"until", r.until(&a.until)},
		{"ask-as", r.text(&a.askAs)},
	}
	for _, role := range roles {
		fields = append(fields, field{string(role), r.role(a, role)})
	}
	if !r.mapping(n, "an argument", fields) || !r.needs(n, "an argument", "rule", a.id) {
		return nil, false
	}
	ok := r.needs(n, "rule "+a.id.value, "when", a.when)
	return a, r.consistent(a) && ok
}

func (r *reader) role(a *argumentEntry, role Role) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if a.role.value != "" {
			r.fail(r.place(n), "two-roles", "", "rule %s is already %s; an argument has one role", a.id, a.role)
			return
		}
		a.role = text{value: string(role), place: r.place(n), node: n}
		r.oneOf(&a.strength, roleWords(role)...)(n)
	}
}

// until reads {fact, reaches}: the excluder ends when the fact reaches the parameter.
func (r *reader) until(to *untilEntry) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if r.mapping(n, "until", []field{{"fact", r.text(&to.fact)}, {"reaches", r.text(&to.reaches)}}) {
			r.needs(n, "until", "fact", to.fact)
			r.needs(n, "until", "reaches", to.reaches)
		}
	}
}

// consistent checks the keys of an argument against its role.
func (r *reader) consistent(a *argumentEntry) bool {
	if a.role.value == "" {
		words := make([]string, len(roles))
		for i, role := range roles {
			words[i] = string(role)
		}
		r.fail(a.place, "role-missing", "one of "+strings.Join(words, ", "), "rule %s has no role", a.id)
		return false
	}
	before := len(*r.problems)
	excluder := a.role.value == string(Excludes)
	if a.gate.node != nil && !excluder {
		r.fail(a.gate.place, "key-role", "", "gate: belongs to an excluder")
	}
	if a.strength.value == Correctable && a.correct.value == "" {
		r.fail(a.place, "correct-missing", "say what to correct", "rule %s excludes: correctable without correct:", a.id)
	}
	if a.strength.value == Dated && a.until.fact.node == nil {
		r.fail(a.place, "until-missing", "until: {fact: ..., reaches: ...}", "rule %s excludes: until without until:", a.id)
	}
	if a.correct.node != nil && a.strength.value != Correctable {
		r.fail(a.correct.place, "key-role", "", "correct: belongs to excludes: correctable")
	}
	if a.until.fact.node != nil && a.strength.value != Dated {
		r.fail(a.until.fact.place, "key-role", "", "until: belongs to excludes: until")
	}
	return len(*r.problems) == before
}
