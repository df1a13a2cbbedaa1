package content

import (
	"slices"
	"strings"

	"symport/internal/rule"
)

// Watch is one vignette, ready to be held against changed rules.
type Watch struct {
	*Vignette
	facts   *rule.Facts
	base    *rule.Result
	options []string // those that the vignette speaks of
}

// Watching prepares vignettes that pass. What a vignette says wrongly is a problem.
func Watching(c *Content, vignettes []Vignette) ([]Watch, error) {
	out := make([]Watch, 0, len(vignettes))
	for i := range vignettes {
		v := &vignettes[i]
		f, problems := v.patient(c)
		if err := problems.Err(); err != nil {
			return nil, err
		}
		w := Watch{Vignette: v, facts: f, base: c.Rules.Assess(f), options: v.speaksOf(c.Rules)}
		if len(v.compare(w.base)) == 0 {
			out = append(out, w)
		}
	}
	return out, nil
}

// speaksOf lists the options that the expectations name, by themselves or by a rule.
func (v *Vignette) speaksOf(s *rule.Set) []string {
	var ids []string
	note := func(key string) {
		id, _, _ := strings.Cut(key, "@")
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for key := range v.Expect.Options {
		note(key)
	}
	for key := range v.Expect.Allows {
		note(key)
	}
	for key := range v.Expect.AtBest {
		note(key)
	}
	for key := range v.Expect.Needs {
		note(key)
	}
	for key := range v.Expect.Checklist {
		note(key)
	}
	for key := range v.Expect.Ongoing {
		note(key)
	}
	for key := range v.Expect.Rules {
		rule, _, _ := strings.Cut(key, "@")
		for _, o := range s.Options {
			if o.HasRule(rule) {
				note(o.ID)
			}
		}
	}
	return ids
}

// Concerns reports whether a change that reaches these options only could be seen; nil
// is every option.
func (w *Watch) Concerns(options []string) bool {
	return options == nil || slices.ContainsFunc(options, func(id string) bool { return slices.Contains(w.options, id) })
}

// Notices reports whether the vignette fails under the changed rules. They are over
// the same vocabulary.
func (w *Watch) Notices(s *rule.Set) bool {
	r := s.Assess(w.facts)
	return (len(w.Expect.Needs) > 0 || !r.Same(w.base)) && len(w.compare(r)) > 0
}
