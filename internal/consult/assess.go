// Package consult assesses one patient: the record as it was on a day, the knowledge of
// an edition, and what follows. It makes structures; sentences are made by the report.
package consult

import (
	"slices"
	"strings"

	"symport/internal/content"
	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/rule"
	"symport/internal/verdict"
)

// Input is what an assessment needs beside the record and the knowledge.
type Input struct {
	AsOf     *date.Day // the day asked for; nil: the default of the case
	Today    date.Day
	CaseHash string // canonical, of the record
	Program  string // version
}

// Day chooses the day of the assessment and says where it comes from: the one asked
// for; else the case's own; else the last dated entry of a published or closed case;
// else today.
func Day(p *record.Patient, in Input) (day date.Day, from string) {
	if in.AsOf != nil {
		return *in.AsOf, "command-line"
	}
	if p.AsOf.Known {
		return p.AsOf.Hi, "case"
	}
	published := p.Source.Citation != "" || p.Source.DOI != ""
	if _, last, ok := extent(p); ok && (published || dead(p)) {
		return last, "latest-entry"
	}
	return in.Today, "today"
}

func dead(p *record.Patient) bool { return p.Vital.Status.Has() && p.Vital.Status.V == "dead" }

// Judged is a patient judged on a day: what is known, how every criterion stands, and the
// verdict on every option for every target, with what answers can still make of it.
// Explain writes it out. It is used by one goroutine at a time.
type Judged struct {
	a    assembly
	in   Input
	from string // where the day comes from
}

// Assess judges a patient by the edition. The same record, content and input give the
// same result.
func Assess(p *record.Patient, c *content.Content, in Input) *Judged {
	day, from := Day(p, in)
	v := look(p, c, day)
	return &Judged{a: assembly{p: v.whole, c: c, v: v, res: c.Rules.Assess(v.facts), day: day}, in: in, from: from}
}

// Result is how the criteria and options stand.
func (j *Judged) Result() *rule.Result { return j.a.res }

// Explain writes the assessment out: the reasons of every criterion and argument, what
// would change a verdict, what is missing, the course, what is due, and the sources.
func (j *Judged) Explain() *verdict.Assessment {
	a, c := &j.a, j.a.c
	a.out = verdict.Assessment{
		Schema: verdict.Schema, Case: a.p.ID, AsOf: a.day, AsOfFrom: j.from, Edition: c.Edition.ID, EditionNote: c.Edition.Label,
		Released: c.Edition.Released, Until: c.Edition.Until,
		Hashes:   verdict.Hashes{Case: j.in.CaseHash, Knowledge: c.Hash, Overlay: c.OverlayHash, Program: j.in.Program},
		Criteria: a.res.CriteriaVerdicts(), Options: []verdict.Option{}, Actions: []verdict.Action{}, Missing: []verdict.Missing{},
	}
	a.out.Findings = a.findings()
	a.out.Scope = a.scope()
	a.out.RedFlags = a.redFlags()
	a.out.Prognosis = a.prognosis()
	a.out.Lesions = a.ledger()
	a.out.LesionCourses, a.out.Burden = a.lesionCourses()
	a.out.Responses = a.responses()
	a.out.Drugs, a.out.Radioiodine = a.drugLog(), a.radioiodineLog()
	a.out.MarkerFits = a.markerFits()
	a.out.Summary = a.summary()
	if !a.out.Summary.Dead {
		a.out.Actions = a.redFlagAction()
		if a.out.Scope.Status != "out" {
			a.judge()
		}
	}
	a.out.Cards = a.drugCards()
	a.out.Warnings = a.warnings()
	a.out.Notes = a.notes()
	a.out.Reviewed = a.reviewed()
	a.out.Sources = a.sources()
	a.finish()
	return &a.out
}

// assembly puts an assessment together.
type assembly struct {
	p   *record.Patient
	c   *content.Content
	v   *view
	res *rule.Result
	day date.Day
	out verdict.Assessment

	firm map[string]bool // options that can still become indicated
}

// judge fills what only a living patient within the edition's reach gets.
func (a *assembly) judge() {
	a.out.Options = a.res.OptionVerdicts()
	for i := range a.out.Options {
		a.dateExcluders(&a.out.Options[i])
		a.setState(&a.out.Options[i])
	}
	a.out.Actions = append(a.out.Actions, a.actions()...)
	a.out.Missing = a.missing()
}

// met is the status of a criterion; unknown for one that the edition does not have.
func (a *assembly) met(id string) fact.Tri {
	if r := a.res.Criterion(id); r != nil && !r.NotApplicable {
		return r.Status
	}
	return fact.Maybe
}

