package consult

import (
	"strings"

	"symport/internal/date"
	"symport/internal/due"
)

// lastDone is the last time that something was done that closes an item: an entry of
// the kind that `done-by` names ("lab:TSH", "imaging:CT"), after the trigger and not
// before the item's first day.
func (a *assembly) lastDone(by string, since date.Span, dates due.Dates) date.Span {
	var last date.Span
	take := func(s date.Span) {
		if !s.Known || (since.Known && s.SurelyBefore(since)) || (dates.Earliest != nil && s.Hi < *dates.Earliest) {
			return
		}
		if !last.Known || s.Hi > last.Hi {
			last = s
		}
	}
	for _, one := range strings.Split(by, "|") {
		kind, what, _ := strings.Cut(strings.TrimSpace(one), ":")
		a.eachDone(kind, what, take)
	}
	return last
}

func (a *assembly) eachDone(kind, what string, take func(date.Span)) {
	p := a.v.p
	same := func(name string) bool {
		return what == "" || strings.HasPrefix(strings.ToLower(name), strings.ToLower(what))
	}
	switch kind {
	case "lab":
		for _, l := range a.v.ctx.tests(what) {
			if l.Value.Has() || l.Qualitative.Has() {
				take(l.Span())
			}
		}
	case "imaging":
		for i := range p.Imaging {
			x := &p.Imaging[i]
			if same(x.Modality) || (x.Kind.Has() && same(x.Kind.V)) || (what == "CT" && x.Modality == "PET/CT") {
				take(x.Span())
			}
		}
	case "decision":
		for i := range p.Decisions {
			if x := &p.Decisions[i]; holds(x.Question, strings.ReplaceAll(what, "-", " ")) || holds(x.By, what) {
				take(x.Span())
			}
		}
	case "event":
		for i := range p.Events {
			if same(p.Events[i].What) {
				take(p.Events[i].Span())
			}
		}
	case "vitals":
		for i := range p.Vitals {
			if p.Vitals[i].Systolic.Has() {
				take(p.Vitals[i].Span())
			}
		}
	case "heart":
		for i := range p.Heart {
			take(p.Heart[i].Span())
		}
	case "dosimetry":
		for i := range p.Dosimetry {
			take(p.Dosimetry[i].Span())
		}
	case "radioiodine":
		for _, x := range a.v.ctx.given() {
			take(lastOf(&x.Entry))
		}
	case "answer", "fact":
		a.answeredOn(what, take)
	}
}

// answeredOn closes an item by a fact that is known, on the day of its newest entry.
func (a *assembly) answeredOn(id string, take func(date.Span)) {
	if a.c.Vocabulary.Index(id) < 0 {
		return
	}
	if v := a.v.facts.Get(id); tri(v) != 0 && len(v.From) > 0 {
		take(v.From[0].When)
	}
	for i := range a.v.p.Judgements {
		if x := &a.v.p.Judgements[i]; x.Fact == id && x.Answer.Has() {
			s := x.Span()
			if !s.Known {
				s = a.v.lens.stands
			}
			take(s)
		}
	}
}
