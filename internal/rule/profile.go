package rule

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"

	"symport/internal/fact"
	"symport/internal/fault"
)

// profile walks the tree of one condition and accepts the closed form only.
type profile struct {
	*compiler
	tree   *ast.AST
	text   text
	reader *reader
	about  int
	failed bool
}

func (w *profile) fail(offset, width int, id, hint, format string, args ...any) *Cond {
	w.failed = true
	w.reader.failAt(w.text, offset, width, id, hint, format, args...)
	return nil
}

// at is the offset of an expression; of a name, where the name begins; of an operator,
// where the operator stands.
func (w *profile) at(e ast.Expr) int {
	for e.Kind() == ast.SelectKind {
		e = e.AsSelect().Operand()
	}
	return w.tree.SourceInfo().GetStartLocation(e.ID()).Column()
}

const profileHint = "a condition is made of && || ! ( ), truths, fact < <= > >= p.parameter, enumeration == member, enumeration in [members], and criteria"

// boolean compiles an expression that is a truth.
func (w *profile) boolean(e ast.Expr) *Cond {
	switch e.Kind() {
	case ast.IdentKind, ast.SelectKind:
		name, ok := dotted(e)
		if !ok {
			return w.fail(w.at(e), 1, "profile", profileHint, "only names can have parts")
		}
		cond := w.truthNamed(name, w.at(e))
		if cond != nil {
			w.replace(e, name)
		}
		return cond
	case ast.CallKind:
		return w.call(e)
	case ast.LiteralKind:
		return w.fail(w.at(e), 1, "literal", "thresholds are parameters with a source", "a condition holds no literal")
	}
	return w.fail(w.at(e), 1, "profile", profileHint, "this form is not part of a condition")
}

var comparisons = map[string]Op{
	operators.Less: Less, operators.LessEquals: AtMost,
	operators.Greater: More, operators.GreaterEquals: AtLeast,
}

func (w *profile) call(e ast.Expr) *Cond {
	call := e.AsCall()
	fn := call.FunctionName()
	if op, ok := comparisons[fn]; ok {
		return w.comparison(e, op)
	}
	switch fn {
	case operators.LogicalAnd:
		return w.join(IsAnd, call.Args())
	case operators.LogicalOr:
		return w.join(IsOr, call.Args())
	case operators.LogicalNot:
		return w.join(IsNot, call.Args())
	case operators.Equals, operators.In, operators.OldIn:
		return w.membership(e)
	case operators.NotEquals:
		return w.fail(w.at(e), 2, "profile", "write !(a == b)", "!= is not part of a condition")
	case operators.Subtract:
		return w.fail(w.at(e), 1, "minus", "an id with - is written with _ in a condition", "a condition has no arithmetic")
	case operators.Conditional:
		return w.fail(w.at(e), 1, "profile", "write (a && b) || (!a && c)", "?: is not part of a condition")
	}
	if name, ok := operators.FindReverse(fn); ok && name != "" {
		return w.fail(w.at(e), len(name), "profile", "what needs arithmetic is a fact of its own", "%s is not part of a condition", name)
	}
	return w.fail(w.at(e), 1, "profile", profileHint, "a condition calls no function (%s)", fn)
}

func (w *profile) join(kind CondKind, args []ast.Expr) *Cond {
	out := &Cond{Kind: kind}
	for _, a := range args {
		out.Args = append(out.Args, w.boolean(a))
	}
	return out
}

// dotted returns the name that a chain of parts spells.
func dotted(e ast.Expr) (string, bool) {
	switch e.Kind() {
	case ast.IdentKind:
		return e.AsIdent(), true
	case ast.SelectKind:
		sel := e.AsSelect()
		head, ok := dotted(sel.Operand())
		return head + "." + sel.FieldName(), ok && !sel.IsTestOnly()
	}
	return "", false
}

// replace puts a plain name in place of a chain, the name under which it is declared to
// the checker.
func (w *profile) replace(e ast.Expr, name string) {
	e.SetKindCase(ast.NewExprFactory().NewIdent(e.ID(), name))
}

// lookup finds a name and whether it may be read here.
func (w *profile) lookup(name string, at int) (symbol, bool) {
	s, ok := w.symbols[name]
	if !ok {
		w.fail(at, len(name), "name-unknown", w.nameHint(name), "there is no fact or criterion %q", name)
		return s, false
	}
	needs := ofPatient
	switch {
	case s.kind == lesionCriterionName:
		needs = ofLesion
	case s.kind == factName:
		needs = vectorOf(w.set.Vocabulary.Terms[s.index].Scope)
	}
	if needs != ofPatient && needs != w.about {
		w.fail(at, len(name), "target", targetHint[needs], "%s is not known here", name)
		return s, false
	}
	return s, true
}

var targetHint = [...]string{
	ofLesion:   "facts of a lesion are read by a criterion for: lesion or an option each: lesion",
	ofActivity: "facts of a planned activity are read by an option each: activity",
}

func (w *profile) nameHint(name string) string {
	if _, ok := w.symbols[paramPrefix+name]; ok {
		return "parameters are written " + paramPrefix + name
	}
	return didYouMean(name, w.names)
}

