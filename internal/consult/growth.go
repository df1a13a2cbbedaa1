package consult

import (
	"slices"
	"strings"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/record"
)

// growthEvent is one examination or statement that says how the disease stood against
// an earlier one.
type growthEvent struct {
	on       date.Span
	e        *record.Entry
	ref      fact.Ref
	grew     fact.Tri  // yes: structural progression; no: none
	baseline date.Span // the examination it was compared with
	lesion   string    // "" for the disease as a whole
}

// growthEvents collects them: verdicts of examinations, what they say of each lesion,
// measured growth, lesions measured as stable, and stated responses.
func (c *ctx) growthEvents() []growthEvent {
	var out []growthEvent
	for i := range c.p.Imaging {
		x := &c.p.Imaging[i]
		if iodineScan(x) {
			continue // uptake is not size
		}
		base := c.baselineOf(x)
		r := ref(record.SecImaging, x.Entry, x.Modality)
		if t := grewBy(responseWord(x.Response)); t != fact.Maybe {
			out = append(out, growthEvent{x.Span(), &x.Entry, r, t, base, ""})
		}
		for j := range x.Findings {
			if t := changeWord(x.Findings[j].Change); t != fact.Maybe {
				out = append(out, growthEvent{x.Span(), &x.Entry, r, t, base, x.Findings[j].Lesion})
			}
		}
	}
	for i := range c.p.Responses {
		x := &c.p.Responses[i]
		if holds(x.Basis, "thyroglobulin", "symptoms") {
			continue
		}
		if t := grewBy(responseWord(x.Verdict)); t != fact.Maybe {
			e := &x.Entry
			if scan := c.scanOf(x); scan != nil {
				e = &scan.Entry // on the day of its sizes, so that both are weighed together
			}
			out = append(out, growthEvent{e.Span(), e, ref(record.SecResponses, x.Entry), t, x.Since, ""})
		}
	}
	return append(append(out, c.measuredGrowth()...), c.measuredStable()...)
}

// baselineOf is the date of the examination that another was compared with.
func (c *ctx) baselineOf(x *record.Imaging) date.Span {
	if x.ComparedOn.Known {
		return x.ComparedOn
	}
	for i := range c.p.Imaging {
		if y := &c.p.Imaging[i]; x.ComparedWith != "" && y.ID == x.ComparedWith {
			return y.Span()
		}
	}
	return date.Span{}
}

func grewBy(response string) fact.Tri {
	switch response {
	case "progression":
		return fact.Yes
	case "complete", "partial", "stable":
		return fact.No
	}
	return fact.Maybe
}

// changeWord reads what a report says of the change of a lesion.
func changeWord(t record.Text) fact.Tri {
	if !t.Has() {
		return fact.Maybe
	}
	w := strings.ToLower(t.V)
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(x string) bool { return strings.Contains(w, x) })
	}
	switch {
	case has("not larger", "no new", "mixed"):
		return fact.Maybe
	case has("larger", "new", "more", "progress", "increase", "grow"):
		return fact.Yes
	case has("smaller", "stable", "gone", "fewer", "unchanged", "decrease", "regress"):
		return fact.No
	}
	return fact.Maybe
}

// newest are the growth events that can be the last, of a lesion or of the disease.
func (c *ctx) newestGrowth(of func(*growthEvent) bool) []*growthEvent {
	return latest(c.growth, func(g *growthEvent) *record.Entry { return g.e }, of)
}

// growthOf: one growing lesion is progression, whatever others do on the same day.
func growthOf(newest []*growthEvent) fact.Value {
	if len(newest) == 0 {
		return fact.Missing(whyNoScan)
	}
	var yes, no []fact.Ref
	oneDay := true
	for _, g := range newest {
		oneDay = oneDay && g.on == newest[0].on
		if g.grew == fact.Yes {
			yes = append(yes, g.ref)
		} else {
			no = append(no, g.ref)
		}
	}
	switch {
	case len(yes) > 0 && (len(no) == 0 || oneDay):
		return fact.True(sortRefs(yes)...)
	case len(yes) > 0:
		return fact.Missing(whyOrder, sortRefs(append(yes, no...))...)
	}
	return fact.False(sortRefs(no)...)
}
