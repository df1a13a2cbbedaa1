package consult

import (
	"regexp"
	"slices"
	"strings"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/unit"
)

// flag is the last answer to a red-flag question, or the last entry that answers it.
func flag(id string) func(*ctx) fact.Value {
	return func(c *ctx) fact.Value { return c.lastSign(c.flagSigns(id), concept{}) }
}

// flagSigns are the answers, what entries, findings and lesions say of the sign, and what
// was measured.
func (c *ctx) flagSigns(id string) []sign {
	out := c.signs(id)
	for i := range c.p.RedFlags {
		if x := &c.p.RedFlags[i]; "redflag."+x.Flag == id && x.Present.Has() {
			out = append(out, sign{fact.TriOf(x.Present.V), ref(record.SecRedFlags, x.Entry, x.Flag), &x.Entry})
		}
	}
	out = append(out, c.seenSigns(id)...)
	switch id {
	case "redflag.airway", "redflag.bleeding":
		out = append(out, c.lesionSigns()...)
	case "redflag.calcium":
		out = append(out, c.calciumSigns()...)
	case "redflag.neutropenia":
		out = append(out, c.neutropeniaSigns()...)
	}
	return out
}

// clauses are the parts of a report; a denial counts for its own.
var clauses = regexp.MustCompile(`[,;.:]|\band\b|\bbut\b`)

// seenSigns are reports of an examination in words that leave the sign open.
func (c *ctx) seenSigns(id string) (out []sign) {
	if c.hinted == nil {
		c.hinted = c.readHints()
	}
	for i, ids := range c.hinted {
		if slices.Contains(ids, id) {
			x := &c.p.Imaging[i]
			out = append(out, sign{fact.Maybe, ref(record.SecImaging, x.Entry, x.Modality), &x.Entry})
		}
	}
	return out
}

// readHints are, of each examination, the facts that its report leaves open.
func (c *ctx) readHints() [][]string {
	out := make([][]string, len(c.p.Imaging))
	for i := range c.p.Imaging {
		x := &c.p.Imaging[i]
		out[i] = c.hints(x.Result)
		for j := range x.Findings {
			out[i] = append(out[i], c.hints(x.Findings[j].Seen.V)...)
			out[i] = append(out[i], c.hints(x.Findings[j].Note)...)
		}
	}
	return out
}

func (c *ctx) hints(text string) (ids []string) {
	if text == "" {
		return nil
	}
	for _, part := range clauses.Split(text, -1) {
		if r := c.know.Read(part, ""); !r.Doubt {
			ids = slices.Concat(ids, r.Is, r.Shows, r.Leaves)
		}
	}
	return ids
}

// lesionSigns are lesions at airway, oesophagus or a vessel by their own statement.
func (c *ctx) lesionSigns() (out []sign) {
	for _, x := range c.lesions {
		if tri(nearAirway(c, x)) == fact.Yes {
			out = append(out, sign{fact.Maybe, c.standing(record.SecLesions, x.ID), &record.Entry{}})
		}
	}
	return out
}

// calciumGramsPerMole is the molar mass of calcium, IUPAC 2021: 40.078 g/mol.
const calciumGramsPerMole = 40.078

// calciumSigns: the last calcium. Above the urgent limit it is the sign; above its own
// range it asks for it; within its range it denies it only if it is corrected or ionised.
func (c *ctx) calciumSigns() []sign {
	var all []sign
	for _, l := range c.tests("corrected calcium", "calcium", "ionised calcium") {
		if t, ok := c.highCalcium(l); ok {
			all = append(all, sign{t, ref(record.SecLaboratory, l.Entry, l.Test, l.Value.V.String(), l.Qualitative.V), &l.Entry})
		}
	}
	var out []sign
	for _, s := range latest(all, func(s *sign) *record.Entry { return s.e }, func(*sign) bool { return true }) {
		out = append(out, *s)
	}
	return out
}

