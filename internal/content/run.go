package content

import (
	"fmt"
	"slices"
	"strings"

	"symport/internal/fact"
	"symport/internal/rule"
)

// Outcome is one vignette, run.
type Outcome struct {
	Vignette *Vignette
	Failures []string // empty: passed
}

// Run judges every vignette. seen, if not nil, gets each result.
func Run(c *Content, vignettes []Vignette, seen func(*Vignette, *rule.Result)) []Outcome {
	out := make([]Outcome, len(vignettes))
	for i := range vignettes {
		v := &vignettes[i]
		out[i].Vignette = v
		f, problems := v.patient(c)
		if err := problems.Err(); err != nil {
			out[i].Failures = strings.Split(err.Error(), "\n")
			continue
		}
		r := c.Rules.Assess(f)
		if seen != nil {
			seen(v, r)
		}
		out[i].Failures = v.compare(r)
	}
	return out
}

// compare lists where the result differs from what the vignette expects.
func (v *Vignette) compare(r *rule.Result) []string {
	k := &checker{vignette: v, result: r}
	for _, key := range sortedKeys(v.Expect.Criteria) {
		k.criterion(key, v.Expect.Criteria[key])
	}
	for _, key := range sortedKeys(v.Expect.Options) {
		k.option(key, v.Expect.Options[key])
	}
	for _, key := range sortedKeys(v.Expect.Allows) {
		want := slices.Sorted(slices.Values(v.Expect.Allows[key]))
		k.each(key, func(o *rule.OptionResult) { k.expect(key+" allows", strings.Join(want, ", "), allowsOf(o)) })
	}
	for _, key := range sortedKeys(v.Expect.AtBest) {
		k.each(key, func(o *rule.OptionResult) { k.expect(key+" at best", v.Expect.AtBest[key], string(o.AtBest)) })
	}
	for _, key := range sortedKeys(v.Expect.Rules) {
		k.rule(key, v.Expect.Rules[key])
	}
	for _, key := range sortedKeys(v.Expect.Needs) {
		k.each(key, func(o *rule.OptionResult) { k.needs(key, o) })
	}
	for _, key := range sortedKeys(v.Expect.Checklist) {
		want := slices.Sorted(slices.Values(v.Expect.Checklist[key]))
		k.each(key, func(o *rule.OptionResult) { k.expect(key+" checklist", strings.Join(want, ", "), checklistOf(o)) })
	}
	for _, key := range sortedKeys(v.Expect.Ongoing) {
		k.each(key, func(o *rule.OptionResult) { k.expect(key+" ongoing", v.Expect.Ongoing[key], triWord(o.Ongoing)) })
	}
	if v.Expect.empty() {
		k.failures = append(k.failures, "expects nothing")
	}
	return k.failures
}

func (e *Expectation) empty() bool {
	return len(e.Criteria)+len(e.Options)+len(e.Allows)+len(e.AtBest)+len(e.Rules)+len(e.Needs)+len(e.Checklist)+len(e.Ongoing) == 0
}

type checker struct {
	vignette *Vignette
	result   *rule.Result
	failures []string
}

func (k *checker) expect(what, want, got string) {
	if want != got {
		k.failures = append(k.failures, fmt.Sprintf("%s: expected %s, got %s", what, want, got))
	}
}

func (k *checker) fail(format string, args ...any) {
	k.failures = append(k.failures, fmt.Sprintf(format, args...))
}

func allowsOf(o *rule.OptionResult) string {
	words := make([]string, len(o.Allows))
	for i, a := range o.Allows {
		words[i] = string(a)
	}
	slices.Sort(words)
	return strings.Join(words, ", ")
}

// checklistOf lists what is met or unknown before the start, a rule of several options
// without the option.
func checklistOf(o *rule.OptionResult) string {
	var open []string
	for _, a := range o.Arguments {
		if a.Rule.BeforeStart && a.Rule.Role == rule.Excludes && a.Status != fact.No {
			id, _, _ := strings.Cut(a.Rule.Rule, "@")
			open = append(open, id)
		}
	}
	slices.Sort(open)
	return strings.Join(open, ", ")
}

// each calls what for the entries of the key; there has to be one.
func (k *checker) each(key string, what func(*rule.OptionResult)) {
	found := false
	for i := range k.result.Options {
		if o := &k.result.Options[i]; matches(o, key) {
			found = true
			what(o)
		}
	}
	if !found {
		k.fail("%s: no such option or target", key)
	}
}

func (k *checker) option(key, want string) {
	if want == "absent" {
		for i := range k.result.Options {
			if matches(&k.result.Options[i], key) {
				k.fail("%s: expected no entry, got %s", key, k.result.Options[i].Verdict)
			}
		}
		return
	}
	k.each(key, func(o *rule.OptionResult) { k.expect(key, want, string(o.Verdict)) })
}

func triWord(t fact.Tri) string {
	return map[fact.Tri]string{fact.Yes: "met", fact.No: "not-met", fact.Maybe: "unknown"}[t]
}

func (k *checker) criterion(key, want string) {
	id, lesion, ofLesion := strings.Cut(key, "@")
	c := k.result.Criterion(id)
	switch {
	case c == nil:
		k.fail("%s: no such criterion", id)
	case ofLesion:
		i := slices.IndexFunc(k.result.Facts.Lesions, func(t rule.Target) bool { return t.ID == lesion })
		if i < 0 || i >= len(c.Lesions) {
			k.fail("%s: no such lesion", key)
			return
		}
		k.expect(key, want, triWord(c.Lesions[i]))
	case c.NotApplicable:
		k.expect(key, want, "not-applicable")
	default:
		k.expect(key, want, triWord(c.Status))
	}
}

// rule finds the argument by its id. A rule of several options has the option in its
// id; of a lesion or activity, the target follows: "ebrt.bone@L1".
func (k *checker) rule(key, want string) {
	found := false
	for i := range k.result.Options {
		o := &k.result.Options[i]
		for j := range o.Arguments {
			a := &o.Arguments[j]
			if called(key, a.Rule.Rule, o) {
				found = true
				k.expect(key, want, triWord(a.Status))
			}
		}
	}
	if !found {
		k.fail("%s: no such rule", key)
	}
}

// called reports whether a key names a rule, by its id alone or with the target.
func called(key, id string, o *rule.OptionResult) bool {
	rest, ok := strings.CutPrefix(key, id)
	if !ok || rest == "" {
		return ok
	}
	target, ok := strings.CutPrefix(rest, "@")
	return ok && (target == o.Target.ID || target == gbq(o.Activity))
}

func gbq(x float64) string { return strings.TrimSuffix(fmt.Sprintf("%g", x), ".0") }

func (k *checker) needs(key string, o *rule.OptionResult) {
	var got []string
	for _, n := range k.result.OptionNeeds(o) {
		got = append(got, n.String())
	}
	for _, want := range k.vignette.Expect.Needs[key] {
		if !slices.Contains(got, want) {
			k.fail("%s: %s is not among its needs (%s)", key, want, strings.Join(got, ", "))
		}
	}
}
