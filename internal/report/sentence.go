package report

import (
	"strings"

	"symport/internal/verdict"
)

// Complete fills the sentences of an assessment in place: the text of each reason and
// each flip, put together from its structure. It is idempotent.
func Complete(a *verdict.Assessment) {
	l := newLabels(a)
	for i := range a.Criteria {
		l.reasons(a.Criteria[i].Because)
	}
	for i := range a.Options {
		l.option(&a.Options[i])
	}
}

func (l labels) option(o *verdict.Option) {
	for _, args := range [][]verdict.Argument{o.For, o.Against, o.Excludes, o.Requires, o.Informs, o.Checklist} {
		for i := range args {
			l.reasons(args[i].Because)
		}
	}
	for i := range o.Flips {
		o.Flips[i].Text = l.flip(o.Flips[i])
	}
}

func (l labels) reasons(whys []*verdict.Why) {
	for _, w := range whys {
		w.Text = l.reason(w)
	}
}

// reason says "label: value (date), at least threshold".
func (l labels) reason(w *verdict.Why) string {
	s := l.fact(w.Fact, w.Lesion) + ": " + l.valueOf(w)
	if w.Date != "" && w.Value != nil {
		s += " (" + w.Date + ")"
	}
	if limit := limitOf(w); limit != "" {
		s += ", " + limit
	}
	return s
}

// valueOf prints the value of a reason; a quantity known only as a range is looked up.
func (l labels) valueOf(w *verdict.Why) string {
	if w.Value != nil {
		return value(w.Value, w.Unit)
	}
	if f := l.finding(w.Fact, w.Lesion); f != nil {
		if f.Low != nil || f.High != nil {
			return between(f.Low, f.High, f.Unit)
		}
		if word := statusWords[f.Status]; word != "" && f.Status != "known" {
			return word
		}
	}
	return statusWords["unknown"]
}

// limitOf says the threshold with the word for how the value stands to it. Truths and
// words have none.
func limitOf(w *verdict.Why) string {
	x, isNumber := w.Threshold.(float64)
	if !isNumber || w.Op == "" || w.Op == "==" {
		return ""
	}
	limit := quantity(x, w.Unit)
	if w.Unit == "GBq" {
		limit = figures(x) + " GBq" // the value beside it has both units
	}
	switch w.Status {
	case "not-met":
		return inverseWords[w.Op] + " " + limit
	case "met":
		return opWords[w.Op] + " " + limit
	}
	return opWords[w.Op] + " " + limit + " is asked"
}

// flip says "label under 12 mo -> verdict".
func (l labels) flip(f verdict.Flip) string {
	to := " -> " + verdictWords[f.To]
	name := l.name(f.Fact)
	if f.Lesion != nil && *f.Lesion != "" {
		name = l.lesion(*f.Lesion) + ": " + name
	}
	switch t := f.Threshold.(type) {
	case bool:
		if t == (f.Op != "!=") {
			return name + to
		}
		return name + ": " + wNo + to
	case nil:
		return name + to
	}
	return strings.Join([]string{name, opWords[f.Op], value(f.Threshold, f.Unit)}, " ") + to
}
