package report

import (
	"fmt"
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

// ofLesions puts the places that a question is about before it, if they are few.
func (l labels) ofLesions(ids []string, ask string) string {
	const most = 2
	if len(ids) == 0 || len(ids) > most {
		return ask
	}
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = l.lesion(id)
		if strings.Contains(strings.ToLower(ask), strings.ToLower(names[i])) {
			return ask
		}
	}
	return strings.Join(names, "; ") + ": " + lowerFirst(ask)
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
	name := l.fact(bare, nil)
	if cut := strings.Index(name, " ("); cut > 0 {
		name = name[:cut]
	}
	return name
}

// needs names needed facts, each once, in order.
func (l labels) needs(ids []string) []string {
	var out []string
	for _, id := range ids {
		out = appendNew(out, l.need(id))
	}
	return out
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
