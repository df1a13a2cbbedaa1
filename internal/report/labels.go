package report

import (
	"fmt"
	"slices"
	"strings"

	"symport/internal/verdict"
)

// labels finds the words for facts, lesions and options of one assessment.
type labels struct {
	findings map[string]*verdict.Finding
	lesions  map[string]string
}

func newLabels(a *verdict.Assessment) labels {
	l := labels{map[string]*verdict.Finding{}, map[string]string{}}
	for i := range a.Findings {
		f := &a.Findings[i]
		l.findings[key(f.ID, f.Lesion)] = f
		if _, ok := l.findings[f.ID]; !ok {
			l.findings[f.ID] = f
		}
	}
	for _, lesion := range a.Lesions {
		l.lesions[lesion.ID] = lesion.Label
	}
	return l
}

func key(id, lesion string) string {
	if lesion == "" {
		return id
	}
	return id + "@" + lesion
}

func (l labels) finding(id string, lesion *string) *verdict.Finding {
	if lesion != nil {
		if f := l.findings[key(id, *lesion)]; f != nil {
			return f
		}
	}
	return l.findings[id]
}

// fact names a fact, with the lesion it speaks of.
func (l labels) fact(id string, lesion *string) string {
	name := humanize(id)
	if f := l.finding(id, lesion); f != nil && f.Label != "" {
		name = f.Label
	}
	if lesion == nil || *lesion == "" {
		return name
	}
	return l.lesion(*lesion) + ": " + name
}

// lesion names a lesion.
func (l labels) lesion(id string) string {
	if label := l.lesions[id]; label != "" {
		return label
	}
	return id
}

// need names a needed fact ("lesion.fdg@c6") shortly, as it stands before a question mark.
func (l labels) need(id string) string {
	if id == "lesions.complete" {
		return "other lesions"
	}
	bare, _, _ := strings.Cut(id, "@")
	if list, ok := strings.CutSuffix(bare, ".complete"); ok {
		return fmt.Sprintf(wAllListed, humanize(list))
	}
	if f := l.finding(bare, nil); f != nil && f.Short != "" {
		return f.Short
	}
	return l.name(id)
}

// name is the label of a fact without its lesion and without what stands in brackets.
func (l labels) name(id string) string {
	bare, _, _ := strings.Cut(id, "@")
	name := l.fact(bare, nil)
	if cut := strings.Index(name, " ("); cut > 0 {
		name = name[:cut]
	}
	return name
}

// isList says that a need is the completeness of a list: anybody's record lacks it.
func isList(need string) bool { return strings.HasSuffix(need, ".complete") }

// place names a lesion among others: of a bone, which one.
func (l labels) place(id string) string { return strings.TrimPrefix(l.lesion(id), "bone, ") }

// places names lesions, or counts them if they are many.
func (l labels) places(ids []string) string {
	const most = 3
	if len(ids) > most {
		return fmt.Sprintf(wLesionCount, len(ids))
	}
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = l.place(id)
	}
	return listed(names)
}

// listed joins names, those that hold commas so that each can be told from the next.
func listed(names []string) string {
	if slices.ContainsFunc(names, func(s string) bool { return strings.Contains(s, ",") }) {
		return strings.Join(names, " / ")
	}
	return strings.Join(names, ", ")
}

// needs names needed facts, each once, in order.
func (l labels) needs(ids []string) []string {
	var out []string
	for _, id := range ids {
		out = appendNew(out, l.need(id))
	}
	return out
}

// facts puts in place of a list the facts of the arguments that its completeness would
// settle.
func (l labels) facts(ids []string, args []verdict.Argument) []string {
	var out []string
	for _, id := range ids {
		if !isList(id) {
			out = appendNew(out, id)
			continue
		}
		settled := l.settled(id, args)
		if len(settled) == 0 {
			settled = []string{id}
		}
		out = appendNew(out, settled...)
	}
	return out
}

func (l labels) settled(list string, args []verdict.Argument) []string {
	var out []string
	for _, a := range args {
		if a.Status != "unknown" || !slices.Contains(a.Needs, list) {
			continue
		}
		for _, w := range a.Because {
			if f := l.finding(w.Fact, w.Lesion); f != nil && f.Status != "known" && slices.Contains(f.Needs, list) {
				out = appendNew(out, w.Fact)
			}
		}
	}
	return out
}

// arguments are all that a verdict rests on.
func arguments(o *verdict.Option) []verdict.Argument {
	return slices.Concat(absolute(o.Excludes), o.Requires, o.Excludes, o.For, o.Against)
}

// asks is needs without the completeness of lists, unless that is all that lacks.
func (l labels) asks(ids []string) []string {
	facts := slices.DeleteFunc(slices.Clone(ids), isList)
	if len(facts) == 0 {
		facts = ids
	}
	return l.needs(facts)
}

// humanize turns an id nobody labelled into words.
func humanize(id string) string {
	return strings.NewReplacer(".", " ", "_", " ", "-", " ").Replace(id)
}

func appendNew(list []string, words ...string) []string {
next:
	for _, w := range words {
		for _, have := range list {
			if have == w {
				continue next
			}
		}
		list = append(list, w)
	}
	return list
}
