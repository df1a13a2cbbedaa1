package consult

import (
	"slices"

	"symport/internal/content"
	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/rule"
	"symport/internal/unit"
)

// view is what is known of a patient on a day.
type view struct {
	lens  *lens
	whole *record.Patient // the file
	p     *record.Patient // without the entries that may lie after the day
	all   *record.Patient // with them
	ctx   *ctx            // of p
	facts *rule.Facts
}

// look reads all facts of the vocabulary from the record as it was on the day. A fact
// is known as far as every world of the lens agrees on it.
func look(p *record.Patient, c *content.Content, day date.Day) *view {
	p = arranged(byDrugName(p, c))
	l := newLens(p, day)
	worlds := l.worlds(p)
	ctxs := make([]*ctx, len(worlds))
	for i, w := range worlds {
		ctxs[i] = newCtx(l, p, w, c)
	}
	v := &view{lens: l, whole: p, p: worlds[0], all: worlds[len(worlds)-1], ctx: ctxs[0]}
	v.facts = rule.NewFacts(c.Vocabulary)
	patientValues(v.facts, ctxs)
	lesionValues(v.facts, ctxs)
	for _, a := range c.Activities {
		planValues(v.facts, ctxs, a.GBq)
	}
	return v
}

// over evaluates a fact in every world and keeps what all agree on, or what was answered.
func over(t *fact.Term, ctxs []*ctx, lesion string, read func(*ctx) fact.Value) fact.Value {
	if len(ctxs) == 1 {
		return ctxs[0].value(t, lesion, read)
	}
	vs := make([]fact.Value, len(ctxs))
	for i, c := range ctxs {
		vs[i] = c.value(t, lesion, read)
	}
	v := hull(vs...)
	if said, ok := answeredInAll(t, ctxs, lesion); ok && v.Status == fact.Unknown && v.Why == whyStraddles {
		return said
	}
	return v
}

// answeredInAll is the answer to the question of a fact that every world has: it settles
// what the worlds do not agree on.
func answeredInAll(t *fact.Term, ctxs []*ctx, lesion string) (fact.Value, bool) {
	vs := make([]fact.Value, len(ctxs))
	for i, c := range ctxs {
		said, ok := c.answer(t.ID, lesion)
		if !ok {
			return fact.Value{}, false
		}
		vs[i] = onRecord(t.ID, c.fresh(t, said))
	}
	v := hull(vs...)
	return v, v.Status == fact.Known
}

// value reads a fact in one world, or takes the answer that stands for it.
func (c *ctx) value(t *fact.Term, lesion string, read func(*ctx) fact.Value) fact.Value {
	v := fact.Missing(whyNotRecorded)
	if read != nil {
		v = read(c)
	}
	if v.Status != fact.Known && v.Status != fact.NotApplicable {
		if said, ok := c.answer(t.ID, lesion); ok {
			v = said
		}
	}
	return onRecord(t.ID, c.fresh(t, v))
}

// alwaysKnown are facts about the record itself: what is not on it, or no longer counts,
// is no. Only an entry that may be what is asked for leaves one open.
var alwaysKnown = map[string]bool{
	"staging.fdg_pet_done": true, "fdg.on_record": true, "rediff.scan_done": true, "molecular.done": true, "uptake.assessed": true,
	"rair.decided": true, "dosimetry.blood": true, "dosimetry.lesion": true, "heart.qtc_on_record": true,
}

// neverNo are facts whose absence is no answer: what they ask for can be done.
var neverNo = map[string]bool{"dosimetry.result": true, "staging.thorough": true, "tsh.measured": true, "tsh.target_set": true}

func onRecord(id string, v fact.Value) fact.Value {
	switch {
	case alwaysKnown[id] && v.Status == fact.Unknown && v.Why == whyIndetermined:
		return v
	case alwaysKnown[id] && v.Status != fact.Known:
		return fact.False(v.From...)
	case neverNo[id] && v.Status == fact.Known && !v.Truth:
		return fact.Missing(whyNotRecorded, v.From...)
	}
	return v
}

// noneOrOpen is what is not on record, unless some entry may be it.
func noneOrOpen(open []fact.Ref) fact.Value {
	if len(open) > 0 {
		return fact.Missing(whyIndetermined, sortRefs(open)...)
	}
	return fact.Missing(whyNotRecorded)
}

func patientValues(f *rule.Facts, ctxs []*ctx) {
	for i := range f.Vocabulary.Terms {
		if t := &f.Vocabulary.Terms[i]; t.Scope == fact.OfPatient {
			f.Patient[i] = over(t, ctxs, "", patientFacts[t.ID])
		}
	}
}

// lesionValues makes a target of each lesion that is there in every world.
func lesionValues(f *rule.Facts, ctxs []*ctx) {
	f.LesionsComplete = ctxs[0].whole
	for _, x := range ctxs[0].lesions {
		if !slices.ContainsFunc(ctxs, func(c *ctx) bool { return c.p.Lesion(x.ID) == nil }) {
			f.AddLesion(x.ID)
		}
	}
	for _, c := range ctxs {
		if c.whole != fact.Yes || len(c.lesions) != len(f.Lesions) {
			f.LesionsComplete = fact.Maybe
		}
	}
	for k := range f.Lesions {
		target := &f.Lesions[k]
		for i := range f.Vocabulary.Terms {
			t := &f.Vocabulary.Terms[i]
			if t.Scope != fact.OfLesion {
				continue
			}
			read := lesionFacts[t.ID]
			target.Values[f.Vocabulary.Slot(i)] = over(t, ctxs, target.ID, func(c *ctx) fact.Value {
				if read == nil {
					return askedOf(c, nil)
				}
				return read(c, c.p.Lesion(target.ID))
			})
		}
	}
}

func planValues(f *rule.Facts, ctxs []*ctx, gbq float64) {
	target := f.AddActivity(unit.Sig(gbq, 2)+" GBq", gbq)
	for i := range f.Vocabulary.Terms {
		t := &f.Vocabulary.Terms[i]
		read := planFacts[t.ID]
		if t.Scope != fact.OfActivity || read == nil {
			continue
		}
		target.Values[f.Vocabulary.Slot(i)] = over(t, ctxs, "", func(c *ctx) fact.Value { return read(c, gbq) })
	}
}
