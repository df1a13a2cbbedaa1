package consult

import (
	"fmt"
	"math"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/recist"
	"symport/internal/record"
	"symport/internal/verdict"
)

// disagreements are the places where what was computed from the values of the record is
// not what the record says in words. The computed counts; both are shown.
func (a *assembly) disagreements() (out []verdict.Warning) {
	out = append(out, a.recistDisagrees()...)
	out = append(out, a.sizesDisagree()...)
	out = append(out, a.trendDisagrees()...)
	return ordered(append(out, a.doublingDisagrees()...))
}

func disagree(id, text, at string) verdict.Warning {
	return verdict.Warning{ID: "computed-disagrees-" + id, Text: text, At: at, Hint: "the computed one is used; look at both"}
}

// recistDisagrees compares stated verdicts by RECIST with the computed one of that day
// under that treatment.
func (a *assembly) recistDisagrees() (out []verdict.Warning) {
	lines := a.v.ctx.recistLines()
	for i := range a.v.p.Responses {
		x := &a.v.p.Responses[i]
		if !x.Verdict.Has() || !byRecist(x) || !x.Span().Exact() {
			continue
		}
		for k := range lines {
			if word := lines[k].on(x.Span().Lo); word != "" && lines[k].measured() && recistWords[word] != responseWord(x.Verdict) {
				out = append(out, disagree("recist", fmt.Sprintf("%s: stated %s by RECIST, computed from the sizes %s", label(x.Span()), x.Verdict.V, word),
					ref(record.SecResponses, x.Entry).At))
			}
		}
	}
	return out
}

// on is the category that holds for a day, "" if there is none that a word stands for.
func (l *RecistLine) on(day date.Day) string {
	if l.Kind != recist.InTime {
		return ""
	}
	for k, v := range l.Result.Visits {
		if p := l.Result.Points[k]; k > 0 && !p.AfterPD && date.Day(v.First) <= day && day <= date.Day(v.Last) && recistWords[string(p.Overall)] != "" {
			return string(p.Overall)
		}
	}
	return ""
}

var recistWords = map[string]string{"CR": "complete", "PR": "partial", "SD": "stable", "PD": "progression"}

// sizesDisagree: a report says that a lesion grew and its size is not above the one
// before, or that it did not, and it grew by what counts as growth.
func (a *assembly) sizesDisagree() (out []verdict.Warning) {
	for _, x := range a.v.ctx.lesions {
		sizes := a.v.ctx.diameters(x)
		for i := range sizes {
			m := &sizes[i]
			base, said := smallestBefore(sizes, m), changeWord(m.at.f.Change)
			if base == nil || said == fact.Maybe || holds(m.at.f.Change.V, "new") {
				continue
			}
			grew := m.mm >= base.mm*recistGrowth && m.mm-base.mm >= recistGrowthMM
			if said == fact.Yes && m.mm <= base.mm || said == fact.No && grew {
				out = append(out, disagree("size", fmt.Sprintf("%s is called %s, its size went from %g to %g mm", x.ID, m.at.f.Change.V, base.mm, m.mm),
					ref(record.SecImaging, m.at.img.Entry, m.at.img.Modality).At))
			}
		}
	}
	return out
}

// trendDisagrees: a stated direction of thyroglobulin against the line through its values.
func (a *assembly) trendDisagrees() (out []verdict.Warning) {
	m := a.v.ctx.marker()
	for i := range a.v.p.Labs {
		l := &a.v.p.Labs[i]
		if l.Test != "Tg" || !l.Trend.Has() || !l.Span().Known {
			continue
		}
		for _, s := range m.course.Stretches {
			if !s.Reliable || float64(l.Span().Lo) < s.Fit.FromDay || float64(l.Span().Hi) > s.Fit.ToDay {
				continue
			}
			if b := s.Fit.Slope; l.Trend.V == "rising" && b.High < 0 || l.Trend.V == "falling" && b.Low > 0 {
				out = append(out, disagree("tg", "thyroglobulin is called "+l.Trend.V+"; the line through its values does the opposite", ref(record.SecLaboratory, l.Entry, "Tg").At))
			}
		}
	}
	return out
}

// doublingDisagrees: an entered doubling time outside the interval of the computed one.
func (a *assembly) doublingDisagrees() []verdict.Warning {
	said, ok := a.v.ctx.answer("tg.doubling", "")
	v := tgDoubling(a.v.ctx)
	if !ok || said.Status != fact.Known || v.Status != fact.Known || len(said.From) == 0 || (said.Hi >= v.Lo && said.Lo <= v.Hi) {
		return nil
	}
	return []verdict.Warning{disagree("doubling", fmt.Sprintf("the entered doubling time, %s, lies outside the interval computed from the values, %s",
		monthsText(said.Lo, said.Hi), monthsText(v.Lo, v.Hi)), said.From[0].At)}
}

func monthsText(lo, hi float64) string {
	switch {
	case math.IsInf(hi, 1):
		return fmt.Sprintf("%.3g months or longer", lo)
	case lo == hi:
		return fmt.Sprintf("%.3g months", lo)
	}
	return fmt.Sprintf("%.3g to %.3g months", lo, hi)
}
