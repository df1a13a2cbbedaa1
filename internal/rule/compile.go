package rule

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"symport/internal/cite"
	"symport/internal/fault"
)

// Compile reads rule files and compiles their conditions over the vocabulary and the
// parameters. All problems are returned at once, in the order of the files; with a
// fatal one among them the set is nil. The result does not depend on the order of
// files and entries.
func Compile(v *Vocabulary, params []Param, files []File) (*Set, fault.Problems) {
	var problems fault.Problems
	c := newCompiler(v, params, &problems)
	p := parse(files, &problems)
	c.criteria(p.criteria)
	c.options(p.options)
	c.constraints(p.constraints)
	c.check()
	problems.Sort()
	if problems.Errors() > 0 {
		return nil, problems
	}
	c.finish()
	return c.set, problems
}

// compiler turns entries into a set.
type compiler struct {
	set      *Set
	problems *fault.Problems
	symbols  map[string]symbol
	names    []string // of the symbols, sorted
	atoms    map[Atom]int
	conds    map[condKey]*Cond
	waiting  []waiting // parsed and waiting for the checker
	rules    map[string]fault.Place
}

func newCompiler(v *Vocabulary, params []Param, problems *fault.Problems) *compiler {
	params = slices.Clone(params)
	slices.SortFunc(params, func(a, b Param) int { return strings.Compare(a.ID, b.ID) })
	c := &compiler{
		set:      &Set{Vocabulary: v, Params: params},
		problems: problems,
		symbols:  map[string]symbol{},
		atoms:    map[Atom]int{},
		conds:    map[condKey]*Cond{},
		rules:    map[string]fault.Place{},
	}
	for _, p := range params {
		c.set.thresholds = append(c.set.thresholds, p.Value)
	}
	c.set.given = c.set.thresholds
	c.declareFacts()
	return c
}

// criteria declares all criteria, so that they may stand in any order, and then
// compiles them.
func (c *compiler) criteria(entries []*criterionEntry) {
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(a, b *criterionEntry) int { return strings.Compare(a.id.value, b.id.value) })
	entries = slices.DeleteFunc(entries, func(e *criterionEntry) bool { return !c.declareCriterion(e, e.reader) })
	c.sortNames()
	for i, e := range entries {
		out := c.set.Criteria[i]
		about := ofPatient
		if out.ForLesion {
			about = ofLesion
		}
		out.when = c.condition(e.when, about, e.reader)
		out.scope = c.scope(e.scope, e.reader)
	}
	c.orderCriteria()
}

func (c *compiler) declareCriterion(e *criterionEntry, r *reader) bool {
	id := e.id.value
	if why := badName(id); why != "" {
		r.fail(e.id.place, "id", "", "criterion %q %s", id, why)
		return false
	}
	index := len(c.set.Criteria)
	sym := symbol{kind: criterionName, index: index, id: id}
	if !c.declare(celName(id), sym) {
		r.fail(e.id.place, "name-twice", "", "the name %s is taken by another fact or criterion", id)
		return false
	}
	if e.forLesion {
		sym.kind = lesionCriterionName
		for _, name := range lesionNames(id) {
			if !c.declare(name, sym) {
				r.fail(e.id.place, "name-twice", "", "the name %s is taken by another fact or criterion", name)
				return false
			}
		}
	}
	c.set.Criteria = append(c.set.Criteria, &Criterion{
		ID: id, Label: e.label.value, Body: e.body.value, Reading: e.reading.value,
		ForLesion: e.forLesion, Over: e.over.value, When: e.when.value, Scope: e.scope.value,
		Sources: strs(e.sources), Facts: strs(e.facts), Verified: verified(e.verified), Place: e.id.place,
	})
	return true
}

// lesionNames are the names of a criterion for the lesion at hand: lesion.rair_no_uptake,
// or with the dots of the id kept, lesion.rair.no_uptake.
func lesionNames(id string) []string {
	flat, dotted := "lesion."+strings.ReplaceAll(celName(id), ".", "_"), "lesion."+celName(id)
	if flat == dotted {
		return []string{flat}
	}
	return []string{flat, dotted}
}

