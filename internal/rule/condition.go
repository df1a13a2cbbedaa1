package rule

import (
	"strings"

	"cel.dev/cel-go/common"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/parser"
)

// condKey says when two conditions are one.
type condKey struct {
	text  string
	about int
}

// waiting is a condition that compiled and goes to the checker of CEL.
type waiting struct {
	tree   *ast.AST
	source common.Source
	text   text
	reader *reader
}

// celParser has no macros: exists, has and the like arrive as calls and are refused.
var celParser = mustParser(parser.EnablePrattParser(true), parser.EnableVariadicOperatorASTs(true),
	parser.EnableIdentEscapeSyntax(false), parser.MaxRecursionDepth(64))

func mustParser(options ...parser.Option) *parser.Parser {
	p, err := parser.NewParser(options...)
	if err != nil {
		panic(err)
	}
	return p
}

// condition compiles a condition; nil if there is none or it has a problem. Equal
// conditions are one.
func (c *compiler) condition(t text, about int, r *reader) *Cond {
	if t.node == nil {
		return nil
	}
	key := condKey{t.value, about}
	if cond, ok := c.conds[key]; ok {
		return cond
	}
	source := common.NewTextSource(t.value)
	tree, errs := celParser.Parse(source)
	if list := errs.GetErrors(); len(list) > 0 {
		for _, e := range list {
			r.failAt(t, e.Location.Column(), 1, "condition-syntax", syntaxHint(t.value), "%s", e.Message)
		}
		return nil
	}
	w := &profile{compiler: c, tree: tree, text: t, reader: r, about: about}
	cond := w.boolean(tree.Expr())
	if !w.failed {
		c.conds[key] = cond
		c.waiting = append(c.waiting, waiting{tree, source, t, r})
		return cond
	}
	return nil
}

// scope compiles the name of a criterion or truth of the patient, written as an id.
func (c *compiler) scope(t text, r *reader) *Cond {
	if t.value == "" {
		return nil
	}
	if why := badName(t.value); why != "" {
		r.fail(t.place, "scope", "a scope is the id of a criterion or truth", "scope %q %s", t.value, why)
		return nil
	}
	key := condKey{celName(t.value), ofPatient}
	if cond, ok := c.conds[key]; ok {
		return cond
	}
	w := &profile{compiler: c, text: t, reader: r, about: ofPatient}
	cond := w.truthNamed(key.text, 0)
	if cond != nil {
		c.conds[key] = cond
	}
	return cond
}

// failAt reports a problem at a place within a condition.
func (r *reader) failAt(t text, offset, width int, id, hint, format string, args ...any) {
	p := t.place
	if p.Line > 0 {
		p.Column += offset
		p.Width = width
	}
	r.fail(p, id, hint, format, args...)
}

// syntaxHint explains the commonest slips.
func syntaxHint(condition string) string {
	switch {
	case strings.Contains(condition, " and ") || strings.Contains(condition, " or ") || strings.Contains(condition, "not "):
		return "write && for and, || for or, ! for not"
	case strings.Contains(condition, " = "):
		return "write == for is"
	}
	return ""
}
