package arch

import (
	"go/ast"
	"slices"
)

// usesClock reports whether a file calls time.Now and its kin.
func usesClock(tree *ast.File) bool {
	found := false
	ast.Inspect(tree, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		id, ok := sel.X.(*ast.Ident)
		if ok && id.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "After", "Tick", "Sleep", "NewTimer"}, sel.Sel.Name) {
			found = true
		}
		return true
	})
	return found
}
