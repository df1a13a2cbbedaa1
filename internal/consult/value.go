package consult

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/record"
)

// Reasons for which a value is not known; the words of outputs stand in the catalogue
// of the report.
const (
	whyNotRecorded   = "not-recorded"
	whySectionOpen   = "section-open"      // nothing is recorded, and the section is not complete
	whyStraddles     = "straddles-the-day" // before and after give different answers
	whyUndated       = "undated"
	whyNoUnit        = "no-unit"
	whyNoBaseline    = "scan-baseline-missing"
	whyOldBaseline   = "scan-baseline-old"
	whyLateBaseline  = "scan-baseline-late"
	whyPerhapsNew    = "lesion-perhaps-new"
	whyNoScanSince   = "scan-missing-since"
	whyNotSince      = "scan-not-since"
	whyNoScan        = "scan-missing"
	whyDiagnostic    = "only-diagnostic-negative"
	whyInadequate    = "scan-inadequate"
	whySmall         = "lesion-small"
	whyFewValues     = "few-values"
	whyTgAb          = "tgab-positive"
	whyStimulated    = "stimulated"
	whyOrder         = "order-unclear"
	whyNoParameter   = "parameter-missing"
	whyIndetermined  = "indeterminate"
	whyNotUnderstood = "not-understood" // an entry of a complete list is in words that are not known
	whyContradicts   = "contradicting"
	whyNever         = "never"
)

// never is a time since something that did not happen: longer than any limit.
func never(from ...fact.Ref) fact.Value {
	v := fact.Exactly(math.Inf(1), from...)
	v.Why = whyNever
	return v
}

// as gives the status of a field that is not known.
func as[T any](f record.Field[T], from ...fact.Ref) fact.Value {
	return fact.Value{Status: f.Status, From: from, Why: whyNotRecorded}
}

// truth turns a field into a value.
func truth(f record.Truth, from ...fact.Ref) fact.Value {
	if !f.Has() {
		return as(f, from...)
	}
	return fact.Is(f.V, from...)
}

// needing names the facts that would make a value known.
func needing(v fact.Value, needs ...string) fact.Value {
	v.Needs = needs
	return v
}

// hull is what is known when one of the values holds and nobody knows which.
func hull(vs ...fact.Value) fact.Value {
	switch {
	case len(vs) == 0:
		return fact.Missing(whyNotRecorded)
	case len(vs) == 1:
		return vs[0]
	}
	out := vs[0]
	if !slices.ContainsFunc(vs[1:], func(v fact.Value) bool { return !same(&out, &v) }) {
		out.From, out.Needs = sortRefs(out.From), sorted(out.Needs)
		return out
	}
	for _, v := range vs[1:] {
		if out.Status != fact.Known || v.Status != fact.Known {
			out.Status = bothStatus(out.Status, v.Status)
			out.Why = cmp.Or(min(out.Why, v.Why), out.Why, v.Why)
			if out.Status == fact.Unknown {
				out.Truth, out.OneOf, out.Soft = false, 0, false
				out.Lo, out.Hi, out.Est = 0, 0, 0
			}
		} else {
			out = widen(out, v)
		}
		out.From = append(slices.Clip(out.From), v.From...)
		out.Needs = append(slices.Clip(out.Needs), v.Needs...)
	}
	if out.Status == fact.Unknown && out.Why == "" {
		out.Why = whyStraddles
	}
	out.From, out.Needs = sortRefs(out.From), sorted(out.Needs)
	return out
}

// same says that two values are one, with all that is said of them; an unknown without a
// reason gets one from those it is joined with.
func same(a, b *fact.Value) bool {
	return a.Status == b.Status && (a.Status != fact.Unknown || a.Why != "" && !a.Soft) && a.Lo == b.Lo && a.Hi == b.Hi && a.HiOpen == b.HiOpen &&
		a.LoOpen == b.LoOpen && a.Soft == b.Soft && a.Est == b.Est && a.Truth == b.Truth && a.OneOf == b.OneOf &&
		a.Why == b.Why && slices.Equal(a.From, b.From) && slices.Equal(a.Needs, b.Needs)
}

func bothStatus(a, b fact.Status) fact.Status {
	if a == b {
		return a
	}
	return fact.Unknown
}

// widen joins two known values of one fact.
func widen(a, b fact.Value) fact.Value {
	if a.Truth != b.Truth {
		return fact.Value{Why: whyStraddles, From: a.From, Needs: a.Needs}
	}
	if a.Lo != b.Lo || a.Hi != b.Hi || a.Est != b.Est {
		a.Soft = false
	}
	a.Soft = a.Soft && b.Soft
	switch {
	case b.Hi > a.Hi:
		a.Hi, a.HiOpen = b.Hi, b.HiOpen
	case b.Hi == a.Hi:
		a.HiOpen = a.HiOpen && b.HiOpen
	}
	switch {
	case b.Lo < a.Lo:
		a.Lo, a.LoOpen = b.Lo, b.LoOpen
	case b.Lo == a.Lo:
		a.LoOpen = a.LoOpen && b.LoOpen
	}
	if a.Lo != a.Hi && !a.Soft {
		a.Est = 0
	}
	a.OneOf |= b.OneOf
	if a.Why != b.Why {
		a.Why = ""
	}
	return a
}

// sortRefs puts places newest first, each once.
func sortRefs(refs []fact.Ref) []fact.Ref {
	if len(refs) < 2 {
		return refs
	}
	refs = slices.Clone(refs)
	slices.SortFunc(refs, func(a, b fact.Ref) int {
		return cmp.Or(newer(a.When, b.When), strings.Compare(a.At, b.At))
	})
	return slices.CompactFunc(refs, func(a, b fact.Ref) bool { return a.At == b.At })
}

func newer(a, b date.Span) int {
	if a.Known != b.Known {
		if a.Known {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(b.Hi, a.Hi), cmp.Compare(b.Lo, a.Lo))
}

func sorted(words []string) []string {
	if len(words) < 2 {
		return words
	}
	words = slices.Clone(words)
	slices.Sort(words)
	return slices.Compact(words)
}

// tri is the truth value of a fact that is a truth.
func tri(v fact.Value) fact.Tri {
	if v.Status != fact.Known {
		return fact.Maybe
	}
	return fact.TriOf(v.Truth)
}

// of makes a fact of a truth value.
func of(t fact.Tri, why string, from ...fact.Ref) fact.Value {
	switch t {
	case fact.Yes:
		return fact.True(from...)
	case fact.No:
		return fact.False(from...)
	}
	return fact.Missing(why, from...)
}

// ref names an entry by section, date and a word, independent of the order of entries.
func ref(sec record.Section, e record.Entry, words ...string) fact.Ref {
	s := e.Span()
	when := "undated"
	if s.Known {
		when = label(s)
	} else if standingSection(sec) {
		when = ""
	}
	parts := []string{string(sec), when}
	for _, w := range words {
		if w != "" {
			parts = append(parts, w)
		}
	}
	if e.From.Known && e.To.Known {
		s = e.To
	}
	return fact.Ref{At: strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), " "), When: s}
}

func standingSection(sec record.Section) bool {
	switch sec {
	case record.SecComorbidity, record.SecMedication, record.SecMalignancies, record.SecJudgements, record.SecPreferences,
		record.SecLevothyroxine, record.SecBoneAgents, secDenied, secRisks, secSites, secPerson, secTumour, record.SecLesions:
		return true
	}
	return false
}

// label prints a span as it was written, if that is a date.
func label(s date.Span) string {
	if s.Text != "" && s.Text[0] >= '0' && s.Text[0] <= '9' {
		return s.Text
	}
	return s.String()
}
