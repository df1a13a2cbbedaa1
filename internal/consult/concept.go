package consult

import (
	"slices"

	"symport/internal/content"
	"symport/internal/fact"
	"symport/internal/record"
)

// concept is a condition, risk or event; the words that a file uses for it are knowledge.
type concept struct {
	closes []record.Section // sections that, all complete, rule it out
	passes bool             // it can pass: the last statement holds, not the first "yes"
}

var (
	ofLongStanding = []record.Section{record.SecComorbidity}
	thatHappened   = []record.Section{record.SecComorbidity, record.SecEvents}
	ofRisks        = []record.Section{secRisks}
)

// concepts are read from comorbidity, risks, events and adverse events; `denied` may
// name them by a word or by the id of the fact.
var concepts = map[string]concept{
	"bp.hypertension":                 {closes: ofLongStanding},
	"heart.arrhythmia":                {closes: ofLongStanding},
	"heart.ischaemia":                 {closes: ofLongStanding},
	"heart.qt_risk":                   {},
	"heart.failure":                   {closes: ofLongStanding},
	"bone.density_low":                {closes: ofLongStanding},
	"renal.dialysis":                  {closes: ofLongStanding},
	"renal.failure":                   {closes: ofLongStanding},
	"liver.severe":                    {closes: ofLongStanding},
	"parathyroid.hypo":                {closes: ofLongStanding},
	"calcium.low":                     {passes: true},
	"event.arterial_ever":             {closes: thatHappened},
	"risk.bleeding_site":              {closes: ofRisks, passes: true},
	"risk.neck_irradiated_or_salvage": {},
	"risk.haemoptysis":                {passes: true},
	"surgery.planned":                 {passes: true},
	"wound.open":                      {closes: ofRisks, passes: true},
	"dental.problem":                  {closes: ofRisks, passes: true},
}

// statement is an entry in words with what its words say.
type statement struct {
	sec     record.Section
	e       *record.Entry
	name    string
	present record.Truth
	reading content.Reading
}

func (s *statement) ref() fact.Ref { return ref(s.sec, *s.e, s.name) }

// statements reads every entry that names a condition, a risk or an event, once.
func (c *ctx) statements() []statement {
	if c.said != nil {
		return c.said
	}
	c.said = []statement{}
	add := func(sec record.Section, e *record.Entry, name, detail string, present record.Truth) {
		if !unsaid(name) {
			c.said = append(c.said, statement{sec, e, name, present, c.know.Read(name, detail)})
		}
	}
	for i := range c.p.Person.Comorbidity {
		x := &c.p.Person.Comorbidity[i]
		detail := x.Detail
		if x.Grade != "" {
			detail = "grade " + x.Grade + " " + detail
		}
		add(record.SecComorbidity, &x.Entry, x.Name, detail, record.Truth{})
	}
	for i := range c.p.Person.Risks {
		x := &c.p.Person.Risks[i]
		present := x.Present
		present.Written = true // whether it is there has to be said
		add(secRisks, &x.Entry, x.Name, x.Detail, present)
	}
	for i := range c.p.Events {
		x := &c.p.Events[i]
		add(record.SecEvents, &x.Entry, x.What, x.Detail, x.Present)
	}
	for i := range c.p.Adverse {
		x := &c.p.Adverse[i]
		add(record.SecAdverse, &x.Entry, x.Event, x.Detail, record.Truth{})
	}
	return c.said
}

// says is what the statement says of a fact; ok is false if it says nothing of it.
func (s *statement) says(id string) (t fact.Tri, ok bool) {
	r := &s.reading
	is, kind := slices.Contains(r.Is, id), slices.Contains(r.Shows, id)
	over, left := slices.Contains(r.Ends, id), slices.Contains(r.Leaves, id)
	denied := s.present.Has() && !s.present.V
	switch {
	case !is && !kind && !over && !left, denied && !is:
		return fact.Maybe, false
	case r.Doubt, s.present.Written && !s.present.Has():
		return fact.Maybe, true
	case over, denied:
		return fact.No, true
	case is, kind:
		return fact.Yes, true
	}
	return fact.Maybe, true
}

// sign is one statement for or against a concept, or one that leaves it open.
type sign struct {
	says fact.Tri
	ref  fact.Ref
	e    *record.Entry
}

