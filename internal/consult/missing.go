package consult

import (
	"slices"
	"strings"

	"symport/internal/content"
	"symport/internal/fact"
	"symport/internal/rule"
	"symport/internal/verdict"
)

// question gathers the missing facts that one document or person answers together.
type question struct {
	out     verdict.Missing
	rank    int // of harm avoided; noRank without one
	list    bool
	lifts   []rule.Lift // options whose verdict some answer alone betters
	weight  int         // of the treatments among them
	decides int         // options whose verdict some answer alone changes
	urgent  bool
	asks    *content.Question // nil: of one fact
}

const noRank = 99

// missing groups the facts that could change an option by the questions of the
// knowledge, else each by itself, in the order of rank.
func (a *assembly) missing() []verdict.Missing {
	byKey := map[string]*question{}
	var all []*question
	waiting := a.waiting()
	for _, m := range a.res.Missing() {
		if len(m.Changes) == 0 {
			continue
		}
		key, q := a.questionOf(m)
		if known, ok := byKey[key]; ok {
			q = known
		} else {
			byKey[key] = q
			all = append(all, q)
		}
		a.add(q, m, waiting)
	}
	a.rank(all)
	out := make([]verdict.Missing, len(all))
	for i, q := range all {
		q.out.Facts, q.out.Changes = sorted(q.out.Facts), sorted(q.out.Changes)
		q.askOpen()
		for _, id := range q.out.Changes {
			if o := a.c.Rules.Option(id); o != nil && o.Number > 0 && !slices.Contains(q.out.Opens, o.Number) {
				q.out.Opens = append(q.out.Opens, o.Number)
			}
		}
		slices.Sort(q.out.Opens)
		out[i] = q.out
	}
	return out
}

// waiting are the options for which something speaks and that only wait for answers.
func (a *assembly) waiting() map[string]bool {
	out := map[string]bool{}
	for i := range a.out.Options {
		if o := &a.out.Options[i]; o.Verdict == verdict.CheckFirst && !o.Experimental {
			out[o.ID] = true
		}
	}
	return out
}

// questionOf finds the question that a fact belongs to, or makes one of its own term.
func (a *assembly) questionOf(m rule.MissingFact) (key string, q *question) {
	if i := slices.IndexFunc(a.c.Questions, func(x content.Question) bool { return slices.Contains(x.Facts, m.Fact) }); i >= 0 {
		x := &a.c.Questions[i]
		if x.ByLesion && a.lacksLesions(m) {
			return otherLesions()
		}
		return "q:" + x.ID, &question{out: verdict.Missing{Ask: x.Ask, Short: x.Short, Where: x.Where, Burden: x.Burden, Why: x.Why}, rank: rankOf(x), list: x.List, asks: x}
	}
	if m.Term == nil {
		return otherLesions()
	}
	t := m.Term
	return "t:" + t.ID, &question{out: verdict.Missing{Ask: t.Ask, Short: t.Short, Where: t.Where, Burden: t.Burden, Why: t.Label}, rank: noRank}
}

// listSays is how a list is asked: what stands before its parts.
const listSays = "None of these?"

// lacksLesions says that a fact over all lesions waits for no lesion on the list, only for
// whether there are others.
func (a *assembly) lacksLesions(m rule.MissingFact) bool {
	if m.Term == nil || m.Term.Scope != fact.OfPatient || len(a.v.facts.Lesions) == 0 {
		return false
	}
	v := a.value(m.Fact, nil)
	return v.Status == fact.Unknown && v.Why == whySectionOpen && slices.Equal(v.Needs, []string{"lesions.complete"})
}

// askOpen asks only for the parts of a question of which a fact is open. The knowledge
// puts the whole question, and each part, into words.
func (q *question) askOpen() {
	if q.asks == nil {
		return
	}
	var asks, shorts []string
	for _, p := range q.asks.Parts {
		if slices.ContainsFunc(q.out.Facts, func(need string) bool { id, _, _ := strings.Cut(need, "@"); return slices.Contains(p.Facts, id) }) {
			asks, shorts = append(asks, p.Ask), append(shorts, p.Short)
		}
	}
	if len(asks) == 0 || len(asks) == len(q.asks.Parts) {
		return
	}
	const few = 2 // parts that a short question names
	q.out.Ask = strings.Join(asks, " ")
	if len(shorts) <= few {
		q.out.Short = strings.Join(shorts, ", ")
	}
	if q.list && strings.HasPrefix(q.asks.Ask, listSays) {
		q.out.Ask = listSays + " " + strings.Join(asks, ", ")
	}
}

// otherLesions asks whether the list of lesions is complete.
func otherLesions() (key string, q *question) {
	return "lesions", &question{out: verdict.Missing{Ask: "Are these all the lesions?", Short: "other lesions", Where: "whole-body staging", Burden: "record",
		Why: "a lesion that is not listed can turn every statement on all lesions"}, rank: noRank}
}

func rankOf(x *content.Question) int {
	if x.Rank == 0 {
		return noRank
	}
	return x.Rank
}

func (a *assembly) add(q *question, m rule.MissingFact, waiting map[string]bool) {
	q.out.Facts = append(q.out.Facts, m.Need.String())
	q.lifts, q.decides = append(q.lifts, m.Lifts...), max(q.decides, len(m.Decides))
	for _, id := range m.Changes {
		if !slices.Contains(q.out.Changes, id) {
			q.out.Changes = append(q.out.Changes, id)
		}
		q.urgent = q.urgent || (m.Term != nil && m.Term.Safety && waiting[id])
	}
}

// value of a fact that an argument names, of the patient or of its lesion.
func (a *assembly) value(id string, lesion *string) fact.Value {
	i := a.c.Vocabulary.Index(id)
	if i < 0 {
		return fact.Value{}
	}
	if lesion != nil {
		for k := range a.v.facts.Lesions {
			if a.v.facts.Lesions[k].ID == *lesion && a.c.Vocabulary.Terms[i].Scope == fact.OfLesion {
				return a.v.facts.Lesions[k].Values[a.c.Vocabulary.Slot(i)]
			}
		}
	}
	return a.v.facts.Patient[i]
}
