package content

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"symport/internal/fact"
	"symport/internal/fault"
)

// Lint checks what a reader of the content may rely on and a machine can see: every
// name leads somewhere, nothing is unused, every question can be asked, nothing
// unverified hides. Problems of severity Warning are for people to look at.
func Lint(c *Content, fsys fs.FS) fault.Problems {
	l := &linter{Content: c, fsys: fsys, users: c.users()}
	l.sources()
	l.statements()
	l.names()
	l.parameters()
	l.terms()
	l.texts()
	l.lists()
	l.redFlags()
	l.questions()
	l.drugs()
	l.sheets()
	l.reviews()
	l.coverage()
	l.problems.Sort()
	return slices.Compact(l.problems)
}

// Unverified counts the rules, criteria and parameters that nobody has read in a source.
func Unverified(c *Content) (n, of int) {
	seen := map[string]bool{}
	for _, u := range c.users() {
		id, _, _ := strings.Cut(u.id, "@")
		if seen[u.kind+id] || u.kind != "rule" && u.kind != "criterion" && u.kind != "parameter" {
			continue
		}
		seen[u.kind+id] = true
		of++
		if u.verified != "source" && u.verified != "secondary" {
			n++
		}
	}
	return n, of
}

type linter struct {
	*Content
	fsys     fs.FS
	users    []user
	problems fault.Problems
}

func (l *linter) report(severity fault.Severity, kind, id, problem, hint, format string, args ...any) {
	l.problems = append(l.problems, fault.Problem{Place: l.placeOf(kind, id), Severity: severity, ID: problem,
		Message: fmt.Sprintf(format, args...), Hint: hint})
}

func (l *linter) fail(u user, problem, hint, format string, args ...any) {
	name, _, _ := strings.Cut(u.id, "@") // a rule of several options is reported once
	l.report(fault.Fatal, u.kind, u.id, problem, hint, u.kind+" "+name+": "+format, args...)
}

// placeOf is where the item was read.
func (c *Content) placeOf(kind, id string) fault.Place {
	if p, ok := c.places[kind+" "+id]; ok {
		return p
	}
	switch kind {
	case "criterion":
		if k := c.Rules.Criterion(id); k != nil {
			return k.Place
		}
	case "option":
		if o := c.Rules.Option(id); o != nil {
			return o.Place
		}
	case "rule":
		for _, o := range c.Rules.Options {
			for _, a := range o.Arguments {
				if a.Rule == id {
					return a.Place
				}
			}
		}
	}
	return fault.Place{File: "editions/" + c.Edition.ID + ".yaml"}
}

// sources: every item cites a source that exists, and every source is cited.
func (l *linter) sources() {
	known := slices.Sorted(maps.Keys(l.Sources))
	cited := map[string]bool{}
	for _, u := range l.users {
		for _, id := range u.sources {
			cited[id] = true
			if _, ok := l.Sources[id]; !ok {
				l.fail(u, "source-unknown", didYouMean(id, known), "no source %s", id)
			}
		}
		if len(u.sources) == 0 && slices.Contains([]string{"rule", "criterion", "parameter", "prognosis", "red flag", "activity"}, u.kind) {
			l.fail(u, "source-missing", "sources: [...]", "cites no source")
		}
	}
	for _, id := range slices.Sorted(maps.Keys(l.Statements)) {
		s := l.Statements[id]
		cited[s.Source] = true
		if _, ok := l.Sources[s.Source]; !ok {
			l.report(fault.Fatal, "fact", id, "source-unknown", didYouMean(s.Source, known), "fact %s: no source %q", id, s.Source)
		}
	}
	for _, n := range l.Notes {
		for _, word := range strings.FieldsFunc(n.Source, func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
			cited[word] = true
		}
	}
	for _, id := range known {
		if !cited[id] {
			l.report(fault.Warning, "source", id, "source-unused", "", "source %s is cited nowhere", id)
		}
	}
}

