package content

import (
	"math"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"go.yaml.in/yaml/v4"

	"symport/internal/cite"
	"symport/internal/fault"
)

// decoder walks the nodes of one file into typed content. It goes on after a mistake,
// so that all of them are reported at once. Scalars are text until a type reads them:
// "no", "1.10" and "2019-01-01" mean nothing to it by themselves.
type decoder struct {
	file     string
	problems fault.Problems
}

func (d *decoder) fail(n *yaml.Node, id, message, hint string) {
	d.problems = append(d.problems, fault.Problem{Place: placeOf(d.file, n), ID: id, Message: message, Hint: hint})
}

// placed is an item with the node it was read from, for problems found later.
type placed[T any] struct {
	item T
	file string
	node *yaml.Node
}

// list reads a file that is a list of items. An empty file is an empty list.
func list[T any](d *decoder, n *yaml.Node) []placed[T] {
	if isNull(n) {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		d.fail(n, "not-a-list", "this file is a list of items", `begin each item with "- "`)
		return nil
	}
	items := make([]placed[T], 0, len(n.Content))
	for _, c := range n.Content {
		p := placed[T]{file: d.file, node: c}
		d.value(c, reflect.ValueOf(&p.item).Elem(), 0)
		items = append(items, p)
	}
	return items
}

// one reads a file that is a single item.
func one[T any](d *decoder, n *yaml.Node) placed[T] {
	p := placed[T]{file: d.file, node: n}
	d.value(n, reflect.ValueOf(&p.item).Elem(), 0)
	return p
}

var (
	verifiedType = reflect.TypeFor[cite.Verified]()
	nodeType     = reflect.TypeFor[yaml.Node]()
)

func (d *decoder) value(n *yaml.Node, v reflect.Value, depth int) {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		d.fail(n, "yaml-alias", "anchors and aliases are not used here", "write the value out")
		return
	}
	if depth > maxDepth {
		d.fail(n, "yaml-depth", "nested too deep", "")
		return
	}
	if v.Type() == nodeType {
		v.Set(reflect.ValueOf(n).Elem())
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		d.mapping(n, v, depth)
	case reflect.Slice:
		d.sequence(n, v, depth)
	case reflect.Map:
		d.byKey(n, v, depth)
	case reflect.Pointer:
		if isNull(n) {
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem(), depth)
	default:
		d.scalar(n, v)
	}
}

func (d *decoder) mapping(n *yaml.Node, v reflect.Value, depth int) {
	if n.Kind != yaml.MappingNode {
		d.fail(n, "not-a-mapping", "keys and values expected here", "")
		return
	}
	known := fieldsOf(v.Type())
	seen := make(map[string]bool, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, c := n.Content[i], n.Content[i+1]
		index, ok := known.index[k.Value]
		switch {
		case seen[k.Value]:
			d.fail(k, "key-twice", "key "+strconv.Quote(k.Value)+" stands here twice", "")
		case !ok:
			d.fail(k, "key-unknown", "unknown key "+strconv.Quote(k.Value), didYouMean(k.Value, known.names))
		case isNull(c):
			d.fail(c, "value-missing", "key "+strconv.Quote(k.Value)+" has no value", "give it one or leave the key out")
		default:
			d.value(c, v.FieldByIndex(index), depth+1)
		}
		seen[k.Value] = true
	}
}

func (d *decoder) sequence(n *yaml.Node, v reflect.Value, depth int) {
	if n.Kind != yaml.SequenceNode {
		d.fail(n, "not-a-list", "a list is expected here", "write [ ... ]")
		return
	}
	s := reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content))
	for i, c := range n.Content {
		d.value(c, s.Index(i), depth+1)
	}
	v.Set(s)
}

func (d *decoder) byKey(n *yaml.Node, v reflect.Value, depth int) {
	if n.Kind != yaml.MappingNode {
		d.fail(n, "not-a-mapping", "keys and values expected here", "")
		return
	}
	m := reflect.MakeMapWithSize(v.Type(), len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := reflect.ValueOf(n.Content[i].Value)
		if m.MapIndex(k).IsValid() {
			d.fail(n.Content[i], "key-twice", "key "+strconv.Quote(n.Content[i].Value)+" stands here twice", "")
			continue
		}
		e := reflect.New(v.Type().Elem()).Elem()
		d.value(n.Content[i+1], e, depth+1)
		m.SetMapIndex(k, e)
	}
	v.Set(m)
}

func (d *decoder) scalar(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.ScalarNode {
		d.fail(n, "not-a-scalar", "one value is expected here", "")
		return
	}
	text := strings.TrimSpace(n.Value)
	if !readScalar(text, v) {
		d.fail(n, "value-wrong", strconv.Quote(text)+" is not "+scalarName(v), scalarHint(text, v))
	}
}

// readScalar sets v from the text and reports whether the text is one of v's values.
func readScalar(text string, v reflect.Value) bool {
	if v.Type() == verifiedType {
		v.SetString(text)
		return cite.Verified(text).Valid()
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
		return true
	case reflect.Bool:
		v.SetBool(text == "yes" || text == "true")
		return text == "yes" || text == "true" || text == "no" || text == "false"
	case reflect.Int:
		i, err := strconv.Atoi(text)
		v.SetInt(int64(i))
		return err == nil
	case reflect.Float64:
		f, err := strconv.ParseFloat(text, 64)
		v.SetFloat(f)
		return err == nil && !math.IsNaN(f) && !math.IsInf(f, 0)
	}
	panic("content: no reader for " + v.Type().String())
}

func scalarName(v reflect.Value) string {
	switch {
	case v.Type() == verifiedType:
		return "a state of verification"
	case v.Kind() == reflect.Bool:
		return "yes or no"
	case v.Kind() == reflect.Int:
		return "a whole number"
	}
	return "a number"
}

func scalarHint(text string, v reflect.Value) string {
	switch {
	case v.Type() == verifiedType:
		return "source, secondary or unverified"
	case v.Kind() == reflect.Float64 && strings.Contains(text, ","):
		return "write " + strings.Replace(text, ",", ".", 1)
	}
	return ""
}

// fields are the keys of a struct: its json name, else its Go name in kebab case.
type fields struct {
	index map[string][]int
	names []string
}

var fieldCache sync.Map // reflect.Type -> *fields

func fieldsOf(t reflect.Type) *fields {
	if f, ok := fieldCache.Load(t); ok {
		return f.(*fields)
	}
	f := &fields{index: map[string][]int{}}
	for _, sf := range reflect.VisibleFields(t) {
		if sf.Anonymous || !sf.IsExported() || sf.Tag.Get("yaml") == "-" {
			continue
		}
		name, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
		if name == "" {
			name = kebab(sf.Name)
		}
		f.index[name] = sf.Index
		f.names = append(f.names, name)
	}
	fieldCache.Store(t, f)
	return f
}

// kebab writes a Go name as a key: "TimeZero" is "time-zero", "ScopeID" "scope-id".
func kebab(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		if unicode.IsUpper(r) && i > 0 && (unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
