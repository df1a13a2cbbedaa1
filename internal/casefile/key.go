package casefile

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"symport/internal/date"
	"symport/internal/record"
	"symport/internal/unit"
)

// key ties one key of the file to its place in a T of the record.
type key[T any] struct {
	Spec
	put func(w *walker, n *yaml.Node, t *T)
}

// object is a mapping of the file that becomes a T.
type object[T any] struct {
	name, doc, example string
	keys               []key[T]
	line               func(*T) *int
	entry              func(*T) *record.Entry // nil if a T is no dated entry
	scalar             func(w *walker, n *yaml.Node, t *T)
}

func (o object[T]) shape() *Shape {
	s := &Shape{Name: o.name, Doc: o.doc, Example: o.example, ByDate: o.entry != nil}
	for _, k := range o.keys {
		s.Keys = append(s.Keys, k.Spec)
	}
	return s
}

func (o object[T]) find(name string) (key[T], bool) {
	i := slices.IndexFunc(o.keys, func(k key[T]) bool { return k.Name == name })
	if i < 0 {
		return key[T]{}, false
	}
	return o.keys[i], true
}

// required marks a key without which its mapping says nothing.
func (k key[T]) required() key[T] {
	k.Required = true
	return k
}

// usual names the units to offer when a number comes without one.
func usual[T any](units []string, name, doc string, at func(*T) *record.Quantity, kinds ...unit.Kind) key[T] {
	spec := Spec{Name: name, Form: FormQuantity, Doc: doc, Kinds: kinds, Usual: units}
	return key[T]{spec, func(w *walker, n *yaml.Node, t *T) { w.quantity(n, at(t), spec) }}
}

// str is a text that needs no status: absent and unknown are the empty text.
func str[T any](name, doc string, at func(*T) *string, known ...string) key[T] {
	spec := Spec{Name: name, Form: FormText, Doc: doc, Words: known, Open: true}
	return key[T]{spec, func(w *walker, n *yaml.Node, t *T) { w.str(n, at(t), spec) }}
}

// oneOf is a text out of a closed list.
func oneOf[T any](name, doc string, at func(*T) *string, words ...string) key[T] {
	spec := Spec{Name: name, Form: FormWord, Doc: doc, Words: words}
	return key[T]{spec, func(w *walker, n *yaml.Node, t *T) { w.str(n, at(t), spec) }}
}

// said is a text in the writer's words; known words are offered.
func said[T any](name, doc string, at func(*T) *record.Text, known ...string) key[T] {
	spec := Spec{Name: name, Form: FormText, Doc: doc, Words: known, Open: true}
	return key[T]{spec, func(w *walker, n *yaml.Node, t *T) { w.text(n, at(t), spec) }}
}

// choice is one word of a closed list, or a status.
func choice[T any](name, doc string, at func(*T) *record.Text, words ...string) key[T] {
	spec := Spec{Name: name, Form: FormWord, Doc: doc, Words: words}
	return key[T]{spec, func(w *walker, n *yaml.Node, t *T) { w.text(n, at(t), spec) }}
}

// meaning is a choice in which other words stand for some of the list.
func meaning[T any](name, doc string, at func(*T) *record.Text, means map[string]string, words ...string) key[T] {
	spec := Spec{Name: name, Form: FormWord, Doc: doc, Words: words, Means: means}
	return key[T]{spec, func(w *walker, n *yaml.Node, t *T) { w.text(n, at(t), spec) }}
}

func truth[T any](name, doc string, at func(*T) *record.Truth) key[T] {
	spec := Spec{Name: name, Form: FormTruth, Doc: doc}
	return key[T]{spec, func(w *walker, n *yaml.Node, t *T) { w.truth(n, at(t)) }}
}

func count[T any](name, doc string, lo, hi int, at func(*T) *record.Count) key[T] {
	spec := Spec{Name: name, Form: FormCount, Doc: doc, Lo: lo, Hi: hi}
	return key[T]{spec, func(w *walker, n *yaml.Node, t *T) { w.count(n, at(t), spec) }}
}

