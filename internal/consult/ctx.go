package consult

import (
	"slices"
	"strings"

	"symport/internal/content"
	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/rule"
)

// ctx is one world in which facts are read: a record that ends on the day.
type ctx struct {
	p      *record.Patient
	day    date.Day
	on     date.Span // the day
	lens   *lens
	params map[string]content.Param
	know   *content.Content
	said   []statement // once read
	cards  []content.Drug
	terms  *rule.Vocabulary
	// lesions are the metastases and recurrences, in order of id: no primary and no other
	// tumour. A group and its measured parts are both listed; counts, sums and the largest
	// lesions take one of the two.
	lesions  []*record.Lesion
	whole    fact.Tri // whether the lesion list holds all there are
	growth   []growthEvent
	lines    []RecistLine  // once read
	rules    *markerRules  // once read
	limits   *MarkerLimits // once read
	tg       *markerCourse
	uptakeOf map[string]fact.Value // by lesion, once read
	seen     map[string][]at       // by lesion: its findings, in the order of the file
	ceiling  *fact.Value           // once read

	doublingOf map[string]fact.Value // by lesion, once read
	growingOf  map[string]fact.Value // likewise
	noneOf     map[string]fact.Value // by section, once read
	hinted     [][]string            // by examination: facts that its report leaves open, once read
	unnamed    map[record.Section]bool
}

func newCtx(l *lens, whole, p *record.Patient, know *content.Content) *ctx {
	c := &ctx{p: p, day: l.day, on: date.On(l.day), lens: l, params: know.Params, know: know, cards: know.Drugs, terms: know.Vocabulary, uptakeOf: map[string]fact.Value{}, doublingOf: map[string]fact.Value{}, growingOf: map[string]fact.Value{}, noneOf: map[string]fact.Value{},
		unnamed: unnamedSections(p, know)}
	for i := range p.Lesions {
		if x := &p.Lesions[i]; isMetastasis(x) {
			c.lesions = append(c.lesions, x)
		}
	}
	c.whole = c.lesionsComplete(whole)
	c.seen = findingsOf(p)
	c.growth = c.growthEvents()
	return c
}

// once reads a value the first time and keeps it.
func once(kept map[string]fact.Value, key string, read func() fact.Value) fact.Value {
	v, ok := kept[key]
	if !ok {
		v = read()
		kept[key] = v
	}
	return v
}

func isMetastasis(x *record.Lesion) bool {
	return x.Kind != "primary" && x.Kind != "other-tumour" && !(x.Nature.Has() && x.Nature.V == "other-tumour")
}

// lesionsComplete says whether all lesions are listed: the file says so and none may be
// missing from this world, or the last examination says so.
func (c *ctx) lesionsComplete(whole *record.Patient) fact.Tri {
	if c.lens.mayLackLesions(whole, c.p) {
		return fact.Maybe
	}
	if c.complete(record.SecLesions) {
		return fact.Yes
	}
	newest := latest(c.p.Imaging, imagingEntry, func(x *record.Imaging) bool { return x.LesionsComplete.Has() })
	if len(newest) == 1 && newest[0].LesionsComplete.V {
		return fact.Yes
	}
	return fact.Maybe
}

func imagingEntry(x *record.Imaging) *record.Entry { return &x.Entry }

// complete reports whether the section holds all there was up to the day, each by name.
func (c *ctx) complete(s record.Section) bool {
	until, ok := c.p.Complete[s]
	return ok && !c.unnamed[s] && (!until.Known || until.Lo >= c.day)
}

// closed is the reference to a complete section, which holds on the day.
func (c *ctx) closed(s record.Section) fact.Ref {
	return fact.Ref{At: string(s) + ": complete", When: c.on}
}

// noneRecorded is no if the sections are complete and unknown otherwise.
func (c *ctx) noneRecorded(secs ...record.Section) fact.Value {
	if len(secs) == 1 {
		return once(c.noneOf, string(secs[0]), func() fact.Value { return c.noneIn(secs) })
	}
	return c.noneIn(secs)
}

func (c *ctx) noneIn(secs []record.Section) fact.Value {
	var refs []fact.Ref
	for _, s := range secs {
		if !c.complete(s) {
			v := fact.Missing(whySectionOpen)
			for _, s := range secs {
				if !c.complete(s) {
					v.Needs = append(v.Needs, string(s)+".complete")
				}
			}
			return v
		}
		refs = append(refs, c.closed(s))
	}
	return fact.False(refs...)
}

