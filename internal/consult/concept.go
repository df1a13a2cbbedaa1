package consult

import (
	"slices"
	"strings"

	"symport/internal/fact"
	"symport/internal/record"
)

// concept is a condition, risk or event under the words that a file uses for it.
type concept struct {
	words  []string         // a name that begins with one of them is meant
	closes []record.Section // sections that, all complete, rule it out
	passes bool             // it can pass: the last statement holds, not the first "yes"
}

var (
	ofLongStanding = []record.Section{record.SecComorbidity}
	thatHappened   = []record.Section{record.SecComorbidity, record.SecEvents}
	ofRisks        = []record.Section{secRisks}
)

// dialysis has a word for each kind of it, and two spellings.
var dialysis = []string{"dialysis", "haemodialysis", "hemodialysis", "peritoneal dialysis"}

// concepts are read from comorbidity, risks, events and adverse events; `denied` may
// name them by a word or by the id of the fact.
var concepts = map[string]concept{
	"bp.hypertension":  {words: []string{"hypertension", "arterial hypertension"}, closes: ofLongStanding},
	"heart.arrhythmia": {words: []string{"atrial fibrillation", "atrial flutter", "arrhythmia"}, closes: ofLongStanding},
	"heart.ischaemia": {words: []string{"ischaemic heart disease", "coronary", "myocardial infarction", "angina"},
		closes: ofLongStanding},
	"heart.qt_risk":    {words: []string{"qt prolongation", "long qt", "congenital long qt", "qt-prolonging drug", "bradyarrhythmia"}},
	"heart.failure":    {words: []string{"heart failure"}, closes: ofLongStanding},
	"bone.density_low": {words: []string{"osteoporosis", "osteopenia", "low bone density"}, closes: ofLongStanding},
	"renal.dialysis":   {words: dialysis, closes: ofLongStanding},
	"renal.failure":    {words: append([]string{"renal failure", "kidney failure", "end-stage renal", "end-stage kidney"}, dialysis...), closes: ofLongStanding},
	"liver.severe":     {words: []string{"severe hepatic insufficiency", "severe hepatic impairment", "liver failure"}, closes: ofLongStanding},
	"parathyroid.hypo": {words: []string{"hypoparathyroidism"}, closes: ofLongStanding},
	"calcium.low":      {words: []string{"hypocalcaemia"}, closes: nil, passes: true},
	"event.arterial_ever": {words: []string{"arterial thromboembolism", "myocardial infarction", "stroke", "transient ischaemic attack"},
		closes: thatHappened},
	"risk.bleeding_site": {words: []string{"airway invasion", "oesophagus invasion", "vessel invasion", "fistula", "tracheal invasion"},
		closes: ofRisks, passes: true},
	"risk.neck_irradiated_or_salvage": {words: []string{"neck radiotherapy", "salvage neck surgery"}},
	"risk.haemoptysis":                {words: []string{"haemoptysis", "bleeding"}, passes: true},
	"surgery.planned":                 {words: []string{"planned operation"}, passes: true},
	"wound.open":                      {words: []string{"open wound"}, closes: ofRisks, passes: true},
	"dental.problem":                  {words: []string{"dental disease", "dental extraction", "dental problem"}, closes: ofRisks, passes: true},
}

// means reports whether a name in the file is one of the words.
func (k concept) means(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(k.words, func(w string) bool { return strings.HasPrefix(name, w) })
}

// sign is one statement for or against a concept.
type sign struct {
	yes bool
	ref fact.Ref
	e   *record.Entry
}

// signs collects what the record says of a concept.
func (c *ctx) signs(id string, k concept) (out []sign) {
	add := func(sec record.Section, e *record.Entry, name string, present record.Truth) {
		if k.means(name) && (present.Has() || !present.Written) {
			out = append(out, sign{!present.Has() || present.V, ref(sec, *e, name), e})
		}
	}
	for i := range c.p.Person.Comorbidity {
		x := &c.p.Person.Comorbidity[i]
		add(record.SecComorbidity, &x.Entry, x.Name, record.Truth{})
	}
	for i := range c.p.Person.Risks {
		x := &c.p.Person.Risks[i]
		if x.Present.Has() {
			add(secRisks, &x.Entry, x.Name, x.Present)
		}
	}
	for i := range c.p.Events {
		x := &c.p.Events[i]
		add(record.SecEvents, &x.Entry, x.What, x.Present)
	}
	for i := range c.p.Adverse {
		x := &c.p.Adverse[i]
		add(record.SecAdverse, &x.Entry, x.Event, record.Truth{})
	}
	for i := range c.p.Person.Denied {
		x := &c.p.Person.Denied[i]
		if r, ok := c.denial(x, id, k); ok {
			out = append(out, sign{false, r, &x.Entry})
		}
	}
	return out
}

// denial reports whether one dated "none of these" names the concept.
func (c *ctx) denial(d *record.Denial, id string, k concept) (fact.Ref, bool) {
	for _, item := range d.Items {
		if item == id || (len(k.words) > 0 && k.means(item)) {
			r := ref(secDenied, d.Entry, item)
			if !r.When.Known {
				r.When = c.lens.stands
			}
			return r, true
		}
	}
	return fact.Ref{}, false
}

// condition is the fact of a concept.
func (c *ctx) condition(id string) fact.Value {
	k := concepts[id]
	all := c.signs(id, k)
	if k.passes {
		return c.lastSign(all, k)
	}
	var yes, no []fact.Ref
	for _, s := range all {
		if s.yes {
			yes = append(yes, fact.Ref{At: s.ref.At}) // what was once so stays so: it does not age
		} else {
			no = append(no, s.ref)
		}
	}
	switch {
	case len(yes) > 0:
		return fact.True(sortRefs(yes)...)
	case len(no) > 0:
		return fact.False(sortRefs(no)...)
	}
	return c.ruledOut(k)
}

func (c *ctx) ruledOut(k concept) fact.Value {
	if len(k.closes) == 0 {
		return fact.Missing(whyNotRecorded)
	}
	return c.noneRecorded(k.closes...)
}

// lastSign lets the newest statement hold.
func (c *ctx) lastSign(all []sign, k concept) fact.Value {
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
		vs = append(vs, fact.Is(s.yes, r))
	}
	return hull(vs...)
}
