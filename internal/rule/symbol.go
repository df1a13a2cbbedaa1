package rule

import (
	"fmt"
	"slices"
	"strings"

	"symport/internal/fact"
	"symport/internal/fault"
)

type symbolKind uint8

const (
	factName symbolKind = iota
	paramName
	criterionName       // over the patient
	lesionCriterionName // of this lesion
)

// symbol is what a name in a condition stands for.
type symbol struct {
	kind  symbolKind
	index int
	id    string
}

const paramPrefix = "p."

// declareFacts enters the vocabulary and the parameters. What cannot be named is a
// problem of those files, whose places are not known here.
func (c *compiler) declareFacts() {
	for i := range c.set.Vocabulary.Terms {
		t := &c.set.Vocabulary.Terms[i]
		c.declareOutside("fact", t.ID, celName(t.ID), symbol{kind: factName, index: i, id: t.ID})
		c.termProblems(t)
	}
	for i, p := range c.set.Params {
		c.declareOutside("parameter", p.ID, paramPrefix+celName(p.ID), symbol{kind: paramName, index: i, id: p.ID})
	}
}

func (c *compiler) declareOutside(what, id, name string, s symbol) {
	why := badName(id)
	if why == "" && !c.declare(name, s) {
		why = "is declared twice"
	}
	if why != "" {
		c.outside("%s %q %s", what, id, why)
	}
}

func (c *compiler) outside(format string, args ...any) {
	*c.problems = append(*c.problems, fault.Problem{ID: "vocabulary",
		Place: fault.Place{File: "vocabulary"}, Message: fmt.Sprintf(format, args...)})
}

// termProblems checks what the meaning of conditions rests on.
func (c *compiler) termProblems(t *fact.Term) {
	switch {
	case t.Type == fact.Enum && (len(t.Members) == 0 || len(t.Members) > 63):
		c.outside("fact %q needs 1 to 63 members", t.ID)
	case t.Type == fact.Quantity && (t.Kind == "" || t.Unit == ""):
		c.outside("fact %q needs a kind and a unit", t.ID)
	case t.Type != fact.Enum && t.Type != fact.Quantity && t.Type != fact.Truth:
		c.outside("fact %q has the unknown type %q", t.ID, t.Type)
	}
	if strings.HasPrefix(t.ID, "lesion.") != (t.Scope == fact.OfLesion) {
		c.outside("fact %q: the facts of a lesion, and no others, begin with lesion.", t.ID)
	}
}

func (c *compiler) declare(name string, s symbol) bool {
	if _, taken := c.symbols[name]; taken {
		return false
	}
	c.symbols[name] = s
	return true
}

func (c *compiler) sortNames() {
	c.names = c.names[:0]
	for name := range c.symbols {
		c.names = append(c.names, name)
	}
	slices.Sort(c.names)
}

func (c *compiler) paramIndex(id string) int {
	return slices.IndexFunc(c.set.Params, func(p Param) bool { return p.ID == id })
}

func (c *compiler) paramIDs() []string {
	ids := make([]string, len(c.set.Params))
	for i, p := range c.set.Params {
		ids[i] = p.ID
	}
	return ids
}

func (v *Vocabulary) ids() []string {
	ids := make([]string, len(v.Terms))
	for i := range v.Terms {
		ids[i] = v.Terms[i].ID
	}
	return ids
}

// mismatch says why a fact does not compare with a parameter, "" if it does.
func mismatch(t *fact.Term, p *Param) string {
	switch {
	case t.Kind != p.Kind:
		return fmt.Sprintf("%s is of kind %s, parameter %s of kind %s", t.ID, t.Kind, p.ID, p.Kind)
	case t.Unit != p.Unit:
		return fmt.Sprintf("%s is in %s, parameter %s in %s", t.ID, t.Unit, p.ID, p.Unit)
	}
	return ""
}

// members are the names of an enumeration's members in conditions.
func members(t *fact.Term) []string {
	names := make([]string, len(t.Members))
	for i, m := range t.Members {
		names[i] = celName(m)
	}
	return names
}