func amount[T any](name, doc string, at func(*T) *record.Quantity, kinds ...unit.Kind) key[T] {
	spec := Spec{Name: name, Form: FormQuantity, Doc: doc, Kinds: kinds}
	return key[T]{spec, func(w *walker, n *yaml.Node, t *T) { w.quantity(n, at(t), spec) }}
}

// ratio is a quantity of dimension one, which may stand without a unit.
func ratio[T any](name, doc string, at func(*T) *record.Quantity, kind unit.Kind) key[T] {
	spec := Spec{Name: name, Form: FormQuantity, Doc: doc, Kinds: []unit.Kind{kind}, Bare: true}
	return key[T]{spec, func(w *walker, n *yaml.Node, t *T) { w.quantity(n, at(t), spec) }}
}

func day[T any](name, doc string, at func(*T) *date.Span) key[T] {
	spec := Spec{Name: name, Form: FormDate, Doc: doc}
	return key[T]{spec, func(w *walker, n *yaml.Node, t *T) { w.date(n, at(t)) }}
}

func dated[T any](name, doc string, at func(*T) *record.Dated) key[T] {
	spec := Spec{Name: name, Form: FormDate, Doc: doc}
	return key[T]{spec, func(w *walker, n *yaml.Node, t *T) { w.dated(n, at(t)) }}
}

// names is a list of words; one word alone is read as a list of one.
func names[T any](name, doc string, at func(*T) *[]string, known ...string) key[T] {
	spec := Spec{Name: name, Form: FormNames, Doc: doc, Words: known, Open: true}
	return key[T]{spec, func(w *walker, n *yaml.Node, t *T) { w.at[at(t)] = n; *at(t) = w.names(n, spec) }}
}

// sites is a list out of the site words.
func sites[T any](name, doc string, at func(*T) *[]string) key[T] {
	spec := Spec{Name: name, Form: FormNames, Doc: doc, Words: siteWords}
	return key[T]{spec, func(w *walker, n *yaml.Node, t *T) { w.at[at(t)] = n; *at(t) = w.names(n, spec) }}
}

// lesions is a list of ids of the lesion section.
func lesions[T any](doc string, at func(*T) *[]string) key[T] {
	spec := Spec{Name: "lesions", Form: FormLesions, Doc: doc}
	return key[T]{spec, func(w *walker, n *yaml.Node, t *T) { w.at[at(t)] = n; *at(t) = w.lesionRefs(n) }}
}

// sub is a mapping inside a mapping.
func sub[T, U any](name string, o object[U], at func(*T) *U) key[T] {
	spec := Spec{Name: name, Form: FormObject, Doc: o.doc, Sub: o.shape()}
	return key[T]{spec, func(w *walker, n *yaml.Node, t *T) { decode(w, n, o, at(t)) }}
}

// list is a list of mappings.
func list[T, U any](name string, o object[U], at func(*T) *[]U) key[T] {
	spec := Spec{Name: name, Form: FormList, Doc: o.doc, Sub: o.shape(), Scalar: o.scalar != nil}
	return key[T]{spec, func(w *walker, n *yaml.Node, t *T) { *at(t) = decodeList(w, n, o) }}
}

// byID is a mapping from ids to mappings.
func byID[T, U any](name string, o object[U], at func(*T) *[]U, id func(*U) *string, check func(*walker, *yaml.Node)) key[T] {
	spec := Spec{Name: name, Form: FormByID, Doc: o.doc, Sub: o.shape()}
	return key[T]{spec, func(w *walker, n *yaml.Node, t *T) { *at(t) = decodeByID(w, n, o, id, check) }}
}

// custom is a key that reads its value in a way of its own.
func custom[T any](spec Spec, put func(w *walker, n *yaml.Node, t *T)) key[T] {
	return key[T]{spec, put}
}
