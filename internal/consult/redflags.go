package consult

import (
	"symport/internal/content"
	"symport/internal/fact"
	"symport/internal/verdict"
)

// redFlags are the signs that are there, then those to ask for, then those denied.
// A sign is asked for where the lesions make it possible or something on record speaks
// for it; a lesion found since the answer opens the question again.
func (a *assembly) redFlags() []verdict.RedFlag {
	var met, open, answered []verdict.RedFlag
	for i := range a.c.RedFlags {
		f := &a.c.RedFlags[i]
		lesions, possible := a.possible(f)
		out := verdict.RedFlag{ID: f.ID, Text: f.Text, Ask: f.Ask, Short: f.Short, Lesions: lesions, Sources: list(f.Sources)}
		v := a.v.facts.Get(f.Fact)
		if len(v.From) > 0 && (v.Status == fact.Known || v.Status == fact.Stale) {
			out.Answered = v.From[0].When.String()
		}
		suspicions := a.v.ctx.suspicions(f.Fact)
		switch t := tri(v); {
		case t == fact.Yes:
			out.Status = "met"
			met = append(met, out)
		case t == fact.No && !a.newSince(lesions, v):
			out.Status = "not-met"
			answered = append(answered, out)
		case possible || len(suspicions) > 0 || was(v) == "yes":
			out.Status, out.Was, out.Because = "unknown", was(v), placesOf(suspicions)
			open = append(open, out)
		}
	}
	return append(append(append([]verdict.RedFlag{}, met...), open...), answered...)
}

func placesOf(refs []fact.Ref) []string {
	out := make([]string, len(refs))
	for i, r := range refs {
		out[i] = r.At
	}
	return out
}

// was is an answer that counts no more, since it is old or a lesion is newer.
func was(v fact.Value) string {
	switch {
	case v.Status != fact.Known && v.Status != fact.Stale:
		return ""
	case v.Truth:
		return "yes"
	}
	return "no"
}

// possible lists the lesions that make a sign possible: known to, or not known not to.
func (a *assembly) possible(f *content.RedFlag) ([]string, bool) {
	if f.Lesions == "" {
		return nil, true
	}
	r := a.res.Criterion(f.Lesions)
	if r == nil {
		return nil, true
	}
	var ids []string
	for i, t := range r.Lesions {
		if t != fact.No {
			ids = append(ids, a.v.facts.Lesions[i].ID)
		}
	}
	return ids, len(ids) > 0 || (!r.Criterion.ForLesion && r.Status == fact.Yes)
}

// newSince reports whether one of the lesions may have been found after the answer.
func (a *assembly) newSince(lesions []string, v fact.Value) bool {
	if len(v.From) == 0 {
		return false
	}
	answer := v.From[0].When
	for _, id := range lesions {
		x := a.v.p.Lesion(id)
		if x != nil && x.Found.Known && answer.Known && x.Found.Hi > answer.Lo {
			return true
		}
	}
	return false
}
