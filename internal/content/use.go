package content

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"symport/internal/rule"
)

// user is one item that names facts, parameters, sources and statements.
type user struct {
	kind, id        string // "rule", "criterion", "option", "red flag", "prognosis" ...
	sources, facts  []string
	names           []string // facts, parameters and criteria, by id
	texts           []string // what a reader sees
	role, strength  string   // of an argument
	safety          bool
	verified, askAs string
	part            string // which value of a drug card, which line of a sheet
}

var nameInCondition = regexp.MustCompile(`[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*`)

// users lists everything that names something else, in a fixed order.
func (c *Content) users() []user {
	n := c.newNames()
	var out []user
	for _, k := range c.Rules.Criteria {
		out = append(out, user{kind: "criterion", id: k.ID, sources: k.Sources, facts: k.Facts,
			names: n.of(k.When, k.Scope), texts: []string{k.Label}, verified: string(k.Verified)})
	}
	for _, o := range c.Rules.Options {
		out = append(out, user{kind: "option", id: o.ID, names: n.of(o.OnlyIf, o.Continues), texts: []string{o.Label}})
		for _, a := range o.Arguments {
			out = append(out, argumentUser(a, n))
		}
	}
	return append(out, c.tableUsers()...)
}

func argumentUser(a *rule.Argument, n names) user {
	u := user{kind: "rule", id: a.Rule, sources: a.Sources, facts: a.Facts, names: n.of(a.When, a.Scope),
		texts: []string{a.Text}, role: string(a.Role), strength: a.Strength, safety: a.Safety,
		verified: string(a.Verified), askAs: a.AskAs}
	if a.UntilFact != "" {
		u.names = append(u.names, a.UntilFact, a.UntilParam)
	}
	return u
}

// tableUsers are the items that are not rules.
func (c *Content) tableUsers() []user {
	var out []user
	for _, id := range slices.Sorted(maps.Keys(c.Params)) {
		p := c.Params[id]
		out = append(out, user{kind: "parameter", id: id, sources: p.Sources, facts: p.Facts, names: p.FreshOf,
			texts: []string{p.Label}, verified: string(p.Verified)})
	}
	for _, p := range c.Prognosis {
		out = append(out, user{kind: "prognosis", id: p.Stratum, sources: p.Sources, facts: p.Statements,
			names: present(p.Applies), texts: []string{p.Label}, verified: string(p.Verified)})
	}
	for _, s := range c.Schedule {
		out = append(out, user{kind: "schedule item", id: s.ID, sources: s.Sources, facts: s.Statements,
			names: append(present(s.When), s.DoneWhile...), texts: []string{s.Label}, verified: string(s.Verified)})
	}
	for _, r := range c.RedFlags {
		out = append(out, user{kind: "red flag", id: r.ID, sources: r.Sources, names: present(r.Fact, r.Lesions),
			texts: []string{r.Text, r.Ask}, verified: string(r.Verified)})
	}
	for _, a := range c.Activities {
		out = append(out, user{kind: "activity", id: a.Text, sources: a.Sources, facts: a.Statements, verified: string(a.Verified)})
	}
	for _, q := range c.Questions {
		out = append(out, user{kind: "question", id: q.ID, names: q.Facts, texts: q.texts()})
	}
	for _, s := range c.Edition.ScopeOut {
		out = append(out, user{kind: "scope", id: s.When, sources: s.Sources, names: present(s.When), texts: []string{s.Reason}})
	}
	out = append(append(out, c.cardUsers()...), c.wordUsers()...)
	out = append(out, user{kind: "scope", id: c.Edition.ScopeIn, names: present(c.Edition.ScopeIn)})
	return out
}

// wordUsers are the meanings of words and the names of drugs.
func (c *Content) wordUsers() []user {
	var out []user
	for _, m := range c.Meanings {
		out = append(out, user{kind: "meaning", id: m.ID, sources: m.Sources, names: slices.Concat(m.Is, m.Shows, m.Leaves, m.Ends), verified: string(m.Verified)})
	}
	for _, d := range c.DrugNames {
		out = append(out, user{kind: "drug name", id: d.ID, sources: d.Sources, verified: string(d.Verified)})
	}
	for i := range c.Drugs {
		for _, b := range c.Drugs[i].Brands {
			out = append(out, user{kind: "drug", id: c.Drugs[i].ID, part: "brand " + b.Name, sources: b.By, verified: string(b.Verified)})
		}
	}
	return out
}

// cardUsers are the values of the drug cards and the lines of the sheets.
func (c *Content) cardUsers() []user {
	var out []user
	for i := range c.Drugs {
		for _, p := range c.Drugs[i].parts() {
			out = append(out, user{kind: "drug", id: c.Drugs[i].ID, part: p.name, sources: p.by, facts: p.statements})
		}
	}
	for i := range c.Sheets {
		for _, s := range c.Sheets[i].Sections {
			for _, line := range s.Lines {
				out = append(out, user{kind: "sheet", id: c.Sheets[i].ID, part: s.Title, sources: line.Sources, facts: line.Statements})
			}
		}
	}
	return out
}

// name is the item as a reader finds it, a rule of several options once.
func (u user) name() string {
	id, _, _ := strings.Cut(u.id, "@")
	if u.part != "" {
		return u.kind + " " + id + " (" + u.part + ")"
	}
	return u.kind + " " + id
}

func present(ids ...string) []string {
	return slices.DeleteFunc(ids, func(s string) bool { return s == "" })
}

// names turns the names in conditions back into ids.
type names map[string]string

func (c *Content) newNames() names {
	n := names{}
	for _, t := range c.Vocabulary.Terms {
		n[celName(t.ID)] = t.ID
	}
	for id := range c.Params {
		n["p."+celName(id)] = id
	}
	for _, k := range c.Rules.Criteria {
		n[celName(k.ID)] = k.ID
		if k.ForLesion {
			n["lesion."+celName(k.ID)] = k.ID
		}
	}
	return n
}

func celName(id string) string { return strings.ReplaceAll(id, "-", "_") }

// of lists the ids that the conditions name, each once.
func (n names) of(conditions ...string) []string {
	var ids []string
	for _, condition := range conditions {
		for _, name := range nameInCondition.FindAllString(celName(condition), -1) {
			if id, ok := n[name]; ok && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}
