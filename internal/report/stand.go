package report

import (
	"fmt"
	"slices"
	"strings"

	"symport/internal/verdict"
)

// clauses gathers words under heads, in the order of the heads: "C6: weakness, gait".
type clauses struct {
	heads []string
	words map[string][]string
}

func (c *clauses) add(head, word string) {
	if c.words == nil {
		c.words = map[string][]string{}
	}
	c.heads = appendNew(c.heads, head)
	c.words[head] = appendNew(c.words[head], word)
}

func (c *clauses) say(end string) []string {
	out := make([]string, len(c.heads))
	for i, head := range c.heads {
		out[i] = strings.Join(c.words[head], ", ") + end
		if head != "" {
			out[i] = head + ": " + out[i]
		}
	}
	return out
}

// standing says in a few sentences where the disease stands: the last scan, the
// radioiodine given, the systemic drugs, the markers, a pregnancy where there can be one.
func standing(a *verdict.Assessment, l labels) []string {
	out := []string{lastScan(a.Summary.Course), radioiodine(a, l), drugs(a, l), markers(a, l)}
	s := pregnancy(l)
	if f := l.finding("patient.pregnant", nil); f != nil && f.Value == true {
		return append([]string{s}, out...)
	}
	if s != "" {
		out = append(out, s)
	}
	return out
}

func lastScan(course []verdict.Event) string {
	when, texts := "", []string(nil)
	for _, e := range course {
		if e.Section != "imaging" || !e.Used {
			continue
		}
		if e.When != when {
			when, texts = e.When, nil
		}
		texts = appendNew(texts, e.Text)
	}
	if len(texts) == 0 {
		return wNoScan
	}
	if when = whenWords(when, false); when == wUndated {
		return fmt.Sprintf(wUndatedScans, strings.Join(withoutRepeats(texts), "; "))
	}
	return fmt.Sprintf(wLastScan, when, strings.Join(withoutRepeats(texts), "; "))
}

// withoutRepeats drops the modality of a text when the one before says the same.
func withoutRepeats(texts []string) []string {
	out, last := make([]string, len(texts)), ""
	for i, t := range texts {
		head, rest, ok := strings.Cut(t, ": ")
		if ok && head == last {
			t = rest
		}
		if ok {
			last = head
		}
		out[i] = t
	}
	return out
}

func radioiodine(a *verdict.Assessment, l labels) string {
	ever := l.finding("rai.ever", nil)
	if ever != nil && ever.Value == false {
		return wNoRadioiodine
	}
	courses, total := l.finding("rai.courses", nil), l.finding("rai.cumulative", nil)
	var parts []string
	if s := rangeOf(courses); s != "" {
		parts = append(parts, plural(s, "course", courses))
	}
	if s := rangeOf(total); s != "" {
		parts = append(parts, s)
	}
	if courses != nil && courses.Date != "" {
		parts = append(parts, wTheLast+whenWords(courses.Date, false))
	}
	if len(parts) == 0 {
		return wRAIUnknown
	}
	return fmt.Sprintf(wRadioiodine, strings.Join(parts, ", "))
}

// plural adds the noun in the number that the count asks for.
func plural(text, noun string, f *verdict.Finding) string {
	if f.Low != nil && *f.Low == 1 && (f.High == nil || *f.High == 1) {
		return text + " " + noun
	}
	return text + " " + noun + "s"
}

func rangeOf(f *verdict.Finding) string {
	switch {
	case f == nil || f.Status != "known":
		return ""
	case f.Low != nil && *f.Low == 0 && f.High == nil:
		return "" // at least nothing
	case f.Low != nil || f.High != nil:
		return between(f.Low, f.High, f.Unit)
	case f.Value != nil:
		return value(f.Value, f.Unit)
	}
	return ""
}

func drugs(a *verdict.Assessment, l labels) string {
	var parts []string
	for _, e := range a.Summary.Course {
		if e.Section != "systemic" {
			continue
		}
		part := whenWords(e.When, e.Period) + " " + e.Text
		if e.Ongoing && running(a.Drugs, e) {
			part = fmt.Sprintf(wRunning, whenWords(e.When, false), e.Text)
		}
		if !e.Used {
			part += " (" + wMaybe + ")"
		}
		parts = appendNew(parts, part)
	}
	if len(parts) > 0 {
		return fmt.Sprintf(wDrugs, strings.Join(parts, "; "))
	}
	if f := l.finding("tki.ever", nil); f != nil && f.Value == false {
		return wNoDrug
	}
	return wDrugsUnknown
}

// running says that the drug of an event is given on this day.
func running(drugs []verdict.Drug, e verdict.Event) bool {
	return slices.ContainsFunc(drugs, func(d verdict.Drug) bool {
		return d.State == "ongoing" && strings.HasPrefix(e.Text, d.Drug) && strings.Contains(d.When, e.When)
	})
}

func beforeComma(s string) string {
	head, _, _ := strings.Cut(s, ",")
	return head
}

func joined(parts ...string) string {
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return strings.Join(parts, ", ")
}
