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
	Lead  []string // always said
	Parts []string
	Open  bool // the parts are questions
}

func (h Hint) equal(o Hint) bool {
	return h.Open == o.Open && slices.Equal(h.Lead, o.Lead) && slices.Equal(h.Parts, o.Parts)
}

// Fit joins what fits into width runes and counts the rest.
func (h Hint) Fit(width int) string {
	out := strings.Join(h.Lead, "; ")
	for i, p := range h.Parts {
		if h.Open {
			p += "?"
		}
		next := p
		if out != "" {
			next = out + "; " + p
		}
		more := ""
		if rest := len(h.Parts) - i - 1; rest > 0 {
			more = fmt.Sprintf("; +%d", rest)
		}
		if len([]rune(next+more)) > width && i+len(h.Lead) > 0 {
			return fmt.Sprintf("%s; +%d", out, len(h.Parts)-i)
		}
		out = next
	}
	return out
}

// hint says in few words why a bundle stands where it stands.
func (d *Document) hint(bundle []*verdict.Option) Hint {
	o := bundle[0]
	h := d.reasonHint(o, allNeeds(bundle))
	if o.Experimental {
		h.Lead = append(h.Lead, wExperiment)
	}
	if word := stateWords[o.State]; word != "" && o.State != "failed" {
		h.Lead = append(h.Lead, word)
	}
	return h
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
	h := Hint{Parts: d.labels.needs(others), Open: true}
	if len(letters) > 0 {
		h.Lead = []string{fmt.Sprintf(wAfter, strings.Join(letters, ", "))}
	}
	return h
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