// param is the value of a labelled parameter.
func (c *ctx) param(id string) (float64, bool) {
	p, ok := c.params[id]
	return p.Value, ok
}

// standing is the reference to a statement about the person or a lesion that has no
// date of its own.
func (c *ctx) standing(sec record.Section, what string) fact.Ref {
	return fact.Ref{At: string(sec) + " " + what, When: c.lens.stands}
}

// lasting is the same for what does not age: sex, a lesion's site.
func lasting(sec record.Section, what string) fact.Ref { return fact.Ref{At: string(sec) + " " + what} }

// latest returns the entries that can be the last of those for which usable holds:
// none of the others surely comes later. Without dates all are.
func latest[T any](xs []T, entry func(*T) *record.Entry, usable func(*T) bool) []*T {
	var out []*T
	var newest date.Span // that which begins last
	for i := range xs {
		if x := &xs[i]; usable(x) {
			out = append(out, x)
			if from := firstOf(entry(x)); from.Known && (!newest.Known || from.Lo > newest.Lo) {
				newest = from
			}
		}
	}
	return notSucceeded(slices.DeleteFunc(out, func(x *T) bool { return lastOf(entry(x)).SurelyBefore(newest) }), entry)
}

// after reports whether a surely lies after b.
func after(a, b *record.Entry) bool {
	return lastOf(b).SurelyBefore(firstOf(a)) || relatedBefore(b, a)
}

// firstOf and lastOf are the beginning and the end of an entry.
func firstOf(e *record.Entry) date.Span {
	if e.From.Known && !e.When.Known {
		return e.From
	}
	return e.Span()
}

func lastOf(e *record.Entry) date.Span {
	if e.To.Known && !e.When.Known {
		return e.To
	}
	return e.Span()
}

// monthsSince is the time from the end of an entry to the day, in months.
func (c *ctx) monthsSince(e *record.Entry, from fact.Ref) fact.Value {
	s := lastOf(e)
	if !s.Known {
		return fact.Missing(whyUndated, from)
	}
	least, most := s.MonthsTo(c.on)
	return span(max(least, 0), most, from)
}

func span(lo, hi float64, from ...fact.Ref) fact.Value {
	if lo == hi {
		return fact.Exactly(lo, from...)
	}
	return fact.Within(lo, hi, from...)
}

// open widens a time since the last of a list that may have later members.
func (c *ctx) open(v fact.Value, secs ...record.Section) fact.Value {
	if v.Status != fact.Known {
		return v
	}
	for _, s := range secs {
		if !c.complete(s) {
			v.Lo, v.Est, v.LoOpen = 0, 0, false
			v.Needs = append(v.Needs, string(s)+".complete")
		}
	}
	return v
}

// fold is any (or all) over the metastases, with what the open list may hide.
func (c *ctx) fold(all bool, f func(*record.Lesion) fact.Value) fact.Value {
	out, rest := fact.No, fact.Maybe
	if all {
		out = fact.Yes
	}
	if c.whole == fact.Yes {
		rest = out
		if all && len(c.lesions) == 0 {
			rest = fact.No
		}
	}
	refs := make([]fact.Ref, 0, len(c.lesions)+1)
	var needs []string
	why := whySectionOpen
	join := func(t fact.Tri) {
		if all {
			out = out.And(t)
		} else {
			out = out.Or(t)
		}
	}
	for _, x := range c.lesions {
		v := f(x)
		t := tri(v)
		join(t)
		refs = append(refs, v.From...)
		if t == fact.Maybe {
			why = v.Why
		}
	}
	join(rest)
	if rest == fact.Maybe {
		needs = []string{"lesions.complete"}
	} else {
		refs = append(refs, c.closed(record.SecLesions))
	}
	v := of(out, why, sortRefs(refs)...)
	if v.Status != fact.Known {
		v.Needs = needs
	}
	return v
}

// fresh makes a value stale that is older than its term allows, on some day within the
// span of its newest place.
func (c *ctx) fresh(t *fact.Term, v fact.Value) fact.Value {
	if t.FreshDays == 0 || v.Status != fact.Known || len(v.From) == 0 {
		return v
	}
	newest := v.From[0]
	switch {
	case newest.When.Known && int(c.day-newest.When.Lo) > t.FreshDays:
		v.Status = fact.Stale
	case !newest.When.Known && strings.Contains(newest.At, " undated"):
		v.Status, v.Why = fact.Stale, whyUndated
	}
	return v
}