// scope says whether the edition speaks of the patient. An anaplastic or medullary
// primary is refused whatever the edition.
func (a *assembly) scope() verdict.Scope {
	for _, out := range a.c.Edition.ScopeOut {
		if a.met(out.When) == fact.Yes {
			return verdict.Scope{Status: out.Status, Reason: out.Reason, Sources: list(out.Sources)}
		}
	}
	if h := a.v.facts.Get("tumour.histology"); h.Status == fact.Known {
		t := a.c.Vocabulary.Term("tumour.histology")
		if names := t.Names(h.OneOf); h.OneOf&^(t.Bit("medullary")|t.Bit("anaplastic")) == 0 && len(names) > 0 {
			return verdict.Scope{Status: "out", Reason: "primary tumour is " + names[0] + " carcinoma, not differentiated thyroid cancer", Sources: []string{}}
		}
	}
	s := verdict.Scope{Status: "in", Sources: []string{}}
	if r := a.c.Rules.Criterion(a.c.Edition.ScopeIn); r != nil {
		s.Reason, s.Sources = r.Label, list(r.Sources)
		switch a.met(r.ID) {
		case fact.No:
			s.Status, s.Reason = "partly", "not met: "+r.Label
		case fact.Maybe:
			s.Status, s.Reason = "partly", "not known: "+r.Label
		}
	}
	if s.Status == "in" {
		a.undecidedScope(&s)
	}
	return s
}

// undecidedScope: who may be refused is not yet in, nor is one whose value lies on both
// sides of a limit.
func (a *assembly) undecidedScope(s *verdict.Scope) {
	for _, out := range a.c.Edition.ScopeOut {
		if r := a.c.Rules.Criterion(out.When); r != nil && a.met(out.When) == fact.Maybe && (out.Status == "out" || a.halfKnown(out.When)) {
			s.Status, s.Reason, s.Sources = "partly", "not known: "+r.Label, list(out.Sources)
			return
		}
	}
}

// halfKnown: some fact of the criterion is known, and yet decides nothing.
func (a *assembly) halfKnown(criterion string) bool {
	i := slices.IndexFunc(a.out.Criteria, func(c verdict.Criterion) bool { return c.ID == criterion })
	return i >= 0 && slices.ContainsFunc(a.out.Criteria[i].Because, func(w *verdict.Why) bool {
		return w.Status == "unknown" && a.v.facts.Get(w.Fact).Status == fact.Known
	})
}

func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

func (a *assembly) prognosis() []verdict.Prognosis {
	out := []verdict.Prognosis{}
	for _, r := range a.c.Prognosis {
		row := verdict.Prognosis{
			Stratum: r.Stratum, Label: r.Label, Years: r.Years, Percent: r.Percent, N: r.N, Endpoint: r.Endpoint, TimeZero: r.TimeZero,
			Cohort: r.Cohort, Low: r.Low, High: r.High, Note: r.Note, Sources: list(r.Sources), Facts: list(r.Statements),
		}
		if c := a.res.Criterion(r.Applies); c != nil {
			no := false
			switch {
			case c.NotApplicable, c.Status == fact.No:
				row.Applies = &no
			case c.Status == fact.Yes:
				yes := true
				row.Applies = &yes
			}
		}
		out = append(out, row)
	}
	return out
}

// reviewed counts the rules and criteria of this assessment that a named physician has
// signed as they stand; a rule of several options or targets counts once.
func (a *assembly) reviewed() verdict.Reviewed {
	var r verdict.Reviewed
	count := func(kind, id string) {
		r.Of++
		if len(a.c.Signed(kind, id)) > 0 {
			r.By++
		}
	}
	for i := range a.out.Criteria {
		count("criterion", a.out.Criteria[i].ID)
	}
	rules := make(map[string]bool, len(a.c.Rules.Options))
	for i := range a.out.Options {
		if i > 0 && a.out.Options[i].ID == a.out.Options[i-1].ID {
			continue // another target of the same rules
		}
		eachArgument(&a.out.Options[i], func(x *verdict.Argument) {
			if id, _, _ := strings.Cut(x.Rule, "@"); !rules[id] {
				rules[id] = true
				count("rule", id)
			}
		})
	}
	return r
}

// eachArgument visits the arguments of an option, of every role.
func eachArgument(o *verdict.Option, visit func(*verdict.Argument)) {
	for _, args := range [...][]verdict.Argument{o.For, o.Against, o.Excludes, o.Requires, o.Informs, o.Checklist} {
		for j := range args {
			visit(&args[j])
		}
	}
}