// signs collects what the record says of a fact.
func (c *ctx) signs(id string) (out []sign) {
	all := c.statements()
	for i := range all {
		if t, ok := all[i].says(id); ok {
			out = append(out, sign{t, all[i].ref(), all[i].e})
		}
	}
	for i := range c.p.Person.Denied {
		x := &c.p.Person.Denied[i]
		if r, ok := c.denial(x, id); ok {
			out = append(out, sign{fact.No, r, &x.Entry})
		}
	}
	return out
}

// denial reports whether one dated "none of these" names the fact, by its id or by a word
// for the whole of it: who denies a stroke does not deny every arterial event.
func (c *ctx) denial(d *record.Denial, id string) (fact.Ref, bool) {
	for _, item := range d.Items {
		if item == id || c.names(item, id) {
			r := ref(secDenied, d.Entry, item)
			if !r.When.Known {
				r.When = c.lens.stands
			}
			return r, true
		}
	}
	return fact.Ref{}, false
}

func (c *ctx) names(word, id string) bool {
	r := c.know.Read(word, "")
	return !r.Doubt && slices.Contains(r.Is, id)
}

// condition is the fact of a concept.
func (c *ctx) condition(id string) fact.Value {
	k := concepts[id]
	all := c.signs(id)
	if k.passes {
		return c.lastSign(all, k)
	}
	var yes, no, open []fact.Ref
	for _, s := range all {
		switch s.says {
		case fact.Yes:
			yes = append(yes, fact.Ref{At: s.ref.At}) // what was once so stays so: it does not age
		case fact.No:
			no = append(no, s.ref)
		default:
			open = append(open, s.ref)
		}
	}
	switch {
	case len(yes) > 0:
		return fact.True(sortRefs(yes)...)
	case len(no) > 0:
		return fact.False(sortRefs(no)...)
	case len(open) > 0:
		return fact.Missing(whyIndetermined, sortRefs(open)...)
	}
	return c.ruledOut(k)
}

// ruledOut is no if the sections that would hold it are complete and every entry that it
// could be is understood.
func (c *ctx) ruledOut(k concept) fact.Value {
	if len(k.closes) == 0 {
		return fact.Missing(whyNotRecorded)
	}
	v := c.noneRecorded(k.closes...)
	if tri(v) != fact.No {
		return v
	}
	if open := c.couldBe(k); len(open) > 0 {
		return fact.Missing(whyNotUnderstood, open...)
	}
	return v
}

// couldBe are the entries that are not understood and that could be the concept: those of
// the sections that rule it out, and whatever happened.
func (c *ctx) couldBe(k concept) []fact.Ref {
	var refs []fact.Ref
	all := c.statements()
	for i := range all {
		s := &all[i]
		if !s.reading.Understood && (slices.Contains(k.closes, s.sec) || s.sec == record.SecEvents || s.sec == record.SecAdverse) {
			refs = append(refs, s.ref())
		}
	}
	return sortRefs(refs)
}

// lastSign lets the newest statement hold.
func (c *ctx) lastSign(all []sign, k concept) fact.Value {
	all = counting(all)
	newest := latest(all, func(s *sign) *record.Entry { return s.e }, func(*sign) bool { return true })
	if len(newest) == 0 {
		return c.ruledOut(k)
	}
	var vs []fact.Value
	for _, s := range newest {
		r := s.ref
		if !r.When.Known && !s.e.Span().Known {
			r.When = c.lens.stands
		}
		vs = append(vs, of(s.says, whyIndetermined, r))
	}
	return hull(vs...)
}

// counting leaves out what leaves the question open, unless it surely came after every
// answer to it.
func counting(all []sign) []sign {
	return slices.DeleteFunc(slices.Clone(all), func(s sign) bool {
		return s.says == fact.Maybe && slices.ContainsFunc(all, func(x sign) bool { return x.says != fact.Maybe && !after(s.e, x.e) })
	})
}

// tells reports whether words state a fact, plainly or not.
func (c *ctx) tells(words, id string) bool {
	r := c.know.Read(words, "")
	return slices.Contains(r.Is, id) || slices.Contains(r.Shows, id)
}