func (c *ctx) highCalcium(l *record.Lab) (fact.Tri, bool) {
	if l.Qualitative.Has() {
		return fact.Maybe, l.Qualitative.V == "raised" || l.Qualitative.V == "high" || l.Qualitative.V == "positive"
	}
	if !l.Value.Has() {
		return fact.Maybe, false
	}
	ionised := strings.HasPrefix(strings.ToLower(l.Test), "ionised")
	molar := bounded(l.Value).Lo
	if l.Value.V.Kind == unit.MassConc {
		molar /= calciumGramsPerMole * 1000 // ng/mL to mmol/L
	}
	urgent, ok := c.param(paramCalcium)
	if ok && !ionised && molar > urgent {
		return fact.Yes, true
	}
	_, hi, known := reference(l)
	prompt, ok := c.param(paramCalciumPrompt)
	switch {
	case known && bounded(l.Value).Lo > hi, !known && ok && !ionised && molar >= prompt:
		return fact.Maybe, true
	case known && bounded(l.Value).Hi <= hi && !strings.EqualFold(l.Test, "calcium"):
		return fact.No, true
	}
	return fact.Maybe, false
}

// neutropeniaSigns: low neutrophils, and the temperature of the same weeks.
func (c *ctx) neutropeniaSigns() (out []sign) {
	limit, ok := c.param(paramNeutrophils)
	recent := func(s date.Span) bool {
		t := c.terms.Term("redflag.neutropenia")
		return s.Known && (t == nil || int(c.day-s.Lo) <= t.FreshDays)
	}
	var counts []record.Lab
	for _, l := range c.tests("neutrophils") {
		if l.Value.Has() && recent(l.Span()) {
			counts = append(counts, *l)
		}
	}
	for _, l := range latest(counts, labEntry, func(*record.Lab) bool { return true }) {
		lo, _, known := reference(l)
		v := bounded(l.Value)
		few := fact.Maybe
		switch {
		case ok && v.Hi < limit:
			few = fact.Yes
		case !known || v.Lo >= lo:
			continue
		}
		hot, measured := c.fever(recent)
		switch {
		case measured == nil:
			hot = fact.Maybe
		case hot == fact.No:
			continue
		}
		e, words := l.Entry, []string{l.Test, l.Value.V.String()}
		if measured != nil {
			words = append(words, measured.Temperature.V.String())
		}
		out = append(out, sign{few.And(hot), ref(record.SecLaboratory, e, words...), &e})
	}
	return out
}

// fever is whether the last temperature counts as fever; one that does only if it lasts is
// left open.
func (c *ctx) fever(recent func(date.Span) bool) (fact.Tri, *record.Vitals) {
	once, ok1 := c.param(paramFever)
	lasting, ok2 := c.param(paramFeverLasting)
	newest := latest(c.p.Vitals, func(x *record.Vitals) *record.Entry { return &x.Entry },
		func(x *record.Vitals) bool { return x.Temperature.Has() && recent(x.Span()) })
	t := fact.No
	var at *record.Vitals
	for _, x := range newest {
		at = x
		switch v := x.Temperature.V.Value; {
		case ok1 && v >= once:
			t = fact.Yes
		case ok2 && v > lasting:
			t = t.Or(fact.Maybe)
		}
	}
	return t, at
}

// suspicions are the places that leave a red flag open: what to show beside its question.
func (c *ctx) suspicions(id string) []fact.Ref {
	var refs []fact.Ref
	days := 0
	if t := c.terms.Term(id); t != nil {
		days = t.FreshDays
	}
	for _, s := range counting(c.flagSigns(id)) {
		old := s.e.Span().Known && int(c.day-s.e.Span().Hi) > days
		if s.says == fact.Maybe && !old {
			refs = append(refs, s.ref)
		}
	}
	return sortRefs(refs)
}

// renalFailure: stated, or a filtration of the last stage.
func renalFailure(c *ctx) fact.Value {
	v := c.condition("renal.failure")
	limit, ok := c.param(paramKidney)
	gfr := lab("mL/min", "eGFR")(c)
	if tri(v) == fact.Yes || !ok || gfr.Status != fact.Known {
		return v
	}
	switch {
	case gfr.Hi < limit:
		return fact.True(gfr.From...)
	case gfr.Lo < limit:
		return fact.Missing(whyIndetermined, gfr.From...)
	}
	return v
}
