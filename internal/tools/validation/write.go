package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"symport/internal/rule"
	"symport/internal/verdict"
)

const opening = `# What the tests of the clinical content reach

Generated from the vignettes and pins under ` + "`knowledge/`" + ` by ` + "`go run ./internal/tools/validation`" + `; not
edited by hand. A vignette states facts of a patient and what the rules have to say of them; a pin
holds a number of the content a second time. ` + "`symport knowledge test`" + ` runs them.

Numerical methods are validated apart: [dosimetry](validation/dosimetry.md), [curves](validation/curves.md),
and the share of changed rules that the vignettes notice: [changed rules](validation/rules.md).
`

func (t *tally) write(w io.Writer) {
	fmt.Fprintf(w, "%s\nEdition %s: %d tests pass, %d fail; %d of %d statements are carried.\n", opening, t.Edition.ID, t.passed, t.failed,
		t.coverage.Carried, t.coverage.Of)
	t.writeOptions(w)
	t.writeRules(w)
	t.writeCriteria(w)
	t.writeStatements(w)
}

var verdicts = []verdict.Verdict{verdict.Contraindicated, verdict.NotAddressed, verdict.NotEligible, verdict.NotIndicated, verdict.Defer,
	verdict.Discouraged, verdict.NeedsData, verdict.CheckFirst, verdict.Indicated, verdict.Consider}

// writeOptions counts, for each option, the vignettes that expect each verdict.
func (t *tally) writeOptions(w io.Writer) {
	fmt.Fprint(w, "\n## By option\n\nVignettes that expect each verdict; a dash where none does. Many options cannot reach every\nverdict: one without an absolute excluder is never contraindicated.\n\n| option |")
	for _, v := range verdicts {
		fmt.Fprintf(w, " %s |", v)
	}
	fmt.Fprintf(w, "\n|---|%s\n", strings.Repeat("---:|", len(verdicts)))
	for _, o := range t.Rules.Options {
		fmt.Fprintf(w, "| %s |", o.ID)
		for _, v := range verdicts {
			n := len(t.options[o.ID][string(v)])
			if n == 0 {
				fmt.Fprint(w, " - |")
				continue
			}
			fmt.Fprintf(w, " %d |", n)
		}
		fmt.Fprintln(w)
	}
}

func (t *tally) writeRules(w io.Writer) {
	fmt.Fprint(w, "\n## By rule\n\nVignettes in which the rule came out met, not met and unknown, and those that expect it by name.\n\n| rule | role | met | not met | unknown | expected by | statements |\n|---|---|---:|---:|---:|---|---|\n")
	for _, a := range t.ruleList() {
		r := at(t.rules, shared(a.Rule))
		fmt.Fprintf(w, "| %s | %s | %d | %d | %d | %s | %s |\n", shared(a.Rule), role(a), r.met, r.notMet, r.unknown, some(r.expected), strings.Join(a.Facts, " "))
	}
}

func role(a *rule.Argument) string {
	return strings.TrimSpace(string(a.Role) + " " + a.Strength)
}

// ruleList is each rule once, by id.
func (t *tally) ruleList() []*rule.Argument {
	byID := map[string]*rule.Argument{}
	for _, o := range t.Rules.Options {
		for _, a := range o.Arguments {
			if byID[shared(a.Rule)] == nil {
				byID[shared(a.Rule)] = a
			}
		}
	}
	var out []*rule.Argument
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		out = append(out, byID[id])
	}
	return out
}

func (t *tally) writeCriteria(w io.Writer) {
	fmt.Fprint(w, "\n## By criterion\n\n| criterion | met | not met | unknown | expected by | statements |\n|---|---:|---:|---:|---|---|\n")
	for _, k := range t.Rules.Criteria {
		r := at(t.criteria, k.ID)
		fmt.Fprintf(w, "| %s | %d | %d | %d | %s | %s |\n", k.ID, r.met, r.notMet, r.unknown, some(r.expected), strings.Join(k.Facts, " "))
	}
}

func (t *tally) writeStatements(w io.Writer) {
	fmt.Fprint(w, "\n## By statement\n\n| statement | carried by | named by tests |\n|---|---|---|\n")
	for _, k := range t.coverage.Statements {
		fmt.Fprintf(w, "| %s | %s | %s |\n", k.ID, some(k.By), some(append(t.pins[k.ID], t.expectedBy(k.By)...)))
	}
}

// expectedBy are the vignettes that expect a rule or criterion among the carriers.
func (t *tally) expectedBy(carriers []string) []string {
	var out []string
	for _, name := range carriers {
		if id, ok := strings.CutPrefix(name, "rule "); ok {
			out = append(out, at(t.rules, id).expected...)
		}
		if id, ok := strings.CutPrefix(name, "criterion "); ok {
			out = append(out, at(t.criteria, id).expected...)
		}
	}
	return out
}
