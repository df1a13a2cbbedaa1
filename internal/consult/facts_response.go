package consult

import (
	"strings"

	"symport/internal/fact"
	"symport/internal/record"
)

// responses gives the members of rai.last_response for the words of a file.
var responses = map[string]string{
	"complete": "complete", "partial": "partial", "stable": "stable", "progression": "progression", "biochemical": "biochemical", "none": "none",
}

// responseWord reads a stated response, "" if it is none of the words.
func responseWord(t record.Text) string {
	if !t.Has() {
		return ""
	}
	for word, member := range responses {
		if strings.HasPrefix(strings.ToLower(t.V), word) {
			return member
		}
	}
	return ""
}

// toLast collects what is stated of the response to the last course: beside it, as a
// response to it, and as the verdict of the examinations since.
func (c *ctx) toLast() (words []string, refs []fact.Ref) {
	take := func(w string, r fact.Ref) {
		if w != "" {
			words, refs = append(words, w), append(refs, r)
		}
	}
	last := c.lastCourse()
	for _, x := range last {
		take(responseWord(x.Response), ref(record.SecRadioiodine, x.Entry, "response"))
	}
	for i := range c.p.Responses {
		r := &c.p.Responses[i]
		for _, x := range last {
			if (r.To != "" && r.To == x.ID) || (len(last) == 1 && r.To == string(record.SecRadioiodine) && after(&r.Entry, &x.Entry)) {
				take(responseWord(r.Verdict), ref(record.SecResponses, r.Entry))
			}
		}
	}
	return words, refs
}

func raiLastResponse(c *ctx) fact.Value {
	words, refs := c.toLast()
	if len(words) == 0 {
		if len(c.given()) == 0 && c.complete(record.SecRadioiodine) {
			return fact.Value{Status: fact.NotApplicable, From: []fact.Ref{c.closed(record.SecRadioiodine)}}
		}
		return fact.Missing(whyNotRecorded)
	}
	var mask uint64
	for _, w := range words {
		mask |= c.bit("rai.last_response", w)
	}
	return fact.Members(mask, sortRefs(refs)...)
}

// raiBroughtResponse: any structural or biochemical response to the last course.
func raiBroughtResponse(c *ctx) fact.Value {
	words, refs := c.toLast()
	t := fact.Maybe
	for _, w := range words {
		switch w {
		case "complete", "partial", "biochemical":
			return fact.True(sortRefs(refs)...)
		case "progression", "none":
			t = fact.No
		}
	}
	tg := c.tgFell()
	refs = append(refs, tg.From...)
	if len(words) > 0 && t == fact.Maybe { // stable: no structural response
		t = fact.No
	}
	switch {
	case tri(tg) == fact.Yes:
		return fact.True(sortRefs(refs)...)
	case t == fact.No && len(words) > 0 && (tri(tg) == fact.No || words[0] != "stable"):
		return fact.False(sortRefs(refs)...)
	}
	return fact.Missing(whyNotRecorded, sortRefs(refs)...)
}

// raiStillResponding: thyroglobulin falls, or the last examination since the course
// shows a response. A fall beside growth since the course is discordance and tells nothing
// of a response.
func raiStillResponding(c *ctx) fact.Value {
	if len(c.given()) == 0 {
		return c.noneRecorded(record.SecRadioiodine)
	}
	tg, scan := c.tgFell(), c.lastVerdict("complete", "partial")
	refs := sortRefs(append(append([]fact.Ref{}, tg.From...), scan.From...))
	if grew, _, _ := c.sinceLast(); len(grew) > 0 && tri(scan) != fact.Yes {
		return fact.Missing(whyContradicts, sortRefs(append(refs, grew[0].ref))...)
	}
	return of(tri(tg).Or(tri(scan)), whyNotRecorded, refs...)
}

// lastVerdict is whether the last examination after the last course states one of the
// verdicts.
func (c *ctx) lastVerdict(want ...string) fact.Value {
	since := c.lastCourseOn()
	newest := latest(c.p.Imaging, imagingEntry, func(x *record.Imaging) bool {
		return x.Response.Has() && since.SurelyBefore(x.Span())
	})
	var vs []fact.Value
	for _, x := range newest {
		w := responseWord(x.Response)
		vs = append(vs, fact.Is(contains(want, w), ref(record.SecImaging, x.Entry, x.Modality)))
	}
	return hull(vs...)
}

func contains(words []string, w string) bool {
	for _, x := range words {
		if x == w {
			return true
		}
	}
	return false
}

// raiCompleteResponse: a complete response was stated after some course.
func raiCompleteResponse(c *ctx) fact.Value {
	var yes []fact.Ref
	for i := range c.p.Responses {
		if r := &c.p.Responses[i]; responseWord(r.Verdict) == "complete" && !holds(r.Basis, "thyroglobulin", "symptoms") {
			yes = append(yes, ref(record.SecResponses, r.Entry))
		}
	}
	first := c.firstCourse()
	for i := range c.p.Imaging {
		if x := &c.p.Imaging[i]; responseWord(x.Response) == "complete" && first.SurelyBefore(x.Span()) {
			yes = append(yes, ref(record.SecImaging, x.Entry, x.Modality))
		}
	}
	for _, x := range c.given() {
		if responseWord(x.Response) == "complete" {
			yes = append(yes, ref(record.SecRadioiodine, x.Entry, "response"))
		}
	}
	if len(yes) > 0 {
		return fact.True(sortRefs(yes)...)
	}
	if len(c.given()) == 0 {
		return c.noneRecorded(record.SecRadioiodine)
	}
	if words, refs := c.toLast(); len(words) > 0 && len(c.given()) == 1 {
		return fact.False(sortRefs(refs)...)
	}
	return fact.Missing(whyNotRecorded)
}

// raiResidual: a recorded response that left disease.
func raiResidual(c *ctx) fact.Value {
	words, refs := c.toLast()
	if v := c.lastVerdict("complete"); v.Status == fact.Known {
		return fact.Is(!v.Truth, v.From...)
	}
	if len(words) > 0 {
		return fact.Is(!contains(words, "complete"), sortRefs(refs)...)
	}
	return fact.Missing(whyNotRecorded)
}
