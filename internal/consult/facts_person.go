package consult

import (
	"math"
	"slices"
	"strings"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/unit"
)

// age is the age in years on the day: from the birth, else from an age that was true
// on a day, else from an age that was true somewhere between the first entry and the
// day of the question.
func age(c *ctx) fact.Value {
	p := &c.p.Person
	if p.Born.Has() && p.Born.V.Known {
		least, most := p.Born.V.MonthsTo(c.on)
		return span(least/12, most/12, lasting(secPerson, "born "+label(p.Born.V)))
	}
	if !p.Age.Has() {
		return as(p.Age)
	}
	held := p.AgeOn
	if !held.Known {
		held = date.Between(min(c.lens.first, c.lens.stands.Lo), c.lens.stands.Hi)
	}
	years := inUnit(p.Age.V, "y")
	least, most := held.MonthsTo(c.on)
	ref := lasting(secPerson, "age "+p.Age.V.String())
	if p.Age.V.Bound == unit.Above {
		return fact.AtLeast(years+math.Max(least, 0)/12, ref)
	}
	v := fact.Within(years+least/12, years+most/12+ageUnit(p.Age.V.Unit), ref)
	if p.Age.V.Bound == unit.Below {
		v.Lo, v.Hi = least/12, years+most/12
	}
	v.Lo, v.HiOpen = math.Max(v.Lo, 0), true
	return v
}

// ageUnit is how much older than stated somebody may be who gives an age in that unit.
func ageUnit(unitName string) float64 {
	switch unitName {
	case "mo":
		return 1.0 / 12
	case "d", "wk":
		return 0
	}
	return 1
}

func female(c *ctx) fact.Value {
	s := c.p.Person.Sex
	if !s.Has() {
		return as(s)
	}
	return fact.Is(s.V == "female", lasting(secPerson, "sex"))
}

// barren gives the reason for which a pregnancy cannot be, if there is one.
func (c *ctx) barren() (fact.Value, bool) {
	p := &c.p.Person
	na := fact.Value{Status: fact.NotApplicable}
	switch {
	case p.Sex.Has() && p.Sex.V == "male":
		na.From = []fact.Ref{lasting(secPerson, "sex male")}
	case p.Hysterectomy.Has() && p.Hysterectomy.V:
		na.From = []fact.Ref{lasting(secPerson, "hysterectomy")}
	case p.Menopause.Has() && (p.Menopause.V == "post" || p.Menopause.V == "yes"):
		na.From = []fact.Ref{lasting(secPerson, "menopause "+p.Menopause.V)}
	default:
		limit, ok := c.param(paramPregnancyAge)
		a := age(c)
		if !ok || a.Status != fact.Known || a.Lo < limit {
			return na, false
		}
		na.From = a.From
	}
	return na, true
}

// pregnant, derived as not applicable for men, after removal of the uterus or ovaries
// and after the menopause.
func pregnant(c *ctx) fact.Value {
	all := c.pregnancySigns()
	v := c.lastSign(all, concept{})
	switch na, barren := c.barren(); {
	case barren && !(tri(v) == fact.Yes && c.toldPregnant()):
		if c.p.Person.Sex.Has() && c.p.Person.Sex.V == "male" || !slices.ContainsFunc(all, func(s sign) bool { return s.says == fact.Yes }) {
			return na
		}
		return fact.Missing(whyContradicts, sortRefs(append(v.From, na.From...))...)
	case len(all) == 0:
		return as(c.p.Person.Pregnancy)
	case tri(v) == fact.No:
		if signs := c.unended(all); len(signs) > 0 {
			return fact.Missing(whyContradicts, sortRefs(append(signs, v.From...))...)
		}
	}
	return v
}

func (c *ctx) toldPregnant() bool {
	p := c.p.Person.Pregnancy
	return p.Has() && p.V == "pregnant"
}

