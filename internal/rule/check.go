package rule

import (
	"maps"
	"slices"

	"cel.dev/cel-go/checker"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/containers"
	"cel.dev/cel-go/common/decls"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"symport/internal/fact"
)

// check hands every condition to the type checker of CEL: one environment with the
// names that are used, one opaque type per quantity kind and per enumeration, and
// comparisons within a type only. The profile has already said what it understands, so
// that what the checker refuses is reported as it words it.
func (c *compiler) check() {
	if len(c.waiting) == 0 {
		return
	}
	env, err := c.checkerEnv()
	if err != nil {
		c.outside("declaring names to the checker: %v", err)
		return
	}
	for _, w := range c.waiting {
		_, errs := checker.Check(w.tree, w.source, env)
		for _, e := range errs.GetErrors() {
			w.reader.failAt(w.text, e.Location.Column(), 1, "condition-type", "", "%s", e.Message)
		}
	}
}

func (c *compiler) checkerEnv() (*checker.Env, error) {
	env, err := checker.NewEnv(containers.DefaultContainer, types.NewEmptyRegistry())
	if err != nil {
		return nil, err
	}
	d := newDeclarer()
	for _, w := range c.waiting {
		c.declareUsed(d, w.tree.Expr())
	}
	functions, err := d.functions()
	if err != nil {
		return nil, err
	}
	if err := env.AddIdents(d.variables...); err != nil {
		return nil, err
	}
	return env, env.AddFunctions(functions...)
}

// declareUsed declares the names in e. The profile has put plain names in place of
// chains; members carry their enumeration before them.
func (c *compiler) declareUsed(d *declarer, e ast.Expr) {
	switch e.Kind() {
	case ast.IdentKind:
		if s, ok := c.symbols[e.AsIdent()]; ok {
			d.variable(e.AsIdent(), c.typeOf(d, s))
		}
	case ast.CallKind:
		args := e.AsCall().Args()
		for _, a := range args {
			c.declareUsed(d, a)
		}
		if fn := e.AsCall().FunctionName(); fn == operators.Equals || fn == operators.In {
			c.declareMembers(d, args[0].AsIdent(), args[1])
		}
	}
}

func (c *compiler) declareMembers(d *declarer, enum string, e ast.Expr) {
	list := []ast.Expr{e}
	if e.Kind() == ast.ListKind {
		list = e.AsList().Elements()
	}
	t := d.enum(enum)
	for _, m := range list {
		d.variable(m.AsIdent(), t)
	}
}

func (c *compiler) typeOf(d *declarer, s symbol) *types.Type {
	switch s.kind {
	case factName:
		switch t := &c.set.Vocabulary.Terms[s.index]; t.Type {
		case fact.Quantity:
			return d.quantity(t.Kind)
		case fact.Enum:
			return d.enum(celName(t.ID))
		}
	case paramName:
		return d.quantity(c.set.Params[s.index].Kind)
	}
	return types.BoolType
}

// declarer gathers declarations, each once.
type declarer struct {
	variables  []*decls.VariableDecl
	seen       map[string]bool
	types      map[string]*types.Type
	quantities []string
	enums      []string
}

func newDeclarer() *declarer {
	return &declarer{seen: map[string]bool{}, types: map[string]*types.Type{}}
}

func (d *declarer) variable(name string, t *types.Type) {
	if !d.seen[name] {
		d.seen[name] = true
		d.variables = append(d.variables, decls.NewVariable(name, t))
	}
}

func (d *declarer) opaque(name string, list *[]string) *types.Type {
	t, ok := d.types[name]
	if !ok {
		t = types.NewOpaqueType(name)
		d.types[name] = t
		*list = append(*list, name)
	}
	return t
}

func (d *declarer) quantity(kind string) *types.Type {
	return d.opaque("quantity."+kind, &d.quantities)
}

func (d *declarer) enum(name string) *types.Type { return d.opaque("enum."+name, &d.enums) }

// functions declares the operators over the types in use.
func (d *declarer) functions() ([]*decls.FunctionDecl, error) {
	b := types.BoolType
	overloads := map[string][]decls.FunctionOpt{
		operators.LogicalAnd: {decls.Overload("and", []*types.Type{b, b}, b)},
		operators.LogicalOr:  {decls.Overload("or", []*types.Type{b, b}, b)},
		operators.LogicalNot: {decls.Overload("not", []*types.Type{b}, b)},
	}
	add := func(fn, of string, args ...*types.Type) {
		overloads[fn] = append(overloads[fn], decls.Overload(fn+" "+of, args, b))
	}
	slices.Sort(d.quantities)
	for _, name := range d.quantities {
		for fn := range comparisons {
			add(fn, name, d.types[name], d.types[name])
		}
	}
	slices.Sort(d.enums)
	for _, name := range d.enums {
		add(operators.Equals, name, d.types[name], d.types[name])
		add(operators.In, name, d.types[name], types.NewListType(d.types[name]))
	}
	var out []*decls.FunctionDecl
	for _, fn := range slices.Sorted(maps.Keys(overloads)) {
		f, err := decls.NewFunction(fn, overloads[fn]...)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}
