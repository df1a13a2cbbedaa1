package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"symport/internal/verdict"
)

// Hint is the reason of a row in few words: a lead and parts of which as many are
// printed as there is room for.
type Hint struct {
	Letters []string // of the questions that it waits for
	Lead    []string // always said
	Parts   []string
	Open    bool // the parts are questions
}

func (h Hint) equal(o Hint) bool {
	return h.Open == o.Open && slices.Equal(h.Letters, o.Letters) && slices.Equal(h.Lead, o.Lead) && slices.Equal(h.Parts, o.Parts)
}

// with adds what another hint says and this one does not.
func (h Hint) with(o Hint) Hint {
	letters := appendNew(slices.Clone(h.Letters), o.Letters...)
	slices.Sort(letters)
	return Hint{letters, appendNew(slices.Clone(h.Lead), o.Lead...), appendNew(slices.Clone(h.Parts), o.Parts...), h.Open}
}

// Fit joins what fits into width runes and counts the rest.
func (h Hint) Fit(width int) string {
	out, left := "", 0
	if len(h.Letters) > 0 {
		out = fmt.Sprintf(wAfter, strings.Join(h.Letters, ", "))
	}
	for _, l := range h.Lead {
		out = semicolon(out, l)
	}
	for _, p := range h.Parts {
		if h.Open {
			p += "?"
		}
		if next := semicolon(out, p); len([]rune(next)) <= width-len("; +99") {
			out = next
		} else {
			left++
		}
	}
	switch {
	case left > 0 && out == "" && !h.Open:
		return clipRunes(h.Parts[0], width)
	case left == 1 && out == "":
		return clipRunes(h.Parts[0], width-1) + "?"
	case left > 0 && out == "":
		return clipRunes(h.Parts[0], width-len("?; +9")) + fmt.Sprintf("?; +%d", left-1)
	case left > 0:
		out = semicolon(out, fmt.Sprintf("+%d", left))
	}
	return clipRunes(out, width)
}

// clipRunes cuts at the last rune that fits, marked by two dots.
func clipRunes(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return strings.TrimRight(string(r[:max(most-2, 0)]), " ;,") + ".."
}

func semicolon(a, b string) string {
	if a == "" {
		return b
	}
	return a + "; " + b
}

// hint says in few words why a bundle stands where it stands.
func (d *Document) hint(bundle []*verdict.Option) Hint {
	o := bundle[0]
	h := d.reasonHint(o, allNeeds(bundle))
	h.Lead = append(h.Lead, d.states(bundle)...)
	return h
}

// states says what of the bundle has a history, and where, if not everywhere.
func (d *Document) states(bundle []*verdict.Option) []string {
	places := map[string][]string{}
	var words []string
	for _, o := range bundle {
		if word := stateWords[o.State]; word != "" && o.State != "failed" {
			words = appendNew(words, word)
			places[word] = append(places[word], o.Target.ID)
		}
	}
	for i, word := range words {
		if n := len(places[word]); n < len(bundle) {
			words[i] = fmt.Sprintf("%s: %s", word, d.lesionNames(places[word]))
		}
	}
	return words
}

func (d *Document) reasonHint(o *verdict.Option, needs []string) Hint {
	switch o.Verdict {
	case verdict.NotAddressed:
		if o.Reason == "outside-scope" {
			return Hint{Lead: []string{wOutside}}
		}
		return Hint{Lead: []string{wNoRule}}
	case verdict.NotEligible:
		return Hint{Parts: texts(o.Requires, "not-met", wRequires)}
	case verdict.NotIndicated:
		return Hint{Lead: []string{wNoReason}}
	case verdict.Contraindicated:
		return Hint{Parts: texts(o.Excludes, "met", "%s")}
	case verdict.Defer:
		return deferHint(o)
	case verdict.Discouraged:
		return d.discouragedHint(o)
	case verdict.NeedsData, verdict.CheckFirst:
		return d.openHint(needs)
	}
	return Hint{Parts: texts(o.For, "met", "%s")}
}

func deferHint(o *verdict.Option) Hint {
	var h Hint
	if o.Until != "" {
		h.Lead = append(h.Lead, fmt.Sprintf(wUntil, o.Until))
	}
	if len(o.Correct) > 0 {
		h.Parts = o.Correct
		return h
	}
	h.Parts = texts(o.Excludes, "met", "%s")
	return h
}

func (d *Document) discouragedHint(o *verdict.Option) Hint {
	var h Hint
	var numbers []string
	for _, id := range o.Alternative {
		if n, ok := d.numbers[id]; ok {
			numbers = append(numbers, strconv.Itoa(n))
		} else {
			numbers = append(numbers, humanize(id))
		}
	}
	if len(numbers) > 0 {
		h.Lead = append(h.Lead, fmt.Sprintf(wInstead, strings.Join(numbers, ", ")))
	}
	h.Parts = texts(o.Against, "met", "%s")
	return h
}

func (d *Document) openHint(needs []string) Hint {
	letters, others := d.letters(needs)
	return Hint{Letters: letters, Parts: d.labels.needs(others), Open: true}
}

func texts(args []verdict.Argument, status, format string) []string {
	var out []string
	for _, a := range args {
		if a.Status == status {
			out = appendNew(out, fmt.Sprintf(format, a.Text))
		}
	}
	return out
}

func allNeeds(bundle []*verdict.Option) []string {
	var out []string
	for _, o := range bundle {
		out = appendNew(out, o.Needs...)
	}
	return out
}