func verified(t text) cite.Verified {
	if t.value == "" {
		return cite.Unverified
	}
	return cite.Verified(t.value)
}

// options gathers the entries of each option and compiles their arguments.
func (c *compiler) options(entries []*optionEntry) {
	byID := map[string]*Option{}
	for _, e := range entries {
		if !e.defines() {
			continue
		}
		if first, ok := byID[e.id.value]; ok {
			e.reader.fail(e.id.place, "option-twice", "", "option %s is described at %s already", e.id, first.Place)
			continue
		}
		byID[e.id.value] = c.option(e)
	}
	for _, e := range entries {
		o, ok := byID[e.id.value]
		if !ok {
			c.undefinedOption(e, byID)
			continue
		}
		c.addArguments(o, e)
	}
	for _, o := range byID {
		c.arrange(o)
		c.set.Options = append(c.set.Options, o)
	}
	slices.SortFunc(c.set.Options, byPlace)
}

// byPlace is the order of the source; options without a number come last.
func byPlace(a, b *Option) int {
	return cmp.Or(
		cmp.Compare(unnumbered(a), unnumbered(b)),
		cmp.Compare(a.Number, b.Number),
		strings.Compare(a.ID, b.ID))
}

func unnumbered(o *Option) int {
	if o.Number == 0 {
		return 1
	}
	return 0
}