// statements: facts and notes refer to each other and exist.
func (l *linter) statements() {
	known := slices.Sorted(maps.Keys(l.Statements))
	for _, u := range l.users {
		for _, id := range u.facts {
			if _, ok := l.Statements[id]; !ok {
				l.fail(u, "fact-unknown", didYouMean(id, known), "no fact %s", id)
			}
		}
	}
	for _, id := range known {
		s := l.Statements[id]
		for _, note := range s.Notes {
			if n, ok := l.Notes[note]; !ok {
				l.report(fault.Fatal, "fact", id, "note-unknown", "", "fact %s: no note %s", id, note)
			} else if !slices.Contains(n.Statements, id) {
				l.report(fault.Fatal, "note", note, "note-one-sided", "add it to facts:", "note %s does not name fact %s, which names it", note, id)
			}
		}
		if s.Text == "" || s.Lines == "" || !s.Verified.Valid() {
			l.report(fault.Fatal, "fact", id, "fact-incomplete", "text, lines, verified", "fact %s is incomplete", id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(l.Notes)) {
		for _, f := range l.Notes[id].Statements {
			if s, ok := l.Statements[f]; !ok {
				l.report(fault.Fatal, "note", id, "fact-unknown", didYouMean(f, known), "note %s: no fact %s", id, f)
			} else if !slices.Contains(s.Notes, id) {
				l.report(fault.Fatal, "fact", f, "note-one-sided", "add it to notes:", "fact %s does not name note %s, which names it", f, id)
			}
		}
	}
}

// names: what tables name exists (conditions were checked when they were compiled).
func (l *linter) names() {
	known := termIDs(l.Vocabulary.Terms)
	for _, k := range l.Rules.Criteria {
		known = append(known, k.ID)
	}
	params := slices.Collect(maps.Keys(l.Params))
	for _, u := range l.users {
		for _, id := range u.names {
			if !slices.Contains(known, id) && !slices.Contains(params, id) {
				l.fail(u, "name-unknown", didYouMean(id, known), "no fact or criterion %s", id)
			}
		}
	}
}

// parameters: sourced or visibly not, used, and safe to move where an excluder rests on them.
func (l *linter) parameters() {
	used := l.used("rule", "criterion", "option")
	for id, rule := range l.excluderParams() {
		if l.Params[id].Safer == "" {
			l.report(fault.Fatal, "parameter", id, "safer-missing", "safer: lower or higher",
				"parameter %s decides the excluder %s and does not say which way is safer", id, rule)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(l.Params)) {
		p := l.Params[id]
		if len(p.FreshOf) == 0 && !used[id] && !l.reserved(id) {
			l.report(fault.Fatal, "parameter", id, "parameter-unused", "use it, or list it under reserved: of the edition", "no rule uses parameter %s", id)
		}
		if p.Label == "" || p.Text == "" || p.Locator == "" {
			l.report(fault.Fatal, "parameter", id, "parameter-incomplete", "label, text, locator", "parameter %s is incomplete", id)
		}
	}
}

func (l *linter) reserved(id string) bool {
	return slices.ContainsFunc(l.Edition.Reserved, func(pattern string) bool {
		ok, err := path.Match(pattern, id)
		return ok && err == nil
	})
}

// used is the set of names that items of the kinds name.
func (l *linter) used(kinds ...string) map[string]bool {
	used := map[string]bool{}
	for _, u := range l.users {
		if slices.Contains(kinds, u.kind) {
			for _, id := range u.names {
				used[id] = true
			}
		}
	}
	return used
}

// terms: whatever a rule can lack can be asked for; nothing is defined for nothing.
func (l *linter) terms() {
	asked := l.used("rule", "criterion", "option", "red flag")
	elsewhere := l.used("prognosis", "schedule item", "scope", "question")
	for i := range l.Vocabulary.Terms {
		t := &l.Vocabulary.Terms[i]
		if t.Label == "" || t.Definition == "" {
			l.report(fault.Fatal, "term", t.ID, "term-incomplete", "label and definition", "fact %s has no label or definition", t.ID)
		}
		switch {
		case asked[t.ID]:
			if t.Ask == "" || t.Where == "" || t.Burden == "" {
				l.report(fault.Fatal, "term", t.ID, "term-unaskable", "ask, where and burden", "rules can lack fact %s, but it cannot be asked for", t.ID)
			}
			if t.Judgement && t.Example == "" {
				l.report(fault.Fatal, "term", t.ID, "term-incomplete", "example", "judgement fact %s has no example", t.ID)
			}
		case !elsewhere[t.ID] && !l.reserved(t.ID):
			l.report(fault.Fatal, "term", t.ID, "term-unused", "use it, or list it under reserved: of the edition", "nothing uses fact %s", t.ID)
		}
		l.ageing(t)
	}
}

// ageing: what the safety floor rests on does not count for ever.
func (l *linter) ageing(t *fact.Term) {
	if t.Safety && t.Scope != fact.OfActivity && t.FreshDays == 0 && t.Type == fact.Truth && t.Moves == "any" {
		l.report(fault.Warning, "term", t.ID, "term-ageless", "freshDays, or fresh-of: of a parameter", "safety fact %s changes with time and never ages", t.ID)
	}
}

// texts: one line each, as every output has room for.
func (l *linter) texts() {
	const longest = 90
	for _, u := range l.users {
		if u.kind == "rule" && (u.texts[0] == "" || len([]rune(u.texts[0])) > longest) {
			l.fail(u, "text", fmt.Sprintf("1 to %d characters", longest), "its text has %d characters", len([]rune(u.texts[0])))
		}
		if u.verified == "source" && l.onlyUnverified(u) {
			l.fail(u, "verified", "", "says it was read at the source, but cites only unverified sources")
		}
	}
}

func (l *linter) onlyUnverified(u user) bool {
	return len(u.sources) > 0 && !slices.ContainsFunc(u.sources, func(id string) bool { return l.Sources[id].Verified != "unverified" })
}

func (l *linter) redFlags() {
	for _, r := range l.RedFlags {
		u := user{kind: "red flag", id: r.ID}
		if r.Text == "" || r.Ask == "" {
			l.fail(u, "text", "text and ask", "cannot be shown or asked")
		}
		if t := l.Vocabulary.Term(r.Fact); t == nil || t.Type != fact.Truth || t.FreshDays == 0 {
			l.fail(u, "fact", "", "its fact %s has to be a truth that ages", r.Fact)
		}
		if l.Rules.Criterion(r.Lesions) == nil {
			l.fail(u, "lesions", "lesions: the criterion that makes the sign possible", "%q is no criterion", r.Lesions)
		}
	}
}

// questionParts: the parts of a question share out its facts.
func (l *linter) questionParts(q Question) {
	u, left := user{kind: "question", id: q.ID}, slices.Clone(q.Facts)
	for _, p := range q.Parts {
		if p.Ask == "" || p.Short == "" || len(p.Facts) == 0 {
			l.fail(u, "question-part", "ask, short and facts", "has a part that is incomplete")
		}
		for _, f := range p.Facts {
			i := slices.Index(left, f)
			if i < 0 {
				l.fail(u, "question-part", "each fact of the question in one part", "asks in a part for %s, which it does not hold or asked already", f)
				continue
			}
			left = slices.Delete(left, i, i+1)
		}
	}
	if len(q.Parts) > 0 && len(left) > 0 {
		l.fail(u, "question-part", "each fact of the question in one part", "has parts, and none asks for %s", strings.Join(left, ", "))
	}
}

// questions: every way in which rules fold their open facts can be asked, and every
// fact that a rule can lack stands in a question or asks for itself.
func (l *linter) questions() {
	ids := map[string]bool{}
	for _, q := range l.Questions {
		ids[q.ID] = true
		if q.Ask == "" || q.Where == "" || !slices.Contains(burdens, q.Burden) {
			l.fail(user{kind: "question", id: q.ID}, "question-incomplete", "ask, where and burden ("+strings.Join(burdens, ", ")+")", "is incomplete")
		}
		l.questionParts(q)
	}
	for _, u := range l.users {
		if u.askAs != "" && !ids[u.askAs] {
			l.fail(u, "question-unknown", didYouMean(u.askAs, slices.Collect(maps.Keys(ids))), "folds under %s, which no question asks", u.askAs)
		}
	}
}