// pregnancySigns are the statement about the person, tests of hCG, and what entries say.
func (c *ctx) pregnancySigns() []sign {
	out := c.signs("patient.pregnant")
	if p := &c.p.Person; p.Pregnancy.Has() {
		r := c.standing(secPerson, "pregnancy")
		if p.PregnancyOn.Known {
			r.When = p.PregnancyOn
		}
		out = append(out, sign{fact.TriOf(c.toldPregnant()), r, &record.Entry{When: r.When}})
	}
	for _, l := range c.tests("hCG") {
		if t, ok := c.pregnancyTest(l); ok {
			out = append(out, sign{t, ref(record.SecLaboratory, l.Entry, l.Test), &l.Entry})
		}
	}
	for i := range c.p.Judgements {
		if x := &c.p.Judgements[i]; x.Fact == "patient.pregnant" && x.Answer.Has() {
			v := c.answered(x)
			out = append(out, sign{tri(v), v.From[0], &record.Entry{When: v.From[0].When}})
		}
	}
	return out
}

// pregnancyTest reads an hCG by its word, its own reference, else the usual limit.
func (c *ctx) pregnancyTest(l *record.Lab) (fact.Tri, bool) {
	const hCG = "IU/L"
	limit, ok := c.param(paramHCG)
	switch {
	case l.Qualitative.Has():
		switch l.Qualitative.V {
		case "positive", "raised":
			return fact.Yes, true
		case "negative", "normal":
			return fact.No, true
		}
		return fact.Maybe, true
	case l.NotStated:
		return fact.Maybe, true
	case !l.Value.Has() || !ok:
		return fact.Maybe, false
	}
	v := boundedIn(l.Value, hCG)
	if _, hi, ok := reference(l); ok {
		v, limit = bounded(l.Value), hi
	}
	switch {
	case v.Lo > limit:
		return fact.Yes, true
	case v.Hi <= limit:
		return fact.No, true
	}
	return fact.Maybe, true
}

// unended are signs of a pregnancy so shortly before the newest "no" that it would go on,
// with no end of it in between.
func (c *ctx) unended(all []sign) []fact.Ref {
	months, ok := c.param(paramPregnancy)
	var refs []fact.Ref
	for _, s := range all {
		if s.says != fact.Yes || !ok {
			continue
		}
		if s.e.Span().Known {
			if least, _ := s.e.Span().MonthsTo(c.on); least > months {
				continue
			}
		}
		if !slices.ContainsFunc(c.statements(), func(x statement) bool {
			return slices.Contains(x.reading.Ends, "patient.pregnant") && !x.reading.Doubt && !after(s.e, x.e)
		}) {
			refs = append(refs, s.ref)
		}
	}
	return refs
}

func pregnancyPossible(c *ctx) fact.Value {
	if na, ok := c.barren(); ok {
		return na
	}
	if f := female(c); f.Status != fact.Known {
		return f
	}
	return fact.True(lasting(secPerson, "sex female"))
}

func breastfeeding(c *ctx) fact.Value {
	p := &c.p.Person
	if p.Sex.Has() && p.Sex.V == "male" {
		return fact.Value{Status: fact.NotApplicable, From: []fact.Ref{lasting(secPerson, "sex male")}}
	}
	l := p.Lactation
	if p.LactationEnd.Has() && p.LactationEnd.V.SurelyBy(c.day) && !(l.Has() && l.V == "breastfeeding") {
		return fact.False(fact.Ref{At: "patient lactation-end", When: c.on})
	}
	if !l.Has() {
		if na, ok := c.barren(); ok {
			return na
		}
		return as(l)
	}
	return fact.Is(l.V == "breastfeeding", c.standing(secPerson, "lactation"))
}

func monthsSinceLactation(c *ctx) fact.Value {
	p := &c.p.Person
	if p.LactationEnd.Has() && p.LactationEnd.V.Known && p.LactationEnd.V.Lo <= c.day {
		e := record.Entry{When: p.LactationEnd.V}
		return c.monthsSince(&e, fact.Ref{At: "patient lactation-end", When: p.LactationEnd.V})
	}
	if p.Lactation.Has() && p.Lactation.V == "never" {
		return never(c.standing(secPerson, "lactation never"))
	}
	if na, ok := c.barren(); ok && !p.Lactation.Has() {
		return never(na.From...)
	}
	return fact.Missing(whyNotRecorded)
}