// undefinedOption: safety rules speak of every edition's options, so that one missing
// here is no error, unless it is a slip of the pen.
func (c *compiler) undefinedOption(e *optionEntry, byID map[string]*Option) {
	ids := make([]string, 0, len(byID))
	for id := range byID {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	hint := didYouMean(e.id.value, ids)
	if e.reader.file.Safety && hint == "" {
		if !slices.Contains(c.set.Undefined, e.id.value) {
			c.set.Undefined = append(c.set.Undefined, e.id.value)
			slices.Sort(c.set.Undefined)
		}
		for _, a := range e.arguments {
			c.argument(&Option{ID: e.id.value, Each: e.each.value}, a)
		}
		return
	}
	e.reader.fail(e.id.place, "option-unknown", hint, "no entry describes the option %s (label, number, kind)", e.id)
}

func (c *compiler) option(e *optionEntry) *Option {
	o := &Option{
		ID: e.id.value, Label: e.label.value, Kind: e.kind.value, Group: e.group.value, Each: e.each.value,
		Intent: e.intent.value, Urgency: e.urgency.value, Experimental: e.experimental,
		Alternative: strs(e.alternative), OnlyIf: e.onlyIf.value, Continues: e.continues.value,
		Safety: e.reader.file.Safety, Place: e.id.place,
	}
	for key, t := range map[string]text{"label": e.label, "kind": e.kind} {
		if t.value == "" {
			e.reader.fail(e.id.place, "key-missing", "", "option %s has no %s:", o.ID, key)
		}
	}
	if o.Urgency == "" {
		o.Urgency = "routine"
	}
	if e.number.node != nil {
		n, err := strconv.Atoi(e.number.value)
		if err != nil || n < 1 {
			e.reader.fail(e.number.place, "number", "", "number: is the place in the source's order, 1 or more")
		}
		o.Number = n
	}
	o.onlyIf = c.condition(e.onlyIf, o.about(), e.reader)
	o.continues = c.condition(e.continues, ofPatient, e.reader)
	return o
}

// about is the vector that an option's conditions may read beside the patient's.
func (o *Option) about() int {
	switch o.Each {
	case "lesion":
		return ofLesion
	case "activity":
		return ofActivity
	}
	return ofPatient
}

func (c *compiler) addArguments(o *Option, e *optionEntry) {
	for _, entry := range e.arguments {
		if a := c.argument(o, entry); a != nil {
			o.Arguments = append(o.Arguments, a)
		}
	}
}

func (c *compiler) argument(o *Option, e *argumentEntry) *Argument {
	r := e.reader
	if first, ok := c.rules[e.id.value]; ok {
		r.fail(e.id.place, "rule-twice", "", "rule %s stands at %s already", e.id, first)
		return nil
	}
	c.rules[e.id.value] = e.id.place
	a := &Argument{
		Rule: e.id.value, Role: Role(e.role.value), Strength: e.strength.value, When: e.when.value,
		Text: e.text.value, Certainty: e.certainty.value, Evidence: e.evidence.value,
		Sources: strs(e.sources), Facts: strs(e.facts), Verified: verified(e.verified),
		Cap: e.cap.value != "", BeforeStart: e.gate.value == "before-start", Correct: e.correct.value,
		AskAs: e.askAs.value, Short: e.short.value, Safety: r.file.Safety, Place: e.id.place,
		UntilFact: e.until.fact.value, UntilParam: e.until.reaches.value,
	}
	if roleWords(a.Role)[0] == "yes" {
		a.Strength = ""
	}
	if a.Certainty == "" {
		a.Certainty = "not-graded"
	}
	a.into, a.said = a.value(), a.text()
	c.until(e)
	a.when = c.condition(e.when, o.about(), r)
	scope := e.scope
	if scope.node == nil && r.file.Scope != "" {
		scope = text{value: r.file.Scope, place: fault.Place{File: r.file.Name}}
	}
	a.Scope, a.scope = scope.value, c.scope(scope, r)
	return a
}

func (c *compiler) until(e *argumentEntry) {
	if e.until.fact.node == nil || e.until.reaches.node == nil {
		return
	}
	term, param := c.set.Vocabulary.Term(e.until.fact.value), c.paramIndex(e.until.reaches.value)
	if term == nil {
		e.reader.fail(e.until.fact.place, "fact-unknown", didYouMean(e.until.fact.value, c.set.Vocabulary.ids()),
			"the vocabulary has no fact %q", e.until.fact)
	}
	if param < 0 {
		e.reader.fail(e.until.reaches.place, "parameter-unknown", didYouMean(e.until.reaches.value, c.paramIDs()),
			"there is no parameter %q", e.until.reaches)
	}
	if term != nil && param >= 0 {
		if why := mismatch(term, &c.set.Params[param]); why != "" {
			e.reader.fail(e.until.reaches.place, "kinds-differ", "", "%s", why)
		}
	}
}

// arrange sorts an option's arguments and gathers their scopes.
func (c *compiler) arrange(o *Option) {
	slices.SortFunc(o.Arguments, func(a, b *Argument) int {
		return cmp.Or(
			cmp.Compare(slices.Index(roles, a.Role), slices.Index(roles, b.Role)),
			cmp.Compare(slices.Index(roleWords(a.Role), a.Strength), slices.Index(roleWords(b.Role), b.Strength)),
			strings.Compare(a.Rule, b.Rule))
	})
	for _, a := range o.Arguments {
		o.addScope(a)
	}
}

// addScope enters the scope of an argument among the option's. Only the edition's own
// arguments that bear on the verdict say whether the edition addresses a patient.
func (o *Option) addScope(a *Argument) {
	a.scopeAt = -1
	if a.Safety && !o.Safety {
		return
	}
	o.addressed = o.addressed || a.Role == For
	if a.Role == Informs || a.BeforeStart {
		return
	}
	if a.scope == nil {
		o.unscoped = true
		return
	}
	a.scopeAt = slices.Index(o.scopes, a.scope)
	if a.scopeAt < 0 {
		a.scopeAt = len(o.scopes)
		o.scopes = append(o.scopes, a.scope)
	}
}

func (c *compiler) constraints(entries []*constraintEntry) {
	for _, e := range entries {
		about := ofPatient
		if e.forLesion {
			about = ofLesion
		}
		never := c.condition(e.never, about, e.reader)
		c.set.constraints = append(c.set.constraints, &constraint{id: e.id.value, forLesion: e.forLesion, never: never})
	}
	slices.SortFunc(c.set.constraints, func(a, b *constraint) int { return strings.Compare(a.id, b.id) })
}
