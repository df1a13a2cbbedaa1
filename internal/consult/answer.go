package consult

import (
	"slices"
	"strings"

	"symport/internal/fact"
	"symport/internal/record"
)

func judgementEntry(x *record.Judgement) *record.Entry { return &x.Entry }

// answer is the last recorded answer to the question of a fact, of the patient
// (lesion "") or of a lesion. A "none of these" that names the fact's id is one too.
func (c *ctx) answer(id, lesion string) (fact.Value, bool) {
	newest := latest(c.p.Judgements, judgementEntry, func(x *record.Judgement) bool { return x.Fact == id && x.Lesion == lesion })
	var vs []fact.Value
	for _, x := range newest {
		vs = append(vs, c.answered(x))
	}
	if len(vs) == 0 && lesion == "" {
		for i := range c.p.Person.Denied {
			if r, ok := c.denial(&c.p.Person.Denied[i], id); ok {
				vs = append(vs, fact.False(r))
			}
		}
	}
	if len(vs) == 0 {
		return fact.Value{}, false
	}
	return hull(vs...), true
}

func (c *ctx) answered(x *record.Judgement) fact.Value {
	r := ref(record.SecJudgements, x.Entry, x.Fact)
	if !x.Span().Known {
		r.When = c.lens.stands
	}
	t := c.terms.Term(x.Fact)
	switch {
	case t == nil:
		return fact.Missing(whyNotRecorded, r)
	case t.Type == fact.Quantity:
		return c.answeredQuantity(t, x, r)
	case !x.Answer.Has():
		return as(x.Answer, r)
	case t.Type == fact.Enum:
		if b := t.Bit(strings.ReplaceAll(x.Answer.V, "-", "_")); b != 0 {
			return fact.Members(b, r)
		}
	case x.Answer.V == "yes" || x.Answer.V == "no":
		return fact.Is(x.Answer.V == "yes", r)
	}
	return fact.Missing(whyIndetermined, r)
}

func (c *ctx) answeredQuantity(t *fact.Term, x *record.Judgement, r fact.Ref) fact.Value {
	if !x.Quantity.Has() {
		return as(x.Quantity, r)
	}
	if t.Unit == "1" {
		return bounded(x.Quantity, r)
	}
	if !slices.Contains(x.Quantity.V.Kind.Units(), t.Unit) {
		return fact.Missing(whyIndetermined, r)
	}
	return boundedIn(x.Quantity, t.Unit, r)
}

// asked is a fact that only an answer gives.
func asked(*ctx) fact.Value { return fact.Missing(whyNotRecorded) }

func askedOf(*ctx, *record.Lesion) fact.Value { return fact.Missing(whyNotRecorded) }