// truthNamed compiles a bare name: a truth or a criterion.
func (w *profile) truthNamed(name string, at int) *Cond {
	s, ok := w.lookup(name, at)
	if !ok {
		return nil
	}
	switch s.kind {
	case criterionName:
		return &Cond{Kind: IsCriterion, Ref: s.index}
	case lesionCriterionName:
		return &Cond{Kind: IsCriterion, Ref: s.index, ThisLesion: true}
	case paramName:
		return w.fail(at, len(name), "type", "", "%s is a parameter, not a truth", name)
	}
	term := &w.set.Vocabulary.Terms[s.index]
	switch term.Type {
	case fact.Quantity:
		return w.fail(at, len(name), "type", "compare it with a parameter", "%s is a quantity, not a truth", name)
	case fact.Enum:
		return w.fail(at, len(name), "type", "compare it with a member: "+strings.Join(members(term), ", "), "%s is an enumeration, not a truth", name)
	}
	return w.atom(Atom{Fact: s.index, Op: Holds, Param: -1})
}

func (c *compiler) atom(a Atom) *Cond {
	i, ok := c.atoms[a]
	if !ok {
		i = len(c.set.Atoms)
		c.atoms[a] = i
		c.set.Atoms = append(c.set.Atoms, a)
	}
	return &Cond{Kind: IsAtom, Ref: i}
}

// operand resolves one side of a comparison to a fact of the type.
func (w *profile) operand(e ast.Expr, want fact.Type, what string) *fact.Term {
	name, ok := dotted(e)
	if !ok {
		w.fail(w.at(e), 1, "profile", profileHint, "%s is expected here", what)
		return nil
	}
	s, ok := w.lookup(name, w.at(e))
	if !ok {
		return nil
	}
	if s.kind != factName || w.set.Vocabulary.Terms[s.index].Type != want {
		w.fail(w.at(e), len(name), "type", "", "%s is not %s", name, what)
		return nil
	}
	w.replace(e, name)
	return &w.set.Vocabulary.Terms[s.index]
}

func (w *profile) comparison(e ast.Expr, op Op) *Cond {
	args := e.AsCall().Args()
	term := w.operand(args[0], fact.Quantity, "a quantity")
	param := w.parameter(args[1])
	if term == nil || param < 0 {
		return nil
	}
	if why := mismatch(term, &w.set.Params[param]); why != "" {
		return w.fail(w.at(e), len(op.String()), "kinds-differ", "", "%s", why)
	}
	return w.atom(Atom{Fact: w.set.Vocabulary.Index(term.ID), Op: op, Param: param})
}

// parameter resolves the right side of a comparison, -1 with a problem.
func (w *profile) parameter(e ast.Expr) int {
	if e.Kind() == ast.LiteralKind {
		w.fail(w.at(e), 1, "literal", "name it as a parameter with unit and source: "+paramPrefix+"...", "a threshold is a parameter, not a number")
		return -1
	}
	name, ok := dotted(e)
	if !ok {
		w.fail(w.at(e), 1, "profile", profileHint, "a parameter is expected here")
		return -1
	}
	s, ok := w.symbols[name]
	if !ok || s.kind != paramName {
		w.fail(w.at(e), len(name), "parameter-unknown", w.paramHint(name), "there is no parameter %q", name)
		return -1
	}
	w.replace(e, name)
	return s.index
}

func (w *profile) paramHint(name string) string {
	var params []string
	for _, n := range w.names {
		if strings.HasPrefix(n, paramPrefix) {
			params = append(params, n)
		}
	}
	if near := fault.Nearest(paramPrefix+strings.TrimPrefix(name, paramPrefix), params); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	return "thresholds are written " + paramPrefix + "id"
}

// membership compiles "enumeration == member" and "enumeration in [members]".
func (w *profile) membership(e ast.Expr) *Cond {
	args := e.AsCall().Args()
	term := w.operand(args[0], fact.Enum, "an enumeration")
	if term == nil {
		return nil
	}
	items := args[1:2]
	if e.AsCall().FunctionName() != operators.Equals {
		if args[1].Kind() != ast.ListKind || args[1].AsList().Size() == 0 {
			return w.fail(w.at(args[1]), 1, "profile", "write [a, b]", "in needs a list of members")
		}
		items = args[1].AsList().Elements()
	}
	var set uint64
	for _, item := range items {
		set |= w.member(term, item)
	}
	if w.failed {
		return nil
	}
	return w.atom(Atom{Fact: w.set.Vocabulary.Index(term.ID), Op: In, Param: -1, Set: set})
}

func (w *profile) member(term *fact.Term, e ast.Expr) uint64 {
	names := members(term)
	if e.Kind() != ast.IdentKind {
		w.fail(w.at(e), 1, "profile", "one of "+strings.Join(names, ", "), "a member of %s is expected here", term.ID)
		return 0
	}
	for i, name := range names {
		if name == e.AsIdent() {
			w.replace(e, memberName(term, name))
			return 1 << i
		}
	}
	hint := didYouMean(e.AsIdent(), names)
	if hint == "" {
		hint = "the members are " + strings.Join(names, ", ")
	}
	w.fail(w.at(e), len(e.AsIdent()), "member-unknown", hint, "%s has no member %q", term.ID, e.AsIdent())
	return 0
}

// memberName is under which name a member is declared to the checker: two enumerations
// may share a word.
func memberName(term *fact.Term, member string) string { return celName(term.ID) + ":" + member }