func periOrPostmenopausal(c *ctx) fact.Value {
	p := &c.p.Person
	if p.Sex.Has() && p.Sex.V == "male" {
		return fact.Value{Status: fact.NotApplicable, From: []fact.Ref{lasting(secPerson, "sex male")}}
	}
	if !p.Menopause.Has() {
		return as(p.Menopause)
	}
	return fact.Is(p.Menopause.V != "pre" && p.Menopause.V != "no", c.standing(secPerson, "menopause"))
}

func childWish(c *ctx) fact.Value {
	return truth(c.p.Person.ChildWish, c.standing(secPerson, "child-wish"))
}

func isolation(c *ctx) fact.Value {
	return truth(c.p.Person.IsolationFeasible, c.standing(secPerson, "isolation-feasible"))
}

func steroidPlan(c *ctx) fact.Value {
	for i := range c.p.Planned {
		if strings.HasPrefix(c.p.Planned[i].What, "steroid") {
			return fact.True(ref(record.SecPlanned, c.p.Planned[i].Entry, c.p.Planned[i].What))
		}
	}
	return fact.Missing(whyNotRecorded)
}

func ecog(c *ctx) fact.Value {
	newest := latest(c.p.Performance, func(x *record.Performance) *record.Entry { return &x.Entry },
		func(x *record.Performance) bool { return x.ECOG.Has() })
	var vs []fact.Value
	for _, x := range newest {
		vs = append(vs, fact.Exactly(float64(x.ECOG.V), ref(record.SecPerformance, x.Entry)))
	}
	return hull(vs...)
}

func begins(name string, words []string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(name, w) })
}

// refuses reads the last wish on any of the options that begin with one of the words.
func refuses(words ...string) func(*ctx) fact.Value {
	return func(c *ctx) fact.Value {
		newest := latest(c.p.Preferences, func(x *record.Preference) *record.Entry { return &x.Entry },
			func(x *record.Preference) bool { return begins(x.Option, words) && x.Wish.Has() })
		if len(newest) == 0 {
			return c.noneRecorded(record.SecPreferences)
		}
		var vs []fact.Value
		for _, x := range newest {
			vs = append(vs, fact.Is(x.Wish.V == "refuses", ref(record.SecPreferences, x.Entry, x.Option)))
		}
		return hull(vs...)
	}
}

// decided is a decision on a question that holds one of the words: yes, no, or unknown
// if its own words are neither.
func decided(words ...string) func(*ctx) fact.Value {
	return func(c *ctx) fact.Value {
		newest := latest(c.p.Decisions, decisionEntry, func(x *record.Decision) bool {
			return holds(x.Question, words...) && x.Decision.Has()
		})
		var vs []fact.Value
		for _, x := range newest {
			vs = append(vs, of(x.Answered(record.AgreedYes, record.AgreedNo), whyIndetermined, ref(record.SecDecisions, x.Entry, x.Question)))
		}
		return hull(vs...)
	}
}

func decisionEntry(x *record.Decision) *record.Entry { return &x.Entry }

// holds reports whether a text begins with or contains one of the words.
func holds(text string, words ...string) bool {
	text = strings.ToLower(text)
	for _, w := range words {
		if text == w || strings.HasPrefix(text, w+" ") || strings.Contains(text, " "+w) || (len(w) > 4 && strings.Contains(text, w)) {
			return true
		}
	}
	return false
}

func recentLactation(c *ctx) fact.Value {
	if tri(breastfeeding(c)) == fact.Yes {
		return fact.True(breastfeeding(c).From...)
	}
	if p := &c.p.Person; p.Sex.Has() && p.Sex.V == "male" {
		return fact.Value{Status: fact.NotApplicable, From: []fact.Ref{lasting(secPerson, "sex male")}}
	}
	return recent(monthsSinceLactation)(c)
}
