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

// with adds what another hint says and this one does not.
func (h Hint) with(o Hint) Hint {
	letters := appendNew(slices.Clone(h.Letters), o.Letters...)
	slices.Sort(letters)
	return Hint{letters, appendNew(slices.Clone(h.Lead), o.Lead...), appendNew(slices.Clone(h.Parts), o.Parts...), h.Open}
}

// Fit says the letters, the lead and of the parts the first few that fit into width
// runes, each whole. Of reasons the first is always said.
func (h Hint) Fit(width int) string {
	const most = 3
	out := ""
	if len(h.Letters) > 0 {
		out = fmt.Sprintf(wAfter, strings.Join(h.Letters, ", "))
	}
	for _, l := range h.Lead {
		out = semicolon(out, l)
	}
	said := 0
	for _, p := range h.Parts {
		next := h.append(out, p, said)
		if said < most && (out == "" || len([]rune(next)) <= width) {
			out = next
			said++
		}
	}
	return out
}

// append puts questions one after the other and reasons behind semicolons.
func (h Hint) append(out, part string, said int) string {
	switch {
	case h.Open && said > 0:
		return out + " " + part + "?"
	case h.Open:
		return semicolon(out, part+"?")
	}
	return semicolon(out, part)
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
	h := d.reasonHint(o, d.allNeeds(bundle))
	h.Lead = append(h.Lead, d.states(bundle)...)
	if o.Experimental && groupOf(o.Verdict) <= groupOpen {
		h.Lead = append([]string{wExperiment}, h.Lead...)
	}
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
			words[i] = fmt.Sprintf("%s: %s", word, d.labels.places(places[word]))
		}
	}
	return words
}

func (d *Document) reasonHint(o *verdict.Option, needs []string) Hint {
	switch o.Verdict {
	case verdict.NotAddressed:
		return Hint{Lead: []string{silence(o)}}
	case verdict.NotEligible:
		return Hint{Parts: shorts(o.Requires, "not-met", wRequires)}
	case verdict.NotIndicated:
		return Hint{Lead: []string{wNoReason}}
	case verdict.Contraindicated:
		return Hint{Parts: shorts(absolute(o.Excludes), "met", "%s")}
	case verdict.Defer:
		return d.deferHint(o)
	case verdict.Discouraged:
		return d.discouragedHint(o)
	case verdict.NeedsData:
		return d.openHint(needs)
	case verdict.CheckFirst:
		h := d.openHint(needs)
		if against := shorts(o.Against, "met", "%s"); len(against) > 0 && len(h.Letters) == 0 {
			h.Lead = against[:1]
		}
		return h
	}
	return Hint{Parts: shorts(o.For, "met", "%s")}
}

// silence says why the edition does not speak of an option.
func silence(o *verdict.Option) string {
	if o.Reason == "outside-scope" {
		return wOutside
	}
	if notes := shorts(o.Informs, "met", "%s"); len(notes) > 0 && o.Informs[0].Short != "" {
		return notes[0]
	}
	return wNoRule
}

func absolute(args []verdict.Argument) []verdict.Argument {
	var out []verdict.Argument
	for _, a := range args {
		if a.Kind == "absolute" {
			out = append(out, a)
		}
	}
	return out
}

// deferHint says until when, and what to correct with the value as it is now.
func (d *Document) deferHint(o *verdict.Option) Hint {
	var h Hint
	if o.Until != "" {
		h.Lead = append(h.Lead, fmt.Sprintf(wUntil, o.Until))
	}
	for _, a := range o.Excludes {
		if a.Status == "met" && a.Kind != "absolute" {
			h.Parts = appendNew(h.Parts, d.labels.correction(a))
		}
	}
	return h
}

// correction is what to correct and the value as it is; of a dated excluder its reason.
func (l labels) correction(a verdict.Argument) string {
	if a.Correct == "" {
		return brief(a)
	}
	for _, w := range a.Because {
		if _, isNumber := w.Value.(float64); isNumber {
			return a.Correct + ", " + fmt.Sprintf(wIsNow, l.reading(w))
		}
	}
	return a.Correct
}

// reading is a value with those that are read beside it under the same short name, the
// larger first: "168/96 mmHg".
func (l labels) reading(w *verdict.Why) string {
	own := l.finding(w.Fact, w.Lesion)
	if own == nil || own.Short == "" {
		return value(w.Value, w.Unit)
	}
	var numbers []float64
	for _, f := range l.findings {
		x, isNumber := f.Value.(float64)
		if isNumber && f.Short == own.Short && f.Unit == own.Unit && f.Lesion == own.Lesion && !slices.Contains(numbers, x) {
			numbers = append(numbers, x)
		}
	}
	slices.Sort(numbers)
	slices.Reverse(numbers)
	words := make([]string, len(numbers))
	for i, x := range numbers {
		words[i] = figures(x)
	}
	return strings.TrimSpace(strings.Join(words, "/") + " " + plainUnit(w.Unit))
}

// discouragedHint names the gravest reason and, of the alternatives, those in play.
func (d *Document) discouragedHint(o *verdict.Option) Hint {
	var h Hint
	args := slices.Clone(o.Against)
	slices.SortStableFunc(args, func(a, b verdict.Argument) int { return gravity(a) - gravity(b) })
	if reasons := shorts(args, "met", "%s"); len(reasons) > 0 {
		h.Lead = reasons[:1]
	}
	var numbers []string
	for _, id := range o.Alternative {
		if n, ok := d.numbers[id]; ok && d.inPlay(id) {
			numbers = append(numbers, strconv.Itoa(n))
		}
	}
	if len(numbers) > 0 {
		h.Lead = append(h.Lead, fmt.Sprintf(wInstead, strings.Join(numbers, ", ")))
	}
	return h
}

func gravity(a verdict.Argument) int {
	switch {
	case a.Role == "failed":
		return 0
	case a.Strength == "strong":
		return 1
	}
	return 2
}

// inPlay says that some entry of the option is open or better.
func (d *Document) inPlay(id string) bool {
	return slices.ContainsFunc(d.A.Options, func(o verdict.Option) bool { return o.ID == id && groupOf(o.Verdict) <= groupOpen })
}

// openHint names the questions that it waits for and the facts beside them.
func (d *Document) openHint(needs []string) Hint {
	letters, others := d.letters(needs)
	if len(letters) > 0 {
		others = slices.DeleteFunc(others, isList)
	}
	return Hint{Letters: letters, Parts: d.labels.asks(others), Open: true}
}

// brief is an argument in a few words.
func brief(a verdict.Argument) string {
	if a.Short != "" {
		return a.Short
	}
	return a.Text
}

func shorts(args []verdict.Argument, status, format string) []string {
	var out []string
	for _, a := range args {
		if a.Status == status {
			out = appendNew(out, fmt.Sprintf(format, brief(a)))
		}
	}
	return out
}

func (d *Document) allNeeds(bundle []*verdict.Option) []string {
	var out []string
	for _, o := range bundle {
		out = appendNew(out, d.labels.facts(o.Needs, arguments(o))...)
	}
	return out
}
