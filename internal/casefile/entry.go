package casefile

import (
	"go.yaml.in/yaml/v4"

	"symport/internal/record"
)

// entry finishes a dated entry once all its keys are read.
func (w *walker) entry(n *yaml.Node, section string, e *record.Entry, t any, seen map[string]*yaml.Node) {
	e.Line = n.Line
	w.entries = append(w.entries, anchor{section, drugOf(t), e})
	e.Seq = len(w.entries)
	if e.ID != "" {
		w.goodID(seen["id"], e.ID)
	}
	w.alone(seen, "date", "after", "before", "from")
	w.alone(seen, "date", "to")
	switch t.(type) {
	case *record.Decision, *record.Medicine, *record.Judgement: // their "by" is a person
	default:
		if n := seen["by"]; n != nil && !empty(n) {
			w.by(n, seen)
		}
	}
	switch v := t.(type) {
	case *record.Lab:
		w.lab(v, seen["value"], seen["unit"])
	case *record.Systemic:
		w.alone(seen, "dose", "doses")
	case *record.Radioiodine:
		w.alone(seen, "activity", "each")
	}
}

// alone reports keys of which only one may be given.
func (w *walker) alone(seen map[string]*yaml.Node, names ...string) {
	first := ""
	for _, name := range names {
		n := seen[name]
		switch {
		case n == nil:
		case first == "":
			first = name
		default:
			w.fail(n, "conflicting-keys", "keep one of them", "%s and %s say the same thing", first, name)
			return
		}
	}
}

// drugOf is the name by which an entry of a drug can be called.
func drugOf(t any) string {
	switch v := t.(type) {
	case *record.Systemic:
		return v.Drug
	case *record.Medicine:
		return v.Drug
	case *record.Radionuclide:
		return v.Agent
	}
	return ""
}
